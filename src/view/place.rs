//! The addresses of the site of pages: a page an item and a department. The site writes these names, and the widget links to
//! them.

use crate::planfile::fingerprint;

/// The folders of the site.
pub const ITEMS: &str = "items";
/// The folder of the departments.
pub const DEPARTMENTS: &str = "departments";
/// The folder of the figures.
pub const FIGURES: &str = "indicators";

/// The most characters of a name of a file that are kept as they are.
const MOST: usize = 120;

/// Names that Windows keeps for devices, with any suffix.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name of a file for an id or a name, without its suffix. It has only small letters, digits, `-`, `.` and `_`, so every
/// disk and every server takes it, and two ids never have one name, also where a disk reads capital letters as small ones. Other
/// characters are `_` and four digits of their UTF-16.
///
/// ```
/// use machi_plan::view::file_name;
/// assert_eq!(file_name("3-1-1a"), "3-1-1a");
/// assert_eq!(file_name("../A"), "_002e._002f_0041");
/// assert_eq!(file_name("財政局"), "_8ca1_653f_5c40");
/// assert_eq!(file_name("con"), "_0063on");
/// ```
pub fn file_name(id: &str) -> String {
    let stem = id.split('.').next().unwrap_or_default();
    let is_numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    let is_device = DEVICES.contains(&stem) || is_numbered("com") || is_numbered("lpt");
    let mut name = String::new();
    for (at, sign) in id.chars().enumerate() {
        let is_plain = sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-.".contains(sign);
        if is_plain && (at > 0 || sign != '.' && !is_device) {
            name.push(sign);
        } else {
            for unit in sign.encode_utf16(&mut [0; 2]) {
                name.push('_');
                hex(&mut name, *unit);
            }
        }
    }
    if name.len() > MOST || name.is_empty() {
        // `__` is in no other name.
        name.truncate(MOST);
        name.push_str("__");
        name.push_str(&fingerprint(id));
    }
    name
}

/// Four digits.
fn hex(name: &mut String, number: u16) {
    for at in (0..4).rev() {
        let digit = (number >> (4 * at)) as u8 & 15;
        name.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
    }
}

/// The page of an item, from the top of the site.
pub fn item_page(id: &str) -> String {
    [ITEMS, "/", &file_name(id), ".html"].concat()
}

/// The page of a department, from the top of the site.
pub fn department_page(name: &str) -> String {
    [DEPARTMENTS, "/", &file_name(name), ".html"].concat()
}

/// The address of the site with a `/` at its end, where it may become a link: `http://`, `https://`, or relative to the page.
/// Names of files are added to it, so it has neither query nor fragment.
///
/// ```
/// use machi_plan::view::site_base;
/// assert_eq!(site_base(" /plan/pages ").as_deref(), Some("/plan/pages/"));
/// assert_eq!(site_base("HTTPS://example.jp/").as_deref(), Some("HTTPS://example.jp/"));
/// for other in ["", "javascript:alert(1)", "java\tscript:1", "data:text/html,a", "a?b", "a#b", "https:example.jp"] {
///     assert_eq!(site_base(other), None, "{other}");
/// }
/// ```
pub fn site_base(text: &str) -> Option<String> {
    let text = text.trim();
    let first = text.split('/').next().unwrap_or_default();
    let is_web = ["http:", "https:"].iter().any(|scheme| first.eq_ignore_ascii_case(scheme));
    let has_host = || {
        text[first.len()..].strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    };
    let is_refused = |sign: char| sign.is_whitespace() || sign.is_control() || "?#\\\"<>".contains(sign);
    if text.is_empty() || text.contains(is_refused) || first.contains(':') && !(is_web && has_host()) {
        return None;
    }
    let end = if text.ends_with('/') { "" } else { "/" };
    Some([text, end].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn two_ids_never_have_one_name_on_any_disk(a in "\\PC{0,40}", b in "[-._A-Za-z0-9/\\\\あが]{0,6}", c in "[-._A-Za-z0-9/\\\\あが]{0,6}") {
            for id in [&a, &b, &c] {
                let name = file_name(id);
                prop_assert!(!name.is_empty() && name.len() <= MOST + 18 && !name.starts_with('.'));
                let is_safe = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-._".contains(sign);
                prop_assert!(name.chars().all(is_safe), "{}", name);
            }
            prop_assert_eq!(b == c, file_name(&b) == file_name(&c));
        }
    }

    #[test]
    fn names_that_windows_keeps_are_escaped_and_long_ones_are_cut() {
        for id in ["con", "nul.1", "com1", "lpt9.a"] {
            assert!(file_name(id).starts_with('_'), "{id}");
        }
        for id in ["console", "com", "com10", "1.con"] {
            assert_eq!(file_name(id), id);
        }
        let long = |last: &str| file_name(&("課".repeat(100) + last));
        assert!(long("a") != long("b") && long("a").len() < 150);
    }
}
