//! The sheet 取組.

use super::{TableSpec, shared};
use crate::plan::Item;

table! { Item: TableSpec::new("取組", "items", "計画の取組を1行に一つずつ書きます。").required();
    ID = Id(id), "item_id", "取組ID", .must().always().open()
        .says("1-1", "この取組の番号。リンクの一部になるので、公開したあとは変えません。");
    OUTLINE_ID = Link(outline_id), "outline_id", "体系ID", .must().always().open()
        .says("1", "どの段の下にあるか。シート「体系」の体系IDを書きます。");
    MARK = Text(mark), "mark", "記号", .open().says("(1)", shared::MARK);
    NAME = Text(name), "name", "名称", .must().open()
        .says("窓口の待ち時間の短縮", "名前。記号は含めません。");
    DEPARTMENTS = Departments(departments), "departments", "担当部署", .open()
        .says("(主)市民課", "担当する部署。「、」で区切り、主な担当の前に(主)と書きます。")
        .file("departments", "担当する部署。");
    PURPOSE = Text(purpose), "purpose", "目的", .open()
        .says("市民が窓口で待つ時間を短くします。", "目的。資料どおりに書きます。");
    CONTENT = Text(content), "content", "内容", .open()
        .says("予約の受付を始め、窓ロの混雑をへらします。", "内容。資料どおりに書きます。");
    PAGE = Text(page), "page", "ページ", .open()
        .says("6", "資料のページ。空欄なら、上の段のページを示します。");
    REPOST_OF = Reference(repost_of), "repost_of", "再掲元", .open_as("repost_of", "再掲元の取組ID")
        .says("", "再掲のとき、最初に載っている取組の取組ID。再掲でなければ空欄にします。");
    PRIORITY = Names(priority), "priority", "重点", .since(2).open()
        .says("重点", "資料が取組に付けている印。「重点」「新規」「継続」「完了」など。「、」で区切ります。")
        .file("priority", "資料が取組に付けている印。");
    TAGS = Tags(tags), "tags", "分類", .since(2).open()
        .says("SDGs:11", "資料の分類を「分類の名前:値」の形で書き、「、」で区切ります。値の中の「、」の前には「\\」を書きます。")
        .file("tags", "資料の分類。「分類の名前:値」。");
    START = Text(start), "start", "開始", .since(2).open()
        .says("", "計画の開始年度と違う年度に始まる取組の、始まる年度。資料どおりに書きます。");
    END = Text(end), "end", "終了", .since(2).open()
        .says("", "計画の終了年度と違う年度に終わる取組の、終わる年度。資料どおりに書きます。");
    NOTE = Text(note), "note", "注記", .open().says("", shared::NOTE);
}
