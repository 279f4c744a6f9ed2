//! Whole documents around the views: one self-contained file, and a print sheet. The widget does not contain them.
//!
//! Each document has its own Content-Security-Policy. It allows only the one style and the one script in the
//! document, by their hash. The document requests nothing from any server.

mod council;
mod council_cells;
mod editor;
mod hold;
mod paper;
mod print;
mod print_end;
mod print_rows;
mod qr;
mod sheet;
mod single;
mod snippet;
mod style;
pub(crate) mod tree;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::finish;
use crate::locale::Locale;

pub use council::council_list;
pub use editor::editor_file;
pub(crate) use hold::held;
pub use paper::{Paper, Papers};
pub use print::print_sheet;
pub use sheet::item_sheets;
pub use single::{DATA_BLOCK, fragment_file, single_page};
pub use snippet::{Snippet, proposed_address, snippet};
pub use style::style_sheet;

/// The parts of a document. Style and script are our own files, so they are not escaped.
struct Document<'a> {
    locale: &'a Locale,
    title: &'a str,
    style: &'a str,
    script: Option<&'a str>,
    body: Markup,
}

impl Document<'_> {
    fn markup(&self) -> Markup {
        let policy = policy(self.style, self.script);
        let markup = html! {
            (DOCTYPE)
            html lang=(self.locale.lang) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) }
                    style { (PreEscaped(self.style)) }
                }
                body {
                    (self.body)
                    // The script comes after the content, which can be read while the script is parsed.
                    @if let Some(script) = self.script { script { (PreEscaped(script)) } }
                }
            }
        };
        finish(self.locale, markup)
    }
}

/// A policy for exactly this style and this script. It says nothing about frames, because only a server can send
/// `frame-ancestors`.
fn policy(style: &str, script: Option<&str>) -> String {
    let script =
        script.map_or(String::new(), |text| format!(" script-src '{}' 'wasm-unsafe-eval';", hash(text)));
    format!("default-src 'none';{script} style-src '{}'; base-uri 'none'; form-action 'none'", hash(style))
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// A script or style as a page can contain it. Its line ends are those that a browser uses when it computes the hash.
/// `None` where the text would end the element, or would hide its end from the browser.
fn inline(text: &str, element: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lower = text.to_ascii_lowercase();
    let ends = lower.contains(&format!("</{element}")) || lower.contains("<!--") || text.contains('\0');
    (!ends).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_style_and_script_by_their_hash() {
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
        assert_eq!(
            policy("", None),
            "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; base-uri 'none'; form-action 'none'"
        );
        assert!(policy("", Some("1")).contains(
            "; script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=' 'wasm-unsafe-eval'; style-src"
        ));
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused_and_line_ends_are_the_browsers() {
        assert_eq!(inline("\u{feff}a\r\nb\rc", "script").as_deref(), Some("a\nb\nc"));
        for text in ["x</ScRipt >", "<!-- x", "\0"] {
            assert_eq!(inline(text, "script"), None, "{text}");
        }
        assert!(inline("</script", "style").is_some());
    }
}
