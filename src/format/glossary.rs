//! The sheet 用語.

use super::TableSpec;
use crate::plan::Term;

table! { Term: TableSpec::new(
        "用語",
        "glossary",
        "計画に出てくる言葉の説明。使わなければ、このシートは要りません。",
    );
    TERM = Word(term), "term", "用語", .must().open().says("DX", "言葉。");
    KANA = Text(kana), "kana", "よみ", .open().says("でぃーえっくす", "ひらがなの読み。");
    EXPLANATION = Text(explanation), "explanation", "説明", .open()
        .says("デジタル技術を使って仕事の進め方を変えること。", "説明。");
}
