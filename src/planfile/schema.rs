//! The JSON Schema of a plan file, made by the same walk that reads and writes one: no key can be missing from it.

use serde_json::{Map, Value, json};

use super::VERSION;
use super::wire::{Fields, walk_plan};
use crate::format::{TABLES, about};
use crate::plan::Plan;

/// The JSON Schema (draft 2020-12) of the plan file, as text. `pkg/plan-file.schema.json` holds it.
///
/// What is empty, `false` or unstated is left out of a plan file, so few keys are required. Unknown keys are passed
/// over when a plan file is read. What a schema cannot say (references, order, the fingerprint) is checked by
/// [`super::check()`] and [`super::read_head`].
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&machi_plan::planfile::schema()).unwrap();
/// assert_eq!(schema["properties"]["format"]["const"], "machi-plan");
/// ```
pub fn schema() -> String {
    let mut walk = Walk { path: Vec::new(), objects: vec![Map::new()] };
    walk_plan(&mut Plan::default(), &mut walk);
    let plan = walk.objects.pop().unwrap_or_default();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "machi-plan: plan file",
        "description": "A compiled plan. The head stands in this very order and without spaces; see src/planfile/mod.rs.",
        "type": "object",
        "properties": {
            "format": { "const": "machi-plan" },
            "version": { "const": VERSION },
            "fingerprint": {
                "description": "FNV-1a 64 over the bytes of the plan object as they stand in the file.",
                "type": "string",
                "pattern": "^[0-9a-f]{16}$",
            },
            "plan": object(plan, &["about"]),
        },
        "required": ["format", "version", "fingerprint", "plan"],
    });
    // Text, numbers and lists: nothing in it that JSON cannot say.
    serde_json::to_string_pretty(&schema).expect("a schema is always JSON") + "\n"
}

/// The keys that a row of each list must have.
const REQUIRED: [(&str, &[&str]); 10] = [
    ("about", &["plan_id", "first_year", "last_year"]),
    ("outline", &["outline_id"]),
    ("items", &["item_id", "outline_id"]),
    ("indicators", &["indicator_id"]),
    ("results", &["fiscal_year"]),
    ("targets", &["year", "printed"]),
    ("actuals", &["year", "printed"]),
    ("sections", &["section_id"]),
    ("tables", &["table_id"]),
    ("rows", &["cells"]),
];

/// Keys that are no columns of the package, and those whose values a plan file writes in another way.
const KEYS: [(&str, &str); 26] = [
    ("about first_year", "計画の最初の年度（西暦）。"),
    ("about last_year", "計画の最後の年度（西暦）。"),
    ("about results_year", "実績を載せた最も新しい年度（西暦）。まだ実績がなければない。"),
    ("about level_names", "体系の段の名前。上から順に、取組まで。名前のない段は空の文字列。"),
    ("outline departments", "資料がこの段に書いている部署。下の取組に引き継がれる。"),
    ("items departments", "担当する部署。"),
    (
        "indicators direction",
        "higher（高いほど良い）、lower（低いほど良い）、steady（維持）。資料になければない。",
    ),
    ("indicators kind", "yearly（単年）、cumulative（累計）。資料になければない。"),
    ("indicators baseline_year", "基準値の年度（西暦）。"),
    ("results fiscal_year", "実績の年度（西暦）。"),
    ("departments aliases", "同じ部署の別の書き方や、変わる前の名前。"),
    ("tables chart", "stacked-bar（積み上げ）、rank（順位）。図にしなければない。"),
    ("statuses stage", "done（終わった）、partial（途中）、considering（検討中）、none（まだ）。"),
    ("schedule cells", "計画の年度ごとの欄。記載は改行で分かれ、続きは「→」。"),
    ("schedule inferred", "年度の欄を規則で推定した行か。"),
    ("indicators inferred", "目標の欄を規則で推定した行か。"),
    ("indicators targets", "年度ごとの目標。空欄の年度はない。"),
    ("indicators actuals", "年度ごとの実績。空欄の年度はない。"),
    ("targets year", "年度（西暦）。"),
    ("targets printed", "資料に書かれたとおりの値。"),
    ("actuals year", "年度（西暦）。"),
    ("actuals printed", "資料に書かれたとおりの値。"),
    ("departments department", "部署の名前。"),
    ("departments lead", "主な担当か。"),
    ("tables head", "列の見出し。"),
    ("tables rows", "見出しの下の行。"),
];

struct Walk {
    /// The lists that are open.
    path: Vec<String>,
    objects: Vec<Map<String, Value>>,
}

impl Walk {
    fn put(&mut self, key: &str, mut schema: Value) {
        if let Some(text) = described(self.path.last().map_or("", String::as_str), key) {
            schema["description"] = text.into();
        }
        if let Some(object) = self.objects.last_mut() {
            object.insert(key.to_owned(), schema);
        }
    }
}

/// What a key of a list is: the explanation of the column of that name, or that of the sheet.
fn described(list: &str, key: &str) -> Option<&'static str> {
    if let Some((_, text)) = KEYS.iter().find(|(of, _)| of.split_once(' ') == Some((list, key))) {
        return Some(text);
    }
    let table = |key: &str| match key {
        "about" => Some(&about::TABLE.spec),
        _ => TABLES.into_iter().find(|spec| spec.file == key),
    };
    let column = table(list).and_then(|table| table.columns.iter().find(|column| column.key == key));
    column.map(|column| column.about).or_else(|| table(key).map(|table| table.list.says))
}

fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

impl Fields for Walk {
    fn text(&mut self, key: &str, _: &mut String) {
        self.put(key, json!({ "type": "string" }));
    }

    fn texts(&mut self, key: &str, _: &mut Vec<String>) {
        self.put(key, json!({ "type": "array", "items": { "type": "string" } }));
    }

    fn number(&mut self, key: &str, _: &mut Option<u16>) {
        // Every number of a plan is a fiscal year.
        self.put(key, json!({ "type": "integer", "minimum": 1926, "maximum": 2199 }));
    }

    fn flag(&mut self, key: &str, _: &mut bool) {
        self.put(key, json!({ "type": "boolean" }));
    }

    fn open(&mut self, key: &str, _: usize) -> usize {
        self.path.push(key.to_owned());
        // One row, to see what a row is made of.
        1
    }

    fn enter(&mut self) {
        self.objects.push(Map::new());
    }

    // The row is kept for `close`, which knows its list.
    fn leave(&mut self) {}

    fn close(&mut self, key: &str) {
        self.path.pop();
        let row = self.objects.pop().unwrap_or_default();
        let required = REQUIRED.iter().find(|(list, _)| *list == key).map_or(&[][..], |(_, keys)| keys);
        let row = object(row, required);
        self.put(key, if key == "about" { row } else { json!({ "type": "array", "items": row }) });
    }
}
