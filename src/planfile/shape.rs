//! The keys of a plan as a pattern for JavaScript. The walk that reads and writes a plan file makes it.

use super::walk::{ABOUT, Fields, ROWS, walk_plan};
use crate::format::{Key, MAX_ROWS, TABLES};
use crate::plan::Plan;

/// The keys of a plan as a JSON value: `""`, `0` or `false` for a text, a number or a flag, an object for a row. A list
/// has its entry, and, where it is a table, the most rows that the table may have in the whole plan. `border.js` copies an
/// object of a page by this pattern and touches no other key.
///
/// ```
/// let shape: serde_json::Value = serde_json::from_str(&machi_plan::planfile::shape()).unwrap();
/// assert_eq!(shape["items"][1], 100_000);
/// assert_eq!(shape["items"][0]["indicators"][0]["targets"][0]["printed"], "");
/// assert_eq!(shape["items"][0]["schedule"][0]["cells"], serde_json::json!([""]));
/// ```
pub fn shape() -> String {
    let mut walk = Walk(vec![String::new()]);
    walk_plan(&mut Plan::default(), &mut walk);
    format!("{{{}}}", walk.0.pop().unwrap_or_default())
}

/// The members of the open objects.
struct Walk(Vec<String>);

impl Walk {
    fn put(&mut self, key: &Key, of: &str) {
        if let Some(members) = self.0.last_mut() {
            if !members.is_empty() {
                members.push(',');
            }
            members.push_str(&format!("\"{}\":{of}", key.name));
        }
    }
}

impl Fields for Walk {
    fn text(&mut self, key: &'static Key, _: &mut String) {
        self.put(key, "\"\"");
    }

    fn texts(&mut self, key: &'static Key, _: &mut Vec<String>) {
        self.put(key, "[\"\"]");
    }

    fn number(&mut self, key: &'static Key, _: &mut Option<u16>) {
        self.put(key, "0");
    }

    fn flag(&mut self, key: &'static Key, _: &mut bool) {
        self.put(key, "false");
    }

    fn open(&mut self, _: &'static Key, _: usize) -> usize {
        // One row is enough to see its keys.
        1
    }

    fn enter(&mut self) {
        self.0.push(String::new());
    }

    // `close` takes the row, because it knows the list.
    fn leave(&mut self) {}

    fn close(&mut self, key: &'static Key) {
        let members = self.0.pop().unwrap_or_default();
        let of = match most(key) {
            _ if std::ptr::eq(key, ABOUT) => format!("{{{members}}}"),
            None => format!("[{{{members}}}]"),
            Some(most) => format!("[{{{members}}},{most}]"),
        };
        self.put(key, &of);
    }
}

/// The most rows of a table. The rows of all tables of the document are counted together.
fn most(key: &'static Key) -> Option<usize> {
    let table = TABLES.into_iter().find(|spec| std::ptr::eq(&spec.list, key));
    table.map(|spec| spec.max_rows).or(std::ptr::eq(key, &ROWS).then_some(MAX_ROWS))
}
