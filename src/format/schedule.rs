//! The sheet 年次計画.

use super::{TableSpec, shared};
use crate::plan::Action;

table! { Action: TableSpec::new(
        "年次計画",
        "schedule",
        "取組を年度ごとにどう進めるか。一つの取組に何行あっても構いません。",
    );
    ITEM_ID = Owner(), "item_id", "取組ID", .must().open().says("1-1", shared::ITEM);
    // The mark and the item's id together name the row.
    MARK = Text(mark), "mark", "記号", .uncorrected().open_as("action_mark", "記号").says("①", shared::MARK);
    ACTION = Text(text), "action", "取組内容", .open()
        .says("予約システムの導入", "行うこと。資料が取組ごとに1行なら空欄にします。");
    CELLS = Cells(cells), "", "",
        .says_years(
            ["検討", "導入", "→", "→", "→"],
            "その年度に行うこと。二つ以上あれば改行で分け、続きを表す矢印は「→」だけの行にします。",
        )
        .file("cells", "計画の年度ごとの欄。記載は改行で分かれ、続きは「→」。");
    READING = Reading(inferred), "reading", "読み取り", .open_as("reading", shared::READING_TITLE)
        .says("printed", shared::READING)
        .file("inferred", "年度の欄を規則で推定した行か。");
    NOTE = Text(note), "note", "注記", .open()
        .says("", "inferred のときは、その理由を必ず書きます。公開されます。");
}
