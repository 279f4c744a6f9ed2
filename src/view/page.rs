//! The whole widget as HTML: the root with data about its source, and the view inside it.

use super::say;
use maud::{Markup, PreEscaped, html};

use super::names::*;
use super::spec::spec;
use crate::list::List;
use crate::locale::{Locale, or};
use crate::plan::{FiscalYear, ItemIndex, Plan, YearKind};
use crate::selection::{
    LANG, MOST_AT_ONCE, Prepared, ROWS_AT_ONCE, Selection, View, ViewState, arriving, selection, write_query,
};

/// The facts that every view needs beside the selection.
pub struct Page<'a> {
    /// The plan.
    pub prepared: &'a Prepared,
    /// The fingerprint of the compiled plan.
    pub fingerprint: &'a str,
    /// The language.
    pub locale: &'a Locale,
    /// The key of the language where the reader chose it, for addresses; else empty.
    pub lang: &'a str,
    /// The languages between which a reader chooses.
    pub languages: &'a [&'static Locale],
    /// The name of the widget: the prefix of ids and of its part of the address.
    pub name: &'a str,
    /// The level of the widget's own heading, 1 to 6.
    pub heading_level: u8,
    /// Whether the widget has controls. Without, it is an embed of one thing, with the source of the plan below.
    pub has_controls: bool,
    /// Whether everything is written at once, as in a fragment. A script writes the inside of a closed row and the content of a
    /// figure later.
    pub whole: bool,
    /// The address of the site of pages: see [`super::site_base`]. The pages of items and departments are linked there.
    pub site: Option<&'a str>,
}

impl<'a> Page<'a> {
    /// The whole widget in a language, with the settings of an element that has no attributes.
    pub fn of(prepared: &'a Prepared, fingerprint: &'a str, locale: &'a Locale) -> Page<'a> {
        Page {
            prepared,
            fingerprint,
            locale,
            lang: "",
            languages: &[],
            name: ROOT,
            heading_level: 2,
            has_controls: true,
            whole: true,
            site: None,
        }
    }

    /// For each item, whether its row is written with its view. The script writes the other rows of a long plan later.
    pub fn rows(&self, view: View, selection: &Selection) -> Vec<bool> {
        let plan = &self.prepared.plan;
        let is_short = plan.items.len() <= MOST_AT_ONCE;
        let mut rows = vec![self.whole || is_short; plan.items.len()];
        if !self.whole && !is_short {
            for at in selection.next_rows(view, plan, &|_| false, ROWS_AT_ONCE) {
                rows[at.0] = true;
            }
        }
        rows
    }

    /// The items whose rows are written with a view, in the order of the selection.
    pub(super) fn written(&self, view: View, selection: &Selection) -> Vec<ItemIndex> {
        let rows = self.rows(view, selection);
        let is_written = |at: &&ItemIndex| rows[at.0] && view.holds(&self.prepared.plan[**at]);
        selection.order.iter().filter(is_written).copied().list()
    }

    /// The words for a blank cell, and for one that could not be read.
    pub(super) fn blank(&self, lost: bool) -> &'static str {
        if lost { self.locale.item.unread } else { self.locale.item.blank }
    }

    /// The word for what a year says.
    pub(super) fn said(&self, kind: YearKind) -> &'static str {
        match kind {
            YearKind::New => self.locale.glance.new,
            YearKind::Continues => self.locale.glance.continues,
            YearKind::Dash => self.locale.glance.dash,
            YearKind::Lost => self.blank(true),
            YearKind::Blank => self.blank(false),
        }
    }

    /// The heading of a part, one level below the widget's own heading. Its content is plain text.
    pub(super) fn head(&self, words: &str) -> Markup {
        self.heading(1, "machi-plan-head", html! { (words) })
    }

    /// A heading, `below` levels below the widget's own.
    pub(super) fn heading(&self, below: u8, class: &str, content: Markup) -> Markup {
        self.heading_with(below, class, "", content)
    }

    /// The heading of an item shown alone. A script can move the focus to it.
    pub(super) fn heading_to_go_to(&self, content: Markup) -> Markup {
        self.heading_with(1, ALONE_NAME, " tabindex=\"-1\"", content)
    }

    fn heading_with(&self, below: u8, class: &str, attribute: &str, content: Markup) -> Markup {
        heading(self.heading_level + below, class, attribute, content)
    }
}

/// A heading of a level.
pub(super) fn heading(level: u8, class: &str, attribute: &str, content: Markup) -> Markup {
    let level = level.clamp(1, 6);
    html! {
        (PreEscaped(format!("<h{level} class=\"{class}\"{attribute}>")))
        (content)
        (PreEscaped(format!("</h{level}>")))
    }
}

/// A fiscal year as the head of a column or a row: the year of the era, and the western year beside it.
pub(super) fn year_head(page: &Page, year: FiscalYear) -> Markup {
    html! {
        @let short = page.locale.short_year(year);
        abbr title=(page.locale.full_year(year)) { (short) }
        @if short != year.0.to_string() { " " span class=(WESTERN) { (year.0) } }
    }
}

/// A link to the site of pages, where there is one.
pub(super) fn to_site(page: &Page) -> Markup {
    html! { @if let Some(base) = page.site { p { a href=(base) { (page.locale.data.site) } } } }
}

/// Our own markup that was written again, and the data block of a page of our own.
#[cfg(feature = "package")]
pub(crate) fn raw(markup: &str) -> Markup {
    html! { (PreEscaped(markup)) }
}

/// Our own chart, not escaped.
pub(super) fn drawing(svg: &str) -> Markup {
    html! { (PreEscaped(svg)) }
}

/// The options of a fragment.
#[derive(Clone, Debug)]
pub struct FragmentOptions {
    /// The name of the widget, `machi-plan` unless the element has an id.
    pub name: String,
    /// The level of the widget's own heading.
    pub heading_level: u8,
    /// View and conditions.
    pub state: ViewState,
    /// The address of the plan file; `None` where the script contains the plan.
    pub src: Option<String>,
    /// Whether it gets controls.
    pub has_controls: bool,
    /// Whether the other views follow the chosen one, so that all can be read without a script.
    pub all_views: bool,
    /// The address of the site of pages, as [`super::site_base`] gives it.
    pub site: Option<String>,
}

impl Default for FragmentOptions {
    fn default() -> Self {
        FragmentOptions {
            name: "machi-plan".to_owned(),
            heading_level: 2,
            state: ViewState::default(),
            src: None,
            has_controls: true,
            all_views: false,
            site: None,
        }
    }
}

/// The fragment for a page: the element with the whole widget inside, readable without a script. Whoever writes the page
/// finishes it (see [`finish`](super::finish)).
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, selection::Prepared, view::{FragmentOptions, fragment}};
/// let html = fragment(&Prepared::new(Plan::default()), "", &JA, &FragmentOptions::default()).into_string();
/// assert!(html.starts_with("<machi-plan "));
/// ```
pub fn fragment(
    prepared: &Prepared,
    fingerprint: &str,
    locale: &Locale,
    options: &FragmentOptions,
) -> Markup {
    let name = &options.name;
    let FragmentOptions { heading_level, has_controls, .. } = *options;
    let page = Page {
        name,
        heading_level,
        has_controls,
        site: options.site.as_deref(),
        ..Page::of(prepared, fingerprint, locale)
    };
    // The language of a fragment is an attribute of the element.
    let state = ViewState { lang: String::new(), ..options.state.clone() };
    let state = &arriving(prepared, state).in_names_of(&prepared.plan);
    // Without a script no button shows more rows, so every matching row is shown.
    let shown = selection(prepared, &ViewState { more: u16::MAX, ..state.clone() });
    let views = all_views(&prepared.plan, state.view);
    let content = match options.all_views {
        true => several(&page, state, &shown, &views),
        false => one(&page, state, &shown),
    };
    let names = || views.iter().map(|view| view.name()).list().join(" ");
    let kept = Kept {
        views: options.all_views.then(names),
        src: options.src.as_deref(),
        state: Some(write_query(state)).filter(|query| !query.is_empty()),
    };
    element(&page, state, options.src.as_deref(), shell(&page, state, &kept, content))
}

/// The chosen view and the others after it, without the views that would repeat content.
fn all_views(plan: &Plan, asked: View) -> Vec<View> {
    let others = super::SPECS.iter().filter(|spec| spec.is_below_others && (spec.is_offered)(plan));
    let others = others.map(|spec| spec.view);
    [asked].into_iter().chain(others.filter(|view| *view != asked)).list()
}

/// Several views after each other, each with its name above it, and links to them.
fn several(page: &Page, state: &ViewState, selection: &Selection, views: &[View]) -> Markup {
    let words = &page.locale.controls;
    html! {
        nav class={ (STATIC) " machi-plan-jumps" } aria-label=(words.jumps) {
            ul {
                @for view in views {
                    li { a href={ "#" (view_id(page.name, *view)) } { (say::view(page.locale, *view)) } }
                }
            }
        }
        div class=(CONTROLS) hidden[!page.has_controls] {}
        @for &view in views {
            div class=(VIEW) id=(view_id(page.name, view)) data-view=(view.name()) {
                (page.heading(1, "machi-plan-view-name machi-plan-static", html! { (say::view(page.locale, view)) }))
                (content(page, view, state, selection))
            }
        }
    }
}

/// The element with its attributes around its content.
pub fn element(page: &Page, state: &ViewState, src: Option<&str>, content: Markup) -> Markup {
    let mut attributes = Attributes(String::new());
    attributes.add("id", Some(page.name).filter(|name| *name != ROOT));
    attributes.add("plan", Some(page.prepared.plan.about.id.as_str()).filter(|_| src.is_none()));
    attributes.add("src", src);
    for key in ViewState::KEYS.into_iter().filter(|key| *key != LANG) {
        attributes.add(key, state.get(key).as_deref());
    }
    let level = page.heading_level.to_string();
    // Without it the element would have the language of the page around it.
    attributes.add("lang", Some(page.locale.lang).filter(|lang| *lang != crate::locale::JA.lang));
    attributes.add("heading-level", Some(level.as_str()).filter(|_| page.heading_level != 2));
    attributes.add("controls", Some("none").filter(|_| !page.has_controls));
    attributes.add("site", page.site);
    html! {
        (PreEscaped(format!("<machi-plan{}>", attributes.0)))
        (content)
        (PreEscaped("</machi-plan>"))
    }
}

/// Attributes as markup. A template cannot write them, because their names come from the keys of a state.
struct Attributes(String);

impl Attributes {
    fn add(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.0.extend([" ", name, "=\"", &html! { (value) }.0, "\""]);
        }
    }
}

/// The root of the widget: data about its source, its heading, the empty box for controls, and the view.
pub fn root(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    shell(page, state, &Kept::default(), one(page, state, selection))
}

fn one(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    html! {
        div class=(CONTROLS) hidden[!page.has_controls] {}
        (view(page, state.view, state, selection))
    }
}

/// Further data on the root of a fragment.
#[derive(Default)]
struct Kept<'a> {
    /// The views in the fragment, if there are several.
    views: Option<String>,
    /// The plan file and the state. An editor that drops the element around the root leaves them.
    src: Option<&'a str>,
    state: Option<String>,
}

fn shell(page: &Page, state: &ViewState, kept: &Kept, inside: Markup) -> Markup {
    let about = &page.prepared.plan.about;
    let words = page.locale;
    html! {
        div class=(ROOT) lang=(words.lang) data-plan=(about.id) data-updated=(about.updated)
            data-fingerprint=(page.fingerprint) data-view=(state.view.name()) data-views=[&kept.views]
            data-heading-level=(page.heading_level) data-name=(page.name) data-site=[page.site] data-src=[kept.src]
            data-state=[&kept.state] {
            div class=(BODY) {
                (page.heading(0, "machi-plan-title", html! { (about.title) }))
                p class="machi-plan-about" {
                    (about.municipality) " "
                    @if !about.subtitle.is_empty() { (about.subtitle) " " }
                    span class="machi-plan-span" { (words.full_years(about.first_year, about.last_year)) }
                }
                (inside)
                @if !page.has_controls { (source(page)) }
            }
        }
    }
}

/// Where the plan is from, and a link to all of it, because the page may show nothing else of it.
fn source(page: &Page) -> Markup {
    let about = &page.prepared.plan.about;
    let words = page.locale;
    let title = or(&about.source_title, &about.title);
    html! {
        div class=(SOURCE) {
            p class=(NOTE) { (words.data.terms(&about.municipality, title, or(&about.licence, words.data.no_terms))) }
            p {
                @match super::data::link(&about.page_url) {
                    Some(address) => { a href=(address) { (words.share.whole) } }
                    None => { (super::link::to_list(page, &[], words.share.whole)) }
                }
            }
        }
    }
}

/// Rows of items that a view holds, in an element in which a parser leaves them whole.
pub fn rows(
    page: &Page,
    view: View,
    items: &[ItemIndex],
    state: &ViewState,
    selection: &Selection,
) -> Markup {
    let spec = spec(view);
    let rows = (spec.write_rows)(page, items, state, selection);
    match spec.has_caption {
        true => html! { div { (rows) } },
        false => html! { table { (rows) } },
    }
}

/// The box of one view.
pub fn view(page: &Page, view: View, state: &ViewState, selection: &Selection) -> Markup {
    html! { div class=(VIEW) data-view=(view.name()) { (content(page, view, state, selection)) } }
}

fn content(page: &Page, view: View, state: &ViewState, selection: &Selection) -> Markup {
    let spec = spec(view);
    html! {
        @if spec.has_caption {
            p class=(CAPTION) { (super::caption(page, view, state, selection)) }
        }
        ((spec.write)(page, state, selection))
    }
}
