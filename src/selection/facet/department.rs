//! The facet of departments, with the condition that they lead.

use super::{FacetSpec, PLAIN, Values};
use crate::list::List;
use crate::plan::{DepartmentIndex, DepartmentNames, Plan};
use crate::selection::per_item::PerItem;

pub(super) const DEPARTMENT: FacetSpec = FacetSpec {
    key: "department",
    only: Some("lead"),
    // Existing links have this order.
    is_first_in_address: true,
    own_label: |about| &about.departments_label,
    rename: |plan, asked| {
        // Most states name no department, and a plan can have thousands, so skip the work.
        if !asked.is_empty() {
            let names = DepartmentNames::new(plan);
            asked.iter_mut().for_each(|name| *name = names.name(name).to_owned());
        }
    },
    prepare: |plan, facts| {
        let names = plan.departments.iter().map(|department| department.name.clone()).list();
        let values = Values::plain(names, indices(plan, &facts.departments));
        vec![Values { only: Some(indices(plan, &facts.leads)), ..values }]
    },
    other_names: |plan, department| {
        let row = &plan.departments[department];
        std::iter::once(&row.kana).chain(&row.aliases).map(String::as_str).list()
    },
    ..PLAIN
};

fn indices(plan: &Plan, departments: &PerItem<DepartmentIndex>) -> PerItem<usize> {
    PerItem::of(plan, |item| departments.get(item).iter().map(|department| department.0).list())
}
