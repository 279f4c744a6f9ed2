//! Plans that are each large in another way.

use machi_plan::plan::{
    About, Action, Assignment, Change, Department, DocumentTable, FiscalYear, Indicator, Item, OutlineRow,
    Plan, Rating, Section, Status, Term, YearCell, YearResult,
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

/// Departments with as many aliases as a row may have.
pub fn aliases(count: usize) -> Plan {
    let mut plan = with(outline(31), 10, |at| Item { departments: names(at, 1), ..Item::default() });
    let department = |of: usize| Department {
        name: format!("部署{of}-0"),
        aliases: (0..1_000).map(|at| format!("別名{of}-{at}")).collect(),
        ..Department::default()
    };
    plan.departments = (0..count / 1_000).map(department).collect();
    plan
}

/// Items with nothing but a name and three of two hundred departments.
pub fn short(count: usize) -> Plan {
    let assigned = |at: usize| Assignment { department: format!("部署{}", at % 200), lead: false };
    let of = |at: usize| [at * 7, at * 7 + 13, at * 7 + 26].map(assigned).to_vec();
    with(outline(31), count, |at| Item { departments: of(at), ..Item::default() })
}

/// Items with a mark of their own and two tags: one of a vocabulary that no other item has, and a value of one for all.
pub fn tagged(count: usize) -> Plan {
    with(outline(31), count, |at| Item {
        priority: vec![format!("重点{at}")],
        tags: vec![format!("語彙{at}:値"), format!("語彙:値{at}")],
        ..Item::default()
    })
}

/// Items with results and ratings, each by somebody else, in another aspect, with another grade.
pub fn rated(count: usize) -> Plan {
    let rating = |at: usize, year: u16| Rating {
        year: FiscalYear(year),
        by: format!("者{at}"),
        aspect: format!("観点{at}"),
        rating: format!("評価{at}"),
        ..Rating::default()
    };
    let result = |at: usize| YearResult {
        year: FiscalYear(2023),
        text: "文".into(),
        status: format!("状況{at}"),
        ..YearResult::default()
    };
    let mut plan = with(outline(31), count, |at| Item {
        ratings: [2023, 2024].map(|year| rating(at, year)).to_vec(),
        results: vec![result(at)],
        ..Item::default()
    });
    // From worst to best, so that the city's order turns them all around.
    let status = |at: usize| Status {
        status: format!("状況{at}"),
        order: (count - at).to_string(),
        definition: "定義".into(),
        ..Status::default()
    };
    plan.statuses = (0..count).map(status).collect();
    plan
}

/// Items that one rater rates in an aspect without a scale; the words of a scale are as many.
pub fn graded(count: usize) -> Plan {
    let mut plan = rated(count);
    for item in &mut plan.items {
        item.ratings.truncate(1);
        item.ratings[0].by.clear();
        item.ratings[0].aspect = "観点".into();
    }
    plan
}

/// Items whose name is explained, and that succeed another one.
pub fn explained(count: usize) -> Plan {
    let mut plan = with(outline(31), count, |_| Item::default());
    let term =
        |at: usize| Term { term: format!("取組{at}"), explanation: "説明".into(), ..Term::default() };
    let change = |at: usize| Change {
        table: "取組".into(),
        id: format!("gone-{at}"),
        successors: vec![format!("item-{at}")],
        ..Change::default()
    };
    plan.glossary = (0..count).map(term).collect();
    plan.changes = (0..count).map(change).collect();
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
