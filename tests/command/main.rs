//! The native command: its exit codes, its output streams, and that a package with an error changes nothing.

mod asked;
mod files;
mod killed;
mod merging;
mod pipes;
mod site;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn machi_plan(args: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_machi-plan")).args(args).output().unwrap()
}

fn path(text: &str) -> &Path {
    Path::new(text)
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder for this test, with a small package in `machi`.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(test);
    let _ = fs::remove_dir_all(&folder);
    let package = folder.join("machi");
    fs::create_dir_all(&package).unwrap();
    fs::write(package.join("計画.csv"), "項目,値\n計画ID,machi\n計画名,試し\n開始年度,R5\n終了年度,R7\n")
        .unwrap();
    fs::write(package.join("体系.csv"), "体系ID,名称\n1,上\n").unwrap();
    fs::write(package.join("取組.csv"), "取組ID,体系ID,名称\n1a,1,<script>\n").unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_sound_package_is_checked_compiled_rendered_and_exported() {
    let folder = folder("sound");
    let package = folder.join("machi");
    let checked = machi_plan(&[path("check"), &package]);
    assert_eq!(checked.status.code(), Some(0));
    assert!(String::from_utf8(checked.stdout).unwrap().contains("取組1件"));

    let file = folder.join("plan.json");
    assert_eq!(machi_plan(&[path("compile"), &package, path("--out"), &file]).status.code(), Some(0));
    let compiled = machi_plan(&[path("compile"), &package]);
    assert_eq!(fs::read(&file).unwrap(), compiled.stdout);
    assert!(machi_plan::planfile::read(&compiled.stdout).is_ok());

    let rendered = String::from_utf8(machi_plan(&[path("render"), &package]).stdout).unwrap();
    assert!(rendered.starts_with("<machi-plan") && rendered.contains("&lt;script&gt;"));
    let plain = machi_plan(&[path("render"), &package, path("--as"), path("editor")]).stdout;
    let plain = String::from_utf8(plain).unwrap();
    assert!(plain.starts_with("<div class=\"machi-plan\"") && plain.contains("&lt;script&gt;"));
    assert!(!plain.contains("<script") && !plain.contains("<machi-plan"));

    let out = folder.join("out");
    assert_eq!(machi_plan(&[path("export"), &package, path("--out"), &out]).status.code(), Some(0));
    assert!(names(&out).contains(&"datapackage.json".to_owned()));
    let again = folder.join("again");
    let args = [path("export"), &package, path("--as"), path("package"), path("--out"), &again];
    assert_eq!(machi_plan(&args).status.code(), Some(0));
    assert_eq!(machi_plan(&[path("compile"), &again]).stdout, compiled.stdout);
    assert_eq!(names(&folder), ["again", "machi", "out", "plan.json"]);
}

/// A zip made on Windows and unpacked elsewhere. Other systems refuse such a name.
#[cfg(target_os = "linux")]
#[test]
fn files_whose_names_are_in_cp932_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("cp932");
    let package = folder.join("machi");
    let before = machi_plan(&[path("compile"), &package]).stdout;
    let name = std::ffi::OsStr::from_bytes(b"\x8e\xe6\x91\x67.csv");
    fs::rename(package.join("取組.csv"), package.join(name)).unwrap();
    let after = machi_plan(&[path("compile"), &package]);
    assert_eq!(after.status.code(), Some(0), "{}", stderr(&after));
    assert_eq!(after.stdout, before);
}

/// WordPress accepts a plan file as text only with the byte order mark. Without a text name the file has no mark.
#[test]
fn a_plan_file_named_as_a_text_has_a_byte_order_mark() {
    let folder = folder("mark");
    let package = folder.join("machi");
    let plain = machi_plan(&[path("compile"), &package]).stdout;
    assert!(plain.starts_with(b"{"));
    for (name, mark) in [
        ("plan.json", &b""[..]),
        ("plan", b""),
        ("plan.txt.json", b""),
        ("plan.txt", b"\xEF\xBB\xBF"),
        ("plan.CSV", b"\xEF\xBB\xBF"),
    ] {
        let file = folder.join(name);
        assert_eq!(machi_plan(&[path("compile"), &package, path("--out"), &file]).status.code(), Some(0));
        let written = fs::read(&file).unwrap();
        assert!(written == [mark, &plain].concat(), "{name}");
        assert_eq!(
            machi_plan::planfile::read(&written).unwrap().0,
            machi_plan::planfile::read(&plain).unwrap().0
        );
    }
}

#[test]
fn a_package_with_an_error_changes_nothing() {
    let folder = folder("error");
    let package = folder.join("machi");
    fs::write(package.join("取組.csv"), "取組ID,体系ID,名称\n1a,9,名前\n").unwrap();
    let file = folder.join("plan.json");
    fs::write(&file, "before").unwrap();
    for command in ["compile", "render", "export"] {
        let output = machi_plan(&[path(command), &package, path("--out"), &file]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        assert!(stderr(&output).contains("エラー 取組!B2（体系ID）: "), "{}", stderr(&output));
        assert!(output.stdout.is_empty());
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "before");
    assert_eq!(names(&folder), ["machi", "plan.json"]);
    assert_eq!(machi_plan(&[path("check"), &package]).status.code(), Some(1));
}

#[test]
fn a_workbook_gives_the_same_as_its_folder() {
    let folder = folder("workbook");
    let package = folder.join("machi");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for name in names(&package) {
        let text = fs::read_to_string(package.join(&name)).unwrap();
        let sheet = workbook.add_worksheet().set_name(name.trim_end_matches(".csv")).unwrap();
        for (row, line) in text.lines().enumerate() {
            for (column, cell) in line.split(',').enumerate() {
                sheet.write_string(row as u32, column as u16, cell).unwrap();
            }
        }
    }
    let file = folder.join("計画の控え.xlsx");
    fs::write(&file, workbook.save_to_buffer().unwrap()).unwrap();
    let compiled = machi_plan(&[path("compile"), &file]);
    assert_eq!(stderr(&compiled), "");
    assert_eq!(compiled.stdout, machi_plan(&[path("compile"), &package]).stdout);
}

#[test]
fn a_missing_folder_and_a_target_that_cannot_be_written_are_reported() {
    let folder = folder("paths");
    let package = folder.join("machi");
    let nowhere = machi_plan(&[path("check"), &folder.join("nowhere")]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(stderr(&nowhere).contains("を読めません"));
    let file = machi_plan(&[path("check"), &package.join("取組.csv")]);
    assert!(stderr(&file).contains("一つのCSVなので"));
    let same = machi_plan(&[path("export"), &package, path("--out"), &package]);
    assert_eq!(same.status.code(), Some(1));
    // A folder has the name of the file to write. Nothing of the attempt must be left over.
    let taken = folder.join("taken");
    fs::create_dir_all(taken.join("inside")).unwrap();
    assert_eq!(machi_plan(&[path("compile"), &package, path("--out"), &taken]).status.code(), Some(1));
    assert_eq!(names(&folder), ["machi", "taken"]);
}

#[test]
fn every_form_is_written_and_read_again() {
    let folder = folder("forms");
    let package = folder.join("machi");
    let compiled = machi_plan(&[path("compile"), &package]).stdout;
    let write = |form: &str, name: &str| {
        let out = folder.join(name);
        let output = machi_plan(&[path("export"), &package, path("--as"), path(form), path("--out"), &out]);
        assert_eq!(output.status.code(), Some(0), "{form}: {}", stderr(&output));
        out
    };
    assert_eq!(machi_plan(&[path("compile"), &write("workbook", "a.xlsx")]).stdout, compiled);
    let next = machi_plan(&[path("check"), &write("next-year", "b.xlsx")]);
    assert!(stderr(&next).contains("results-not-filled"), "{}", stderr(&next));
    assert!(fs::read(write("zip", "c.zip")).unwrap().starts_with(b"PK"));

    let template = folder.join("template.xlsx");
    assert_eq!(machi_plan(&[path("template"), path("--out"), &template]).status.code(), Some(0));
    assert_eq!(machi_plan(&[path("check"), &template]).status.code(), Some(0));
    let new = folder.join("new");
    assert_eq!(machi_plan(&[path("new"), &new]).status.code(), Some(0));
    assert!(names(&new).contains(&"guide.csv".to_owned()));
    assert_eq!(machi_plan(&[path("check"), &new]).status.code(), Some(0));
    let again = machi_plan(&[path("new"), &new]);
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).contains("何か入っています"));
}

#[test]
fn a_page_and_a_print_sheet_are_whole_documents() {
    let folder = folder("documents");
    let package = folder.join("machi");
    let render = |args: &[&str]| {
        let args: Vec<&Path> = args.iter().map(|arg| path(arg)).collect();
        machi_plan(&[&[path("render"), &package][..], &args].concat())
    };
    let script = folder.join("script.js");
    fs::write(&script, "customElements;").unwrap();
    for args in
        [&["--as", "page"][..], &["--as", "print"], &["--as", "page", "--script", script.to_str().unwrap()]]
    {
        let page = String::from_utf8(render(args).stdout).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("&lt;script&gt;"), "{args:?}");
        assert_eq!(page.contains("<script>customElements;</script>"), args.len() > 2);
    }
    fs::write(&script, "x = '</script>'").unwrap();
    let refused = render(&["--as", "page", "--script", script.to_str().unwrap()]);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0));
    assert!(stderr(&refused).contains("ページに入れられません"));
}

#[test]
fn problems_are_given_to_programs_as_json() {
    let folder = folder("json");
    let package = folder.join("machi");
    let check = || machi_plan(&[path("check"), &package, path("--format"), path("json")]);
    let sound: serde_json::Value = serde_json::from_slice(&check().stdout).unwrap();
    assert!(sound.is_array());
    fs::write(package.join("取組.csv"), "取組ID,体系ID,名称\n1a,9,名前\n").unwrap();
    let output = check();
    assert_eq!(output.status.code(), Some(1));
    let listed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&listed[0]["code"], &listed[0]["cell"]), (&"unknown-outline".into(), &"B2".into()));
}

#[test]
fn an_older_export_is_not_mixed_with_a_new_one() {
    let folder = folder("stale");
    let (package, out) = (folder.join("machi"), folder.join("out"));
    let export =
        |form: &str| machi_plan(&[path("export"), &package, path("--as"), path(form), path("--out"), &out]);
    for _ in 0..2 {
        assert_eq!(export("package").status.code(), Some(0));
    }
    fs::write(out.join("statuses.csv"), "区分\n").unwrap();
    fs::write(out.join("memo.txt"), "").unwrap();
    let before = names(&out);
    let refused = export("package");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("今回書かないファイルがあります（statuses.csv）"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(names(&out), before);
    fs::remove_file(out.join("statuses.csv")).unwrap();
    assert_eq!(export("package").status.code(), Some(0));
    // A folder has the name of a file to write: nothing is written, not even in part.
    fs::remove_file(out.join("outline.csv")).unwrap();
    fs::create_dir(out.join("outline.csv")).unwrap();
    fs::write(out.join("plan.csv"), "before").unwrap();
    assert_eq!(export("package").status.code(), Some(1));
    assert_eq!(fs::read(out.join("plan.csv")).unwrap(), b"before");
}

#[test]
fn a_wrong_command_line_is_code_2_and_help_is_0() {
    let output = machi_plan(&[path("chek")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("「chek」という命令はありません"));
    let help = machi_plan(&[path("--help")]);
    assert_eq!(help.status.code(), Some(0));
    assert!(String::from_utf8(help.stdout).unwrap().contains("machi-plan compile PLAN"));
    let of_render = machi_plan(&[path("render"), path("--help")]);
    assert!(String::from_utf8(of_render.stdout).unwrap().starts_with("machi-plan render PLAN"));
    assert_eq!(machi_plan(&[path("--version")]).status.code(), Some(0));
}

#[test]
fn help_is_in_the_language_that_is_asked_for_before_or_behind() {
    for args in [
        &["--lang", "en", "render", "--help"][..],
        &["render", "--help", "--lang", "en"][..],
        &["render", "--lang", "en", "-h"][..],
    ] {
        let help = machi_plan(&args.iter().map(|arg| path(arg)).collect::<Vec<_>>());
        let help = String::from_utf8(help.stdout).unwrap();
        assert!(help.contains("Writes the plan as HTML.") && !help.contains("計画をHTMLに"), "{help}");
    }
    let wrong = machi_plan(&[path("--help"), path("--lang"), path("xx")]);
    assert_eq!(wrong.status.code(), Some(2));
}

/// What an item leaves behind in 変更 is not given to another one.
#[test]
fn an_id_that_is_gone_is_not_given_to_another_item() {
    let folder = folder("reused");
    let package = folder.join("machi");
    let checked = |before: &str, successors: &str| {
        let row = format!("2025-03-25,R7,取組,1a,,廃止,{before},,,{successors}\n");
        fs::write(
            package.join("変更.csv"),
            format!("日付,年度,表,ID,列,種類,変更前,変更後,理由,後継ID\n{row}"),
        )
        .unwrap();
        let output = machi_plan(&[path("check"), &package]);
        (output.status.code(), stderr(&output).contains("変更!D2（ID）: ID「1a」は、変更の表でなくなった"))
    };
    assert_eq!(checked("前の取組", ""), (Some(1), true));
    // Without the name of the one that went, nobody knows which it is.
    assert_eq!(checked("", ""), (Some(1), true));
    // The same item, as the document still prints it, or as its own successor.
    assert_eq!(checked("<script>", ""), (Some(0), false));
    assert_eq!(checked("前の取組", "1a"), (Some(0), false));
}

#[test]
fn two_editions_are_compared() {
    let folder = folder("changes");
    let old = folder.join("machi");
    let file = folder.join("plan.json");
    assert_eq!(machi_plan(&[path("compile"), &old, path("--out"), &file]).status.code(), Some(0));
    let new = folder.join("new");
    fs::create_dir(&new).unwrap();
    for name in names(&old) {
        fs::copy(old.join(&name), new.join(&name)).unwrap();
    }
    let same = machi_plan(&[path("changes"), &file, &new]);
    assert_eq!(same.status.code(), Some(0), "{}", stderr(&same));
    assert!(String::from_utf8(same.stdout).unwrap().ends_with("違いはありません。\n"));

    fs::write(new.join("取組.csv"), "取組ID,体系ID,名称\n1b,1,別\n").unwrap();
    let other = machi_plan(&[path("changes"), &file, &new]);
    assert_eq!((other.status.code(), stderr(&other)), (Some(0), String::new()));
    let told = String::from_utf8(other.stdout).unwrap();
    assert!(told.contains("  廃止 取組 1a: 「<script>」→（空欄）\n"), "{told}");
    let question = "公開中の計画と比べて、なくなった取組1件（1a）、新しい取組1件（1b）があります。これでよろしいですか。\n";
    assert!(told.ends_with(question), "{told}");
    let json = machi_plan(&[path("changes"), &old, &new, path("--format"), path("json")]).stdout;
    assert!(json.starts_with(b"{\"changes\":[{") && json.ends_with(b"}\n"));
    for (name, start) in
        [("rows.csv", "\u{feff}日付,年度,表".as_bytes()), ("rows.xlsx", b"PK"), ("rows.txt", b"\xE8")]
    {
        let out = folder.join(name);
        let written = machi_plan(&[path("changes"), &old, &new, path("--out"), &out]);
        assert_eq!((written.status.code(), written.stdout), (Some(0), Vec::new()));
        assert!(fs::read(&out).unwrap().starts_with(start), "{name}");
    }

    fs::write(new.join("取組.csv"), "取組ID,体系ID,名称\n1b,9,別\n").unwrap();
    let out = folder.join("none.txt");
    let error = machi_plan(&[path("changes"), &old, &new, path("--out"), &out]);
    assert_eq!((error.status.code(), out.exists()), (Some(1), false));
    fs::write(&file, "{\"format\":\"machi-plan\",\"version\":2").unwrap();
    assert_eq!(machi_plan(&[path("changes"), &file, &old]).status.code(), Some(1));
    assert_eq!(machi_plan(&[path("changes"), &old]).status.code(), Some(2));
}

#[test]
fn colours_of_a_city_are_compared_line_by_line() {
    let folder = folder("theme");
    let sheet = folder.join("市の色.css");
    let check = |css: &[u8]| {
        fs::write(&sheet, css).unwrap();
        machi_plan(&[path("theme-check"), &sheet])
    };
    let good = check(
        b".machi-plan { --machi-plan-link: light-dark(#006633, #66cc99); --machi-plan-error: #d05050; }",
    );
    assert_eq!(good.status.code(), Some(0), "{}", stderr(&good));
    assert!(String::from_utf8(good.stdout).unwrap().contains("色2個"));
    // A comment in CP932, as an older editor saves it.
    let faint = check(b"/* \x8e\x73\x82\xcc\x90\x46 */\n.machi-plan {\n  --machi-plan-link: #66cc99;\n}\n");
    assert_eq!(faint.status.code(), Some(1));
    let said = stderr(&faint);
    assert!(
        said.contains("市の色.css 3行目: --machi-plan-link（#66cc99）") && said.contains("例えば"),
        "{said}"
    );
    let none = check(b"body { color: #ccc; }");
    assert_eq!((none.status.code(), none.stderr.is_empty()), (Some(0), true));
    let lost = machi_plan(&[path("theme-check"), &folder.join("nowhere.css")]);
    assert_eq!(lost.status.code(), Some(1));
    assert_eq!(machi_plan(&[path("theme-check")]).status.code(), Some(2));
    assert_eq!(names(&folder), ["machi", "市の色.css"], "nothing was written");
}
