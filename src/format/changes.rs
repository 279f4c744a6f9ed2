//! The sheet 変更.

use super::{TableSpec, shared};
use crate::plan::Change;

table! { Change: TableSpec::new(
        "変更",
        "changes",
        "計画の途中の見直し。何がいつなぜ変わったかを1行ずつ書きます。資料の文字の誤りはシート「訂正」に書きます。なくなった取組の行も残します。",
    ).since(2).short();
    DATE = Text(date), "date", "日付", .open().says("2027-04-01", "変わった日。");
    FISCAL_YEAR = MaybeYear(year), "fiscal_year", "年度", .open_as("fiscal_year", shared::YEAR_TITLE)
        .says("R9", "どの年度から変わるか。")
        .file("fiscal_year", "どの年度から変わるか（西暦）。");
    TABLE_NAME = Word(table), "table", "表", .must().open().says("取組", "どのシートの行か。");
    ID = Link(id), "id", "ID", .must().open()
        .says("1-1", "どの行か。その行のID。年次計画では取組IDと記号を続けて書きます。");
    COLUMN = Word(column), "column", "列", .open().says("名称", "どの列か。行の全体なら空欄にします。");
    KIND = Choice(kind), "kind", "種類", .must().open()
        .says("名称", "追加、廃止、統合、分割、目標、名称、部署、その他のどれか。")
        .file("kind", "added（追加）、removed（廃止）、merged（統合）、divided（分割）、target（目標）、name（名称）、department（部署）。その他ならない。");
    BEFORE = Text(before), "before", "変更前", .open()
        .says("窓口の混雑の緩和", "前にどうだったか。なくなった行では、その名前。");
    AFTER = Text(after), "after", "変更後", .open().says("窓口の待ち時間の短縮", "いまどうなったか。");
    REASON = Text(reason), "reason", "理由", .open()
        .says("目的が分かるようにするため", "なぜ変わったか。資料どおりに書きます。");
    SUCCESSORS = Names(successors), "successors", "後継ID", .open()
        .says("", "統合や分割で、どの行に引き継がれたか。そのIDを「、」で区切ります。")
        .file("successors", "引き継いだ行のID。");
}
