//! The sheet 表, and for each of its rows the sheet `表_<ID>`.

use super::TableSpec;
use crate::plan::DocumentTable;

table! { DocumentTable: TableSpec::new(
        "表",
        "tables",
        "計画書の中の表を1行に一つずつ。表の中身は「表_」に表IDを続けた名前のシートに、見出しとセルを資料どおりに書きます。見出しが2段のときは「目標>R6」のように上の段と下の段を「>」でつなぎます。",
    ).short();
    ID = Id(id), "table_id", "表ID", .must().always().open()
        .says("survey", "この表の番号。英数字で短く書きます。シート名の一部になります。");
    SECTION_ID = Reference(section_id), "section_id", "節ID",
        .says("1", "どの節にあるか。シート「本文」の節IDを書きます。");
    TITLE = Text(title), "title", "表題", .says("市民アンケートの結果", "表の題。");
    UNIT = Text(unit), "unit", "単位", .uncorrected().says("%", "数に単位が付いていないときの単位。");
    CHART = Choice(figure), "chart", "図",
        .says("none", "図にするなら stacked-bar（積み上げ）か rank（順位）、しなければ none。")
        .file("chart", "stacked-bar（積み上げ）、rank（順位）。図にしなければない。");
    NOTE = Text(note), "note", "注記", .says("", super::shared::NOTE);
}

/// The prefix of a table's id in the name of the table's own sheet.
pub(crate) const OWN_SHEET: &str = "表_";
/// The prefix of a table's id in the name of the table's own file.
pub(crate) const OWN_FILE: &str = "table-";

/// The id of the table whose cells are in the sheet or file of this name.
pub(crate) fn document_table_id(name: &str) -> Option<&str> {
    name.strip_prefix(OWN_SHEET).or_else(|| name.strip_prefix(OWN_FILE))
}
