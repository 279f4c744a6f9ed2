//! The types of a plan for TypeScript. The walk that reads and writes a plan file makes them.

use std::collections::BTreeMap;

use super::walk::{ABOUT, Fields, walk_plan};
use crate::format::Key;
use crate::plan::Plan;

/// The interfaces of `planData` in `pkg/machi-plan.d.ts`: `MachiPlanData`, and an interface for each kind of row with
/// a name.
///
/// ```
/// assert!(machi_plan::planfile::types().starts_with("export interface MachiPlanData {\n  about: MachiPlanAbout;\n"));
/// ```
pub fn types() -> String {
    let mut walk = Walk { objects: vec![Vec::new()], interfaces: BTreeMap::new() };
    walk_plan(&mut Plan::default(), &mut walk);
    let members = walk.objects.pop().unwrap_or_default();
    let mut text = interface("MachiPlanData", &members);
    for (_, name) in NAMED {
        text += "\n";
        text += walk.interfaces.get(name).map_or("", String::as_str);
    }
    text
}

/// The lists whose rows have an interface of their own, in the order in which these are written. Other row types are
/// written inline.
const NAMED: [(&str, &str); 8] = [
    ("about", "MachiPlanAbout"),
    ("outline", "MachiPlanOutlineRow"),
    ("items", "MachiPlanItem"),
    ("indicators", "MachiPlanIndicator"),
    ("ratings", "MachiPlanRating"),
    ("tables", "MachiPlanTable"),
    ("corrections", "MachiPlanCorrection"),
    ("changes", "MachiPlanChange"),
];

/// A member of an object.
struct Member {
    key: &'static Key,
    of: String,
}

impl Member {
    fn text(&self) -> String {
        format!("{}{}: {}", self.key.name, if self.key.always { "" } else { "?" }, self.of)
    }
}

struct Walk {
    objects: Vec<Vec<Member>>,
    interfaces: BTreeMap<&'static str, String>,
}

impl Walk {
    fn put(&mut self, key: &'static Key, of: impl Into<String>) {
        if let Some(object) = self.objects.last_mut() {
            object.push(Member { key, of: of.into() });
        }
    }
}

fn interface(name: &str, members: &[Member]) -> String {
    let line = |member: &Member| format!("  {};\n", member.text());
    format!("export interface {name} {{\n{}}}\n", members.iter().map(line).collect::<String>())
}

impl Fields for Walk {
    fn text(&mut self, key: &'static Key, _: &mut String) {
        self.put(key, "string");
    }

    fn texts(&mut self, key: &'static Key, _: &mut Vec<String>) {
        self.put(key, "string[]");
    }

    fn number(&mut self, key: &'static Key, _: &mut Option<u16>) {
        self.put(key, "number");
    }

    fn flag(&mut self, key: &'static Key, _: &mut bool) {
        self.put(key, "boolean");
    }

    fn open(&mut self, _: &'static Key, _: usize) -> usize {
        // One row is enough to see its keys.
        1
    }

    fn enter(&mut self) {
        self.objects.push(Vec::new());
    }

    // `close` takes the row, because it knows the list.
    fn leave(&mut self) {}

    fn close(&mut self, key: &'static Key) {
        let members = self.objects.pop().unwrap_or_default();
        let named = NAMED.iter().find(|(list, _)| *list == key.name);
        let of = match named {
            Some((_, name)) => {
                self.interfaces.insert(name, interface(name, &members));
                (*name).to_owned()
            }
            None => format!("{{ {} }}", members.iter().map(Member::text).collect::<Vec<_>>().join("; ")),
        };
        let is_list = !std::ptr::eq(key, ABOUT);
        self.put(key, if is_list { of + "[]" } else { of });
    }
}
