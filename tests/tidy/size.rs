//! Files and functions are short enough to read as a whole.

use super::{assert_none, every_rust_file};

/// The functions of a file: name, line, and number of lines. The source is formatted, so a function ends at the first
/// brace with the same indentation.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let words = ["pub", "const", "async", "extern", "\"C\""];
        let mut parts = code.split_whitespace().skip_while(|word| {
            words.contains(word)
                || word.starts_with("pub(")
                || *word == "crate)"
                || word.ends_with("::package)")
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

/// Functions that may be longer, each with the reason.
const LONG: &[(&str, &str, &str)] = &[
    ("tests/charts/cases.rs", "cases", "a table of cases"),
    ("tests/damaged/files.rs", "cases", "a table of cases"),
    ("tests/damaged/folders.rs", "cases", "a table of cases"),
    ("tests/package.rs", "cases", "a table of cases"),
    ("tests/pages.rs", "plan", "one plan as a literal"),
    ("tests/round_trip.rs", "build", "one plan as a literal"),
    ("tests/views.rs", "cases", "a table of cases"),
    ("tests/workbooks/cases.rs", "cases", "a table of cases"),
];

#[test]
fn files_are_at_most_400_lines_and_functions_80() {
    let mut found = Vec::new();
    let mut long = Vec::new();
    for (file, text) in every_rust_file() {
        if text.lines().count() > 400 {
            found.push(format!("{file}: {} lines", text.lines().count()));
        }
        for (name, line, length) in functions(&text) {
            if length <= 80 {
                continue;
            }
            if let Some(known) = LONG.iter().find(|(of, known, _)| *of == file && *known == name) {
                long.push(known);
            } else {
                found.push(format!("{file}:{line}: {name} has {length} lines"));
            }
        }
    }
    assert_none(found, "too long to be read whole");
    assert_eq!(long.len(), LONG.len(), "functions are listed that are short by now; long are {long:?}");
}

#[test]
fn a_function_is_measured_from_its_head_to_its_brace() {
    let text = "impl A {\n    pub(in crate::package) fn a(\n        b: u8,\n    ) {\n        if b {\n        }\n    }\n}\n\nconst fn c() {\n}\n";
    let expect = [("a".to_owned(), 2, 6), ("c".to_owned(), 10, 2)];
    assert_eq!(functions(text), expect);
}
