//! What the officer's page says of a file. Not in [`super::Locale`]: the widget would carry the words.

/// The words of the officer's page that hang on a file; those that stand on it always are in the page itself.
pub struct OfficerWords {
    /// Head of the problems of one weight: its word, how many.
    pub group: fn(word: &str, count: usize) -> String,
    /// Several files were chosen, and not all of them are CSV: how many.
    pub several: fn(count: usize) -> String,
    /// What is made of a plan could not be made; why.
    pub not_made: fn(reason: &str) -> String,
}

/// Japanese.
pub static OFFICER_JA: OfficerWords = OfficerWords {
    group: |word, count| format!("{word}（{count}件）"),
    several: |count| {
        format!("ファイルが{count}個選ばれました。Excelかzipは一つだけ、CSVはまとめて選んでください。")
    },
    not_made: |reason| format!("作れませんでした（{reason}）。"),
};
