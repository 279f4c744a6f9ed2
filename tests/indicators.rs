//! For every row of 指標 of both cities, chart, table, sentence and open data agree. The oracle is the package's CSV,
//! read by the test's own code. `indicators/compare.rs` has the rules of what each source contains.

#[path = "indicators/compare.rs"]
mod compare;
#[path = "indicators/markup.rs"]
mod markup;
#[path = "indicators/package.rs"]
mod package;
#[path = "indicators/page.rs"]
mod page;

use std::path::Path;

use machi_plan::locale::JA;
use machi_plan::plan::Plan;
use machi_plan::selection::{Prepared, View, ViewState};
use machi_plan::view::{FragmentOptions, fragment};

/// The city, its rows of 指標, its charts, and the years that the charts share.
const CITIES: [(&str, usize, usize, (u16, u16)); 2] =
    [("yamaguchi", 53, 50, (2021, 2027)), ("okayama", 83, 10, (2021, 2025))];

struct Sources {
    rows: Vec<package::Row>,
    html: String,
    values: Vec<compare::Record>,
    years: (u16, u16),
}

impl Sources {
    fn of(city: &str, years: (u16, u16)) -> Sources {
        let plan = plan(city);
        let values = open_data(&plan);
        let state = ViewState { view: View::Indicators, ..ViewState::default() };
        let options = FragmentOptions { state, ..FragmentOptions::default() };
        let html = fragment(&Prepared::new(plan), "", &JA, &options).into_string();
        Sources { rows: package::rows(city), html, values, years }
    }

    fn differences(&self) -> Vec<String> {
        compare::differences(&self.rows, &page::figures(&self.html), &self.values, self.years)
    }
}

fn plan(city: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    let files = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    machi_plan::package::read_files(files).0
}

/// The rows of `values.csv`, without the id of the plan.
fn open_data(plan: &Plan) -> Vec<compare::Record> {
    let files = machi_plan::export::open_data(plan);
    let file = files.iter().find(|file| file.name == "values.csv").unwrap();
    let mut reader = csv::Reader::from_reader(file.bytes.as_slice());
    reader.records().map(|row| row.unwrap().iter().skip(1).map(str::to_owned).collect()).collect()
}

#[test]
fn chart_table_sentence_and_open_data_say_the_same_for_every_row() {
    for (city, rows, charts, years) in CITIES {
        let sources = Sources::of(city, years);
        assert_eq!(sources.rows.len(), rows, "{city}");
        let figures = page::figures(&sources.html);
        assert_eq!(figures.iter().filter(|figure| figure.chart.is_some()).count(), charts, "{city}");
        let found = sources.differences();
        assert!(found.is_empty(), "{city}:\n{}", found.join("\n"));
    }
}

/// An error in one source is found. Each is tried in one row.
#[test]
fn a_source_that_differs_is_found() {
    let spoilt = |from: &str, to: &str, where_: &str| {
        let mut sources = Sources::of("yamaguchi", (2021, 2027));
        assert!(sources.html.contains(from), "{from}");
        sources.html = sources.html.replacen(from, to, 1);
        let found = sources.differences();
        assert!(found.iter().all(|what| what.starts_with("18.1 ")) && !found.is_empty(), "{from}: {found:?}");
        assert!(found.iter().any(|what| what.contains(where_)), "{from}: {found:?}");
    };
    spoilt("<title>令和5年度 目標値 17.0%", "<title>令和5年度 目標値 17.1%", "no point for 令和5年度 17.0%");
    spoilt("<title>令和5年度 目標値 17.0%", "<title>令和6年度 目標 17.0%", "a point of no cell");
    spoilt(">17.0%</td>", ">17.1%</td>", "table");
    spoilt("令和5年度の17.0%から、", "令和5年度の17.5%から、", "says 17.5");
    spoilt("<p>8.4%（令和3年度）", "<p>8.4%（令和4年度）", "does not say Some(2021) 8.4%");
    spoilt("毎年度5〜6ポイント", "毎年度5〜7ポイント", "says 7");
    spoilt("ずつ上げる計画", "ずつ下げる計画", "says 下げる");
    spoilt("目標38.0%（令和9年度）", "目標39.0%（令和9年度）", "does not say Some(2027) 38.0%");
    let mut sources = Sources::of("yamaguchi", (2021, 2027));
    let value = sources.values.iter_mut().find(|value| value[1] == "18.1" && value[3] == "2025").unwrap();
    value[8] = "27.5".to_owned();
    assert!(sources.differences()[0].starts_with("18.1 キオスク端末での証明書発行割合: open data"));
    sources.values[0][3] = "2023".to_owned();
    assert!(sources.differences()[0].starts_with("1.1 "));
}

#[test]
fn a_doubt_a_day_or_a_missing_unit_that_is_not_said_is_found() {
    for ((city, _, _, years), from, id) in [
        (
            CITIES[0],
            "令和8年度に当てた目標はありません。令和5年度から令和7年度までは目標なし（「—」）。</p>",
            "2.1 ",
        ),
        (CITIES[0], "令和9年度に当てた目標はありません。", "2.2 "),
        (CITIES[0], "89.9%（年度の記載なし）", "39.1 "),
        (CITIES[1], "、4月1日現在", "4-1-2.1 "),
        (CITIES[1], "末時点", "2-1-4.1 "),
    ] {
        let mut sources = Sources::of(city, years);
        // In the paragraph, not in the chart's own copy of it.
        let at = sources.html.match_indices(from).map(|(at, _)| at).find(|&at| {
            let before = &sources.html[..at];
            before.rfind("<p>") > before.rfind("<desc")
        });
        let at = at.unwrap_or_else(|| panic!("{from}"));
        sources.html.replace_range(at..at + from.len(), if from.ends_with("</p>") { "</p>" } else { "" });
        let found = sources.differences();
        assert!(!found.is_empty() && found.iter().all(|what| what.starts_with(id)), "{from}: {found:?}");
    }
}

#[test]
fn a_point_at_a_wrong_position_is_found() {
    let mut sources = Sources::of("yamaguchi", (2021, 2027));
    let mark = "<title>令和5年度 目標値 17.0%";
    let at = sources.html.find(mark).unwrap();
    let circle = sources.html[..at].rfind("cy=\"").unwrap();
    let end = circle + 4 + sources.html[circle + 4..].find('"').unwrap();
    sources.html.replace_range(circle + 4..end, "60");
    let found = sources.differences();
    assert!(found.len() == 1 && found[0].contains("is at"), "{found:?}");
}
