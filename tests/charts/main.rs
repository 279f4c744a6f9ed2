//! The charts as a gallery: every case drawn and held against `tests/snapshots/charts`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test charts` rewrites the snapshots; read the difference before it is committed.

mod tables;

use std::collections::BTreeSet;
use std::path::Path;

use machi_plan::chart::{Cells, Figure, indicator_figure};
use machi_plan::locale::JA;
use machi_plan::plan::{FiscalYear, Indicator, Item, Plan, YearCell};

/// Yearly cells from R5 on; blank ones are left out, as they are when a package is read.
fn cells(printed: &str) -> Vec<YearCell> {
    let years = (2023..).map(FiscalYear);
    let cells =
        years.zip(printed.split('|')).map(|(year, cell)| YearCell { year, printed: cell.trim().into() });
    cells.filter(|cell| !cell.printed.is_empty()).collect()
}

/// A row: name, unit, baseline (`R3 8.4%`), targets and actuals from R5 on, divided by `|`.
fn row(name: &str, unit: &str, baseline: &str, targets: &str, actuals: &str) -> Indicator {
    let (year, value) = baseline.split_once(' ').unwrap_or((baseline, ""));
    Indicator {
        name: name.into(),
        unit: unit.into(),
        baseline_year: FiscalYear::parse(year),
        baseline: value.into(),
        targets: cells(targets),
        actuals: cells(actuals),
        ..Indicator::default()
    }
}

fn series(name: &str, row: Indicator) -> Indicator {
    Indicator { series: name.into(), ..row }
}

fn reference(name: &str, value: &str, row: Indicator) -> Indicator {
    Indicator { reference_name: name.into(), reference: value.into(), ..row }
}

const LONG: &str = "適正な事務処理の確保に向けた研修（各種事務研修・コンプライアンス研修等）を年2回以上開催し参加した職員の割合を高める取組の数値";

/// Name of the case, rows, expected sentence. Those whose name begins with `no-` draw nothing.
fn cases() -> Vec<(&'static str, Vec<Indicator>, &'static str)> {
    let kiosk = row("証明書発行割合", "%", "R3 8.4%", "17.0% | 22.0% | 27.0% | 32.0% | 38.0%", "");
    let leave = |name, baseline, targets| series(name, row("育児休業取得率", "%", baseline, targets, ""));
    vec![
        (
            "steps",
            vec![kiosk],
            "令和3年度8.4%から、令和9年度の目標38.0%へ。令和5年度の17.0%から、毎年度5〜6ポイントずつ上げる計画です。\
             実績は資料に記載がありません。",
        ),
        (
            "steps-and-actuals",
            vec![row(
                "受講者数",
                "人",
                "R3 8,655人",
                "25,000人 | 26,000人 | 27,000人 | 28,000人 | 29,000人",
                "21,300人 | 24,100人 | | 28,020人",
            )],
            "令和3年度8,655人から、令和9年度の目標29,000人へ。\
             令和5年度の25,000人から、毎年度1,000人ずつ増やす計画です。\
             令和5年度21,300人から令和8年度28,020人へ、6,720人増えました。",
        ),
        (
            "two-series",
            vec![
                leave("男性職員", "R3 6.7%", "- | - | 30.0% | - | 50.0%"),
                leave("女性職員", "R3 100.0%", "- | - | 100.0% | - | 100.0%"),
            ],
            "男性職員: 基準値は令和3年度の6.7%です。目標は令和7年度30.0%、令和9年度50.0%です。\
             令和5年度から令和6年度まで、令和8年度は目標値がありません（「-」）。\
             女性職員: 基準値は令和3年度の100.0%です。目標は令和7年度100.0%、令和9年度100.0%です。\
             令和5年度から令和6年度まで、令和8年度は目標値がありません（「-」）。\
             実績は資料に記載がありません。",
        ),
        (
            "last-year-only",
            vec![row("割合", "%", "R4 86.1%", "— | — | — | — | 90.0%", "")],
            "基準値は令和4年度の86.1%です。令和9年度の目標は90.0%です。\
             令和5年度から令和8年度までは目標値がありません（「—」）。実績は資料に記載がありません。",
        ),
        (
            "below",
            vec![reference("県内市平均", "89.9%", row("経常収支比率", "%", "R3 89.8%", "||||98.0%未満", ""))],
            "目標は令和9年度に98.0%未満です（令和3年度89.8%、県内市平均89.9%）。実績は資料に記載がありません。",
        ),
        (
            "at-least",
            vec![row("基金残高", "億円", "R3 206億円", "||||80億円以上", "")],
            "目標は令和9年度に80億円以上です（令和3年度206億円）。実績は資料に記載がありません。",
        ),
        (
            "at-least-every-year",
            vec![row("利用者数", "人", "", "3人以上|3人以上|3人以上|3人以上|3人以上", "4人 | 2人")],
            "毎年度、3人以上が目標です。令和5年度4人から令和6年度2人へ、2人減りました。",
        ),
        (
            "about",
            vec![row(
                "職員数",
                "人",
                "R3 1,700人",
                "1,700人程度|1,700人程度|1,700人程度|1,700人程度|1,700人程度",
                "",
            )],
            "基準値は令和3年度の1,700人です。毎年度、1,700人程度が目標です。実績は資料に記載がありません。",
        ),
        (
            "zero",
            vec![row("発生件数", "件", "R3 0件", "0件 | 0件 | 0件 | 0件", "")],
            "基準値は令和3年度の0件です。令和5年度から令和8年度まで、毎年度0件が目標です。実績は資料に記載がありません。",
        ),
        (
            "gaps",
            vec![row("整備数", "館", "", "1 | - | - | 1 | -", "1 | | 0 | 2")],
            "目標は令和5年度1館、令和8年度1館です。\
             令和6年度から令和7年度まで、令和9年度は目標値がありません（「-」）。\
             令和5年度1館から令和8年度2館へ、1館増えました。",
        ),
        (
            "unit-cut-off",
            vec![row("寄附金額", "百万円", "R3 444百万円", "600百万|600百万|650百万|650百万|700百万", "")],
            "令和3年度444百万円から、令和9年度の目標700百万円へ。実績は資料に記載がありません。",
        ),
        (
            "second-value",
            vec![row(
                "取得日数",
                "日",
                "R3 10.8日",
                "-|-|対令和3年度 10.0%増加 (11.9日)|-|対令和3年度 20.0%増加 (13.0日)",
                "",
            )],
            "基準値は令和3年度の10.8日です。目標は令和7年度に対令和3年度10.0%増加(11.9日)、令和9年度に対令和3年度20.0%増加(13.0日)です。\
             令和5年度から令和6年度まで、令和8年度は目標値がありません（「-」）。実績は資料に記載がありません。",
        ),
        (
            "actuals-equal",
            vec![row("収納率", "%", "", "", "99.4% | 99.4%")],
            "令和5年度、令和6年度とも99.4%です。",
        ),
        (
            "actuals-fall",
            vec![row("収納率", "%", "", "", "94.28% | 93.96%")],
            "令和5年度94.28%から令和6年度93.96%へ、0.32ポイント下がりました。",
        ),
        (
            "html",
            vec![
                series(
                    "<script>alert(1)</script>",
                    reference(
                        "\"><img src=x onerror=alert(1)>",
                        "2<b>",
                        row("<script>alert(\"'&\")</script>", "<i>", "R3 1<i>", "2<i>", ""),
                    ),
                ),
                series("b", row("", "<i>", "R4 3<i>", "||1<i>", "")),
            ],
            "<script>alert(1)</script>: 目標は令和5年度に2<i>です（令和3年度1<i>、\"><img src=x onerror=alert(1)>2<b>）。\
             b: 基準値は令和4年度の3<i>です。令和7年度の目標は1<i>です。実績は資料に記載がありません。",
        ),
        (
            "long-names",
            vec![
                series(LONG, row(LONG, "%", "R3 92.3%", "92.5%|92.5%|93.0%|93.0%|93.5%", "")),
                series("短い名", row(LONG, "%", "R3 92.4%", "92.5%|92.6%|93.0%|93.1%|93.5%", "")),
            ],
            "",
        ),
        (
            "no-relative",
            vec![row("時間", "%", "", &["対前年度 3%削減"; 5].join("|"), "")],
            "毎年度、対前年度3%削減が目標です。実績は資料に記載がありません。",
        ),
        ("no-single-value", vec![row("残高", "億円", "", "", "|394億円")], "令和6年度は394億円です。"),
        (
            "no-words",
            vec![row("広報紙の発行", "部", "", "検討 | 実施", "|月290,000部以内×12カ月")],
            "令和5年度の目標: 検討。令和6年度の目標: 実施。令和6年度: 月290,000部以内×12カ月。",
        ),
        (
            "no-units-joined",
            vec![row("数", "人", "R3 3人", "4% | 5団体", "")],
            "基準値は令和3年度の3人です。目標は令和5年度4%、令和6年度5団体です。実績は資料に記載がありません。",
        ),
    ]
}

/// The years that the charts of a plan share.
const AXIS: (FiscalYear, FiscalYear) = (FiscalYear(2021), FiscalYear(2027));

fn figure(rows: &[Indicator]) -> Figure<'_> {
    let rows: Vec<&Indicator> = rows.iter().collect();
    indicator_figure(&rows, (2023..=2027).map(FiscalYear), AXIS, &JA, "case")
}

/// Every case with its drawing, those of tables too.
fn drawings() -> Vec<(&'static str, Option<String>)> {
    let indicators = cases().into_iter().map(|(name, rows, _)| (name, figure(&rows).svg));
    let tables =
        tables::cases().into_iter().map(|(name, table)| (name, tables::figure(&table).map(|f| f.svg)));
    indicators.chain(tables).collect()
}

#[test]
fn charts_look_as_their_snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/charts");
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut changed = Vec::new();
    let mut known = BTreeSet::new();
    for (name, svg) in drawings() {
        assert_eq!(svg.is_none(), name.starts_with("no-"), "{name}");
        let Some(svg) = svg else { continue };
        let path = folder.join(format!("{name}.svg"));
        known.insert(path.clone());
        if update {
            std::fs::write(&path, svg).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != svg {
            // Beside the old one, to be looked at; ignored by git.
            std::fs::write(path.with_extension("svg.new"), svg).unwrap();
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "differs from its snapshot, see the .svg.new beside it: {changed:?}");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_snapshot = path.extension().is_some_and(|extension| extension == "svg");
        assert!(!is_snapshot || known.contains(&path), "a snapshot without a case: {}", path.display());
    }
}

#[test]
fn sentences_say_what_the_cells_say() {
    for (name, rows, sentence) in cases() {
        if !sentence.is_empty() {
            assert_eq!(figure(&rows).sentence, sentence, "{name}");
        }
    }
}

/// A snapshot that was rewritten without a look would hide a chart that stands on its head.
#[test]
fn later_years_stand_further_right_and_larger_values_higher() {
    let row = row("割合", "%", "R3 1%", "2%|3%|4%", "");
    let svg = figure(std::slice::from_ref(&row)).svg.unwrap();
    let values = |name: &str| -> Vec<f64> {
        let of_name = attributes(&svg).into_iter().filter(|attribute| attribute.0 == name);
        of_name.map(|(_, value)| value.parse().unwrap()).collect()
    };
    let (xs, ys) = (values("cx"), values("cy"));
    assert_eq!(xs.len(), 4);
    assert!(xs.windows(2).all(|pair| pair[0] < pair[1]), "{xs:?}");
    assert!(ys.windows(2).all(|pair| pair[0] > pair[1]), "{ys:?}");
}

/// The years under the axis.
fn years_of(rows: &[Indicator]) -> Vec<String> {
    let svg = figure(rows).svg.unwrap();
    let texts =
        svg.lines().filter(|line| line.contains("machi-plan-chart-tick") && line.contains("\"middle\""));
    texts.map(|line| line.split(['>', '<']).nth(2).unwrap().to_owned()).collect()
}

#[test]
fn charts_of_a_plan_share_their_years_and_a_value_outside_widens_its_own() {
    let shared = ["R3", "R4", "R5", "R6", "R7", "R8", "R9"];
    assert_eq!(years_of(&[row("割合", "%", "R3 1%", "2%", "")]), shared);
    assert_eq!(years_of(&[row("割合", "%", "", "|||1%|2%", "")]), shared);
    assert_eq!(years_of(&[row("割合", "%", "H31 1%", "2%", "")]).first().unwrap(), "R1");
    assert_eq!(years_of(&[row("割合", "%", "", "1%|2%", "||||||3%")]).last().unwrap(), "R11");
}

#[test]
fn the_shared_years_reach_back_to_baselines_but_no_further_than_the_plan_is_long() {
    let plan = |baselines: &[&str]| {
        let mut plan = Plan::default();
        (plan.about.first_year, plan.about.last_year) = (FiscalYear(2023), FiscalYear(2027));
        let indicators = baselines.iter().map(|baseline| row("割合", "%", baseline, "2%", "")).collect();
        plan.items = vec![Item { indicators, ..Item::default() }];
        let (first, last) = plan.indicator_years();
        assert_eq!(last, FiscalYear(2027));
        first.0
    };
    assert_eq!(plan(&[""]), 2023);
    assert_eq!(plan(&["R3 1%", "R4 1%"]), 2021);
    assert_eq!(plan(&["H30 1%"]), 2018);
    assert_eq!(plan(&["H17 1%", "R4 1%"]), 2022);
    // A year with no value has no place on an axis.
    assert_eq!(plan(&["R3 "]), 2023);
}

#[test]
fn attributes_hold_no_colour_and_no_style() {
    for (name, svg) in drawings() {
        let Some(svg) = svg else { continue };
        for (attribute, value) in attributes(&svg) {
            let allowed = match attribute.as_str() {
                "xmlns" | "class" | "viewBox" | "role" | "aria-labelledby" | "aria-describedby" | "id" => {
                    true
                }
                "text-anchor" => ["middle", "end"].contains(&value.as_str()),
                // No colour, but the word that keeps a line from being an area where the sheet is missing.
                "fill" => value == "none",
                "d" | "x" | "y" | "cx" | "cy" | "r" => {
                    value.chars().all(|c| "MLZ -.".contains(c) || c.is_ascii_digit())
                }
                _ => false,
            };
            assert!(allowed, "{name}: {attribute}=\"{value}\"");
        }
        for word in ["rgb", "#", "currentColor", "<style", "NaN", "\"-0\""] {
            let tags: String = tags(&svg).concat();
            assert!(!tags.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn plan_text_is_text_and_nothing_else() {
    let elements = ["svg", "title", "desc", "g", "path", "circle", "text"];
    for (name, svg) in drawings() {
        let Some(svg) = svg else { continue };
        let mut open = Vec::new();
        for tag in tags(&svg) {
            let element = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
            assert!(elements.contains(&element.as_str()), "{name}: <{tag}>");
            if tag.starts_with('/') {
                assert_eq!(open.pop().as_deref(), Some(element.as_str()), "{name}");
            } else if !tag.ends_with('/') {
                open.push(element);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn ids_begin_with_the_callers_prefix_and_it_cannot_break_out() {
    let row = row("割合", "%", "R3 1%", "2%", "");
    let svg = indicator_figure(&[&row], [], AXIS, &JA, "a\"><b>").svg.unwrap();
    assert!(svg.contains("aria-labelledby=\"a&quot;&gt;&lt;b&gt;-title\""));
    assert!(svg.contains("<desc id=\"a&quot;&gt;&lt;b&gt;-desc\">"));
}

#[test]
fn the_table_holds_every_printed_cell() {
    for (name, rows, _) in cases() {
        let figure = figure(&rows);
        let printed = rows.iter().flat_map(|row| {
            let years = row.targets.iter().chain(&row.actuals).map(|cell| &cell.printed);
            years.chain([&row.baseline, &row.reference]).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
        });
        let shown: Vec<&str> = figure
            .table
            .rows
            .iter()
            .flat_map(|row| match &row.cells {
                Cells::Years(cells) => cells.clone(),
                Cells::Yearless(cell) => vec![*cell],
            })
            .filter(|cell| !cell.is_empty())
            .collect();
        let printed: Vec<&String> = printed.collect();
        assert_eq!(shown.len(), printed.len(), "{name}");
        assert!(printed.iter().all(|cell| shown.contains(&cell.as_str())), "{name}");
    }
}

/// What stands between `<` and `>`.
fn tags(svg: &str) -> Vec<&str> {
    svg.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag)).collect()
}

fn attributes(svg: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in tags(svg) {
        let mut rest = tag;
        while let Some((before, after)) = rest.split_once("=\"") {
            let name = before.rsplit(' ').next().unwrap_or_default();
            let (value, next) = after.split_once('"').unwrap_or((after, ""));
            found.push((name.to_owned(), value.to_owned()));
            rest = next;
        }
    }
    found
}
