//! An indicator: its baseline, targets and actuals as printed, and their readings.

use super::{FiscalYear, Reading, RowGrammar};

/// Whether a higher or a lower value is good, where the document says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The document does not say.
    #[default]
    Unstated,
    /// 高い
    Higher,
    /// 低い
    Lower,
    /// 維持
    Steady,
}

/// Whether a value counts one year or all years so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The document does not say.
    #[default]
    Unstated,
    /// 単年
    Yearly,
    /// 累計
    Cumulative,
}

/// A printed cell under a fiscal year. A blank cell has no `YearCell`; a dash has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearCell {
    /// The year of the column.
    pub year: FiscalYear,
    /// The cell as printed, never blank.
    pub printed: String,
}

/// A row of the sheet 指標. Rows of one item with the same name are the series of one chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Indicator {
    /// Permanent id, `33.1`.
    pub id: String,
    /// The name as printed, with the words after a colon or ※.
    pub name: String,
    /// The series, 男性職員; empty where there is one only.
    pub series: String,
    /// The class as printed: 成果指標, 活動指標, 効果額.
    pub class: String,
    /// The unit, with its scale: %, 百万円.
    pub unit: String,
    /// Whether a higher or a lower value is good.
    pub direction: Direction,
    /// Whether a value counts one year or all years so far.
    pub kind: Kind,
    /// How the value is calculated, as printed.
    pub formula: String,
    /// Where the value comes from, as printed.
    pub source: String,
    /// The fiscal year of the baseline.
    pub baseline_year: Option<FiscalYear>,
    /// The baseline as printed; empty where only its year is printed.
    pub baseline: String,
    /// The name of the value to compare with, 県内市平均.
    pub reference_name: String,
    /// That value as printed.
    pub reference: String,
    /// A day or month inside the year as printed; empty for the whole year.
    pub as_of: String,
    /// Targets, in the order of years.
    pub targets: Vec<YearCell>,
    /// Actuals, in the order of years.
    pub actuals: Vec<YearCell>,
    /// Forecasts, in the order of years.
    pub forecasts: Vec<YearCell>,
    /// Rates of achievement as the city prints them, in the order of years. Their unit is not the row's.
    pub rates: Vec<YearCell>,
    /// The sums so far, in the order of years.
    pub cumulatives: Vec<YearCell>,
    /// The breaks of the series as printed, one a line: the first year after the break, and its reason.
    pub breaks: String,
    /// The indicator that this one repeats.
    pub repost_of: Option<String>,
    /// Whether the targets were assigned to years by the rules for cells whose year is not clear.
    pub inferred: bool,
    /// The reason for that, or another remark of the package.
    pub note: String,
}

/// The unit of a rate of achievement, whatever the unit of its row.
pub const RATE_UNIT: &str = "%";

impl Indicator {
    /// The name with that of the series, where there is one.
    pub fn full_name(&self) -> String {
        let between = if self.name.is_empty() || self.series.is_empty() { "" } else { " " };
        [self.name.as_str(), between, &self.series].concat()
    }

    /// Whether it is 効果額: the money that an item brings or saves, which has no baseline.
    pub fn is_effect(&self) -> bool {
        self.class.contains("効果額")
    }

    /// Every printed cell in the unit of the row: baseline, reference, targets, actuals, forecasts, sums so far.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        let of_years = [&self.targets, &self.actuals, &self.forecasts, &self.cumulatives];
        let of_years = of_years.into_iter().flatten().map(|cell| cell.printed.as_str());
        [self.baseline.as_str(), self.reference.as_str()].into_iter().chain(of_years)
    }

    /// The cells of years, by the column that they are from, in the order of the package.
    pub fn year_cells(&self) -> [&[YearCell]; 5] {
        [&self.targets, &self.actuals, &self.forecasts, &self.rates, &self.cumulatives]
    }

    /// The breaks of the series: the first year after each, `None` where it cannot be read, and the reason as printed.
    pub fn breaks(&self) -> impl Iterator<Item = (Option<FiscalYear>, &str)> {
        let lines = self.breaks.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| {
            let (year, reason) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            (FiscalYear::parse(year), reason.trim_start())
        })
    }

    /// How the cells of this row are read, worked out once for all of them.
    pub fn grammar(&self) -> RowGrammar {
        RowGrammar::of_row(&self.unit, [self.name.as_str(), &self.note], self.cells())
    }

    /// The readings of one of this indicator's printed cells, in printed order. A caller that reads several cells
    /// takes [`Indicator::grammar`] once.
    pub fn read(&self, printed: &str) -> Vec<Reading> {
        self.grammar().read(printed)
    }
}
