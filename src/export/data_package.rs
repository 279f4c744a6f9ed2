//! `datapackage.json`: what the files are, by the Frictionless standards (Data Package 1, Table Schema).

use serde_json::{Map, Value, json};

use super::files::{FILES, FileSpec};
use crate::plan::{DocumentTable, FIGURES, Plan};

/// The description of the open data of a plan. The same plan gives the same text.
pub(super) fn data_package(plan: &Plan) -> String {
    let about = &plan.about;
    let mut package = Map::new();
    package.insert("name".into(), name(&about.id).into());
    package.insert("profile".into(), "tabular-data-package".into());
    package.insert("title".into(), about.title.as_str().into());
    let optional = [
        ("description", &about.subtitle),
        ("version", &about.updated),
        ("municipality", &about.municipality),
        ("municipality_code", &about.municipality_code),
        ("published", &about.published),
        // The terms as the city words them: the standard's `licenses` asks for a name of a list or an address.
        ("terms", &about.licence),
        ("contact", &about.contact),
    ];
    for (key, text) in optional.into_iter().filter(|(_, text)| !text.is_empty()) {
        package.insert(key.into(), text.as_str().into());
    }
    if !about.source_title.is_empty() {
        let mut source = json!({ "title": about.source_title });
        if !about.source_url.is_empty() {
            source["path"] = about.source_url.as_str().into();
        }
        package.insert("sources".into(), json!([source]));
    }
    package.insert("resources".into(), FILES.iter().map(|file| resource(plan, file)).collect());
    // Text, numbers and lists: nothing in it that JSON cannot say.
    let text = serde_json::to_string_pretty(&Value::Object(package)).expect("a description is always JSON");
    text + "\n"
}

/// The standard's names: lower case, digits, `-`, `_` and `.`.
fn name(id: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    id.to_ascii_lowercase().chars().map(|c| if plain(c) { c } else { '-' }).collect()
}

/// What the rows of `tables.csv` do not repeat of each table.
fn tables(plan: &Plan) -> Value {
    let table = |table: &DocumentTable| {
        let chart = FIGURES.iter().find(|(_, figure)| *figure == table.figure).map_or("", |(word, _)| word);
        let optional = [
            ("section_id", table.section_id.as_deref().unwrap_or_default()),
            ("title", &table.title),
            ("unit", &table.unit),
            ("note", &table.note),
        ];
        let mut described = json!({ "table_id": table.id, "chart": chart });
        for (key, text) in optional.into_iter().filter(|(_, text)| !text.is_empty()) {
            described[key] = text.into();
        }
        described
    };
    plan.tables.iter().map(table).collect()
}

fn resource(plan: &Plan, file: &FileSpec) -> Value {
    let fields: Vec<Value> = file
        .fields
        .iter()
        .map(|field| json!({ "name": field.name, "title": field.title, "type": field.of.name() }))
        .collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    if !file.key.is_empty() {
        schema["primaryKey"] = json!(file.key);
    }
    if !file.references.is_empty() {
        let key = |(column, other, there): &(&str, &str, &str)| {
            // The standard writes a file's reference to itself with an empty name.
            let other = if *other == file.name { "" } else { other };
            json!({ "fields": column, "reference": { "resource": other, "fields": there } })
        };
        schema["foreignKeys"] = file.references.iter().map(key).collect();
    }
    let mut resource = json!({
        "name": file.name,
        "title": file.title,
        "path": format!("{}.csv", file.name),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "lineTerminator": "\r\n" },
        "schema": schema,
    });
    if file.name == "tables" {
        resource["tables"] = tables(plan);
    }
    resource
}
