//! The header row: which column is which, in Japanese or English, in any order.

use std::collections::BTreeMap;

use crate::format::{ColumnSpec, TableSpec};
use crate::package::problems::catalogue as code;
use crate::package::sheets::cell_address;
use crate::package::sheets::layout::folded;
use crate::package::{Problem, Sheet};
use crate::plan::FiscalYear;

/// Where the columns of a sheet stand, from 0.
#[derive(Debug, Default)]
pub(in crate::package) struct Columns {
    by_key: BTreeMap<&'static str, usize>,
    /// Columns that are one a year: which of the table's, which year, where.
    pub years: BTreeMap<(usize, FiscalYear), usize>,
}

impl Columns {
    /// Where a column stands; `None` where the sheet lacks it.
    pub fn of(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// Reads the header, which stands in the given row from 0. Unknown columns are reported, not passed over in
    /// silence; missing required ones too.
    pub fn read(
        spec: &'static TableSpec,
        sheet: &Sheet,
        header_row: usize,
        problems: &mut Vec<Problem>,
    ) -> Columns {
        let mut columns = Columns::default();
        let header = sheet.rows.get(header_row).map_or(&[][..], Vec::as_slice);
        let number = Some(header_row + 1);
        let at = |code, column: usize, head: &str| Problem {
            row: number,
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
                let problem = Problem { row: number, ..Problem::of_sheet(&code::MISSING_COLUMN, spec.sheet) };
                problems.push(problem.expected(column.head));
            }
        }
        columns
    }
}

/// What a head names.
pub(in crate::package) enum Found {
    /// A column, by its key.
    Column(&'static str),
    /// A year, with the place of its prefix.
    Year(usize, FiscalYear),
}

/// What a head names: 「取組\nＩＤ」 is 取組ID, 「目標 R6」, 「令和６年度目標」 and `target_2024` are one.
pub(in crate::package) fn find(spec: &'static TableSpec, head: &str) -> Option<Found> {
    let head = folded(head);
    let named = |column: &&ColumnSpec| column.head == head || column.key.eq_ignore_ascii_case(&head);
    if let Some(column) = spec.single().find(named) {
        return Some(Found::Column(column.key));
    }
    spec.years().enumerate().find_map(|(place, column)| {
        let before = head.strip_prefix(column.head).or_else(|| head.strip_prefix(column.key)).and_then(year);
        let year = before.or_else(|| head.strip_suffix(column.head).and_then(year))?;
        Some(Found::Year(place, year))
    })
}

/// A year, in brackets or with its other name in brackets behind it: R6, (R6), 令和6年度(2024).
fn year(text: &str) -> Option<FiscalYear> {
    let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) else {
        return FiscalYear::parse(text);
    };
    let inside = FiscalYear::parse(inside)?;
    (before.is_empty() || FiscalYear::parse(before) == Some(inside)).then_some(inside)
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
        let columns = Columns::read(spec, &Sheet { name: String::new(), rows }, 0, &mut problems);
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
    fn unknown_double_and_missing_heads_are_reported() {
        let (_, problems) = check(&schedule::TABLE.spec, &["記号", "R1", "平成31年度", "備考", "", "mark"]);
        assert_eq!(problems, ["duplicate-column", "unknown-column", "duplicate-column", "missing-column"]);
    }
}
