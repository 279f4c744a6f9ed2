//! A change of the plan while it runs: the sheet 変更. Corrections of misprints are in [`super::Correction`].

use super::FiscalYear;
use super::year::read_date;

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
        read_date(&self.date)
    }

    /// The fiscal year from which it holds: as the document says, or else that of its date.
    pub fn holds_from(&self) -> Option<FiscalYear> {
        let of_day = |[year, month, _]: [u16; 3]| match month {
            0 => FiscalYear(year),
            _ => FiscalYear::of_date(year.into(), month.into()),
        };
        self.year.or_else(|| self.printed_day().map(of_day))
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
            ("令和８年３月２３日", [2026, 3, 23]),
            ("令和八年三月二十三日", [2026, 3, 23]),
            ("令和八年", [2026, 0, 0]),
            ("Ｒ８．３．２３", [2026, 3, 23]),
            ("r8.3", [2026, 3, 0]),
            ("２０２６年３月", [2026, 3, 0]),
            ("令和 8 年 3 月", [2026, 3, 0]),
            ("昭和64年1月7日", [1989, 1, 7]),
            ("改訂 2026-03-23", [2026, 3, 23]),
            ("第2版 2026-07-10", [2026, 7, 10]),
            ("第二回改訂 2026年7月", [2026, 7, 0]),
            ("2026年3月（令和8年3月）", [2026, 3, 0]),
            ("2026年（令和8年）3月", [2026, 3, 0]),
            ("令和7年度（10月1日）", [2025, 10, 1]),
            ("令和年3月", [2026, 4, 0]),
            ("令和の見直し", [2026, 4, 0]),
            ("令和", [2026, 4, 0]),
            ("R", [2026, 4, 0]),
        ] {
            assert_eq!(day(date), expected, "{date}");
        }
        assert_eq!(Change::default().day(), [0; 3]);
    }

    #[test]
    fn a_change_without_a_year_holds_from_the_fiscal_year_of_its_date() {
        let from = |year: Option<u16>, date: &str| {
            let change = Change { date: date.into(), year: year.map(FiscalYear), ..Change::default() };
            change.holds_from().map(|year| year.0)
        };
        assert_eq!(from(Some(2024), "2024-03-25"), Some(2024));
        assert_eq!(from(None, "2024-03-25"), Some(2023));
        assert_eq!(from(None, "令和6年4月1日"), Some(2024));
        assert_eq!(from(None, "令和6年度"), Some(2024));
        assert_eq!(from(None, "見直しのとき"), None);
    }
}
