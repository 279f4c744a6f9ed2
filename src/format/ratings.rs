//! The sheet 評価.

use super::{TableSpec, shared};
use crate::plan::Rating;

table! { Rating: TableSpec::new(
        "評価",
        "ratings",
        "取組や指標の評価。評価者、観点、時期ごとに1行です。評価が取組と年度ごとに一つだけなら、シート「実績」の「状況」と「理由」に書けます。評価と理由がどちらも空欄の行は、まだ評価がないものとして読みます。",
    ).since(2);
    ITEM_ID = Owner(), "item_id", "取組ID", .must().open().says("1-1", shared::ITEM);
    INDICATOR_ID = Reference(indicator_id), "indicator_id", "指標ID", .open()
        .says("", "指標の評価なら、その取組の指標の指標ID。取組の評価なら空欄にします。");
    FISCAL_YEAR = Year(year), "fiscal_year", "年度", .must().always().open_as("fiscal_year", shared::YEAR_TITLE)
        .says("R8", "評価する年度。")
        .file("fiscal_year", "評価する年度（西暦）。");
    BY = Word(by), "by", "評価者", .open().says("担当課", "評価した部署や委員会。資料になければ空欄にします。");
    ASPECT = Word(aspect), "aspect", "観点", .open()
        .says("進捗", "何についての評価か。資料の評価が一組だけなら空欄にします。");
    RATING = Text(rating), "rating", "評価", .open().says("順調", "評価の言葉。シート「状況区分」にある言葉を書きます。");
    REASON = Text(reason), "reason", "理由", .open().says("", "その評価になった理由。資料どおりに書きます。");
    AS_OF = Word(as_of), "as_of", "時期", .open().says("確定", "「中間」「見込み」「確定」など。資料になければ空欄にします。");
}
