//! A plan whose texts try to leave the folder, the element and the attribute.

use machi_plan::plan::{
    Assignment, Change, ChangeKind, Correction, FiscalYear, Indicator, Item, OutlineRow, Plan, YearCell,
    YearResult,
};
use machi_plan::selection::Prepared;

/// A plan whose ids and names try to leave the folder, the element and the attribute.
pub fn plan() -> Prepared {
    let nasty = "<script>\"'&</title>]]>\u{1}";
    let ids =
        ["../../x", "a/b", "A", "a", "con", "NUL.1", "<b>\"&", "x y", "..", "か\u{3099}", "が", "%2e", nasty];
    let item = |id: &&str| Item {
        id: (*id).to_owned(),
        outline_id: nasty.to_owned(),
        name: format!("{id}{nasty}"),
        content: format!("{nasty}。次。"),
        departments: vec![Assignment { department: format!("課{id}"), lead: true }],
        indicators: vec![Indicator {
            id: format!("{id}.1"),
            name: nasty.to_owned(),
            unit: "人".to_owned(),
            targets: [(2023, "1"), (2024, "2")]
                .map(|(year, printed)| YearCell { year: FiscalYear(year), printed: printed.to_owned() })
                .to_vec(),
            ..Indicator::default()
        }],
        results: vec![YearResult { year: FiscalYear(2023), text: nasty.to_owned(), ..YearResult::default() }],
        ..Item::default()
    };
    let change = |id: &str, successors: &[&str]| Change {
        table: "取組".to_owned(),
        id: id.to_owned(),
        kind: ChangeKind::Merged,
        before: nasty.to_owned(),
        successors: successors.iter().map(|id| (*id).to_owned()).collect(),
        ..Change::default()
    };
    let mut plan = Plan {
        outline: vec![OutlineRow { id: nasty.to_owned(), name: nasty.to_owned(), ..OutlineRow::default() }],
        items: ids.iter().map(item).collect(),
        changes: vec![change("went/../", &["a/b"]), change("went/../", &["a/b"])],
        corrections: vec![Correction {
            table: nasty.to_owned(),
            id: nasty.to_owned(),
            printed: nasty.to_owned(),
            corrected: nasty.to_owned(),
            ..Correction::default()
        }],
        ..Plan::default()
    };
    plan.about.title = nasty.to_owned();
    plan.about.municipality = nasty.to_owned();
    plan.about.contact = nasty.to_owned();
    plan.about.page_url = "javascript:alert(1)".to_owned();
    plan.about.first_year = FiscalYear(2023);
    plan.about.last_year = FiscalYear(2024);
    Prepared::new(plan)
}
