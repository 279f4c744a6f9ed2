//! Damaged packages, each with its expected problems in `tests/snapshots/damaged`, one file for each case. The name
//! of a case describes the damage. `UPDATE_SNAPSHOTS=1 cargo test --test damaged` writes the expectations again: read
//! the difference before committing it.

#[path = "damaged/book.rs"]
mod book;
#[path = "damaged/files.rs"]
mod files;
#[path = "damaged/folders.rs"]
mod folders;
#[path = "damaged/styles.rs"]
mod styles;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use machi_plan::package::{self, Problem};
use machi_plan::plan::Plan;
use machi_plan::{export, planfile};

/// A damaged package.
enum Damaged {
    Folder(Vec<(String, Vec<u8>)>),
    File(&'static str, Vec<u8>),
}

/// The sound package that is damaged: six years, each table without a comma in a cell.
const SOUND: [(&str, &str); 7] = [
    ("計画", "項目,値\n計画ID,machi\n計画名,試しの計画\n開始年度,R5\n終了年度,R10\n階層名,方針>施策>取組\n"),
    ("体系", "体系ID,上位ID,記号,名称\n1,,1,上\n1-1,1,(1),下\n"),
    ("取組", "取組ID,体系ID,記号,名称,担当部署\n1,1-1,①,ひとつめ,財政局\n2,1-1,②,ふたつめ,総務局\n"),
    ("年次計画", "取組ID,記号,取組内容,R5,R6,R7,R8,R9,R10\n1,①,する,検討,→,→,実施,→,→\n"),
    ("指標", "取組ID,指標ID,指標名,単位,目標R5,目標R6,実績R5\n1,1.1,割合,%,85%,90.0%未満,0%\n"),
    ("実績", "取組ID,年度,実績\n1,R5,できた\n"),
    ("部署", "名称,よみ,別名\n財政局,ざいせいきょく,\n総務局,そうむきょく,総務\n"),
];

/// Every case with its name. They are made once, because the zip bomb alone packs 80 MB.
static CASES: LazyLock<Vec<(&str, Damaged)>> =
    LazyLock::new(|| folders::cases().into_iter().chain(files::cases()).chain(styles::cases()).collect());

fn read(damaged: &Damaged) -> (Plan, Vec<Problem>) {
    match damaged {
        Damaged::Folder(files) => {
            package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
        }
        Damaged::File(name, bytes) => package::read_file(name, bytes),
    }
}

/// The problems word for word. Where there is no error, also the plan that was read: it shows how a case was
/// repaired.
fn said(plan: &Plan, problems: &[Problem]) -> String {
    let mut text: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    if !package::has_errors(problems) {
        text.push_str("読み取り:\n");
        for item in &plan.items {
            let departments =
                item.departments.iter().map(|of| of.department.as_str()).collect::<Vec<_>>().join("、");
            text.push_str(&format!(
                "  取組 {}（{}）「{}」{departments}\n",
                item.id, item.outline_id, item.name
            ));
            for action in &item.actions {
                text.push_str(&format!(
                    "    年次計画 {:?} {} {}\n",
                    action.cells, action.inferred, action.note
                ));
            }
            for row in &item.indicators {
                let cells = row.targets.iter().chain(&row.actuals).map(|cell| cell.printed.as_str());
                text.push_str(&format!("    指標 {} {:?}\n", row.unit, cells.collect::<Vec<_>>()));
            }
            for result in &item.results {
                text.push_str(&format!("    実績 {} {}\n", result.year.short(), result.text));
            }
        }
    }
    text
}

#[test]
fn every_error_is_reported_word_for_word() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "snapshots", "damaged"].iter().collect();
    let mut different = Vec::new();
    assert!(CASES.len() >= 40, "{} damaged packages", CASES.len());
    for (name, damaged) in CASES.iter() {
        let (plan, problems) = read(damaged);
        let text = said(&plan, &problems);
        let path = folder.join(format!("{name}.txt"));
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            different.push(format!("--- {name}\n{text}"));
        }
    }
    assert!(different.is_empty(), "{}\nUPDATE_SNAPSHOTS=1 writes them anew", different.join("\n"));
    let known: BTreeSet<String> = CASES.iter().map(|(name, _)| format!("{name}.txt")).collect();
    let there = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(there.collect::<BTreeSet<_>>(), known);
}

#[test]
fn every_read_plan_can_be_written_and_comes_back_if_it_has_no_error() {
    for (name, damaged) in CASES.iter() {
        let (plan, problems) = read(damaged);
        let files = package::write_files(&plan);
        export::open_data(&plan);
        let book = package::write_workbook(&plan);
        if package::has_errors(&problems) {
            continue;
        }
        assert_eq!(planfile::check(&plan), Ok(()), "{name}");
        let again = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        assert_eq!(again.0, plan, "{name}");
        assert_eq!(package::read_file("計画.xlsx", &book.unwrap()).0, plan, "{name}");
    }
}

#[test]
fn a_damaged_package_changes_nothing_that_exists() {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged");
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    let out = room.join("plan.json");
    let mut refused = 0;
    for (name, damaged) in CASES.iter() {
        let package = room.join(name);
        fs::create_dir_all(&package).unwrap();
        let path = match damaged {
            Damaged::Folder(files) => {
                for (file, bytes) in files {
                    fs::write(package.join(file), bytes).unwrap();
                }
                package.clone()
            }
            Damaged::File(file, bytes) => {
                fs::write(package.join(file), bytes).unwrap();
                package.join(file)
            }
        };
        fs::write(&out, "before").unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_machi-plan"))
            .arg("compile")
            .arg(&path)
            .arg("--out")
            .arg(&out)
            .output()
            .unwrap();
        let (_, problems) = read(damaged);
        let said = String::from_utf8(done.stderr).unwrap();
        if package::has_errors(&problems) {
            refused += 1;
            assert_eq!(done.status.code(), Some(1), "{name}: {said}");
            assert_eq!(fs::read_to_string(&out).unwrap(), "before", "{name}");
            assert!(said.contains("エラー") && said.contains("何も書き換えていません"), "{name}: {said}");
        } else {
            assert_eq!(done.status.code(), Some(0), "{name}: {said}");
        }
        fs::remove_dir_all(&package).unwrap();
        // Nothing of the attempt is left over in the folder.
        assert_eq!(fs::read_dir(&room).unwrap().count(), 1, "{name}");
    }
    assert!(refused >= 20, "{refused}");
}
