//! みほん市: what format 2 adds to an item, to its row and to the schedule.

use std::path::Path;

use machi_plan::package;
use machi_plan::plan::Plan;
use machi_plan::selection::{View, ViewState};

use super::item_alone::alone;

/// The plan of `data/sample` with these of its items.
fn sample(items: &[&str]) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    let (mut plan, _) =
        package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    plan.items.retain(|item| items.contains(&item.id.as_str()));
    plan
}

/// The name of the case, its plan, its state.
pub fn cases() -> Vec<(&'static str, Plan, ViewState)> {
    let schedule = ViewState { view: View::Schedule, ..ViewState::default() };
    vec![
        ("sample-item", sample(&["2-2-2"]), alone(&["2-2-2"])),
        ("sample-row", sample(&["1-2-1"]), ViewState::default()),
        ("sample-data", sample(&["1-2-1"]), ViewState { view: View::Data, ..ViewState::default() }),
        ("sample-schedule", sample(&["1-1-1", "1-2-2"]), schedule),
    ]
}
