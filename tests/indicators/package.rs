//! The oracle: an indicator from its row in the package's CSV, read with the `csv` crate and the test's own grammar.

use std::path::Path;

/// A row of 指標.
pub struct Row {
    pub item: String,
    pub id: String,
    pub name: String,
    pub series: String,
    pub unit: String,
    /// Whether the targets were assigned to years by rule.
    pub inferred: bool,
    pub cells: Vec<Cell>,
}

/// A cell that is not blank.
pub struct Cell {
    /// `baseline`, `reference`, `target`, `actual`, in this order, as in the open data.
    pub role: &'static str,
    pub year: Option<u16>,
    /// 時点, or the name of a reference.
    pub label: String,
    pub printed: String,
    pub readings: Vec<Reading>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub comparator: &'static str,
    pub value: String,
    pub unit: String,
    pub basis: String,
}

impl Reading {
    pub fn is_level(&self) -> bool {
        self.basis.is_empty()
    }

    pub fn number(&self) -> f64 {
        self.value.parse().unwrap()
    }
}

impl Cell {
    pub fn is_dash(&self) -> bool {
        ["-", "—"].contains(&self.printed.trim())
    }
}

pub fn rows(city: &str) -> Vec<Row> {
    let (heads, records) = read_file(city, "indicators.csv");
    // 表, ID, 列, 原文, 訂正
    let (_, corrections) = read_file(city, "corrections.csv");
    let row = |record: &csv::StringRecord| {
        let of = |head: &str| -> String {
            let at = heads.iter().position(|other| other.trim_start_matches('\u{feff}') == head);
            let cell = record[at.unwrap_or_else(|| panic!("no column {head}"))].to_owned();
            let own = |by: &&csv::StringRecord| (&by[0], &by[1], &by[2]) == ("指標", &record[1], head);
            corrections.iter().filter(own).fold(cell, |cell, by| cell.replace(&by[3], &by[4]))
        };
        let unit = of("単位");
        let cell = |role, year, label: &str, printed: String| {
            let readings = read(&printed, &unit);
            (!printed.trim().is_empty()).then_some(Cell {
                role,
                year,
                label: label.to_owned(),
                printed,
                readings,
            })
        };
        let baseline_year = of("基準年度");
        let baseline =
            cell("baseline", (!baseline_year.is_empty()).then(|| year(&baseline_year)), "", of("基準値"));
        let mut cells = vec![baseline, cell("reference", None, &of("参考名"), of("参考値"))];
        for (role, word) in [("target", "目標"), ("actual", "実績")] {
            let years = heads.iter().filter_map(|head| Some((head, head.strip_prefix(word)?)));
            cells.extend(years.map(|(head, year)| cell(role, Some(self::year(year)), &of("時点"), of(head))));
        }
        Row {
            item: of("取組ID"),
            id: of("指標ID"),
            name: of("指標名"),
            series: of("系列"),
            cells: cells.into_iter().flatten().collect(),
            unit,
            inferred: of("読み取り") == "inferred",
        }
    };
    records.iter().map(row).collect()
}

fn read_file(city: &str, file: &str) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city).join(file);
    let mut reader = csv::Reader::from_path(path).unwrap();
    (reader.headers().unwrap().clone(), reader.records().map(Result::unwrap).collect())
}

/// R5, 令和5年度.
fn year(text: &str) -> u16 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    assert!(text.starts_with(['R', '令']), "{text}");
    2018 + digits.parse::<u16>().unwrap()
}

/// The value grammar for the values of the two cities.
pub fn read(printed: &str, unit: &str) -> Vec<Reading> {
    let text = printed.trim();
    if let Some((first, second)) = text.strip_suffix(')').and_then(|text| text.split_once(" (")) {
        return one(first, unit).into_iter().chain(one(second, "")).collect();
    }
    one(text, unit).into_iter().collect()
}

fn one(text: &str, row_unit: &str) -> Option<Reading> {
    let mut basis = Vec::new();
    let mut text = text;
    if text.starts_with('対') {
        let (against, rest) = text.split_once(' ')?;
        basis.push(against);
        text = rest;
    }
    let rounded = text.strip_prefix('約');
    let text = rounded.unwrap_or(text);
    let text = text.strip_prefix("延べ").unwrap_or(text);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    let (value, mut unit) = text.split_at(end);
    let value = value.replace(',', "");
    value.parse::<f64>().ok()?;
    for change in ["削減", "増加"] {
        if let Some(before) = unit.strip_suffix(change) {
            basis.push(change);
            unit = before;
        }
    }
    let mut comparator = if rounded.is_some() { "~" } else { "=" };
    for (word, sign) in [("未満", "<"), ("以上", ">="), ("程度", "~")] {
        if let Some(before) = unit.strip_suffix(word) {
            (unit, comparator) = (before, sign);
        }
    }
    // 月290,000部以内×12カ月 and 3分の1 are not numbers with a unit.
    if unit.contains(|c: char| c.is_ascii_digit() || "×〜～・ ".contains(c)) || unit.starts_with("分の")
    {
        return None;
    }
    let cut_off = row_unit.starts_with(unit) && ["", "百万", "万"].contains(&unit);
    let unit = if cut_off { row_unit } else { unit };
    Some(Reading { comparator, value, unit: unit.to_owned(), basis: basis.join(" ") })
}

/// A fiscal year in words.
pub fn said_year(year: u16) -> String {
    format!("令和{}年度", year - 2018)
}
