//! The site of pages, with its pictures where a font is given.

use super::{NotMade, Source};
use crate::package::is_page_address;
use crate::selection::Prepared;
use crate::site::{self, Site, SiteOptions};
use crate::view::site_base;

/// The folder of the pages in a zip. Unpacked beside the page with the plan, it is where the pages say that they are.
pub(super) const FOLDER: &str = "pages/";

/// The address of that folder beside a page.
fn beside(page: &str) -> Option<String> {
    let page = page.split(['?', '#']).next().unwrap_or_default();
    let folder = page.rfind('/').filter(|at| !page[..*at].ends_with('/')).map_or(page, |at| &page[..at]);
    is_page_address(page).then(|| site_base(&[folder, "/", FOLDER].concat())).flatten()
}

/// The files of the site by their paths.
pub(super) fn site(source: &Source) -> Result<Vec<(String, Vec<u8>)>, NotMade> {
    let words = &source.locale.site;
    let base = source.base.map_or_else(|| beside(&source.plan.about.page_url), site_base);
    let base = base.ok_or_else(|| NotMade::Refused(words.no_address.to_owned()))?;
    let options = SiteOptions { base: &base, has_cards: source.font.is_some() };
    let Site { mut files, cards } = site::site(&Prepared::new(source.plan.clone()), source.locale, &options);
    files.extend(drawn(source, cards)?);
    Ok(files)
}

#[cfg(feature = "native")]
fn drawn(source: &Source, cards: Vec<(String, site::Card)>) -> Result<Vec<(String, Vec<u8>)>, NotMade> {
    let Some((name, bytes)) = source.font else { return Ok(Vec::new()) };
    let words = &source.locale.site;
    let font = site::Font::new(bytes).map_err(|why| {
        NotMade::Refused(match why {
            site::NoFont::Unreadable => words.bad_font(name),
            site::NoFont::Lacks(sign) => words.no_japanese(name, sign),
        })
    })?;
    Ok(cards.into_iter().map(|(path, card)| (path, font.draw(&card))).collect())
}

/// Only the command has a font.
#[cfg(not(feature = "native"))]
fn drawn(_: &Source, _: Vec<(String, site::Card)>) -> Result<Vec<(String, Vec<u8>)>, NotMade> {
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_are_beside_the_page_with_the_plan() {
        for (page, expected) in [
            ("https://example.jp/plan/index.html#a", "https://example.jp/plan/pages/"),
            ("https://example.jp/plan/?a/b", "https://example.jp/plan/pages/"),
            ("https://example.jp", "https://example.jp/pages/"),
        ] {
            assert_eq!(beside(page).as_deref(), Some(expected));
        }
        assert_eq!(beside("plan.html"), None);
    }
}
