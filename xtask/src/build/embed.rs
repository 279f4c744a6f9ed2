//! `embed.html`: the page for a frame. It is one file with the script inside, so that it can be uploaded where only
//! HTML is allowed. Its own policy names the script and the style by their hashes and allows nothing else.

use anyhow::{Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{bytes, text};
use crate::paths::Paths;
use crate::stamp;

/// Writes `pkg/embed.html` around `pkg/machi-plan.js`.
pub fn build(paths: &Paths) -> Result<((), String)> {
    let part = |name: &str| text(&paths.root.join("src/widget").join(name));
    let script = text(&paths.pkg.join("machi-plan.js"))? + &part("embed.js")?;
    let page = page(&part("embed.html")?, &part("embed.css")?, &script)?;
    let note = bytes(page.len());
    stamp::write(&paths.pkg.join("embed.html"), page)?;
    Ok(((), note))
}

fn page(template: &str, style: &str, script: &str) -> Result<String> {
    // A browser would end the element there, and the hash would not match the code that it runs.
    let lower = script.to_ascii_lowercase();
    ensure!(!lower.contains("</script") && !lower.contains("<!--"), "the script cannot stand inside a page");
    ensure!(!script.contains('\r') && !style.contains('\r'), "a browser changes these line ends");
    // Where a server declares another encoding, other characters would be other text, and the hashes would not match.
    ensure!(script.is_ascii() && style.is_ascii(), "the script and the style must be ASCII");
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; connect-src 'self'; img-src 'self'; \
         require-trusted-types-for 'script'; trusted-types machi-plan; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    );
    // The script comes last, because it may contain text that looks like a marker.
    let page = in_ascii(template).replacen("{policy}", &policy, 1).replacen("{style}", style, 1);
    Ok(page.replacen("{script}", script, 1))
}

/// HTML that reads the same in every encoding that a server may declare.
fn in_ascii(html: &str) -> String {
    html.chars()
        .map(|sign| if sign.is_ascii() { sign.to_string() } else { format!("&#{};", u32::from(sign)) })
        .collect()
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_parts_of_the_page() {
        let page = page("{policy}|{style}|{script}", "a{}", "go('{style}')").unwrap();
        assert!(page.contains(&hash("a{}")) && page.contains(&hash("go('{style}')")));
        assert!(page.ends_with("|a{}|go('{style}')"));
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        assert!(super::page("{script}", "", "x</SCRIPT>").is_err());
        assert!(super::page("{script}", "", "\r\n").is_err());
    }

    #[test]
    fn the_page_is_ascii_whatever_its_words_are() {
        assert_eq!(page("\u{8a08}{script}", "", "go()").unwrap(), "&#35336;go()");
        assert!(page("{script}", "", "'\u{8a08}'").is_err() && page("{style}", "\u{d7}", "").is_err());
    }
}
