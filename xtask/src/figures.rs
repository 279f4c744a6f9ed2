//! `docs/sizes.md`: the page of sizes and timings. Each part is between two markers. The command that measures it
//! writes it, where `UPDATE_SNAPSHOTS` is set.

use anyhow::{Context, Result};

use crate::paths::Paths;
use crate::stamp;

/// The page, from the root of the repository.
pub const PAGE: &str = "docs/sizes.md";

/// Whether measurements are written into the page.
pub fn are_written() -> bool {
    std::env::var_os("UPDATE_SNAPSHOTS").is_some()
}

/// The text of a part.
pub fn read(paths: &Paths, part: &str) -> Result<String> {
    let text = page(paths)?;
    Ok(split(&text, part)?.1.to_owned())
}

/// Writes a part.
pub fn write(paths: &Paths, part: &str, inside: &str) -> Result<()> {
    let text = page(paths)?;
    let (before, _, after) = split(&text, part)?;
    stamp::write(&paths.root.join(PAGE), [before, inside, after].concat())
}

fn page(paths: &Paths) -> Result<String> {
    std::fs::read_to_string(paths.root.join(PAGE)).context(PAGE)
}

/// The text before a part (with its first marker), the part, and the text after it.
fn split<'a>(text: &'a str, part: &str) -> Result<(&'a str, &'a str, &'a str)> {
    let (open, close) = (format!("<!-- {part} -->\n"), format!("<!-- /{part} -->"));
    let begin =
        text.find(&open).with_context(|| format!("{PAGE} has no “{}”", open.trim_end()))? + open.len();
    let length = text[begin..].find(&close).with_context(|| format!("{PAGE} has no “{close}”"))?;
    Ok((&text[..begin], &text[begin..begin + length], &text[begin + length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_between_its_markers() {
        let text = "a\n<!-- x -->\nb\n<!-- /x -->\nc";
        assert_eq!(split(text, "x").unwrap(), ("a\n<!-- x -->\n", "b\n", "<!-- /x -->\nc"));
        assert!(split(text, "y").is_err());
        assert!(split("<!-- x -->\n", "x").is_err());
    }
}
