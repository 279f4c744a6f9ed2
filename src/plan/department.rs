//! Departments.

use super::{DepartmentIndex, Lookup, Plan};
use crate::list::List;

/// The name that means every section at once, not a single one.
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

/// The departments of a plan by every name that they have.
#[derive(Debug)]
pub struct DepartmentNames<'a> {
    departments: &'a [Department],
    names: Lookup<'a>,
    aliases: Lookup<'a>,
}

impl<'a> DepartmentNames<'a> {
    /// The names of a plan's departments.
    pub fn new(plan: &'a Plan) -> DepartmentNames<'a> {
        let departments = &plan.departments;
        let mut aliases: Vec<(&str, usize)> = Vec::new();
        for (index, department) in departments.iter().enumerate() {
            aliases.extend(department.aliases.iter().map(|alias| (alias.as_str(), index)));
        }
        DepartmentNames {
            departments,
            names: Lookup::new(departments.iter().map(|department| department.name.as_str())),
            aliases: Lookup::of_pairs(aliases),
        }
    }

    /// The plan's name of a department: for an alias, the full name.
    pub fn name<'b>(&self, name: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.aliases.find(name).map_or(name, |index| &self.departments[index].name)
    }

    /// A department by its index.
    pub fn department(&self, index: DepartmentIndex) -> &'a Department {
        &self.departments[index.0]
    }

    /// The department with this name or alias.
    pub fn find(&self, name: &str) -> Option<DepartmentIndex> {
        self.names.find(self.name(name)).map(DepartmentIndex)
    }
}

impl Plan {
    /// Adds the departments that cells name and the sheet 部署 does not list, after the listed ones. The sheet may be missing,
    /// and a department that is not in the list could not be chosen.
    pub(crate) fn list_departments(&mut self) {
        let mut unlisted = self.unlisted_departments();
        self.departments.append(&mut unlisted);
    }

    /// The departments that [`Plan::list_departments`] adds.
    pub(crate) fn unlisted_departments(&self) -> Vec<Department> {
        let cells = self.outline.iter().map(|row| &row.departments);
        let cells = cells.chain(self.items.iter().map(|item| &item.departments)).flatten();
        let known = DepartmentNames::new(self);
        let unlisted = cells.map(|cell| cell.department.as_str());
        let unlisted = unlisted.filter(|name| known.find(name).is_none()).list();
        let first = Lookup::new(unlisted.iter().copied());
        let once = unlisted.iter().enumerate().filter(|(index, name)| first.find(name) == Some(*index));
        // The name is no alias of a listed department: `known` would have found it.
        once.map(|(_, name)| Department { name: (*name).to_owned(), ..Department::default() }).list()
    }
}
