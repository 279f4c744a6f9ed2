//! A change of the plan while it runs: the sheet 変更. Corrections of misprints are in [`super::Correction`].

use super::FiscalYear;

/// The kind of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeKind {
    /// その他
    #[default]
    Other,
    /// 追加: the row is new.
    Added,
    /// 廃止: the row went.
    Removed,
    /// 統合: the row went into others.
    Merged,
    /// 分割: the row was divided.
    Divided,
    /// 目標: a target was moved.
    Target,
    /// 名称: the row has another name.
    Name,
    /// 部署: other departments are in charge.
    Department,
}

/// A row of the sheet 変更. It is kept when the row that it names is gone, so that an old link says what became of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The day, as printed.
    pub date: String,
    /// The fiscal year from which it holds.
    pub year: Option<FiscalYear>,
    /// The sheet, 取組.
    pub table: String,
    /// The row's id, as in [`super::Correction::id`].
    pub id: String,
    /// The column's head; empty for the row as a whole.
    pub column: String,
    /// The kind of the change.
    pub kind: ChangeKind,
    /// What was there before; for a row that went, its name.
    pub before: String,
    /// What is there now.
    pub after: String,
    /// The reason.
    pub reason: String,
    /// The ids of the rows that it went into or was divided into.
    pub successors: Vec<String>,
}

impl Change {
    /// Whether it names a row of the sheet 取組.
    pub fn is_of_item(&self) -> bool {
        self.table == "取組"
    }

    /// Whether it names a row of the sheet 体系.
    pub fn is_of_outline(&self) -> bool {
        self.table == "体系"
    }

    /// Whether it names a row of the sheet 指標.
    pub fn is_of_indicator(&self) -> bool {
        self.table == "指標"
    }

    /// Whether it names a key of the sheet 計画.
    pub fn is_of_plan(&self) -> bool {
        self.table == "計画"
    }

    /// Year, month and day, to sort by: 0 where the date has none. Where the date is none, the start of the fiscal year from
    /// which it holds.
    pub fn day(&self) -> [u16; 3] {
        let of_year = self.year.map_or([0; 3], |year| [year.0, 4, 0]);
        self.printed_day().unwrap_or(of_year)
    }

    /// Year, month and day of its date; `None` where the date is in words, or a number that is no date, as a spreadsheet keeps it.
    pub fn printed_day(&self) -> Option<[u16; 3]> {
        let date = self.date.replace('元', "1");
        let mut day = [0; 3];
        let numbers =
            date.split(|sign: char| !sign.is_ascii_digit()).filter_map(|number| number.parse().ok());
        // 令和6年（2024年）3月 has its year twice.
        let numbers = numbers.enumerate().filter(|(nth, number)| *nth == 0 || *number < 1900);
        day.iter_mut().zip(numbers).for_each(|(part, (_, number)): (_, (_, u16))| *part = number);
        let era = match date.trim_start().chars().next() {
            Some('R' | '令') => 2018,
            Some('H' | '平') => 1988,
            _ => 0,
        };
        day[0] = day[0].saturating_add(era);
        matches!(day, [1900..=2999, 0..=12, 0..=31]).then_some(day)
    }

    /// Whether the row that it names went, as far as the change says. A row that is its own successor stays.
    pub fn is_end(&self) -> bool {
        let ends = matches!(self.kind, ChangeKind::Removed | ChangeKind::Merged | ChangeKind::Divided);
        ends && self.column.is_empty() && !self.successors.contains(&self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_form_are_in_one_order() {
        let day = |date: &str| {
            Change { date: date.into(), year: Some(FiscalYear(2026)), ..Change::default() }.day()
        };
        for (date, expected) in [
            ("2026-03-23", [2026, 3, 23]),
            ("2026-03", [2026, 3, 0]),
            ("令和8年3月23日", [2026, 3, 23]),
            ("R8.3.23", [2026, 3, 23]),
            ("令和元年5月", [2019, 5, 0]),
            ("平成31年4月", [2019, 4, 0]),
            ("", [2026, 4, 0]),
            ("見直しのとき", [2026, 4, 0]),
            ("999999", [2026, 4, 0]),
            ("45383", [2026, 4, 0]),
            ("令和6年（2024年）3月", [2024, 3, 0]),
        ] {
            assert_eq!(day(date), expected, "{date}");
        }
        assert_eq!(Change::default().day(), [0; 3]);
    }
}
