//! A row of 訂正 that changes nothing and has the reason 確認済み confirms a cell as it is, and nothing else.

use machi_plan::package::{self, Problem, Severity};
use machi_plan::plan::Plan;

const TABLES: [(&str, &str); 6] = [
    (
        "計画.csv",
        "項目,値\n計画ID,minato\n計画名,計画\n自治体名,みなと市\n開始年度,R6\n終了年度,R7\n更新日,いつか\n",
    ),
    ("体系.csv", "体系ID,上位ID,名称\nA,,方針\n"),
    ("取組.csv", "取組ID,体系ID,名称,担当部署\n1,A,窓口,総務部　市民課\n2,A,財政,○財政課、契約課\n"),
    ("年次計画.csv", "取組ID,記号,R6,R7\n1,①,検討→,実施\n"),
    ("指標.csv", "取組ID,指標ID,指標名,単位,基準値,目標R6,目標R7\n1,1.1,割合,%,90.0%,0.92,(95)\n"),
    ("実績.csv", "取組ID,年度,実績\n1,R6,実施→した\n"),
];

/// Reads the tables with these rows of 訂正.
fn read(rows: &[&str]) -> (Plan, Vec<Problem>) {
    let corrections = format!("表,ID,列,原文,訂正,理由\n{}\n", rows.join("\n"));
    let files = TABLES.iter().map(|(name, text)| (*name, text.as_bytes()));
    package::read_files(files.chain([("訂正.csv", corrections.as_bytes())]))
}

/// The doubtful cells, and the reported rows of 訂正.
fn doubts(rows: &[&str]) -> Vec<String> {
    read(rows).1.iter().map(|problem| format!("{} {}", problem.address(), problem.code.name)).collect()
}

const ALL: [&str; 6] = [
    "計画!B7 bad-date",
    "取組!D2 department-or-two",
    "取組!D3 department-circle",
    "年次計画!C2 arrow-in-text",
    "指標!F2 percent-as-fraction",
    "指標!G2 bracketed-number",
];

#[test]
fn a_confirmed_cell_is_doubted_no_longer_in_any_table() {
    assert_eq!(doubts(&[]), ALL);
    for (row, settled) in [
        ("計画,更新日,値,いつか,いつか,確認済み", 0),
        ("取組,1,担当部署,総務部　市民課,総務部　市民課,確認済み", 1),
        ("取組,2,担当部署,○財政課、契約課,○財政課、契約課,確認済み", 2),
        ("年次計画,1①,R6,検討→,検討→,確認済み", 3),
        ("指標,1.1,目標R6,0.92,0.92,確認済み", 4),
        ("indicators,1.1,target_2024,0.92,0.92,確認済み", 4),
        ("指標,1.1,R7目標値,(95),(95),確認済み", 5),
    ] {
        let left: Vec<&str> =
            ALL.into_iter().enumerate().filter(|(at, _)| *at != settled).map(|(_, cell)| cell).collect();
        assert_eq!(doubts(&[row]), left, "{row}");
    }
}

#[test]
fn the_head_of_a_table_of_the_document_is_confirmed_as_row_0() {
    let doubts = |rows: &str| -> Vec<String> {
        let corrections = format!("表,ID,列,原文,訂正,理由\n{rows}");
        let more = [
            ("表.csv", "表ID,表題\na,数\n"),
            ("表_a.csv", "同上,数\n1,2\n"),
            ("訂正.csv", corrections.as_str()),
        ];
        let files = TABLES.iter().copied().chain(more).map(|(name, text)| (name, text.as_bytes()));
        let problems = package::read_files(files.collect::<Vec<_>>()).1;
        let of_table =
            problems.iter().filter(|problem| !ALL.iter().any(|one| one.starts_with(&problem.address())));
        of_table.map(|problem| format!("{} {}", problem.address(), problem.code.name)).collect()
    };
    assert_eq!(doubts(""), ["表_a!A1 ditto"]);
    assert_eq!(doubts("表_a,0,同上,同上,同上,確認済み\n"), Vec::<String>::new());
}

#[test]
fn a_cell_that_changed_is_doubted_again_and_the_confirmation_says_so() {
    let changed = doubts(&["指標,1.1,目標R6,0.91,0.91,確認済み"]);
    assert_eq!(changed[..6], ALL);
    assert_eq!(changed[6..], ["訂正!D2 confirmation-changed"]);
    let (_, problems) = read(&["指標,1.1,目標R6,0.91,0.91,確認済み"]);
    assert!(problems[6].message().contains("今は「0.92」") && problems[6].severity() == Severity::Warning);
}

#[test]
fn only_the_whole_cell_with_the_word_is_a_confirmation() {
    // A part of the cell confirms nothing. With another reason, the row is a correction that changes nothing.
    assert!(
        doubts(&["指標,1.1,目標R6,0.9,0.9,確認済み"]).contains(&"指標!F2 percent-as-fraction".to_owned())
    );
    assert!(doubts(&["指標,1.1,目標R6,0.92,0.92,よい"]).contains(&"指標!F2 percent-as-fraction".to_owned()));
    assert!(
        doubts(&["指標,9.9,目標R6,0.92,0.92,確認済み"]).contains(&"訂正!B2 correction-no-cell".to_owned())
    );
    assert!(
        doubts(&["指標,1.1,目標R9,0.92,0.92,確認済み"]).contains(&"訂正!B2 correction-no-cell".to_owned())
    );
}

#[test]
fn a_confirmation_is_kept_in_the_package_but_in_no_list_of_corrections() {
    let row = "指標,1.1,目標R6,0.92,0.92,確認済み";
    let (plan, problems) = read(&[row, "取組,1,名称,窓口,窓ロ,変換の誤り"]);
    assert!(!package::has_errors(&problems));
    let written = package::write_files(&plan);
    let (again, _) =
        package::read_files(written.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    assert_eq!(again.corrections, plan.corrections);
    let open = machi_plan::export::open_data(&plan);
    let file = open.iter().find(|file| file.name == "corrections.csv").unwrap();
    let text = String::from_utf8_lossy(&file.bytes);
    assert!(text.contains("変換の誤り") && !text.contains("確認済み"), "{text}");
    assert_eq!(plan.corrected().0.items[0].indicators[0].targets[0].printed, "0.92");
}

/// The doubts about the cell 目標R6 of the row 1.1, with the found text of each.
fn doubts_of_target(rows: &[&str]) -> Vec<(&'static str, String)> {
    let (_, problems) = read(rows);
    let here = problems.into_iter().filter(|problem| problem.address() == "指標!F2");
    here.map(|problem| (problem.code.name, problem.found)).collect()
}

#[test]
fn a_corrected_cell_is_doubted_by_its_published_text() {
    // A right correction settles the doubt about the printed cell.
    assert_eq!(doubts_of_target(&["指標,1.1,目標R6,0.92,92%,誤植"]), []);
    // A correction that is itself doubtful is reported with both texts.
    let found = "0.92（訂正: 0.95）".to_owned();
    assert_eq!(doubts_of_target(&["指標,1.1,目標R6,0.92,0.95,誤植"]), [("percent-as-fraction", found)]);
    let found = "0.92（訂正: 92件）".to_owned();
    assert_eq!(doubts_of_target(&["指標,1.1,目標R6,0.92,92件,誤植"]), [("unit-mismatch", found)]);
    // A correction of the unit affects every value of the row.
    assert_eq!(doubts_of_target(&["指標,1.1,単位,%,ポイント,誤植"]), []);
}

#[test]
fn a_corrected_cell_is_confirmed_as_it_is_shown() {
    let correction = "指標,1.1,目標R6,0.92,0.95,誤植";
    assert_eq!(doubts_of_target(&[correction, "指標,1.1,目標R6,0.95,0.95,確認済み"]), []);
    // A confirmation of the printed cell does not confirm the corrected one.
    let rows = [correction, "指標,1.1,目標R6,0.92,0.92,確認済み"];
    assert_eq!(doubts_of_target(&rows).len(), 1);
    assert!(doubts(&rows).contains(&"訂正!D3 confirmation-changed".to_owned()));
    // A correction that changes later becomes doubtful again.
    let rows = ["指標,1.1,目標R6,0.92,0.93,誤植", "指標,1.1,目標R6,0.95,0.95,確認済み"];
    assert_eq!(doubts_of_target(&rows).len(), 1);
}
