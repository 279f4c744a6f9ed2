//! One item alone: with all its content and neighbours, a repost, and the sentence for an unknown item.

use machi_plan::plan::{Item, Plan};
use machi_plan::selection::{View, ViewState};

use super::{full, plain, script, with};

/// The state that asks for items alone.
pub fn alone(items: &[&str]) -> ViewState {
    let items = items.iter().map(|id| (*id).to_owned()).collect();
    ViewState { view: View::Item, items, ..ViewState::default() }
}

fn item(id: &str, repost_of: Option<&str>) -> Item {
    Item {
        id: id.into(),
        outline_id: "1".into(),
        name: format!("取組{id}"),
        repost_of: repost_of.map(str::to_owned),
        ..Item::default()
    }
}

/// An item between others; a later one repeats it.
fn around() -> Plan {
    let mut plan = full();
    plan.items[0].mark = "①".into();
    plan.items.insert(0, item("1-0", None));
    plan.items.extend([item("1-2", None), item("1-3", Some("1-1"))]);
    plan
}

/// The name of the case, its plan, its state.
pub fn cases() -> Vec<(&'static str, Plan, ViewState)> {
    let repost = || with(|plan| plan.items.push(item("1-2", Some("1-1"))));
    vec![
        // A condition hides it in the list, but not here.
        ("item-alone", around(), ViewState { query: "ない言葉".into(), ..alone(&["1-1"]) }),
        ("item-alone-repost", repost(), alone(&["1-2"])),
        ("item-alone-first-known", plain(), alone(&["9-9", "1-1"])),
        ("item-alone-unknown", plain(), alone(&["9-9"])),
        ("item-alone-none", plain(), alone(&[])),
        ("script-in-item-alone", script(), alone(&["\"><b>"])),
    ]
}
