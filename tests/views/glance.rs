//! The cases of the plan at a glance.

use super::*;

/// The name of the case, its plan, its state.
pub fn cases() -> Vec<(&'static str, Plan, ViewState)> {
    let state = |conditions: &[(&str, &str)]| ViewState::of(&[&[("view", "glance")], conditions].concat());
    vec![
        ("glance", planned(), state(&[])),
        ("glance-narrowed", planned(), state(&[("branch", "2"), ("year", "R6")])),
        ("glance-nothing-matches", planned(), state(&[("q", "ない言葉")])),
        ("glance-of-little", plain(), state(&[])),
        (
            "glance-of-results",
            with(|plan| plan.items[0].results = full().items[0].results.clone()),
            state(&[]),
        ),
        ("glance-of-nothing", Plan { about: plain().about, ..Plan::default() }, state(&[])),
        ("glance-summed", long(), state(&[])),
        ("glance-summed-narrowed", long(), state(&[("branch", "1-2"), ("year", "R6")])),
        ("script-in-glance", script(), state(&[])),
    ]
}

fn action(cells: [&str; 3], inferred: bool) -> Action {
    Action { cells: cells.map(String::from).to_vec(), inferred, ..Action::default() }
}

/// Two branches, every kind of cell, results of two years, and a repost under the other branch.
fn planned() -> Plan {
    with(|plan| {
        plan.about.last_year = FiscalYear(2025);
        plan.about.results_year = Some(FiscalYear(2024));
        plan.about.page_url = "https://example.lg.jp/plan/".into();
        plan.about.level_names = vec!["方針".into(), "取組".into()];
        let second =
            OutlineRow { id: "2".into(), mark: "Ⅱ".into(), name: "財政".into(), ..OutlineRow::default() };
        plan.outline.push(second);
        let result =
            |year| YearResult {
                year: FiscalYear(year), text: "始めた。".into(), ..YearResult::default()
            };
        plan.items[0].actions = vec![action(["検討", "→", "—"], false)];
        plan.items[0].results = vec![result(2023), result(2024)];
        let item = |id: &str, action: Action| Item {
            id: id.into(),
            outline_id: "2".into(),
            name: format!("項目{id}"),
            actions: vec![action],
            ..Item::default()
        };
        let mut marked = item("2-1", action(["検討", "→", ""], true));
        marked.results = vec![result(2023)];
        marked.indicators = full().items[0].indicators.clone();
        let repost = Item {
            repost_of: Some("1-1".into()),
            name: plan.items[0].name.clone(),
            ..item("2-3", action(["", "", ""], false))
        };
        plan.items.extend([marked, item("2-2", action(["", "→\n実施", "→"], false)), repost]);
    })
}

/// More items than are drawn one by one, and rows below the top of the outline.
fn long() -> Plan {
    with(|plan| {
        let row = |id: &str, parent: Option<&str>| OutlineRow {
            id: id.into(),
            parent_id: parent.map(String::from),
            name: format!("段{id}"),
            ..OutlineRow::default()
        };
        plan.outline = vec![row("1", None), row("1-1", Some("1")), row("1-2", Some("1")), row("2", None)];
        let item = |at: usize| Item {
            id: format!("i{at}"),
            outline_id: ["1-1", "1-2", "2"][at % 3].into(),
            name: format!("項目{at}"),
            actions: vec![Action {
                cells: [["検討", "→"], ["", "実施"]][at % 2].map(String::from).to_vec(),
                ..Action::default()
            }],
            ..Item::default()
        };
        plan.items = (0..201).map(item).collect();
        plan.about.level_names = vec!["方針".into(), "取組".into()];
    })
}
