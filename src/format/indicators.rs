//! The sheet 指標.

use super::{TableSpec, shared};
use crate::plan::Indicator;

table! { Indicator: TableSpec::new("指標", "indicators", "取組の数値目標。1行に一つずつ書きます。");
    ITEM_ID = Owner(), "item_id", "取組ID", .must().open().says("1-1", shared::ITEM);
    ID = Id(id), "indicator_id", "指標ID", .must().always().open()
        .says("1-1.1", "この指標の番号。取組IDのあとに「.1」「.2」と続けます。");
    NAME = Text(name), "name", "指標名", .must().open().says("窓口の平均待ち時間", "指標の名前。");
    SERIES = Text(series), "series", "系列", .open()
        .says("", "同じ名前の指標を分けるもの。「男性」「女性」など。");
    CLASS = Text(class), "class", "区分", .since(2).open()
        .says("成果指標", "指標の種類を資料どおりに書きます。「成果指標」「活動指標」など。金額の効果は「効果額」。");
    UNIT = Text(unit), "unit", "単位", .open().says("分", "単位。千、万、億なども単位に含めます。");
    DIRECTION = Choice(direction), "direction", "良い方向",
        .open_as("direction", "良い方向（資料に「向上」「削減」などとあるとき）")
        .says("低い", "高い、低い、維持のどれが良いか。資料になければ空欄にします。")
        .file("direction", "higher（高いほど良い）、lower（低いほど良い）、steady（維持）。資料になければない。");
    KIND = Choice(kind), "kind", "種別", .open()
        .says("単年", "その年度だけの値なら単年、積み上げた値なら累計。")
        .file("kind", "yearly（単年）、cumulative（累計）。資料になければない。");
    FORMULA = Text(formula), "formula", "算式", .since(2).open().says("", "値の計算のしかた。資料どおりに書きます。");
    SOURCE = Text(source), "source", "出所", .since(2).open().says("", "値の出所。資料どおりに書きます。");
    BASELINE_YEAR = MaybeYear(baseline_year), "baseline_year", "基準年度", .says("R7", "基準値の年度。")
        .file("baseline_year", "基準値の年度（西暦）。");
    BASELINE = Text(baseline), "baseline", "基準値", .says("20分", "基準値。資料どおりに書きます。");
    REFERENCE_NAME = Text(reference_name), "reference_name", "参考名",
        .says("", "比べる値の名前。「県内市平均」など。");
    REFERENCE = Text(reference), "reference", "参考値", .says("", "比べる値。");
    AS_OF = Text(as_of), "as_of", "時点",
        .says("", "年度のうちのいつか。「4月1日現在」など。年度全体なら空欄にします。");
    TARGETS = YearCells(targets), "target_", "目標",
        .says_years(
            ["18分", "16分", "14分", "12分", "10分以下"],
            "その年度の目標。「98.0%未満」のように資料どおりに書きます。0と「—」と空欄は別のものです。",
        )
        .file("targets", "年度ごとの目標。空欄の年度はない。");
    ACTUALS = YearCells(actuals), "actual_", "実績",
        .says_years(["17分", "", "", "", ""], "その年度の実績。資料どおりに書き、まだなければ空欄にします。")
        .file("actuals", "年度ごとの実績。空欄の年度はない。");
    FORECASTS = YearCells(forecasts), "forecast_", "見込",
        .since(2)
        .says_years(["", "", "", "", ""], "その年度の見込み。資料どおりに書きます。")
        .file("forecasts", "年度ごとの見込み。空欄の年度はない。");
    RATES = YearCells(rates), "rate_", "達成率",
        .since(2)
        .says_years(["", "", "", "", ""], "資料が書いている達成率。資料になければ計算せず、空欄にします。")
        .file("rates", "年度ごとの、資料が書いている達成率。空欄の年度はない。");
    CUMULATIVES = YearCells(cumulatives), "cumulative_", "累計",
        .since(2)
        .says_years(["", "", "", "", ""], "その年度までの累計。資料どおりに書きます。")
        .file("cumulatives", "年度ごとの、その年度までの累計。空欄の年度はない。");
    BREAK = Text(breaks), "break", "区切り", .since(2)
        .says("", "値の比べられない変わり目。「R6 定義の変更」のように、変わった最初の年度と理由を書きます。二つ以上あれば改行で分けます。");
    REPOST_OF = Reference(repost_of), "repost_of", "再掲元", .open_as("repost_of", "再掲元の指標ID")
        .says("", "再掲のとき、最初に載っている指標の指標ID。");
    READING = Reading(inferred), "reading", "読み取り", .says("printed", shared::READING)
        .file("inferred", "目標の欄を規則で推定した行か。");
    NOTE = Text(note), "note", "注記", .open().says("", shared::NOTE);
}
