//! The sheet 体系.

use super::{TableSpec, shared};
use crate::plan::OutlineRow;

table! { OutlineRow: TableSpec::new(
        "体系",
        "outline",
        "計画の骨組み。基本方針、施策など、取組より上の段を1行ずつ、上の段を先に書きます。",
    ).required().short();
    ID = Id(id), "outline_id", "体系ID", .must().always().open()
        .says("1", "この行の番号。リンクの一部になるので、公開したあとは変えません。");
    PARENT_ID = Reference(parent_id), "parent_id", "上位ID", .open_as("parent_id", "上位の体系ID")
        .says("", "一つ上の行の体系ID。一番上の行では空欄にします。");
    MARK = Text(mark), "mark", "記号", .open().says("1", shared::MARK);
    NAME = Text(name), "name", "名称", .must().open()
        .says("窓口サービスの向上", "名前。記号は含めません。");
    DESCRIPTION = Text(description), "description", "説明", .open()
        .says("", "見出しの下の説明文。");
    DEPARTMENTS = Departments(departments), "departments", "担当部署", .open()
        .says("", "資料がこの段に部署を書いているとき。下の取組に引き継がれます。")
        .file("departments", "資料がこの段に書いている部署。下の取組に引き継がれる。");
    PAGE = Text(page), "page", "ページ", .open().says("5", "資料のページ。");
    NOTE = Text(note), "note", "注記", .open().says("", shared::NOTE);
}
