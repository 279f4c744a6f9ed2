//! The layout of a sheet: titles above the header, the table, notes among and below its rows.

use std::collections::BTreeSet;

use crate::format::TableSpec;
use crate::locale::messages;
use crate::package::sheets::columns::{Found, find, names_years};
use crate::package::sheets::letters::plain;

/// How many filled rows may be above the header.
const MAX_TITLES: usize = 20;

/// How many rows a header may have.
const MAX_HEAD_ROWS: usize = 3;

/// The header of a table: one row or, where the upper rows name groups of columns, up to three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::package) struct Header {
    /// Its first row, from 0. The rows above it are titles.
    pub first: usize,
    /// Its last row, from 0. The rows of the table are below it.
    pub last: usize,
    /// The head of each column, trimmed. The heads of several rows are joined: 目標 above R6 is 目標R6.
    pub heads: Vec<String>,
}

impl Header {
    /// Takes the given row as the header of an unknown table.
    pub fn plain(rows: &[Vec<String>], row: usize) -> Header {
        let heads = rows.get(row).map_or(&[][..], Vec::as_slice);
        Header { first: row, last: row, heads: heads.iter().map(|head| head.trim().to_owned()).collect() }
    }

    /// The head of a column.
    pub fn head(&self, at: usize) -> &str {
        self.heads.get(at).map_or("", String::as_str)
    }

    /// The joined heads, for a message. Empty where the header is one row.
    pub fn joined(&self, rows: &[Vec<String>]) -> Vec<&str> {
        let is_joined = |at: usize| {
            let own = (self.first..=self.last).filter_map(|row| rows.get(row)?.get(at));
            own.map(|cell| cell.trim()).all(|cell| cell != self.heads[at])
        };
        (0..self.heads.len()).filter(|at| is_joined(*at)).map(|at| self.heads[at].as_str()).collect()
    }
}

/// The header: among the first filled rows, those with the most heads of the table; without any, the first filled
/// row. `None` if every row is blank.
pub(in crate::package) fn header_of(spec: &'static TableSpec, rows: &[Vec<String>]) -> Option<Header> {
    let filled: Vec<usize> =
        (0..rows.len()).filter(|at| !is_blank(&rows[*at])).take(MAX_TITLES + 1).collect();
    let mut best = Header::plain(rows, *filled.first()?);
    let mut most = heads(spec, &best.heads);
    for count in 1..=MAX_HEAD_ROWS {
        for first in &filled {
            let last = first + count - 1;
            // All its rows must be among the first filled ones.
            if filled.binary_search(&last).is_err() || (*first..last).any(|row| is_blank(&rows[row])) {
                continue;
            }
            let block = &rows[*first..=last];
            // Not more heads than columns: below a header that is known in full, no row is looked at.
            if (true, filled_columns(block)) <= most {
                continue;
            }
            let joined = joined(spec, block);
            let here = heads(spec, &joined);
            // Only a better match replaces the first: a title may be the same word as a head, a header may occur
            // twice, and a row of groups is part of the header only where its words are part of a head.
            if here > most {
                most = here;
                best = Header { first: *first, last, heads: joined };
            }
        }
    }
    Some(with_years_below(spec, rows, best))
}

/// How many columns have a cell that is not blank.
fn filled_columns(rows: &[Vec<String>]) -> usize {
    let is_filled =
        |at: &usize| rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.trim().is_empty()));
    (0..rows.iter().map(Vec::len).max().unwrap_or(0)).filter(is_filled).count()
}

/// The cell of a row in a column, without white space around it.
fn trimmed(cells: &[String], column: usize) -> &str {
    cells.get(column).map_or("", |cell| cell.trim())
}

/// The heads of several rows, each joined with the groups above it. A group extends to the next filled cell of its
/// row, whether its cells are merged or left blank.
fn joined(spec: &'static TableSpec, rows: &[Vec<String>]) -> Vec<String> {
    if let [row] = rows {
        return row.iter().map(|head| head.trim().to_owned()).collect();
    }
    let mut groups: Vec<&str> = vec![""; rows.len()];
    let head = |at: usize| {
        let deepest = (0..rows.len()).rev().find(|row| !trimmed(&rows[*row], at).is_empty());
        for row in 0..rows.len() {
            let word = trimmed(&rows[row], at);
            if !word.is_empty() {
                groups[row] = word;
                // A new group does not inherit the groups below the previous one.
                groups[row + 1..].fill("");
            }
        }
        let Some(deepest) = deepest else { return String::new() };
        // If all words together are not a head, the lower ones may be: 年次計画 above R6. A word right above that says what the
        // years are, 実績 or 累計, is never left out.
        let parts = &groups[..=deepest];
        let is_head = |from: &usize| {
            let head = joined_words(&parts[*from..]);
            let says_more = |row: usize| {
                let word = trimmed(&rows[row], at);
                names_years(spec, word) && !head.contains(word.trim_end_matches('値'))
            };
            match find(spec, &head) {
                None => false,
                Some(Found::Column(_)) => true,
                Some(_) => !(0..*from).any(says_more),
            }
        };
        joined_words(&parts[(0..=deepest).find(is_head).unwrap_or(0)..])
    };
    (0..rows.iter().map(Vec::len).max().unwrap_or(0)).map(head).collect()
}

/// The words of a head, one after the other. A number is not joined to a number: R6 above 12月 is R6.12月.
fn joined_words(words: &[&str]) -> String {
    let mut head = String::new();
    for word in words {
        if head.ends_with(|c: char| c.is_numeric()) && word.starts_with(|c: char| c.is_numeric()) {
            head.push('.');
        }
        head.push_str(word);
    }
    head
}

/// The header with the row below it, where that row only says more about the years: (2024年度) below 令和6年度.
fn with_years_below(spec: &'static TableSpec, rows: &[Vec<String>], header: Header) -> Header {
    let last = header.last + 1;
    let Some(below) = rows.get(last).filter(|_| last - header.first < MAX_HEAD_ROWS) else { return header };
    let heads = joined(spec, &rows[header.first..=last]);
    let is_year = |head: &str| matches!(find(spec, head), Some(Found::Year(..) | Found::Part(_)));
    let is_above = |at: &usize| is_year(header.head(*at));
    let says_more = |at: &usize| match trimmed(below, *at) {
        "" => !is_above(at),
        _ => is_above(at) && heads.get(*at).is_some_and(|head| is_year(head)),
    };
    let width = below.len().max(header.heads.len());
    if is_blank(below) || !(0..width).all(|at| says_more(&at)) {
        return header;
    }
    Header { last, heads, ..header }
}

/// Whether rows have the heads of a table: all required ones, and so many that no other list has them.
pub(in crate::package) fn has_heads_of(spec: &'static TableSpec, rows: &[Vec<String>]) -> bool {
    const ENOUGH: usize = 3;
    header_of(spec, rows).is_some_and(|header| heads(spec, &header.heads) >= (true, ENOUGH))
}

/// How well heads match the table: whether all required columns are there, and how many columns are.
fn heads(spec: &'static TableSpec, heads: &[String]) -> (bool, usize) {
    let mut keys: BTreeSet<&str> = BTreeSet::new();
    let mut years = BTreeSet::new();
    let mut parts = 0;
    for head in heads {
        match find(spec, head) {
            Some(Found::Column(key)) => {
                keys.insert(key);
            }
            Some(Found::Year(prefix, year)) => {
                years.insert((prefix, year));
            }
            Some(Found::Part(_)) => parts += 1,
            None => {}
        }
    }
    let complete =
        spec.columns.iter().filter(|column| column.required).all(|column| keys.contains(column.key));
    (complete, keys.len() + years.len() + parts)
}

/// The character that separates the heads where a whole header is in one cell: somebody saved the file with tabs or
/// semicolons.
pub(in crate::package) fn other_separator(
    spec: &'static TableSpec,
    rows: &[Vec<String>],
) -> Option<&'static str> {
    let header = rows.iter().find(|cells| !is_blank(cells))?;
    let mut filled = header.iter().filter(|cell| !cell.trim().is_empty());
    let (Some(only), None) = (filled.next(), filled.next()) else { return None };
    let separators = [('\t', messages().files.tab), (';', messages().files.semicolon)];
    let parts_heads =
        |separator: char| only.split(separator).filter(|head| find(spec, head).is_some()).count() > 1;
    separators.into_iter().find(|(separator, _)| parts_heads(*separator)).map(|(_, name)| name)
}

/// The index of a note that is the only filled cell of its row: ※…, （注）…, 備考: ….
pub(in crate::package) fn note_in(cells: &[String]) -> Option<usize> {
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let (index, cell) = filled.next()?;
    if filled.next().is_some() {
        return None;
    }
    let text: String = cell.trim_start().chars().take(12).map(narrow).collect();
    let text = text.trim_start_matches(['(', '[', '【', '<', '〔']);
    let behind = |word: &str| text.strip_prefix(word).map(|rest| rest.chars().next());
    // If the word continues (備考欄, 注記), the cell may be a name.
    let ends = |next: Option<char>| {
        next.is_none_or(|c| c.is_ascii_digit() || c.is_whitespace() || ":)]】>〕.、。".contains(c))
    };
    let is_note = text.starts_with(['※', '*'])
        || ["注", "備考", "資料", "出典", "注意", "注釈"].iter().any(|word| behind(word).is_some_and(ends));
    is_note.then_some(index)
}

pub(in crate::package) fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

/// A head in the form in which it is compared: without white space and line breaks, with narrow letters and digits.
pub(in crate::package) fn folded(head: &str) -> String {
    plain(head).chars().filter(|c| !c.is_whitespace()).collect()
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
    use crate::format::{glossary, indicators, items, results, schedule};

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_header_is_the_row_with_the_heads() {
        for (spec, text, expect) in [
            (&items::TABLE.spec, "取組ID,体系ID,名称\n1,1,名称", Some(0)),
            (&items::TABLE.spec, "\n行財政改革の取組\n令和6年3月\n取組ID,体系ID,名称\n1,1,a", Some(3)),
            // The title is the same word as a head.
            (&glossary::TABLE.spec, "用語,,\n用語,よみ,説明", Some(1)),
            (&results::TABLE.spec, "実績\n取組ID,年度,実績", Some(1)),
            // A header without a required column is still the header.
            (&items::TABLE.spec, "表\n取組ID,名称\n1,a", Some(1)),
            // No head is known: the first row is taken, and its heads are reported.
            (&items::TABLE.spec, ",\nfoo,bar\n1,2", Some(1)),
            (&items::TABLE.spec, "\n,,\n", None),
        ] {
            let header = header_of(spec, &rows(text));
            assert_eq!(
                header.as_ref().map(|header| (header.first, header.last)),
                expect.map(|at| (at, at)),
                "{text}"
            );
        }
        let titles = "題\n".repeat(MAX_TITLES);
        let header = "取組ID,体系ID,名称";
        let first = |text: &str| header_of(&items::TABLE.spec, &rows(text)).unwrap().first;
        assert_eq!(first(&format!("{titles}{header}")), MAX_TITLES);
        assert_eq!(first(&format!("題\n{titles}{header}")), 0);
    }

    fn head_check(spec: &'static TableSpec, text: &str, last: usize, expect: &[&str]) {
        let rows = rows(text);
        let header = header_of(spec, &rows).unwrap();
        assert_eq!(
            (header.last, header.heads.iter().map(String::as_str).collect()),
            (last, expect.to_vec()),
            "{text}"
        );
    }

    #[test]
    fn heads_in_two_or_three_rows_are_joined() {
        let check = head_check;
        let expect = ["取組ID", "指標ID", "指標名", "目標R6", "目標R7", "実績R6", "注記"];
        // Groups that are merged, or only in their first cell; other heads above, below, or under a title.
        for text in [
            "取組ID,指標ID,指標名,目標,,実績,注記\n,,,R6,R7,R6,\n1,1.1,a,5,6,7,",
            ",,,目標,,実績,\n取組ID,指標ID,指標名,R6,R7,R6,注記\n1,1.1,a,5,6,7,",
        ] {
            check(&indicators::TABLE.spec, text, 1, &expect);
            check(&indicators::TABLE.spec, &format!("成果の指標\n\n{text}"), 3, &expect);
        }
        check(
            &indicators::TABLE.spec,
            "取組ID,指標ID,指標,基準,,目標,,実績\n,,名,年度,値,令和,,令和\n,,,,,6年度,7年度,6年度\n1,1.1,a,R5,4,5,6,7",
            2,
            &[
                "取組ID",
                "指標ID",
                "指標名",
                "基準年度",
                "基準値",
                "目標令和6年度",
                "目標令和7年度",
                "実績令和6年度",
            ],
        );
        // A group whose word is not part of a head is a title.
        check(
            &schedule::TABLE.spec,
            ",,年次計画,\n取組ID,記号,R6,R7\n1,①,a,b",
            1,
            &["取組ID", "記号", "R6", "R7"],
        );
        check(
            &schedule::TABLE.spec,
            "取組ID,記号,年次計画,\n,,R6,R7\n1,①,a,b",
            1,
            &["取組ID", "記号", "R6", "R7"],
        );
        // A row of the table is not part of its header.
        check(&results::TABLE.spec, "取組ID,年度,実績\n,R5,実績\n", 0, &["取組ID", "年度", "実績"]);
    }

    #[test]
    fn a_word_above_a_year_says_what_it_is_of() {
        let check = head_check;
        // A line of the schedule above its years, and months below them.
        check(
            &schedule::TABLE.spec,
            "取組ID,記号,実績,計画,\n,,R6,R7,R8\n1,①,a,b,c",
            1,
            &["取組ID", "記号", "実績R6", "計画R7", "計画R8"],
        );
        check(&schedule::TABLE.spec, "取組ID,R6,\n,4月,12月\n1,a,b", 1, &["取組ID", "R6.4月", "R6.12月"]);
        // A group may repeat the word of its heads.
        check(
            &indicators::TABLE.spec,
            "取組ID,指標ID,指標名,目標値,,実績\n,,,R6目標,R7目標,R6実績\n1,1.1,a,1,2,3",
            1,
            &["取組ID", "指標ID", "指標名", "R6目標", "R7目標", "R6実績"],
        );
        // A word that says another thing than the head below it is no title.
        check(
            &indicators::TABLE.spec,
            "取組ID,指標ID,指標名,累計,\n,,,目標R6,目標R7\n1,1.1,a,1,2",
            1,
            &["取組ID", "指標ID", "指標名", "累計目標R6", "目標R7"],
        );
        // The years have second names in the row below.
        for (text, expect) in [
            (
                "取組ID,令和6年度,令和7年度\n,(2024年度),(2025年度)\n1,a,b",
                ["令和6年度(2024年度)", "令和7年度(2025年度)"],
            ),
            ("取組ID,R6,R7\n,計画,実績\n1,a,b", ["R6計画", "R7実績"]),
        ] {
            check(&schedule::TABLE.spec, text, 1, &["取組ID", expect[0], expect[1]]);
        }
        check(&schedule::TABLE.spec, "取組ID,R6,R7\n1,計画,実績\n", 0, &["取組ID", "R6", "R7"]);
        check(&schedule::TABLE.spec, "取組ID,R6,R7\n,計画,\n1,a,b", 0, &["取組ID", "R6", "R7"]);
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
