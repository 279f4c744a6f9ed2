//! What is around the content of a page: head, way back, foot.

use maud::{DOCTYPE, Markup, html};

use super::described::{self, Described};
use super::feed;
use super::places::{FIRST, Places};
use crate::locale::or;
use crate::view::{self, raw};

/// The style sheet of all pages.
pub(super) const STYLE_FILE: &str = "site.css";
/// In every page: says that this program wrote it.
pub const MADE_HERE: &str = "<meta name=\"generator\" content=\"machi-plan\">";
/// Only the style sheet of the site itself; nothing of another host, and no script.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";
/// The size of the pictures for cards.
pub(super) const CARD: (u32, u32) = (1200, 630);

const STYLE: &str = include_str!("frame.css");
const INSIDE: &str = include_str!("site.css");

/// The style sheet: that of the widget, then that of the pages.
pub(super) fn style() -> String {
    view::style_sheet() + STYLE + &view::held(INSIDE)
}

/// A page with what is said of it.
pub(super) struct Frame {
    /// The path of its file from the top of the site.
    pub path: String,
    /// The name of what it is about.
    pub title: String,
    /// A sentence about it.
    pub description: String,
    /// The way to it below the first page: names, each with the path of its page.
    pub way: Vec<(String, String)>,
    /// What programs read beside that.
    pub described: Described,
    /// Its content.
    pub body: Markup,
}

impl Frame {
    /// The path of its picture for cards.
    pub(super) fn card_path(&self) -> String {
        [self.path.trim_end_matches("html"), "png"].concat()
    }

    /// What leads from its folder to the top of the site.
    fn up(&self) -> &'static str {
        up(&self.path)
    }

    pub(super) fn markup(&self, places: &Places) -> String {
        let about = &places.plan().about;
        let locale = places.locale();
        let words = &locale.site;
        let whole = match self.path == FIRST {
            true => vec![about.title.as_str(), &about.municipality],
            false => vec![self.title.as_str(), &about.title, &about.municipality],
        };
        let whole: Vec<&str> = whole.into_iter().filter(|part| !part.is_empty()).collect();
        let markup = html! {
            (DOCTYPE)
            html lang=(locale.lang) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    (raw(MADE_HERE))
                    title { (whole.join(words.between_titles)) }
                    (self.said(places))
                    link rel="stylesheet" href={ (self.up()) (STYLE_FILE) };
                    link rel="alternate" type="application/atom+xml" title=(words.feed_title(&about.title)) href={ (self.up()) (feed::FILE) };
                    // A parser ends the block at no character of it: every `<` is written as its number.
                    script type="application/ld+json" { (raw(&described::block(places, self))) }
                }
                body {
                    a class="site-skip" href="#main" { (words.skip) }
                    header class="site-header" {
                        p { (about.municipality) " " a href={ (self.up()) (FIRST) } { (or(&about.title, words.first)) } }
                    }
                    @if self.path != FIRST { (self.way_back(places)) }
                    main id="main" tabindex="-1" { (self.body) }
                    (self.foot(places))
                }
            }
        };
        view::finish(locale, markup).into_string() + "\n"
    }

    /// What search engines and other sites show of the page.
    fn said(&self, places: &Places) -> Markup {
        let address = match &self.described {
            Described::Alias(path) => places.address(path),
            _ => places.address(&self.path),
        };
        let words = &places.locale().site;
        let has_card = places.options.has_cards;
        html! {
            meta name="description" content=(self.description);
            link rel="canonical" href=(address);
            meta property="og:title" content=(self.title);
            meta property="og:description" content=(self.description);
            meta property="og:type" content=(if self.path == FIRST { "website" } else { "article" });
            meta property="og:url" content=(address);
            meta property="og:site_name" content=(places.plan().about.title);
            meta property="og:locale" content=(words.og_locale);
            @if has_card {
                meta property="og:image" content=(places.address(&self.card_path()));
                meta property="og:image:type" content="image/png";
                meta property="og:image:width" content=(CARD.0);
                meta property="og:image:height" content=(CARD.1);
                meta property="og:image:alt" content=(self.title);
            }
            meta name="twitter:card" content=(if has_card { "summary_large_image" } else { "summary" });
        }
    }

    fn way_back(&self, places: &Places) -> Markup {
        let words = &places.locale().site;
        html! {
            nav class="site-way" aria-label=(words.way) {
                ol {
                    li { a href={ (self.up()) (FIRST) } { (words.contents) } }
                    @for (name, path) in &self.way { li { a href={ (self.up()) (path) } { (name) } } }
                    li { span aria-current="page" { (self.title) } }
                }
            }
        }
    }

    fn foot(&self, places: &Places) -> Markup {
        let about = &places.plan().about;
        let locale = places.locale();
        let words = &locale.site;
        html! {
            footer class="site-footer" {
                p { (locale.data.terms(&about.municipality, or(&about.source_title, &about.title), or(&about.licence, locale.data.no_terms))) }
                @if !about.contact.is_empty() { p { (words.contact(&about.contact)) } }
                @if !about.updated.is_empty() { p { (words.updated(&about.updated)) } }
                ul {
                    @if let Some(address) = view::web_link(&about.page_url) { li { a href=(address) { (words.whole) } } }
                    @if let Some(address) = view::web_link(&about.source_url) { li { a href=(address) { (or(&about.source_title, &about.title)) } } }
                    li { a href={ (self.up()) (feed::FILE) } { (words.feed) } }
                }
            }
        }
    }
}

/// What leads from the folder of a page to the top of the site.
pub(super) fn up(path: &str) -> &'static str {
    if path.contains('/') { "../" } else { "" }
}

/// The first sentence of a text, or as much of it as a card has room for.
pub(super) fn sentence(text: &str) -> String {
    let is_bullet = |sign: char| sign.is_whitespace() || "・○●◎■□◆◇-*".contains(sign);
    let line =
        text.lines().map(|line| line.trim_start_matches(is_bullet).trim_end()).find(|line| !line.is_empty());
    let line = line.unwrap_or_default();
    let sentence = line.find('。').map_or(line, |at| &line[..at + '。'.len_utf8()]);
    if sentence.chars().count() <= MOST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(MOST - 1).collect();
    // Words of Japanese have no blanks between them; a comma is the next best place.
    let end = cut.rfind(['、', '，', ' ', '　']).filter(|at| *at * 2 > cut.len()).unwrap_or(cut.len());
    cut[..end].to_owned() + "…"
}

/// The most characters of a description: what search engines and cards show.
const MOST: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_the_first_sentence_cut_at_a_comma() {
        for (text, expected) in [
            ("窓口を集める。次に、広げる。", "窓口を集める。"),
            ("\n・窓口を集める\n・広げる", "窓口を集める"),
            ("", ""),
            ("○　\n 公表", "公表"),
        ] {
            assert_eq!(sentence(text), expected);
        }
        let long = format!("{}、{}。", "あ".repeat(80), "い".repeat(80));
        assert_eq!(sentence(&long), "あ".repeat(80) + "…");
        let unbroken = sentence(&"漢".repeat(500));
        assert_eq!((unbroken.chars().count(), unbroken.ends_with('…')), (MOST, true));
    }

    #[test]
    fn every_rule_of_the_pages_is_one_that_a_browser_reads() {
        // The weight before a selector cannot be followed by the name of an element.
        let style = style();
        let weights = style.split(":not(#_#_#_#_)").skip(1);
        assert!(weights.clone().count() > 500);
        weights.for_each(|rule| assert!(rule.starts_with(['.', ':', '[', '*']), "{rule:.60}"));
    }
}
