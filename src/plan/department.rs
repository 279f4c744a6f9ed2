//! Departments.

use super::Plan;

/// The name by which a document means every section, not one.
pub const EVERY_SECTION: &str = "各課";

/// A department in a cell of 担当部署.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    /// The name as printed.
    pub department: String,
    /// Whether it is marked (主).
    pub lead: bool,
}

/// A row of the sheet 部署.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Department {
    /// The name.
    pub name: String,
    /// Its reading in hiragana.
    pub kana: String,
    /// Other names under which the document speaks of it.
    pub aliases: Vec<String>,
}

impl Plan {
    /// Adds the departments that cells name and the sheet 部署 does not list, behind those that it lists: the sheet may
    /// be missing, and what nothing lists could not be chosen.
    pub(crate) fn list_departments(&mut self) {
        let cells = self.outline.iter().map(|row| &row.departments);
        let named = cells.chain(self.items.iter().map(|item| &item.departments)).flatten();
        let mut unlisted: Vec<Department> = Vec::new();
        for assignment in named {
            let name = self.department_name(&assignment.department);
            let is_listed =
                self.departments.iter().chain(&unlisted).any(|department| department.name == name);
            if !is_listed {
                unlisted.push(Department { name: name.to_owned(), ..Department::default() });
            }
        }
        self.departments.append(&mut unlisted);
    }
}
