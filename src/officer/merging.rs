//! The filled forms of the departments, merged into the chosen plan: who has answered, what is to mend, and the file.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::{Chosen, Group, Reading, groups_of};
use crate::locale::JA;
use crate::package::{self, Asked, Merged};

/// A plan with the answers of its departments.
#[wasm_bindgen]
pub struct Merging {
    merged: Merged,
    file: Option<(String, Vec<u8>)>,
}

fn parts(files: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

#[wasm_bindgen]
impl Reading {
    /// Merges filled forms into the file from which this plan was read.
    pub fn merge(&self, forms: &Chosen) -> Merging {
        let into = parts(&self.files);
        let merged = package::merge(&into, &parts(&forms.files));
        let file = merged.one_file(&into);
        Merging { merged, file }
    }
}

#[wasm_bindgen]
impl Merging {
    /// What was found, as a plain object: `{sentences, departments: [[four texts]], hasErrors, isMissing, groups, text}`.
    #[wasm_bindgen(getter)]
    pub fn found(&self) -> JsValue {
        let Merged { departments, problems, .. } = &self.merged;
        let sentences = self.merged.sentences();
        let lines = sentences.iter().cloned().chain(problems.iter().map(ToString::to_string));
        let found = Found {
            text: lines.map(|line| line + "\n").collect(),
            sentences,
            departments: departments.iter().map(row).collect(),
            has_errors: package::has_errors(problems),
            is_missing: departments.iter().any(|asked| asked.is_missing),
            groups: groups_of(problems),
        };
        found.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
    }

    /// The name for saving the merged plan; nothing where there is none.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> Option<String> {
        self.file.as_ref().map(|(name, _)| name.clone())
    }

    /// The merged plan.
    #[wasm_bindgen(js_name = takeBytes)]
    pub fn take_bytes(&mut self) -> Vec<u8> {
        self.file.take().map_or_else(Vec::new, |(_, bytes)| bytes)
    }
}

/// A department: its name, whether it has answered, the cells, the files.
fn row(asked: &Asked) -> [String; 4] {
    let words = &JA.officer;
    let state = match asked {
        Asked { is_missing: false, .. } => words.has_answered,
        Asked { files, .. } if files.is_empty() => words.is_missing,
        _ => words.is_blank,
    };
    let cells = words.cells(asked.cells, asked.filled);
    [asked.department.clone(), state.to_owned(), cells, asked.files.join(JA.text.between)]
}

/// What merging has found.
#[derive(Serialize)]
struct Found {
    sentences: Vec<String>,
    departments: Vec<[String; 4]>,
    #[serde(rename = "hasErrors")]
    has_errors: bool,
    #[serde(rename = "isMissing")]
    is_missing: bool,
    groups: Vec<Group>,
    /// All of it as text.
    text: String,
}
