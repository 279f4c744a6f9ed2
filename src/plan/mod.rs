//! The plan as types: the text of the document as printed, and its readings.
//!
//! Never in this room: input and output, HTML, the DOM, serde, a word of the interface.

mod about;
mod change;
mod correction;
mod department;
mod difference;
mod document;
mod grammar;
mod index;
mod indicator;
mod item;
mod lookup;
mod outline;
mod part;
mod planned;
mod rating;
mod schedule;
mod tree;
mod unit;
mod value;
mod word;
mod year;

pub use about::About;
pub use change::{Change, ChangeKind};
pub use correction::{CONFIRMED, Correction, CorrectionMiss, MAX_GROWTH, MAX_WORK, Miss};
pub use department::{Assignment, Department, DepartmentNames, EVERY_SECTION};
pub use difference::{Difference, Movement, Trend, plain_number};
pub use document::{DocumentChart, DocumentTable, HeadGroup, Section};
pub use grammar::{RowGrammar, is_bracketed_number, minus_of, read_value};
pub use index::{DepartmentIndex, ItemIndex, OutlineIndex, SectionIndex};
pub use indicator::{Direction, Indicator, Kind, RATE_UNIT, YearCell};
pub use item::{Action, Item, YearResult};
#[cfg(test)]
pub(crate) use lookup::FINDS;
pub use lookup::{Lookup, SortedRows};
pub use outline::OutlineRow;
pub use part::{Line, PLANNED, ScheduleColumn, is_line_or_part, read_part};
pub use planned::{PlannedYear, YearKind};
pub use rating::Rating;
pub use schedule::{Bar, Bars, Entry, ScheduleCell, read_bars, read_cell, read_row};
pub use tree::Tree;
pub use value::{Comparator, Decimal, Reading, is_dash};
pub use word::{Stage, Status, Term};
pub use year::FiscalYear;
pub(crate) use year::year_end;

/// One city's plan, complete and in printed order.
///
/// Text fields hold the text of the package's cells: the printed text, with the misreadings of the conversion.
/// [`Plan::corrected`] gives the plan as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The sheet 計画.
    pub about: About,
    /// The sheet 体系, parents before their children.
    pub outline: Vec<OutlineRow>,
    /// The sheets 取組, 年次計画, 指標, 実績 and 評価.
    pub items: Vec<Item>,
    /// The sheet 部署.
    pub departments: Vec<Department>,
    /// The sheet 本文, parents before their children.
    pub sections: Vec<Section>,
    /// The sheet 表 with the sheet of each table.
    pub tables: Vec<DocumentTable>,
    /// The sheet 訂正.
    pub corrections: Vec<Correction>,
    /// The sheet 状況区分.
    pub statuses: Vec<Status>,
    /// The sheet 用語.
    pub glossary: Vec<Term>,
    /// The sheet 変更.
    pub changes: Vec<Change>,
    /// The year columns of 年次計画; empty where each year of the plan has one.
    pub schedule_columns: Vec<ScheduleColumn>,
}

impl Plan {
    /// The fiscal years of the plan, first to last.
    pub fn years(&self) -> impl Iterator<Item = FiscalYear> + Clone + use<> {
        (self.about.first_year.0..=self.about.last_year.0).map(FiscalYear)
    }

    /// The first and the last year of the axis that all charts of indicators share: the years of the plan, and the
    /// years of baselines before them. The axis goes back at most as many years as the plan has: one very old
    /// baseline would squeeze every chart. The chart with that baseline goes back further alone.
    pub fn indicator_years(&self) -> (FiscalYear, FiscalYear) {
        let (first, last) = (self.about.first_year, self.about.last_year);
        let earliest = first.0.saturating_sub((last.0 + 1).saturating_sub(first.0));
        let rows = self.items.iter().flat_map(|item| &item.indicators);
        let years = rows.filter(|row| !row.baseline.trim().is_empty()).filter_map(|row| row.baseline_year);
        (years.filter(|year| year.0 >= earliest).fold(first, std::cmp::min), last)
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Whether the outline row of the item is the item itself. The document then has no separate part for it.
    pub fn is_own_outline_row(item: &Item) -> bool {
        item.id == item.outline_id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let lead = |name: &str| vec![Assignment { department: name.into(), lead: false }];
        Plan {
            outline: vec![
                OutlineRow { id: "1".into(), name: "上".into(), page: "3".into(), ..OutlineRow::default() },
                OutlineRow {
                    id: "1-1".into(),
                    parent_id: Some("1".into()),
                    name: "下".into(),
                    departments: lead("財政局"),
                    ..OutlineRow::default()
                },
            ],
            items: vec![
                Item { id: "1-1".into(), outline_id: "1-1".into(), name: "下".into(), ..Item::default() },
                Item { id: "1-1a".into(), outline_id: "1-1".into(), name: "子".into(), ..Item::default() },
            ],
            departments: vec![Department {
                name: "財政局".into(),
                aliases: vec!["財政".into()],
                ..Department::default()
            }],
            ..Plan::default()
        }
    }

    #[test]
    fn an_item_that_is_its_own_row_leaves_that_row_out_of_its_path() {
        let plan = plan();
        let tree = Tree::new(&plan);
        let names =
            |item| tree.path(&plan, ItemIndex(item)).iter().map(|row| row.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(0), ["上"]);
        assert_eq!(names(1), ["上", "下"]);
    }

    #[test]
    fn departments_and_page_come_from_the_nearest_row_above_and_say_so() {
        let plan = plan();
        let tree = Tree::new(&plan);
        let [own, other] = [ItemIndex(0), ItemIndex(1)];
        assert_eq!(tree.departments_of(&plan, other)[0].department, "財政局");
        assert!(tree.departments_inherited(&plan, other));
        assert!(!tree.departments_inherited(&plan, own));
        assert_eq!(tree.page_of(&plan, other), "3");
        let names = DepartmentNames::new(&plan);
        assert_eq!((names.name("財政"), names.find("財政")), ("財政局", Some(DepartmentIndex(0))));
    }

    #[test]
    fn a_cycle_in_the_outline_ends() {
        let mut plan = plan();
        plan.outline[0].parent_id = Some("1-1".into());
        assert!(Tree::new(&plan).ancestors(ItemIndex(1)).len() <= 3);
    }
}
