//! 変更: by date, with what went and what it went into, under conditions, inside an item, and without any; and the old links to
//! items that went.

use machi_plan::plan::{Change, ChangeKind, FiscalYear, Item, Plan};
use machi_plan::selection::{Prepared, View, ViewState, arriving, reaching};

use super::{LONG, SCRIPT, full, plain, with};

fn state(pairs: &[(&str, &str)]) -> ViewState {
    ViewState::of(&[&[("view", "changes")], pairs].concat())
}

fn change(date: &str, table: &str, id: &str, kind: ChangeKind) -> Change {
    Change { date: date.into(), table: table.into(), id: id.into(), kind, ..Change::default() }
}

/// A plan with changes of every kind: of an item, its indicator, its schedule, a row of the outline, the plan; items that
/// went into another, into one that went too, and into none.
fn changed() -> Plan {
    let mut plan = full();
    plan.items.push(Item {
        id: "1-2".into(),
        outline_id: "1".into(),
        name: "郵送".into(),
        ..Item::default()
    });
    plan.outline.push(machi_plan::plan::OutlineRow {
        id: "2".into(),
        name: "財政".into(),
        ..Default::default()
    });
    plan.items.push(Item {
        id: "2-1".into(),
        outline_id: "2".into(),
        name: "節約".into(),
        ..Item::default()
    });
    let texts = |before: &str, after: &str, of: Change| Change {
        before: before.into(),
        after: after.into(),
        reason: "理由".into(),
        ..of
    };
    let into = |ids: &[&str], of: Change| Change {
        successors: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..of
    };
    plan.changes = vec![
        texts(
            "窓口",
            "待ち時間を短くする",
            Change { column: "名称".into(), ..change("令和6年3月", "取組", "1-1", ChangeKind::Name) },
        ),
        texts(
            "22分",
            "20分",
            Change {
                column: "目標R6".into(),
                year: Some(FiscalYear(2024)),
                ..change("2024-04-01", "指標", "1-1.1", ChangeKind::Target)
            },
        ),
        texts(
            "実施",
            "検討\n実施",
            Change {
                column: "R5".into(), ..change("2024-04-01", "年次計画", "1-1①", ChangeKind::Other)
            },
        ),
        texts(
            "お金",
            "財政",
            Change { column: "名称".into(), ..change("2023-10", "体系", "2", ChangeKind::Name) },
        ),
        texts(
            "2023",
            "2024",
            Change {
                column: "値".into(),
                year: Some(FiscalYear(2023)),
                ..change("", "計画", "終了年度", ChangeKind::Other)
            },
        ),
        texts("番号札", "", into(&["1-1"], change("2024-03-31", "取組", "1-8", ChangeKind::Merged))),
        texts("呼び出し", "", into(&["1-8"], change("2024-03-01", "取組", "1-7", ChangeKind::Merged))),
        texts("広報紙", "", change("", "取組", "1-9", ChangeKind::Removed)),
        texts("", "郵送", change("2024-04-01", "取組", "1-2", ChangeKind::Added)),
    ];
    plan
}

fn hostile() -> Plan {
    let mut plan = plain();
    let text = || SCRIPT.to_owned();
    plan.changes = vec![Change {
        date: text(),
        column: text(),
        before: LONG.into(),
        after: text(),
        reason: text(),
        successors: vec![text()],
        ..change("", "取組", SCRIPT, ChangeKind::Merged)
    }];
    plan
}

/// The name of the case, its plan, its state.
pub fn cases() -> Vec<(&'static str, Plan, ViewState)> {
    let item = ViewState { items: vec!["1-1".into()], ..ViewState::default() };
    let gone = ViewState { view: View::Item, items: vec!["1-7".into()], ..ViewState::default() };
    vec![
        ("changes", changed(), state(&[])),
        ("changes-narrowed", changed(), state(&[("branch", "1"), ("q", "待ち時間")])),
        ("changes-nothing-matches", changed(), state(&[("q", "ない言葉")])),
        ("changes-none", plain(), state(&[])),
        ("changes-in-items", changed(), item),
        ("changes-of-gone-item", changed(), gone),
        ("script-in-changes", hostile(), state(&[])),
    ]
}

/// The ids of the changes that a state shows.
fn shown(plan: &Plan, pairs: &[(&str, &str)]) -> Vec<String> {
    let prepared = Prepared::new(plan.clone());
    let state = state(pairs);
    let selected = machi_plan::selection::selection(&prepared, &state);
    let shown = prepared.changes_shown(&selected.matches, state.has_conditions());
    shown.into_iter().map(|at| prepared.plan.changes[at].id.clone()).collect()
}

#[test]
fn changes_are_shown_newest_first_with_the_items_that_match() {
    let plan = changed();
    assert_eq!(
        shown(&plan, &[]).join(" "),
        "1-1.1 1-1① 1-2 1-8 1-7 1-1 2 終了年度 1-9",
        "the month comes before its days; a change without a date counts from its year, then come those without both"
    );
    // What went into an item belongs to it, also on the way over another that went. No condition speaks of the plan.
    assert_eq!(shown(&plan, &[("q", "待ち時間")]).join(" "), "1-1.1 1-1① 1-8 1-7 1-1");
    // A row of the outline belongs to the items below it.
    assert_eq!(shown(&plan, &[("q", "節約")]), ["2"]);
    assert_eq!(shown(&plan, &[("branch", "1")]).join(" "), "1-1.1 1-1① 1-2 1-8 1-7 1-1");
    assert_eq!(shown(&plan, &[("q", "ない言葉")]), Vec::<String>::new());
}

/// Merges that follow each other in a circle, and ids that begin like others.
#[test]
fn changes_of_any_shape_end_and_find_their_item() {
    let merged = |id: &str, into: &str| Change {
        successors: vec![into.to_owned()],
        ..change("", "取組", id, ChangeKind::Merged)
    };
    let plan = with(|plan| {
        let item = |id: &str| Item { id: id.into(), outline_id: "1".into(), ..Item::default() };
        plan.items.push(item("1-12"));
        plan.changes = vec![merged("a", "b"), merged("b", "a")];
        for id in ["1-1", "1-12③", "1-1R5", "1-1 R5", "1-123", "9"] {
            plan.changes.push(change("", "年次計画", id, ChangeKind::Other));
        }
    });
    let prepared = Prepared::new(plan);
    let items: Vec<Vec<usize>> = (0..prepared.plan.changes.len())
        .map(|at| prepared.items_of_change(at).iter().map(|item| item.0).collect())
        .collect();
    assert_eq!(items, [vec![], vec![], vec![0], vec![1], vec![], vec![0], vec![], vec![]]);
    assert_eq!(prepared.gone().map(|(end, _)| end.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}

/// An old link shows alone what became of the item, whatever the conditions are. Any other state stays as it is.
#[test]
fn an_old_link_leads_to_what_became_of_the_item() {
    let prepared = Prepared::new(changed());
    let narrowed = ViewState::of(&[("q", "ない言葉")]);
    let followed = reaching(&prepared, narrowed.clone(), "1-8");
    assert_eq!((followed.view, followed.items), (View::Item, vec!["1-8".to_owned()]));
    assert_eq!(reaching(&prepared, narrowed.clone(), "unknown"), narrowed);
    for (pairs, view) in [
        (&[("item", "1-8")][..], View::Item),
        (&[("item", "1-1")], View::Items),
        (&[("item", "1-8,1-1")], View::Items),
        (&[("item", "1-8"), ("q", "窓口")], View::Items),
        (&[("item", "1-8"), ("view", "schedule")], View::Schedule),
        (&[("item", "unknown")], View::Items),
    ] {
        assert_eq!(arriving(&prepared, ViewState::of(pairs)).view, view, "{pairs:?}");
    }
}

/// Without a script an old link finds its id in the list; in a plan where no item went there is no such part.
#[test]
fn the_list_has_an_anchor_for_each_item_that_went() {
    let html = super::written(changed(), ViewState::default());
    for id in ["1-7", "1-8", "1-9"] {
        assert_eq!(html.matches(&format!("id=\"machi-plan-item-{id}\"")).count(), 1, "{id}");
    }
    assert!(html.contains("なくなった取組"));
    assert!(!super::written(plain(), ViewState::default()).contains("machi-plan-gone"));
}

/// The button of the view is there where a plan has changes; its address works in any plan.
#[test]
fn the_view_is_offered_where_there_are_changes() {
    use machi_plan::view::{Page, controls};
    let offered = |plan: Plan| {
        let prepared = Prepared::new(plan);
        let page = Page::of(&prepared, "", &super::JA);
        let state = ViewState::default();
        let selected = machi_plan::selection::selection(&prepared, &state);
        controls(&page, &state, &selected).into_string().contains("data-value=\"changes\"")
    };
    assert!(offered(changed()));
    assert!(!offered(plain()));
    assert!(super::written(plain(), state(&[])).contains("計画の途中の変更の記載がありません"));
}
