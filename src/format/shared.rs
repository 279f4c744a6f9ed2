//! Texts that several tables share.

pub(super) const ITEM: &str = "どの取組か。シート「取組」の取組IDを書きます。";
pub(super) const NOTE: &str = "読む人に伝えることがあれば書きます。公開されます。";
pub(super) const MARK: &str = "資料に印刷された記号や番号。「①」「(1)」など。";
pub(super) const READING: &str =
    "資料どおりに欄を決められたら printed、規則で推定したら inferred と書きます。";
/// The title of the same column in the open data.
pub(crate) const READING_TITLE: &str = "読み取り（printedかinferred）";
/// The title of a fiscal year in the open data.
pub(crate) const YEAR_TITLE: &str = "年度（西暦）";
