//! Open data: a plan as a Frictionless Data Package of tidy CSV files, one row a datum.
//!
//! Every file has exactly the columns of [`FILES`]; UTF-8 with BOM, CRLF, cells safe in a spreadsheet, texts corrected
//! ([`crate::plan::Plan::corrected`]; `corrections.csv` shows both forms). A file is written even where it has no rows,
//! so that a program finds the same files for every plan.
//!
//! Never in this room: HTML, the DOM, writing to a disk.

mod csv;
#[cfg(feature = "package")]
mod data_package;
mod files;
mod rows;
mod values;
#[cfg(feature = "package")]
mod zip;

use crate::plan::{Indicator, Item, Plan};

#[cfg(feature = "package")]
pub(crate) use csv::is_formula;
pub use csv::{BOM, csv, guard};
pub use files::{FILES, Field, FileSpec, Type};
#[cfg(feature = "package")]
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
#[cfg(feature = "package")]
pub fn open_data(plan: &Plan) -> Vec<OutFile> {
    let mut shown = plan.corrected().0;
    shown.list_departments();
    let mut files = csv_files(&shown);
    files.push(OutFile {
        name: "datapackage.json".to_owned(),
        bytes: data_package::data_package(&shown).into_bytes(),
    });
    files
}

/// The CSV files of a plan as it is shown.
pub fn csv_files(plan: &Plan) -> Vec<OutFile> {
    let written = |spec: &FileSpec| OutFile {
        name: format!("{}.csv", spec.name),
        bytes: file(spec.name, rows::rows(spec.name, plan)).into_bytes(),
    };
    FILES.iter().map(written).collect()
}

/// The values of one indicator, as they stand in `values.csv`; `plan` is the plan as it is shown.
pub fn values_of(plan: &Plan, item: &Item, indicator: &Indicator) -> String {
    let mut rows = Vec::new();
    values::add_indicator(&mut rows, plan, item, indicator);
    file("values", rows)
}

/// The text of a file: BOM, header, rows.
fn file(name: &str, rows: Vec<Vec<String>>) -> String {
    let fields = FILES.iter().find(|spec| spec.name == name).map_or(&[][..], |spec| spec.fields);
    let header = fields.iter().map(|field| field.name.to_owned()).collect();
    BOM.to_owned() + &csv(&[header]) + &csv(&rows)
}

#[cfg(test)]
mod tests;
