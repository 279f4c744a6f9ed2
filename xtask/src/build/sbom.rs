//! `sbom.cdx.json`: the content of the script and the module, as a bill of materials for programs (CycloneDX).
//!
//! It names the crates of `LICENSES.txt` with their hashes from `Cargo.lock`, and the standard library. It has no
//! time and no serial number, so that the same commit gives the same bytes.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::licences::{self, Linked};
use crate::command::Command;
use crate::paths::Paths;
use crate::stamp;
use crate::tools::WASM_TARGET;

const NAME: &str = "machi-plan";

/// Writes `pkg/sbom.cdx.json`.
pub fn build(paths: &Paths) -> Result<((), String)> {
    let linked = licences::linked(paths)?;
    let lock = super::text(&paths.root.join("Cargo.lock"))?;
    let components = components(&linked, &checksums(&lock), &rust(paths)?)?;
    let bill = bill(&components, &dependencies(paths, &linked)?);
    stamp::write(&paths.pkg.join("sbom.cdx.json"), serde_json::to_string_pretty(&bill)? + "\n")?;
    Ok(((), format!("{} components", components.len())))
}

fn bill(components: &[Value], dependencies: &BTreeMap<String, Vec<String>>) -> Value {
    let edges = dependencies.iter().map(|(from, to)| json!({ "ref": from, "dependsOn": to }));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": reference(NAME, env!("CARGO_PKG_VERSION")),
                "name": NAME,
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": components,
        "dependencies": edges.collect::<Vec<_>>(),
    })
}

fn components(
    linked: &[Linked],
    checksums: &BTreeMap<(String, String), String>,
    rust: &str,
) -> Result<Vec<Value>> {
    let mut components = Vec::new();
    for Linked { name, version, licence, .. } in linked {
        let checksum = checksums.get(&(name.clone(), version.clone()));
        let checksum = checksum.with_context(|| format!("Cargo.lock has no hash of {name} {version}"))?;
        let reference = reference(name, version);
        components.push(json!({
            "type": "library",
            "bom-ref": reference,
            "name": name,
            "version": version,
            "purl": reference,
            // An old manifest writes `/` for a choice.
            "licenses": [{ "expression": licence.replace('/', " OR ") }],
            "hashes": [{ "alg": "SHA-256", "content": checksum }],
        }));
    }
    let reference = format!("pkg:generic/rust-std@{rust}");
    components.push(json!({
        "type": "library",
        "bom-ref": reference,
        "name": "rust-std",
        "version": rust,
        "purl": reference,
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    }));
    Ok(components)
}

fn reference(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{version}")
}

/// The version of the compiler, which is also the version of its standard library.
fn rust(paths: &Paths) -> Result<String> {
    let said = String::from_utf8(Command::new(&paths.root, "rustc", &["--version"]).output()?)?;
    said.split(' ').nth(1).map(str::to_owned).context("rustc does not say its version")
}

/// The hash of each crate by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let of_package = |package: &str| {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")))?;
            line.strip_suffix('"').map(str::to_owned)
        };
        Some(((value("name")?, value("version")?), value("checksum")?))
    };
    lock.split("[[package]]").filter_map(of_package).collect()
}

/// The linked crates on which each of them, and the widget itself, depends.
fn dependencies(paths: &Paths, linked: &[Linked]) -> Result<BTreeMap<String, Vec<String>>> {
    let arguments = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--filter-platform",
        WASM_TARGET,
        "--no-default-features",
    ];
    let metadata: Value = serde_json::from_slice(&Command::cargo(&paths.root, &arguments).output()?)?;
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        let is_linked = linked.iter().any(|one| one.name == text("name") && one.version == text("version"));
        if is_linked || text("name") == NAME {
            names.insert(text("id"), reference(text("name"), text("version")));
        }
    }
    let mut found = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().into_iter().flatten() {
        let Some(from) = node["id"].as_str().and_then(|id| names.get(id)) else { continue };
        let is_normal = |dependency: &&Value| {
            dependency["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null())
        };
        let asked = node["deps"].as_array().into_iter().flatten().filter(is_normal);
        let to = asked.filter_map(|dependency| names.get(dependency["pkg"].as_str()?));
        let mut to: Vec<String> = to.cloned().collect();
        to.sort();
        found.insert(from.clone(), to);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"ab\"\n\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";

    fn linked() -> Linked {
        let [name, version, licence] = ["a", "1.0.0", "MIT/Apache-2.0"].map(str::to_owned);
        let [authors, repository, text] = [""; 3].map(str::to_owned);
        Linked { name, version, licence, authors, repository, text }
    }

    #[test]
    fn a_crate_is_named_with_its_version_its_licence_and_its_hash() {
        let components = components(&[linked()], &checksums(LOCK), "1.95.0").unwrap();
        assert_eq!(components[0]["purl"], "pkg:cargo/a@1.0.0");
        assert_eq!(components[0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(components[0]["hashes"][0]["content"], "ab");
        assert_eq!(components[1]["version"], "1.95.0");
        let bill = bill(&components, &BTreeMap::from([("x".to_owned(), vec!["y".to_owned()])]));
        assert_eq!((&bill["bomFormat"], &bill["specVersion"]), (&json!("CycloneDX"), &json!("1.5")));
        assert_eq!(bill["dependencies"][0], json!({ "ref": "x", "dependsOn": ["y"] }));
    }

    #[test]
    fn a_crate_without_a_hash_is_an_error() {
        assert!(components(&[linked()], &BTreeMap::new(), "1.95.0").is_err());
    }
}
