//! Our own words pass the rules of the checkers about words.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::rules::{complaints, of_words};

/// The string literals of a Rust file, outside comments.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in joined(source).lines() {
        let mut letters = line.chars().peekable();
        while let Some(c) = letters.next() {
            match c {
                '/' if letters.peek() == Some(&'/') => break,
                // A quotation mark as a character.
                '\'' if letters.peek() == Some(&'"') => {
                    letters.next();
                }
                '"' => {
                    let mut literal = String::new();
                    while let Some(c) = letters.next() {
                        match c {
                            '"' => break,
                            '\\' => literal.extend(letters.next().filter(|c| *c != 'n')),
                            c => literal.push(c),
                        }
                    }
                    found.push(literal);
                }
                _ => {}
            }
        }
    }
    found
}

/// A literal that continues on the next line, joined into one line.
fn joined(source: &str) -> String {
    source.replace("\\\n", "")
}

/// The words that a city's page shows, from the file of a language: the text after the first ` = ` of a line, or a
/// continued line. Some groups are left out: their messages to the officer quote cells.
fn words(text: &str) -> Vec<String> {
    let (mut found, mut is_shown) = (Vec::new(), true);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            let group = line.trim_start_matches('[').split([' ', ']']).next().unwrap_or_default();
            is_shown =
                !["check", "files", "found", "guide", "next_year", "readings", "problems"].contains(&group);
        } else if is_shown {
            found.push(line.split_once(" = ").map_or(line, |(_, word)| word).to_owned());
        }
    }
    found
}

#[test]
fn no_word_of_the_interface_needs_a_checkers_patience() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/locale")];
    let (mut seen, mut found) = (0, BTreeSet::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // Easy Japanese has spaces between its words, as its guideline asks.
            if path.ends_with("ja-easy.txt") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            // Those checkers read Japanese. Chinese has other letters.
            if text.contains("\nletters = han\n") {
                continue;
            }
            let is_words = path.extension().is_some_and(|suffix| suffix == "txt");
            for literal in if is_words { words(&text) } else { literals(&text) } {
                // A placeholder for a text of the plan is not our word.
                seen += usize::from(!literal.is_ascii());
                found.extend(of_words(&literal));
            }
        }
    }
    assert!(seen > 250, "{seen} literals");
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn literals_are_read_as_the_compiler_does() {
    let source = "a: \"一\", // \"二\"\n b: '\"', c: |x| format!(\"三\\\"{x}\"), d: \"四\\\n   五\"";
    assert_eq!(literals(source), ["一", "三\"{x}", "四   五"]);
}

/// Each rule finds its offence, and finds nothing in a clean twin.
#[test]
fn the_rules_find_their_offences() {
    const TABLE: &str = "<h2>a</h2><table><caption>b</caption><tr><th scope=\"col\">c</th></tr></table>";
    assert_eq!(complaints(TABLE, 2), Vec::<String>::new());
    for (markup, part) in [
        (TABLE.replace("<caption>b</caption>", ""), "without a caption"),
        (TABLE.replace(">b<", "> <"), "without a caption"),
        (TABLE.replace(" scope=\"col\"", ""), "th without scope"),
        (TABLE.replace("scope=\"col\"", "scope=\"row\""), "without heads of columns"),
        (TABLE.replace(">c<", "><"), "th without words"),
        (TABLE.replace("h2", "h3"), "first heading at 3, not 2"),
        (TABLE.replace(">a<", "><"), "h2 without words"),
        ("<h2>a</h2><h4>b</h4>".into(), "h4 behind h2"),
        ("<h2>a</h2><h1>b</h1>".into(), "h1 behind h2"),
        ("<p>a</p>".into(), "no heading"),
        ("<h2>a</h2><a href=\"x\"></a>".into(), "link text"),
        ("<h2>a</h2><a href=\"x\">こちら</a>".into(), "link text"),
        ("<h2>a</h2><a href=\"x\">https://example.lg.jp/</a>".into(), "link text"),
        ("<h2>a</h2><a href=\"x\">計画</a><a href=\"y\">計画</a>".into(), "leads to x and to y"),
        ("<h2>a</h2><svg><title>b</title></svg>".into(), "drawing without words"),
        ("<h2>a</h2><svg role=\"img\"></svg>".into(), "drawing without words"),
        ("<h2>a</h2><img src=\"x\">".into(), "img without alt"),
        ("<h2>a</h2><iframe src=\"x\"></iframe>".into(), "iframe without a title"),
    ] {
        let found = complaints(&markup, 2);
        assert!(found.iter().any(|complaint| complaint.contains(part)), "{markup}: {found:?}");
    }
    for (words, part) in [
        ("ＤＸ", "full-width"),
        ("ｶﾅ", "half-width kana"),
        ("日　時", "full-width space"),
        ("日 時", "space between"),
        ("①の表", "machine-dependent"),
        ("㈱", "machine-dependent"),
        ("2024/4/1に", "date"),
        ("R6.4.1", "date"),
    ] {
        let found = of_words(words);
        assert!(found.iter().any(|complaint| complaint.starts_with(part)), "{words}: {found:?}");
    }
    for words in ["令和6年4月1日", "DXの推進", "表 1", "カナ", "1/2", "（1）", "—"] {
        assert_eq!(of_words(words), Vec::<String>::new());
    }
}
