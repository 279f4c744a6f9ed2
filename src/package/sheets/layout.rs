//! Where the table stands on its sheet: titles above the header, notes among and below the rows.

use std::collections::BTreeSet;

use crate::format::TableSpec;
use crate::package::sheets::columns::{Found, find};

/// How many filled rows may stand above the header.
const MAX_TITLES: usize = 20;

/// The row of the header, from 0: of the first rows that are not blank the one with the most heads of the table; the
/// first filled row where none has any. `None`: every row is blank.
pub(in crate::package) fn header_of(spec: &'static TableSpec, rows: &[Vec<String>]) -> Option<usize> {
    let mut filled = rows.iter().enumerate().filter(|(_, cells)| !is_blank(cells)).take(MAX_TITLES + 1);
    let (mut best, first) = filled.next()?;
    let mut most = heads(spec, first);
    for (place, cells) in filled {
        let here = heads(spec, cells);
        // Only more than before: a title may be the same word as a head, and a header may stand twice.
        if here > most {
            (best, most) = (place, here);
        }
    }
    Some(best)
}

/// How well a row serves as header: whether every column that must be there is, and how many are.
fn heads(spec: &'static TableSpec, cells: &[String]) -> (bool, usize) {
    let mut keys: BTreeSet<&str> = BTreeSet::new();
    let mut years = BTreeSet::new();
    for cell in cells {
        match find(spec, cell) {
            Some(Found::Column(key)) => {
                keys.insert(key);
            }
            Some(Found::Year(prefix, year)) => {
                years.insert((prefix, year));
            }
            None => {}
        }
    }
    let complete =
        spec.columns.iter().filter(|column| column.required).all(|column| keys.contains(column.key));
    (complete, keys.len() + years.len())
}

/// What parts the heads of a header that stands in one cell: a file that was saved with tabs or semicolons.
pub(in crate::package) fn other_separator(
    spec: &'static TableSpec,
    rows: &[Vec<String>],
) -> Option<&'static str> {
    let header = rows.iter().find(|cells| !is_blank(cells))?;
    let mut filled = header.iter().filter(|cell| !cell.trim().is_empty());
    let (Some(only), None) = (filled.next(), filled.next()) else { return None };
    let separators = [('\t', "タブ"), (';', "セミコロン（;）")];
    let parts_heads =
        |separator: char| only.split(separator).filter(|head| find(spec, head).is_some()).count() > 1;
    separators.into_iter().find(|(separator, _)| parts_heads(*separator)).map(|(_, name)| name)
}

/// The place of a note that is the only thing in its row: ※…, （注）…, 備考: ….
pub(in crate::package) fn note_in(cells: &[String]) -> Option<usize> {
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let (place, cell) = filled.next()?;
    if filled.next().is_some() {
        return None;
    }
    let text: String = cell.trim_start().chars().take(12).map(narrow).collect();
    let text = text.trim_start_matches(['(', '[', '【', '<', '〔']);
    let behind = |word: &str| text.strip_prefix(word).map(|rest| rest.chars().next());
    // A word that goes on (備考欄, 注記) may be a name.
    let ends = |next: Option<char>| {
        next.is_none_or(|c| c.is_ascii_digit() || c.is_whitespace() || ":)]】>〕.、。".contains(c))
    };
    let is_note = text.starts_with(['※', '*'])
        || ["注", "備考", "資料", "出典", "注意", "注釈"].iter().any(|word| behind(word).is_some_and(ends));
    is_note.then_some(place)
}

pub(in crate::package) fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

/// A head as it is compared: without white space, line breaks too, and full-width letters and digits made narrow.
pub(in crate::package) fn folded(head: &str) -> String {
    head.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{glossary, items, results};

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_header_is_the_row_with_the_heads() {
        for (spec, text, expect) in [
            (&items::TABLE.spec, "取組ID,体系ID,名称\n1,1,名称", Some(0)),
            (&items::TABLE.spec, "\n行財政改革の取組\n令和6年3月\n取組ID,体系ID,名称\n1,1,a", Some(3)),
            // The title is the word of a head.
            (&glossary::TABLE.spec, "用語,,\n用語,よみ,説明", Some(1)),
            (&results::TABLE.spec, "実績\n取組ID,年度,実績", Some(1)),
            // A header that lacks a column is the header still.
            (&items::TABLE.spec, "表\n取組ID,名称\n1,a", Some(1)),
            // Nothing known: the first row, whose heads are then reported.
            (&items::TABLE.spec, ",\nfoo,bar\n1,2", Some(1)),
            (&items::TABLE.spec, "\n,,\n", None),
        ] {
            assert_eq!(header_of(spec, &rows(text)), expect, "{text}");
        }
        let titles = "題\n".repeat(MAX_TITLES);
        let header = "取組ID,体系ID,名称";
        assert_eq!(header_of(&items::TABLE.spec, &rows(&format!("{titles}{header}"))), Some(MAX_TITLES));
        assert_eq!(header_of(&items::TABLE.spec, &rows(&format!("題\n{titles}{header}"))), Some(0));
    }

    #[test]
    fn a_note_is_alone_in_its_row() {
        for note in [
            "※1 速報値",
            "＊参考",
            "*",
            "（注）詳しくは",
            "注1）見込み",
            "注：",
            "備考",
            "[備考] なし",
            "出典: 市",
        ] {
            assert_eq!(note_in(&["".into(), note.into(), " ".into()]), Some(1), "{note}");
        }
        for other in ["注記", "備考欄の見直し", "1", "", "資料館", "注文"] {
            assert_eq!(note_in(&[other.into()]), None, "{other}");
        }
        assert_eq!(note_in(&["※".into(), "1".into()]), None);
    }
}
