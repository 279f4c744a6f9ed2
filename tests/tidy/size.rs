//! Files and functions are short enough to be read whole.

use super::{assert_none, every_rust_file};

/// The functions of a file: name, line, and how many lines each has. The source is formatted, so a function ends at the
/// first brace that is indented as it is.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let words = ["pub", "const", "async", "extern", "\"C\""];
        let mut parts = code.split_whitespace().skip_while(|word| {
            words.contains(word) || word.starts_with("pub(") || *word == "crate)" || word.ends_with("::package)")
        });
        if parts.next() != Some("fn") || line.ends_with(['}', ';']) {
            continue;
        }
        let name = parts.next().unwrap_or_default().split(['(', '<']).next().unwrap_or_default();
        let end = format!("{indent}}}");
        let length = lines[at..].iter().position(|line| *line == end).map_or(lines.len() - at, |end| end + 1);
        found.push((name.to_owned(), at + 1, length));
    }
    found
}

#[test]
fn files_are_at_most_400_lines_and_functions_80() {
    let mut found = Vec::new();
    for (file, text) in every_rust_file() {
        if text.lines().count() > 400 {
            found.push(format!("{file}: {} lines", text.lines().count()));
        }
        for (name, line, length) in functions(&text) {
            if length > 80 {
                found.push(format!("{file}:{line}: {name} has {length} lines"));
            }
        }
    }
    assert_none(found, "too long to be read whole");
}

#[test]
fn a_function_is_measured_from_its_head_to_its_brace() {
    let text = "impl A {\n    pub(in crate::package) fn a(\n        b: u8,\n    ) {\n        if b {\n        }\n    }\n}\n\nconst fn c() {\n}\n";
    let expect = [("a".to_owned(), 2, 6), ("c".to_owned(), 10, 2)];
    assert_eq!(functions(text), expect);
}
