//! A change is the whole difference of two states: after any sequence of states, a widget draws the same as a fresh
//! one in its last state.

#[allow(dead_code, reason = "the target of fragments that are adopted needs more of it")]
mod tree;

#[path = "model/long.rs"]
mod long;

use std::fs;
use std::path::Path;
use std::rc::Rc;

use machi_plan::model::{Change, Loaded, Model, Part, Settings, Step, Wanted, followed};
use machi_plan::plan::Plan;
use machi_plan::selection::{View, ViewState};
use machi_plan::view;
use tree::Tree;

/// The first items of the plan of a city in `data`, without its prose, which no state changes.
fn plan(city: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city);
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    let (mut plan, _) =
        machi_plan::package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    plan.items.truncate(14);
    plan.sections.clear();
    plan.tables.clear();
    plan
}

fn settings(has_controls: bool) -> Settings {
    Settings { has_controls, ..Settings::of("machi-plan") }
}

fn apply(tree: &mut Tree, model: &Model, change: &Change) {
    change.steps.iter().for_each(|step| tree.apply(model, step));
}

/// Draws a change that no state makes, if there is one. Returns whether there was.
fn follow(next: Option<(Model, Change)>, model: &mut Model, tree: &mut Tree) -> bool {
    let Some((next, change)) = next else { return false };
    apply(tree, &next, &change);
    *model = next;
    true
}

/// A fresh widget in a state, drawn.
fn fresh(plan: &Rc<Loaded>, has_controls: bool, state: &ViewState) -> (Model, Tree, Change) {
    let model = Model::new(Rc::clone(plan), settings(has_controls), state.clone());
    let mut tree = Tree::parse(&model.root().into_string());
    let (model, change) = model.begin_fresh();
    apply(&mut tree, &model, &change);
    (model, tree, change)
}

/// Numbers that depend only on the seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// The state with one key changed.
fn stepped(plan: &Plan, state: &ViewState, numbers: &mut Numbers) -> ViewState {
    let mut state = state.clone();
    let item = |numbers: &mut Numbers| plan.items[numbers.below(plan.items.len())].id.clone();
    match numbers.below(12) {
        0 | 1 => state.view = View::ALL[numbers.below(View::ALL.len())],
        2 => state.set("q", ["", "窓口", "市民 サービス", "の", "ない言葉", "<b>&"][numbers.below(6)]),
        3 | 4 => {
            let id = item(numbers);
            let is_open = state.items.contains(&id);
            state.choose("item", &id, !is_open);
        }
        5 => {
            let name = &plan.departments[numbers.below(plan.departments.len())].name;
            let is_chosen = state.values("department").contains(name);
            state.choose("department", name, !is_chosen);
        }
        6 => state.set("lead", if state.get("lead").is_some() { "false" } else { "true" }),
        7 => state.set("sort", ["", "-number", "department", "-indicators"][numbers.below(4)]),
        8 => state.set("branch", &plan.outline[numbers.below(plan.outline.len())].id),
        9 => state.set("has", ["", "indicator", "result"][numbers.below(3)]),
        10 => {
            let rows: Vec<_> = plan.items.iter().flat_map(|item| &item.indicators).collect();
            state.set("indicator", &rows[numbers.below(rows.len())].id);
        }
        _ => state = ViewState { view: state.view, ..ViewState::default() },
    }
    state
}

/// What is written in any case: not the inside of a closed row, not the content of a figure in the view of all figures, not the
/// counts of facets, which may be closed.
fn written(tree: &Tree) -> Vec<String> {
    let mut tree = tree.clone();
    for count in tree.of_classes(0, view::COUNT) {
        if tree.is_below(count, view::FACET) {
            tree.say(count, "");
        }
    }
    tree.remove_all(view::INSIDE, Tree::is_closed);
    for figure in tree.of_classes(0, view::FIGURE) {
        if !tree.is_below(figure, view::INSIDE) {
            tree.say(figure, "");
        }
    }
    tree.lines()
}

/// The same widget after the browser was idle, and all facets were opened.
fn complete(model: &Model, tree: &Tree) -> (Model, Tree) {
    let (mut model, mut tree) = (model.clone(), tree.clone());
    for nth in 0..model.selected().facets.len() {
        follow(model.facet_opened(nth, true), &mut model, &mut tree);
    }
    while follow(model.filled(Wanted::Soon, 50_000), &mut model, &mut tree) {}
    assert!(!model.lacks());
    (model, tree)
}

fn assert_same(moved: &[String], fresh: &[String], says: &str) {
    let at = moved.iter().zip(fresh).position(|(moved, fresh)| moved != fresh);
    let around =
        |lines: &[String], at: usize| lines[at.saturating_sub(3)..lines.len().min(at + 3)].join("\n");
    if let Some(at) = at {
        panic!("{says}\nmoved:\n{}\nfresh:\n{}", around(moved, at), around(fresh, at));
    }
    assert_eq!(moved.len(), fresh.len(), "{says}");
}

fn walk(city: &str, has_controls: bool, steps: usize, seed: u64) {
    let plan = Rc::new(Loaded::new(plan(city), "89abcdef01234567".to_owned()));
    let mut numbers = Numbers(seed);
    let (mut model, mut tree, _) = fresh(&plan, has_controls, &ViewState::default());
    let mut changes = 0;
    for step in 0..steps {
        let state = stepped(&plan.prepared.plan, model.state(), &mut numbers);
        let Some((next, change)) = model.to(state.clone(), false) else { continue };
        apply(&mut tree, &next, &change);
        changes += 1;
        model = next;
        let (fresh, expected, all) = fresh(&plan, has_controls, &state);
        let says = format!("{city}, step {step}, {state:?}");
        // What both have written, then everything.
        assert_same(&written(&tree), &written(&expected), &says);
        if step % 4 == 0 {
            let (whole, expected) = (complete(&model, &tree).1, complete(&fresh, &expected).1);
            assert_same(&whole.lines(), &expected.lines(), &says);
        }
        assert_eq!(change.marks, all.marks, "{says}");
        // Sometimes a facet is opened or closed, and sometimes the browser is idle in between, never for long.
        follow(model.facet_opened(numbers.below(8), numbers.below(2) == 0), &mut model, &mut tree);
        if numbers.below(3) == 0 {
            follow(model.filled(Wanted::Soon, 1 + numbers.below(20_000)), &mut model, &mut tree);
        }
    }
    assert!(changes * 2 > steps, "a walk in which hardly anything changes compares hardly anything");
}

#[test]
fn a_changed_widget_equals_a_fresh_one() {
    walk("yamaguchi", true, 60, 1);
    walk("okayama", true, 60, 2);
    walk("yamaguchi", false, 30, 3);
}

/// A fragment has all of it already, so a widget that has filled up is that fragment with the parts of the script.
#[test]
fn a_filled_widget_has_all_that_a_fragment_has() {
    for (city, view) in [("yamaguchi", View::Items), ("okayama", View::Indicators)] {
        let plan = Rc::new(Loaded::new(plan(city), String::new()));
        let state = ViewState { view, ..ViewState::default() };
        let (model, tree, _) = fresh(&plan, false, &state);
        let has_controls = false;
        let options =
            view::FragmentOptions { state: state.clone(), has_controls, ..view::FragmentOptions::default() };
        let prepared = &plan.prepared;
        let whole =
            Tree::parse(&view::fragment(prepared, "", &machi_plan::locale::JA, &options).into_string());
        let boxes = |tree: &Tree| tree.lines_of(tree.view_box(view).unwrap());
        assert!(
            model.lacks() && boxes(&tree).len() < boxes(&whole).len(),
            "{view:?}: much is missing at first"
        );
        assert_same(&boxes(&complete(&model, &tree).1), &boxes(&whole), view.name());
    }
}

#[test]
fn a_change_names_only_differences() {
    let plan = Rc::new(Loaded::new(plan("yamaguchi"), String::new()));
    let (model, tree, _) = fresh(&plan, true, &ViewState::default());
    let (model, _) = complete(&model, &tree);
    assert!(model.to(ViewState::default(), false).is_none(), "the same state");
    let item = plan.prepared.plan.items[3].id.clone();
    let (_, change) = model.to(ViewState { items: vec![item], ..ViewState::default() }, false).unwrap();
    let is_row = |step: &&Step| matches!(step, Step::Set(Part::Details(..), ..));
    assert_eq!(change.steps.iter().filter(is_row).count(), 1, "{:?}", change.steps);
    // The box of the view, its table and its row.
    assert_eq!(change.steps.len(), 3, "{:?}", change.steps);
}

#[test]
fn a_link_to_an_item_alone_keeps_the_conditions_and_any_other_link_replaces_them() {
    let searching = ViewState { query: "窓口".to_owned(), ..ViewState::default() };
    let alone = ViewState { view: View::Item, items: vec!["3".to_owned()], ..ViewState::default() };
    assert_eq!(followed(searching.clone(), alone.clone()), ViewState { query: "窓口".to_owned(), ..alone });
    let schedule = ViewState { view: View::Schedule, ..ViewState::default() };
    assert_eq!(followed(searching, schedule.clone()), schedule);
}

#[test]
fn a_field_in_which_a_word_is_composed_is_left_alone() {
    let plan = Rc::new(Loaded::new(plan("yamaguchi"), String::new()));
    let (model, ..) = fresh(&plan, true, &ViewState::default());
    let typed = ViewState { query: "窓口".to_owned(), ..ViewState::default() };
    let sets_field = |composing| {
        let (_, change) = model.to(typed.clone(), composing).unwrap();
        change.steps.iter().any(|step| matches!(step, Step::Set(Part::Search, ..)))
    };
    assert!(sets_field(false) && !sets_field(true));
}

#[test]
fn a_condition_that_the_plan_does_not_have_is_named_once_with_the_nearest() {
    let plan = Rc::new(Loaded::new(plan("okayama"), String::new()));
    let notes = |change: &Change| {
        let note = |step: &Step| match step {
            Step::Say(Part::Console, text) => Some(text.clone()),
            _ => None,
        };
        change.steps.iter().filter_map(note).collect::<Vec<_>>()
    };
    let mut state = ViewState::default();
    state.set("department", "財政局,財政部");
    for has_controls in [true, false] {
        let (model, _, change) = fresh(&plan, has_controls, &state);
        assert_eq!(
            notes(&change),
            ["この計画には、担当部局「財政部」がありません。「財政局」ではありませんか。"]
        );
        let mut opened = state.clone();
        opened.choose("item", "1-1-1", true);
        let (model, change) = model.to(opened, false).unwrap();
        assert_eq!(notes(&change), [""; 0], "it is named once");
        let (_, change) = model.to(ViewState::default(), false).unwrap();
        assert_eq!(notes(&change), [""; 0]);
    }
    state.set("department", "財政部,部1,部2,部3,部4");
    let (_, _, change) = fresh(&plan, true, &state);
    assert!(
        notes(&change)[0].ends_with("「部2」がありません。ほかに2件の条件が、この計画にありません。"),
        "{:?}",
        notes(&change)
    );
    state.set("department", "財政部");
    let markup = |has_controls: bool| {
        let change = fresh(&plan, has_controls, &state).2;
        change
            .steps
            .iter()
            .filter_map(|step| match step {
                Step::Write(_, markup) => Some(markup.0.clone()),
                _ => None,
            })
            .collect::<String>()
    };
    for has_controls in [true, false] {
        let count = markup(has_controls).matches("「財政局」ではありませんか。").count();
        assert_eq!(count, 1, "the page says it once, with controls: {has_controls}");
    }
}
