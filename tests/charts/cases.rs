//! The gallery of indicators: rows, and the expected sentence for each.

use machi_plan::plan::{FiscalYear, Indicator, YearCell};

/// Yearly cells from R5 on. Blank ones are left out, as when a package is read.
fn cells(printed: &str) -> Vec<YearCell> {
    let years = (2023..).map(FiscalYear);
    let cells =
        years.zip(printed.split('|')).map(|(year, cell)| YearCell { year, printed: cell.trim().into() });
    cells.filter(|cell| !cell.printed.is_empty()).collect()
}

fn by_rule(row: Indicator) -> Indicator {
    Indicator { inferred: true, ..row }
}

fn as_of(day: &str, row: Indicator) -> Indicator {
    Indicator { as_of: day.into(), ..row }
}

/// A row: name, unit, baseline (`R3 8.4%`), targets and actuals from R5 on, divided by `|`.
pub fn row(name: &str, unit: &str, baseline: &str, targets: &str, actuals: &str) -> Indicator {
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

pub const LONG: &str = "適正な事務処理の確保に向けた研修（各種事務研修・コンプライアンス研修等）を年2回以上開催し参加した職員の割合を高める取組の数値";

/// The name of the case, its rows, and the expected sentence. A case whose name begins with `no-` has no chart.
pub fn cases() -> Vec<(&'static str, Vec<Indicator>, &'static str)> {
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
            "男性職員: 基準値は令和3年度の6.7%です。目標は、令和7年度が30.0%、令和9年度が50.0%です。\
             令和5年度、令和6年度、令和8年度は目標値がありません（「-」）。\n\
             女性職員: 基準値は令和3年度の100.0%です。目標は、令和7年度が100.0%、令和9年度が100.0%です。\
             令和5年度、令和6年度、令和8年度は目標値がありません（「-」）。\n\
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
            "基準値は令和3年度の89.8%です。令和9年度の目標は98.0%未満です。\
             県内市平均は89.9%です（年度の記載はありません）。実績は資料に記載がありません。",
        ),
        (
            "at-least",
            vec![row("基金残高", "億円", "R3 206億円", "||||80億円以上", "")],
            "基準値は令和3年度の206億円です。令和9年度の目標は80億円以上です。実績は資料に記載がありません。",
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
            "目標は、令和5年度が1館、令和8年度が1館です。\
             令和6年度、令和7年度、令和9年度は目標値がありません（「-」）。\
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
            "基準値は令和3年度の10.8日です。目標は、令和7年度が対令和3年度10.0%増加(11.9日)、令和9年度が対令和3年度20.0%増加(13.0日)です。\
             令和5年度、令和6年度、令和8年度は目標値がありません（「-」）。実績は資料に記載がありません。",
        ),
        (
            "actuals-equal",
            vec![row("収納率", "%", "", "", "99.4% | 99.4%")],
            "令和5年度、令和6年度とも99.4%です。",
        ),
        (
            "actuals-of-a-day",
            vec![as_of("4.1現在", row("職員数", "人", "", "", "8,474人 | 8,525人 | 8,568人"))],
            "令和5年度8,474人から令和7年度8,568人へ（いずれも4.1現在）、94人増えました。",
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
            "<script>alert(1)</script>: 基準値は令和3年度の1<i>です。令和5年度の目標は2<i>です。\
             \"><img src=x onerror=alert(1)>は2<b>です（年度の記載はありません）。\n\
             b: 基準値は令和4年度の3<i>です。令和7年度の目標は1<i>です。\n\
             実績は資料に記載がありません。",
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
        (
            "without-unit",
            vec![row("整備数", "", "", "1 | 1", "")],
            "令和5年度と令和6年度の目標は1です。実績は資料に記載がありません。",
        ),
        (
            "no-lost-year",
            vec![by_rule(row("割合", "%", "", "- | - | - | | 73.0%", ""))],
            "令和9年度の目標は73.0%です。令和5年度から令和7年度までは目標値がありません（「-」）。\
             目標の年度は推定で、令和8年度の欄は読み取れません。実績は資料に記載がありません。",
        ),
        (
            "no-sixth-cell",
            vec![by_rule(row("実施", "", "", "ア | イ | ウ | エ | オ", ""))],
            "令和5年度の目標: ア。令和6年度の目標: イ。令和7年度の目標: ウ。令和8年度の目標: エ。令和9年度の目標: オ。\
             目標の年度は推定です。実績は資料に記載がありません。",
        ),
        (
            "no-lines",
            vec![row("市政テレビ", "", "", "", "|月3回×2局\n日3回(毎日)×1局")],
            "令和6年度: 月3回×2局、日3回(毎日)×1局。",
        ),
        (
            "no-end-of-year",
            vec![as_of("年度末", row("残高", "億円", "", "", "|394億円"))],
            "令和6年度末で394億円です。",
        ),
        (
            "no-as-of-end",
            vec![as_of("末時点", row("設備", "施設", "", "", "|133施設"))],
            "令和6年度末時点で133施設です。",
        ),
        (
            "no-as-of-month",
            vec![as_of("10月末時点", row("完了", "件", "", "", "|414件"))],
            "令和6年度（10月末時点）は414件です。",
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
            "基準値は令和3年度の3人です。目標は、令和5年度が4%、令和6年度が5団体です。実績は資料に記載がありません。",
        ),
    ]
}
