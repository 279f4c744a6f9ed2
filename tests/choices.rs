//! A reader looks for one of many choices of a facet: what the widget shows of them, and that nothing else follows.

#[allow(dead_code, reason = "other tests need more of it")]
mod tree;

use std::rc::Rc;

use machi_plan::model::{Attribute, Change, Loaded, Model, Part, Settings, Step};
use machi_plan::plan::{Assignment, Department, Indicator, Item, Plan};
use machi_plan::selection::{MOST_CHOICES, ViewState};
use tree::Tree;

/// A plan with this many departments, each with one item.
fn plan(departments: usize) -> Rc<Loaded> {
    let name = |at: usize| format!("第{at}課");
    let department = |at| Department {
        name: name(at),
        kana: if at == 17 { "みなとか".into() } else { String::new() },
        ..Department::default()
    };
    let item = |at: usize| Item {
        id: at.to_string(),
        departments: vec![Assignment { department: name(at), lead: true }],
        ..Item::default()
    };
    let (departments, items) =
        ((0..departments).map(department).collect(), (0..departments).map(item).collect());
    Rc::new(Loaded::new(Plan { departments, items, ..Plan::default() }, String::new()))
}

fn drawn(plan: &Rc<Loaded>, state: &[(&str, &str)]) -> (Model, Tree) {
    let settings = Settings::of("machi-plan");
    let model = Model::new(Rc::clone(plan), settings, ViewState::of(state));
    let mut tree = Tree::parse(&model.root().into_string());
    let (model, change) = model.begin_fresh();
    apply(&mut tree, &model, &change);
    (model, tree)
}

fn apply(tree: &mut Tree, model: &Model, change: &Change) {
    change.steps.iter().for_each(|step| tree.apply(model, step));
}

/// The choices of the facet of departments that are not hidden, by their indices.
fn shown(tree: &Tree, model: &Model) -> Vec<usize> {
    let count = model.selected().facets[0].values.len();
    let is_shown = |at: &usize| {
        let row = tree.find(model, &Part::ChoiceRow(*at)).expect("a choice has its place");
        tree.attribute(row, "hidden").is_none()
    };
    (0..count).filter(is_shown).collect()
}

fn sentence(tree: &Tree, model: &Model) -> String {
    tree.text(tree.find(model, &Part::ChoicesShown(0)).expect("the field has a sentence"))
}

#[test]
fn a_field_is_above_more_choices_than_a_reader_sees_at_once() {
    for (departments, has_field) in [(MOST_CHOICES, false), (MOST_CHOICES + 1, true)] {
        let (model, tree) = drawn(&plan(departments), &[]);
        assert_eq!(tree.find(&model, &Part::ChoiceField(0)).is_some(), has_field, "{departments}");
        assert_eq!(model.narrowing(0, "第1課").is_some(), has_field, "{departments}");
    }
    let (model, tree) = drawn(&plan(120), &[]);
    assert_eq!(sentence(&tree, &model), "選択肢は120個です。");
    assert!(model.narrowing(1, "第1課").is_none(), "there is no such facet");
}

#[test]
fn choices_are_narrowed_and_said_and_the_state_is_as_before() {
    let (mut model, mut tree) = drawn(&plan(120), &[]);
    for (query, expected, said) in [
        (
            "第１１",
            vec![11, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119],
            "選択肢120個のうち11個を表示しています。",
        ),
        ("ミナト", vec![17], "選択肢120個のうち1個を表示しています。"),
        ("交通", vec![], "「交通」を含む選択肢はありません。"),
        ("", (0..120).collect(), "選択肢は120個です。"),
    ] {
        let (next, change) = model.narrowing(0, query).unwrap();
        apply(&mut tree, &next, &change);
        assert_eq!((shown(&tree, &next), sentence(&tree, &next).as_str()), (expected, said), "{query}");
        let spoken =
            change.steps.iter().any(|step| matches!(step, Step::Say(Part::Live, text) if text == said));
        assert!(spoken, "{query}");
        assert_eq!((next.state(), change.marks), (&ViewState::default(), None));
        // Only the field itself and what is about its choices changes.
        let is_about_choices = |step: &Step| match step {
            Step::Set(Part::ChoiceField(0), Attribute::Value, value) => value.as_deref() == Some(query),
            Step::Show(Part::ChoiceRow(_), _) | Step::Say(Part::ChoicesShown(0) | Part::Live, _) => true,
            _ => false,
        };
        assert!(change.steps.iter().all(is_about_choices), "{query}");
        model = next;
    }
}

#[test]
fn a_choice_stays_while_it_is_chosen_and_when_its_tick_was_just_taken_off() {
    let (model, mut tree) = drawn(&plan(120), &[("department", "第3課")]);
    let (model, change) = model.narrowing(0, "ない").unwrap();
    apply(&mut tree, &model, &change);
    assert_eq!(shown(&tree, &model), [3]);
    assert_eq!(sentence(&tree, &model), "「ない」を含む選択肢はありません。選んでいる1個を表示しています。");
    let go = |model: &Model, tree: &mut Tree, state: &[(&str, &str)]| {
        let (next, change) = model.to(ViewState::of(state), false).unwrap();
        apply(tree, &next, &change);
        next
    };
    let model = go(&model, &mut tree, &[]);
    assert_eq!(shown(&tree, &model), [3], "it may have the focus");
    let model = go(&model, &mut tree, &[("department", "第9課")]);
    assert_eq!(shown(&tree, &model), [3, 9]);
    let (model, change) = model.narrowing(0, "ない言葉").unwrap();
    apply(&mut tree, &model, &change);
    assert_eq!(shown(&tree, &model), [9]);
}

#[test]
fn the_counts_of_a_facet_are_written_while_it_is_open() {
    let mut printed = plan(6).prepared.printed().clone();
    printed.items[0].indicators = vec![Indicator { id: "1.1".into(), ..Indicator::default() }];
    printed.items[0].name = "窓口".into();
    let (model, _) = drawn(&Rc::new(Loaded::new(printed, String::new())), &[]);
    let facets = model.selected().facets.len();
    assert!(facets > 1, "departments, and what an item has");
    let counts = |change: &Change| {
        let at = |step: &Step| match step {
            Step::Say(Part::Count(at), _) => Some(*at),
            _ => None,
        };
        change.steps.iter().filter_map(at).collect::<Vec<_>>()
    };
    let (found, change) = model.to(ViewState::of(&[("q", "窓口")]), false).unwrap();
    assert_eq!(counts(&change), [0; 0], "all are closed");
    assert!(found.facet_opened(facets, true).is_none(), "there is no such facet");
    assert!(found.facet_opened(0, false).is_none(), "it is closed");
    let (open, change) = found.facet_opened(0, true).unwrap();
    assert_eq!(counts(&change), [0, 1, 2, 3, 4, 5], "all of that facet, none of the others");
    assert!(open.facet_opened(0, true).is_none(), "it is open");
    let (_, change) = open.to(ViewState::default(), false).unwrap();
    assert_eq!(counts(&change), [1, 2, 3, 4, 5], "those that change");
    let (closed, change) = open.facet_opened(0, false).unwrap();
    assert!(change.steps.is_empty());
    assert_eq!(counts(&closed.to(ViewState::default(), false).unwrap().1), [0; 0]);
}
