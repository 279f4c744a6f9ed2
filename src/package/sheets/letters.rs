//! Characters that look alike: one form of an id and of a name, whatever program wrote it.
//!
//! Text copied from a PDF or a page has ⼝ for 口, ‐ for -, or invisible characters. An officer cannot see such a
//! difference, so the messages name it.

use std::collections::BTreeSet;

use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::{CellAddress, Problem, Sheet};
use crate::search::fold::{is_unseen, kanji, voiced};

/// The form in which ids and names of departments are compared. The page shows them as printed.
pub(in crate::package) fn normal(text: &str) -> String {
    let one_dash = |c: char| match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | 'ー' | '﹣' => '-',
        '〜' | '∼' | '˜' => '~',
        _ => c,
    };
    plain(text).chars().map(one_dash).collect()
}

/// A text without white space at its ends and without invisible characters, in letters of one width. Each kana with
/// its voicing mark is one character, and kanji have their usual form.
pub(in crate::package) fn plain(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.trim().chars().filter(|c| !is_unseen(*c)) {
        let c = match c {
            '！'..='～' => shift(c, -0xFEE0),
            'ｦ'..='ﾝ' => full_kana(c),
            'ﾞ' => '\u{3099}',
            'ﾟ' => '\u{309A}',
            _ if c.is_whitespace() => ' ',
            _ => kanji(c),
        };
        // A kana and its voicing mark become one character.
        let before = normal.chars().next_back().filter(|_| matches!(c, '\u{3099}' | '\u{309A}'));
        match before.and_then(|before| composed(before, c == '\u{3099}')) {
            Some(one) => {
                normal.pop();
                normal.push(one);
            }
            None => normal.push(c),
        }
    }
    normal.trim().to_owned()
}

fn shift(c: char, by: i32) -> char {
    u32::try_from(c as i32 + by).ok().and_then(char::from_u32).unwrap_or(c)
}

/// The katakana of a half-width one.
fn full_kana(c: char) -> char {
    const KANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    KANA.chars().nth(c as usize - 'ｦ' as usize).unwrap_or(c)
}

fn composed(kana: char, dakuten: bool) -> Option<char> {
    match kana {
        'ァ'..='ヶ' => voiced(shift(kana, -0x60), dakuten).map(|one| shift(one, 0x60)),
        _ => voiced(kana, dakuten),
    }
}

/// The difference between two texts with the same normal form: 「見えない文字 U+200B」, 「‐」(U+2010).
pub(in crate::package) fn difference(text: &str, other: &str) -> String {
    let known: BTreeSet<char> = other.chars().collect();
    let mut found: BTreeSet<char> = BTreeSet::new();
    let odd = text.chars().filter(|c| !known.contains(c) && found.insert(*c));
    let name = |c: char| {
        let number = format!("U+{:04X}", c as u32);
        if is_unseen(c) || c.is_whitespace() {
            messages().found.unseen(number)
        } else {
            messages().found.character(c, number)
        }
    };
    let named: Vec<String> = odd.map(name).collect();
    if named.is_empty() { messages().found.order.to_owned() } else { named.join(messages().text.between) }
}

/// The names of the invisible characters in a text.
fn unseen_in(text: &str) -> String {
    difference(&text.chars().filter(|c| is_plainly_unseen(*c)).collect::<String>(), "")
}

/// Whether a character is invisible and has no meaning. A joiner of emoji and a selector of a kanji form have a
/// meaning.
fn is_plainly_unseen(c: char) -> bool {
    is_unseen(c) && !matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..)
}

/// Removes invisible characters from every cell and reports the cells. `name` is the name of the sheet, for problems.
pub(in crate::package) fn without_unseen(sheet: &mut Sheet, name: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (row, cells) in sheet.rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            if cell.is_ascii() || !cell.contains(is_plainly_unseen) {
                continue;
            }
            let problem = Problem::of_sheet(&code::UNSEEN_CHARACTER, name).found(unseen_in(cell));
            cell.retain(|c| !is_plainly_unseen(c));
            let problem = problem.expected(cell.chars().take(61).collect::<String>());
            problems.push(problem.at(CellAddress { row, column }));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_look_alike_are_equal() {
        for (text, other) in [
            ("1‐1", "1-1"),
            ("１－１", "1-1"),
            ("1ー1", "1–1"),
            ("1−1\u{200B}", "1-1"),
            ("\u{FEFF}1-1", "1-1"),
            ("I\u{AD}-1 ", "I-1"),
            ("こ\u{3099}み減量課", "ごみ減量課"),
            ("ハ\u{309A}ート", "パート"),
            ("ｺﾞﾐ課", "ゴミ課"),
            ("窓⼝⾏政課", "窓口行政課"),
            ("\u{FA19}社課", "神社課"),
            ("4～5", "4〜5"),
            ("葛\u{E0100}城課", "葛城課"),
        ] {
            assert_eq!(normal(text), normal(other), "{text}");
        }
        for (text, other) in
            [("1-1", "11"), ("a", "A"), ("さくら課", "サクラ課"), ("かき", "がき"), ("①", "1"), ("髙", "高")]
        {
            assert_ne!(normal(text), normal(other), "{text}");
        }
    }

    #[test]
    fn a_difference_is_named_by_its_characters() {
        assert_eq!(difference("1-1\u{200B}", "1-1"), "見えない文字 U+200B");
        assert_eq!(difference("1‐1－2", "1-1-2"), "「‐」U+2010、「－」U+FF0D");
        assert_eq!(difference("1-1\u{A0}", "1-1"), "見えない文字 U+00A0");
        assert_eq!(difference("a", "a"), "文字の順か数");
    }

    #[test]
    fn unseen_characters_are_taken_out_and_named() {
        let mut sheet =
            Sheet::new("取組", vec![vec!["1-1\u{200B}".into(), "👩\u{200D}👧".into(), "葛\u{E0100}".into()]]);
        let problems = without_unseen(&mut sheet, "取組");
        assert_eq!(sheet.rows, [["1-1", "👩\u{200D}👧", "葛\u{E0100}"]]);
        let found: Vec<_> = problems.iter().map(|of| (of.address(), of.found.as_str())).collect();
        assert_eq!(found, [("取組!A1".to_owned(), "見えない文字 U+200B")]);
    }
}
