//! The description of a view. Each view has a [`ViewSpec`] in its own file and a line in [`super::SPECS`].
//! `selection` has its name and decides which items have a row in it.

use maud::Markup;

use super::{Page, SPECS};
use crate::locale::Locale;
use crate::plan::{ItemIndex, Plan};
use crate::selection::{Selection, View, ViewState};

/// What a view writes and offers.
pub struct ViewSpec {
    /// The view.
    pub view: View,
    /// Its name.
    pub name: fn(&Locale) -> &'static str,
    /// Says that nothing in the selection has a row in it; empty where it has no rows.
    pub nothing: fn(&Locale) -> &'static str,
    /// The kind of its rows.
    pub rows: Rows,
    /// Whether its rows open in place. Their heads have buttons that sort.
    pub rows_open: bool,
    /// Whether its rows say what the chosen years hold.
    pub says_years: bool,
    /// Which of its parts, other than rows, a state changes.
    pub parts: Parts,
    /// Whether it has a caption above its content. Other views have a table with a caption, or none.
    pub has_caption: bool,
    /// Whether only links and attributes lead to it, because it needs an item or is a part of another view.
    pub by_link_only: bool,
    /// Whether a plan has anything for it. Otherwise its button is left out; its address works.
    pub is_offered: fn(&Plan) -> bool,
    /// Whether it follows the others where a fragment has all views.
    pub is_below_others: bool,
    /// The controls that it offers. The style sheet hides all others.
    pub offers: Controls,
    /// Writes the view.
    pub write: fn(&Page, &ViewState, &Selection) -> Markup,
    /// Writes the part of it that every selection writes again, with [`Parts::Content`].
    pub content: fn(&Page, &ViewState, &Selection) -> Markup,
    /// Writes the rows of items, in a view whose rows are items. It must have them.
    pub write_rows: fn(&Page, &[ItemIndex], &ViewState, &Selection) -> Markup,
}

/// The kind of the rows of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Items, as far as [`View::holds`] is true.
    Items,
    /// Departments.
    Departments,
    /// No rows: the view counts or lists what the matching items have.
    Counts,
    /// No rows: the conditions do not change the view.
    None,
}

/// The parts of a view, other than rows, that a state changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// The page of each department and the items on it.
    Departments,
    /// The figure of each indicator.
    Figures,
    /// The section of each item that was shown alone.
    Alone,
    /// All of its content, which [`ViewSpec::content`] writes.
    Content,
    /// The downloads, and the sentence about the one of the selection.
    Downloads,
    /// None.
    None,
}

/// The controls that a view offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Controls {
    /// Search, facets, views and the order of rows.
    All,
    /// All except the order.
    WithoutOrder,
    /// Only the other views.
    Views,
}

impl ViewSpec {
    /// The parts that most views share: items as rows, a table with its caption, every control.
    pub(super) const PLAIN: ViewSpec = ViewSpec {
        view: View::ALL[0],
        name: |_| "",
        nothing: |_| "",
        rows: Rows::Items,
        rows_open: false,
        says_years: false,
        parts: Parts::None,
        has_caption: false,
        by_link_only: false,
        is_offered: |_| true,
        is_below_others: true,
        offers: Controls::All,
        write: |_, _, _| Markup::default(),
        content: |_, _, _| Markup::default(),
        write_rows: |_, _, _, _| Markup::default(),
    };
}

/// The spec of a view.
pub fn spec(view: View) -> &'static ViewSpec {
    SPECS.iter().find(|spec| spec.view == view).unwrap_or(&SPECS[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::JA;

    #[test]
    fn every_view_is_registered_once_in_the_order_in_which_it_is_offered() {
        assert!(SPECS.iter().map(|spec| spec.view).eq(View::ALL));
        assert!(SPECS.iter().all(|spec| !(spec.name)(&JA).is_empty()));
    }

    #[test]
    fn the_style_sheet_hides_the_controls_that_a_view_does_not_offer() {
        let sheet = include_str!("style/67-data.css");
        let selector = |view: &View| format!("[data-view=\"{}\"]", view.name());
        let of = |offers| {
            let specs = SPECS.iter().filter(move |spec| spec.offers == offers);
            specs.map(|spec| selector(&spec.view)).collect::<Vec<_>>()
        };
        let listed = |list: &str| {
            let mut listed: Vec<&str> = list.split(", ").collect();
            listed.sort_unstable();
            listed.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let mut lists = sheet.split(":is(").filter(|part| part.starts_with("[data-view="));
        assert!(lists.clone().count() > 0);
        let mut only_views = of(Controls::Views);
        only_views.sort_unstable();
        assert!(lists.all(|list| listed(list.split(')').next().unwrap()) == only_views));
        for view in of(Controls::WithoutOrder) {
            assert!(sheet.contains(&format!(".machi-plan{view} .machi-plan-order")), "{view}");
        }
        for view in of(Controls::All) {
            assert!(!sheet.contains(&view), "{view}");
        }
    }
}
