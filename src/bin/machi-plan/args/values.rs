//! Checks the values of options. Each error is a sentence that names what is allowed.

use std::path::{Path, PathBuf};

use machi_plan::locale::{LANGUAGES, Locale, messages};
use machi_plan::package::is_page_address;
use machi_plan::selection::View;
use machi_plan::view::{Paper, SPECS, site_base};

pub(super) fn language(value: &str) -> Result<&'static Locale, String> {
    let known =
        || LANGUAGES.iter().map(|locale| locale.key).collect::<Vec<_>>().join(messages().text.between);
    Locale::named(value).ok_or_else(|| messages().command.unknown_language(value, known()))
}

pub(super) fn view(value: &str) -> Result<View, String> {
    let known = SPECS.iter().map(|spec| spec.view.name()).collect::<Vec<_>>().join(messages().text.between);
    value.parse().map_err(|()| messages().command.unknown_view(value, known))
}

/// Whether there are none.
pub(super) fn controls(value: &str) -> Result<bool, String> {
    if value == "none" { Ok(true) } else { Err(messages().command.unknown_controls(value)) }
}

pub(super) fn heading_level(value: &str) -> Result<u8, String> {
    let level = value.parse().ok().filter(|level| (1..=6).contains(level));
    level.ok_or(messages().command.wrong_level(value))
}

/// Checks the address of a page: a telephone opens it from a code on paper.
pub(super) fn address(value: String) -> Result<String, String> {
    if is_page_address(&value) { Ok(value) } else { Err(messages().command.wrong_base(value)) }
}

/// Checks the address of a site of pages: names of files are added to it.
pub(super) fn site(value: &str) -> Result<String, String> {
    site_base(value).ok_or(messages().command.wrong_site(value))
}

pub(super) fn paper(value: &str) -> Result<Paper, String> {
    let known = Paper::ALL.map(|(name, _)| name).join(messages().text.between);
    let found = Paper::ALL.into_iter().find(|(name, _)| *name == value);
    found.map(|(_, paper)| paper).ok_or(messages().command.unknown_paper(value, known))
}

/// Checks the name of the widget. It is used as an `id` and in addresses.
pub(super) fn widget_name(value: String) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        Ok(value)
    } else {
        Err(messages().command.wrong_widget(value))
    }
}

/// Checks the suffix of a file, because programs recognise the file by it.
pub(super) fn ending(out: PathBuf, wanted: &str) -> Result<PathBuf, String> {
    let message = messages().command.wrong_suffix(out.display(), wanted);
    if has_suffix(&out, wanted) { Ok(out) } else { Err(message) }
}

/// Whether the name of a file ends so, in small letters or capital ones.
pub fn has_suffix(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted))
}
