//! HTML in a readable form.

/// One element a line. The content of an element is indented; a text follows its element on the same line.
pub fn readable(html: &str) -> String {
    const VOID: [&str; 3] = ["input", "br", "path"];
    let mut out = String::new();
    let mut depth = 0_usize;
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
            if !text.trim().is_empty() {
                out.push_str(&format!("{}{}\n", "  ".repeat(depth), text.trim()));
            }
            continue;
        }
        out.push_str(&format!("{}<{tag}>{}\n", "  ".repeat(depth), text.trim_end().replace('\n', "⏎")));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if !tag.ends_with('/') && !VOID.contains(&name) {
            depth += 1;
        }
    }
    out
}
