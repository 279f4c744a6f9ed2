//! `selection()`: the one function that decides which items are visible, in which order, with which counts.

use super::count::{Count, count};
use super::facets::{Facet, Verdict, Wanted, facets, verdict};
use super::order::order;
use super::prepared::Prepared;
use super::rows::FIRST_ROWS;
use super::state::{Sort, ViewState};
use crate::list::List;
use crate::plan::{Item, ItemIndex, Lookup, Plan};
use crate::search::{Hits, Word, narrows, words};

/// The result of applying a state to a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// All items in the chosen order.
    pub order: Vec<ItemIndex>,
    /// For each item, whether it matches.
    pub matches: Vec<bool>,
    /// For each item, whether its row is shown: the first rows that match.
    pub shown: Vec<bool>,
    /// For each item, whether its row is open.
    pub open: Vec<bool>,
    /// The id of the item that 項目 shows: the first of the state's items that the plan has, whatever the conditions.
    /// Where the plan has none of them, the first id of the state; empty where the state has none.
    pub alone: String,
    /// For each department, whether its page is shown. It is shown if the state asks for it, or asks for no
    /// department, and it takes part in an item that matches.
    pub departments: Vec<bool>,
    /// How many match.
    pub count: Count,
    /// How many items the plan has.
    pub total: Count,
    /// The facets that divide the plan, with counts under every other condition.
    pub facets: Vec<Facet>,
    /// Where the query occurs in each shown row; empty without a query.
    pub hits: Vec<Hits>,
    /// The words of the query.
    pub words: Vec<Word>,
    /// For each item, whether it has these words.
    found: Vec<bool>,
    /// For each item, which conditions it meets.
    verdicts: Vec<Verdict>,
    /// The order that the state asks for.
    sort: Sort,
}

impl Selection {
    /// How many items say each [`crate::plan::YearKind`] in the chosen years, or in any year where none is chosen, by the kind. The
    /// conditions on years do not count, every other does. An item that is in none of the years counts for what it says most.
    /// `state` is the state of the selection.
    pub fn said(&self, prepared: &Prepared, state: &ViewState) -> Vec<Count> {
        Wanted::new(prepared, state).said(prepared, &self.verdicts)
    }
}

/// What `state` shows of a plan.
///
/// Within a facet an item needs any of the values, and it must meet all facets. Cost: items × (facet values + length
/// of the searched text).
pub fn selection(prepared: &Prepared, state: &ViewState) -> Selection {
    selection_after(prepared, state, None)
}

/// The same from the selection of another state of this plan, of which it takes over what both have in common.
pub fn selection_after(prepared: &Prepared, state: &ViewState, before: Option<&Selection>) -> Selection {
    let plan = &prepared.plan;
    let query = words(&state.query);
    let found = found(prepared, &query, before);
    let wanted = Wanted::new(prepared, state);
    let verdicts = verdicts(prepared, state, &wanted, &found);
    let matches: Vec<bool> = verdicts.iter().map(|verdict| *verdict == Verdict::Meets).list();
    let sorted = before.filter(|before| before.sort == state.sort);
    let order = sorted.map_or_else(|| order(prepared, state.sort), |before| before.order.clone());
    let mut left = FIRST_ROWS.saturating_mul(usize::from(state.more) + 1);
    let asked = Lookup::new(state.items.iter().map(String::as_str));
    // Most states have no open item.
    let is_open = |item: &Item| !state.items.is_empty() && asked.find(&item.id).is_some();
    let open: Vec<bool> = plan.items.iter().map(is_open).list();
    let mut shown = vec![false; plan.items.len()];
    for &item in &order {
        // A linked item is shown even far down in a long list.
        if matches[item.0] && (left > 0 || open[item.0]) {
            shown[item.0] = true;
            left = left.saturating_sub(1);
        }
    }
    let hits = |item: ItemIndex| {
        if shown[item.0] && !query.is_empty() { prepared.index().hits(item, &query) } else { Vec::new() }
    };
    Selection {
        count: count(prepared, &|item| matches[item.0]),
        total: before.map_or_else(|| count(prepared, &|_| true), |before| before.total),
        facets: facets(prepared, &wanted, &verdicts),
        hits: plan.item_indices().map(hits).list(),
        words: query,
        departments: departments(prepared, &wanted, &matches),
        alone: alone(plan, state),
        order,
        matches,
        shown,
        open,
        found,
        verdicts,
        sort: state.sort,
    }
}

/// For each item whether it matches in a state. `near` is the selection of a state of the same plan.
pub fn matching(prepared: &Prepared, state: &ViewState, near: &Selection) -> Vec<bool> {
    let found = found(prepared, &words(&state.query), Some(near));
    let verdicts = verdicts(prepared, state, &Wanted::new(prepared, state), &found);
    verdicts.iter().map(|verdict| *verdict == Verdict::Meets).list()
}

/// For each item whether it has the words of a query. While somebody types on, only the items that had the words before are
/// looked through; where the words are the same, none is.
fn found(prepared: &Prepared, query: &[Word], before: Option<&Selection>) -> Vec<bool> {
    if query.is_empty() {
        return vec![true; prepared.plan.items.len()];
    }
    match before {
        Some(before) if before.words == query => before.found.clone(),
        Some(before) if narrows(&before.words, query) => prepared.index().find(query, Some(&before.found)),
        _ => prepared.index().find(query, None),
    }
}

fn verdicts(prepared: &Prepared, state: &ViewState, wanted: &Wanted, found: &[bool]) -> Vec<Verdict> {
    let of = |item: ItemIndex| verdict(prepared, state, wanted, found[item.0], item);
    prepared.plan.item_indices().map(of).list()
}

fn departments(prepared: &Prepared, wanted: &Wanted, matches: &[bool]) -> Vec<bool> {
    let asks_for = wanted.asks_for(prepared, "department");
    let mut shown = vec![false; prepared.plan.departments.len()];
    for item in prepared.plan.item_indices().filter(|item| matches[item.0]) {
        for department in prepared.facts.departments.get(item) {
            shown[department.0] = asks_for[department.0];
        }
    }
    shown
}

fn alone(plan: &Plan, state: &ViewState) -> String {
    let known = state.items.iter().find(|id| plan.item(id).is_some());
    known.or(state.items.first()).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::View;
    use super::*;
    use crate::plan::{
        About, Action, Assignment, Department, FiscalYear, Indicator, OutlineIndex, OutlineRow, Status,
        YearResult,
    };

    fn department(name: &str, lead: bool) -> Assignment {
        Assignment { department: name.into(), lead }
    }

    /// Two branches, three items and a repost of the first under the second branch.
    fn prepared() -> Prepared {
        Prepared::new(plan())
    }

    fn plan() -> Plan {
        let row = |id: &str, parent: Option<&str>| OutlineRow {
            id: id.into(),
            parent_id: parent.map(str::to_owned),
            name: format!("方針{id}"),
            ..OutlineRow::default()
        };
        let item = |id: &str, under: &str, name: &str, departments: Vec<Assignment>| Item {
            id: id.into(),
            outline_id: under.into(),
            name: name.into(),
            departments,
            ..Item::default()
        };
        let mut window =
            item("1", "I-1", "窓口の充実", vec![department("総務課", true), department("市民課", false)]);
        window.actions = vec![Action { cells: vec!["検討".into(), "→".into()], ..Action::default() }];
        window.indicators = vec![Indicator { id: "1.1".into(), ..Indicator::default() }; 2];
        let mut pipes =
            item("2", "II", "下水道の更新", vec![department("下水道局", true), department("総務課", false)]);
        pipes.actions =
            vec![Action { cells: vec!["".into(), "窓口で受付".into()], ..Action::default() }];
        let mut again = item("3", "II", "窓口の充実", vec![department("総務課", true)]);
        again.repost_of = Some("1".into());
        let names = ["総務課", "市民課", "下水道局"];
        Plan {
            about: About { first_year: FiscalYear(2023), last_year: FiscalYear(2024), ..About::default() },
            outline: vec![row("I", None), row("I-1", Some("I")), row("II", None)],
            items: vec![window, pipes, again],
            departments: names.map(|name| Department { name: name.into(), ..Department::default() }).into(),
            ..Plan::default()
        }
    }

    fn state(pairs: &[(&str, &str)]) -> ViewState {
        let mut state = ViewState::default();
        pairs.iter().for_each(|(key, value)| state.set(key, value));
        state
    }

    fn shown(pairs: &[(&str, &str)]) -> Vec<usize> {
        let selection = selection(&prepared(), &state(pairs));
        selection.order.iter().filter(|item| selection.shown[item.0]).map(|item| item.0).collect()
    }

    #[test]
    fn an_indicator_leaves_the_items_that_have_it() {
        assert_eq!(shown(&[("indicator", "9.9,1.1")]), [0]);
        assert_eq!(shown(&[("indicator", "9.9")]), [0; 0], "what the plan does not have leaves nothing");
        assert_eq!(shown(&[("indicator", "1.1"), ("department", "下水道局")]), [0; 0]);
        let state = state(&[("indicator", "1.1")]);
        let row = |id: &str| Indicator { id: id.into(), ..Indicator::default() };
        assert!(state.asks_for([&row("1.2"), &row("1.1")]) && !state.asks_for([&row("1.2")]));
        assert!(state.has_conditions() && ViewState::default().asks_for([&row("1.2")]));
    }

    #[test]
    fn within_a_facet_any_between_facets_all() {
        assert_eq!(shown(&[("department", "市民課,下水道局")]), [0, 1]);
        assert_eq!(shown(&[("department", "市民課,下水道局"), ("branch", "II")]), [1]);
        assert_eq!(shown(&[("department", "総務課")]), [0, 1, 2]);
        assert_eq!(shown(&[("department", "総務課"), ("lead", "true")]), [0, 2]);
        assert_eq!(shown(&[("branch", "I")]), [0], "a branch holds all below it");
        assert_eq!(shown(&[("has", "indicator")]), [0]);
        assert_eq!(shown(&[("q", "窓口")]), [0, 1, 2]);
        assert_eq!(shown(&[("q", "窓口 受付")]), [1]);
    }

    #[test]
    fn a_year_asks_for_words_or_an_arrow_not_for_a_blank() {
        assert_eq!(shown(&[("year", "R5")]), [0]);
        assert_eq!(shown(&[("year", "R6")]), [0, 1], "検討 goes on");
    }

    #[test]
    fn a_condition_that_names_nothing_leaves_nothing() {
        assert_eq!(shown(&[("department", "交通局")]), [0_usize; 0]);
        assert_eq!(shown(&[("department", "交通局,市民課")]), [0]);
        assert_eq!(shown(&[("year", "R9")]), [0_usize; 0]);
    }

    #[test]
    fn a_repost_is_counted_apart_unless_it_is_alone() {
        let count = |pairs: &[(&str, &str)]| selection(&prepared(), &state(pairs)).count;
        assert_eq!(count(&[]), Count { items: 2, reposts: 1 });
        assert_eq!(count(&[("branch", "II")]), Count { items: 2, reposts: 0 });
    }

    #[test]
    fn a_facet_counts_under_every_other_condition_but_its_own() {
        let selection = selection(&prepared(), &state(&[("department", "市民課"), ("branch", "I")]));
        let facet = |key| selection.facets.iter().find(|facet| facet.spec.key == key).unwrap();
        let counts =
            |key| facet(key).values.iter().map(|v| (v.value.clone(), v.count.items)).collect::<Vec<_>>();
        let departments = counts("department");
        assert_eq!(
            departments,
            [("総務課".to_owned(), 1), ("市民課".to_owned(), 1), ("下水道局".to_owned(), 0)]
        );
        let branches = counts("branch");
        assert_eq!(branches, [("I".to_owned(), 1), ("I-1".to_owned(), 1), ("II".to_owned(), 0)]);
        assert!(facet("department").has_only);
        assert!(selection.facets.iter().all(|facet| facet.spec.key != "has" || facet.values.len() == 1));
    }

    #[test]
    fn a_facet_that_does_not_divide_the_plan_is_left_out() {
        let mut plan = plan();
        plan.items.iter_mut().for_each(|item| item.indicators.clear());
        let facets = selection(&Prepared::new(plan), &ViewState::default()).facets;
        assert!(facets.iter().all(|facet| facet.spec.key != "has"));
    }

    /// Three items: statuses of two years, of the later year only, of the earlier year only.
    fn with_statuses(results_year: Option<u16>) -> Prepared {
        let mut plan = plan();
        let result = |year, status: &str| YearResult {
            year: FiscalYear(year),
            status: status.into(),
            ..YearResult::default()
        };
        plan.about.results_year = results_year.map(FiscalYear);
        plan.statuses =
            ["実施", "中止"].map(|status| Status { status: status.into(), ..Status::default() }).into();
        plan.items[0].results = vec![result(2023, "検討中"), result(2024, "実施"), result(2024, " 実施 ")];
        plan.items[1].results = vec![result(2024, "別の言葉"), result(2023, "")];
        plan.items[2].results = vec![result(2023, "検討中")];
        Prepared::new(plan)
    }

    #[test]
    fn a_status_is_that_of_the_reported_year_or_of_an_items_latest() {
        let counts = |year| {
            let selection = selection(&with_statuses(year), &ViewState::default());
            let facet = selection.facets.into_iter().find(|facet| facet.spec.key == "status").unwrap();
            facet.values.into_iter().map(|value| (value.value, value.count.items)).collect::<Vec<_>>()
        };
        let of = |all: &[(&str, usize)]| {
            all.iter().map(|(value, n)| ((*value).to_owned(), *n)).collect::<Vec<_>>()
        };
        // The sheet's order comes first, then the order of the items. A status that no item has is not offered.
        assert_eq!(counts(None), of(&[("実施", 1), ("別の言葉", 1), ("検討中", 1)]));
        assert_eq!(counts(Some(2024)), of(&[("実施", 1), ("別の言葉", 1)]));
        // An item without any is counted as such, a repost is not.
        assert_eq!(counts(Some(2023)), of(&[("検討中", 1), ("none", 1)]));
    }

    #[test]
    fn a_status_narrows_as_every_other_condition_does() {
        let shown = |pairs: &[(&str, &str)]| selection(&with_statuses(None), &state(pairs)).matches;
        assert_eq!(shown(&[("status", "実施")]), [true, false, false]);
        assert_eq!(shown(&[("status", "実施,検討中")]), [true, false, true]);
        assert_eq!(shown(&[("status", "実施,検討中"), ("branch", "II")]), [false, false, true]);
        assert_eq!(shown(&[("status", "中止")]), [false; 3]);
        assert!(state(&[("status", "実施")]).has_conditions());
        assert_eq!(state(&[("status", "実施")]).without_conditions(), ViewState::default());
        let facets = selection(&prepared(), &ViewState::default()).facets;
        assert!(facets.iter().all(|facet| facet.spec.key != "status"), "no statuses, no facet");
    }

    #[test]
    fn sorting_is_stable_both_ways() {
        assert_eq!(shown(&[("sort", "-number")]), [2, 1, 0]);
        assert_eq!(shown(&[("sort", "department")]), [0, 2, 1]);
        assert_eq!(shown(&[("sort", "-department")]), [1, 0, 2]);
        assert_eq!(shown(&[("sort", "-indicators")]), [0, 1, 2]);
    }

    #[test]
    fn the_item_alone_is_the_first_that_the_plan_has() {
        let alone = |items| selection(&prepared(), &state(&[("item", items), ("q", "ない言葉")])).alone;
        assert_eq!([alone("2,1"), alone("9,3,1"), alone("9,8"), alone("")], ["2", "3", "9", ""]);
    }

    #[test]
    fn the_row_above_an_item_is_not_the_item_itself() {
        let mut plan = plan();
        plan.items[1].id = "II".into();
        plan.items[2].outline_id = "9".into();
        let prepared = Prepared::new(plan);
        assert_eq!(
            [0, 1, 2].map(|item| prepared.row_above(ItemIndex(item))),
            [Some(OutlineIndex(1)), None, None]
        );
    }

    #[test]
    fn a_plan_with_nothing_in_it_selects_nothing() {
        let prepared = Prepared::new(Plan::default());
        let selection = selection(&prepared, &ViewState { view: View::Indicators, ..ViewState::default() });
        assert!(selection.facets.is_empty() && selection.order.is_empty());
    }
}
