//! The cases of the results.

use super::*;

/// The name of the case, its plan, its state.
pub fn cases() -> Vec<(&'static str, Plan, ViewState)> {
    let narrowed = ViewState::of(&[("view", "results"), ("status", "順調"), ("department", "市民課")]);
    vec![
        ("results", rated(), state()),
        ("results-of-statuses", of_statuses(), state()),
        ("results-narrowed", of_statuses(), narrowed),
        (
            "results-not-rated",
            with(|plan| plan.items[0].indicators = full().items[0].indicators.clone()),
            state(),
        ),
        ("results-of-nothing", Plan { about: plain().about, ..Plan::default() }, state()),
        ("results-nothing-matches", rated(), ViewState::of(&[("view", "results"), ("q", "ない言葉")])),
        ("script-in-results", script(), state()),
    ]
}

pub fn state() -> ViewState {
    of(View::Results)
}

fn status(status: &str, aspect: &str, order: &str, definition: &str) -> Status {
    Status {
        status: status.into(),
        aspect: aspect.into(),
        order: order.into(),
        definition: definition.into(),
        ..Status::default()
    }
}

/// A second item that begins in the second year, and a repost of the first.
fn of_three() -> Plan {
    with(|plan| {
        plan.about.results_year = Some(FiscalYear(2024));
        plan.about.level_names = vec!["方針".into(), "取組".into()];
        let second = Item {
            id: "1-2".into(),
            name: "書かない窓口".into(),
            start: "R6".into(),
            departments: vec![assignment("市民課", true)],
            ..plan.items[0].clone()
        };
        let repost = Item { id: "1-3".into(), repost_of: Some("1-1".into()), ..plan.items[0].clone() };
        plan.items.extend([second, repost]);
        plan.changes = vec![Change {
            year: Some(FiscalYear(2024)),
            table: "取組".into(),
            id: "1-9".into(),
            kind: ChangeKind::Merged,
            before: "番号札".into(),
            successors: vec!["1-1".into()],
            ..Change::default()
        }];
    })
}

/// Two raters, two aspects, the rating of an indicator, a word that no scale defines.
fn rated() -> Plan {
    let mut plan = of_three();
    plan.statuses = vec![
        // The sheet is not in the city's order.
        status("遅れ", "進捗", "2", "年度の計画ができなかった"),
        status("順調", "進捗", "1", "年度の計画どおり"),
        status("A", "効果", "", ""),
        status("達成", "達成度", "1", "目標に届いた"),
    ];
    let rating = |year: u16, by: &str, aspect: &str, rating: &str| Rating {
        year: FiscalYear(year),
        by: by.into(),
        aspect: aspect.into(),
        rating: rating.into(),
        ..Rating::default()
    };
    plan.items[0].indicators = full().items[0].indicators.clone();
    plan.items[0].ratings = vec![
        rating(2023, "担当課", "進捗", "遅れ"),
        rating(2023, "担当課", "効果", "A"),
        rating(2024, "担当課", "進捗", "順調"),
        rating(2024, "委員会", "進捗", "保留"),
        Rating { indicator_id: Some("1-1.1".into()), ..rating(2024, "担当課", "達成度", "達成") },
        // Not a result yet.
        rating(2025, "担当課", "進捗", "遅れ"),
    ];
    plan
}

/// A plan with nothing but the status of each year.
fn of_statuses() -> Plan {
    let mut plan = of_three();
    plan.statuses = vec![status("順調", "", "1", "計画どおり"), status("遅れ", "", "2", "")];
    let result = |year: u16, status: &str| YearResult {
        year: FiscalYear(year),
        status: status.into(),
        ..YearResult::default()
    };
    plan.items[0].results = vec![result(2023, "順調"), result(2024, "遅れ")];
    plan.items[1].results = vec![result(2024, "順調")];
    plan
}

/// Markup in every cell, also of the ratings and the changes.
pub fn script() -> Plan {
    let mut plan = super::script();
    let text = || SCRIPT.to_owned();
    plan.statuses = vec![status(SCRIPT, SCRIPT, "1", SCRIPT)];
    plan.items[0].start = "R6".into();
    let rating = Rating { by: text(), aspect: text(), rating: text(), ..Rating::default() };
    plan.items[0].ratings =
        [2023, 2024].map(|year| Rating { year: FiscalYear(year), ..rating.clone() }).to_vec();
    plan.about.results_year = Some(FiscalYear(2024));
    plan.changes = vec![Change {
        year: Some(FiscalYear(2024)),
        table: "取組".into(),
        id: text(),
        kind: ChangeKind::Removed,
        before: text(),
        successors: vec![text()],
        ..Change::default()
    }];
    plan
}
