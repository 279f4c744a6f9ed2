//! Rust source in as much detail as these tests need: comments are dropped, and texts are separated from code.

/// A stretch of a source file.
#[derive(Debug, PartialEq)]
pub enum Part {
    /// Source that is neither a text nor a comment.
    Code(String),
    /// A text or a character, without its quotes.
    Literal(String),
}

/// The parts of a source file, each with the number of the line on which it begins.
pub fn parts(source: &str) -> Vec<(usize, Part)> {
    let mut found = Vec::new();
    let (mut rest, mut line, mut code) = (source, 1, String::new());
    while let Some(first) = rest.chars().next() {
        let word_before = code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let (length, inside) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), None)
        } else if let Some(found) = text(rest, word_before) {
            (found.0, Some(found.1))
        } else {
            code.push(first);
            line += usize::from(first == '\n');
            rest = &rest[first.len_utf8()..];
            continue;
        };
        if let Some(inside) = inside {
            found.push((line, Part::Code(std::mem::take(&mut code))));
            found.push((line, Part::Literal(inside.to_owned())));
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    found.push((line, Part::Code(code)));
    found
}

/// The length of the text or character at the beginning, and its content between the quotes.
fn text(rest: &str, word_before: bool) -> Option<(usize, &str)> {
    if let Some(raw) = rest.strip_prefix('r').filter(|_| !word_before) {
        let signs = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw[signs..].strip_prefix('"')?;
        let end = inside.find(&format!("\"{}", "#".repeat(signs)))?;
        return Some((1 + signs + 1 + end + 1 + signs, &inside[..end]));
    }
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut escaped = false;
    let end = rest[1..].char_indices().find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    let inside = &rest[1..1 + end?.0];
    // A quote without a closing one begins a lifetime.
    let is_lifetime = quote == '\'' && !inside.starts_with('\\') && inside.chars().count() != 1;
    (!is_lifetime).then_some((inside.len() + 2, inside))
}

#[test]
fn texts_are_separated_from_code_comments_and_lifetimes() {
    let source =
        "fn a<'a>(b: &'a str) { // \"c\"\n f('d', '\\'', \"e\\\"//\", r#\"g\"h\"#); /* \"i\" */ bar\"j\" }";
    let texts = parts(source).into_iter().filter_map(|(line, part)| match part {
        Part::Literal(text) => Some(format!("{line}{text}")),
        Part::Code(_) => None,
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["2d", "2\\'", "2e\\\"//", "2g\"h", "2j"]);
}
