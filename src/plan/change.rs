//! A change of the plan while it runs: the sheet 変更. Corrections of misprints are in [`super::Correction`].

use super::FiscalYear;

/// The kind of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeKind {
    /// その他
    #[default]
    Other,
    /// 追加: the row is new.
    Added,
    /// 廃止: the row went.
    Removed,
    /// 統合: the row went into others.
    Merged,
    /// 分割: the row was divided.
    Divided,
    /// 目標: a target was moved.
    Target,
    /// 名称: the row has another name.
    Name,
    /// 部署: other departments are in charge.
    Department,
}

/// A row of the sheet 変更. It is kept when the row that it names is gone, so that an old link says what became of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The day, as printed.
    pub date: String,
    /// The fiscal year from which it holds.
    pub year: Option<FiscalYear>,
    /// The sheet, 取組.
    pub table: String,
    /// The row's id, as in [`super::Correction::id`].
    pub id: String,
    /// The column's head; empty for the row as a whole.
    pub column: String,
    /// The kind of the change.
    pub kind: ChangeKind,
    /// What was there before; for a row that went, its name.
    pub before: String,
    /// What is there now.
    pub after: String,
    /// The reason.
    pub reason: String,
    /// The ids of the rows that it went into or was divided into.
    pub successors: Vec<String>,
}

impl Change {
    /// Whether it names a row of the sheet 取組.
    pub fn is_of_item(&self) -> bool {
        self.table == "取組"
    }

    /// Whether the row that it names went, as far as the change says. A row that is its own successor stays.
    pub fn is_end(&self) -> bool {
        let ends = matches!(self.kind, ChangeKind::Removed | ChangeKind::Merged | ChangeKind::Divided);
        ends && self.column.is_empty() && !self.successors.contains(&self.id)
    }
}
