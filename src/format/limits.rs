//! How much a plan may hold. Packages and plan files have the same limits.

/// Rows of one kind that a plan may have. This is far above any city's plan; it bounds the work on a hostile file.
pub(crate) const MAX_ROWS: usize = 100_000;
/// Rows of a table that is searched once for every item.
pub(crate) const MAX_SHORT_ROWS: usize = 10_000;
/// Items with each of their departments, and departments with each indicator of their items. A row of the outline gives
/// its departments to all items below it, so a plan has far more of these than rows.
pub(crate) const MAX_PAIRS: u64 = 300_000;
/// Bytes of the texts that views and files repeat: five times what a plan file may have.
pub(crate) const MAX_REPEATED: u64 = 100_000_000;
/// Entries of one list inside a row: departments, tags, aliases, values of years. No sheet has more columns, and no cell so
/// many names.
pub(crate) const MAX_LISTED: usize = 1_000;
/// Entries of all lists inside rows together. A plan file has no room for more values of years.
pub(crate) const MAX_LISTED_TOGETHER: usize = 1_000_000;
/// Different values of a column that a reader can choose from: departments, statuses, grades, tags.
pub(crate) const MAX_KINDS: usize = 10_000;
/// Columns of a table of the document. Every correction searches all their heads.
pub(crate) const MAX_TABLE_COLUMNS: usize = 100;
/// Year columns of the schedule. No sheet that is read has more columns.
pub(crate) const MAX_SCHEDULE_COLUMNS: usize = 1_000;
/// Levels of the outline.
pub(crate) const MAX_DEPTH: usize = 32;
/// Fiscal years of a plan.
pub(crate) const MAX_YEARS: u16 = 100;
/// Bytes of an id. Ids are part of links.
pub(crate) const MAX_ID: usize = 200;

/// Whether an id may not contain this character. A comma separates ids in attributes and addresses.
pub(crate) fn is_refused_in_id(sign: char) -> bool {
    sign == ',' || sign.is_whitespace() || sign.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planfile::MAX_BYTES;

    /// The table of docs/api.md has each limit, and the number there is the one here.
    #[test]
    fn the_limits_of_a_plan_are_in_the_documentation() {
        let page = include_str!("../../docs/api.md");
        let table =
            page.split("### 計画の大きさ").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
        let rows: Vec<Vec<&str>> =
            table.lines().filter(|line| line.starts_with("| ")).skip(1).map(cells).collect();
        let stated: Vec<u64> = rows.iter().map(|row| number(row[1])).collect();
        let known = [
            MAX_BYTES as u64,
            MAX_ROWS as u64,
            MAX_SHORT_ROWS as u64,
            MAX_TABLE_COLUMNS as u64,
            MAX_KINDS as u64,
            MAX_LISTED as u64,
            MAX_LISTED_TOGETHER as u64,
            MAX_DEPTH as u64,
            u64::from(MAX_YEARS),
            MAX_ID as u64,
            MAX_PAIRS,
            MAX_PAIRS,
            MAX_REPEATED,
        ];
        assert_eq!(stated, known, "{table}");
        // The tables that have the lower limit, by the sheet's name.
        let low: Vec<&str> = crate::format::TABLES
            .iter()
            .filter(|spec| spec.max_rows == MAX_SHORT_ROWS)
            .map(|spec| spec.sheet)
            .collect();
        assert!(rows[2][0].contains(&low.join("、")), "{low:?}");
    }

    fn cells(line: &str) -> Vec<&str> {
        line.trim_matches('|').split('|').map(str::trim).collect()
    }

    fn number(cell: &str) -> u64 {
        cell.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
    }
}
