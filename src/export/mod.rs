//! Open data: a plan as a Frictionless Data Package of tidy CSV files, where each row is one datum.
//!
//! Every file has exactly the columns of `files.rs`; UTF-8 with BOM, CRLF, cells safe in a spreadsheet, texts corrected
//! ([`crate::plan::Plan::corrected`]; `corrections.csv` shows both forms). A file is written even where it has no rows,
//! so that a program finds the same files for every plan; those of `later.rs` are written where they have rows.
//!
//! Never in this room: HTML, the DOM, writing to a disk.

mod columns;
mod csv;
mod data_package;
mod excel;
mod files;
mod json;
mod later;
mod rows;
mod values;
mod zip;

use crate::plan::{Indicator, Item, ItemIndex, Plan};
use crate::selection::Prepared;

#[cfg(feature = "package")]
pub(crate) use csv::is_formula;
pub use csv::{BOM, Csv, guard};
pub use excel::list_at;
pub use zip::zip;

use crate::list::List;
use files::{FILES, OpenFile};
use later::LATER;
use rows::Rows;

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
    open_data_of(&Prepared::new(plan.clone()))
}

/// The same for a plan that is already prepared.
pub fn open_data_of(prepared: &Prepared) -> Vec<OutFile> {
    let texts = FILES.into_iter().map(|file| (file, file.text(prepared)));
    let later = LATER.into_iter().map(|file| (file, file.text(prepared)));
    // Without a row the text is only a header.
    let later = later.filter(|(_, text)| text.trim_end().contains("\r\n"));
    let texts = texts.chain(later).list();
    let described = data_package::data_package(&prepared.plan, texts.iter().map(|(file, _)| *file));
    let csv = |(file, text): (&dyn OpenFile, String)| OutFile {
        name: format!("{}.csv", file.spec().name),
        bytes: (BOM.to_owned() + &text).into_bytes(),
    };
    let mut files = texts.into_iter().map(csv).list();
    files.push(OutFile { name: "datapackage.json".to_owned(), bytes: described.into_bytes() });
    files
}

/// Some items as in `items.csv`, without its BOM.
pub fn items_at(prepared: &Prepared, items: &[ItemIndex]) -> String {
    let mut rows = Rows::new(&prepared.plan.about.id, &files::ITEMS);
    items.iter().for_each(|item| rows::item(&mut rows, prepared, *item));
    rows.text()
}

/// The values of an item's indicators, the series of one chart, as in `values.csv`, with its BOM. `plan` is the plan
/// as it is shown.
pub fn values_of<'a>(
    plan: &Plan,
    item: &Item,
    indicators: impl IntoIterator<Item = &'a Indicator>,
) -> String {
    let mut rows = Rows::new(&plan.about.id, &files::VALUES);
    for indicator in indicators {
        values::indicator(&mut rows, item, indicator);
    }
    BOM.to_owned() + &rows.text()
}

#[cfg(test)]
mod tests;
