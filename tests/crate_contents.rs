//! The content of `cargo package`: all of `src`, the sample plan, its documentation, its licences, and nothing else of the repository.
//!
//! `cargo xtask test lint` checks that it compiles by itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The files beside `src`. Cargo itself adds the first four.
const BESIDE: [&str; 11] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "ARCHITECTURE.md",
    "build.rs",
    "CHANGELOG.md",
    "LICENSE",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
];

fn sources(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, root, found);
        } else {
            found.insert(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

#[test]
fn the_crate_holds_its_sources_and_its_terms_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // `--allow-dirty`, because a change is tested before it is committed.
    let list = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--package", "machi-plan"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stderr));
    let listed = String::from_utf8(list.stdout).unwrap().replace('\\', "/");
    let listed: BTreeSet<&str> = listed.lines().collect();
    let mut wanted = BTreeSet::new();
    sources(&root.join("src"), root, &mut wanted);
    // The made-up city, the example of a whole plan.
    sources(&root.join("data/sample"), root, &mut wanted);
    assert!(wanted.contains("src/lib.rs") && wanted.contains("src/view/style/10-base.css"));
    wanted.extend(BESIDE.map(str::to_owned));
    let missing: Vec<&String> = wanted.iter().filter(|file| !listed.contains(file.as_str())).collect();
    assert!(missing.iter().all(|file| *file == ".cargo_vcs_info.json"), "not in the crate: {missing:?}");
    let more: Vec<&&str> = listed.iter().filter(|file| !wanted.contains(**file)).collect();
    assert!(more.is_empty(), "in the crate for nobody: {more:?}");
}
