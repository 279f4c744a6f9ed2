//! Two editions of a plan compared: `package::changes`.
//!
//! `tests/editions/sample-older` is `data/sample` as it was a year before. By hand:
//!
//! - 計画: the subtitle was another; 実績年度, 更新日 and 出典名 are of that year.
//! - 体系: the description of 2 and the name of 3-2 were others.
//! - 取組: 2-2-2 had one department more, 1-2-2 had its two in the other order; the purpose of 3-1-1 had another word; the content
//!   of 1-1-2 had halfwidth signs; 2-1-2 was on another page. 1-2-9 and 3-2-8 were there, and only 1-2-9 has a row in 変更.
//!   3-1-2 was not there yet, and 変更 has it.
//! - 年次計画: nothing done in R7, nothing expected, no revised line of 1-1-1②; 1-2-2② went on in R8.
//! - 指標: no values of R7, one forecast that was another; the target of 2-1-1.1 for R9 and the actual of 2-2-2.1 for R5 were others;
//!   3-2-1.1 had another name; 2-1-1.3 was there.
//! - 実績, 評価: nothing for R7; the result of 2-2-1 for R6 and the grade of 1-2-1 for R6 were others.
//! - 変更: nothing of 2026, and nothing about 3-1-2. 訂正: no rows.
//!
//! `tests/editions/expected.txt` was written from this list, before the program had read the edition.

use std::path::Path;

use machi_plan::package::{self, Comparison, Completion, Why};
use machi_plan::plan::{
    Action, Change, ChangeKind, Correction, FiscalYear, Indicator, Item, OutlineRow, Plan, YearCell,
    YearResult,
};

fn read(folder: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    let (plan, problems) = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)));
    assert!(!package::has_errors(&problems), "{problems:?}");
    plan
}

fn editions() -> (Plan, Plan) {
    (read("tests/editions/sample-older"), read("data/sample"))
}

#[test]
fn the_list_of_two_editions_is_the_one_written_by_hand() {
    let (old, new) = editions();
    let told = package::changes_text(&old, &new, &package::changes(&old, &new));
    assert_eq!(told, include_str!("editions/expected.txt"));
}

/// By hand, from the list above: 2-1-1.1 has another target for R9; 1-2-9 and 3-2-8 went and 3-1-2 came, whether or not 変更
/// says so; four reported cells and texts are others (2-2-2.1, 2-2-1, 1-2-1, 1-1-2); of the rest the subtitle, 2, 3-2, 2-2-2,
/// 3-1-1, 2-1-1.3, 3-2-1.1, three years of 1-1-1② and one of 1-2-2②, and the content of 1-2-2, which 訂正 makes another.
#[test]
fn one_question_says_what_a_reader_will_find_different() {
    let (old, new) = editions();
    let results = package::changes(&old, &new).results.len();
    assert_eq!(
        package::changes_question(&old, &new),
        format!(
            "公開中の計画と比べて、今回加わった実績{results}件、変わった目標1件、なくなった取組2件（1-2-9、3-2-8）、\
             新しい取組1件（3-1-2）、前と違う値や文字4件、そのほかの変更12件があります。これでよろしいですか。"
        )
    );
    let mut many = old.clone();
    many.items.extend((10..16).map(|at| Item {
        id: format!("3-2-{at}"),
        outline_id: "3-2".into(),
        ..Item::default()
    }));
    let question = package::changes_question(&many, &old);
    assert!(
        question.contains("なくなった取組6件（3-2-10、3-2-11、3-2-12、3-2-13、3-2-14ほか1件）"),
        "{question}"
    );
    assert_eq!(package::changes_question(&new, &new), "公開中の計画と違いはありません。");
}

#[test]
fn one_edition_twice_has_no_difference() {
    for folder in ["data/sample", "data/okayama", "data/yamaguchi"] {
        let plan = read(folder);
        let found = package::changes(&plan, &plan);
        assert_eq!(found, Comparison::default(), "{folder}");
        let told = package::changes_text(&plan, &plan, &found);
        assert!(told.ends_with("\n違いはありません。\n"), "{told}");
    }
}

#[test]
fn the_order_of_rows_and_columns_means_nothing() {
    let old = read("data/sample");
    // Every file with its rows and its columns from the last to the first.
    let files = package::write_files(&old).into_iter().map(|(name, bytes)| {
        let (mut sheet, _) = package::sheet_from_csv(&name, &bytes);
        // The columns of a document's own table are printed in their order. The rows of an outline and of sections come
        // after those above them.
        if !name.starts_with("table-") {
            sheet.rows.iter_mut().for_each(|row| row.reverse());
        }
        if !["outline.csv", "sections.csv"].contains(&name.as_str()) {
            sheet.rows[1..].reverse();
        }
        (name, package::sheet_to_csv(&sheet))
    });
    let files: Vec<(String, Vec<u8>)> = files.collect();
    let (new, problems) = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)));
    assert!(!package::has_errors(&problems), "{problems:?}");
    assert_ne!(new.items[0].id, old.items[0].id);
    assert_eq!(package::changes(&old, &new), Comparison::default());
}

/// A row that was pasted is not proposed again, and the newer edition stays without an error.
#[test]
fn what_is_proposed_can_be_pasted() {
    let (old, mut new) = editions();
    let found = package::changes(&old, &new);
    let (sheet, _) = package::sheet_from_csv("changes.csv", &package::changes_csv(&found));
    assert_eq!((sheet.rows.len(), sheet.rows[0].len()), (found.changes.len() + 1, 10));
    let (book, _) = package::read_file("a.xlsx", &package::changes_workbook(&found).unwrap());
    assert_eq!(book.corrections, found.corrections);
    new.changes.extend(found.changes.clone());
    // A cell that is corrected is put back.
    for row in &mut new.items.iter_mut().find(|item| item.id == "2-2-2").unwrap().indicators {
        row.actuals.iter_mut().filter(|cell| cell.printed == "▲131百万円").for_each(|cell| {
            cell.printed = "▲130百万円".to_owned();
        });
    }
    new.corrections.push(found.corrections[1].clone());
    let files = package::write_files(&new);
    let (new, problems) = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)));
    assert!(!package::has_errors(&problems), "{problems:?}");
    let again = package::changes(&old, &new);
    assert_eq!(again.changes, []);
    assert_eq!(again.corrections.len(), found.corrections.len() - 1);
    assert!(again.doubts.iter().all(|doubt| doubt.why != Why::Gone), "{:?}", again.doubts);
}

#[test]
fn a_program_gets_the_same_lists() {
    let (old, new) = editions();
    let found = package::changes(&old, &new);
    let json: serde_json::Value = serde_json::from_str(&package::changes_json(&found)).unwrap();
    let count = |key: &str| json[key].as_array().unwrap().len();
    assert_eq!(
        [count("changes"), count("corrections"), count("results"), count("doubts"), count("others")],
        [
            found.changes.len(),
            found.corrections.len(),
            found.results.len(),
            found.doubts.len(),
            found.others.len()
        ]
    );
    assert_eq!(json["changes"][0]["kind"], "廃止");
    assert_eq!(json["doubts"][0]["why"], "gone");
}

/// A plan of two items.
fn small() -> Plan {
    let item = |id: &str, name: &str| Item {
        id: id.into(),
        outline_id: "1".into(),
        name: name.into(),
        ..Item::default()
    };
    let mut plan = Plan {
        outline: vec![OutlineRow { id: "1".into(), name: "上".into(), ..OutlineRow::default() }],
        items: vec![item("a", "窓口の混雑の緩和"), item("b", "水道の経営改善")],
        ..Plan::default()
    };
    plan.about.id = "machi".into();
    plan.about.first_year = FiscalYear(2023);
    plan.about.last_year = FiscalYear(2024);
    plan
}

fn end(id: &str, name: &str) -> Change {
    Change {
        table: "取組".into(),
        id: id.into(),
        kind: ChangeKind::Removed,
        before: name.into(),
        ..Change::default()
    }
}

fn doubts(old: &Plan, new: &Plan) -> Vec<(Why, String)> {
    package::changes(old, new).doubts.into_iter().map(|doubt| (doubt.why, doubt.id)).collect()
}

#[test]
fn doubts_about_ids_are_named() {
    let old = small();
    let renamed = |name: &str| {
        let mut new = small();
        new.items[0].name = name.into();
        new
    };
    assert_eq!(doubts(&old, &renamed("窓口の待ち時間の短縮")), []);
    assert_eq!(doubts(&old, &renamed("公園の管理")), [(Why::Reused, "a".to_owned())]);
    let mut said = renamed("公園の管理");
    let name =
        Change { kind: ChangeKind::Name, column: "名称".into(), ..end("a", "窓口の混雑の緩和") };
    said.changes = vec![name];
    assert_eq!(doubts(&old, &said), [], "the document says it");

    let mut moved = small();
    moved.items[1].id = "c".into();
    assert_eq!(doubts(&old, &moved), [(Why::Renumbered, "b".to_owned())]);
    let mut gone = small();
    gone.items.pop();
    assert_eq!(doubts(&old, &gone), [(Why::Gone, "b".to_owned())]);
    gone.changes = vec![end("b", "水道の経営改善")];
    assert_eq!(package::changes(&old, &gone), Comparison::default());

    // Two years later the row of 変更 is lost, or its id has another item.
    let mut lost = small();
    lost.items.pop();
    assert_eq!(doubts(&gone, &lost), [(Why::Gone, "b".to_owned())]);
    let mut revived = small();
    revived.items[1].name = "公園の管理".into();
    assert_eq!(doubts(&gone, &revived), [(Why::Revived, "b".to_owned())]);

    let mut other = small();
    other.about.id = "other".into();
    assert_eq!(doubts(&old, &other), [(Why::OtherPlan, String::new())]);
}

/// A target that moves a second time is proposed, though 変更 has the first move.
#[test]
fn an_earlier_change_does_not_hide_a_later_one() {
    let with = |target: &str, changes: &[(&str, &str)]| {
        let mut plan = small();
        let cell = YearCell { year: FiscalYear(2024), printed: target.into() };
        let row =
            Indicator { id: "a.1".into(), name: "率".into(), targets: vec![cell], ..Indicator::default() };
        plan.items[0].indicators = vec![row];
        plan.changes = changes
            .iter()
            .map(|(before, after)| Change {
                table: "指標".into(),
                id: "a.1".into(),
                column: "目標R6".into(),
                kind: ChangeKind::Target,
                before: (*before).into(),
                after: (*after).into(),
                ..Change::default()
            })
            .collect();
        plan
    };
    let count = |old: &Plan, new: &Plan| package::changes(old, new).changes.len();
    let (first, second) = (("1", "2"), ("2", "3"));
    assert_eq!(count(&with("1", &[]), &with("2", &[])), 1);
    assert_eq!(count(&with("1", &[]), &with("2", &[first])), 0);
    assert_eq!(count(&with("2", &[first]), &with("3", &[first])), 1, "only the first move is told");
    assert_eq!(count(&with("2", &[first]), &with("3", &[first, second])), 0);
    assert_eq!(count(&with("1", &[first]), &with("2", &[first])), 0, "the change was told before");
}

/// A text that reads as before, by corrections of either edition, is no difference.
#[test]
fn corrections_of_either_edition_are_no_difference() {
    let with = |content: &str, corrected: bool| {
        let mut plan = small();
        plan.items[0].content = content.into();
        if corrected {
            plan.corrections = vec![Correction {
                table: "取組".into(),
                id: "a".into(),
                column: "内容".into(),
                printed: "窓ロ".into(),
                corrected: "窓口".into(),
                ..Correction::default()
            }];
        }
        plan
    };
    let (wrong, right) = ("窓ロを増やす", "窓口を増やす");
    assert_eq!(
        package::changes(&with(wrong, false), &with(wrong, true)),
        Comparison::default(),
        "newly corrected"
    );
    assert_eq!(
        package::changes(&with(wrong, true), &with(right, false)),
        Comparison::default(),
        "printed anew"
    );
    let found = package::changes(&with(wrong, false), &with(right, false));
    assert_eq!((found.changes.len(), found.corrections.len()), (1, 0), "no row says that it was wrong");
}

/// Two actions of an item without marks are two rows.
#[test]
fn rows_without_marks_are_compared_in_their_order() {
    let action = |text: &str, cell: &str| Action {
        text: text.into(),
        cells: vec![cell.into(), String::new()],
        ..Action::default()
    };
    let mut old = small();
    old.items[0].actions = vec![action("一", "検討"), action("二", "実施")];
    assert_eq!(package::changes(&old, &old), Comparison::default());
    let mut new = old.clone();
    new.items[0].actions[1] = action("二", "中止");
    let found = package::changes(&old, &new).changes;
    assert_eq!((found.len(), found[0].before.as_str(), found[0].after.as_str()), (1, "実施", "中止"));
}

/// What an item has comes and goes with it, except what is reported of it.
#[test]
fn rows_of_an_item_come_and_go_with_it() {
    let mut old = small();
    let action = Action { cells: vec!["検討".into(), "→".into()], ..Action::default() };
    old.items[1].actions = vec![action];
    old.items[1].indicators =
        vec![Indicator { id: "b.1".into(), name: "率".into(), ..Indicator::default() }];
    old.items[1].results =
        vec![YearResult { year: FiscalYear(2023), text: "した".into(), ..YearResult::default() }];
    let mut new = small();
    new.items.pop();
    let found = package::changes(&old, &new);
    assert_eq!((found.changes.len(), found.corrections.len(), found.doubts.len()), (1, 0, 1));
    let found = package::changes(&new, &old);
    let told: Vec<_> =
        found.changes.iter().map(|row| (row.kind, row.id.as_str(), row.after.as_str())).collect();
    assert_eq!(told, [(ChangeKind::Added, "b", "水道の経営改善")]);
    assert_eq!((found.results.len(), found.results[0].id.as_str()), (1, "b R5"));
}

#[test]
fn completed_rows_are_read_by_the_rules_of_the_package() {
    let (old, new) = editions();
    let found = package::changes(&old, &new);
    let cell = |kind: &str, successors: &str| Completion {
        date: "2026-03-23".into(),
        year: "R8".into(),
        kind: kind.into(),
        reason: "見直しのため".into(),
        successors: successors.into(),
    };
    let mut cells = vec![cell("", ""); found.changes.len()];
    cells[0] = cell("統合", "3-2-1");
    let (plan, problems) = package::completed(&new, &found, &cells);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(plan.changes[..new.changes.len()], new.changes);
    let rows = &plan.changes[new.changes.len()..];
    assert_eq!(rows.len(), 12);
    let year = Some(FiscalYear(2026));
    let expected = |change: &Change| Change {
        date: "2026-03-23".into(),
        year,
        reason: "見直しのため".into(),
        ..change.clone()
    };
    let mut merged = expected(&found.changes[0]);
    (merged.kind, merged.successors) = (ChangeKind::Merged, vec!["3-2-1".to_owned()]);
    assert_eq!(rows[0], merged);
    assert_eq!(rows[1..], found.changes[1..].iter().map(expected).collect::<Vec<_>>());
    // What it says now is proposed no more.
    assert_eq!(package::changes(&old, &plan).changes, []);
    cells[0] = cell("統合", "9-9-9");
    cells[1].year = "来年".into();
    let (_, problems) = package::completed(&new, &found, &cells);
    let told: Vec<String> =
        problems.iter().map(|one| format!("{} {}", one.code.name, one.address())).collect();
    assert_eq!(told, ["unknown-successor 変更!J12", "bad-year 変更!B13"]);
}

#[test]
fn a_proposed_row_has_the_name_of_its_row() {
    let (old, new) = editions();
    let found = package::changes(&old, &new);
    let name = |plan: &Plan, at: usize| package::name_of(plan, &found.changes[at]);
    assert_eq!([name(&old, 0), name(&new, 0)], ["集会所の予約の電子化", ""]);
    assert_eq!([name(&old, 1), name(&new, 2), name(&new, 3)], ["督促の件数", "", "続けられる財政"]);
    assert_eq!([name(&new, 6), name(&new, 7)], ["時間外勤務の縮減", "書かない窓口の導入"]);
    assert_eq!([name(&old, 11), name(&new, 11)], ["市民会議の開催", "協働事業の数"]);
}

#[test]
fn an_edition_is_a_plan_file_or_a_package() {
    let (old, _) = editions();
    let file = machi_plan::planfile::write(&old);
    assert_eq!(package::published(file.as_bytes()).unwrap(), Some(old.clone()));
    assert_eq!(package::published(&package::write_workbook(&old).unwrap()).unwrap(), None);
    assert_eq!(package::published("取組ID\n".as_bytes()).unwrap(), None);
    assert!(package::published(&file.as_bytes()[..file.len() / 2]).is_err());
}
