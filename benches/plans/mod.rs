//! The plans that benches measure: the one of Yamaguchi, and longer ones put together from its texts.

use machi_plan::package;
use machi_plan::plan::{Indicator, Plan, YearResult};

/// The plan package of Yamaguchi as it stands in the repository.
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

/// A plan of `count` items, each put together from the texts of different real ones.
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
        // The document has no results yet; a year's are about as long as the contents.
        let result = |year| YearResult { year, text: item.content.clone(), ..YearResult::default() };
        item.results = real.years().take(2).map(result).collect();
        item
    });
    Plan { items: items.collect(), corrections: Vec::new(), ..real.clone() }
}
