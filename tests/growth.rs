//! The cost of a plan that grows tenfold, in each way that its limits allow: preparing it, drawing each view, the
//! states with as many values as possible, and the files made from it.
//!
//! The test measures the processor time of its thread, from Linux, and not the clock, so the machine's other work
//! hardly matters. A linear cost is a ratio of ten to thirteen, a cost of pairs is a hundred, and the bound is
//! between them.

#[path = "growth/plans.rs"]
mod plans;

use std::fs;
use std::rc::Rc;
use std::time::{Duration, Instant};

use machi_plan::export::open_data;
use machi_plan::locale::JA;
use machi_plan::model::{Loaded, Model, Settings};
use machi_plan::plan::Plan;
use machi_plan::planfile::{self, PlanFault, Repeated};

use machi_plan::selection::{View, ViewState};
use machi_plan::view::print_sheet;

/// The largest allowed ratio to the cost at a tenth of the size.
const MOST: u32 = 40;
/// Smaller times are not compared: the ratio of two small times is random.
const SMALL: Duration = Duration::from_millis(200);

/// The processor time of this thread on Linux; the clock on other systems.
fn spent(start: Instant) -> Duration {
    let line = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = line.split(' ').next().and_then(|number| number.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The cost of each step on a plan.
struct Costs {
    start: Instant,
    last: Duration,
    steps: Vec<(String, Duration)>,
}

impl Costs {
    fn step(&mut self, name: &str) {
        let now = spent(self.start);
        self.steps.push((name.to_owned(), now - self.last));
        self.last = spent(self.start);
    }
}

fn costs(plan: Plan) -> Vec<(String, Duration)> {
    let start = Instant::now();
    let mut costs = Costs { start, last: spent(start), steps: Vec::new() };
    assert_eq!(planfile::check(&plan), Ok(()), "the plan is over a limit");
    costs.step("checking");
    let plan = Rc::new(Loaded::new(plan, String::new()));
    costs.step("preparing");
    let settings = Settings::of("machi-plan");
    let model = Model::new(Rc::clone(&plan), settings, ViewState::default());
    let root = model.root();
    costs.step("the root");
    let (mut model, _) = model.begin_fresh();
    for (name, state) in states(&plan.prepared.plan) {
        let (next, _) = model.to(state, false).expect("another state");
        next.keys(next.state().view);
        model = next;
        costs.step(&name);
    }
    assert!(!root.0.is_empty());
    assert!(!print_sheet(&plan.prepared, &JA, &ViewState::default()).is_empty());
    costs.step("the print sheet");
    assert!(!open_data(plan.prepared.printed()).is_empty());
    costs.step("open data");
    costs.steps
}

/// Each view, with and without a query, and states with every value.
fn states(plan: &Plan) -> Vec<(String, ViewState)> {
    let first = vec![plan.items[0].id.clone()];
    let mut states = Vec::new();
    for view in View::ALL.into_iter().filter(|view| *view != View::Items) {
        let state = ViewState { view, items: first.clone(), ..ViewState::default() };
        let asked = ViewState { query: "の".to_owned(), ..state.clone() };
        states.push((format!("the view {}", view.name()), state));
        states.push((format!("a query in the view {}", view.name()), asked));
    }
    let mut named = |view, key: &str, values: Vec<String>| {
        let mut state = ViewState { view, query: "名".to_owned(), ..ViewState::default() };
        state.set_values(key, &values);
        states.push((format!("many values of {key}"), state));
    };
    let rows = plan.items.iter().flat_map(|item| &item.indicators);
    named(View::Departments, "department", plan.departments.iter().map(|of| of.name.clone()).collect());
    named(View::Indicators, "indicator", rows.map(|row| row.id.clone()).collect());
    named(View::Items, "item", plan.items.iter().map(|item| item.id.clone()).collect());
    named(View::Overview, "branch", plan.outline.iter().map(|row| row.id.clone()).collect());
    states
}

fn grows_linearly(plan: fn(usize) -> Plan, size: usize) {
    let small = costs(plan(size / 10));
    let mut told = Vec::new();
    for ((name, before), (_, after)) in small.into_iter().zip(costs(plan(size))) {
        println!("{name:40} {before:>10.1?} {after:>10.1?}");
        if after > SMALL + before * MOST {
            told.push(format!("{name}: {before:?} → {after:?}"));
        }
    }
    assert!(
        told.is_empty(),
        "ten times the plan costs far more than ten times as much:\n{}",
        told.join("\n")
    );
}

/// A plan over a limit: the refusal itself costs no more than the size of the plan.
fn is_refused(plan: impl Fn(usize) -> Plan, size: usize, expected: Repeated) {
    // The departments of items are lists in rows too, and those are counted before.
    let is_expected = |what: Option<Repeated>| what.unwrap_or(Repeated::Pairs) == expected;
    let refuse = |size: usize| {
        let plan = plan(size);
        let start = Instant::now();
        let before = spent(start);
        match planfile::check(&plan) {
            Err(PlanFault::TooMuch { what, found, limit }) => {
                assert!(is_expected(Some(what)) && found > limit)
            }
            Err(PlanFault::Listed { table: None, found, limit }) => {
                assert!(is_expected(None) && found > limit)
            }
            other => panic!("{other:?}"),
        }
        spent(start) - before
    };
    let (small, large) = (refuse(size / 10), refuse(size));
    println!("{expected:?} {small:?} {large:?}");
    assert!(large <= SMALL + small * MOST, "{small:?} → {large:?}");
}

#[test]
fn what_would_be_repeated_without_end_is_refused() {
    // A row of the outline gives its departments to every item below.
    is_refused(|size| plans::below(1_000, size), 20_000, Repeated::Pairs);
    is_refused(plans::crowded, 12_000, Repeated::Pairs);
    // Each department of an item shows each of its indicators.
    is_refused(|size| plans::one(1_000, size), 100_000, Repeated::Entries);
    // Texts beside every entry and in every path.
    is_refused(plans::noted, 200_000, Repeated::Bytes);
    is_refused(plans::named, 100_000, Repeated::Bytes);
}

#[test]
fn departments_of_a_row_above_many_items() {
    grows_linearly(plans::inherited, 5_000);
}

#[test]
fn indicators_that_many_departments_share() {
    grows_linearly(plans::reported, 3_000);
}

#[test]
fn a_deep_outline_under_many_items() {
    grows_linearly(plans::deep, 2_000);
}

#[test]
fn departments_that_no_sheet_lists() {
    grows_linearly(plans::unlisted, 500);
}

#[test]
fn many_departments_on_each_of_many_items() {
    grows_linearly(plans::crowded, 300);
}

#[test]
fn many_indicators_on_one_item() {
    grows_linearly(plans::indicators, 10_000);
}

#[test]
fn indicators_that_repeat_those_of_other_items() {
    grows_linearly(plans::repeated, 4_000);
}

#[test]
fn many_aliases_of_departments() {
    grows_linearly(plans::aliases, 100_000);
}

#[test]
fn many_short_items_with_departments() {
    grows_linearly(plans::short, 10_000);
}

#[test]
fn a_vocabulary_of_tags_for_each_item() {
    grows_linearly(plans::tagged, 4_000);
}

#[test]
fn ratings_by_others_in_another_aspect_for_each_item() {
    grows_linearly(plans::rated, 4_000);
}

#[test]
fn grades_of_one_aspect_for_each_item() {
    grows_linearly(plans::graded, 4_000);
}

#[test]
fn a_term_and_a_change_for_each_item() {
    grows_linearly(plans::explained, 4_000);
}

#[test]
fn a_long_list_of_numbers() {
    grows_linearly(plans::numbers, 20_000);
}

#[test]
fn many_sections_with_tables() {
    grows_linearly(plans::sections, 3_000);
}
