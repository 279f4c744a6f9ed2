//! Our own markup, read.

use super::Node;

/// The elements without an end tag that our templates write.
pub(super) const VOID: [&str; 4] = ["input", "br", "img", "hr"];

/// `name attribute="value" attribute`.
pub(super) fn element(tag: &str) -> Node {
    let (name, mut rest) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    rest = rest.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').expect("a value ends"),
            None => ("", after),
        };
        attributes.push((attribute.to_owned(), unescaped(value)));
        rest = after.trim_start();
    }
    Node { name: name.to_owned(), attributes, ..Node::default() }
}

/// A text without the escapes of markup.
pub(super) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
