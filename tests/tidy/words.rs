//! Words of the interface are in `src/locale/*.txt` and nowhere else.

use std::collections::BTreeSet;

use super::{assert_none, rust_files};
use crate::lexer::{Part, parts};

/// The files that may hold Japanese all the same, each with the reason.
const JAPANESE: &[(&str, &str)] = &[
];

#[test]
fn words_of_the_interface_are_in_the_locale_room_only() {
    let mut found = Vec::new();
    let mut needed = BTreeSet::new();
    for (file, text) in rust_files("src") {
        let shipped = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (line, part) in parts(shipped) {
            let Part::Literal(literal) = part else { continue };
            // Kana and kanji; a printed bullet or a bracket is a mark, not a word.
            if !literal.contains(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿')) {
                continue;
            }
            match JAPANESE.iter().find(|(known, _)| *known == file) {
                Some((known, _)) => {
                    needed.insert(*known);
                }
                None => found.push(format!("{file}:{line}: {literal}")),
            }
        }
    }
    assert_none(found, "words of the interface outside src/locale");
    let listed: BTreeSet<&str> = JAPANESE.iter().map(|(file, _)| *file).collect();
    assert_eq!(listed, needed, "files are listed that hold no Japanese");
}
