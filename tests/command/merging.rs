//! Which files of a folder `merge` takes for forms, and which names it gives its result.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::killed::year;
use super::{folder, machi_plan, path, stderr};

fn merge(forms: &Path, plan: &Path, out: &Path) -> Output {
    machi_plan(&[path("merge"), forms, path("--into"), plan, path("--out"), out])
}

/// The plan of a year, and an empty folder beside it.
fn empty(test: &str) -> (PathBuf, PathBuf, PathBuf) {
    let (form, plan, folder) = year(test);
    let sent = folder.join("sent");
    fs::create_dir(&sent).unwrap();
    (form, plan, sent)
}

#[test]
fn what_lies_beside_the_forms_and_is_not_opened_is_named() {
    let (form, plan, sent) = empty("beside-forms");
    let out = plan.with_file_name("merged.xlsx");
    fs::create_dir(sent.join("sub")).unwrap();
    fs::copy(&form, sent.join(form.file_name().unwrap())).unwrap();
    fs::write(sent.join("写真.jpg"), b"\xff\xd8\xff").unwrap();
    fs::write(sent.join("Thumbs.db"), b"left by Windows").unwrap();
    let merged = merge(&sent, &plan, &out);
    let said = stderr(&merged);
    assert_eq!(merged.status.code(), Some(0), "{said}");
    assert!(said.contains("注意 sub/: ") && said.contains("注意 写真.jpg: "), "{said}");
    assert!(said.contains("merge-not-read") && !said.contains("Thumbs"), "{said}");
    // Whoever has sent such a file has answered.
    for name in ["02.xls", "03.ods", "09.XLSB"] {
        fs::write(sent.join(name), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 another workbook").unwrap();
    }
    fs::remove_file(&out).unwrap();
    let merged = merge(&sent, &plan, &out);
    let said = stderr(&merged);
    assert_eq!((merged.status.code(), out.exists()), (Some(1), false), "{said}");
    for name in ["02.xls", "03.ods", "09.XLSB"] {
        assert!(said.contains(&format!("エラー {name}: ")), "{said}");
    }
    assert_eq!(said.matches("merge-unreadable").count(), 3, "{said}");
}

#[test]
fn a_folder_without_a_form_is_said_to_have_none() {
    let (form, plan, sent) = empty("no-forms");
    let out = plan.with_file_name("merged.xlsx");
    let merged = merge(&sent, &plan, &out);
    assert_eq!(merged.status.code(), Some(1));
    assert!(
        stderr(&merged).contains("記入用ファイル（.xlsx、またはそれを入れたzip）がありません。"),
        "{}",
        stderr(&merged)
    );
    for inside in ["a", "b"] {
        fs::create_dir(sent.join(inside)).unwrap();
        fs::copy(&form, sent.join(inside).join("01.xlsx")).unwrap();
    }
    let merged = merge(&sent, &plan, &out);
    let said = stderr(&merged);
    assert_eq!((merged.status.code(), out.exists()), (Some(1), false));
    assert!(
        said.contains("注意 a/: ") && said.contains("注意 b/: ") && said.contains("がありません。"),
        "{said}"
    );
}

#[test]
fn the_result_has_the_ending_of_the_plan() {
    let (form, plan, folder) = year("ending");
    let zip = folder.join("plan.zip");
    fs::copy(&plan, &zip).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    for (plan, out, code, wanted) in [
        (&plan, "m.csv", 2, ".xlsx"),
        (&plan, "m", 2, ".xlsx"),
        (&zip, "z.xlsx", 2, ".zip"),
        (&sample, "zz.xlsx", 1, "フォルダ"),
    ] {
        let out = folder.join(out);
        let merged = merge(&form, plan, &out);
        assert_eq!((merged.status.code(), out.exists()), (Some(code), false), "{}", stderr(&merged));
        assert!(stderr(&merged).contains(wanted), "{}", stderr(&merged));
    }
}

#[test]
fn a_plan_whose_results_are_all_written_has_no_workbook_for_next_year() {
    let folder = folder("finished");
    let package = folder.join("machi");
    fs::write(package.join("実績.csv"), "取組ID,年度,実績\n1a,R7,終えた\n").unwrap();
    for (split, out) in [(false, "next.xlsx"), (true, "forms"), (true, "forms.zip")] {
        let out = folder.join(out);
        let mut args = vec![path("export"), &package, path("--as"), path("next-year"), path("--out"), &out];
        args.extend([path("--split"), path("department")].into_iter().filter(|_| split));
        let made = machi_plan(&args);
        assert_eq!((made.status.code(), out.exists()), (Some(1), false), "{}", stderr(&made));
        assert!(stderr(&made).contains("「終了年度」を書きかえて"), "{}", stderr(&made));
    }
}
