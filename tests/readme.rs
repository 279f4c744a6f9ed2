//! The README is correct: the test reads its snippet, commands, attributes, problem message, limits and links.

use std::fs;
use std::path::Path;

use machi_plan::model::SETTINGS;
use machi_plan::package;
use machi_plan::selection::ViewState;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All texts between `open` and `close`.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close).map(|(inside, _)| inside)).collect()
}

#[test]
fn links_and_pictures_are_there() {
    for page in
        ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/api.md", "docs/hosts.md", "docs/sizes.md"]
    {
        let path = root().join(page);
        let folder = path.parent().unwrap();
        for target in between(&text(page), "](", ")") {
            assert!(target.starts_with("http") || folder.join(target).exists(), "{page} points to {target}");
        }
    }
}

#[test]
fn the_snippet_names_the_script_and_a_plan_that_is_there() {
    let readme = text("README.md");
    let snippet = between(&readme, "```html\n", "```")[0];
    assert_eq!(between(snippet, "src=\"", "\"")[0], "machi-plan.js");
    let plan = between(snippet, "plan=\"", "\"")[0];
    assert!(text(&format!("data/{plan}/plan.csv")).contains(&format!("計画ID,{plan}")));
}

#[test]
fn every_attribute_of_the_table_is_one_of_the_elements() {
    let readme = text("README.md");
    let table = between(&readme, "| 属性 | 意味 | 例 |", "\n\n")[0];
    let mut named: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `").and_then(|line| line.split('`').next()))
        .collect();
    let mut known = [&ViewState::KEYS[..], &SETTINGS].concat();
    named.sort_unstable();
    known.sort_unstable();
    assert_eq!(named, known);
}

#[test]
fn the_problem_message_is_the_one_that_is_printed() {
    let readme = text("README.md");
    let shown = between(&readme, "$ cargo machi-plan check data/yamaguchi\n", "```")[0];
    let folder = fs::read_dir(root().join("data/yamaguchi")).unwrap();
    let files: Vec<(String, Vec<u8>)> = folder
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let mut content = fs::read_to_string(&path).unwrap();
            if name == "items.csv" {
                content = content.replacen("(主)広報広聴課", "(主)広報課", 1);
            }
            (name, content.into_bytes())
        })
        .collect();
    let (_, problems) =
        package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let printed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for line in shown.lines() {
        // The command writes the severity before the message and the code after it.
        let line = line.trim_start_matches("注意 ").split(" [").next().unwrap_or_default().trim();
        assert!(
            printed.iter().any(|problem| problem.contains(line)),
            "{line}\nis not in\n{}",
            printed.join("\n")
        );
    }
}

#[test]
fn every_command_is_known() {
    let pages = text("README.md") + &text("CONTRIBUTING.md");
    let xtask = text("xtask/src/main.rs");
    for command in between(&pages, "cargo xtask ", "\n") {
        let word = command.split([' ', '`']).next().unwrap_or_default();
        assert!(xtask.contains(&format!("\"{word}\"")), "cargo xtask {word}");
    }
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_machi-plan")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for command in between(&pages, "cargo machi-plan ", "\n") {
        let word = command.split([' ', '`']).next().unwrap_or_default();
        assert!(help.contains(&format!("machi-plan {word}")), "cargo machi-plan {word}");
    }
}

#[test]
fn the_limits_are_those_that_the_build_holds() {
    let sizes = text("xtask/src/build/sizes.rs");
    let readme = text("README.md");
    let limits = between(&readme, "上限 ", " バイト");
    let [brotli, raw, empty] = limits[..] else { panic!("{limits:?}") };
    let page = text("docs/sizes.md");
    assert_eq!(between(&page, "| 上限（`machi-plan.js`） | ", " | |"), [format!("{raw} | {brotli}")]);
    assert_eq!(between(&page, "| 上限（`machi-plan-empty.js`） | ", " | |"), [format!(" | {empty}")]);
    let number = |limit: &str| limit.replace(',', "_");
    let of_both = format!("raw: Some({}), brotli: {} }}", number(raw), number(brotli));
    let of_empty = format!("raw: None, brotli: {} }}", number(empty));
    assert!(
        sizes.contains(&of_both) && sizes.contains(&of_empty),
        "{limits:?} are not the bounds of the build"
    );
}
