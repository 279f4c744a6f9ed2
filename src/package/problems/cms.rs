//! Predicts what the checkers of municipal content management systems will report about a plan's own text, cell by
//! cell.
//!
//! Such a checker looks at characters, not at the printed document, and the text of a plan is never changed. So the
//! officer is warned before pasting the fragment, and learns how to mend a cell or why it may stay.

use encoding_rs::SHIFT_JIS;

use crate::format::tables::{OWN_SHEET, document_table_id};
use crate::locale::ProblemWords;
use crate::package::problems::catalogue::Code;
use crate::package::reading::spec_of;
use crate::package::sheets::layout::{Header, header_of};
use crate::package::{CellAddress, Problem, Severity, Sheet};

const fn note(name: &'static str) -> Code {
    Code { name, severity: Severity::Note, words: ProblemWords::of(name), rule: None }
}

static FULL_WIDTH: Code = note("cms-full-width");
static HALF_WIDTH_KANA: Code = note("cms-half-width-kana");
static SPECIAL: Code = note("cms-special-character");
static DATE: Code = note("cms-date");
static SPACE: Code = note("cms-space");

/// The kinds of notes about text that such a checker reports.
pub static CMS_CATALOGUE: &[&Code] = &[&FULL_WIDTH, &HALF_WIDTH_KANA, &SPECIAL, &DATE, &SPACE];

/// The notes about the cells of a package, one for each cell and kind, in the order of the sheets.
///
/// ```
/// use machi_plan::package::{self, Sheet};
/// let rows = ["取組ID,名称", "1,① 日 時"].map(|row| row.split(',').map(str::to_owned).collect());
/// let notes = package::cms_notes(&[Sheet::new("取組", rows.to_vec())]);
/// let said: Vec<_> = notes.iter().map(|note| (note.address(), note.code.name, note.found.as_str())).collect();
/// assert_eq!(said, [
///     ("取組!B2".into(), "cms-special-character", "①"),
///     ("取組!B2".into(), "cms-space", "日 時"),
/// ]);
/// ```
pub fn cms_notes(sheets: &[Sheet]) -> Vec<Problem> {
    let mut notes = Vec::new();
    for sheet in sheets {
        let spec = spec_of(&sheet.name);
        let of_document = document_table_id(&sheet.name).map(|id| format!("{OWN_SHEET}{id}"));
        let Some(name) = spec.map(|spec| spec.sheet.to_owned()).or(of_document) else { continue };
        // The page does not show the heads of the format, but it shows those of a table of the document.
        let header = spec.map(|spec| header_of(spec, &sheet.rows).unwrap_or_default());
        let below = header.as_ref().map_or(0, |header| header.last + 1);
        let header = header.unwrap_or_else(|| Header::plain(&sheet.rows, 0));
        for (row, cells) in sheet.rows.iter().enumerate().skip(below) {
            for (column, cell) in cells.iter().enumerate() {
                for (code, found) in complaints(cell) {
                    let head = if row > 0 { header.head(column).to_owned() } else { String::new() };
                    let note = Problem::of_sheet(code, &name).found(found).at(CellAddress { row, column });
                    notes.push(Problem { head, ..note });
                }
            }
        }
    }
    notes
}

/// Each kind that occurs in a text, with the characters that show it.
fn complaints(text: &str) -> Vec<(&'static Code, String)> {
    let found = [
        (&FULL_WIDTH, runs(text, is_full_width)),
        (&HALF_WIDTH_KANA, runs(text, is_half_width_kana)),
        (&SPECIAL, runs(text, is_special)),
        (&DATE, dates(text)),
        (&SPACE, spaces(text)),
    ];
    found
        .into_iter()
        .filter(|(_, found)| !found.is_empty())
        .map(|(code, found)| (code, found.join("、")))
        .collect()
}

/// The runs of such characters, each of them once.
fn runs(text: &str, is_such: fn(char) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for run in text.split(|c| !is_such(c)).filter(|run| !run.is_empty()) {
        if found.iter().all(|known| known != run) {
            found.push(run.to_owned());
        }
    }
    found
}

fn is_full_width(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn is_half_width_kana(c: char) -> bool {
    matches!(c, '｡'..='ﾟ')
}

/// Whether a character is outside JIS X 0208: in the rows that NEC and IBM added to Shift_JIS (①, Ⅰ, ㈱, 髙), or in
/// none.
fn is_special(c: char) -> bool {
    // JIS X 0208 has these; Windows maps other code points to them.
    if c.is_ascii() || is_half_width_kana(c) || "—〜‖−¢£¬\u{a5}\u{203e}\u{a0}".contains(c) {
        return false;
    }
    let letter = c.to_string();
    let (bytes, _, is_missing) = SHIFT_JIS.encode(&letter);
    is_missing || matches!(bytes[0], 0x87 | 0xED | 0xEE | 0xFA..=0xFC)
}

/// 2024/4/1, R6.4.1: three numbers with the same separator, where the last two can be a month and a day.
fn dates(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_digit() || "/.".contains(c);
    let is_date = |run: &&String| {
        ['/', '.'].into_iter().any(|sign| {
            let numbers: Vec<u32> = run.split(sign).map_while(|part| part.parse().ok()).collect();
            let [year, month, day] = numbers[..] else { return false };
            run.matches(sign).count() == 2
                && year < 10_000
                && (1..=12).contains(&month)
                && (1..=31).contains(&day)
        })
    };
    let mut found: Vec<String> = Vec::new();
    // A full stop after a date is not a separator.
    for run in text.split(|c| !is_part(c)).map(|run| run.trim_matches(['/', '.']).to_owned()) {
        if is_date(&&run) && !found.contains(&run) {
            found.push(run);
        }
    }
    found
}

/// Spaces between two Japanese letters, each with the letters beside it.
fn spaces(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let is_space = |c: char| c == ' ' || c == '\u{3000}';
    let mut found: Vec<String> = Vec::new();
    for (at, pair) in letters.windows(2).enumerate() {
        if !is_letter(pair[0]) || !is_space(pair[1]) {
            continue;
        }
        let behind = letters[at + 1..].iter().position(|c| !is_space(*c));
        if let Some(end) = behind.map(|behind| at + 1 + behind).filter(|end| is_letter(letters[*end])) {
            let around: String = letters[at..=end].iter().collect();
            if !found.contains(&around) {
                found.push(around);
            }
        }
    }
    found
}

/// Kana or kanji.
fn is_letter(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '々' | '一'..='鿿')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_found_by_its_characters() {
        for (text, expect) in [
            ("ＩＣＴとDX、ＡＩ、ＡＩ", &[("cms-full-width", "ＩＣＴ、ＡＩ")][..]),
            ("ｺﾝﾋﾞﾆ収納", &[("cms-half-width-kana", "ｺﾝﾋﾞﾆ")]),
            ("①と②、Ⅳ、㈱、髙木、🙂", &[("cms-special-character", "①、②、Ⅳ、㈱、髙、🙂")]),
            ("2024/4/1とR6.4.1、R6.4.1.", &[("cms-date", "2024/4/1、6.4.1")]),
            ("日 時、会　場", &[("cms-space", "日 時、会　場")]),
            // Nothing to report.
            ("R5～R9 5.0% 1/2 24.12 2024/13/1 1.2.3.4 —〜－ 第 2 章 A B (1) 令和6年4月1日", &[]),
        ] {
            let said: Vec<(&str, String)> =
                complaints(text).into_iter().map(|(code, found)| (code.name, found)).collect();
            let said: Vec<(&str, &str)> = said.iter().map(|(name, found)| (*name, found.as_str())).collect();
            assert_eq!(said, expect, "{text}");
        }
    }

    #[test]
    fn heads_of_the_format_are_passed_over_and_those_of_a_table_are_not() {
        let sheet = |name: &str, rows: &[&str]| {
            Sheet::new(name, rows.iter().map(|row| row.split(',').map(str::to_owned).collect()).collect())
        };
        let sheets = [
            sheet("items", &["題　名,②", "取組ID,名称,備考①", "1,一"]),
            sheet("table-a", &["①,b", "1,②"]),
            sheet("メモ", &["①"]),
        ];
        let address: Vec<String> = cms_notes(&sheets).iter().map(Problem::address_and_head).collect();
        assert_eq!(address, ["表_a!A1", "表_a!B2（b）"]);
    }
}
