//! The folder of the site of pages: whole or not at all, never mixed with pages of another run, never over a page of somebody
//! else.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::files::limited;
use super::killed::killed;
use super::{folder, machi_plan, names, path, stderr};

const TIMES: u32 = 8;

fn args<'a>(package: &'a Path, out: &'a Path) -> Vec<&'a Path> {
    let words = ["render", "--as", "site", "--base", "https://example.jp/plan", "--out"].map(Path::new);
    words.into_iter().chain([out, package]).collect()
}

/// Every file below a folder with its content.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            match entry.is_dir() {
                true => open.push(entry),
                false => drop(
                    found.insert(entry.strip_prefix(folder).unwrap().to_owned(), fs::read(&entry).unwrap()),
                ),
            }
        }
    }
    found
}

/// Kills the run some time after it has begun to write into `dir`.
fn killed_in(dir: &Path, args: &[&Path], after: Duration) {
    let before = names(dir);
    killed(args, after, || names(dir) != before);
}

#[test]
fn a_site_is_whole_or_not_there_whenever_the_run_is_killed() {
    let folder = folder("site-killed");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let (first, out) = (folder.join("first"), folder.join("out"));
    let done = machi_plan(&args(&sample, &first));
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let whole = tree(&first);
    assert!(whole.len() > 60 && whole.contains_key(Path::new("items/1-1-1.html")));
    for at in 0..TIMES {
        killed_in(&folder, &args(&sample, &out), Duration::from_micros(u64::from(at) * 300));
        assert!(!out.exists() || tree(&out) == whole, "{at}: a part of a site");
        let _ = fs::remove_dir_all(&out);
    }
    // Over an older site: what was not moved yet, the next run moves.
    assert_eq!(machi_plan(&args(&sample, &out)).status.code(), Some(0));
    for at in 0..TIMES {
        let older =
            String::from_utf8(whole[Path::new("items/1-1-1.html")].clone()).unwrap().replace("窓口", "前");
        fs::write(out.join("items/1-1-1.html"), &older).unwrap();
        fs::write(out.join("site.css"), "").unwrap();
        let before = tree(&out);
        killed_in(&out, &args(&sample, &out), Duration::from_micros(u64::from(at) * 300));
        let found = tree(&out);
        let is_marked = found.keys().any(|name| name.to_string_lossy().starts_with(".machi-plan-"));
        assert!(is_marked || found == before || found == whole, "{at}: mixed without a mark");
        assert_eq!(machi_plan(&args(&sample, &out)).status.code(), Some(0));
        assert!(tree(&out) == whole, "{at}");
    }
}

#[test]
fn a_full_disk_changes_no_site() {
    let folder = folder("site-full");
    let out = folder.join("out");
    let package = folder.join("machi");
    let before = tree(&folder);
    let run = || limited("trap '' XFSZ; ulimit -f 1", &args(&package, &out));
    let refused = run();
    assert_eq!(refused.status.code(), Some(1), "{}", stderr(&refused));
    assert!(stderr(&refused).contains("に書けません") && tree(&folder) == before, "{}", stderr(&refused));
    assert_eq!(machi_plan(&args(&package, &out)).status.code(), Some(0));
    let before = tree(&folder);
    assert_eq!(run().status.code(), Some(1));
    assert!(tree(&folder) == before);
}

#[test]
fn pages_of_another_run_and_of_somebody_else_are_named_and_stay() {
    let folder = folder("site-others");
    let package = folder.join("machi");
    let refused = |out: &Path, words: &str| {
        let before = tree(&folder);
        let run = machi_plan(&args(&package, out));
        assert_eq!(run.status.code(), Some(1), "{words}: {}", stderr(&run));
        assert!(stderr(&run).contains(words), "{words}: {}", stderr(&run));
        assert!(tree(&folder) == before, "{words}");
    };
    let city = folder.join("city");
    fs::create_dir(&city).unwrap();
    fs::write(city.join("index.html"), "<h1>市のページ</h1>").unwrap();
    refused(&city, "index.html");
    let out = folder.join("out");
    assert_eq!(machi_plan(&args(&package, &out)).status.code(), Some(0));
    assert_eq!(machi_plan(&args(&package, &out)).status.code(), Some(0), "again");
    fs::write(out.join("items/old.html"), "").unwrap();
    refused(&out, "items/old.html）。何も書いていません。なくなった取組はシート「変更」に");
    fs::remove_file(out.join("items/old.html")).unwrap();
    fs::rename(out.join("items"), folder.join("elsewhere")).unwrap();
    symlink(folder.join("elsewhere"), out.join("items")).unwrap();
    refused(&out, "items");
    fs::remove_file(out.join("items")).unwrap();
    // Files of others beside the pages stay.
    fs::write(out.join("logo.svg"), "").unwrap();
    assert_eq!(machi_plan(&args(&package, &out)).status.code(), Some(0));
    assert!(out.join("logo.svg").is_file() && out.join("items/1a.html").is_file());
}

#[test]
fn options_that_a_site_needs_or_does_not_have_are_named() {
    let folder = folder("site-options");
    let package = folder.join("machi");
    let run = |more: &[&str]| {
        let more = more.iter().map(Path::new);
        machi_plan(&[path("render"), &package].into_iter().chain(more).collect::<Vec<_>>())
    };
    let out = folder.join("out");
    let out = out.to_str().unwrap();
    for (more, words) in [
        (&["--as", "site", "--out", out][..], "--base"),
        (&["--as", "site", "--base", "https://example.jp/"], "--out"),
        (&["--as", "site", "--out", out, "--base", "https://example.jp/?a"], "「?」"),
        (
            &["--as", "site", "--out", out, "--base", "https://example.jp/", "--department", "課"],
            "--department",
        ),
        (&["--as", "site", "--out", out, "--base", "https://example.jp/", "--view", "items"], "--view"),
        (&["--font", "a.ttf"], "--font"),
        (&["--site", "javascript:alert(1)"], "javascript"),
        (&["--as", "editor", "--site", "/a/"], "--site"),
    ] {
        let run = run(more);
        assert!(run.status.code() == Some(2) && stderr(&run).contains(words), "{more:?}: {}", stderr(&run));
    }
    let linked = String::from_utf8(run(&["--site", "/plan/pages"]).stdout).unwrap();
    assert!(linked.contains(" site=\"/plan/pages/\"") && linked.contains(" data-site=\"/plan/pages/\""));
    assert!(linked.contains("href=\"/plan/pages/items/1a.html\""));
}
