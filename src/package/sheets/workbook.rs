//! Reads a workbook (.xlsx) into sheets of cells as they are shown.
//!
//! ```text
//! zip ─ archive ─▶ parts (sheets, strings, formats) ─ cells ─▶ raw sheets ─ settle ─▶ sheets
//! ```
//!
//! The reader is our own, because libraries leave out the doubts that we must report: formulas that were never
//! computed, hidden rows, merged cells, formats. And a file from outside must not stop the program, nor may one odd
//! cell hide a whole sheet.

mod beside;
mod built_in;
mod cell;
mod cells;
mod conditional_look;
mod conditions;
mod date;
mod digits;
pub(in crate::package) mod edit;
mod format;
mod look;
mod marks;
mod number;
mod parts;
mod settle;
mod styles;
mod tokens;
mod xml;

use crate::format::tables::document_table_id;
use crate::locale::messages;
use crate::package::files::archive::{Archive, damaged};
use crate::package::reading::spec_of;
use crate::package::sheets::Budget;
use crate::package::writing::notes::without_own_notes;
use crate::package::{Problem, Sheet};
use beside::Beside;
use cells::Failure;

/// Whether a zip is a workbook whose parts have unusual names.
pub(in crate::package) fn is_workbook(archive: &mut Archive) -> bool {
    parts::workbook_path(archive).is_some_and(|path| path.to_ascii_lowercase().contains("workbook"))
}

/// The sheets of a workbook in its order, and their problems.
pub(in crate::package) fn sheets(mut archive: Archive) -> Result<(Vec<Sheet>, Vec<Problem>), Box<Problem>> {
    let parts = parts::read(&mut archive)?;
    let mut budget = Budget::default();
    let (mut sheets, mut problems) = (Vec::new(), Vec::new());
    for part in &parts.sheets {
        let blank = Sheet::new(part.name.clone(), Vec::new());
        // A chart sheet is not a table. It is reported as any other sheet with an unknown name.
        let Some(path) = &part.path else {
            sheets.push(blank);
            continue;
        };
        let bytes = parts::part(&mut archive, path)?.unwrap_or_default();
        let shown = spec_of(&part.name).map_or(part.name.as_str(), |spec| spec.sheet);
        match cells::read(&bytes, &parts, &mut budget) {
            Ok(raw) => {
                // Other sheets are not read, and nothing is reported about them.
                let is_table = spec_of(&part.name).is_some() || document_table_id(&part.name).is_some();
                let beside = if is_table {
                    beside::read(&mut archive, path, shown).unwrap_or_else(|problem| {
                        problems.push(*problem);
                        Beside::default()
                    })
                } else {
                    Beside::default()
                };
                let (sheet, found) = settle::settle(&part.name, raw, &beside, part.hidden, &mut budget);
                sheets.push(sheet);
                problems.extend(found);
            }
            Err(failure) => {
                problems.push(match failure {
                    Failure::Unsound => *damaged(shown, ""),
                    Failure::Full(full) => full.problem(shown),
                });
                sheets.push(blank);
            }
        }
    }
    if sheets.is_empty() {
        return Err(damaged(archive.file, messages().files.no_sheets));
    }
    without_own_notes(&mut problems, &sheets);
    Ok((sheets, problems))
}
