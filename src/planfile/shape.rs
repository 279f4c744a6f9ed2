//! The keys of a plan as a pattern for JavaScript, made by the same walk that reads and writes one.

use super::walk::{ABOUT, Fields, walk_plan};
use crate::format::Key;
use crate::plan::Plan;

/// The keys that a plan is read by, as a JSON value: `0` for a text, a number or a flag, a list with one entry for a list, an
/// object for a row. `border.js` copies by it what a page gives, and touches no other key.
///
/// ```
/// let shape: serde_json::Value = serde_json::from_str(&machi_plan::planfile::shape()).unwrap();
/// assert_eq!(shape["items"][0]["indicators"][0]["targets"][0]["printed"], 0);
/// assert_eq!(shape["items"][0]["schedule"][0]["cells"], serde_json::json!([0]));
/// ```
pub fn shape() -> String {
    let mut walk = Walk(vec![String::new()]);
    walk_plan(&mut Plan::default(), &mut walk);
    format!("{{{}}}", walk.0.pop().unwrap_or_default())
}

/// The members of the objects that are open.
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
        self.put(key, "0");
    }

    fn texts(&mut self, key: &'static Key, _: &mut Vec<String>) {
        self.put(key, "[0]");
    }

    fn number(&mut self, key: &'static Key, _: &mut Option<u16>) {
        self.put(key, "0");
    }

    fn flag(&mut self, key: &'static Key, _: &mut bool) {
        self.put(key, "0");
    }

    fn open(&mut self, _: &'static Key, _: usize) -> usize {
        // One row, to see what a row is made of.
        1
    }

    fn enter(&mut self) {
        self.0.push(String::new());
    }

    // The row is kept for `close`, which knows its list.
    fn leave(&mut self) {}

    fn close(&mut self, key: &'static Key) {
        let members = self.0.pop().unwrap_or_default();
        let is_list = !std::ptr::eq(key, ABOUT);
        self.put(key, &if is_list { format!("[{{{members}}}]") } else { format!("{{{members}}}") });
    }
}
