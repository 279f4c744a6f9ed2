//! A link to an item leads to its row, whatever signs its id has: in the address `;` parts widgets, and `?` begins a state.

use machi_plan::locale::JA;
use machi_plan::plan::{Action, FiscalYear, Item, OutlineRow, Plan};
use machi_plan::selection::{Prepared, View, ViewState, linked_item, parse_address};
use machi_plan::view::{FragmentOptions, editor_file, fragment};

const IDS: [&str; 6] = ["1", "1;2", "1?q=2", "1%3B2", "50%", "a&b;c"];

fn plan() -> Plan {
    let item =
        |id: &str| Item { id: id.into(), outline_id: "1".into(), name: "名".into(), ..Item::default() };
    let mut plan = Plan {
        outline: vec![OutlineRow { id: "1".into(), ..OutlineRow::default() }],
        items: IDS.map(item).to_vec(),
        ..Plan::default()
    };
    plan.about.first_year = FiscalYear(2023);
    plan.about.last_year = FiscalYear(2024);
    let action = Action { cells: vec!["検討".into(), String::new()], ..Action::default() };
    plan.items.iter_mut().for_each(|item| item.actions = vec![action.clone()]);
    plan
}

/// The links to items: the address as a browser has it, and the id.
fn links(html: &str) -> Vec<(String, String)> {
    let read = |text: &str| text.replace("&amp;", "&");
    let of = |link: &str| {
        let (address, rest) = link.split_once("\" data-do=\"open\" data-item=\"")?;
        Some((read(address), read(rest.split('"').next()?)))
    };
    html.split("<a href=\"#").skip(1).filter_map(of).collect()
}

#[test]
fn a_link_opens_the_item_whose_id_has_signs_of_addresses() {
    let prepared = Prepared::new(plan());
    for view in [View::Items, View::Schedule, View::Glance] {
        let state = ViewState { view, ..ViewState::default() };
        let options = FragmentOptions { state, ..FragmentOptions::default() };
        let html = fragment(&prepared, "", &JA, &options).into_string();
        let links = links(&html);
        for id in IDS {
            assert!(links.iter().any(|(_, item)| item == id), "{view:?} {id}");
        }
        for (address, id) in &links {
            assert_eq!(linked_item(address, "machi-plan").as_ref(), Some(id), "{view:?} {address}");
            let state = parse_address(address, "machi-plan", &ViewState::default()).unwrap();
            assert_eq!(state.items, [id.as_str()], "{view:?} {address}");
        }
    }
}

#[test]
fn the_form_for_editors_keeps_the_links_to_its_own_rows() {
    let mut plan = plan();
    for (at, id) in IDS.iter().enumerate() {
        let repost = Item { id: format!("r{at}"), repost_of: Some((*id).into()), ..plan.items[at].clone() };
        plan.items.push(repost);
    }
    let links = |plan: &Plan| {
        let html = editor_file(plan, &JA, &FragmentOptions::default());
        html.matches("<a href=\"#machi-plan-item-").count()
    };
    let mut plain = plan.clone();
    for at in 0..IDS.len() {
        plain.items[at].id = format!("n{at}");
        plain.items[IDS.len() + at].repost_of = Some(format!("n{at}"));
    }
    assert!(links(&plain) >= IDS.len());
    assert_eq!(links(&plan), links(&plain));
}
