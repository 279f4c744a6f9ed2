//! Plans that are each large in another way.

use machi_plan::plan::{
    About, Action, Assignment, Department, DocumentTable, FiscalYear, Indicator, Item, OutlineRow, Plan,
    Section, YearCell,
};

/// Two items for each row of an outline in columns of 31.
pub fn deep(items: usize) -> Plan {
    with(outline(items / 2), items, |_| Item::default())
}

/// Items with twenty departments each that no other item has.
pub fn unlisted(items: usize) -> Plan {
    with(outline(31), items, |at| Item { departments: names(at, 20), ..Item::default() })
}

/// Items that all have the same departments. A tenth of `size` has a tenth of the pairs.
pub fn crowded(size: usize) -> Plan {
    with(outline(31), size, |_| Item { departments: names(0, 300), ..Item::default() })
}

/// Items below one row of the outline, which names twenty departments for all of them.
pub fn inherited(items: usize) -> Plan {
    below(20, items)
}

/// Items below one row of the outline with its departments.
pub fn below(departments: usize, items: usize) -> Plan {
    let mut plan = with(outline(1), items, |_| Item::default());
    plan.outline[0].departments = names(0, departments);
    plan
}

/// An item of thirty departments with many indicators, which each of the departments has.
pub fn reported(count: usize) -> Plan {
    one(30, count)
}

/// An item with departments and indicators.
pub fn one(departments: usize, count: usize) -> Plan {
    with(outline(31), 1, |_| Item {
        departments: names(0, departments),
        indicators: rows(0, count),
        ..Item::default()
    })
}

/// A note of so many characters beside a cell of as many lines.
pub fn noted(size: usize) -> Plan {
    let action = Action {
        note: "注".repeat(size),
        cells: vec!["\n".repeat(size), String::new()],
        ..Action::default()
    };
    with(outline(31), 1, |_| Item { actions: vec![action.clone()], ..Item::default() })
}

/// A long name of a row with many items below it.
pub fn named(size: usize) -> Plan {
    let mut plan = with(outline(1), size, |_| Item::default());
    plan.outline[0].name = "名".repeat(size);
    plan
}

/// An item with many indicators.
pub fn indicators(count: usize) -> Plan {
    with(outline(31), 1, |_| Item { indicators: rows(0, count), ..Item::default() })
}

fn outline(rows: usize) -> Vec<OutlineRow> {
    let row = |at: usize| OutlineRow {
        id: format!("row-{at}"),
        parent_id: (!at.is_multiple_of(31)).then(|| format!("row-{}", at - 1)),
        name: format!("行{at}"),
        ..OutlineRow::default()
    };
    (0..rows).map(row).collect()
}

fn with(outline: Vec<OutlineRow>, items: usize, of: impl Fn(usize) -> Item) -> Plan {
    let item = |at: usize| Item {
        id: format!("item-{at}"),
        outline_id: format!("row-{}", outline.len() - 1 - at % outline.len()),
        name: format!("取組{at}の名"),
        ..of(at)
    };
    let items = (0..items).map(item).collect();
    let about = About {
        id: "plan".into(),
        first_year: FiscalYear(2023),
        last_year: FiscalYear(2024),
        ..About::default()
    };
    Plan { about, outline, items, ..Plan::default() }
}

fn names(item: usize, count: usize) -> Vec<Assignment> {
    (0..count).map(|at| Assignment { department: format!("部署{item}-{at}"), lead: at % 2 == 0 }).collect()
}

fn rows(item: usize, count: usize) -> Vec<Indicator> {
    let row = |at: usize| Indicator {
        id: format!("{item}.{at}"),
        name: format!("指標{at}"),
        note: format!("注{item}-{at}"),
        targets: vec![YearCell { year: FiscalYear(2024), printed: "3".into() }],
        ..Indicator::default()
    };
    (0..count).map(row).collect()
}

/// Indicators; every second one repeats that of another item.
pub fn repeated(count: usize) -> Plan {
    let mut plan = with(outline(31), count, |at| Item {
        indicators: rows(at, 1),
        departments: names(at % 7, 1),
        ..Item::default()
    });
    for at in 0..count / 2 {
        plan.items[at].indicators[0].repost_of = Some(format!("{}.0", count - 1 - at));
    }
    plan
}

/// A department with many aliases.
pub fn aliases(count: usize) -> Plan {
    let mut plan = with(outline(31), 10, |at| Item { departments: names(at, 1), ..Item::default() });
    let aliases = (0..count).map(|at| format!("別名{at}")).collect();
    plan.departments = vec![Department { name: "部署0-0".into(), aliases, ..Department::default() }];
    plan
}

/// An item whose content is one list of numbers.
pub fn numbers(count: usize) -> Plan {
    with(outline(31), 1, |_| Item { content: "1,".repeat(count), ..Item::default() })
}

/// A chapter of many sections with a table each.
pub fn sections(count: usize) -> Plan {
    let mut plan = with(outline(31), 10, |_| Item::default());
    let section = |at: usize| Section {
        id: format!("節{at}"),
        parent_id: (at > 0).then(|| "節0".into()),
        heading: format!("章{at}"),
        text: "文".into(),
    };
    plan.sections = (0..count).map(section).collect();
    let table = |at: usize| DocumentTable {
        id: format!("表{at}"),
        section_id: Some(format!("節{at}")),
        title: "表".into(),
        head: vec!["あ".into()],
        rows: vec![vec!["い".into()]],
        ..DocumentTable::default()
    };
    plan.tables = (0..count).map(table).collect();
    plan
}
