//! The second module, for the officer's page: it takes files and returns problems and finished files.
//!
//! Never in this room: the DOM (`page.js` has it), a word, markup, a rule about packages.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::locale::JA;
use crate::package::{self, CellReading, Opened, Problem, Severity};
use crate::plan::Plan;

mod editions;
mod merging;
mod products;

/// An empty workbook for a new plan, with examples: what `machi-plan template` writes.
#[wasm_bindgen]
pub fn template() -> Vec<u8> {
    package::template()
}

/// The files that the officer has chosen.
#[wasm_bindgen]
#[derive(Default)]
pub struct Chosen {
    files: Vec<(String, Vec<u8>)>,
}

#[wasm_bindgen]
impl Chosen {
    /// Starts without files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Chosen {
        Chosen::default()
    }

    /// Adds a file.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.files.push((name, bytes));
    }

    /// Reads them as one package. The error is a sentence: nothing could be read.
    pub fn read(self) -> Result<Reading, String> {
        let Opened { sheets, plan, problems } = self.open()?;
        let readings = package::readings(&sheets, &plan, &problems);
        let cms_notes = package::cms_notes(&sheets);
        Ok(Reading { files: self.files, plan, problems, cms_notes, readings })
    }
}

impl Chosen {
    fn open(&self) -> Result<Opened, String> {
        let is_csv = |(name, _): &(String, Vec<u8>)| name.to_ascii_lowercase().ends_with(".csv");
        match self.files.as_slice() {
            [(name, bytes)] => Ok(package::open_file(name, bytes)),
            files if files.iter().all(is_csv) => {
                let files = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
                Ok(package::open_files(files))
            }
            files => Err(JA.officer.several(files.len())),
        }
    }
}

/// The result of reading a package.
#[wasm_bindgen]
pub struct Reading {
    /// The files that were read: answers are merged into them.
    files: Vec<(String, Vec<u8>)>,
    plan: Plan,
    problems: Vec<Problem>,
    /// What the checker of a content management system would find in the plan's own text.
    cms_notes: Vec<Problem>,
    /// How each value is read.
    readings: Vec<CellReading>,
}

#[wasm_bindgen]
impl Reading {
    /// The last line of `machi-plan check`.
    #[wasm_bindgen(getter)]
    pub fn verdict(&self) -> String {
        package::verdict(&self.plan, &self.problems)
    }

    /// The whole output of `machi-plan check`.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> String {
        let lines = self.problems.iter().map(ToString::to_string).chain([self.verdict()]);
        lines.map(|line| line + "\n").collect()
    }

    /// Whether there is no error. Only then is the plan whole.
    #[wasm_bindgen(getter, js_name = mayBePublished)]
    pub fn may_be_published(&self) -> bool {
        !package::has_errors(&self.problems)
    }

    /// The problems as plain objects, grouped by severity: `[{severity, heading, problems: [{address, message,
    /// …}]}]`.
    #[wasm_bindgen(getter)]
    pub fn groups(&self) -> JsValue {
        groups_of(&self.problems).serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
    }

    /// How each value is read, as plain objects: `[{cells: [nine texts], doubt: "warning" or null}]`.
    #[wasm_bindgen(getter)]
    pub fn readings(&self) -> JsValue {
        let lines = self.readings.iter().flat_map(|cell| {
            let doubt = cell.doubt.map(Severity::name);
            package::reading_lines(cell).into_iter().map(move |cells| Line { cells, doubt })
        });
        let lines: Vec<_> = lines.collect();
        lines.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
    }

    /// The same as the output of `machi-plan check --readings`.
    #[wasm_bindgen(getter, js_name = readingsTable)]
    pub fn readings_table(&self) -> String {
        package::readings_table(&self.readings)
    }
}

/// The problems by severity.
fn groups_of(problems: &[Problem]) -> Vec<Group> {
    let group = |severity: Severity| {
        let of = problems.iter().filter(|problem| problem.severity() == severity);
        let problems: Vec<_> = of.map(Said::from).collect();
        Group {
            severity: severity.name(),
            heading: JA.officer.group(severity.word(), problems.len()),
            problems,
        }
    };
    let groups = [Severity::Error, Severity::Warning, Severity::Note].map(group);
    groups.into_iter().filter(|group| !group.problems.is_empty()).collect()
}

/// The problems of one severity.
#[derive(Serialize)]
struct Group {
    severity: &'static str,
    heading: String,
    problems: Vec<Said>,
}

/// One reading of a cell.
#[derive(Serialize)]
struct Line {
    cells: [String; 9],
    doubt: Option<&'static str>,
}

/// A problem in the words of the command, in separate parts for the page.
#[derive(Serialize)]
struct Said {
    address: String,
    message: String,
    hint: String,
    reference: String,
}

impl From<&Problem> for Said {
    fn from(problem: &Problem) -> Said {
        Said {
            address: problem.address_and_head(),
            message: problem.message(),
            hint: problem.hint(),
            reference: problem.reference(),
        }
    }
}
