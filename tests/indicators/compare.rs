//! Compares chart, table, sentence and open data with the package. Each must contain these cells, and may leave out
//! those:
//!
//! - None of them has a blank cell.
//! - **Open data** have every cell with its readings; a dash and words have no value.
//! - **The table** has every cell as printed, under its year and its role. A group of rows with a single cell has no
//!   table, because the sentence has it.
//! - **The chart** has every level (no change against another year) of its one unit that has a year, and the values
//!   to compare with as lines. It exists where a row has two levels of one unit in two years. It leaves out dashes,
//!   changes, words and other units.
//! - **The sentence** has every cell with its year. Of targets that go in one direction from a baseline, and of
//!   actuals, it has only the first and the last. Every number in it is in a cell or is the difference of two.

use crate::package::{Cell, Reading, Row, read, said_year};
use crate::page::{Chart, Figure, Mark};

/// A row of `values.csv`, without the id of the plan.
pub type Record = Vec<String>;

/// Every difference between the sources and the package.
pub fn differences(rows: &[Row], figures: &[Figure], values: &[Record], years: (u16, u16)) -> Vec<String> {
    let mut found = Vec::new();
    // Without names as series, rows of one name in two units are two figures.
    let is_same = |a: &Row, b: &Row| a.name == b.name && (!a.series.is_empty() || a.unit == b.unit);
    let groups: Vec<&[Row]> = rows.chunk_by(|a, b| a.item == b.item && is_same(a, b)).collect();
    if groups.len() != figures.len() {
        found.push(format!("{} figures for {} names", figures.len(), groups.len()));
    }
    for (group, figure) in groups.iter().zip(figures) {
        let mut say = |what: String| found.push(format!("{} {}: {what}", group[0].id, group[0].name));
        if (&group[0].item, &group[0].name) != (&figure.item, &figure.name) {
            say(format!("is {} under {}", figure.name, figure.item));
        }
        for row in *group {
            open_data(row, values, &mut say);
        }
        table(group, figure, &mut say);
        chart(group, figure, years, &mut say);
        sentence(group, figure, years, &mut say);
    }
    let known = |record: &Record| rows.iter().any(|row| row.id == record[1]);
    found
        .extend(values.iter().filter(|record| !known(record)).map(|record| format!("of no row: {record:?}")));
    found
}

fn open_data(row: &Row, values: &[Record], say: &mut impl FnMut(String)) {
    let expect: Vec<Record> = row.cells.iter().flat_map(|cell| records(row, cell)).collect();
    // The last column, the reading, is checked for rows that were assigned by rule.
    let own = values.iter().filter(|record| record[1] == row.id);
    let found: Vec<Record> = own.map(|record| record[..record.len() - 1].to_vec()).collect();
    if found != expect {
        say(format!("open data {found:?}, package {expect:?}"));
    }
}

fn records(row: &Row, cell: &Cell) -> Vec<Record> {
    let year = cell.year.map_or(String::new(), |year| year.to_string());
    let record = |position: usize, reading: Option<&Reading>| {
        let said = reading.map_or([""; 4], |read| [read.comparator, &read.value, &read.unit, &read.basis]);
        let head = [&row.item, &row.id, cell.role, &year, &cell.label];
        let position = position.to_string();
        let all = head.into_iter().chain([position.as_str(), &cell.printed]).chain(said);
        all.map(str::to_owned).collect()
    };
    match cell.readings.as_slice() {
        [] => vec![record(1, None)],
        readings => readings.iter().enumerate().map(|(at, reading)| record(at + 1, Some(reading))).collect(),
    }
}

fn word(cell: &Cell) -> &'static str {
    match cell.role {
        "baseline" => "基準値",
        "target" => "目標値",
        "actual" => "実績値",
        _ => "参考",
    }
}

fn table(group: &[Row], figure: &Figure, say: &mut impl FnMut(String)) {
    let mut expect: Vec<(Option<u16>, String, String)> = Vec::new();
    for row in group {
        let series = if row.series.is_empty() { String::new() } else { format!("{} ", row.series) };
        expect.extend(row.cells.iter().map(|cell| {
            let label = if cell.label.is_empty() || ["baseline", "target"].contains(&cell.role) {
                String::new()
            } else {
                format!("（{}）", cell.label)
            };
            let series = if cell.year.is_some() { series.as_str() } else { "" };
            (cell.year, format!("{series}{}{label}", word(cell)), cell.printed.trim().to_owned())
        }));
    }
    let Some(table) = &figure.table else {
        if expect.len() != 1 {
            say(format!("no table for {} cells", expect.len()));
        }
        return;
    };
    let mut found: Vec<_> =
        table.cells.iter().map(|cell| (cell.year, cell.head.clone(), cell.text.clone())).collect();
    found.sort();
    expect.sort();
    if found != expect || expect.len() < 2 {
        say(format!("table {found:?}, package {expect:?}"));
    }
}

/// The unit in which a row has two levels in two years: the rows' own unit, else the first printed one.
fn unit(group: &[Row]) -> Option<String> {
    let levels = |row: &Row| -> Vec<(u16, String)> {
        let dated = row.cells.iter().filter_map(|cell| Some((cell.year?, cell)));
        let read = dated.flat_map(|(year, cell)| cell.readings.iter().map(move |reading| (year, reading)));
        read.filter(|(_, reading)| reading.is_level())
            .map(|(year, reading)| (year, reading.unit.clone()))
            .collect()
    };
    let own = group.iter().map(|row| row.unit.clone());
    let units: Vec<String> = own.chain(group.iter().flat_map(levels).map(|(_, unit)| unit)).collect();
    units.into_iter().find(|unit| {
        group.iter().any(|row| {
            let years: Vec<u16> =
                levels(row).into_iter().filter(|level| level.1 == *unit).map(|level| level.0).collect();
            years.iter().any(|year| *year != years[0])
        })
    })
}

fn chart(group: &[Row], figure: &Figure, years: (u16, u16), say: &mut impl FnMut(String)) {
    let (Some(unit), Some(chart)) = (unit(group), &figure.chart) else {
        if unit(group).is_some() || figure.chart.is_some() {
            say("a chart that should not be, or none that should".to_owned());
        }
        return;
    };
    let mut marks: Vec<&Mark> = chart.marks.iter().collect();
    let mut lines = chart.references.clone();
    if chart.unit != unit {
        say(format!("the axis is of {}, the values of {unit}", chart.unit));
    }
    let expect: Vec<String> = (years.0..=years.1).map(|year| format!("R{}", year - 2018)).collect();
    if chart.years.iter().map(|(label, _)| label).ne(&expect) {
        say(format!("the years {:?} are not those of the plan", chart.years));
    }
    for row in group {
        for cell in &row.cells {
            let Some(level) = cell.readings.iter().find(|read| read.is_level() && read.unit == unit) else {
                continue;
            };
            let height = chart.height(level.number());
            let Some(year) = cell.year else {
                let at = lines.iter().position(|line| (line - height).abs() < NEAR);
                let named = chart
                    .labels
                    .iter()
                    .any(|label| label.contains(&cell.label) && label.contains(&level.value));
                match at.filter(|_| cell.role == "reference" && named) {
                    Some(at) => drop(lines.remove(at)),
                    None => say(format!("no line for {} {}", cell.label, cell.printed)),
                }
                continue;
            };
            let head: Vec<String> = [row.series.clone(), said_year(year), word(cell).to_owned()].into();
            let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
            let says = |mark: &&Mark| {
                let rest = mark.title.strip_prefix(&format!("{} ", head.join(" ")));
                rest.is_some_and(|rest| read(&spaced(rest), &unit).contains(level))
            };
            match marks.iter().position(says) {
                Some(at) => {
                    let mark = marks.remove(at);
                    let expected = (chart.middle_of(year), height);
                    if (mark.x - expected.0).abs() > NEAR || (mark.y - expected.1).abs() > NEAR {
                        say(format!("{} is at {:?}, not at {expected:?}", mark.title, (mark.x, mark.y)));
                    }
                    if !looks(mark, cell, level) {
                        say(format!("{} is drawn as {}", mark.title, mark.class));
                    }
                }
                None => say(format!("no point for {} {}", said_year(year), cell.printed)),
            }
        }
    }
    for mark in marks {
        say(format!("a point of no cell: {}", mark.title));
    }
    if !lines.is_empty() {
        say(format!("lines of no cell: {lines:?}"));
    }
}

/// Positions have one decimal, and ticks and marks are rounded separately.
const NEAR: f64 = 0.26;

impl Chart {
    /// The height of a value, computed from the labels of the axis.
    fn height(&self, value: f64) -> f64 {
        let (first, last) = (self.values[0], self.values[self.values.len() - 1]);
        first.1 + (value - first.0) / (last.0 - first.0) * (last.1 - first.1)
    }

    fn middle_of(&self, year: u16) -> f64 {
        let label = format!("R{}", year - 2018);
        self.years.iter().find(|(other, _)| *other == label).map_or(f64::NAN, |(_, x)| *x)
    }
}

/// A chart's label omits the space before a bracket, but the grammar of a cell needs it.
fn spaced(label: &str) -> String {
    label.replacen("年度", "年度 ", usize::from(label.starts_with('対'))).replacen('(', " (", 1)
}

fn looks(mark: &Mark, cell: &Cell, level: &Reading) -> bool {
    match (level.comparator, cell.role) {
        ("~", _) => mark.class == "zone",
        ("=", "target") => mark.class == "aim",
        ("=", _) => mark.class == "mark",
        _ => mark.class == "arrow",
    }
}

fn sentence(group: &[Row], figure: &Figure, years: (u16, u16), say: &mut impl FnMut(String)) {
    let mut rest = figure.sentence.as_str();
    for (at, row) in group.iter().enumerate() {
        // Each series has its part, from its name to the next.
        let own = match group.get(at + 1) {
            Some(next) => rest.split_once(&format!("{}: ", next.series)).map(|(own, after)| {
                rest = after;
                own
            }),
            None => Some(rest),
        };
        let own = own.unwrap_or_else(|| panic!("{} names no {}", figure.sentence, group[at + 1].series));
        let own = own.trim_start_matches(&format!("{}: ", row.series));
        for cell in &row.cells {
            if !is_said(own, row, cell, years) {
                say(format!("「{own}」 does not say {:?} {}", cell.year, cell.printed));
            }
        }
        let without_years =
            (years.0..=years.1).rev().fold(own.to_owned(), |text, year| text.replace(&said_year(year), ""));
        for number in numbers(&without_years).filter(|number| !is_known(row, number)) {
            say(format!("「{own}」 says {number}, which is in no cell"));
        }
        for wrong in wrong_ways(row, own) {
            say(format!("「{own}」 says {wrong}"));
        }
        for wrong in wrong_about_the_package(row, own, years.1) {
            say(format!("「{own}」 {wrong}"));
        }
        let has_actual = group.iter().any(|row| row.cells.iter().any(|cell| cell.role == "actual"));
        // Both cities have actuals for all indicators or for none: the page says it once.
        if own.contains("実績は資料にありません") || own.contains("実績") && !has_actual {
            say(format!("「{own}」 is wrong about actuals"));
        }
    }
}

/// Whether the sentence contains a cell, with its year.
fn is_said(sentence: &str, row: &Row, cell: &Cell, years: (u16, u16)) -> bool {
    let text = match cell.readings.as_slice() {
        // The part of the unit that the column cut off: 600百万 of 百万円.
        [one] if one.unit == row.unit && cell.printed.ends_with("百万") => format!("{}円", cell.printed),
        [] => cell.printed.replace('\n', "、"),
        _ => cell.printed.replace([' ', '\n'], ""),
    };
    let Some(year) = cell.year else {
        return sentence.contains(&format!("{}{text}（年度の記載なし）", cell.label));
    };
    if cell.is_dash() {
        // 令和5年度、令和6年度、令和8年度は目標なし（「-」）。
        let printed = format!("は目標なし（「{}」）", cell.printed);
        let sentences = sentence.split_inclusive('。').filter_map(|one| one.split_once(&printed));
        return sentences.into_iter().any(|(before, _)| said_years(before, years).0.contains(&year));
    }
    if cell.readings.is_empty() {
        // 令和6年度: 全決裁の3分の1を超えた。
        return sentence.contains(&format!("{}: {text}", said_year(year)));
    }
    let own: Vec<&Cell> = row.cells.iter().filter(|other| other.role == cell.role).collect();
    let is = |end: Option<&&Cell>| end.is_some_and(|end| std::ptr::eq(*end, cell));
    let (first, last) = (is(own.first()), is(own.last()));
    let between = match cell.role {
        // 8.4%（令和3年度）→ 目標38.0%（令和9年度）。
        "target" => !last && sentence.contains("→ 目標") && goes_one_way(row),
        "actual" => !first && !last && sentence.contains("ました。"),
        _ => false,
    };
    between || is_valued(sentence, cell, &text, years)
}

/// Whether the sentence has the text as a whole value with its year, and the day inside the year, in brackets.
fn is_valued(sentence: &str, cell: &Cell, text: &str, years: (u16, u16)) -> bool {
    let day = match cell.label.as_str() {
        "4.1現在" => "4月1日現在",
        label => label.trim_start_matches("年度"),
    };
    let name = |before: &str| match cell.role {
        "target" => before.contains("目標"),
        "actual" => !before.contains("目標") || before.contains("実績"),
        _ => !before.contains("目標") && !before.contains("実績"),
    };
    sentence.match_indices(&format!("{text}（")).any(|(at, found)| {
        let before = &sentence[..at];
        let inside = sentence[at + found.len()..].split('）').next().unwrap();
        let own = before.rsplit('。').next().unwrap();
        let every_year = cell.role == "target" && inside == "毎年度";
        let (said, rest) = said_years(inside, years);
        !before.ends_with(|c: char| c.is_ascii_digit() || [',', '.'].contains(&c))
            && name(own)
            && (every_year || said.contains(&cell.year.unwrap()) && rest == day)
    })
}

/// The years that a list names, and what is behind each of them: 令和5年度末 and 令和6年度末 leave 末.
fn said_years(list: &str, years: (u16, u16)) -> (Vec<u16>, String) {
    let mut said = Vec::new();
    let mut rest = String::new();
    for part in list.trim_end_matches("とも").split(['、', 'と']) {
        let ends: Vec<u16> = (years.0..=years.1).filter(|year| part.contains(&said_year(*year))).collect();
        let (Some(first), Some(last)) = (ends.first(), ends.last()) else {
            rest = part.to_owned();
            continue;
        };
        said.extend(*first..=*last);
        if first == last {
            rest = part.replace(&said_year(*first), "");
        }
    }
    (said, rest)
}

/// Whether the targets only rise or only fall from the baseline.
fn goes_one_way(row: &Row) -> bool {
    let cells =
        row.cells.iter().filter(|cell| ["baseline", "target"].contains(&cell.role) && !cell.is_dash());
    let levels: Vec<f64> = cells.filter_map(|cell| cell.readings.first()).map(Reading::number).collect();
    levels.is_sorted() || levels.iter().rev().is_sorted()
}

/// Errors in the sentence about targets that were assigned by rule, and about a missing unit. `last` is the plan's
/// last year.
fn wrong_about_the_package(row: &Row, sentence: &str, last: u16) -> Vec<String> {
    let mut wrong = Vec::new();
    let targets: Vec<u16> =
        row.cells.iter().filter(|cell| cell.role == "target").filter_map(|cell| cell.year).collect();
    // The plans have five years.
    let lost: Vec<String> = (last - 4..=last).filter(|year| !targets.contains(year)).map(said_year).collect();
    let doubt = "目標（年度は推定）";
    let without = format!("{}に当てた目標はありません。", lost.join("、"));
    if sentence.contains(doubt) != row.inferred || sentence.contains(&without) != row.inferred {
        wrong.push(format!("does not say 「{doubt}」 and 「{without}」, or should not"));
    }
    wrong
}

/// Words for "up" where the values go down, for "down" where they go up, and for either in the wrong order of years.
fn wrong_ways(row: &Row, sentence: &str) -> Vec<&'static str> {
    let ways = [
        ("actual", ["増えました", "上がりました"], ["減りました", "下がりました"]),
        ("target", ["増やす", "上げる"], ["減らす", "下げる"]),
    ];
    let mut wrong = Vec::new();
    for (role, up, down) in ways {
        let cells: Vec<&Cell> =
            row.cells.iter().filter(|cell| cell.role == role && !cell.readings.is_empty()).collect();
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
        let rise = last.readings[0].number() - first.readings[0].number();
        wrong.extend(up.into_iter().filter(|word| rise <= 0.0 && sentence.contains(word)));
        wrong.extend(down.into_iter().filter(|word| rise >= 0.0 && sentence.contains(word)));
        let offset = |cell: &Cell| cell.year.and_then(|year| sentence.find(&said_year(year)));
        if role == "actual" && offset(first) > offset(last) {
            wrong.push("the last year before the first");
        }
    }
    wrong
}

fn numbers(sentence: &str) -> impl Iterator<Item = String> {
    let parts = sentence.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    parts.map(|part| part.trim_matches([',', '.']).to_owned()).filter(|part| !part.is_empty())
}

/// A number of a sentence must be in a cell, or be the difference between two cells of one role.
fn is_known(row: &Row, number: &str) -> bool {
    // A day, 4.1, is said as a month and a day.
    let days = row.cells.iter().flat_map(|cell| cell.label.split('.'));
    let mut printed = row.cells.iter().map(|cell| cell.printed.as_str()).chain(days).flat_map(numbers);
    let value: f64 = number.replace(',', "").parse().unwrap();
    let levels = |role: &str| -> Vec<f64> {
        let cells = row.cells.iter().filter(|cell| cell.role == role);
        cells.filter_map(|cell| cell.readings.first()).map(Reading::number).collect()
    };
    let (targets, actuals) = (levels("target"), levels("actual"));
    let mut steps: Vec<f64> = targets.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.extend(actuals.first().zip(actuals.last()).map(|(first, last)| last - first));
    printed.any(|other| other == number) || steps.iter().any(|step| (step.abs() - value).abs() < 1e-9)
}
