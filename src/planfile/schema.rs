//! The JSON Schema of a plan file. The walk that reads and writes a plan file makes it, so no key can be missing.

use serde_json::{Map, Value, json};

use super::VERSION;
use super::walk::{ABOUT, Fields, walk_plan};
use crate::format::Key;
use crate::plan::{FiscalYear, Plan};

/// The JSON Schema (draft 2020-12) of the plan file, as text. `pkg/plan-file.schema.json` holds it.
///
/// A plan file leaves out values that are empty, `false` or unstated, so few keys are required. A reader ignores
/// unknown keys. [`super::check()`] and [`super::read_head`] check the rules that a schema cannot express
/// (references, order, the fingerprint).
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&machi_plan::planfile::schema()).unwrap();
/// assert_eq!(schema["properties"]["format"]["const"], "machi-plan");
/// ```
pub fn schema() -> String {
    let mut walk = Walk { objects: vec![Object::default()] };
    walk_plan(&mut Plan::default(), &mut walk);
    let plan = walk.objects.pop().unwrap_or_default();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "machi-plan: plan file",
        "description": "A compiled plan. The head has exactly this order and no spaces; see src/planfile/mod.rs.",
        "type": "object",
        "properties": {
            "format": { "const": "machi-plan" },
            "version": {
                "description": "The version of its latest key. A reader of an older version refuses the file.",
                "type": "integer",
                "minimum": 1,
                "maximum": VERSION,
            },
            "fingerprint": {
                "description": "FNV-1a 64 over the bytes of the plan object as they are in the file.",
                "type": "string",
                "pattern": "^[0-9a-f]{16}$",
            },
            "plan": plan.schema(),
        },
        "required": ["format", "version", "fingerprint", "plan"],
    });
    // The schema holds only text, numbers and lists, and JSON can express them all.
    serde_json::to_string_pretty(&schema).expect("a schema is always JSON") + "\n"
}

struct Walk {
    objects: Vec<Object>,
}

/// The keys of an object, and which of them are required.
#[derive(Default)]
struct Object {
    properties: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Object {
    fn schema(self) -> Value {
        let mut schema = json!({ "type": "object", "properties": self.properties });
        if !self.required.is_empty() {
            schema["required"] = json!(self.required);
        }
        schema
    }
}

impl Walk {
    fn put(&mut self, key: &'static Key, mut schema: Value) {
        if !key.says.is_empty() {
            schema["description"] = key.says.into();
        }
        if let Some(object) = self.objects.last_mut() {
            object.properties.insert(key.name.to_owned(), schema);
            object.required.extend(key.always.then_some(key.name));
        }
    }
}

impl Fields for Walk {
    fn text(&mut self, key: &'static Key, _: &mut String) {
        self.put(key, json!({ "type": "string" }));
    }

    fn texts(&mut self, key: &'static Key, _: &mut Vec<String>) {
        self.put(key, json!({ "type": "array", "items": { "type": "string" } }));
    }

    fn number(&mut self, key: &'static Key, _: &mut Option<u16>) {
        // Every number of a plan is a fiscal year.
        let (first, last) = FiscalYear::CALENDAR.into_inner();
        self.put(key, json!({ "type": "integer", "minimum": first, "maximum": last }));
    }

    fn flag(&mut self, key: &'static Key, _: &mut bool) {
        self.put(key, json!({ "type": "boolean" }));
    }

    fn open(&mut self, _: &'static Key, _: usize) -> usize {
        // One row is enough to see its keys.
        1
    }

    fn enter(&mut self) {
        self.objects.push(Object::default());
    }

    // `close` takes the row, because it knows the list.
    fn leave(&mut self) {}

    fn close(&mut self, key: &'static Key) {
        let row = self.objects.pop().unwrap_or_default().schema();
        let is_list = !std::ptr::eq(key, ABOUT);
        self.put(key, if is_list { json!({ "type": "array", "items": row }) } else { row });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The latest version that any key of a plan file has.
    #[derive(Default)]
    struct Latest(u8);

    impl Latest {
        fn see(&mut self, key: &'static Key) {
            self.0 = self.0.max(key.since);
        }
    }

    impl Fields for Latest {
        fn text(&mut self, key: &'static Key, _: &mut String) {
            self.see(key);
        }

        fn texts(&mut self, key: &'static Key, _: &mut Vec<String>) {
            self.see(key);
        }

        fn number(&mut self, key: &'static Key, _: &mut Option<u16>) {
            self.see(key);
        }

        fn flag(&mut self, key: &'static Key, _: &mut bool) {
            self.see(key);
        }

        fn open(&mut self, key: &'static Key, _: usize) -> usize {
            self.see(key);
            1
        }

        fn enter(&mut self) {}

        fn leave(&mut self) {}

        fn close(&mut self, _: &'static Key) {}
    }

    /// A key of a later version would be in files that every script refuses.
    #[test]
    fn the_version_is_that_of_the_latest_key() {
        let mut latest = Latest::default();
        walk_plan(&mut Plan::default(), &mut latest);
        assert_eq!(u32::from(latest.0), VERSION);
    }
}
