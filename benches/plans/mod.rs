//! The plans for benches: the plan of Yamaguchi, and longer ones made from its texts; and the clock.

use std::time::{Duration, Instant};

use machi_plan::package;
use machi_plan::plan::{Correction, Indicator, OutlineRow, Plan, Section, YearResult};

/// The plan package of Yamaguchi from the repository.
pub fn yamaguchi() -> Plan {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/yamaguchi");
    let files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the plan package of Yamaguchi")
        .map(|entry| {
            let path = entry.expect("an entry of that folder").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read(path).expect("a file of that package"))
        })
        .collect();
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0
}

/// A plan of `count` items, each made from the texts of several real ones.
pub fn generated(real: &Plan, count: usize) -> Plan {
    let items = (0..count).map(|at| {
        let round = at / real.items.len();
        let from = |step: usize| &real.items[(at * step + round * (step + 2)) % real.items.len()];
        let mut item = from(1).clone();
        item.id = format!("{}-{}", at % real.items.len() + 1, round + 1);
        item.repost_of = None;
        item.departments = from(11).departments.clone();
        item.purpose = from(5).purpose.clone();
        item.content = from(13).content.clone();
        item.actions = from(17).actions.clone();
        let indicators = from(19).indicators.iter().enumerate();
        let renamed = |(n, row): (usize, &Indicator)| Indicator {
            id: format!("{}.{}", item.id, n + 1),
            repost_of: None,
            ..row.clone()
        };
        item.indicators = indicators.map(renamed).collect();
        // The document has no results yet. The results of a year are about as long as the contents.
        let result = |year| YearResult { year, text: item.content.clone(), ..YearResult::default() };
        item.results = real.years().take(2).map(result).collect();
        item
    });
    Plan { items: items.collect(), corrections: Vec::new(), ..real.clone() }
}

/// The same with items of about 600 bytes: no schedule, no indicators, no results, one department.
#[allow(dead_code, reason = "the bench of packages has no such plan")]
pub fn short(real: &Plan, count: usize) -> Plan {
    let mut plan = generated(real, count);
    for item in &mut plan.items {
        item.content.clear();
        item.actions.clear();
        item.indicators.clear();
        item.results.clear();
        item.departments.truncate(1);
    }
    plan
}

/// The same, but every other table grows with the items: an outline row for four of them, a section for ten, a
/// correction for twenty.
#[allow(dead_code, reason = "only the bench of packages asks how each table costs")]
pub fn grown(real: &Plan, count: usize) -> Plan {
    let mut plan = generated(real, count);
    let above: Vec<String> = real.outline.iter().map(|row| row.id.clone()).collect();
    for at in 0..count / 4 {
        let parent_id = Some(above[at % above.len()].clone());
        let row = OutlineRow {
            id: format!("row-{at}"),
            name: format!("項目{at}"),
            parent_id,
            ..OutlineRow::default()
        };
        plan.outline.push(row);
    }
    for (at, item) in plan.items.iter_mut().enumerate() {
        item.outline_id = format!("row-{}", at % (count / 4));
    }
    let section = |at: usize| Section {
        id: format!("section-{at}"),
        heading: format!("節{at}"),
        text: real.items[at % real.items.len()].content.clone(),
        ..Section::default()
    };
    plan.sections.extend((0..count / 10).map(section));
    let correction = |at: usize| {
        let item = &plan.items[at * 20];
        let (table, id, column, cell) = match (at % 2, item.actions.first()) {
            (0, Some(action)) => {
                ("年次計画", format!("{}{}", item.id, action.mark), "取組内容", &action.text)
            }
            _ => ("取組", item.id.clone(), "名称", &item.name),
        };
        let reason = "変換の誤り".to_owned();
        let printed = cell.chars().take(1).collect();
        let (table, column) = (table.to_owned(), column.to_owned());
        Correction {
            table, id, column, printed, reason, corrected: "＊".to_owned(), ..Correction::default()
        }
    };
    plan.corrections = (0..count / 20).map(correction).filter(|row| !row.printed.is_empty()).collect();
    plan
}

/// The median time of this many runs.
pub fn median(runs: usize, work: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}
