//! The page about accessibility: each success criterion with how it was tested.
//!
//! `tests/accessibility/criteria.txt` has the criteria. A test says itself which of them it holds, in a comment right above it:
//! `// WCAG 1.4.3, 1.4.11: what is done, in Japanese`. So the page cannot name a test that is not there.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test accessibility` writes `www/accessibility.html`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use maud::{Markup, html};

/// The start of a line about a criterion that does not apply.
const NOT_APPLICABLE: &str = "該当なし: ";
/// Criteria of levels A and AA: of WCAG 2.2, and of WCAG 2.0, which are those of JIS X 8341-3:2016.
const OF_WCAG: usize = 55;
const OF_JIS: usize = 38;
/// Where the template wants the table, and the counts.
const TABLE: &str = "<!-- criteria -->";
const COUNTS: &str = "<!-- counts -->";

/// A success criterion.
struct Criterion {
    number: String,
    level: String,
    since: String,
    title: String,
    text: String,
}

impl Criterion {
    fn applies(&self) -> bool {
        !self.text.starts_with(NOT_APPLICABLE)
    }

    fn is_of_jis(&self) -> bool {
        self.since.starts_with("2.0")
    }

    fn is_of_wcag(&self) -> bool {
        !self.since.contains('-')
    }
}

/// What a test does for some criteria, in the words of its comment.
struct Proof {
    file: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn criteria() -> Vec<Criterion> {
    let mut all: Vec<Criterion> = Vec::new();
    for line in read("tests/accessibility/criteria.txt").lines() {
        if let Some(text) = line.strip_prefix("> ") {
            all.last_mut().expect("a criterion").text = text.to_owned();
        } else if !line.starts_with('#') && !line.is_empty() {
            let parts: Vec<&str> = line.splitn(4, ' ').collect();
            let [number, level, since, title] = parts[..] else { panic!("four parts: {line}") };
            let [number, level, since, title] = [number, level, since, title].map(str::to_owned);
            all.push(Criterion { number, level, since, title, text: String::new() });
        }
    }
    all
}

/// The comments of the tests in a folder, by the number of the criterion.
fn proofs() -> BTreeMap<String, Vec<Proof>> {
    let mut all: BTreeMap<String, Vec<Proof>> = BTreeMap::new();
    for folder in ["tests/browser", "tests/engines"] {
        let files = fs::read_dir(root().join(folder)).unwrap();
        let mut names: Vec<String> =
            files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        for name in names.iter().filter(|name| name.ends_with(".test.mjs")) {
            let file = format!("{folder}/{name}");
            let text = read(&file);
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            for pair in lines.windows(2) {
                let Some((numbers, said)) =
                    pair[0].strip_prefix("// WCAG ").and_then(|rest| rest.split_once(": "))
                else {
                    continue;
                };
                assert!(pair[1].starts_with("test("), "{file}: no test follows “{}”", pair[0]);
                for number in numbers.split(", ") {
                    let proof = Proof { file: file.clone(), text: said.to_owned() };
                    all.entry(number.to_owned()).or_default().push(proof);
                }
            }
        }
    }
    all
}

fn table(criteria: &[Criterion], proofs: &BTreeMap<String, Vec<Proof>>) -> Markup {
    html! {
        @for criterion in criteria {
            tr role="row" {
                th scope="row" role="rowheader" { (criterion.number) " " (criterion.title) }
                td role="cell" data-label="レベル" { (criterion.level) }
                td role="cell" data-label="規格" {
                    @if criterion.is_of_wcag() { "WCAG 2.2" }
                    @if criterion.is_of_wcag() && criterion.is_of_jis() { "、" }
                    @if criterion.is_of_jis() { "JIS" }
                }
                td role="cell" data-label="結果" { (result(criterion, proofs)) }
                td role="cell" data-label="内容と確かめ方" {
                    p { (criterion.text.trim_start_matches(NOT_APPLICABLE)) }
                    @if let Some(proofs) = proofs.get(&criterion.number) {
                        ul {
                            @for proof in proofs {
                                li { (proof.text) " " code class="site-code" { (proof.file.trim_start_matches("tests/")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn result(criterion: &Criterion, proofs: &BTreeMap<String, Vec<Proof>>) -> &'static str {
    match (criterion.applies(), proofs.contains_key(&criterion.number)) {
        (false, _) => "該当なし",
        (true, true) => "自動の試験で確認",
        (true, false) => "人が読んで確認",
    }
}

fn counts(criteria: &[Criterion], proofs: &BTreeMap<String, Vec<Proof>>) -> String {
    let of = |word: &str| criteria.iter().filter(|one| result(one, proofs) == word).count();
    format!(
        "全{}項目のうち、自動の試験で確かめているもの{}、人が読んで確かめたもの{}、該当しないもの{}。",
        criteria.len(),
        of("自動の試験で確認"),
        of("人が読んで確認"),
        of("該当なし"),
    )
}

#[test]
fn every_criterion_of_the_levels_a_and_aa_is_listed_once() {
    let criteria = criteria();
    let numbers: BTreeSet<&str> = criteria.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(numbers.len(), criteria.len(), "each once");
    assert_eq!(criteria.iter().filter(|one| one.is_of_wcag()).count(), OF_WCAG);
    assert_eq!(criteria.iter().filter(|one| one.is_of_jis()).count(), OF_JIS);
    for one in &criteria {
        assert!(["A", "AA"].contains(&one.level.as_str()) && one.text.ends_with('。'), "{}", one.number);
    }
}

#[test]
fn tests_name_criteria_that_apply() {
    let criteria = criteria();
    for (number, proofs) in proofs() {
        let one = criteria.iter().find(|one| one.number == number);
        let one = one.unwrap_or_else(|| panic!("{}: no criterion {number}", proofs[0].file));
        assert!(one.applies(), "{number} does not apply, says its line");
    }
}

#[test]
fn the_page_is_fresh() {
    let (criteria, proofs) = (criteria(), proofs());
    let template = read("tests/accessibility/page.html");
    for mark in [TABLE, COUNTS] {
        assert_eq!(template.matches(mark).count(), 1, "{mark}");
    }
    let rows = table(&criteria, &proofs).into_string().replace("<tr", "\n<tr").trim_start().to_owned();
    let page = template.replace(TABLE, &rows).replace(COUNTS, &counts(&criteria, &proofs));
    let path = "www/accessibility.html";
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(root().join(path), &page).unwrap();
    }
    assert!(read(path) == page, "{path} is old: UPDATE_SNAPSHOTS=1 cargo test --test accessibility");
}
