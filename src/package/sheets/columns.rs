//! The header row: finds the columns, in Japanese or English, in any order.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{ColumnSpec, TableSpec};
use crate::package::problems::catalogue as code;
use crate::package::sheets::address::column_letters;
use crate::package::sheets::layout::{Header, folded, is_blank};
use crate::package::{CellAddress, Problem, Sheet};
use crate::plan::{FiscalYear, ScheduleColumn, is_line_or_part, read_part};

/// The indices of the columns of a sheet, from 0.
#[derive(Debug, Default)]
pub(in crate::package) struct Columns {
    by_key: BTreeMap<&'static str, usize>,
    /// Columns that repeat for each year, by their index in the table and their year.
    pub years: BTreeMap<(usize, FiscalYear), usize>,
    /// Columns of the schedule that print a part or a line of their year, in their order.
    pub parts: Vec<(ScheduleColumn, usize)>,
}

impl Columns {
    /// The index of a column; `None` where the sheet lacks it.
    pub fn of(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The indices of all columns of years, and of the parts and lines of years.
    pub fn of_years(&self) -> BTreeSet<usize> {
        self.years.values().copied().chain(self.parts.iter().map(|(_, at)| *at)).collect()
    }

    /// The index of a column that prints a part or a line of its year.
    pub fn part(&self, of: &ScheduleColumn) -> Option<usize> {
        self.parts.iter().find(|(other, _)| other == of).map(|(_, at)| *at)
    }

    /// The meaning of a head that leaves out the era of the year before it: 7年度 after 令和6年度.
    fn next_year(&self, spec: &'static TableSpec, head: &str) -> Option<Found> {
        let head = folded(head);
        let (before, number) = head.split_at(head.find(|c: char| c.is_ascii_digit())?);
        ["令和", "平成"].iter().find_map(|era| {
            let Some(Found::Year(of, year)) = find(spec, &format!("{before}{era}{number}")) else {
                return None;
            };
            let alike = self.years.iter().filter(|((prefix, _), _)| *prefix == of);
            let ((_, last), _) = alike.max_by_key(|(_, at)| **at)?;
            (last.0 + 1 == year.0).then_some(Found::Year(of, year))
        })
    }

    /// Reads the header. Reports unknown columns and missing required ones.
    pub fn read(
        spec: &'static TableSpec,
        sheet: &Sheet,
        header: &Header,
        problems: &mut Vec<Problem>,
    ) -> Columns {
        let mut columns = Columns::default();
        let number = Some(header.last + 1);
        let at = |code, column: usize, head: &str| Problem {
            found: head.to_owned(),
            ..Problem::of_sheet(code, spec.sheet).at(CellAddress { row: header.last, column })
        };
        for (index, head) in header.heads.iter().enumerate() {
            // A blank head is reported where a cell below it is filled: most often the column is a leftover.
            if head.is_empty() {
                continue;
            }
            let found = find(spec, head).or_else(|| columns.next_year(spec, head));
            let before = match found {
                Some(Found::Column(key)) => columns.by_key.insert(key, index),
                Some(Found::Year(prefix, year)) => columns.years.insert((prefix, year), index),
                Some(Found::Part(of)) => {
                    let before = columns.part(&of);
                    columns.parts.push((of, index));
                    before
                }
                None => {
                    let lost = values_below(sheet, header, index);
                    let code = match lost {
                        0 => &code::UNKNOWN_COLUMN,
                        _ if names_a_year(spec, head) => &code::UNREAD_YEAR_COLUMN,
                        _ => &code::UNREAD_VALUES,
                    };
                    problems.push(Problem { count: lost, ..at(code, index, head).expected(heads(spec)) });
                    None
                }
            };
            if let Some(before) = before {
                let letters = column_letters(before);
                problems.push(at(&code::DUPLICATE_COLUMN, index, head).expected(letters));
            }
        }
        let rows = filled_rows(sheet, header);
        let has_years = !columns.years.is_empty() || !columns.parts.is_empty();
        if spec.years().next().is_some() && !has_years && rows > 0 {
            let problem = Problem { row: number, ..Problem::of_sheet(&code::NO_YEAR_COLUMNS, spec.sheet) };
            problems.push(Problem { count: rows, ..problem });
        }
        for column in spec.columns.iter().filter(|column| column.required) {
            if columns.of(column.key).is_none() {
                let problem = Problem { row: number, ..Problem::of_sheet(&code::MISSING_COLUMN, spec.sheet) };
                problems.push(problem.expected(column.head));
            }
        }
        columns
    }
}

/// The meaning of a head.
pub(in crate::package) enum Found {
    /// A column, by its key.
    Column(&'static str),
    /// A year, with the index of its prefix.
    Year(usize, FiscalYear),
    /// A part or a line of a year of the schedule.
    Part(ScheduleColumn),
}

/// The rows below the header that are not blank.
fn filled_rows(sheet: &Sheet, header: &Header) -> usize {
    sheet.rows.iter().skip(header.last + 1).filter(|cells| !is_blank(cells)).count()
}

/// How many values a column has.
fn values_below(sheet: &Sheet, header: &Header, column: usize) -> usize {
    let below = sheet.rows.iter().skip(header.last + 1).filter_map(|cells| cells.get(column));
    below.filter(|cell| !cell.trim().is_empty()).count()
}

/// Whether an unreadable head contains a year: R5計画, 令和5年度上半期, 目標2024年.
fn names_a_year(spec: &'static TableSpec, head: &str) -> bool {
    if spec.years().next().is_none() {
        return false;
    }
    let head = folded(head);
    let starts = head.char_indices().map(|(at, _)| &head[at..]);
    let is_year = |text: &str| {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let eras = ["R", "H", "r", "h", "令和", "平成"];
        let in_era =
            eras.iter().any(|era| text.strip_prefix(era).is_some_and(|rest| (1..=2).contains(&digits(rest))));
        in_era || digits(text) == 4 && text.starts_with("20") || text.starts_with("令和元")
    };
    is_cut_year(spec, &head) || is_short_year(&head) || starts.into_iter().any(is_year)
}

/// Whether a head is a year whose era is missing or shortened: 7年度, 目標7年度, 令6年度. 過去3年平均 is none.
fn is_cut_year(spec: &'static TableSpec, head: &str) -> bool {
    let Some(head) = head.strip_suffix("年度").or_else(|| head.strip_suffix('年')) else { return false };
    let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let word = before.strip_suffix(['令', '平']).unwrap_or(before);
    (1..=2).contains(&(head.len() - before.len())) && (word.is_empty() || names_years(spec, word))
}

/// Whether a head is a year of two digits: FY26, '24.
fn is_short_year(head: &str) -> bool {
    let number = ["FY", "fy", "'", "’"].iter().find_map(|sign| head.strip_prefix(sign));
    number.is_some_and(|number| (2..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a word above a year says what is in its column: 目標, 累計, 見込み, and in a schedule 実績 or 上半期.
pub(in crate::package) fn names_years(spec: &'static TableSpec, word: &str) -> bool {
    let word = folded(word);
    let bare = word.strip_suffix(['値', 'み']).unwrap_or(&word);
    spec.years().any(|column| match column.head {
        "" => is_line_or_part(&word),
        head => head == bare,
    })
}

/// A text of more bytes is no head: 「実績 令和6年度（2024年度）」 has 40.
const MAX_HEAD: usize = 200;

/// The meaning of a head. 「取組\nＩＤ」 means 取組ID; 「目標 R6」, 「令和６年度目標」 and `target_2024` mean the same.
pub(in crate::package) fn find(spec: &'static TableSpec, head: &str) -> Option<Found> {
    if head.is_empty() || head.len() > MAX_HEAD {
        return None;
    }
    let head = folded(head);
    let named = |column: &&ColumnSpec| column.head == head || column.key.eq_ignore_ascii_case(&head);
    if let Some(column) = spec.single().find(named) {
        return Some(Found::Column(column.key));
    }
    if spec.years().any(|column| column.head.is_empty())
        && let Some(of) = read_part(&head)
    {
        return Some(Found::Part(of));
    }
    spec.years().enumerate().find_map(|(index, column)| {
        let before =
            head.strip_prefix(column.head).map(|rest| rest.strip_prefix(['値', 'み']).unwrap_or(rest));
        let before = before.or_else(|| head.strip_prefix(column.key)).and_then(year);
        // R6目標, and R6(目標) if the word is in brackets.
        let behind = || {
            let inside =
                head.strip_suffix(')').filter(|head| head.matches('(').count() > head.matches(')').count());
            let head = inside.unwrap_or(&head);
            let rest = head.strip_suffix(['値', 'み']).unwrap_or(head).strip_suffix(column.head)?;
            year(if inside.is_some() { rest.strip_suffix('(')? } else { rest })
        };
        Some(Found::Year(index, before.or_else(behind)?))
    })
}

/// A year with the characters that join it to the word before or after it: R6, (R6), R6の, _R6.
fn year(text: &str) -> Option<FiscalYear> {
    FiscalYear::parse(text.trim_matches(['の', '_', ':', '・', '-']))
}

/// The heads that a table may have, for a message.
fn heads(spec: &TableSpec) -> String {
    let years = spec.years().map(|column| format!("{}R5", column.head));
    spec.single().map(|column| column.head.to_owned()).chain(years).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{indicators, schedule};

    fn check(spec: &'static TableSpec, header: &[&str]) -> (Columns, Vec<&'static str>) {
        let rows = vec![header.iter().map(|head| (*head).to_owned()).collect()];
        let mut problems = Vec::new();
        let header = Header::plain(&rows, 0);
        let columns = Columns::read(spec, &Sheet::new("", rows), &header, &mut problems);
        (columns, problems.iter().map(|problem| problem.code.name).collect())
    }

    #[test]
    fn heads_are_read_in_japanese_and_english_in_any_order() {
        let (columns, problems) = check(
            &indicators::TABLE.spec,
            &[
                "name",
                "指標ID",
                " 取組ID ",
                "目標R5",
                "目標令和6年度",
                "target_2025",
                "実績R5",
                "actual_2024",
            ],
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((columns.of("name"), columns.of("item_id"), columns.of("unit")), (Some(0), Some(2), None));
        let years: Vec<_> = columns.years.iter().map(|((prefix, year), at)| (*prefix, year.0, *at)).collect();
        assert_eq!(years, [(0, 2023, 3), (0, 2024, 4), (0, 2025, 5), (1, 2023, 6), (1, 2024, 7)]);
    }

    #[test]
    fn heads_are_read_as_cities_write_them() {
        let heads = [
            "取組\nID",
            "指標ＩＤ",
            "指標 名",
            "目標 R6",
            "目標Ｒ７",
            "令和８年度目標",
            "目標（R9）",
            "実績\n令和6年度(2024)",
            "実績2025",
            "実績Ｈ３１",
        ];
        let (columns, problems) = check(&indicators::TABLE.spec, &heads);
        assert!(problems.is_empty(), "{problems:?}");
        let years: Vec<_> = columns.years.keys().map(|(prefix, year)| (*prefix, year.0)).collect();
        assert_eq!(years, [(0, 2024), (0, 2025), (0, 2026), (0, 2027), (1, 2019), (1, 2024), (1, 2025)]);
        let (_, problems) = check(&schedule::TABLE.spec, &["取組ID", "令和6年度(2023)", "目標R6", "R6.4"]);
        assert_eq!(problems, ["unknown-column"; 3]);
    }

    #[test]
    fn a_head_says_its_year_by_two_names_and_its_word_with_or_without_値() {
        let heads = [
            "取組ID",
            "指標ID",
            "指標名",
            "R6目標値",
            "目標値R7",
            "令和八年度の目標",
            "目標（平成39/令和9年度）",
            "2024（R6）実績値",
            "見込みR6",
            "R7（実績）",
        ];
        let (columns, problems) = check(&indicators::TABLE.spec, &heads);
        assert!(problems.is_empty(), "{problems:?}");
        let years: Vec<_> = columns.years.keys().map(|(prefix, year)| (*prefix, year.0)).collect();
        let expect = [(0, 2024), (0, 2025), (0, 2026), (0, 2027), (1, 2024), (1, 2025), (2, 2024)];
        assert_eq!(years, expect);
    }

    #[test]
    fn a_year_may_leave_out_the_era_of_the_one_before_it() {
        let heads = ["取組ID", "令和６年度", "７年度", "8年度"];
        let (columns, problems) = check(&schedule::TABLE.spec, &heads);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(columns.years.keys().map(|(_, year)| year.0).collect::<Vec<_>>(), [2024, 2025, 2026]);
        let heads =
            ["取組ID", "指標ID", "指標名", "目標令和6年度", "実績平成30年度", "目標7年度", "実績31年度"];
        let (columns, problems) = check(&indicators::TABLE.spec, &heads);
        assert!(problems.is_empty(), "{problems:?}");
        let years: Vec<_> = columns.years.keys().map(|(prefix, year)| (*prefix, year.0)).collect();
        assert_eq!(years, [(0, 2024), (0, 2025), (1, 2018), (1, 2019)]);
        let (columns, _) = check(&schedule::TABLE.spec, &["取組ID", "令和6年度", "9年度", "10"]);
        assert_eq!(columns.years.len(), 1, "no year is guessed");
    }

    #[test]
    fn an_unread_column_is_as_grave_as_its_values() {
        let read = |head: &str, cells: [&str; 2]| {
            let rows = [["取組ID", "R5", head], ["1", "実施", cells[0]], ["2", "→", cells[1]]];
            let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
            let mut problems = Vec::new();
            Columns::read(
                &schedule::TABLE.spec,
                &Sheet::new("", rows.clone()),
                &Header::plain(&rows, 0),
                &mut problems,
            );
            problems.iter().map(|problem| (problem.code.name, problem.count)).collect::<Vec<_>>()
        };
        assert_eq!(read("備考欄", ["", " "]), [("unknown-column", 0)]);
        for head in ["備考欄", "過去3年平均", "5年後の姿", "計算方法（3年平均）"] {
            assert_eq!(read(head, ["a", ""]), [("unread-values", 1)], "{head}");
        }
        for head in [
            "R6予算",
            "令和６年度の予算",
            "R6第5四半期",
            "2024年夏",
            "R6.13月",
            "9年度",
            "令6年度",
            "FY26",
            "'24",
        ] {
            assert_eq!(read(head, ["a", "b"]), [("unread-year-column", 2)], "{head}");
            assert_eq!(read(head, ["", ""]), [("unknown-column", 0)], "{head}");
        }
    }

    #[test]
    fn the_schedule_has_columns_of_parts_and_lines_of_a_year() {
        let heads = ["取組ID", "R5上半期", "令和５年度 下半期", "R6計画", "R6", "R5下半期"];
        let (columns, problems) = check(&schedule::TABLE.spec, &heads);
        let parts = columns.parts.iter().map(|(of, at)| format!("{} {}{} {at}", of.year.0, of.part, of.line));
        assert_eq!(
            parts.collect::<Vec<_>>(),
            ["2023 上半期 1", "2023 下半期 2", "2024 計画 3", "2023 下半期 5"]
        );
        assert_eq!(columns.years.keys().map(|(_, year)| year.0).collect::<Vec<_>>(), [2024]);
        assert_eq!(problems, ["duplicate-column"]);
        let heads = ["取組ID", "指標ID", "指標名", "R5計画"];
        assert_eq!(check(&indicators::TABLE.spec, &heads).1, ["unknown-column"]);
    }

    #[test]
    fn rows_of_years_without_a_year_are_an_error() {
        let rows =
            [["取組ID", "取組内容"], ["1", "検討"]].map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let mut problems = Vec::new();
        Columns::read(
            &schedule::TABLE.spec,
            &Sheet::new("", rows.clone()),
            &Header::plain(&rows, 0),
            &mut problems,
        );
        assert_eq!(problems.iter().map(|problem| problem.code.name).collect::<Vec<_>>(), ["no-year-columns"]);
    }

    #[test]
    fn unknown_double_and_missing_heads_are_reported() {
        let (_, problems) = check(&schedule::TABLE.spec, &["記号", "R1", "平成31年度", "備考", "", "mark"]);
        assert_eq!(problems, ["duplicate-column", "unknown-column", "duplicate-column", "missing-column"]);
    }
}
