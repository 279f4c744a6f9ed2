//! Departments. The workload of each is one count in every view; an alias always means its department; items follow
//! the order of the sheet 部署.

use machi_plan::export;
use machi_plan::locale::JA;
use machi_plan::plan::*;
use machi_plan::search::words;
use machi_plan::selection::{Prepared, View, ViewState, count, loads, selection};
use machi_plan::view::{FragmentOptions, fragment, print_sheet, say};

fn item(id: &str, under: &str, repost_of: Option<&str>, department: &str) -> Item {
    Item {
        id: id.into(),
        outline_id: under.into(),
        name: format!("取組{id}"),
        repost_of: repost_of.map(str::to_owned),
        departments: vec![Assignment { department: department.into(), lead: true }],
        ..Item::default()
    }
}

/// Two items of 甲課. One of them is printed again for 甲課 under the other branch, and twice for 乙課, which does not have
/// the original.
fn reposted() -> Prepared {
    let row = |id: &str| OutlineRow { id: id.into(), name: format!("方針{id}"), ..OutlineRow::default() };
    let mut repost = item("4", "Ⅱ", Some("1"), "乙課");
    repost.indicators = vec![Indicator { id: "4.1".into(), ..Indicator::default() }];
    Prepared::new(Plan {
        about: About {
            id: "case".into(),
            title: "計画".into(),
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2024),
            ..About::default()
        },
        outline: vec![row("Ⅰ"), row("Ⅱ")],
        items: vec![
            item("1", "Ⅰ", None, "甲課"),
            item("2", "Ⅱ", None, "甲課"),
            item("3", "Ⅱ", Some("1"), "甲課"),
            repost,
            item("5", "Ⅱ", Some("1"), "乙課"),
        ],
        ..Plan::default()
    })
}

/// The text of a view, one element a line.
fn text(prepared: &Prepared, view: View) -> Vec<String> {
    let options =
        FragmentOptions { state: ViewState { view, ..ViewState::default() }, ..FragmentOptions::default() };
    let html = fragment(prepared, "", &JA, &options).into_string();
    let texts = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_repost_is_its_departments_own_where_the_original_is_not() {
    let prepared = reposted();
    let departments = [0, 1].map(DepartmentIndex);
    let items =
        |at: DepartmentIndex| loads(&prepared)[at.0].items.iter().map(|item| item.0).collect::<Vec<_>>();
    assert_eq!(departments.map(items), [vec![0, 1], vec![3]]);
    for at in departments {
        let counted = count(&prepared, &|item| prepared.takes_part(item, at));
        assert_eq!(loads(&prepared)[at.0].items.len(), counted.items);
    }

    let overview = text(&prepared, View::Overview);
    // Each number is a link, whose name begins with the department.
    for (name, led, taken_part) in [("甲課", "2件", "2件"), ("乙課", "1件", "1件")] {
        let row = [name, name, led, name, taken_part];
        assert!(overview.windows(5).any(|texts| texts == row), "{row:?} is not in {overview:?}");
    }

    let pages = text(&prepared, View::Departments);
    assert!(pages.contains(&say::load(&JA, Some(2), 2, 0, true)), "{pages:?}");
    assert!(pages.contains(&say::load(&JA, Some(1), 1, 1, true)), "{pages:?}");

    let files = export::open_data_of(&prepared);
    let file = files.iter().find(|file| file.name == "departments.csv").unwrap();
    let rows = std::str::from_utf8(&file.bytes).unwrap();
    assert!(rows.ends_with("case,甲課,2,2\r\ncase,乙課,1,1\r\n"), "{rows}");

    let facets = selection(&prepared, &ViewState::default()).facets;
    let facet = facets.iter().find(|facet| facet.spec.key == "department").unwrap();
    assert_eq!(facet.values.iter().map(|value| value.count.items).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn a_link_to_a_departments_branch_says_how_many_the_list_shows_there() {
    let prepared = reposted();
    let pages = text(&prepared, View::Departments);
    for (branch, count) in [("方針Ⅰ", "1件"), ("方針Ⅱ", "2件")] {
        let at = pages.iter().position(|text| text == branch).unwrap();
        assert_eq!(pages[at + 1], count, "{branch}");
        let state = state(&[("department", "甲課"), ("branch", branch.trim_start_matches("方針"))]);
        assert_eq!(format!("{}件", selection(&prepared, &state).count.items), count);
    }
}

fn state(pairs: &[(&str, &str)]) -> ViewState {
    let mut state = ViewState::default();
    pairs.iter().for_each(|(key, value)| state.set(key, value));
    state
}

/// An item with an alias in its cell, and one of another department.
fn with_alias() -> Prepared {
    let known = |name: &str, alias: &str| Department {
        name: name.into(),
        aliases: vec![alias.into()],
        ..Department::default()
    };
    Prepared::new(Plan {
        departments: vec![known("財政局", "財政"), known("水道局", "水道")],
        items: vec![item("1", "", None, "財政"), item("2", "", None, "水道局")],
        ..Plan::default()
    })
}

#[test]
fn an_item_is_found_by_every_name_of_its_department() {
    let prepared = with_alias();
    for (query, found) in [("財政局", [true, false]), ("財政", [true, false]), ("水道", [false, true])]
    {
        assert_eq!(
            [0, 1].map(|item| prepared.index().matches(ItemIndex(item), &words(query))),
            found,
            "{query}"
        );
    }
}

#[test]
fn a_department_that_is_asked_for_by_an_alias_is_shown_under_its_name() {
    let prepared = with_alias();
    let asked = state(&[("view", "departments"), ("department", "財政")]);
    assert_eq!(selection(&prepared, &asked).departments, [true, false]);
    let options = FragmentOptions { state: asked.clone(), ..FragmentOptions::default() };
    let html = fragment(&prepared, "", &JA, &options).into_string();
    let own = FragmentOptions {
        state: state(&[("view", "departments"), ("department", "財政局")]),
        ..FragmentOptions::default()
    };
    assert_eq!(html, fragment(&prepared, "", &JA, &own).into_string());
    let sheet = |asked: &ViewState| print_sheet(&prepared, &JA, asked);
    assert_eq!(sheet(&asked), sheet(&own.state));
}

#[test]
fn items_without_a_department_are_sorted_last() {
    let names = ["A", "B", "C", "D", "E", "F", "G", "H"];
    let mut items = ["H", "", "A"].map(|department| item(department, "", None, department)).to_vec();
    items[1].departments.clear();
    let prepared = Prepared::new(Plan {
        departments: names.map(|name| Department { name: name.into(), ..Department::default() }).to_vec(),
        items,
        ..Plan::default()
    });
    assert_eq!(selection(&prepared, &state(&[("sort", "department")])).order, [2, 0, 1].map(ItemIndex));
    assert_eq!(selection(&prepared, &state(&[("sort", "-department")])).order, [1, 0, 2].map(ItemIndex));
}
