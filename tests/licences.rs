//! Everything that ships has a licence that the project accepts: every crate that the library and the command link.
//! ARCHITECTURE.md lists the crates of tests and of the build separately; they may have other licences.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// The list of `deny.toml`.
fn accepted() -> Vec<&'static str> {
    let rules = include_str!("../deny.toml");
    let list = rules.split_once("allow = [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    list.split(',').map(|entry| entry.trim().trim_matches('"')).filter(|entry| !entry.is_empty()).collect()
}

/// Whether a licence expression leaves an accepted choice. `OR` offers a choice, `AND` requires both; a `/` is an old
/// `OR`.
fn is_accepted(expression: &str) -> bool {
    let accepted = accepted();
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    plain.split(" AND ").all(|all| {
        all.split(" OR ").any(|one| accepted.contains(&one.trim().split(" WITH ").next().unwrap_or_default()))
    })
}

/// The crates that `root` links for any platform, with their licences.
fn shipped() -> BTreeMap<String, String> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let nodes = list(&metadata["resolve"]["nodes"]);
    let root = metadata["resolve"]["root"].as_str().unwrap().to_owned();
    let mut found = BTreeSet::new();
    let mut open = vec![root.clone()];
    while let Some(id) = open.pop() {
        if !found.insert(id.clone()) {
            continue;
        }
        let node = nodes.iter().find(|node| node["id"] == *id).unwrap();
        for dependency in list(&node["deps"]) {
            let linked = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            if linked {
                open.push(dependency["pkg"].as_str().unwrap().to_owned());
            }
        }
    }
    list(&metadata["packages"])
        .iter()
        .filter(|package| found.contains(package["id"].as_str().unwrap()) && package["id"] != *root)
        .map(|package| {
            let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
            (text("name"), text("license"))
        })
        .collect()
}

#[test]
fn every_crate_that_ships_has_an_accepted_licence() {
    let shipped = shipped();
    assert!(shipped.contains_key("plotters") && shipped.contains_key("maud"), "{shipped:?}");
    assert!(!shipped.contains_key("proptest"), "a crate of the tests is counted as shipped");
    let refused: Vec<_> = shipped.iter().filter(|(_, licence)| !is_accepted(licence)).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn an_expression_is_accepted_by_its_choices() {
    for good in
        ["MIT OR Apache-2.0", "MIT/Apache-2.0", "Unlicense OR MIT", "(MIT OR GPL-3.0) AND Unicode-3.0"]
    {
        assert!(is_accepted(good), "{good}");
    }
    for bad in ["GPL-3.0", "", "MIT AND GPL-3.0", "AGPL-3.0-only"] {
        assert!(!is_accepted(bad), "{bad}");
    }
}

#[test]
fn every_crate_that_is_asked_for_has_its_reason() {
    let architecture = include_str!("../ARCHITECTURE.md");
    let manifest = include_str!("../Cargo.toml");
    let tables = manifest.split("\n[").filter(|table| table.contains("dependencies]"));
    let names = tables
        .flat_map(|table| table.lines().skip(1))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name);
    let names: Vec<&str> = names.filter(|name| !name.starts_with([' ', '#'])).collect();
    assert!(names.contains(&"maud"), "{names:?}");
    for name in names {
        assert!(architecture.contains(name), "{name} has no reason in ARCHITECTURE.md");
    }
}
