//! The types and the manifest of the package agree with the program: every key of a state, every view.

use std::collections::BTreeSet;

use machi_plan::model::{Code, SETTINGS, names_for_script};
use machi_plan::selection::{FACETS, SortKey, View, ViewState};
use serde_json::Value;

const TYPES: &str = include_str!("../pkg/machi-plan.d.ts");
const MANIFEST: &str = include_str!("../pkg/custom-elements.json");
const ELEMENT: &str = include_str!("../src/widget/element.js");

fn attributes() -> BTreeSet<&'static str> {
    SETTINGS.into_iter().chain(ViewState::KEYS).collect()
}

fn property(attribute: &str) -> String {
    match attribute {
        "heading-level" => "headingLevel".to_owned(),
        "rating-year" => "ratingYear".to_owned(),
        "max-bytes" => "maxBytes".to_owned(),
        other => other.to_owned(),
    }
}

/// The names of the members of an interface in the types.
fn members(interface: &str) -> BTreeSet<&'static str> {
    let start = TYPES.find(interface).unwrap_or_else(|| panic!("no {interface}"));
    let body = TYPES[start..].split("\n}").next().unwrap_or_default();
    let names = body.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(':'));
    let names = names.map(|(name, _)| name.trim_end_matches('?').trim_matches('"'));
    names.filter(|name| name.chars().all(|sign| sign.is_alphanumeric() || sign == '-')).collect()
}

#[test]
fn the_element_the_manifest_and_the_types_have_the_same_attributes() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let declaration = &manifest["modules"][0]["declarations"][0];
    let named = declaration["attributes"].as_array().unwrap();
    let named: BTreeSet<&str> = named.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(named, attributes());

    let list = |keys: &[&str]| keys.iter().map(|key| format!("\"{key}\"")).collect::<Vec<_>>().join(", ");
    let names = names_for_script();
    assert!(names.contains(&format!("const STATE = [{}];", list(&ViewState::KEYS))), "{names}");
    let all = [&ViewState::KEYS[..], &SETTINGS].concat();
    assert!(names.contains(&format!("const ATTRIBUTES = [{}];", list(&all))), "{names}");
    assert!(ELEMENT.contains("static observedAttributes = ATTRIBUTES;"), "element.js");

    let properties: BTreeSet<String> = attributes().into_iter().map(property).collect();
    let typed = members("export interface MachiPlanElement ");
    assert_eq!(typed.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), properties);
    let fields = declaration["members"].as_array().unwrap().iter();
    let fields: BTreeSet<&str> = fields.map(|one| one["name"].as_str().unwrap()).collect();
    assert!(properties.iter().all(|name| fields.contains(name.as_str())), "{fields:?}");
}

#[test]
fn a_state_has_the_keys_of_an_address() {
    assert_eq!(members("export interface MachiPlanState "), ViewState::KEYS.into_iter().collect());
}

#[test]
fn every_name_that_a_key_takes_is_in_the_types_the_manifest_and_the_documents() {
    let views: Vec<String> = View::ALL.into_iter().map(|view| format!("\"{}\"", view.name())).collect();
    assert!(TYPES.contains(&format!("export type MachiPlanView = {};", views.join(" | "))), "{views:?}");
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let mut attributes = manifest["modules"][0]["declarations"][0]["attributes"].as_array().unwrap().iter();
    let view = attributes.find(|one| one["name"] == "view").unwrap();
    assert_eq!(view["type"]["text"], views.join(" | "));
    for (name, document) in [("README.md", include_str!("../README.md")), ("docs/api.md", API)] {
        let row = document.lines().find(|line| line.starts_with("| `view` |")).unwrap();
        for view in View::ALL {
            assert!(row.contains(&format!("`{}`", view.name())), "{name}: {}", view.name());
        }
    }
    let fixed = FACETS.iter().flat_map(|facet| facet.fixed).copied();
    for name in fixed.chain(SortKey::ALL.map(SortKey::name)) {
        assert!(TYPES.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn every_event_is_in_the_manifest_and_in_the_types() {
    for event in ["machi-plan:ready", "machi-plan:change", "machi-plan:error"] {
        assert!(TYPES.contains(&format!("\"{event}\": CustomEvent<")), "{event}");
        assert!(MANIFEST.contains(&format!("\"name\": \"{event}\"")), "{event}");
    }
}

#[test]
fn every_colour_that_a_page_may_set_is_in_the_manifest_and_in_the_documents() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let named = manifest["modules"][0]["declarations"][0]["cssProperties"].as_array().unwrap();
    let named: BTreeSet<&str> = named.iter().map(|one| one["name"].as_str().unwrap()).collect();
    // The custom properties of the root, and those for the lines of charts, which have a default colour.
    let base = include_str!("../src/view/style/10-base.css").split(":where(").nth(1).unwrap();
    let base = base.split('}').next().unwrap().lines().filter_map(|line| line.trim().split_once(':'));
    let chart = include_str!("../src/view/style/50-chart.css").split("var(").skip(1);
    let chart = chart.filter_map(|part| part.split([',', ')']).next()).filter(|name| name.contains("-line-"));
    let set: BTreeSet<&str> =
        base.map(|(name, _)| name).filter(|name| name.starts_with("--")).chain(chart).collect();
    assert_eq!(named, set);
    let listed = API.split('`').filter(|word| word.starts_with("--machi-plan-"));
    assert_eq!(listed.collect::<BTreeSet<&str>>(), set);
}

/// Every name of a value in a schema, at any depth.
fn names_in(schema: &Value, names: &mut BTreeSet<String>) {
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        names.insert(name.clone());
        names_in(part, names);
    }
    if schema["items"].is_object() {
        names_in(&schema["items"], names);
    }
}

#[test]
fn the_types_of_a_plan_have_the_names_of_the_schema() {
    let schema: Value = serde_json::from_str(include_str!("../pkg/plan-file.schema.json")).unwrap();
    let mut wanted = BTreeSet::new();
    names_in(&schema["properties"]["plan"], &mut wanted);
    assert!(wanted.contains("indicator_id") && wanted.contains("printed"), "{wanted:?}");
    let part = |from: &str, to: &str| &TYPES[TYPES.find(from).unwrap()..TYPES.find(to).unwrap()];
    let types = part("export interface MachiPlanData ", "export interface MachiPlanEventMap ");
    let code = types.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    let fields = code.flat_map(|line| line.split(['{', ';', '}'])).filter_map(|field| field.split_once(": "));
    let typed: BTreeSet<String> =
        fields.map(|(name, _)| name.trim().trim_end_matches('?').to_owned()).collect();
    assert_eq!(typed, wanted);
}

const API: &str = include_str!("../docs/api.md");

/// The first code word in each row of the tables under a heading of docs/api.md.
fn rows(head: &str) -> BTreeSet<&'static str> {
    let start = API.find(head).unwrap_or_else(|| panic!("docs/api.md has no {head}"));
    let table = API[start..].split("\n\n").next().unwrap_or_default();
    table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

#[test]
fn the_documentation_has_the_names_of_the_manifest_and_no_others() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let declaration = &manifest["modules"][0]["declarations"][0];
    let named = |key: &str| -> BTreeSet<String> {
        let list = declaration[key].as_array().unwrap();
        list.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let owned = |names: BTreeSet<&str>| names.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(owned(rows("| 属性 | プロパティ |")), named("attributes"));
    for attribute in attributes() {
        assert!(API.contains(&format!("| `{attribute}` | `{}` |", property(attribute))), "{attribute}");
    }
    assert_eq!(owned(rows("| イベント |")), named("events"));
    for member in named("members") {
        assert!(API.contains(&format!("`{member}")), "{member} is not in docs/api.md");
    }
    let keys = API.lines().find_map(|line| line.strip_prefix("キー：")).unwrap();
    let keys: Vec<&str> = keys.split_whitespace().map(|key| key.trim_matches('`')).collect();
    assert_eq!(keys, ViewState::KEYS);
    let schema: Value = serde_json::from_str(include_str!("../pkg/plan-file.schema.json")).unwrap();
    let tables = schema["properties"]["plan"]["properties"].as_object().unwrap();
    assert_eq!(owned(rows("| キー | 中身 |")), tables.keys().cloned().collect());
}

#[test]
fn the_documentation_has_every_code_of_an_error() {
    let wanted: BTreeSet<&str> = Code::ALL.into_iter().map(Code::name).collect();
    assert!(wanted.contains("stopped") && wanted.contains("truncated"), "{wanted:?}");
    assert_eq!(rows("| コード |"), wanted);
}

#[test]
fn every_part_has_the_version_of_the_crate() {
    let version = env!("CARGO_PKG_VERSION");
    let package: Value = serde_json::from_str(include_str!("../pkg/package.json")).unwrap();
    assert_eq!(package["version"], version, "pkg/package.json");
    // The script's banner and `machiPlan.version` are the version of the program that writes them.
    assert!(include_str!("../xtask/Cargo.toml").contains("\nversion.workspace = true\n"), "xtask/Cargo.toml");
    let newest = include_str!("../CHANGELOG.md").lines().find_map(|line| line.strip_prefix("## ")).unwrap();
    assert!(newest == "Unreleased" || newest.starts_with(version), "CHANGELOG.md begins with {newest}");
}
