//! A selection that takes over what it has in common with the one before is the same as one that is worked out anew.

use std::path::Path;

use machi_plan::package;
use machi_plan::plan::Plan;
use machi_plan::selection::{Prepared, ViewState, matching, selection, selection_after};

fn plan_of(city: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0
}

/// Numbers that depend only on the seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Queries that grow, shrink, and become a year on the way.
const QUERIES: [&str; 18] = [
    "",
    "窓",
    "窓口",
    "窓口 市",
    "窓口 市民",
    "市民 窓口",
    "口",
    "令和",
    "令和6",
    "令和6年度",
    "R",
    "20",
    "2024",
    "R6",
    "5ケ",
    "5ケ年",
    "ない言葉",
    "の",
];

const SORTS: [&str; 5] = ["", "-number", "department", "-department", "-indicators"];

#[test]
fn what_is_taken_over_from_the_selection_before_changes_nothing() {
    for city in ["okayama", "yamaguchi", "sample"] {
        let prepared = Prepared::new(plan_of(city));
        let plan = &prepared.plan;
        let mut numbers = Numbers(7);
        let mut state = ViewState::default();
        let mut before = selection(&prepared, &state);
        for step in 0..600 {
            match numbers.below(9) {
                0 => state.set("sort", SORTS[numbers.below(SORTS.len())]),
                1 => state.set("department", &plan.departments[numbers.below(plan.departments.len())].name),
                2 => state.set("year", ["", "R5", "R6,R7"][numbers.below(3)]),
                3 => state.set("branch", &plan.outline[numbers.below(plan.outline.len())].id),
                4 => {
                    let item = &plan.items[numbers.below(plan.items.len())].id;
                    state.choose("item", item, numbers.below(2) == 0);
                }
                5 => state = ViewState { query: state.query, ..ViewState::default() },
                _ => state.set("q", QUERIES[numbers.below(QUERIES.len())]),
            }
            let fresh = selection(&prepared, &state);
            assert_eq!(matching(&prepared, &state, &before), fresh.matches, "{city}, step {step}: {state:?}");
            let after = selection_after(&prepared, &state, Some(&before));
            assert_eq!(after, fresh, "{city}, step {step}: {state:?}");
            before = after;
        }
    }
}
