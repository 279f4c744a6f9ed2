//! What a command reads is never what it writes: the workbook, a table in the folder of a package, a script, a form.

use std::fs;
use std::path::{Path, PathBuf};

use super::{folder, machi_plan, names, path, stderr};

/// The package of [`folder`] and the same as a workbook beside it.
fn sources(test: &str) -> (PathBuf, PathBuf, PathBuf) {
    let folder = folder(test);
    let (package, book) = (folder.join("machi"), folder.join("計画.xlsx"));
    let args = [path("export"), &package, path("--as"), path("workbook"), path("--out"), &book];
    assert_eq!(machi_plan(&args).status.code(), Some(0));
    (folder, package, book)
}

#[test]
fn an_output_that_was_read_is_refused_and_stays_as_it_was() {
    let (folder, package, book) = sources("sources");
    let script = folder.join("script.js");
    fs::write(&script, "script").unwrap();
    fs::write(package.join("変更.csv"), "日付,年度,表,ID,種類\n").unwrap();
    let inner = folder.join("outer/machi");
    fs::create_dir_all(&inner).unwrap();
    names(&package).iter().for_each(|name| {
        fs::copy(package.join(name), inner.join(name)).unwrap();
    });
    let outer = folder.join("outer");
    let before = tree(&folder);
    let cases: &[(&[&Path], PathBuf)] = &[
        (&[path("compile"), &book], book.clone()),
        (&[path("compile"), &book], folder.join("machi/../計画.xlsx")),
        (&[path("compile"), &package], package.join("plan.csv")),
        (&[path("render"), &book], book.clone()),
        (&[path("render"), &book, path("--as"), path("page"), path("--script"), &script], script.clone()),
        (&[path("changes"), &package, &book], book.clone()),
        (&[path("changes"), &package, &book], package.join("変更.csv")),
        (&[path("changes"), &book, &package], package.join("変更.csv")),
        (&[path("changes"), &book, &outer], inner.join("変更.csv")),
        (&[path("export"), &package, path("--as"), path("workbook")], package.join("新しい.xlsx")),
        (&[path("export"), &outer, path("--as"), path("package")], inner.clone()),
    ];
    for (args, out) in cases {
        let args: Vec<&Path> = args.iter().copied().chain([path("--out"), out.as_path()]).collect();
        let output = machi_plan(&args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(stderr(&output).contains("別の場所か名前"), "{args:?}: {}", stderr(&output));
        assert!(tree(&folder) == before, "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_table_that_is_a_link_is_kept_under_both_its_names() {
    let (folder, package, _) = sources("linked-table");
    let kept = folder.join("kept.csv");
    fs::rename(package.join("取組.csv"), &kept).unwrap();
    std::os::unix::fs::symlink(&kept, package.join("取組.csv")).unwrap();
    let before = fs::read(&kept).unwrap();
    for out in [&kept, &package.join("取組.csv")] {
        let output = machi_plan(&[path("compile"), &package, path("--out"), out]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(fs::read(&kept).unwrap() == before);
    }
}

#[test]
fn a_file_beside_the_tables_that_is_no_table_may_be_written() {
    let (folder, package, book) = sources("beside");
    for (args, out) in [
        (vec![path("compile"), &package], package.join("plan.json")),
        (vec![path("render"), &package], package.join("page.html")),
        (vec![path("changes"), &book, &package], package.join("out/changes.csv")),
        (vec![path("compile"), &book], folder.join("plan.json")),
    ] {
        let args: Vec<&Path> = args.into_iter().chain([path("--out"), out.as_path()]).collect();
        let output = machi_plan(&args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
    }
}

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            found.extend(tree(&path));
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found
}
