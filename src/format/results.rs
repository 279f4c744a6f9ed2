//! The sheet 実績.

use super::{TableSpec, shared};
use crate::plan::YearResult;

table! { YearResult: TableSpec::new(
        "実績",
        "results",
        "取組の実績。取組と年度ごとに1行です。年度のほかがどれも空欄の行は、まだ実績がないものとして読みます。",
    );
    ITEM_ID = Owner(), "item_id", "取組ID", .must().open().says("1-1", shared::ITEM);
    FISCAL_YEAR = Year(year), "fiscal_year", "年度", .must().always().open_as("fiscal_year", shared::YEAR_TITLE)
        .says("R8", "実績の年度。")
        .file("fiscal_year", "実績の年度（西暦）。");
    RESULT = Text(text), "result", "実績", .open_as("text", "実績")
        .says("予約の受付を始めました。", "実績。二つ以上あれば改行で分けます。");
    STATUS = Text(status), "status", "状況", .open()
        .says("順調", "進みぐあい。シート「状況区分」にある言葉を書きます。");
    REASON = Text(reason), "reason", "理由", .open().says("", "その状況になった理由。");
    CHALLENGE = Text(challenge), "challenge", "課題", .since(2).open().says("", "その年度に残った課題。");
    DIRECTION = Text(direction), "direction", "今後の方向性", .since(2).open()
        .says("継続", "これからの方向。「継続」「拡大」「見直し」など、資料の言葉で書きます。");
    NEXT_STEPS = Text(next_steps), "next_steps", "次年度の取組", .since(2).open()
        .says("", "次の年度にすること。");
}
