//! What the report of readings says. Not in [`super::Locale`]: the widget would carry the words.

use crate::plan::Comparator;

/// The words of the report of readings.
pub struct ReadingsWords {
    /// The heads of its columns.
    pub heads: [&'static str; 9],
    /// A cell that a correction changes: as it is, and as it is shown.
    pub corrected: fn(printed: &str, shown: &str) -> String,
    /// What stands in place of a value: the cell is words.
    pub words: &'static str,
    /// The same of a dash.
    pub dash: &'static str,
    /// How a number stands to what it means.
    pub comparator: fn(Comparator) -> &'static str,
}

/// Japanese.
pub static READINGS_JA: ReadingsWords = ReadingsWords {
    heads: ["セル", "見出し", "書かれたまま", "比べ方", "値", "単位", "増減の言葉", "年度", "確認"],
    corrected: |printed, shown| format!("{printed}（訂正: {shown}）"),
    words: "（言葉）",
    dash: "（値なし）",
    comparator: |comparator| match comparator {
        Comparator::Equal => "ちょうど",
        Comparator::AtMost => "以下",
        Comparator::Below => "未満",
        Comparator::AtLeast => "以上",
        Comparator::Above => "超",
        Comparator::About => "程度",
    },
};
