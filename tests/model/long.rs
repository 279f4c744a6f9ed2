//! A plan of more items than are drawn at once.

use std::collections::BTreeSet;
use std::rc::Rc;

use machi_plan::model::{Change, Found, FoundRow, Loaded, Model, Part, Step, Wanted};
use machi_plan::plan::{Assignment, Department, Indicator, Item, ItemIndex, Plan};
use machi_plan::selection::{View, ViewState};
use machi_plan::view;

use super::tree::Tree;
use super::{apply, assert_same, complete, follow, fresh, plan, settings};

#[test]
fn in_a_long_plan_the_inside_of_a_row_is_written_once() {
    let items = (1..=1_001).map(|n| Item { id: n.to_string(), ..Item::default() });
    let plan = Plan { items: items.collect(), ..Plan::default() };
    let plan = Rc::new(Loaded::new(plan, String::new()));
    let (model, mut tree, _) = fresh(&plan, true, &ViewState::default());
    let open = ViewState { items: vec!["7".to_owned()], ..ViewState::default() };
    let writes = |change: &Change| {
        change.steps.iter().filter(|step| matches!(step, Step::Write(Part::Inside(..), _))).count()
    };
    let (opened, change) = model.to(open.clone(), false).unwrap();
    apply(&mut tree, &opened, &change);
    assert_eq!(writes(&change), 1);
    assert_eq!(tree.lines(), fresh(&plan, true, &open).1.lines());
    let (opened, tree) = complete(&opened, &tree);
    assert_eq!(tree.of_classes(0, view::INSIDE).len(), 1, "closed rows stay as they are");
    let insides = |(_, change): (Model, Change)| writes(&change);
    assert_eq!(opened.filled(Wanted::OnPaper, usize::MAX).map(insides), Some(199));
    let (closed, change) = opened.to(ViewState::default(), false).unwrap();
    assert_eq!(writes(&change), 0);
    let (_, change) = closed.to(open, false).unwrap();
    assert_eq!(writes(&change), 0, "it is there already");
}

/// A plan of 1,001 items with a department and an indicator each.
fn long() -> Rc<Loaded> {
    let item = |n: usize| Item {
        id: n.to_string(),
        name: format!("取組{n}"),
        departments: vec![Assignment {
            department: ["総務課", "財政課"][n % 2].to_owned(), lead: false
        }],
        indicators: vec![Indicator {
            id: format!("{n}.1"), name: "件数".to_owned(), ..Indicator::default()
        }],
        ..Item::default()
    };
    let department = |name: &str| Department { name: name.to_owned(), ..Department::default() };
    let plan = Plan {
        items: (1..=1_001).map(item).collect(),
        departments: ["財政課", "総務課"].map(department).into(),
        ..Plan::default()
    };
    Rc::new(Loaded::new(plan, String::new()))
}

#[test]
fn in_a_long_plan_a_row_is_written_when_it_is_first_shown() {
    let plan = long();
    let (model, tree, _) = fresh(&plan, true, &ViewState::default());
    let (mut model, mut tree) = complete(&model, &tree);
    let rows = |tree: &Tree| tree.of_classes(0, view::ITEM).len();
    let mut written = BTreeSet::new();
    let indicators = ViewState { view: View::Indicators, ..ViewState::default() };
    let states = [
        ("the second chunk", ViewState { more: 1, ..ViewState::default() }),
        ("the last rows come first", ViewState::of(&[("sort", "-number")])),
        ("rows between those that are there", ViewState::of(&[("q", "9"), ("sort", "department")])),
        ("a row far down, open", ViewState::of(&[("item", "700"), ("sort", "indicators")])),
        ("closed in another order", ViewState::of(&[("sort", "-number")])),
        ("figures of the rows that are shown", indicators),
    ];
    for (says, state) in states {
        let (next, change) = model.to(state.clone(), false).unwrap();
        apply(&mut tree, &next, &change);
        let (again, expected, _) = fresh(&plan, true, &state);
        let shown = |model: &Model, tree: &Tree| {
            let mut tree = complete(model, tree).1;
            tree.remove_all(view::ITEM, |tree, row| tree.attribute(row, "hidden").is_some());
            tree.remove_all(view::INSIDE, Tree::is_closed);
            tree.lines()
        };
        assert_same(&shown(&next, &tree), &shown(&again, &expected), says);
        let (next, filled) = complete(&next, &tree);
        tree = filled;
        let shown = next.plan().prepared.plan.item_indices().filter(|at| next.selected().shown[at.0]);
        written.extend(shown.map(|at| (state.view.name(), at.0)));
        // The first rows were written before.
        let first = (0..200).filter(|at| !written.contains(&(View::Items.name(), *at))).count();
        assert_eq!(rows(&tree), written.len() + first, "{says}");
        model = next;
    }
}

#[test]
fn a_long_list_draws_its_first_rows_at_once_and_the_others_in_slices() {
    let plan = long();
    let (mut model, mut tree, _) = fresh(&plan, true, &ViewState::default());
    assert_eq!((drawn(&tree).len(), drawn(&tree)[9].as_str()), (10, "10"));
    assert!(follow(model.filled(Wanted::Soon, 50_000), &mut model, &mut tree));
    assert_eq!((drawn(&tree).len(), drawn(&tree)[17].as_str()), (18, "18"));
    // A row that opens takes none away, and the others go on to come.
    let open = ViewState { items: vec!["3".to_owned()], ..ViewState::default() };
    follow(model.to(open, false), &mut model, &mut tree);
    assert_eq!(drawn(&tree).len(), 18);
    let (mut model, mut tree) = complete(&model, &tree);
    assert_eq!((drawn(&tree).len(), drawn(&tree)[199].as_str()), (200, "200"));
    // Where rows go, only the first are drawn, and the sentence has the whole count.
    follow(model.to(ViewState::of(&[("department", "財政課")]), false), &mut model, &mut tree);
    assert_eq!((drawn(&tree).len(), drawn(&tree)[9].as_str()), (10, "19"));
    let result = tree.find(&model, &Part::Result).unwrap();
    assert!(tree.text(result).contains("501件"), "{}", tree.text(result));
    // A link leads to a row far down: all above it are drawn with it.
    follow(
        model.to(ViewState::of(&[("department", "財政課"), ("item", "301")]), false),
        &mut model,
        &mut tree,
    );
    assert_eq!((drawn(&tree).len(), drawn(&tree).last().unwrap().as_str()), (151, "301"));
    // All of a query's words are named in rows that were hidden meanwhile.
    let (mut model, mut tree) = complete(&model, &tree);
    for (query, says) in [("", "nothing"), ("件", "one word"), ("件数", "another"), ("取組", "a name")] {
        let state = ViewState { query: query.to_owned(), ..ViewState::default() };
        follow(model.to(state.clone(), false), &mut model, &mut tree);
        let (again, expected, _) = fresh(&plan, true, &state);
        let shown = |model: &Model, tree: &Tree| {
            let mut tree = complete(model, tree).1;
            tree.remove_all(view::ITEM, |tree, row| tree.attribute(row, "hidden").is_some());
            tree.remove_all(view::INSIDE, Tree::is_closed);
            tree.lines()
        };
        assert_same(&shown(&model, &tree), &shown(&again, &expected), says);
    }
}

#[test]
fn a_key_writes_the_words_of_the_rows_that_it_draws() {
    let (mut model, mut tree, _) = fresh(&long(), true, &ViewState::default());
    let words = |change: &Change| {
        let is_of_hits = |step: &&Step| matches!(step, Step::Write(Part::Hits(..), _));
        change.steps.iter().filter(is_of_hits).count()
    };
    // Of the 200 rows with words, 162 have no 5 and are emptied; of the others, ten are drawn with the key and 28 wait.
    for (query, expect) in [("件", 200), ("件 5", 172), ("ない", 200), ("ないよ", 0)] {
        (model, tree) = complete(&model, &tree);
        let (next, change) = model.to(ViewState::of(&[("q", query)]), false).unwrap();
        assert_eq!(words(&change), expect, "{query}");
        apply(&mut tree, &next, &change);
        model = next;
    }
}

#[test]
fn who_goes_back_or_adopts_a_fragment_has_all_rows_at_once() {
    let plan = long();
    let hidden = |change: &Change| {
        let is_hidden = |step: &&Step| matches!(step, Step::Show(Part::Row(..), false));
        change.steps.iter().filter(is_hidden).count()
    };
    let (mut model, mut tree, _) = fresh(&plan, true, &ViewState::of(&[("q", "財政課")]));
    let (_, change) = model.to(ViewState::default(), false).unwrap();
    assert_eq!(rows_of(&change), 5, "of the first ten, five were there");
    follow(model.to_with_all_rows(ViewState::default(), false), &mut model, &mut tree);
    assert_eq!((drawn(&tree).len(), model.has_rows_to_draw()), (200, false));

    // A fragment shows all of its 250 rows. A reader may have scrolled to any of the first 200.
    let items = (1..=250).map(|n| Item { id: n.to_string(), ..Item::default() }).collect();
    let plan = Rc::new(Loaded::new(Plan { items, ..Plan::default() }, String::new()));
    let found = FoundRow { shown: true, open: false, inside: true, says_hits: false, says_years: false };
    let found = Found {
        rows: vec![Some(found); 250],
        order: plan.prepared.plan.item_indices().collect(),
        ..Found::default()
    };
    let model = Model::new(Rc::clone(&plan), settings(true), ViewState::default());
    let (_, change) = model.begin_adopted(&[found]);
    assert_eq!(hidden(&change), 50);
}

/// The ids of the items whose rows are shown.
fn drawn(tree: &Tree) -> Vec<String> {
    let rows = tree.of_classes(0, view::ITEM).into_iter();
    let ids = rows.filter(|row| tree.attribute(*row, "hidden").is_none());
    ids.map(|row| tree.attribute(row, "data-item").unwrap().to_owned()).collect()
}

/// How many rows a change writes or shows.
fn rows_of(change: &Change) -> usize {
    let rows = |step: &Step| match step {
        Step::Show(Part::Row(..), true) => 1,
        Step::Write(Part::Rows(_, rows, _), _) => rows.len(),
        _ => 0,
    };
    change.steps.iter().map(rows).sum()
}

#[test]
fn a_hit_is_marked_as_soon_as_its_row_is_drawn() {
    let (model, ..) = fresh(&long(), true, &ViewState::default());
    let (mut model, change) = model.to(ViewState::of(&[("q", "5")]), false).unwrap();
    let mut marked: Vec<usize> = Vec::new();
    let mut changes = vec![change];
    while let Some((next, change)) = model.filled(Wanted::Soon, 50_000) {
        model = next;
        changes.push(change);
    }
    for change in &changes {
        let marks = change.marks.as_ref().unwrap();
        let drawn = rows_of(change);
        // Every item here has its hit in its head.
        assert_eq!(marks.rows.len(), if marks.beside { drawn } else { 10 }, "{marks:?}");
        marked.extend(marks.rows.iter().map(|(at, _)| at.0));
    }
    let all = model.selected();
    let expected: Vec<usize> = (0..all.shown.len()).filter(|at| all.shown[*at]).collect();
    assert_eq!((marked.len(), marked), (200, expected), "each once, in their order");
}

#[test]
fn a_list_that_does_not_show_all_its_rows_says_which_they_are() {
    let (model, tree, _) = fresh(&long(), true, &ViewState::default());
    let (model, tree) = complete(&model, &tree);
    let table = tree.find(&model, &Part::Table(View::Items)).unwrap();
    // A head, and two lines for each of 1,001 items.
    assert_eq!(tree.attribute(table, "aria-rowcount"), Some("2003"));
    let lines = |tree: &Tree, item| {
        [false, true].map(|last| {
            let line = tree.find(&model, &Part::Line(View::Items, ItemIndex(item), last)).unwrap();
            tree.attribute(line, "aria-rowindex").unwrap().to_owned()
        })
    };
    assert_eq!(
        (lines(&tree, 0), lines(&tree, 199)),
        (["2", "3"].map(str::to_owned), ["400", "401"].map(str::to_owned))
    );
    let plan = Rc::new(Loaded::new(plan("yamaguchi"), String::new()));
    let (model, tree, _) = fresh(&plan, true, &ViewState::default());
    let table = tree.find(&model, &Part::Table(View::Items)).unwrap();
    assert_eq!(tree.attribute(table, "aria-rowcount"), None, "a screen reader counts them itself");
}

#[test]
fn on_paper_a_long_plan_has_a_thousand_rows_and_says_so() {
    let (model, ..) = fresh(&long(), true, &ViewState::default());
    let state = ViewState { more: model.more_on_paper(), ..ViewState::default() };
    let (mut model, mut tree, change) = fresh(&long(), true, &state);
    follow(model.filled(Wanted::OnPaper, usize::MAX), &mut model, &mut tree);
    assert_eq!(tree.of_classes(0, view::ITEM).len(), 1_000);
    let says = "当てはまる1001件のうち1000件を印刷しています。すべての項目は印刷用の表";
    assert!(
        change
            .steps
            .iter()
            .any(|step| matches!(step, Step::Write(Part::Tail(_), text) if text.0.contains(says)))
    );
    let (short, ..) =
        fresh(&Rc::new(Loaded::new(plan("yamaguchi"), String::new())), true, &ViewState::default());
    assert_eq!(short.more_on_paper(), u16::MAX);
}
