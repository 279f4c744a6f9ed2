//! The JSON Schema of the plan file: the published schema is the one that the reader's walk gives, and both cities
//! follow it.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test schema` writes `pkg/plan-file.schema.json` and the types of `planData` in
//! `pkg/machi-plan.d.ts` again.

use std::fs;
use std::path::Path;

use machi_plan::{package, planfile};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn city(name: &str) -> Value {
    let folder = fs::read_dir(root().join("data").join(name)).unwrap();
    let files: Vec<(String, Vec<u8>)> = folder
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    let (plan, _) = package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])));
    serde_json::from_str(&planfile::write(&plan)).unwrap()
}

/// The differences between a value and the schema, for the few keywords of JSON Schema that ours uses. Keys that the
/// schema lacks are reported too: a reader ignores them, but the writer must not write any.
fn faults(schema: &Value, value: &Value, address: &str, found: &mut Vec<String>) {
    let mut report = |what: &str| found.push(format!("{address}: {what}"));
    for word in schema.as_object().unwrap().keys() {
        let known = [
            "$schema",
            "title",
            "description",
            "type",
            "const",
            "pattern",
            "minimum",
            "maximum",
            "properties",
            "required",
            "items",
        ];
        assert!(known.contains(&word.as_str()), "this checker does not know {word}");
    }
    let is_of_type = match schema["type"].as_str() {
        None => true,
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64(),
        Some(other) => panic!("this checker does not know the type {other}"),
    };
    if !is_of_type {
        report("type");
    }
    if schema.get("const").is_some_and(|constant| constant != value) {
        report("const");
    }
    if schema.get("pattern").is_some() {
        assert_eq!(schema["pattern"], "^[0-9a-f]{16}$");
        let text = value.as_str().unwrap_or_default();
        if text.len() != 16 || !text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            report("pattern");
        }
    }
    let bound = |key: &str| schema[key].as_u64();
    let (least, most) = (bound("minimum").unwrap_or(0), bound("maximum").unwrap_or(u64::MAX));
    if value.as_u64().is_some_and(|number| !(least..=most).contains(&number)) {
        report("range");
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        if value.get(key.as_str().unwrap()).is_none() {
            report(&format!("{key} is missing"));
        }
    }
    for (key, inside) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(of_key) => faults(of_key, inside, &format!("{address}/{key}"), found),
            None => found.push(format!("{address}: the schema lacks {key}")),
        }
    }
    for (at, inside) in value.as_array().into_iter().flatten().enumerate() {
        faults(&schema["items"], inside, &format!("{address}/{at}"), found);
    }
}

fn check(value: &Value) -> Vec<String> {
    let schema = serde_json::from_str(&planfile::schema()).unwrap();
    let mut found = Vec::new();
    faults(&schema, value, "", &mut found);
    found
}

#[test]
fn the_published_schema_is_the_one_of_the_reader() {
    let path = root().join("pkg/plan-file.schema.json");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, planfile::schema()).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), planfile::schema(), "UPDATE_SNAPSHOTS=1 writes it anew");
}

/// The types of `planData` in `pkg/machi-plan.d.ts`, and the text before and after them.
fn types_in(text: &str) -> [&str; 3] {
    let start = text.find("export interface MachiPlanData ").unwrap();
    let end = start + text[start..].find("\nexport interface MachiPlanEventMap ").unwrap();
    [&text[..start], &text[start..end], &text[end..]]
}

#[test]
fn the_published_types_are_those_of_the_reader() {
    let path = root().join("pkg/machi-plan.d.ts");
    let published = fs::read_to_string(&path).unwrap();
    let [before, types, behind] = types_in(&published);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, [before, &planfile::types(), behind].concat()).unwrap();
    } else {
        assert_eq!(types, planfile::types(), "UPDATE_SNAPSHOTS=1 writes them anew");
    }
}

#[test]
fn both_cities_keep_to_the_schema() {
    for name in ["okayama", "yamaguchi"] {
        assert_eq!(check(&city(name)), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn errors_in_a_plan_file_are_found() {
    let mut file = city("yamaguchi");
    file["version"] = 3.into();
    file["plan"]["about"]["first_year"] = "R5".into();
    file["plan"]["items"][3]["indicators"][0]["targets"][0]["year"] = 3000.into();
    file["plan"]["items"][0]["extra"] = true.into();
    file["plan"]["items"][1].as_object_mut().unwrap().remove("item_id");
    let expected = [
        "/plan/about/first_year: type",
        "/plan/items/0: the schema lacks extra",
        "/plan/items/1: \"item_id\" is missing",
        "/plan/items/3/indicators/0/targets/0/year: range",
        "/version: range",
    ];
    let mut found = check(&file);
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn every_key_has_a_description() {
    fn undescribed(schema: &Value, address: &str, found: &mut Vec<String>) {
        for (key, of_key) in schema["properties"].as_object().into_iter().flatten() {
            let address = format!("{address}/{key}");
            if of_key.get("description").is_none() && of_key.get("const").is_none() {
                found.push(address.clone());
            }
            undescribed(of_key, &address, found);
        }
        if let Some(items) = schema.get("items") {
            undescribed(items, address, found);
        }
    }
    let schema: Value = serde_json::from_str(&planfile::schema()).unwrap();
    let mut found = Vec::new();
    undescribed(&schema, "", &mut found);
    assert_eq!(found, ["/plan", "/plan/tables/rows/cells"]);
}
