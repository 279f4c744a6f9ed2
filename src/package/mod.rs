//! The plan package: sheets of cells with addresses ⇄ a plan, with every problem named by its cell.
//!
//! ```text
//! workbook ─┐
//! zip ── csv ─▶ sheets ─ layout ─ columns ─▶ rows ─ read ─▶ (Plan, Vec<Problem>)
//! files ◀ csv ── sheets ◀──────────────────────── write ─── Plan
//! ```
//!
//! [`read_file`] takes one file, a workbook or a zip; [`read_files`] the files of a folder as names and bytes;
//! [`read_sheets`] takes sheets, wherever they come from.
//! Neither stops at the first problem, and neither fails: where a [`Problem`] is an error, the plan beside it is not
//! whole and must not be published. What cannot be read is kept as printed and reported; nothing is guessed.
//!
//! Never in this room: files and folders themselves, HTML, the DOM.

mod archive;
mod catalogue;
mod cms;
mod columns;
mod csv;
mod decode;
mod file;
mod guide;
mod layout;
mod next_year;
mod problem;
mod read;
mod read_about;
mod read_document;
mod read_indicators;
mod read_items;
mod read_lists;
mod read_outline;
mod recognise;
mod references;
mod row;
mod sheet;
mod summary;
mod tables;
mod template;
mod workbook;
mod write;
mod write_workbook;

pub use catalogue::{CATALOGUE, Code};
pub use cms::{CMS_CATALOGUE, cms_notes};
pub use csv::{guard, sheet_from_csv, sheet_to_csv, unguard};
pub use decode::file_name;
pub use file::{Opened, open_file, open_files, read_file, read_files, sheets_of_file, sheets_of_files};
pub use guide::{ColumnGuide, GUIDE, TableGuide, YearGuide};
pub use next_year::{next_results_year, write_next_year};
pub use problem::{Problem, Severity, has_errors, problems_json};
pub use read::read_sheets;
pub use sheet::{Sheet, cell_address};
pub use summary::{summary, verdict};
pub use tables::{ColumnSpec, GUIDE_SHEET, TABLES, TableSpec};
pub use template::{template, template_files};
pub use write::{write_files, write_sheets, write_workbook};
