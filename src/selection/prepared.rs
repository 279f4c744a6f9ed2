//! A plan prepared for selecting: the rows above each item, its departments, its values of each facet.

use std::cell::{OnceCell, RefCell};

use super::changes::Changes;
use super::facet::{FACETS, FacetSpec, Ratings, Values};
use super::per_item::PerItem;
use crate::list::List;
use crate::plan::{
    Assignment, CorrectionMiss, Department, DepartmentIndex, DepartmentNames, DocumentTable, FiscalYear,
    Item, ItemIndex, Lookup, OutlineIndex, OutlineRow, Plan, SectionIndex, SortedRows, Tree, YearKind,
};
use crate::search::Index;

/// A plan with all values that do not depend on the state, computed once.
#[derive(Debug)]
pub struct Prepared {
    /// The plan as it is shown.
    pub plan: Plan,
    /// The plan as printed, where it differs.
    printed: Option<Plan>,
    /// Corrections that changed nothing.
    pub misses: Vec<CorrectionMiss>,
    /// The years that the charts of all indicators share.
    pub indicator_years: (FiscalYear, FiscalYear),
    /// Whether the plan has indicators, and none of them has an actual.
    pub lacks_actuals: bool,
    /// The search index, once it is complete.
    index: OnceCell<Index>,
    /// The same before that, as far as it was built.
    begun: RefCell<Index>,
    /// Facts about the items.
    pub(super) facts: Facts,
    /// The values of each facet, in the order of [`FACETS`]. A facet with vocabularies is there once for each.
    pub(super) facets: Vec<(&'static FacetSpec, Values)>,
    /// For each of them, how many items have each value, reposts as any other.
    pub(super) holding: Vec<Vec<usize>>,
}

/// Facts about the items of a plan, as indices.
#[derive(Debug)]
pub(super) struct Facts {
    /// The rows above each item.
    pub tree: Tree,
    /// The departments that take part in each item.
    pub departments: PerItem<DepartmentIndex>,
    /// For each department, its place among all: by their readings where each has one, else as in the document.
    pub department_places: Vec<usize>,
    /// The departments that lead each item.
    pub leads: PerItem<DepartmentIndex>,
    /// The item that each item repeats.
    pub originals: Vec<Option<ItemIndex>>,
    /// For each item, what each year of the plan says.
    pub years: PerItem<YearKind>,
    /// The ratings of each item.
    pub ratings: Ratings,
    /// The changes by their items.
    pub changes: Changes,
    /// The items that repeat each item, in the plan's order. Each item is in at most one of these lists.
    pub reposts: Vec<Vec<ItemIndex>>,
    /// The sections by their ids.
    pub sections: SortedRows<SectionIndex>,
    /// The indicators that are repeated, by their ids: the item, and the index in it.
    pub repeated: SortedRows<(ItemIndex, usize)>,
}

impl Prepared {
    /// Prepares a plan. Cost: the length of the plan, and items × outline depth.
    pub fn new(printed: Plan) -> Prepared {
        // A plan of 100,000 items is not kept twice where both would be the same.
        if printed.corrections.is_empty() && printed.unlisted_departments().is_empty() {
            return Prepared::of_both(printed, None, Vec::new());
        }
        let (mut plan, misses) = printed.corrected();
        plan.list_departments();
        Prepared::of_both(plan, Some(printed), misses)
    }

    fn of_both(plan: Plan, printed: Option<Plan>, misses: Vec<CorrectionMiss>) -> Prepared {
        let facts = Facts::new(&plan);
        let of =
            |spec: &'static FacetSpec| (spec.prepare)(&plan, &facts).into_iter().map(move |of| (spec, of));
        let facets = FACETS.iter().flat_map(of).list();
        let mut indicators = plan.items.iter().flat_map(|item| &item.indicators).peekable();
        Prepared {
            holding: facets.iter().map(|(_, values)| values.holding()).list(),
            indicator_years: plan.indicator_years(),
            lacks_actuals: indicators.peek().is_some() && indicators.all(|row| row.actuals.is_empty()),
            index: OnceCell::new(),
            begun: RefCell::default(),
            plan,
            printed,
            misses,
            facts,
            facets,
        }
    }

    /// The plan as printed.
    pub fn printed(&self) -> &Plan {
        self.printed.as_ref().unwrap_or(&self.plan)
    }
}

impl Prepared {
    /// The search index. Its first use builds what [`Prepared::index_more`] has not.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = self.begun.take();
            self.grow(&mut index, usize::MAX);
            index
        })
    }

    /// Whether a query costs no more than itself.
    pub fn is_indexed(&self) -> bool {
        self.index.get().is_some()
    }

    /// Builds the index for about `least` further items. Each call looks up all names of departments and all terms anew, so a
    /// plan with many of them is built in fewer calls.
    pub fn index_more(&self, least: usize) {
        if self.is_indexed() {
            return;
        }
        let names: usize = self.plan.departments.iter().map(|department| 1 + department.aliases.len()).sum();
        let most = least.max(names + self.plan.glossary.len());
        let waits = self.grow(&mut self.begun.borrow_mut(), most);
        if !waits {
            self.index();
        }
    }

    fn grow(&self, index: &mut Index, most: usize) -> bool {
        index.grow(self.printed.as_ref(), &self.plan, &self.facts.tree, most)
    }
}

impl Prepared {
    /// Whether a department takes part in an item.
    pub fn takes_part(&self, item: ItemIndex, department: DepartmentIndex) -> bool {
        self.facts.departments.get(item).contains(&department)
    }

    /// The row at the top of the outline under which an item is.
    pub fn top_of(&self, item: ItemIndex) -> Option<OutlineIndex> {
        self.facts.tree.upwards(item).last()
    }

    /// The row that an item points to.
    pub fn row_of(&self, item: ItemIndex) -> Option<OutlineIndex> {
        self.facts.tree.row_of(item)
    }

    /// The fiscal year whose ratings count where a state asks for no year.
    pub fn rated_year(&self) -> FiscalYear {
        self.facts.ratings.year
    }

    /// The row of the outline that contains an item. A row that is the item itself does not count.
    pub fn row_above(&self, item: ItemIndex) -> Option<OutlineIndex> {
        let own = usize::from(Plan::is_own_outline_row(&self.plan[item]));
        self.facts.tree.upwards(item).nth(own)
    }

    /// Whether an item is below a row of the outline.
    pub fn is_below(&self, item: ItemIndex, row: OutlineIndex) -> bool {
        self.facts.tree.upwards(item).any(|above| above == row)
    }

    /// The rows above an item, from the top, ending with the row that it points to.
    pub fn ancestors(&self, item: ItemIndex) -> Vec<OutlineIndex> {
        self.facts.tree.ancestors(item)
    }

    /// The rows above an item, from the top. The item's own row is left out where that row is the item itself.
    pub fn path(&self, item: ItemIndex) -> Vec<&OutlineRow> {
        self.facts.tree.path(&self.plan, item)
    }

    /// The departments of an item: its own, or those of the nearest row above that names some.
    pub fn departments_of(&self, item: ItemIndex) -> &[Assignment] {
        self.facts.tree.departments_of(&self.plan, item)
    }

    /// Whether the document names the departments only for the row above as a whole, not for this item.
    pub fn departments_inherited(&self, item: ItemIndex) -> bool {
        self.facts.tree.departments_inherited(&self.plan, item)
    }

    /// The page of an item: its own, or that of the nearest row above that has one. Empty where there is none.
    pub fn page_of(&self, item: ItemIndex) -> &str {
        self.facts.tree.page_of(&self.plan, item)
    }

    /// The row above a row of the outline, where it comes earlier.
    pub fn parent(&self, row: OutlineIndex) -> Option<OutlineIndex> {
        self.facts.tree.parent(row)
    }

    /// The item that an item repeats.
    pub fn original(&self, item: ItemIndex) -> Option<ItemIndex> {
        self.facts.originals[item.0]
    }

    /// The item that has the indicator with this id, if another indicator repeats that one.
    pub fn item_of_repeated(&self, id: &str) -> Option<&Item> {
        let found = self.facts.repeated.find(id, |(item, at)| &self.plan[item].indicators[at].id);
        found.map(|(item, _)| &self.plan[item])
    }

    /// The section that a table of the document belongs to.
    pub fn section_of(&self, table: &DocumentTable) -> Option<SectionIndex> {
        self.facts.sections.find(table.section_id.as_ref()?, |section| &self.plan[section].id)
    }

    /// For each section its tables, in the plan's order.
    pub fn tables_of_sections(&self) -> Vec<Vec<&DocumentTable>> {
        let mut tables = vec![Vec::new(); self.plan.sections.len()];
        for table in &self.plan.tables {
            if let Some(section) = self.section_of(table) {
                tables[section.0].push(table);
            }
        }
        tables
    }

    /// The items that repeat an item, in the plan's order.
    pub fn reposts(&self, item: ItemIndex) -> &[ItemIndex] {
        &self.facts.reposts[item.0]
    }
}

/// See [`Facts::department_places`]. Kanji have no order without a reading.
fn department_places(departments: &[Department]) -> Vec<usize> {
    let mut places = (0..departments.len()).list();
    if departments.iter().all(|department| !department.kana.is_empty()) {
        let readings = Lookup::new(departments.iter().map(|department| department.kana.as_str()));
        readings.in_order().enumerate().for_each(|(place, department)| places[department] = place);
    }
    places
}

impl Facts {
    fn new(plan: &Plan) -> Facts {
        let tree = Tree::new(plan);
        let names = DepartmentNames::new(plan);
        let departments = |lead_only: bool| {
            PerItem::of(plan, |item| {
                let cells = tree.departments_of(plan, item).iter().filter(|cell| cell.lead || !lead_only);
                cells.filter_map(|cell| names.find(&cell.department)).list()
            })
        };
        let ids = Lookup::new(plan.items.iter().map(|item| item.id.as_str()));
        let original = |id: &String| ids.find(id).map(ItemIndex);
        let originals = plan.items.iter().map(|item| item.repost_of.as_ref().and_then(original)).list();
        let mut reposts = vec![Vec::new(); plan.items.len()];
        for (item, original) in plan.item_indices().zip(&originals) {
            if let Some(original) = original {
                reposts[original.0].push(item);
            }
        }
        let sections = plan.sections.iter().enumerate().map(|(at, row)| (row.id.as_str(), SectionIndex(at)));
        Facts {
            departments: departments(false),
            department_places: department_places(&plan.departments),
            leads: departments(true),
            tree,
            years: PerItem::of(plan, |item| plan.years_of(&plan[item]).iter().map(|year| year.kind).list()),
            ratings: Ratings::new(plan),
            changes: Changes::new(plan),
            originals,
            reposts,
            sections: SortedRows::new(sections.list()),
            repeated: repeated(plan),
        }
    }
}

/// The indicators that others repeat.
fn repeated(plan: &Plan) -> SortedRows<(ItemIndex, usize)> {
    let rows = || {
        let of_item = |item: ItemIndex| {
            plan[item].indicators.iter().enumerate().map(move |(at, row)| ((item, at), row))
        };
        plan.item_indices().flat_map(of_item)
    };
    let asked = Lookup::new(rows().filter_map(|(_, row)| row.repost_of.as_deref()));
    let found = rows().filter(|(_, row)| asked.find(&row.id).is_some());
    SortedRows::new(found.map(|(at, row)| (row.id.as_str(), at)).list())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{FINDS, Item};

    /// An outline in columns of 31 rows, and items that name departments which no sheet lists.
    fn large(rows: usize, items: usize, departments: usize) -> Plan {
        let row = |at: usize| OutlineRow {
            id: format!("row-{at}"),
            parent_id: (!at.is_multiple_of(31)).then(|| format!("row-{}", at - 1)),
            ..OutlineRow::default()
        };
        let cells = |item: usize| {
            let name = move |at| format!("department-{item}-{at}");
            (0..departments).map(move |at| Assignment { department: name(at), lead: false })
        };
        let item = |at: usize| Item {
            id: format!("item-{at}"),
            outline_id: format!("row-{}", rows - 1 - at % rows),
            departments: cells(at).collect(),
            ..Item::default()
        };
        Plan {
            outline: (0..rows).map(row).collect(),
            items: (0..items).map(item).collect(),
            ..Plan::default()
        }
    }

    #[test]
    fn an_index_that_was_built_in_pieces_finds_what_a_whole_one_finds() {
        let words = crate::search::words("item-1");
        let found = |prepared: &Prepared| prepared.index().find(&words, None);
        let whole = found(&Prepared::new(large(31, 250, 0)));
        assert!(whole.contains(&true) && whole.contains(&false));
        for pieces in 0..4 {
            let prepared = Prepared::new(large(31, 250, 0));
            (0..pieces).for_each(|_| prepared.index_more(100));
            assert_eq!((prepared.is_indexed(), found(&prepared)), (pieces == 3, whole.clone()));
        }
        let many_names = Prepared::new(large(31, 250, 2));
        many_names.index_more(100);
        assert!(many_names.is_indexed(), "500 names are looked up once");
    }

    /// Each of these took minutes while every row was searched one by one. The test counts the look-ups of a text;
    /// each costs the logarithm of the rows.
    #[test]
    fn preparing_looks_for_each_text_of_a_plan_a_few_times() {
        for (rows, items, departments) in [(10_000, 20_000, 0), (31, 10_000, 20)] {
            let plan = large(rows, items, departments);
            let before = FINDS.get();
            let prepared = Prepared::new(plan);
            let texts = rows + items + items * departments;
            assert!(FINDS.get() - before <= 16 * texts, "{} for {texts}", FINDS.get() - before);
            assert_eq!(prepared.plan.departments.len(), items * departments);
            let last = ItemIndex(items - 1);
            assert_eq!(prepared.departments_of(last).len(), departments);
            assert_eq!(prepared.path(last).len(), (rows - 1 - last.0 % rows) % 31 + 1);
        }
    }
}
