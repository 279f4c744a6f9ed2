//! The proposed rows of 変更 with what only the officer knows: the date, the year, the reason, and whether a row that is
//! gone was merged or divided.

use super::Comparison;
use crate::format::{ColumnSpec, cell_word, changes, indicators, items, outline, schedule, sections};
use crate::package::{Problem, read_sheets, write_sheets};
use crate::plan::{Change, Plan};
use crate::planfile::{self, PlanFileError};

/// What the officer writes into a proposed row, as the cells of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// 日付
    pub date: String,
    /// 年度
    pub year: String,
    /// 種類
    pub kind: String,
    /// 理由
    pub reason: String,
    /// 後継ID
    pub successors: String,
}

/// The newer edition with the proposed rows at the end of its sheet 変更, and the problems of these rows. The cells are
/// read by the rules of the package. A blank 種類 leaves the proposed one.
pub fn completed(new: &Plan, found: &Comparison, cells: &[Completion]) -> (Plan, Vec<Problem>) {
    let spec = &changes::TABLE.spec;
    let first = new.changes.len() + 1;
    let mut plan = new.clone();
    plan.changes.extend(found.changes.iter().cloned());
    let mut sheets = write_sheets(&plan);
    if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == spec.sheet) {
        let at = |column: &ColumnSpec| sheet.rows[0].iter().position(|head| head == column.head);
        let columns = [
            at(&changes::DATE.spec),
            at(&changes::FISCAL_YEAR.spec),
            at(&changes::KIND.spec),
            at(&changes::REASON.spec),
            at(&changes::SUCCESSORS.spec),
        ];
        for (row, of) in sheet.rows[first..].iter_mut().zip(cells) {
            let texts = [&of.date, &of.year, &of.kind, &of.reason, &of.successors];
            for (column, text) in columns.iter().zip(texts) {
                if let Some(cell) = column.and_then(|at| row.get_mut(at)).filter(|_| !text.trim().is_empty())
                {
                    text.trim().clone_into(cell);
                }
            }
        }
    }
    let (plan, mut problems) = read_sheets(&sheets);
    problems.retain(|problem| problem.sheet == spec.sheet && problem.row > Some(first));
    (plan, problems)
}

/// The word of a change's kind, as in the cell.
pub fn kind_word(change: &Change) -> &'static str {
    cell_word(&change.kind)
}

/// The name of the row that a change names; blank for a row without one.
pub fn name_of(plan: &Plan, change: &Change) -> String {
    let (table, id) = (change.table.as_str(), change.id.as_str());
    let is = |sheet: &str| table == sheet;
    let name = if is(items::TABLE.spec.sheet) {
        plan.items.iter().find(|item| item.id == id).map(|item| item.name.clone())
    } else if is(outline::TABLE.spec.sheet) {
        plan.outline.iter().find(|row| row.id == id).map(|row| row.name.clone())
    } else if is(indicators::TABLE.spec.sheet) {
        let rows = plan.items.iter().flat_map(|item| &item.indicators);
        rows.into_iter().find(|row| row.id == id).map(|row| row.name.clone())
    } else if is(sections::TABLE.spec.sheet) {
        plan.sections.iter().find(|row| row.id == id).map(|row| row.heading.clone())
    } else if is(schedule::TABLE.spec.sheet) {
        let of = plan.items.iter().find(|item| {
            item.actions.iter().any(|action| id.strip_prefix(item.id.as_str()) == Some(&action.mark))
        });
        of.map(|item| item.name.clone())
    } else {
        None
    };
    name.unwrap_or_default()
}

/// The plan of a plan file that was published; `None` where the bytes are something else, perhaps a package.
///
/// The error is that of a plan file which is damaged or too new.
pub fn published(bytes: &[u8]) -> Result<Option<Plan>, PlanFileError> {
    match planfile::read(bytes) {
        Ok((plan, _)) => Ok(Some(plan)),
        // A package says itself what is wrong with it.
        Err(PlanFileError::NotAPlan(_) | PlanFileError::TooLarge { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
