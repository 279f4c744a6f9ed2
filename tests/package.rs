//! Packages with errors, and the expected problems word for word.
//!
//! Each case is a sound small package with some files replaced. `UPDATE_SNAPSHOTS=1 cargo test --test package` writes
//! the expectations again: read the difference before committing it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use machi_plan::package::{self, Problem, Severity};
use machi_plan::plan::Plan;
use machi_plan::{export, planfile};

#[path = "package/format2.rs"]
mod format2;
#[path = "workbooks/cases.rs"]
mod workbook_cases;
mod workbooks;

type Files<'a> = &'a [(&'a str, &'a str)];

/// Files by name and bytes.
type Changes = Vec<(&'static str, Vec<u8>)>;

const PLAN: &str = "項目,値\n計画ID,machi\n計画名,試しの計画\n開始年度,R5\n終了年度,R7\n階層名,方針>施策>取組\n更新日,2026-11-21\n";
const OUTLINE: &str = "体系ID,上位ID,記号,名称\n1,,1,上\n1-1,1,(1),下\n";
const ITEMS: &str = "取組ID,体系ID,記号,名称,担当部署,再掲元\n1,1-1,①,ひとつめ,(主)財政局、総務局,\n2,1-1,②,ふたつめ,総務局,1\n";
const SCHEDULE: &str = "取組ID,記号,取組内容,R5,R6,R7,読み取り,注記\n1,①,する,検討,→,実施,printed,\n";
const INDICATORS: &str = "取組ID,指標ID,指標名,単位,基準年度,基準値,目標R5,目標R6,目標R7,実績R5\n1,1.1,割合,%,R3,80%,—,85%,90.0%未満,0%\n";
const RESULTS: &str = "取組ID,年度,実績\n1,R5,できた\n";
const DEPARTMENTS: &str = "名称,よみ,別名\n財政局,ざいせいきょく,\n総務局,そうむきょく,総務\n";

/// One level less than the plan has.
const LEVELS: &str =
    "項目,値\n計画ID,machi\n計画名,計画\n開始年度,R5\n終了年度,R7\n階層名,基本方針>推進項目\n";
const SOUND: Files = &[
    ("計画.csv", PLAN),
    ("体系.csv", OUTLINE),
    ("取組.csv", ITEMS),
    ("年次計画.csv", SCHEDULE),
    ("indicators.csv", INDICATORS),
    ("results.csv", RESULTS),
    ("departments.csv", DEPARTMENTS),
];

fn read(files: &[(&str, &[u8])]) -> (Plan, Vec<Problem>) {
    package::read_files(files.iter().copied())
}

/// A case of text files.
fn text(name: &'static str, files: Files<'static>) -> (&'static str, Changes) {
    (name, files.iter().map(|(file, text)| (*file, text.as_bytes().to_vec())).collect())
}

/// Every case: its name, and the files that it replaces or adds. An empty text removes a file.
fn cases() -> Vec<(&'static str, Changes)> {
    let deep: String = (2..=40).map(|level| format!("d{level},d{},,深い\n", level - 1)).collect();
    let long_table = "1\n".repeat(50_001).into_bytes();
    let many: String = (0..=10_000).map(|at| format!("部署{at}\n")).collect();
    vec![
        text("sound", &[]),
        text(
            "english-heads",
            &[
                ("計画.csv", "key,value\nplan_id,machi\ntitle,Plan\nfirst_year,2023\nlast_year,2025\n"),
                ("取組.csv", "item_id,outline_id,name\n1,1-1,ひとつめ\n"),
            ],
        ),
        text(
            "wrong-year",
            &[
                ("計画.csv", "項目,値\n計画ID,machi\n計画名,計画\n開始年度,令和の5年\n終了年度,R7\n"),
                (
                    "results.csv",
                    "取組ID,年度,実績\n1,5年度,できた\n1,R9,まだ\n1,R5,できた\n1,令和5年度,また\n",
                ),
            ],
        ),
        text(
            "years-backwards",
            &[(
                "計画.csv",
                "項目,値\n計画ID,a b\n計画名,計画\n開始年度,R7\n終了年度,R5\n更新日,きのう\n団体コード,1007\n計画名,もう一つ\n掲載URL,example.jp/plan.html\n市長,だれか\n",
            )],
        ),
        text(
            "duplicate-id",
            &[
                ("取組.csv", "取組ID,体系ID,名称\n1,1-1,ひとつめ\n1,1-1,ふたつめ\n"),
                ("体系.csv", "体系ID,上位ID,名称\n1,,上\n1-1,1,下\n1-1,1,また下\n"),
                ("departments.csv", "名称\n財政局\n財政局\n"),
            ],
        ),
        text(
            "levels-beside-an-error",
            &[("計画.csv", LEVELS), ("departments.csv", "名称\n財政局\n財政局\n")],
        ),
        text(
            "levels-of-a-broken-outline",
            &[("計画.csv", LEVELS), ("体系.csv", "体系ID,上位ID,名称\n1,9,上\n1-1,1,下\n")],
        ),
        text("missing-parent", &[("体系.csv", "体系ID,上位ID,名称\n1,,上\n1-1,9,下\n")]),
        text("cycle", &[("体系.csv", "体系ID,上位ID,名称\n1,1-1,上\n1-1,1,下\n2,2,自分\n3,1,外から\n")]),
        text("parent-after-child", &[("体系.csv", "体系ID,上位ID,名称\n1-1,1,下\n1,,上\n")]),
        (
            "too-deep",
            vec![(
                "体系.csv",
                format!("体系ID,上位ID,記号,名称\n1,,,上\n1-1,1,,下\nd1,,,深い\n{deep}").into_bytes(),
            )],
        ),
        // Each character becomes six bytes in a plan file, so the plan file is larger than the package.
        (
            "plan-too-large",
            vec![("本文.csv", format!("節ID,見出し,本文\n1,章,{}\n", "<".repeat(3_400_000)).into_bytes())],
        ),
        (
            "table-too-long",
            vec![
                ("表.csv", "表ID\na\nb\n".into()),
                ("table-a.csv", long_table.clone()),
                ("table-b.csv", long_table),
            ],
        ),
        ("too-many-rows", vec![("departments.csv", format!("名称\n財政局\n総務局\n{many}").into_bytes())]),
        text(
            "unknown-reference",
            &[
                (
                    "取組.csv",
                    "取組ID,体系ID,名称,担当部署,再掲元\n1,9,ひとつめ,財政曲 各課,\n2,1-1,ふたつめ,総務,1\n3,1-1,みっつめ,,2\n4,1-1,よっつめ,,99\n",
                ),
                ("年次計画.csv", "取組ID,記号,取組内容,R5,R6,R7\n9,①,する,a,b,c\n"),
                ("results.csv", "取組ID,年度,実績,状況\n9,R5,できた,\n1,R5,できた,順調\n"),
                ("statuses.csv", "区分,定義,段階\n完了,終わった,done\n中止,やめた,stopped\n"),
            ],
        ),
        text(
            "columns",
            &[
                ("取組.csv", "取組ID,名称,備考,名称,,name,\n1,ひとつめ,x,y,あふれ,z,外\n"),
                ("年次計画.csv", "取組ID,記号,取組内容,R5,令和5年度,R6,R8\n1,①,する,a,b,c,d\n"),
                ("indicators.csv", "取組ID,指標ID,指標名,目標R9\n1,1.1,割合,5%\n"),
            ],
        ),
        text(
            "schedule",
            &[(
                "年次計画.csv",
                "取組ID,記号,取組内容,R5,R6,R7,読み取り,注記\n1,①,する,検討→実施,→,→,inferred,\n1,①,また,a,,,推定,\n,②,結合したセル,a,,,,\n",
            )],
        ),
        text(
            "values",
            &[(
                "indicators.csv",
                "取組ID,指標ID,指標名,単位,良い方向,種別,基準年度,基準値,目標R5,目標R6,目標R7,読み取り,注記\n1,1.1,割合,%,高め,毎年,昔,月3回×2局,5件,10%削減,\"7\n8\",printed,\n1,1.2,値のない指標,件,,,,,,,,,\n1,1.3,0件,件,低い,累計,,,0件,-,—,inferred,規則3による\n1,1.4,小数の割合,％,,,R4,90.0%,0.92,(33.5),95％,,\n",
            )],
        ),
        text(
            "departments-in-doubt",
            &[(
                "取組.csv",
                "取組ID,体系ID,名称,担当部署\n1,1,窓口,総務部　市民課\n2,1,財政,○財政課、契約課\n3,1,福祉,健康福祉部（福祉課、市民課\n4,1,役割,\"主管課：市民課\n関係課：情報課\"\n",
            )],
        ),
        text(
            "confirmations",
            &[
                (
                    "indicators.csv",
                    "取組ID,指標ID,指標名,単位,目標R5,目標R6\n1,1.1,割合,%,90.0%,0.92\n1,1.2,率,%,90.0%,0.93\n",
                ),
                (
                    "訂正.csv",
                    "表,ID,列,原文,訂正,理由\n指標,1.1,目標R6,0.92,0.92,確認済み\n指標,1.2,目標R6,0.92,0.92,確認済み\n",
                ),
            ],
        ),
        text(
            "results-not-filled",
            &[("results.csv", "取組ID,年度,実績,状況,理由\n1,R5,できた,,\n1,R6,,,\n2,R5, ,,\n2,R6,,,まだ\n")],
        ),
        text(
            "bad-correction",
            &[(
                "訂正.csv",
                "表,ID,列,原文,訂正,理由,日付\n取組,9,名称,ひと,人,変換の誤り,\n取組,1,名称,ない言葉,x,変換の誤り,\n取組,1,名称,ひと,人,変換の誤り,\n取組,1,,ひと,人,,\n",
            )],
        ),
        (
            "corrections-without-end",
            vec![(
                "訂正.csv",
                format!("表,ID,列,原文,訂正,理由\n{}", "取組,1,名称,つ,つつ,\n".repeat(40)).into_bytes(),
            )],
        ),
        text(
            "script-in-every-field",
            &[
                (
                    "計画.csv",
                    "項目,値\n計画ID,<script>\n計画名,<script>alert(1)</script>\n開始年度,R5\n終了年度,R7\n階層名,<script>\n更新日,<script>\n",
                ),
                ("体系.csv", "体系ID,上位ID,記号,名称\n<script>,,<script>,<script>\n"),
                (
                    "取組.csv",
                    "取組ID,体系ID,記号,名称,担当部署,再掲元\n<script>,<script>,<script>,<script>,<script>,\n",
                ),
                (
                    "年次計画.csv",
                    "取組ID,記号,取組内容,R5,R6,R7,<script>\n<script>,<script>,<script>,<script>,→,→,<script>\n",
                ),
                (
                    "indicators.csv",
                    "取組ID,指標ID,指標名,単位,良い方向,基準値,目標R5\n<script>,<script>,<script>,<script>,<script>,<script>,<script>\n",
                ),
                ("results.csv", "取組ID,年度,実績\n<script>,R5,<script>\n"),
                ("<script>.csv", "<script>\n"),
            ],
        ),
        text(
            "ids-with-marks",
            &[
                ("体系.csv", "体系ID,上位ID,記号,名称\n\"1\"\"<&\",,1,上\n"),
                (
                    "取組.csv",
                    "取組ID,体系ID,名称\n\"a\"\"<b\",\"1\"\"<&\",ひとつめ\n\"a b\",\"1\"\"<&\",ふたつめ\n\"a,b\",\"1\"\"<&\",みっつめ\n",
                ),
                ("年次計画.csv", ""),
                ("indicators.csv", ""),
                ("results.csv", ""),
            ],
        ),
        text(
            "no-indicators-no-schedule",
            &[("年次計画.csv", ""), ("indicators.csv", ""), ("results.csv", "")],
        ),
        text(
            "one-year-one-item",
            &[
                (
                    "計画.csv",
                    "項目,値\n計画ID,machi\n計画名,一年\n開始年度,R5\n終了年度,R5\n階層名,方針>取組\n実績年度,R6\n",
                ),
                ("取組.csv", "取組ID,体系ID,名称\n1,1-1,ひとつだけ\n"),
                ("年次計画.csv", "取組ID,R5\n1,する\n"),
                ("indicators.csv", ""),
            ],
        ),
        text("empty-file", &[("取組.csv", "\n"), ("departments.csv", "\u{feff}")]),
        text(
            "header-only",
            &[
                ("取組.csv", "取組ID,体系ID,名称\n"),
                ("体系.csv", "体系ID,上位ID,名称\n"),
                ("年次計画.csv", "取組ID,R5\n"),
                ("indicators.csv", ""),
                ("results.csv", "取組ID,年度,実績\n"),
            ],
        ),
        text("no-tables", &[("計画.csv", ""), ("体系.csv", ""), ("取組.csv", "")]),
        text(
            "tables",
            &[
                ("items.csv", "取組ID,体系ID,名称\n1,1-1,また\n"),
                ("memo.csv", "メモ\n"),
                ("本文.csv", "節ID\n"),
                ("表_1.csv", "a\n"),
                ("README.md", "not a table"),
            ],
        ),
        text(
            "document-tables",
            &[
                ("本文.csv", "節ID,上位ID,見出し,本文\n1-1,1,節,文\n1,,章,\n"),
                (
                    "tables.csv",
                    "表ID,節ID,表題,図\nranks,1,順位,rank\nno sheet,,,\nlost,9,,pie\nempty,,,\nranks,,,\n",
                ),
                ("表_ranks.csv", "H22,R4\n①甲,①\u{e000}\n"),
                ("table-ranks.csv", "H22\n"),
                ("table-empty.csv", "\n"),
            ],
        ),
        text(
            "separators",
            &[
                ("取組.csv", "取組ID\t体系ID\t名称\n1\t1-1\t名\n"),
                ("outline.csv", "体系ID;上位ID;名称\n1;;名\n"),
                ("計画.csv", "項目 値\n"),
            ],
        ),
        text(
            "dates-in-ids",
            &[
                ("体系.csv", "体系ID,上位ID,名称\n1,,上\n1月1日,1,下\n"),
                (
                    "取組.csv",
                    "取組ID,体系ID,名称,再掲元\n1,1-Jan,名,\n2026/1/1,1,名,Jan-01\n月日,1,1月1日,\n",
                ),
            ],
        ),
        text("broken-csv", &[("取組.csv", "取組ID,体系ID,名称\n1,1-1,\"閉じない\n2,1-1,ふたつめ\n")]),
        text(
            "characters",
            &[("取組.csv", "取組ID,体系ID,名称\n1,1-1,外字\u{e000}と\u{fffd}と\u{7}\n2,1-1,'=SUM(A1)\n")],
        ),
        (
            "not-utf8",
            vec![
                ("取組.csv", b"\x8e\xe6\x91\x67ID,\x91\xcc\x8cnID\n1,1\n".to_vec()),
                ("体系.csv", b"\xff\xfe\x53\x4f".to_vec()),
            ],
        ),
    ]
}

/// Every case read, folders and files: its name, the plan and its problems.
fn all_read() -> Vec<(&'static str, Plan, Vec<Problem>)> {
    let folders =
        cases().into_iter().chain(format2::cases()).map(|(name, changes)| (name, read(&with(&changes))));
    let files = workbook_cases::cases().into_iter().map(|case| (case.0, workbook_cases::read(&case)));
    folders.chain(files).map(|(name, (plan, problems))| (name, plan, problems)).collect()
}

fn with<'a>(changes: &'a [(&'static str, Vec<u8>)]) -> Vec<(&'a str, &'a [u8])> {
    let mut files: Vec<(&str, &[u8])> = SOUND.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    for (name, bytes) in changes {
        files.retain(|(other, _)| other != name);
        if !bytes.is_empty() {
            files.push((name, bytes));
        }
    }
    files
}

#[test]
fn every_problem_is_said_word_for_word() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "snapshots", "problems"].iter().collect();
    let mut different = Vec::new();
    let cases = all_read();
    for (name, plan, problems) in &cases {
        let mut text: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
        if text.is_empty() {
            text = format!("問題なし: 取組{}件\n", plan.items.len());
        }
        let path = folder.join(format!("{name}.txt"));
        if update {
            std::fs::write(&path, &text).unwrap();
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            different.push(format!("--- {name}\n{text}"));
        }
    }
    assert!(different.is_empty(), "{}\nUPDATE_SNAPSHOTS=1 writes them anew", different.join("\n"));
    let known: BTreeSet<String> = cases.iter().map(|(name, ..)| format!("{name}.txt")).collect();
    let there =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(there.collect::<BTreeSet<_>>(), known);
}

#[test]
fn a_package_without_errors_is_a_sound_plan_file_and_any_package_can_be_exported() {
    for (name, plan, problems) in all_read() {
        if !package::has_errors(&problems) {
            assert_eq!(planfile::check(&plan), Ok(()), "{name}");
            let (again, _) = planfile::read(planfile::write(&plan).as_bytes())
                .map(|(plan, head)| (plan, head.version))
                .unwrap();
            assert_eq!(again, plan, "{name}");
        }
        assert!(!export::open_data(&plan).is_empty());
        package::write_files(&plan);
    }
}

#[test]
fn a_cell_is_named_as_a_spreadsheet_names_it() {
    let (_, problems) =
        read(&with(&[("取組.csv", "取組ID,体系ID,名称,担当部署\n\n1,1-1,名前,財政曲\n".into())]));
    let problem = problems.iter().find(|problem| problem.code.name == "unknown-department").unwrap();
    assert_eq!(problem.address(), "取組!D3");
    assert_eq!(problem.severity(), Severity::Warning);
    assert!(problem.to_string().starts_with("注意 取組!D3（担当部署）: 「財政曲」は部署の表にありません。"));
}

#[test]
fn the_order_of_files_and_columns_and_the_form_of_lines_do_not_matter() {
    let (plan, _) = read(&with(&[]));
    let mut files: Vec<(&str, Vec<u8>)> = SOUND
        .iter()
        .map(|(name, text)| (*name, format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()))
        .collect();
    files.reverse();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    assert_eq!(read(&files).0, plan);
}
