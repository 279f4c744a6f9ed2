//! The header row: which column is which, in Japanese or English, in any order.

use std::collections::BTreeMap;

use super::catalogue as code;
use super::sheet::cell_address;
use super::{Problem, Sheet, TableSpec};
use crate::plan::FiscalYear;

/// Where the columns of a sheet stand, from 0.
#[derive(Debug, Default)]
pub(super) struct Columns {
    by_key: BTreeMap<&'static str, usize>,
    /// Year columns: which prefix of the table, which year, where.
    pub years: BTreeMap<(usize, FiscalYear), usize>,
}

impl Columns {
    /// Where a column stands; `None` where the sheet lacks it.
    pub fn of(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// Reads the header row. Unknown columns are reported, not passed over in silence; missing required ones too.
    pub fn read(spec: &'static TableSpec, sheet: &Sheet, problems: &mut Vec<Problem>) -> Columns {
        let mut columns = Columns::default();
        let header = sheet.rows.first().map_or(&[][..], Vec::as_slice);
        let at = |code, column: usize, head: &str| Problem {
            row: Some(1),
            column: Some(column + 1),
            found: head.to_owned(),
            ..Problem::of_sheet(code, spec.sheet)
        };
        for (place, head) in header.iter().enumerate() {
            let head = head.trim();
            // A head that is blank is reported where a cell below it is not: most often it is a column left over.
            if head.is_empty() {
                continue;
            }
            let before = match find(spec, head) {
                Some(Found::Column(key)) => columns.by_key.insert(key, place),
                Some(Found::Year(prefix, year)) => columns.years.insert((prefix, year), place),
                None => {
                    let known = heads(spec);
                    problems.push(at(&code::UNKNOWN_COLUMN, place, head).expected(known));
                    None
                }
            };
            if let Some(before) = before {
                let letters = cell_address(1, before + 1).replace('1', "");
                problems.push(at(&code::DUPLICATE_COLUMN, place, head).expected(letters));
            }
        }
        for column in spec.columns.iter().filter(|column| column.required) {
            if columns.of(column.key).is_none() {
                let problem =
                    Problem { row: Some(1), ..Problem::of_sheet(&code::MISSING_COLUMN, spec.sheet) };
                problems.push(problem.expected(column.head));
            }
        }
        columns
    }
}

enum Found {
    Column(&'static str),
    Year(usize, FiscalYear),
}

fn find(spec: &'static TableSpec, head: &str) -> Option<Found> {
    let named = |column: &&super::ColumnSpec| column.head == head || column.key.eq_ignore_ascii_case(head);
    if let Some(column) = spec.columns.iter().find(named) {
        return Some(Found::Column(column.key));
    }
    spec.year_prefixes.iter().enumerate().find_map(|(place, (japanese, english))| {
        let year = head.strip_prefix(japanese).or_else(|| head.strip_prefix(english))?;
        Some(Found::Year(place, FiscalYear::parse(year)?))
    })
}

/// The heads that a table may have, for a message.
fn heads(spec: &TableSpec) -> String {
    let years = spec.year_prefixes.iter().map(|(japanese, _)| format!("{japanese}R5"));
    spec.columns.iter().map(|column| column.head.to_owned()).chain(years).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::super::tables;
    use super::*;

    fn check(spec: &'static TableSpec, header: &[&str]) -> (Columns, Vec<&'static str>) {
        let rows = vec![header.iter().map(|head| (*head).to_owned()).collect()];
        let mut problems = Vec::new();
        let columns = Columns::read(spec, &Sheet { name: String::new(), rows }, &mut problems);
        (columns, problems.iter().map(|problem| problem.code.name).collect())
    }

    #[test]
    fn heads_are_read_in_japanese_and_english_in_any_order() {
        let (columns, problems) = check(
            &tables::INDICATORS,
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
    fn unknown_double_and_missing_heads_are_reported() {
        let (_, problems) = check(&tables::SCHEDULE, &["記号", "R1", "平成31年度", "備考", "", "mark"]);
        assert_eq!(problems, ["duplicate-column", "unknown-column", "duplicate-column", "missing-column"]);
    }
}
