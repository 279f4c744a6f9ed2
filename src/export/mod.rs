//! Open data: a plan as a Frictionless Data Package of tidy CSV files, one row a datum.
//!
//! Every file has exactly the columns of [`FILES`]; UTF-8 with BOM, CRLF, cells safe in a spreadsheet, texts corrected
//! ([`crate::plan::Plan::corrected`]; `corrections.csv` shows both forms). A file is written even where it has no rows,
//! so that a program finds the same files for every plan.
//!
//! Never in this room: HTML, the DOM, writing to a disk.

mod data_package;
mod files;
mod rows;
mod values;
mod zip;

use crate::package::{Sheet, sheet_to_csv};
use crate::plan::Plan;

pub use files::{FILES, Field, FileSpec, Type};
pub use zip::zip;

/// A file of the open data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Its name, `items.csv`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The open data of a plan: the CSV files and `datapackage.json`, which describes them.
///
/// ```
/// use machi_plan::{export, plan::Plan};
/// let files = export::open_data(&Plan::default());
/// assert_eq!(files.last().unwrap().name, "datapackage.json");
/// ```
pub fn open_data(plan: &Plan) -> Vec<OutFile> {
    let mut shown = plan.corrected().0;
    shown.list_departments();
    let mut files: Vec<OutFile> = FILES
        .iter()
        .map(|spec| {
            let header = spec.fields.iter().map(|field| field.name.to_owned()).collect();
            let rows = rows::rows(spec.name, &shown);
            let rows = std::iter::once(header).chain(rows).collect();
            let sheet = Sheet { name: spec.name.to_owned(), rows };
            OutFile { name: format!("{}.csv", spec.name), bytes: sheet_to_csv(&sheet) }
        })
        .collect();
    files.push(OutFile {
        name: "datapackage.json".to_owned(),
        bytes: data_package::data_package(&shown).into_bytes(),
    });
    files
}

#[cfg(test)]
mod tests;
