//! The cases of the overview.

use super::*;

/// The name of the case, its plan, its state.
pub fn cases() -> Vec<(&'static str, Plan, ViewState)> {
    vec![
        ("overview", documented(), state()),
        ("overview-of-little", plain(), state()),
        ("overview-of-nothing", Plan { about: plain().about, ..Plan::default() }, state()),
        ("script-in-overview", script(), state()),
    ]
}

pub fn state() -> ViewState {
    ViewState { view: View::Overview, ..ViewState::default() }
}

/// A plan with two levels, a row that is itself an item, a repost, prose and tables of every kind.
fn documented() -> Plan {
    let mut plan = full();
    plan.about.level_names = vec!["方針".into(), String::new(), "取組".into()];
    plan.outline[0].description = "まず窓口から。\n・早く。".into();
    for (id, mark, name) in [("1-1", "(1)", "待ち時間を短くする"), ("1-2", "(2)", "分けられた段")]
    {
        let parent_id = Some("1".into());
        let row = OutlineRow {
            id: id.into(),
            parent_id,
            mark: mark.into(),
            name: name.into(),
            ..OutlineRow::default()
        };
        plan.outline.push(row);
    }
    plan.items[0].outline_id = "1-1".into();
    let repost = Item {
        id: "1-2a".into(),
        outline_id: "1-2".into(),
        repost_of: Some("1-1".into()),
        indicators: Vec::new(),
        ..plan.items[0].clone()
    };
    let bare =
        Item { id: "1-2b".into(), outline_id: "1-2".into(), name: "何もない".into(), ..Item::default() };
    plan.items.extend([repost, bare]);
    let section = |id: &str, parent: &str, heading: &str, text: &str| Section {
        id: id.into(),
        parent_id: Some(parent.to_owned()).filter(|parent| !parent.is_empty()),
        heading: heading.into(),
        text: text.into(),
    };
    plan.sections = vec![
        section("a", "", "第1章 背景", "一段目。\n二段目。"),
        section("a-1", "a", "1 これまで", ""),
        section("a-1-1", "a-1", "(1) 前の計画", "・はじめた。"),
        section("b", "", "見出しだけ", ""),
        section("c", "なくなった節", "上のない節", "残る文。"),
    ];
    let table =
        |id: &str, section: &str, figure: DocumentChart, head: &[&str], rows: &[&[&str]]| DocumentTable {
            id: id.into(),
            section_id: Some(section.to_owned()).filter(|section| !section.is_empty()),
            title: format!("表 {id}"),
            figure,
            head: head.iter().map(|cell| cell.to_string()).collect(),
            rows: rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect(),
            ..DocumentTable::default()
        };
    let wide = ["", "1", "2", "3", "4", "5", "6", "7", "8"];
    plan.tables = vec![
        DocumentTable {
            unit: "項目".into(),
            note: "そのまま。".into(),
            ..table(
                "bars",
                "a-1-1",
                DocumentChart::StackedBar,
                &["", "実施", "未実施"],
                &[&["方針", "7", "3"], &["合計", "8", "0"]],
            )
        },
        table(
            "rank",
            "a",
            DocumentChart::Rank,
            &["平成28年度", "令和4年度"],
            &[&["①窓口", "①財政"], &["②財政", "②窓口"]],
        ),
        DocumentTable {
            title: String::new(),
            ..table("plain", "b", DocumentChart::None, &["項目", "内容"], &[&["一", "上\n下"]])
        },
        table("wide", "", DocumentChart::None, &wide, &[&wide]),
    ];
    plan
}

/// Markup in every cell, also of prose and tables.
pub fn script() -> Plan {
    let mut plan = super::script();
    let text = || SCRIPT.to_owned();
    plan.outline[0].description = text();
    plan.departments.push(Department { name: text(), ..Department::default() });
    plan.sections =
        vec![Section { id: "\"><b>".into(), heading: text(), text: text(), ..Section::default() }];
    plan.tables = [DocumentChart::None, DocumentChart::StackedBar, DocumentChart::Rank]
        .into_iter()
        .map(|figure| DocumentTable {
            id: "\"><i>".into(),
            section_id: Some("\"><b>".into()),
            title: text(),
            unit: text(),
            note: text(),
            figure,
            head: vec![text(); 3],
            rows: vec![vec![text(), format!("1{SCRIPT}"), format!("①{SCRIPT}")]],
        })
        .collect();
    plan
}
