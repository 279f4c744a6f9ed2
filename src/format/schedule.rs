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
    LINE = Word(line), "line", "欄", .since(2).open()
        .says("", "計画の行か実績の行か。「計画」「実績」「見込み」「改定」など。空欄は計画です。同じ取組と記号の行を、欄ごとに書きます。");
    ACTION = Text(text), "action", "取組内容", .open()
        .says("予約システムの導入", "行うこと。資料が取組ごとに1行なら空欄にします。");
    CELLS = Cells(cells), "", "",
        .says_years(
            ["検討", "導入", "→", "→", "→"],
            "その年度に行うこと。資料が年度を分けていれば「R5上半期」「R5第1四半期」「R5.10月」のような列にします。二つ以上あれば改行で分け、続きを表す矢印は「→」だけの行にします。",
        )
        .file("cells", "計画の年度ごと（schedule_columns があればその列ごと）の欄。記載は改行で分かれ、続きは「→」。");
    READING = Reading(inferred), "reading", "読み取り", .open_as("reading", shared::READING_TITLE)
        .says("printed", shared::READING)
        .file("inferred", "年度の欄を規則で推定した行か。");
    NOTE = Text(note), "note", "注記", .open()
        .says("", "inferred のときは、その理由を必ず書きます。公開されます。");
}
