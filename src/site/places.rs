//! Where everything of the plan is on the site.

use std::collections::{BTreeMap, BTreeSet};

use maud::html;

use super::SiteOptions;
use crate::locale::Locale;
use crate::plan::{DepartmentIndex, DepartmentNames, Indicator, ItemIndex, Plan};
use crate::selection::{Load, Prepared, loads};
use crate::view::{FIGURES, Page, department_page, drawings, file_name, item_page};

/// The figures of an item: the rows of each with its drawing, where it has one.
type Drawings<'a> = Vec<(Vec<&'a Indicator>, Option<String>)>;

/// The paths of the pages, and what every page needs.
pub(super) struct Places<'a> {
    /// The facts of the views.
    pub page: &'a Page<'a>,
    /// The options of the site.
    pub options: &'a SiteOptions<'a>,
    /// The departments that have a page, with their items.
    pub departments: Vec<(DepartmentIndex, Load)>,
    /// Their other names, where no page has that name already.
    pub aliases: Vec<(String, DepartmentIndex)>,
    /// The drawings of each item, which its page and its files need.
    drawings: Vec<Drawings<'a>>,
    /// The path of the page of each item, also of those that went, by its id as markup writes it.
    items: BTreeMap<String, String>,
    /// The path of the page of each department, by each of its names as markup writes it.
    names: BTreeMap<String, String>,
}

impl<'a> Places<'a> {
    pub(super) fn new(page: &'a Page<'a>, options: &'a SiteOptions<'a>) -> Places<'a> {
        let prepared = page.prepared;
        let plan = &prepared.plan;
        let ids = plan.items.iter().map(|item| &item.id).chain(prepared.gone().map(|(end, _)| &end.id));
        let items = ids.map(|id| (written(id), item_page(id))).collect();
        let loads = plan.department_indices().zip(loads(prepared));
        let departments: Vec<_> = loads.filter(|(_, load)| !load.all.is_empty()).collect();
        let drawings = plan.items.iter().map(|item| drawings(page, item)).collect();
        let (aliases, names) = (Vec::new(), BTreeMap::new());
        let mut places = Places { page, options, departments, aliases, drawings, items, names };
        let known = DepartmentNames::new(plan);
        for item in plan.item_indices() {
            for named in prepared.departments_of(item) {
                if let Some(of) = known.find(&named.department) {
                    places.names.insert(written(&named.department), department_page(&plan[of].name));
                }
            }
        }
        for (of, _) in &places.departments {
            let name = &plan[*of].name;
            places.names.insert(written(name), department_page(name));
        }
        let pages = places.departments.iter().map(|(of, _)| department_page(&plan[*of].name));
        let mut taken: BTreeSet<String> = pages.collect();
        for (of, _) in &places.departments {
            let aliases = plan[*of].aliases.iter().filter(|alias| !alias.is_empty());
            for alias in aliases.filter(|alias| taken.insert(department_page(alias))) {
                places.aliases.push((alias.clone(), *of));
            }
        }
        places
    }

    pub(super) fn prepared(&self) -> &'a Prepared {
        self.page.prepared
    }

    pub(super) fn plan(&self) -> &'a Plan {
        &self.page.prepared.plan
    }

    pub(super) fn locale(&self) -> &'a Locale {
        self.page.locale
    }

    /// The path of the page of an item. `id` is as markup writes it.
    pub(super) fn item(&self, id: &str) -> Option<&str> {
        self.items.get(id).map(String::as_str)
    }

    /// The path of the page of a department. `name` is as markup writes it.
    pub(super) fn department(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }

    /// The drawing of an indicator of an item, where it has one.
    pub(super) fn drawing(&self, item: ItemIndex, row: &Indicator) -> Option<&str> {
        let is_its = |(rows, _): &&(Vec<&Indicator>, _)| rows.iter().any(|one| one.id == row.id);
        self.drawings[item.0].iter().find(is_its)?.1.as_deref()
    }

    /// The address of a file of the site.
    pub(super) fn address(&self, path: &str) -> String {
        // The first page is that of the folder.
        [self.options.base, if path == FIRST { "" } else { path }].concat()
    }
}

/// The first page.
pub(super) const FIRST: &str = "index.html";

/// A text as markup writes it.
pub(super) fn written(text: &str) -> String {
    html! { (text) }.0
}

/// The id of a row of the outline on the first page.
pub(super) fn row_anchor(id: &str) -> String {
    ["outline-", &file_name(id)].concat()
}

/// The path of a file about an indicator.
pub(super) fn figure_file(id: &str, suffix: &str) -> String {
    [FIGURES, "/", &file_name(id), ".", suffix].concat()
}
