//! Readers that close the pipe early, and more problems than anybody reads.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{folder, machi_plan, path, stderr};

/// Runs the command while the reading end of standard error, or of both streams, is already closed.
fn unheard(args: &[&Path], both: bool) -> Output {
    let closed = || {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        writer
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_machi-plan"));
    command.args(args).stderr(closed());
    if both {
        command.stdout(closed());
    }
    command.output().unwrap()
}

/// A package with a problem.
fn doubtful(test: &str) -> std::path::PathBuf {
    let folder = folder(test);
    fs::write(folder.join("machi/取組.csv"), "取組ID,体系ID,名称,担当部署,知らない列\n1a,1,名前,財政局,x\n")
        .unwrap();
    folder
}

#[test]
fn a_result_is_written_though_nobody_reads_the_messages() {
    let folder = doubtful("unheard");
    let package = folder.join("machi");
    let heard = machi_plan(&[path("compile"), &package]);
    assert!(!heard.stderr.is_empty(), "nothing was said");
    for both in [false, true] {
        let file = folder.join("plan.json");
        let output = unheard(&[path("compile"), &package, path("--out"), &file], both);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(fs::read(&file).unwrap(), heard.stdout);
        fs::remove_file(&file).unwrap();
        let out = folder.join("out");
        let output = unheard(&[path("export"), &package, path("--out"), &out], both);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(out.join("datapackage.json").is_file());
        let new = folder.join(if both { "new-2" } else { "new" });
        assert_eq!(unheard(&[path("new"), &new], both).status.code(), Some(0));
        assert!(new.join("guide.csv").is_file());
        assert_eq!(unheard(&[path("check"), &package], both).status.code(), Some(0));
        assert_eq!(unheard(&[path("chek")], both).status.code(), Some(2));
    }
    fs::write(package.join("取組.csv"), "取組ID,体系ID,名称\n1a,9,名前\n").unwrap();
    assert_eq!(unheard(&[path("check"), &package], true).status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn every_command_writes_its_file_though_nobody_reads_the_messages() {
    let folder = doubtful("unheard-every");
    for (at, (args, suffix)) in super::files::writers(&folder.join("machi")).into_iter().enumerate() {
        for both in [false, true] {
            let file = folder.join(format!("{at}-{both}.{suffix}"));
            let args: Vec<&Path> =
                args.iter().map(|arg| arg.as_path()).chain([path("--out"), &file]).collect();
            let output = unheard(&args, both);
            assert_eq!(output.status.code(), Some(0), "{args:?}: {output:?}");
            assert!(fs::metadata(&file).unwrap().len() > 0, "{args:?}");
        }
    }
}

#[test]
fn a_result_that_nobody_takes_is_an_error() {
    let folder = folder("untaken");
    let package = folder.join("machi");
    let plan = package.to_string_lossy().into_owned();
    for args in [
        &["compile", &plan][..],
        &["render", &plan],
        &["render", &plan, "--as", "print"],
        &["check", &plan, "--format", "json"],
        &["check", &plan, "--readings"],
        &["changes", &plan, &plan],
        &["changes", &plan, &plan, "--format", "json"],
        &["--help"],
        &["--version"],
    ] {
        let all: Vec<&Path> = args.iter().map(|arg| path(arg)).collect();
        assert_eq!(unheard(&all, true).status.code(), Some(1), "{args:?}");
    }
}

#[test]
fn of_very_many_problems_the_worst_are_printed_and_the_rest_is_counted() {
    let folder = folder("many");
    let package = folder.join("machi");
    // Some rows give a warning each, then some more give an error each.
    let mut rows = "取組ID,体系ID,名称\n".to_owned();
    for row in 0..3_000 {
        rows.push_str(&if row < 2_500 {
            format!("{row},1,外\u{e000}字\n")
        } else {
            format!("{row},9,名前\n")
        });
    }
    fs::write(package.join("取組.csv"), rows).unwrap();
    let json = machi_plan(&[path("check"), &package, path("--format"), path("json")]);
    let all: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let all = all.as_array().unwrap();
    let errors = all.iter().filter(|problem| problem["severity"] == "error").count();
    assert!(errors == 500 && all.len() == 3_000, "{errors} of {}", all.len());
    let output = machi_plan(&[path("check"), &package]);
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    let lines: Vec<&str> = text.lines().collect();
    let more = lines.iter().filter(|line| line.starts_with("ほかに")).collect::<Vec<_>>();
    assert_eq!(more.len(), 1, "{more:?}");
    assert!(more[0].starts_with(&format!("ほかに{}件あります", all.len() - 1_000)), "{}", more[0]);
    let printed =
        lines.iter().filter(|line| line.starts_with("エラー ") || line.starts_with("注意 ")).count();
    assert_eq!(printed, 1_000);
    assert_eq!(lines.iter().filter(|line| line.starts_with("エラー ")).count(), 500);
}

/// The reader closes the pipe after the first line, as `head -1` does, while more output follows.
#[test]
fn a_reader_that_goes_in_the_middle_changes_nothing() {
    let folder = folder("middle");
    let package = folder.join("machi");
    let results: String = (0..900).map(|row| format!("1a,R{},,知らない{row}\n", 5 + row % 3)).collect();
    fs::write(package.join("実績.csv"), format!("取組ID,年度,実績,状況\n{results}")).unwrap();
    let expect = machi_plan(&[path("check"), &package]);
    assert!(expect.stderr.len() > 70_000, "fits into a pipe: {}", expect.stderr.len());
    let mut child = Command::new(env!("CARGO_BIN_EXE_machi-plan"))
        .args([path("check"), &package])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = child.stderr.take().unwrap();
    reader.read_exact(&mut [0; 10]).unwrap();
    drop(reader);
    assert_eq!(child.wait().unwrap().code(), expect.status.code());
}
