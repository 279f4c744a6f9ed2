//! Reads and writes the body of a plan file through the walk of `planfile::walk`.

use super::walk::{ABOUT, Fields, walk_plan};
use super::{Damage, Expected, Json, PlanFileError, check};
use crate::format::Key;
use crate::list::List;
use crate::plan::Plan;

/// The body of a plan.
pub fn to_json(plan: &Plan) -> Json {
    to_json_and_version(plan).0
}

/// The body of a plan, and the version of its latest key.
pub(super) fn to_json_and_version(plan: &Plan) -> (Json, u8) {
    let mut writer = Writer { objects: vec![Vec::new()], lists: Vec::new(), version: 1 };
    // One walk serves both directions, so it takes `&mut Plan`; writing changes nothing.
    walk_plan(&mut plan.clone(), &mut writer);
    (Json::Object(writer.objects.pop().unwrap_or_default()), writer.version)
}

/// Reads the plan from a body. Every value must have the right type, and the plan must not contradict itself; see
/// [`check()`].
pub fn from_json(body: Json) -> Result<Plan, PlanFileError> {
    let mut reader = Reader::default();
    reader.lists.push(vec![body].into_iter());
    let mut plan = Plan::default();
    reader.enter();
    walk_plan(&mut plan, &mut reader);
    if let Some(wrong) = reader.wrong {
        return Err(PlanFileError::Damaged(wrong));
    }
    check(&plan)?;
    Ok(plan)
}

struct Writer {
    objects: Vec<Vec<(String, Json)>>,
    lists: Vec<Vec<Json>>,
    /// The version of the latest key so far.
    version: u8,
}

impl Writer {
    fn put(&mut self, key: &Key, value: Json) {
        self.version = self.version.max(key.since);
        if let Some(object) = self.objects.last_mut() {
            object.push((key.name.to_owned(), value));
        }
    }
}

impl Fields for Writer {
    fn text(&mut self, key: &'static Key, value: &mut String) {
        if !value.is_empty() {
            self.put(key, Json::Text(value.clone()));
        }
    }

    fn texts(&mut self, key: &'static Key, value: &mut Vec<String>) {
        if !value.is_empty() {
            self.put(key, Json::List(value.iter().cloned().map(Json::Text).list()));
        }
    }

    fn number(&mut self, key: &'static Key, value: &mut Option<u16>) {
        if let Some(number) = value {
            self.put(key, Json::Number(u32::from(*number)));
        }
    }

    fn flag(&mut self, key: &'static Key, value: &mut bool) {
        if *value {
            self.put(key, Json::Bool(true));
        }
    }

    fn open(&mut self, _: &'static Key, len: usize) -> usize {
        self.lists.push(Vec::new());
        len
    }

    fn enter(&mut self) {
        self.objects.push(Vec::new());
    }

    fn leave(&mut self) {
        if let (Some(object), Some(list)) = (self.objects.pop(), self.lists.last_mut()) {
            list.push(Json::Object(object));
        }
    }

    fn close(&mut self, key: &'static Key) {
        let mut list = self.lists.pop().unwrap_or_default();
        if key.name == ABOUT.name {
            self.put(key, list.pop().unwrap_or_default());
        } else if !list.is_empty() {
            self.put(key, Json::List(list));
        }
    }
}

#[derive(Default)]
struct Reader {
    objects: Vec<Vec<(String, Json)>>,
    lists: Vec<std::vec::IntoIter<Json>>,
    /// The keys of the lists, and how many rows of each the walk has entered.
    path: Vec<(&'static Key, usize)>,
    /// The first value with another type than its key requires.
    wrong: Option<Damage>,
}

impl Reader {
    /// The value of a key; `null` where it is missing. If a key occurs twice, the last one counts, as for other
    /// readers.
    fn take(&mut self, key: &Key) -> Json {
        let object = self.objects.last_mut();
        let entry = object.and_then(|object| object.iter_mut().rev().find(|(other, _)| *other == key.name));
        entry.map_or(Json::Null, |(_, value)| std::mem::take(value))
    }

    /// Records a value of the wrong type, if it is the first.
    fn refuse(&mut self, key: &str, found: &Json, expected: Expected) {
        if self.wrong.is_some() {
            return;
        }
        let mut keys = String::new();
        for (list, rows) in &self.path {
            keys += if keys.is_empty() { "" } else { "." };
            keys += list.name;
            if !std::ptr::eq(*list, ABOUT) {
                keys += "[";
                keys += &rows.saturating_sub(1).to_string();
                keys += "]";
            }
        }
        // A row has no key of its own.
        keys += if keys.is_empty() || key.is_empty() { "" } else { "." };
        keys += key;
        self.wrong = Some(Damage::Value { key: keys, found: found.brief(), expected });
    }
}

impl Fields for Reader {
    fn text(&mut self, key: &'static Key, value: &mut String) {
        match self.take(key) {
            Json::Null => {}
            Json::Text(text) => *value = text,
            other => self.refuse(key.name, &other, Expected::Text),
        }
    }

    fn texts(&mut self, key: &'static Key, value: &mut Vec<String>) {
        match self.take(key) {
            Json::Null => {}
            Json::List(list) => {
                for text in list {
                    match text {
                        Json::Text(text) => value.push(text),
                        other => self.refuse(key.name, &other, Expected::Texts),
                    }
                }
            }
            other => self.refuse(key.name, &other, Expected::Texts),
        }
    }

    fn number(&mut self, key: &'static Key, value: &mut Option<u16>) {
        let found = self.take(key);
        *value = match found {
            Json::Number(number) => u16::try_from(number).ok(),
            _ => None,
        };
        if value.is_none() && found != Json::Null {
            self.refuse(key.name, &found, Expected::Year);
        }
    }

    fn flag(&mut self, key: &'static Key, value: &mut bool) {
        match self.take(key) {
            Json::Null => {}
            Json::Bool(flag) => *value = flag,
            other => self.refuse(key.name, &other, Expected::Flag),
        }
    }

    fn open(&mut self, key: &'static Key, _: usize) -> usize {
        let is_about = std::ptr::eq(key, ABOUT);
        let list = match self.take(key) {
            Json::Null => Vec::new(),
            Json::List(list) if !is_about => list,
            object @ Json::Object(_) if is_about => vec![object],
            other => {
                self.refuse(key.name, &other, if is_about { Expected::Row } else { Expected::Rows });
                Vec::new()
            }
        };
        let len = list.len();
        self.lists.push(list.into_iter());
        self.path.push((key, 0));
        len
    }

    fn enter(&mut self) {
        let next = self.lists.last_mut().and_then(Iterator::next);
        if let Some((_, rows)) = self.path.last_mut() {
            *rows += 1;
        }
        let row = match next {
            Some(Json::Object(object)) => object,
            None => Vec::new(),
            Some(other) => {
                self.refuse(if self.path.is_empty() { "plan" } else { "" }, &other, Expected::Row);
                Vec::new()
            }
        };
        self.objects.push(row);
    }

    fn leave(&mut self) {
        self.objects.pop();
    }

    fn close(&mut self, _: &'static Key) {
        self.lists.pop();
        self.path.pop();
    }
}
