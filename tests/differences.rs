//! What the comparison of two editions must not overlook, and the one cell that a correction is of.

use std::path::Path;

use machi_plan::package::{self, Comparison};
use machi_plan::plan::{Change, ChangeKind, Correction, Plan};

fn sample() -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let path = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().path();
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(path)
        .filter(|path| path.extension().is_some_and(|end| end == "csv"));
    let files: Vec<(String, Vec<u8>)> = files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &**bytes))).0
}

/// Each of these was answered by 「違いはありません」.
#[test]
fn what_is_gone_or_said_otherwise_is_a_difference() {
    let old = sample();
    let told = |new: &Plan| package::changes_text(&old, new, &package::changes(&old, new));
    let mut new = old.clone();
    for item in &mut new.items {
        item.results.clear();
        item.ratings.clear();
    }
    let found = package::changes(&old, &new).corrections;
    let grades: usize = old
        .items
        .iter()
        .flat_map(|item| &item.ratings)
        .map(|of| 1 + usize::from(!of.reason.is_empty()))
        .sum();
    assert_eq!(found.iter().filter(|row| row.table == "評価").count(), grades);
    assert!(found.iter().any(|row| row.table == "実績") && found.iter().all(|row| row.corrected.is_empty()));

    // 変更 gives another value than the cell.
    let mut new = old.clone();
    let cell = new.items.iter_mut().flat_map(|item| &mut item.indicators).find(|row| row.id == "1-1-2.1");
    let target = cell.unwrap().targets.iter_mut().find(|cell| cell.year.0 == 2025).unwrap();
    let before = std::mem::replace(&mut target.printed, "140".to_owned());
    let change = |after: &str| Change {
        table: "指標".into(),
        id: "1-1-2.1".into(),
        column: "目標R7".into(),
        kind: ChangeKind::Target,
        before: before.clone(),
        after: after.into(),
        ..Change::default()
    };
    new.changes.push(change("135"));
    assert_eq!(package::changes(&old, &new).changes.iter().filter(|row| row.after == "140").count(), 1);
    // With the value of the cell nothing is to be added, and the page differs all the same.
    *new.changes.last_mut().unwrap() = change("140");
    assert_eq!(package::changes(&old, &new), Comparison::default());
    assert!(!told(&new).contains("違いはありません"), "{}", told(&new));
    assert!(package::changes_question(&old, &new).contains("変わった目標1件"));
    // A correction makes another text of it.
    let mut new = old.clone();
    new.corrections.clear();
    assert!(package::changes_question(&old, &new).contains("そのほかの変更1件"));
}

/// A correction of a grade changes that grade alone, or nothing.
#[test]
fn a_correction_is_of_one_grade() {
    let plan = sample();
    let grades = |id: &str, printed: &str| {
        let row = Correction {
            table: "評価".into(),
            id: id.into(),
            column: "評価".into(),
            printed: printed.into(),
            corrected: "X".into(),
            ..Correction::default()
        };
        let (shown, misses) = Plan { corrections: vec![row], ..plan.clone() }.corrected();
        let grades = shown.items.iter().flat_map(|item| &item.ratings).filter(|of| of.rating == "X");
        (grades.map(|of| [&*of.by, &*of.aspect].join(" ")).collect::<Vec<_>>(), misses.len())
    };
    assert_eq!(grades("1-2-1 R6 担当課 効果", "C"), (vec!["担当課 効果".to_owned()], 0));
    assert_eq!(grades("1-2-1 R6 効果", "C"), (vec!["担当課 効果".to_owned()], 0));
    assert_eq!(grades("1-2-1 R6 担当課 効果 確定", "C"), (vec!["担当課 効果".to_owned()], 0));
    for id in ["1-2-1 R6", "1-2-1 R6 担当課", "1-2-1", "1-2-1 R6 委員会 効果", "1-2-1 R6 効果 担当課"]
    {
        assert_eq!(grades(id, "C"), (Vec::new(), 1), "{id}");
    }
}
