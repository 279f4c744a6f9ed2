//! The targets of `--out`: files, links, devices and folders. Each is written completely or stays untouched, even if
//! the run is interrupted.

#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::{folder, machi_plan, names, path, stderr};

fn compile(package: &Path, out: &Path) -> Output {
    machi_plan(&[path("compile"), package, path("--out"), out])
}

fn export(package: &Path, out: &Path) -> Output {
    machi_plan(&[path("export"), package, path("--as"), path("package"), path("--out"), out])
}

/// The same in a shell that sets limits first.
pub fn limited(limits: &str, args: &[&Path]) -> Output {
    let script = format!("{limits}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_machi-plan")]).args(args).output().unwrap()
}

/// A package whose files are longer than the smallest limit of a shell, half a kilobyte.
fn long_folder(test: &str) -> PathBuf {
    let folder = folder(test);
    let content = format!("取組ID,体系ID,名称,内容\n1a,1,名前,{}\n", "長い文。".repeat(1_000));
    fs::write(folder.join("machi/取組.csv"), content).unwrap();
    folder
}

#[test]
fn the_mode_and_the_owner_of_a_file_are_kept() {
    let folder = folder("mode");
    let file = folder.join("plan.json");
    for mode in [0o640, 0o600, 0o664] {
        fs::write(&file, "before").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
        // Only the administrator can give a file to another owner.
        let given = std::os::unix::fs::chown(&file, Some(1234), Some(1234)).is_ok();
        let before = fs::metadata(&file).unwrap();
        assert_eq!(before.uid() == 1234, given);
        assert_eq!(compile(&folder.join("machi"), &file).status.code(), Some(0));
        let after = fs::metadata(&file).unwrap();
        assert_eq!(
            (after.mode(), after.uid(), after.gid()),
            (before.mode(), before.uid(), before.gid()),
            "{mode:o}"
        );
        assert!(after.len() > 100);
    }
    let out = folder.join("out");
    assert_eq!(export(&folder.join("machi"), &out).status.code(), Some(0));
    fs::set_permissions(out.join("plan.csv"), Permissions::from_mode(0o640)).unwrap();
    fs::write(out.join("plan.csv"), "before").unwrap();
    assert_eq!(export(&folder.join("machi"), &out).status.code(), Some(0));
    let after = fs::metadata(out.join("plan.csv")).unwrap();
    assert_eq!((after.mode() & 0o777, after.len() > 6), (0o640, true));
}

#[test]
fn a_new_file_has_the_mode_of_any_new_file() {
    let folder = folder("new-mode");
    fs::write(folder.join("other"), "").unwrap();
    let file = folder.join("plan.json");
    assert_eq!(compile(&folder.join("machi"), &file).status.code(), Some(0));
    let mode = |file: &Path| fs::metadata(file).unwrap().mode();
    assert_eq!(mode(&file), mode(&folder.join("other")));
}

#[test]
fn links_are_followed() {
    let folder = folder("links");
    let expect = machi_plan(&[path("compile"), &folder.join("machi")]).stdout;
    fs::create_dir(folder.join("data")).unwrap();
    fs::write(folder.join("data/old.json"), "before").unwrap();
    for target in ["data/old.json", "data/new.json"] {
        let link = folder.join("link.json");
        symlink(target, &link).unwrap();
        let output = compile(&folder.join("machi"), &link);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "{target}");
        assert_eq!(fs::read(folder.join(target)).unwrap(), expect, "{target}");
        fs::remove_file(link).unwrap();
    }
    symlink("b", folder.join("a")).unwrap();
    symlink("a", folder.join("b")).unwrap();
    assert_eq!(compile(&folder.join("machi"), &folder.join("a")).status.code(), Some(1));
    symlink("data", folder.join("linked")).unwrap();
    fs::remove_dir_all(folder.join("data")).unwrap();
    assert_eq!(export(&folder.join("machi"), &folder.join("linked")).status.code(), Some(0));
    assert!(folder.join("data/plan.csv").is_file());
    assert!(fs::symlink_metadata(folder.join("linked")).unwrap().is_symlink());
}

#[test]
fn a_device_and_a_pipe_are_written_through_and_stay() {
    let folder = folder("device");
    let expect = machi_plan(&[path("compile"), &folder.join("machi")]).stdout;
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
    let output = compile(&folder.join("machi"), &pipe);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(reader.wait_with_output().unwrap().stdout == expect);

    let through = compile(&folder.join("machi"), path("/dev/stdout"));
    assert_eq!((through.status.code(), through.stdout == expect), (Some(0), true), "{}", stderr(&through));
    let full = compile(&folder.join("machi"), path("/dev/full"));
    assert_eq!(full.status.code(), Some(1));
    assert!(stderr(&full).contains("/dev/full に書けません"), "{}", stderr(&full));
    assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
}

#[test]
fn a_name_may_be_as_long_as_the_system_takes_it() {
    let folder = folder("long-name");
    for length in [245, 255] {
        let file = folder.join("n".repeat(length));
        let output = compile(&folder.join("machi"), &file);
        assert_eq!(output.status.code(), Some(0), "{length}: {}", stderr(&output));
        assert!(file.is_file());
    }
    let dir = folder.join("d".repeat(255));
    assert_eq!(export(&folder.join("machi"), &dir).status.code(), Some(0));
    assert_eq!(export(&folder.join("machi"), &dir).status.code(), Some(0));
}

#[test]
fn a_full_disk_changes_nothing_and_is_reported() {
    let folder = long_folder("full");
    let (package, file, out) = (folder.join("machi"), folder.join("plan.json"), folder.join("out"));
    fs::write(&file, "before").unwrap();
    assert_eq!(export(&package, &out).status.code(), Some(0));
    fs::write(out.join("plan.csv"), "before").unwrap();
    let before = names(&out);
    // The shell ignores the signal, so a write beyond the limit is an error, as on a full disk.
    let full = "trap '' XFSZ; ulimit -f 1";
    let single = limited(full, &[path("compile"), &package, path("--out"), &file]);
    let whole =
        limited(full, &[path("export"), &package, path("--as"), path("package"), path("--out"), &out]);
    let new = folder.join("new");
    let fresh =
        limited(full, &[path("export"), &package, path("--as"), path("package"), path("--out"), &new]);
    for output in [&single, &whole, &fresh] {
        assert_eq!(output.status.code(), Some(1), "{}", stderr(output));
        assert!(stderr(output).contains("に書けません"), "{}", stderr(output));
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "before");
    assert_eq!(fs::read_to_string(out.join("plan.csv")).unwrap(), "before");
    assert_eq!(names(&out), before);
    assert_eq!(names(&folder), ["machi", "out", "plan.json"]);
}

#[test]
fn a_run_that_is_killed_leaves_the_old_files_and_the_next_run_sweeps() {
    let folder = long_folder("killed");
    let (package, file, out) = (folder.join("machi"), folder.join("plan.json"), folder.join("out"));
    fs::write(&file, "before").unwrap();
    assert_eq!(export(&package, &out).status.code(), Some(0));
    fs::write(out.join("plan.csv"), "before").unwrap();
    let before = names(&out);
    // A write beyond the limit kills the program.
    let killed = "ulimit -f 1";
    let new = folder.join("new");
    for args in [
        &[path("compile"), &package, path("--out"), &file][..],
        &[path("export"), &package, path("--as"), path("package"), path("--out"), &out],
        &[path("export"), &package, path("--as"), path("package"), path("--out"), &new],
    ] {
        assert_eq!(limited(killed, args).status.code(), None);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "before");
    assert_eq!(fs::read_to_string(out.join("plan.csv")).unwrap(), "before");
    let hidden = |names: Vec<String>| names.into_iter().filter(|name| name.starts_with('.')).count();
    assert_eq!((hidden(names(&folder)), hidden(names(&out))), (1, 1), "{:?}", names(&folder));
    // We must not remove files of others.
    for name in [".machi-plan-x.part", ".plan.json.123.part", ".machi-plan-0123456789abcdef.part.txt"] {
        fs::write(folder.join(name), "").unwrap();
    }
    assert_eq!(compile(&package, &file).status.code(), Some(0));
    assert_eq!(hidden(names(&folder)), 3, "{:?}", names(&folder));
    assert_eq!(export(&package, &out).status.code(), Some(0));
    assert_eq!(names(&out), before);
}

#[test]
fn what_a_killed_run_left_beside_a_folder_is_swept_though_the_folder_exists_now() {
    let folder = long_folder("killed-beside");
    let (package, new) = (folder.join("machi"), folder.join("new"));
    let args = [path("export"), &package, path("--as"), path("package"), path("--out"), &new];
    assert_eq!(limited("ulimit -f 1", &args).status.code(), None);
    let hidden = || names(&folder).into_iter().filter(|name| name.starts_with('.')).count();
    assert_eq!(hidden(), 1, "{:?}", names(&folder));
    fs::create_dir(&new).unwrap();
    assert_eq!(export(&package, &new).status.code(), Some(0));
    assert_eq!(hidden(), 0, "{:?}", names(&folder));
}

#[test]
fn a_folder_whose_files_were_not_all_moved_says_so_and_is_finished() {
    let folder = folder("mixed");
    let (package, out) = (folder.join("machi"), folder.join("out"));
    assert_eq!(export(&package, &out).status.code(), Some(0));
    let sound = machi_plan(&[path("compile"), &out]).stdout;
    // The state after a kill between two moves: one file is new, the other is still waiting.
    let ready = out.join(".machi-plan-0123456789abcdef.ready");
    fs::create_dir(&ready).unwrap();
    fs::rename(out.join("items.csv"), ready.join("items.csv")).unwrap();
    let mixed = machi_plan(&[path("check"), &out]);
    assert_eq!(mixed.status.code(), Some(1));
    assert!(stderr(&mixed).contains("混ざっています"), "{}", stderr(&mixed));
    assert_eq!(export(&package, &out).status.code(), Some(0));
    assert_eq!(machi_plan(&[path("compile"), &out]).stdout, sound);
    assert!(!ready.exists());
}

#[test]
fn two_runs_into_one_folder_do_not_mix() {
    let folder = folder("two");
    let (package, out) = (folder.join("machi"), folder.join("out"));
    assert_eq!(export(&package, &out).status.code(), Some(0));
    let other = fs::File::open(&out).unwrap();
    other.lock().unwrap();
    fs::write(out.join("plan.csv"), "before").unwrap();
    let refused = export(&package, &out);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("ほかの machi-plan"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(out.join("plan.csv")).unwrap(), "before");
    drop(other);
    assert_eq!(export(&package, &out).status.code(), Some(0));
}

#[test]
fn a_link_instead_of_a_file_in_a_folder_is_refused() {
    let folder = folder("planted");
    let (package, out) = (folder.join("machi"), folder.join("out"));
    assert_eq!(export(&package, &out).status.code(), Some(0));
    fs::write(folder.join("victim"), "before").unwrap();
    fs::remove_file(out.join("outline.csv")).unwrap();
    symlink(folder.join("victim"), out.join("outline.csv")).unwrap();
    fs::write(out.join("plan.csv"), "before").unwrap();
    let refused = export(&package, &out);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("outline.csv は、フォルダやリンク"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(folder.join("victim")).unwrap(), "before");
    assert_eq!(fs::read_to_string(out.join("plan.csv")).unwrap(), "before");
}

/// Nobody can create a file in /proc, not even the administrator, who can write into a read-only folder.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_without_write_access_is_reported() {
    let folder = folder("read-only");
    let closed = folder.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o555)).unwrap();
    let is_open = fs::write(closed.join("try"), "").is_ok();
    for out in [path("/proc/plan.json"), path("/proc/out/plan.json"), &closed.join("plan.json")] {
        let output = compile(&folder.join("machi"), out);
        let may = is_open && out.starts_with(&closed);
        assert_eq!(output.status.code(), Some(if may { 0 } else { 1 }), "{}", out.display());
        assert_eq!(stderr(&output).contains("に書けません"), !may, "{}", stderr(&output));
    }
    let output = export(&folder.join("machi"), path("/proc/out"));
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("/proc/out に書けません"), "{}", stderr(&output));
}

/// Every command that writes one file, with the suffix that its name must have.
pub fn writers(package: &Path) -> Vec<(Vec<PathBuf>, &'static str)> {
    let of = |args: &[&str], more: &[&Path], suffix| {
        let words = args.iter().map(PathBuf::from).chain(more.iter().map(|path| path.to_path_buf()));
        (words.collect::<Vec<_>>(), suffix)
    };
    let one = [package];
    let two = [package, package];
    vec![
        of(&["compile"], &one, "json"),
        of(&["compile"], &one, "txt"),
        of(&["render"], &one, "html"),
        of(&["render", "--as", "editor"], &one, "html"),
        of(&["render", "--as", "page"], &one, "html"),
        of(&["render", "--as", "print"], &one, "html"),
        of(&["export", "--as", "workbook"], &one, "xlsx"),
        of(&["export", "--as", "next-year"], &one, "xlsx"),
        of(&["export", "--as", "zip"], &one, "zip"),
        of(&["changes"], &two, "txt"),
        of(&["changes", "--format", "json"], &two, "json"),
        of(&["changes"], &two, "csv"),
        of(&["changes"], &two, "xlsx"),
        of(&["template"], &[], "xlsx"),
    ]
}

fn written(args: &[PathBuf], out: &Path) -> Output {
    let args: Vec<&Path> = args.iter().map(PathBuf::as_path).chain([path("--out"), out]).collect();
    machi_plan(&args)
}

/// A workbook has the time of its making in it, so of two only the beginnings are compared.
fn is_same(one: &[u8], other: &[u8], suffix: &str) -> bool {
    if matches!(suffix, "xlsx" | "zip") { one.len() > 500 && one[..4] == other[..4] } else { one == other }
}

#[test]
fn every_command_keeps_the_mode_follows_the_link_and_writes_into_a_pipe() {
    let folder = folder("every");
    for (at, (args, suffix)) in writers(&folder.join("machi")).into_iter().enumerate() {
        let name = format!("{args:?} {suffix}");
        let file = folder.join(format!("{at}.{suffix}"));
        assert_eq!(written(&args, &file).status.code(), Some(0), "{name}");
        let expect = fs::read(&file).unwrap();

        fs::write(&file, "before").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        let link = folder.join(format!("link-{at}.{suffix}"));
        symlink(&file, &link).unwrap();
        assert_eq!(written(&args, &link).status.code(), Some(0), "{name}");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "{name}");
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o640, "{name}");
        assert!(is_same(&fs::read(&file).unwrap(), &expect, suffix), "{name}");

        let pipe = folder.join(format!("pipe-{at}.{suffix}"));
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
        let output = written(&args, &pipe);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", stderr(&output));
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo(), "{name}");
        assert!(is_same(&reader.wait_with_output().unwrap().stdout, &expect, suffix), "{name}");

        // A link with the suffix leads to a device, which stays one.
        let full = folder.join(format!("full-{at}.{suffix}"));
        symlink("/dev/full", &full).unwrap();
        let output = written(&args, &full);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(stderr(&output).contains("に書けません"), "{name}: {}", stderr(&output));
        assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device(), "{name}");
    }
    assert!(names(&folder).iter().all(|name| !name.starts_with('.')), "{:?}", names(&folder));
}
