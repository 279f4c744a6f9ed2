//! The sheet 訂正.

use super::TableSpec;
use crate::plan::Correction;

table! { Correction: TableSpec::new(
        "訂正",
        "corrections",
        "資料の文字の誤りを直す表。セルには資料どおりに書いておき、ここに書くと直した形で公開されます。",
    ).short();
    TABLE_NAME = Word(table), "table", "表", .must().open().says("取組", "どのシートか。");
    ID = Link(id), "id", "ID", .must().open()
        .says("1-1", "どの行か。その行のID。年次計画では取組IDと記号を続けて書きます。実績と評価では取組IDの後に空白を置いて年度を、その年度の評価が一つでなければ評価者と観点も書きます（1-1 R6 担当課 進捗）。");
    COLUMN = Word(column), "column", "列", .must().open().says("内容", "どの列か。");
    PRINTED = Text(printed), "printed", "原文", .must().open()
        .says("窓ロ", "誤っている部分だけを、セルにあるとおりに書きます。セルを確認済みにするときは、セル全体を書きます。");
    CORRECTED = Text(corrected), "corrected", "訂正", .open().says("窓口", "正しい形。セルを確認済みにするときは、原文と同じものを書きます。");
    REASON = Text(reason), "reason", "理由", .open().says("変換の誤り", "なぜ直したか。調べたときに注意の出たセルが資料のとおりで正しければ「確認済み」と書くと、その注意は出なくなります。");
    DATE = Text(date), "date", "日付", .open().says("", "市が資料を訂正した日。");
}
