//! Every cell of みほん市, read from its files without our own reader, beside the page: what a city writes is shown, in the
//! place that it belongs to.
//!
//! A row of an item is looked for on the page of that item alone, any other row in all views. Values, ratings, results and
//! changes are looked for in the very cell or paragraph of their year.

#[path = "cells/page.rs"]
mod page;

use std::collections::BTreeSet;
use std::path::Path;

use page::{Pages, between, squeezed, text};

/// The columns that the page does not show as they are, each with the reason. `*` is every column of a table.
const NOT_SHOWN: [(&str, &str, &str); 9] = [
    ("plan", "項目", "the heads of the format"),
    ("plan", "計画ID", "an id, on the root of the page and in open data"),
    ("indicators", "指標ID", "an id; the page has the name"),
    ("ratings", "指標ID", "an id; the page has the name"),
    ("indicators", "読み取り", "an instruction; the page marks what is inferred"),
    ("schedule", "読み取り", "an instruction; the page marks what is inferred"),
    ("statuses", "段階", "an instruction for facets"),
    ("tables", "表ID", "an id; the page has the title"),
    ("tables", "図", "an instruction; the page has the chart"),
];

/// The rows that the page does not show, by a cell.
const ROWS_NOT_SHOWN: [(&str, &str, &str); 2] = [
    ("corrections", "確認済み", "a confirmed cell is in no list of corrections"),
    ("departments", "行政経営課", "a department without any item has no page"),
];

/// A row as heads and cells.
type Row = Vec<(String, String)>;

fn rows(table: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/sample/{table}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |cells: csv::StringRecord| {
        heads.iter().cloned().zip(cells.iter().map(str::to_owned)).collect::<Row>()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn cell<'a>(row: &'a Row, head: &str) -> &'a str {
    row.iter().find(|(of, _)| of == head).map_or("", |(_, cell)| cell)
}

fn tables() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// The parts of a cell that the page shows apart.
fn parts(table: &str, head: &str, cell: &str) -> Vec<String> {
    let plain = |text: &str| vec![text.to_owned()];
    match (table, head) {
        ("items" | "outline", "担当部署") => {
            cell.split('、').map(|name| name.trim_start_matches("(主)").to_owned()).collect()
        }
        // A 、 after a backslash is inside a value.
        ("items", "分類") => {
            let cell = cell.replace("\\、", "\u{1}");
            let parts = cell.split('、').flat_map(|tag| tag.split(':'));
            parts.map(|part| part.replace('\u{1}', "、")).collect()
        }
        ("items", "重点") | ("changes", "後継ID") => cell.split('、').map(str::to_owned).collect(),
        ("items", "内容") => plain(&cell.replace("案内を充実し", "案内を充実させ")),
        // The table of ratings has R7 as heads.
        ("items" | "results", "年度" | "開始" | "終了") => plain(&page::full_year(cell)),
        ("plan", "開始年度" | "終了年度" | "実績年度") => plain(&page::full_year(cell)),
        ("indicators", "区切り") => cell.splitn(2, ' ').map(page::year_word).collect(),
        ("indicators", "再掲元") => plain(cell.rsplit_once('.').unwrap().0),
        ("changes", "年度") => plain(&page::year_word(cell)),
        ("changes", "ID") => plain(&page::name_of(cell)),
        ("plan", "階層名") => cell.split('>').map(str::to_owned).collect(),
        (table, head) if table.starts_with("table-") && head.contains('>') => plain(cell),
        // A dot before an entry is layout.
        ("schedule", _) => cell.lines().map(|line| line.trim().trim_start_matches('・').to_owned()).collect(),
        _ => cell.lines().map(|line| line.trim().to_owned()).collect(),
    }
}

/// The exception for a cell.
fn exception(table: &str, row: &Row, head: &str) -> Option<usize> {
    let key = cell(row, "項目");
    NOT_SHOWN
        .iter()
        .position(|(of, column, _)| *of == table && (*column == head || *column == key && head == "値"))
}

#[test]
fn every_cell_of_the_sample_is_on_its_page() {
    let pages = Pages::new();
    let mut missing = Vec::new();
    let mut used = BTreeSet::new();
    let mut looked_up = 0;
    for table in tables() {
        for (at, row) in rows(&table).iter().enumerate() {
            let is_left_out =
                |(of, text, _): &(&str, &str, &str)| *of == table && row.iter().any(|(_, cell)| cell == text);
            if let Some(at) = ROWS_NOT_SHOWN.iter().position(is_left_out) {
                used.insert((ROWS_NOT_SHOWN[at].0, ROWS_NOT_SHOWN[at].1));
                continue;
            }
            for (head, printed) in row.iter().filter(|(_, printed)| !printed.trim().is_empty()) {
                if let Some(at) = exception(&table, row, head) {
                    used.insert((NOT_SHOWN[at].0, NOT_SHOWN[at].1));
                    continue;
                }
                let head = if head == "値" { cell(row, "項目") } else { head };
                for part in parts(&table, head, printed) {
                    looked_up += 1;
                    if !pages.of(cell(row, "取組ID")).contains(&squeezed(&part)) {
                        missing.push(format!("{table} {} {head}: {part}", at + 2));
                    }
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    assert!(looked_up > 1_500, "{looked_up}");
    let listed =
        NOT_SHOWN.iter().chain(&ROWS_NOT_SHOWN).map(|(table, column, _)| (*table, *column)).collect();
    assert_eq!(used, listed, "an exception for nothing");
}

#[test]
fn every_value_is_in_the_cell_of_its_year_and_kind() {
    let pages = Pages::new();
    let mut found = 0;
    for row in rows("indicators") {
        let (item, name) = (cell(&row, "取組ID"), cell(&row, "指標名"));
        let table = page::values(pages.html(item), name);
        for (head, printed) in row.iter().filter(|(_, printed)| !printed.is_empty()) {
            let kinds = [
                ("目標", "目標値"),
                ("実績", "実績値"),
                ("見込", "見込値"),
                ("達成率", "達成率"),
                ("累計", "累計"),
            ];
            let of = kinds.iter().find_map(|(head_of, kind)| Some((head.strip_prefix(head_of)?, *kind)));
            let of = of.or((head == "基準値").then(|| (cell(&row, "基準年度"), "現状値")));
            let Some((year, kind)) = of.filter(|(year, _)| year.starts_with('R')) else { continue };
            let column = [cell(&row, "系列"), " ", kind].concat().trim().to_owned();
            let as_of = cell(&row, "時点");
            let column = if kind == "実績値" && !as_of.is_empty() {
                format!("{column}（{as_of}）")
            } else {
                column
            };
            found += 1;
            let said = |printed: &str| {
                if printed == "—" { "—（横線）".to_owned() } else { printed.to_owned() }
            };
            assert_eq!(
                table.get(&(year.to_owned(), column.clone())),
                Some(&said(printed)),
                "{item} {name} {year} {column}"
            );
        }
    }
    assert!(found > 200, "{found}");
}

#[test]
fn every_rating_is_in_the_cell_of_its_year_rater_and_aspect() {
    let pages = Pages::new();
    for row in rows("ratings") {
        let item = cell(&row, "取組ID");
        let year = format!("title=\"{}\"", page::full_year(cell(&row, "年度")));
        let table = between(pages.html(item), "machi-plan-ratings", "</table>");
        let of_year = table.split("<tbody").find(|body| body.contains(&year)).unwrap();
        let by = format!("{}（{}）", cell(&row, "評価者"), cell(&row, "時期"));
        let is_indicator = !cell(&row, "指標ID").is_empty();
        let is_own = |line: &&str| {
            let head = text(between(line, "machi-plan-action\">", "</th>"));
            if is_indicator { head.contains("指標「") } else { head == by }
        };
        let line = of_year.split("<tr").find(is_own).unwrap_or_else(|| panic!("{row:?}"));
        let shown = between(line, &format!("data-label=\"{}\">", cell(&row, "観点")), "</td>");
        assert!(shown.contains(&format!("<b>{}</b>", cell(&row, "評価"))), "{row:?}: {shown}");
        assert!(shown.contains(cell(&row, "理由")), "{row:?}: {shown}");
    }
}

#[test]
fn every_result_is_below_the_head_of_its_year() {
    let pages = Pages::new();
    for row in rows("results") {
        let html = pages.html(cell(&row, "取組ID"));
        let head = format!("取組の実績 {}の欄", page::full_year(cell(&row, "年度")));
        let below = squeezed(&text(between(html, &format!(">{head}<"), "<h")));
        for (column, printed) in row.iter().skip(2) {
            for line in printed.lines() {
                let said = if column == "実績" { line.to_owned() } else { format!("{column}: {line}") };
                assert!(below.contains(&squeezed(&said)), "{row:?}: {below}");
            }
        }
    }
}

#[test]
fn every_change_has_its_date_its_words_and_its_reason_together() {
    let pages = Pages::new();
    let html = pages.html("changes");
    for row in rows("changes") {
        let date = cell(&row, "日付");
        let of_date = between(html, &format!(">{date}（"), "<h4");
        let parts = ["種類", "変更前", "変更後", "理由"].map(|head| squeezed(cell(&row, head)));
        let is_whole = |entry: &str| parts.iter().all(|part| squeezed(&text(entry)).contains(part));
        assert!(of_date.split("<li><p>").any(is_whole), "{row:?}");
    }
}

#[test]
fn a_grade_has_its_place_in_the_order_of_the_city() {
    let pages = Pages::new();
    let ratings = between(pages.html("2-2-2"), "machi-plan-ratings", "</table>");
    let place = |grade: &str| text(between(ratings, &format!("<b>{grade}</b>"), "</div>"));
    assert_eq!(place("順調"), " ○●○○○5段階の2番目");
    assert!(place("遅れ").starts_with(" ○○○●○5段階の4番目純損失が"));
    assert_eq!(place("C"), " ○○●○4段階の3番目");
    assert!(place("未達成").starts_with("目標▲40百万円"), "two grades need no places");
    // 状況 alone names no aspect; only 進捗 has these words.
    assert!(text(pages.html("1-2-2")).contains("状況: やや遅れ ○○●○○5段階の3番目"));
}
