//! Departments, and how much each has to do.

use super::Plan;
use crate::list::List;

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

/// How many items a department leads and has a part in; a repost is counted once.
#[derive(Clone, Debug, PartialEq)]
pub struct DepartmentLoad<'a> {
    /// The department's name.
    pub department: &'a str,
    /// Items that it leads.
    pub lead_items: usize,
    /// Items that it has any part in.
    pub items: usize,
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

    /// What each department has to do, in the order of the sheet 部署.
    ///
    /// Cost: departments × items.
    pub fn department_loads(&self) -> Vec<DepartmentLoad<'_>> {
        let first_prints = || self.items.iter().filter(|item| item.repost_of.is_none());
        let count = |name: &str, lead_only: bool| {
            first_prints()
                .filter(|item| {
                    self.departments_of(item)
                        .iter()
                        .any(|a| self.department_name(&a.department) == name && (a.lead || !lead_only))
                })
                .count()
        };
        self.departments
            .iter()
            .map(|d| DepartmentLoad {
                department: &d.name,
                lead_items: count(&d.name, true),
                items: count(&d.name, false),
            })
            .list()
    }
}
