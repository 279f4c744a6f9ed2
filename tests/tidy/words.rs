//! The words of the interface are only in `src/locale/*.txt`.

use std::collections::BTreeSet;

use super::{assert_none, rust_files, shipped};
use crate::lexer::{Part, parts};

/// The files, and the folders with `/` at the end, that may contain Japanese all the same, each with the reason.
const JAPANESE: &[(&str, &str)] = &[
    ("src/format/", "heads of the format: what each column is called and means, with an example"),
    ("src/package/reading/departments.rs", "grammar: departments that lead"),
    ("src/package/reading/departments/", "grammar: its tests"),
    ("src/package/reading/row.rs", "grammar: dates"),
    ("src/package/sheets/columns.rs", "grammar: heads of years"),
    ("src/package/sheets/layout.rs", "grammar: the notes below a table"),
    ("src/package/sheets/letters.rs", "folding of letters"),
    ("src/package/sheets/workbook/digits.rs", "grammar: digits of number formats"),
    ("src/package/sheets/workbook/settle.rs", "grammar: months"),
    ("src/package/sheets/workbook/tokens.rs", "grammar: number formats of Excel"),
    ("src/package/sheets/workbook/date.rs", "grammar: eras and days of the week"),
    ("src/package/sheets/workbook/built_in.rs", "grammar: number formats of Excel"),
    ("src/package/sheets/workbook/format.rs", "grammar: signs and colours of number formats"),
    ("src/package/problems/cms.rs", "grammar: ranges of letters"),
    ("src/export/columns.rs", "heads of the format: the columns of the open data"),
    ("src/export/files.rs", "heads of the format: the columns of the open data"),
    ("src/export/tests.rs", "a module of tests"),
    ("src/site/picture.rs", "signs that break no line"),
    ("src/theme/tests.rs", "a module of tests"),
    ("src/plan/change.rs", "words of the format: sheets that changes name, and eras of their dates"),
    ("src/plan/department.rs", "grammar"),
    ("src/plan/correction.rs", "a word of the format: the reason that confirms a cell"),
    ("src/plan/grammar.rs", "grammar of values"),
    ("src/plan/indicator.rs", "a word of the format: the class of money"),
    ("src/plan/grammar/", "grammar of values: its tests"),
    ("src/plan/unit.rs", "grammar of values: units"),
    ("src/plan/part.rs", "grammar of years: parts and lines"),
    ("src/plan/year.rs", "grammar of years"),
    ("src/planfile/check.rs", "sheets of the format"),
    ("src/planfile/parse/", "texts of every kind of character"),
    ("src/planfile/walk.rs", "heads of the format: what each key of the plan file means"),
    ("src/search/fold.rs", "folding of letters"),
    ("src/search/index.rs", "a word of the documents: a repeated item"),
    ("src/bin/machi-plan/args/", "a module of tests"),
];

#[test]
fn words_of_the_interface_are_in_the_locale_room_only() {
    let mut found = Vec::new();
    let mut needed = BTreeSet::new();
    for (file, text) in rust_files("src") {
        for (line, part) in parts(shipped(&text)) {
            let Part::Literal(literal) = part else { continue };
            // Kana and kanji. A printed bullet or a bracket is not a word.
            if !literal.contains(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿')) {
                continue;
            }
            match JAPANESE
                .iter()
                .find(|(known, _)| file == *known || known.ends_with('/') && file.starts_with(known))
            {
                Some((known, _)) => {
                    needed.insert(*known);
                }
                None => found.push(format!("{file}:{line}: {literal}")),
            }
        }
    }
    assert_none(found, "words of the interface outside src/locale");
    let listed: BTreeSet<&str> = JAPANESE.iter().map(|(file, _)| *file).collect();
    assert_eq!(listed, needed, "files are listed that hold no Japanese text");
}
