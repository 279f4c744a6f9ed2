//! A run that is killed while it writes, at many moments: the target is the old one or the new one, never half of one. A
//! disk that is full is reported, and nothing is changed.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::files::limited;
use super::{folder, machi_plan, names, path, stderr};

/// How often each run is killed.
const TIMES: u32 = 12;

/// みほん市 as a workbook, and a zip with the form of a department in which one cell is filled in.
pub fn year(test: &str) -> (PathBuf, PathBuf, PathBuf) {
    let folder = folder(test);
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let plan = folder.join("plan.xlsx");
    let made = machi_plan(&[path("export"), &sample, path("--as"), path("workbook"), path("--out"), &plan]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let (read, _) = machi_plan::package::read_file("plan.xlsx", &fs::read(&plan).unwrap());
    let (name, form) = machi_plan::package::write_forms(&read).unwrap().remove(0);
    let (sheets, _) = machi_plan::package::sheets_of_file(&name, &form);
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in &sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).unwrap();
        let cells = sheet.rows.iter().enumerate().flat_map(|(row, cells)| {
            cells.iter().enumerate().map(move |(column, cell)| (row as u32, column as u16, cell))
        });
        for (row, column, cell) in cells.filter(|(_, _, cell)| !cell.is_empty()) {
            page.write_string(row, column, cell).unwrap();
        }
        if sheet.name == "実績" {
            let last = sheet.rows.len() as u32 - 1;
            page.write_string(last, 3, "進めました。").unwrap();
        }
    }
    fs::write(folder.join(&name), book.save_to_buffer().unwrap()).unwrap();
    (folder.join(name), plan, folder)
}

/// The runs that write one file, each with its target.
fn runs(form: &Path, plan: &Path, folder: &Path) -> Vec<(Vec<PathBuf>, PathBuf)> {
    let run = |words: &[&str], paths: &[&Path], out: &str| {
        let out = folder.join(out);
        let words = words.iter().map(PathBuf::from).chain(paths.iter().map(|path| path.to_path_buf()));
        (words.chain(["--out".into(), out.clone()]).collect::<Vec<PathBuf>>(), out)
    };
    let (merge, _) = run(&["merge"], &[form, Path::new("--into"), plan], "merged.xlsx");
    vec![
        (merge, folder.join("merged.xlsx")),
        run(&["export", "--as", "workbook"], &[plan], "workbook.xlsx"),
        run(&["render", "--as", "page"], &[plan], "page.html"),
    ]
}

/// Kills a run some time after a sign of it, or at its start where the sign is there already.
pub fn killed<A: AsRef<OsStr>>(args: &[A], after: Duration, is_begun: impl Fn() -> bool) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_machi-plan"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while child.try_wait().unwrap().is_none() && !is_begun() {
        std::hint::spin_loop();
    }
    let start = Instant::now();
    while start.elapsed() < after && child.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
    // It may have ended already.
    let _ = child.kill();
    child.wait().unwrap();
}

/// Whether a run writes a temporary file in a folder.
fn has_part(dir: &Path) -> bool {
    names(dir).iter().any(|name| name.ends_with(".part"))
}

#[test]
fn a_file_is_the_old_one_or_the_new_one_whenever_the_run_is_killed() {
    let (form, plan, folder) = year("killed-at-times");
    for (args, out) in runs(&form, &plan, &folder) {
        let start = Instant::now();
        let whole: Vec<&Path> = args.iter().map(PathBuf::as_path).collect();
        let made = machi_plan(&whole);
        let time = start.elapsed();
        assert_eq!(made.status.code(), Some(0), "{args:?}: {}", stderr(&made));
        let new = fs::read(&out).unwrap();
        assert!(new.len() > 1_000);
        let mut old = 0;
        for at in 0..TIMES {
            fs::write(&out, "before").unwrap();
            let at_part = at % 2 == 0;
            let after = if at_part { Duration::from_micros(u64::from(at) * 60) } else { time * at / TIMES };
            killed(&args, after, || !at_part || has_part(&folder));
            let found = fs::read(&out).unwrap();
            old += u32::from(found == b"before");
            assert!(found == b"before" || found == new, "{args:?}, {at}: {} bytes", found.len());
        }
        assert!(old > 0, "{args:?}: no run was killed before its end");
        // The next run sweeps.
        assert_eq!(machi_plan(&whole).status.code(), Some(0));
        assert!(fs::read(&out).unwrap() == new, "{args:?}");
        assert!(names(&folder).iter().all(|name| !name.starts_with('.')), "{:?}", names(&folder));
    }
}

/// The folder of a package is the old one, the new one, or says that it is mixed.
#[test]
fn a_folder_is_old_or_new_or_refused_whenever_the_run_is_killed() {
    let (_, plan, folder) = year("killed-folder");
    let out = folder.join("out");
    let args: Vec<PathBuf> = ["export", "--as", "package", "--out"]
        .map(PathBuf::from)
        .into_iter()
        .chain([out.clone(), plan])
        .collect();
    let whole: Vec<&Path> = args.iter().map(PathBuf::as_path).collect();
    assert_eq!(machi_plan(&whole).status.code(), Some(0));
    let new = machi_plan(&[path("compile"), &out]).stdout;
    let items = fs::read_to_string(out.join("items.csv")).unwrap();
    let about = fs::read_to_string(out.join("plan.csv")).unwrap();
    let mut refused = 0;
    for at in 0..TIMES {
        // The older edition differs in the first and in a later file.
        fs::write(out.join("items.csv"), items.replace("書かない窓口の導入", "前の窓口")).unwrap();
        fs::write(out.join("plan.csv"), about.replace("みほん市行財政改革プラン", "前の計画")).unwrap();
        let old = machi_plan(&[path("compile"), &out]).stdout;
        assert!(old != new);
        killed(&args, Duration::from_micros(u64::from(at) * 150), || has_part(&out));
        let found = machi_plan(&[path("compile"), &out]);
        if found.status.code() == Some(0) {
            assert!(found.stdout == old || found.stdout == new, "{at}: a mixed package was read");
        } else {
            refused += 1;
            assert!(stderr(&found).contains("混ざっています"), "{at}: {}", stderr(&found));
        }
        assert_eq!(
            machi_plan(&whole).status.code(),
            Some(0),
            "the next run finishes, after {refused} refused"
        );
        assert!(machi_plan(&[path("compile"), &out]).stdout == new);
    }
}

#[test]
fn a_full_disk_is_reported_and_changes_nothing() {
    let (form, plan, folder) = year("full-disk");
    for (args, out) in runs(&form, &plan, &folder) {
        fs::write(&out, "before").unwrap();
        let before = names(&folder);
        let args: Vec<&Path> = args.iter().map(PathBuf::as_path).collect();
        // The shell ignores the signal, so a write beyond the limit is an error, as on a full disk.
        let output = limited("trap '' XFSZ; ulimit -f 1", &args);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("に書けません"), "{args:?}: {}", stderr(&output));
        assert!(fs::read(&out).unwrap() == b"before", "{args:?}");
        assert_eq!(names(&folder), before, "{args:?}");
    }
}
