//! Comments are in plain English, and documents name only files that exist.

use std::fs;
use std::path::Path;

/// Words that make a comment hard to read, each with plainer ones.
const HARD: [(&str, &str); 6] = [
    ("stand", "“are”, “come”, “occur”"),
    ("stands", "“is”, “comes”, “occurs”"),
    ("stood", "“was”"),
    ("tell", "“report”, “name”, “show”"),
    ("tells", "“reports”, “names”, “shows”"),
    ("told", "“reported”, “named”, “shown”"),
];

#[test]
fn comments_are_in_plain_english() {
    let mut found = Vec::new();
    let others = [("src", &["js", "css", "wat", "txt"][..]), ("www", &["js", "css"]), ("tests", &["mjs"])];
    let others = others.into_iter().flat_map(|(folder, suffixes)| super::files(folder, suffixes));
    for (name, text) in super::every_rust_file().into_iter().chain(others) {
        for (number, line) in text.lines().enumerate() {
            // Lines that begin with a comment only, so that no text of a program is taken for one.
            let marks: &[&str] = if name.ends_with(".txt") { &["#"] } else { &["//", "/*", "* ", ";;"] };
            let Some(comment) = marks.iter().find_map(|mark| line.trim_start().strip_prefix(mark)) else {
                continue;
            };
            let words = comment.split(|c: char| !c.is_alphanumeric());
            for (hard, plain) in HARD.iter().filter(|(hard, _)| words.clone().any(|word| word == *hard)) {
                found.push(format!("{name}:{}: instead of “{hard}” try {plain}", number + 1));
            }
        }
    }
    super::assert_none(
        found,
        "some comments may be hard to read for people whose first language is not English; \
         please write short sentences with a subject and a common verb",
    );
}

/// The code spans of a document that name a file or folder of the repository. The build makes `pkg` and `www/assets`.
fn paths(text: &str) -> Vec<&str> {
    let is_path = |span: &&str| {
        let plain = span.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
        let top = ["src/", "tests/", "docs/", "xtask/", "data/", "fuzz/", "benches/", "www/"];
        plain && !span.starts_with("www/assets") && top.iter().any(|folder| span.starts_with(folder))
    };
    text.split('`').skip(1).step_by(2).filter(is_path).collect()
}

#[test]
fn documents_name_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "xtask/README.md"].map(str::to_owned).to_vec();
    for folder in ["docs", "docs/decisions"] {
        let entries = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
        let names = entries.map(|name| format!("{folder}/{}", name.to_string_lossy()));
        pages.extend(names.filter(|name| name.ends_with(".md")));
    }
    let mut seen = 0;
    let mut missing = Vec::new();
    for page in pages {
        let text = fs::read_to_string(root.join(&page)).unwrap();
        let folder = root.join(&page).parent().unwrap().to_owned();
        let paths = paths(&text);
        seen += paths.len();
        missing.extend(
            paths
                .iter()
                .filter(|path| !root.join(path).exists() && !folder.join(path).exists())
                .map(|path| format!("{page}: {path}")),
        );
    }
    assert!(seen > 40, "only {seen} paths were found");
    super::assert_none(missing, "a document names a file that does not exist");
}
