//! The rules of the rooms: a room must not contain what ARCHITECTURE.md forbids there. See that page for the reasons.

#[path = "tidy/lexer.rs"]
mod lexer;
#[path = "tidy/plain.rs"]
mod plain;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/size.rs"]
mod size;
#[path = "tidy/words.rs"]
mod words;

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_browser_tests_name_every_view() {
    let (_, support) = files("tests/browser/support", &["mjs"])
        .into_iter()
        .find(|(name, _)| name.ends_with("widget.mjs"))
        .unwrap();
    let names = machi_plan::selection::View::ALL.map(|view| format!("\"{}\"", view.name())).join(", ");
    assert!(support.contains(&format!("export const VIEWS = [{names}];")), "they are {names}");
}

/// Every Rust file below a folder of the repository, with its text.
fn rust_files(folder: &str) -> Vec<(String, String)> {
    files(folder, &["rs"])
}

/// Every file below a folder of the repository whose name has one of the suffixes, with its text.
fn files(folder: &str, suffixes: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir()
                && path.file_name().is_some_and(|name| !NOT_OURS.iter().any(|other| name == *other))
            {
                folders.push(path);
            } else if path.extension().is_some_and(|of| suffixes.iter().any(|suffix| of == *suffix)) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "no files in {folder}");
    found
}

/// Folders that are not written by hand.
const NOT_OURS: [&str; 3] = ["node_modules", "target", "assets"];

/// Every Rust file of the repository, with its text.
fn every_rust_file() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "xtask/src", "tests", "benches", "fuzz"];
    let mut files: Vec<_> =
        folders.into_iter().filter(|folder| root.join(folder).is_dir()).flat_map(rust_files).collect();
    files.push(("build.rs".to_owned(), fs::read_to_string(root.join("build.rs")).unwrap()));
    files
}

const TESTS: &str = "#[cfg(test)]\nmod tests";

/// The code of a file before its module of tests.
fn shipped(text: &str) -> &str {
    text.split(TESTS).next().unwrap_or_default()
}

/// The files of `folder` outside `rooms` that contain one of the words outside comments and tests.
fn offenders(folder: &str, rooms: &[&str], words: &[&str]) -> Vec<String> {
    let mut offenders = Vec::new();
    for (name, text) in rust_files(folder) {
        if rooms.iter().any(|room| name.starts_with(room)) {
            continue;
        }
        for (number, line) in shipped(&text).lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                offenders.push(format!("{name}:{}: {word}", number + 1));
            }
        }
    }
    offenders
}

fn assert_none(offenders: Vec<String>, why: &str) {
    assert!(offenders.is_empty(), "{why}:\n{}", offenders.join("\n"));
}

#[test]
fn only_the_widget_knows_the_browser() {
    let found = offenders("src", &["src/widget/"], &["web_sys"]);
    assert_none(found, "the DOM outside src/widget");
    let found = offenders("src", &["src/widget/", "src/officer/"], &["js_sys", "wasm_bindgen"]);
    assert_none(found, "JavaScript outside the two modules");
}

#[test]
fn the_officers_page_makes_no_markup() {
    let scripts = ["src/officer/page.js", "src/officer/editions.js", "src/officer/merging.js"];
    let read = |file: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let script: String = scripts.into_iter().map(read).collect();
    let sinks = ["innerHTML", "outerHTML", "insertAdjacentHTML", "createPolicy", "parseFromString", "eval("];
    let found: Vec<&str> = sinks.into_iter().filter(|sink| script.contains(sink)).collect();
    assert!(script.contains("textContent") && found.is_empty(), "{found:?}");
}

#[test]
fn only_the_native_command_touches_files_environment_and_output() {
    let words = ["std::fs", "std::env", "std::process", "println!", "eprintln!", "print!(", "std::io::std"];
    assert_none(
        offenders("src", &["src/bin/"], &words),
        "files, environment or printing outside the command",
    );
}

#[test]
fn the_platform_is_chosen_in_one_file() {
    assert_none(offenders("src", &["src/lib.rs"], &["target_arch"]), "cfg(target_arch) outside lib.rs");
}

#[test]
fn no_rule_about_plans_differs_by_feature() {
    let rooms =
        ["src/plan/", "src/planfile/check.rs", "src/planfile/wire.rs", "src/selection/", "src/model/"];
    let found = offenders("src", &[], &["cfg(feature"]);
    let found = found.into_iter().filter(|line| rooms.iter().any(|room| line.starts_with(room)));
    assert_none(found.collect(), "what the browser takes must be what the command takes");
}

#[test]
fn the_model_knows_no_browser_and_the_widget_swallows_no_verb() {
    assert_none(
        offenders("src/model", &[], &["web_sys", "js_sys", "wasm_bindgen", "crate::widget"]),
        "the browser in the model",
    );
    let events =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/widget/events.rs")).unwrap();
    let (_, verbs) = events.split_once("match verb {").expect("the verbs are answered in events.rs");
    let verbs = verbs.split("\n        }\n").next().unwrap();
    assert!(verbs.contains("Verb::View | ") && !verbs.contains("_ => {}\n"), "{verbs}");
}

#[test]
fn the_plan_knows_neither_serde_nor_html() {
    let found = offenders("src/plan", &[], &["serde", "maud", "html!", "crate::locale", "crate::view"]);
    assert_none(found, "in the plan room");
}

#[test]
fn heads_of_sheets_are_in_the_format_alone() {
    // Pages also use 指標, 実績 and other names of sheets as words; these are only heads.
    let heads =
        ["取組ID", "体系ID", "指標ID", "再掲元", "基準年度", "参考名", "担当部署", "取組内容", "年次計画"]
            .map(|head| format!("\"{head}\""));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let found = offenders("src", &["src/format/"], &heads);
    assert_none(found, "a head of a sheet outside the format room");
}

#[test]
fn markup_is_written_in_views_and_charts_only() {
    let rooms = ["src/view/", "src/chart/", "src/site/"];
    assert_none(offenders("src", &rooms, &["PreEscaped", "html! {"]), "markup outside the views");
}

#[test]
fn trusted_markup_is_our_own_svg_heading_tags_and_a_documents_style_and_script() {
    let rooms =
        ["src/view/page.rs", "src/view/finish.rs", "src/view/document/mod.rs", "src/view/document/single.rs"];
    assert_none(offenders("src", &rooms, &["PreEscaped("]), "PreEscaped in another file");
}

#[test]
fn the_widget_decides_nothing_and_sets_markup_in_one_file() {
    assert_none(
        offenders(
            "src/widget",
            &[],
            &["set_inner_html", "insert_adjacent_html", "outer_html(", "set_text_node"],
        ),
        "markup set around the Trusted Types policy",
    );
    assert_none(offenders("src", &["src/selection/"], &["fn selection("]), "a second selection()");
}

#[test]
fn a_view_is_named_by_the_selection_and_by_its_own_file_only() {
    let rooms = ["src/selection/", "src/view/"];
    assert_none(offenders("src", &rooms, &[" View::", "(View::", "&View::"]), "ask the ViewSpec");
}

#[test]
fn nothing_follows_the_module_of_tests() {
    // Such code would escape every rule that leaves the tests out.
    let follows = |text: &str| {
        let tests = text[shipped(text).len()..].strip_prefix(TESTS)?;
        let (_, rest) = if tests.starts_with(';') { tests.split_at(1) } else { tests.split_once("\n}\n")? };
        rest.lines().find(|line| !line.trim().is_empty()).map(str::to_owned)
    };
    assert_eq!(follows(&format!("fn a() {{}}\n\n{TESTS};\nuse b;\n")).as_deref(), Some("use b;"));
    let found =
        rust_files("src").into_iter().filter_map(|(name, text)| Some(format!("{name}: {}", follows(&text)?)));
    assert_none(found.collect(), "code after the tests");
}

#[test]
fn every_module_has_a_description() {
    let silent = every_rust_file().into_iter().filter(|(_, text)| !text.starts_with("//!"));
    assert_none(silent.map(|(name, _)| name).collect(), "modules that do not open with //!");
}

#[test]
fn nothing_is_put_off() {
    let marker = |parts: [&str; 2]| parts.concat();
    let words = [
        marker(["#[ign", "ore"]),
        marker(["to", "do!("]),
        marker(["unimple", "mented!("]),
        marker(["db", "g!("]),
        marker(["TO", "DO"]),
        marker(["FIX", "ME"]),
        marker(["uns", "afe {"]),
    ];
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    for folder in ["src", "xtask/src", "tests", "fuzz"] {
        assert_none(offenders(folder, &[], &words), "put off or switched off");
    }
}
