//! The plan package: converts between sheets of cells with addresses and a plan, and names the cell of every problem.
//!
//! ```text
//! workbook ─┐
//! zip ── csv ─▶ sheets ─ layout ─ columns ─▶ rows ─ read ─▶ (Plan, Vec<Problem>)
//! files ◀ csv ── sheets ◀──────────────────────── write ─── Plan
//! ```
//!
//! [`read_file`] takes one file, a workbook or a zip. [`read_files`] takes the files of a folder as names and bytes.
//! [`read_sheets`] takes sheets from any source. They do not stop at the first problem, and they do not fail: where a
//! [`Problem`] is an error, the plan is not whole and must not be published. Unreadable text is kept as printed and
//! reported; nothing is guessed.
//!
//! Never in this room: files and folders themselves, HTML, the DOM.

mod changes;
mod files;
mod merging;
mod problems;
mod reading;
mod report;
mod sheets;
mod writing;

pub use crate::format::{ColumnSpec, GUIDE_SHEET, Key, Open, TABLES, TableSpec};
pub use changes::{
    Comparison, Completion, Doubt, Reported, Why, changes, changes_csv, changes_json, changes_question,
    changes_text, changes_workbook, completed, is_same_edition, kind_word, name_of, published,
};
pub use files::csv::{guard, sheet_from_csv, sheet_to_csv, unguard};
pub use files::decode::file_name;
pub use files::{
    Opened, is_unread_table, open_file, open_files, read_file, read_files, sheets_of_file, sheets_of_files,
};
pub use merging::problems::MERGE_CATALOGUE;
pub use merging::{Asked, Merged, may_be_form, merge};
pub use problems::catalogue::{CATALOGUE, Code};
pub use problems::cms::{CMS_CATALOGUE, cms_notes};
pub use problems::summary::{summary, verdict};
pub use problems::{Problem, Severity, has_errors, problems_json};
pub use reading::about::is_page_address;
pub use reading::read_sheets;
pub use report::{CellReading, reading_lines, readings, readings_json, readings_table};
pub use sheets::{CellAddress, NumberForm, Sheet};
pub use writing::forms::write_forms;
pub use writing::next_year::{is_anything_due, next_results_year, write_next_year};
pub use writing::template::{template, template_files};
pub use writing::{write_files, write_sheets, write_workbook};
