//! やさしい日本語 follows the guideline of the Immigration Services Agency and the Agency for Cultural Affairs: short
//! sentences that say one thing, です and ます, no double negation, and a reading on every kanji.

use std::path::Path;

/// The most letters of a sentence, without readings and fields. The guideline says 24 to 30; a sentence that names a thing on the page
/// needs more.
const LONGEST: usize = 50;

/// Forms that the guideline asks to leave out: double negation, duty as negation, words of courtesy.
const FORBIDDEN: [&str; 10] = [
    "ないわけ",
    "なければ",
    "なくては",
    "ざるを",
    "ないことは",
    "かねます",
    "いただ",
    "ございま",
    "くださいませ",
    "であり、",
];

/// The texts of the file by their keys, with readings.
fn texts() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/locale/ja-easy.txt");
    let file = std::fs::read_to_string(path).unwrap();
    let mut group = String::new();
    let mut texts = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.starts_with("without ")) {
        if let Some(head) = line.strip_prefix('[') {
            group = head.trim_end_matches(']').to_owned();
        } else if let Some((key, text)) = line.split_once(" = ") {
            texts.push((format!("{group}.{key}"), text.trim_matches('"').to_owned()));
        }
    }
    assert!(texts.len() > 400, "{}", texts.len());
    texts
}

/// A text in pieces: what has a reading with it, a field or plural without, and all else.
fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, after) = after.split_once('}').unwrap_or_else(|| panic!("no end: {text}"));
        pieces.push((before, None));
        if let Some((base, reading)) = inside.split_once('|').filter(|(base, _)| !base.contains(':')) {
            pieces.push((base, Some(reading)));
        }
        rest = after;
    }
    pieces.push((rest, None));
    pieces
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

#[test]
fn every_kanji_has_a_reading_in_kana() {
    let mut wrong = Vec::new();
    for (key, text) in texts() {
        for (piece, reading) in pieces(&text) {
            let is_right = match reading {
                None => !piece.contains(is_kanji),
                Some(reading) => {
                    piece.contains(is_kanji) && !reading.is_empty() && reading.chars().all(is_kana)
                }
            };
            if !is_right {
                wrong.push(format!("{key}: {piece} {reading:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn sentences_are_short_and_say_one_thing_plainly() {
    let mut wrong = Vec::new();
    for (key, text) in texts() {
        let plain: String = pieces(&text).iter().map(|(piece, _)| *piece).collect();
        for sentence in plain.split('。') {
            let letters = sentence.chars().filter(|c| !c.is_whitespace()).count();
            if letters > LONGEST {
                wrong.push(format!("{key}: {letters} letters: {sentence}"));
            }
        }
        wrong.extend(
            FORBIDDEN.iter().filter(|form| plain.contains(**form)).map(|form| format!("{key}: {form}")),
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
}
