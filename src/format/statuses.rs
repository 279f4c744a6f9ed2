//! The sheet 状況区分.

use super::TableSpec;
use crate::plan::Status;

table! { Status: TableSpec::new(
        "状況区分",
        "statuses",
        "実績の「状況」と評価の「評価」に使う言葉。使わなければ、このシートは要りません。",
    ).short();
    STATUS = Word(status), "status", "区分", .must().open().says("順調", "資料で使う言葉。");
    ASPECT = Word(aspect), "aspect", "観点", .since(2).open()
        .says("", "何についての区分か。「進捗」「効果」など。区分が一組だけなら空欄にします。");
    ORDER = Word(order), "order", "順", .since(2).open()
        .says("1", "良いほうから数えた順番。");
    DEFINITION = Text(definition), "definition", "定義", .open()
        .says("計画どおりに進んでいる", "資料が書いている意味。");
    STAGE = Choice(stage), "stage", "段階", .open()
        .says("partial", "done（終わった）、partial（途中）、considering（検討中）、none（まだ）のどれか。")
        .file("stage", "done（終わった）、partial（途中）、considering（検討中）、none（まだ）。");
}
