//! 指標 as rows, over all three plans: what the page shows is what the package has, and charts of one unit are drawn on one
//! axis. The oracle is the CSV, read by the test's own code.

#[path = "indicators/markup.rs"]
#[allow(dead_code, reason = "charts are read with more of it")]
mod markup;

use std::collections::BTreeMap;
use std::path::Path;

use machi_plan::locale::JA;
use machi_plan::plan::Plan;
use machi_plan::selection::{Prepared, ViewState, selection};
use machi_plan::view::{FragmentOptions, fragment};
use markup::Element;

const CITIES: [&str; 3] = ["okayama", "yamaguchi", "sample"];

type Row = BTreeMap<String, String>;

fn folder(city: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city)
}

fn prepared(city: &str) -> Prepared {
    let files = std::fs::read_dir(folder(city)).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    let files = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let plan: Plan = machi_plan::package::read_files(files).0;
    Prepared::new(plan)
}

fn page(prepared: &Prepared, state: &[(&str, &str)]) -> Element {
    let state = ViewState::of(&[&[("view", "indicators")], state].concat());
    let options = FragmentOptions { state, ..FragmentOptions::default() };
    Element::parse(&fragment(prepared, "", &JA, &options).into_string())
}

/// The rows of 指標, by their ids.
fn rows(city: &str) -> BTreeMap<String, Row> {
    let text = std::fs::read(folder(city).join("indicators.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text));
    let heads = reader.headers().unwrap().clone();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let row = heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect::<Row>();
        (row["指標ID"].clone(), row)
    });
    rows.collect()
}

/// The cells of a role in the order of years, without blanks and dashes.
fn cells<'a>(row: &'a Row, role: &str) -> Vec<&'a str> {
    let heads = row.keys().filter(|head| head.strip_prefix(role).is_some_and(|rest| rest.starts_with('R')));
    let filled = |cell: &&str| !cell.trim().is_empty() && !["-", "—", "－", "―"].contains(&cell.trim());
    heads.map(|head| row[head].as_str()).filter(filled).collect()
}

/// A plain number in the unit of its row: thousandths, and how many decimals are printed.
fn number(cell: &str, unit: &str) -> Option<(i64, usize)> {
    let bracketed =
        cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).map(|inside| format!("-{inside}"));
    let plain = bracketed
        .as_deref()
        .unwrap_or(cell)
        .trim()
        .replace(',', "")
        .replace(['▲', '△'], "-")
        .replace('％', "%")
        .replace("m2", "㎡");
    let end = plain.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(plain.len());
    let (digits, rest) = plain.split_at(end);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = unit.starts_with(rest) || rest.is_empty();
    let thousandths = format!("{whole}{part:0<3}").parse().ok()?;
    is_plain.then_some((thousandths, part.len()))
}

/// The difference that a row shows: of the last two actuals, or of the last target and the baseline.
fn expected(row: &Row) -> Option<String> {
    let unit = row["単位"].as_str();
    let (actuals, targets) = (cells(row, "実績"), cells(row, "目標"));
    let (from, to) = match actuals.as_slice() {
        [.., from, to] => (*from, *to),
        _ => (row["基準値"].as_str(), *targets.last()?),
    };
    if row.get("区切り").is_some_and(|breaks| !breaks.is_empty()) {
        return None;
    }
    let (from, to) = (number(from, unit)?, number(to, unit)?);
    let decimals = from.1.min(to.1);
    let by = to.0 - from.0;
    let step = 10_i64.pow(3 - decimals as u32);
    let size = (by.abs() + step / 2) / step;
    let digits = format!("{size:0>width$}", width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    let point = if part.is_empty() { "" } else { "." };
    let unit = if unit == "%" { "pt" } else { unit };
    Some(match by.signum() {
        0 => "同じ".to_owned(),
        sign => format!("{}{whole}{point}{part}{unit}", if sign > 0 { "+" } else { "-" }),
    })
}

#[test]
fn every_difference_in_a_row_is_that_of_two_printed_cells() {
    let mut shown = Vec::new();
    for city in CITIES {
        let (page, rows) = (page(&prepared(city), &[]), rows(city));
        let mut count = 0;
        for figure in page.of_class("machi-plan-figure") {
            let first = &rows[figure.attribute("data-indicator")];
            let mut series = rows
                .values()
                .filter(|row| row["取組ID"] == first["取組ID"] && row["指標名"] == first["指標名"]);
            for line in figure.of_class("machi-plan-row") {
                let name = line.named("span").first().map_or(String::new(), |name| name.text());
                let row = series.find(|row| row["系列"] == name).unwrap();
                let found = line.named("strong").first().map(|by| by.text());
                // Before it the page says of which two values it is, behind it which direction is good.
                let found = found.map(|by| {
                    by.rsplit(": ")
                        .find(|part| part.contains(['+', '-', '同']))
                        .unwrap_or_default()
                        .to_owned()
                });
                let found = found.map(|by| by.split(' ').next().unwrap_or_default().replace(',', ""));
                assert_eq!(found, expected(row), "{city} {}", row["指標ID"]);
                count += usize::from(found.is_some());
            }
        }
        shown.push(count);
    }
    assert_eq!(shown, [10, 34, 18]);
}

#[test]
fn every_number_that_stands_alone_is_the_only_printed_value_of_its_row() {
    let mut shown = Vec::new();
    for city in CITIES {
        let (page, rows) = (page(&prepared(city), &[]), rows(city));
        let tiles = page.of_class("machi-plan-tile");
        for tile in &tiles {
            let row = &rows[tile.attribute("data-indicator")];
            let value = tile.named("strong")[0].text();
            let printed: Vec<&str> =
                [cells(row, "目標"), cells(row, "実績"), vec![row["基準値"].as_str()]].concat();
            let printed: Vec<&str> = printed.into_iter().filter(|cell| !cell.is_empty()).collect();
            assert!(
                !printed.is_empty() && printed.iter().all(|cell| *cell == printed[0]),
                "{city} {printed:?}"
            );
            // The page leaves out a space that only broke a line.
            let printed = printed[0].replace(' ', "");
            let with_unit = format!("{printed}{}", row["単位"]);
            assert!([&printed, &with_unit].contains(&&value), "{city} {value} of {printed}");
            // Its year is behind it.
            assert!(
                tile.text().contains(&format!("{value}（令和"))
                    || tile.text().contains(&format!("{value}（毎年度）"))
                    || tile.text().contains(&format!("{value}（年度の記載なし）")),
                "{}",
                tile.text()
            );
        }
        shown.push(tiles.len());
    }
    assert_eq!(shown, [68, 12, 0]);
}

/// The labels of an axis of values in a chart.
fn ticks(chart: &Element) -> Vec<String> {
    let ticks = chart.of_class("machi-plan-chart-tick");
    ticks.iter().filter(|tick| tick.attribute("text-anchor") == "end").map(|tick| tick.text()).collect()
}

#[test]
fn charts_of_one_unit_in_an_item_have_one_axis_and_that_of_counts_begins_at_zero() {
    for city in CITIES {
        let page = page(&prepared(city), &[]);
        let mut elsewhere = 0;
        for item in page.of_class("machi-plan-item") {
            let mut axes: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for chart in item.of_class("machi-plan-chart") {
                let said =
                    chart.of_class("machi-plan-chart-unit").first().map_or(String::new(), |unit| unit.text());
                let unit = said.split('（').next().unwrap().to_owned();
                let ticks = ticks(chart);
                let number =
                    |tick: &String| tick.replace(',', "").replace(['▲', '△'], "-").parse::<f64>().unwrap();
                let start = number(&ticks[0]);
                assert_eq!(
                    said.contains(&format!("（目盛りは{}から）", ticks[0])),
                    start > 0.0,
                    "{city} {said} {ticks:?}"
                );
                assert!(start <= 0.0 || unit == "%", "{city} {unit} {ticks:?}");
                elsewhere += usize::from(start > 0.0);
                let axis = axes.entry(unit.clone()).or_insert_with(|| ticks.clone());
                assert_eq!(*axis, ticks, "{city} {} {unit}", item.attribute("data-item"));
            }
            // The heads of the rows have the same labels, and no unit has two heads next to each other.
            for scaled in item.of_class("machi-plan-scaled") {
                let head = scaled.of_class("machi-plan-scale")[0];
                let labels: Vec<String> = head.named("text").iter().map(|text| text.text()).collect();
                let charts = scaled.of_class("machi-plan-chart");
                assert!(!charts.is_empty());
                for chart in charts {
                    assert_eq!(ticks(chart), labels, "{city}");
                }
            }
        }
        assert!(elsewhere > 0, "{city}: no percentage begins elsewhere");
    }
}

#[test]
fn a_trend_is_counted_and_leaves_the_items_and_the_figures_that_have_it() {
    let counts = |city: &str| {
        let facets = selection(&prepared(city), &ViewState::default()).facets;
        let facet = facets.into_iter().find(|facet| facet.spec.key == "trend").unwrap();
        let told = facet.values.iter().map(|value| format!("{} {}", value.value, value.count.items));
        told.collect::<Vec<_>>().join(", ")
    };
    // By a script of the test's author over the CSV files; a repost is not counted beside its original.
    assert_eq!(counts("okayama"), "up 2, same 1, down 1, incomparable 21");
    assert_eq!(counts("yamaguchi"), "up 21, same 7, down 3, incomparable 13");
    let okayama = prepared("okayama");
    let seen = |state: &[(&str, &str)]| {
        let page = page(&okayama, state);
        let is_shown = |of: &&Element| of.attribute("hidden").is_empty();
        let items = page.of_class("machi-plan-item").into_iter().filter(is_shown);
        let figures = items.flat_map(|item| item.of_class("machi-plan-figure")).filter(is_shown);
        figures.map(|figure| figure.attribute("data-indicator").to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(seen(&[("trend", "up")]), "1-1-3a.4 1-1-3a.9 4-1-2.1");
    assert_eq!(
        seen(&[("trend", "same,down"), ("q", "収納")]),
        "1-1-3a.1 1-1-3a.2 1-1-3a.3 1-1-3a.5 1-1-3a.6 1-1-3a.7 1-1-3a.8"
    );
    assert_eq!(seen(&[("trend", "up"), ("indicator", "1-1-3a.4,1-1-3a.5")]), "1-1-3a.4");
    assert_eq!(seen(&[("trend", "x")]).split(' ').count(), 83);
}

#[test]
fn the_charts_of_indicators_that_are_named_are_open_and_no_others() {
    let prepared = prepared("yamaguchi");
    let open = |state: &[(&str, &str)]| {
        let page = page(&prepared, state);
        let shown = page
            .of_class("machi-plan-figure")
            .into_iter()
            .filter(|figure| figure.attribute("hidden").is_empty());
        let open = shown.filter(|figure| {
            figure.named("details").iter().any(|details| !details.attribute("open").is_empty())
        });
        open.map(|figure| figure.attribute("data-indicator").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(open(&[("indicator", "19.1")]), ["19.1"]);
    assert_eq!(open(&[]), [""; 0]);
}
