//! A site of static pages: one for each item and each department, and for each indicator its figure, its values and what is
//! said of it, so that others can link to a page and take a figure by its address.
//!
//! [`site`] is a pure function: the same plan gives the same files, and no date is that of the day. The pages are the views of
//! the widget with their links led to the files of the site (`relink.rs`), so no view is written twice.
//!
//! Never in this room: files and folders themselves, a script, a view of its own about an item.

mod card;
mod described;
mod feed;
mod figures;
mod frame;
mod index;
mod pages;
#[cfg(feature = "native")]
mod picture;
mod places;
mod relink;
mod xml;

use crate::locale::Locale;
use crate::selection::Prepared;
use crate::view::Page;

pub use card::Card;
#[cfg(feature = "native")]
pub use picture::{Font, NoFont};

use described::Described;
pub use frame::MADE_HERE;
use frame::{Frame, STYLE_FILE, style};
use places::Places;

/// What the site is made of beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct SiteOptions<'a> {
    /// The address of the folder of the site, with a `/` at its end: see [`crate::view::site_base`].
    pub base: &'a str,
    /// Whether the pages name a picture for cards. Then each of [`Site::cards`] must become a file.
    pub has_cards: bool,
}

/// The files of a site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// Each file by its path from the top of the site, with `/` between folders.
    pub files: Vec<(String, Vec<u8>)>,
    /// The pictures for cards, each by the path of its file.
    pub cards: Vec<(String, Card)>,
}

/// The site of a plan. Corrections are applied; the first page names them.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, selection::Prepared, site::{SiteOptions, site}};
/// let options = SiteOptions { base: "https://example.jp/plan/", has_cards: false };
/// let site = site(&Prepared::new(Plan::default()), &JA, &options);
/// assert_eq!(site.files[0].0, "index.html");
/// ```
pub fn site(prepared: &Prepared, locale: &Locale, options: &SiteOptions) -> Site {
    // The name of what a page is about is its only heading of level 1.
    let page = Page { heading_level: 0, ..Page::of(prepared, "", locale) };
    let places = Places::new(&page, options);
    let mut site = Site::default();
    let pages = std::iter::once(index::index(&places))
        .chain(pages::items(&places))
        .chain(pages::gone(&places))
        .chain(pages::departments(&places))
        .chain(pages::aliases(&places));
    let mut paths = Vec::new();
    for (frame, card) in pages {
        if options.has_cards {
            site.cards.push((frame.card_path(), card));
        }
        let Frame { path, described, .. } = &frame;
        site.files.push((path.clone(), frame.markup(&places).into_bytes()));
        // A search engine finds a department under its own name.
        if !matches!(described, Described::Alias(_)) {
            paths.push(frame.path);
        }
    }
    site.files.push((STYLE_FILE.to_owned(), style().into_bytes()));
    site.files.extend(figures::files(&places));
    site.files.push((feed::FILE.to_owned(), feed::feed(&places).into_bytes()));
    site.files.push(("sitemap.xml".to_owned(), xml::sitemap(&places, &paths).into_bytes()));
    site
}
