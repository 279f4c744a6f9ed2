//! A row of the plan's outline: the sheet 体系.

use super::Assignment;

/// A row of the sheet 体系.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutlineRow {
    /// Permanent id, `1-1-3`.
    pub id: String,
    /// The row above; `None` at the top.
    pub parent_id: Option<String>,
    /// The mark as printed, `1)`, `①`.
    pub mark: String,
    /// The name as printed, without the mark.
    pub name: String,
    /// The prose under the heading.
    pub description: String,
    /// Departments that the document names for this row and all rows below it.
    pub departments: Vec<Assignment>,
    /// The page of the document.
    pub page: String,
    /// A remark of the package about the row.
    pub note: String,
}

impl OutlineRow {
    /// The mark and the name.
    pub fn label(&self) -> String {
        format!("{} {}", self.mark, self.name).trim().to_owned()
    }
}
