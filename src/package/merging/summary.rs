//! What merging has done, as sentences, and its result as one file.

use super::problems as code;
use super::{Asked, Merged, Package};
use crate::export::{self, OutFile};
use crate::locale::messages;
use crate::package::Code;

impl Merged {
    /// Who has answered and who has not, what is contradictory or was written elsewhere, and how much is new: a sentence
    /// each.
    pub fn sentences(&self) -> Vec<String> {
        let words = &messages().forms;
        let count = |of: &[&Code]| self.problems.iter().filter(|problem| of.contains(&problem.code)).count();
        let (missing, came): (Vec<&Asked>, Vec<&Asked>) =
            self.departments.iter().partition(|asked| asked.is_missing);
        let mut list = Vec::new();
        if !self.departments.is_empty() {
            list.push(words.answered(self.departments.len(), came.len(), self.year.short()));
        }
        if !missing.is_empty() {
            let names: Vec<&str> = missing.iter().map(|asked| asked.department.as_str()).collect();
            list.push(words.still(names.join(messages().text.between)));
        }
        let conflicts = count(&[&code::CONFLICT, &code::FILLED]);
        if conflicts > 0 {
            list.push(words.conflicts(conflicts));
        }
        let (changed, added) = (count(&[&code::CHANGED]), count(&[&code::ADDED]));
        if changed + added > 0 {
            list.push(words.outside(changed, added));
        }
        if !self.files.is_empty() {
            list.push(words.taken(self.taken, self.rows));
        }
        if self.same > 0 && self.taken == 0 {
            list.push(words.same(self.same));
        }
        list
    }

    /// The merged plan as one file, name and bytes: the file of the plan, or, where the plan is several tables, a zip of all.
    /// `None` where nothing is new.
    pub fn one_file(&self, into: &Package) -> Option<(String, Vec<u8>)> {
        let new = |name: &str| self.files.iter().find(|(other, _)| other == name);
        match into {
            _ if self.files.is_empty() => None,
            [(name, _)] => new(name).cloned(),
            tables => {
                let file = |(name, bytes): &(&str, &[u8])| OutFile {
                    name: (*name).to_owned(),
                    bytes: new(name).map_or_else(|| bytes.to_vec(), |(_, bytes)| bytes.clone()),
                };
                let files: Vec<OutFile> = tables.iter().map(file).collect();
                Some((format!("{}.zip", self.plan.about.id), export::zip(&files)?))
            }
        }
    }
}
