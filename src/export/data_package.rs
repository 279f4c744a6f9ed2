//! `datapackage.json`: it describes the files by the Frictionless standards (Data Package 1, Table Schema).

use super::files::OpenFile;
use super::json::Writer;
use crate::format::cell_word;
use crate::plan::{DocumentTable, Plan};

/// The description of these files of a plan. The same plan gives the same text.
pub(super) fn data_package<'a>(plan: &Plan, files: impl Iterator<Item = &'a dyn OpenFile>) -> String {
    let about = &plan.about;
    let mut json = Writer::new();
    json.text("name", &name(&about.id));
    json.text("profile", "tabular-data-package");
    json.text("title", &about.title);
    json.stated("description", &about.subtitle);
    json.stated("version", &about.updated);
    json.stated("municipality", &about.municipality);
    json.stated("municipality_code", &about.municipality_code);
    json.stated("published", &about.published);
    // The terms in the city's words: the standard's `licenses` needs a name from a list or an address.
    json.stated("terms", &about.licence);
    json.stated("contact", &about.contact);
    if !about.source_title.is_empty() {
        json.within("sources", "[]", |json| {
            json.within("", "{}", |json| {
                json.text("title", &about.source_title);
                json.stated("path", &about.source_url);
            });
        });
    }
    json.within("resources", "[]", |json| files.for_each(|file| resource(json, plan, file)));
    json.finish()
}

/// A name that the standard allows: lower case, digits, `-`, `_` and `.`.
fn name(id: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    id.to_ascii_lowercase().chars().map(|c| if plain(c) { c } else { '-' }).collect()
}

/// The facts of a table that the rows of `tables.csv` do not repeat.
fn table(json: &mut Writer, table: &DocumentTable) {
    json.within("", "{}", |json| {
        json.text("table_id", &table.id);
        json.text("chart", cell_word(&table.figure));
        json.stated("section_id", table.section_id.as_deref().unwrap_or_default());
        json.stated("title", &table.title);
        json.stated("unit", &table.unit);
        json.stated("note", &table.note);
    });
}

fn resource(json: &mut Writer, plan: &Plan, file: &dyn OpenFile) {
    let spec = file.spec();
    json.within("", "{}", |json| {
        json.text("name", spec.name);
        json.text("title", spec.title);
        json.text("path", &format!("{}.csv", spec.name));
        json.text("profile", "tabular-data-resource");
        json.text("format", "csv");
        json.text("mediatype", "text/csv");
        json.text("encoding", "utf-8");
        json.within("dialect", "{}", |json| json.text("lineTerminator", "\r\n"));
        json.within("schema", "{}", |json| schema(json, file));
        if spec.name == "tables" {
            json.within("tables", "[]", |json| plan.tables.iter().for_each(|one| table(json, one)));
        }
    });
}

fn schema(json: &mut Writer, file: &dyn OpenFile) {
    let spec = file.spec();
    json.within("fields", "[]", |json| {
        for field in file.fields() {
            json.within("", "{}", |json| {
                json.text("name", field.name);
                json.text("title", field.title);
                json.text("type", field.of.name());
            });
        }
    });
    json.within("missingValues", "[]", |json| json.text("", ""));
    if !spec.key.is_empty() {
        json.within("primaryKey", "[]", |json| spec.key.iter().for_each(|column| json.text("", column)));
    }
    if !spec.references.is_empty() {
        json.within("foreignKeys", "[]", |json| {
            for (column, other, there) in spec.references {
                json.within("", "{}", |json| {
                    json.text("fields", column);
                    json.within("reference", "{}", |json| {
                        // In the standard, a file's reference to itself has an empty name.
                        json.text("resource", if *other == spec.name { "" } else { other });
                        json.text("fields", there);
                    });
                });
            }
        });
    }
}
