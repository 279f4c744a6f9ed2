//! Reads and writes the body of a plan file through the walk of `planfile::walk`.

use super::walk::{ABOUT, Fields, walk_plan};
use super::{Damage, Json, PlanFileError, check};
use crate::format::Key;
use crate::list::List;
use crate::plan::Plan;

/// The body of a plan.
pub fn to_json(plan: &Plan) -> Json {
    to_json_in_place(&mut plan.clone())
}

/// The same without a copy. One walk serves both directions, so it takes `&mut Plan`; writing changes nothing.
fn to_json_in_place(plan: &mut Plan) -> Json {
    let mut writer = Writer { objects: vec![Vec::new()], lists: Vec::new() };
    walk_plan(plan, &mut writer);
    Json::Object(writer.objects.pop().unwrap_or_default())
}

/// Reads the plan from a body. Every value must have the right type, and the plan must not contradict itself; see
/// [`check()`].
pub fn from_json(body: Json) -> Result<Plan, PlanFileError> {
    let mut reader = Reader { objects: Vec::new(), lists: vec![vec![body].into_iter()], is_bad: false };
    let mut plan = Plan::default();
    reader.enter();
    walk_plan(&mut plan, &mut reader);
    if reader.is_bad {
        // The tree no longer knows lines and columns. A parser that knows them has reported its errors before.
        return Err(PlanFileError::Damaged(Damage::Json { line: 0, column: 0 }));
    }
    check(&plan)?;
    Ok(plan)
}

struct Writer {
    objects: Vec<Vec<(String, Json)>>,
    lists: Vec<Vec<Json>>,
}

impl Writer {
    fn put(&mut self, key: &Key, value: Json) {
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

struct Reader {
    objects: Vec<Vec<(String, Json)>>,
    lists: Vec<std::vec::IntoIter<Json>>,
    /// A value had another type than its key asks for.
    is_bad: bool,
}

impl Reader {
    /// Takes the value of a key; `null` where it is missing.
    fn take(&mut self, key: &Key) -> Json {
        let object = self.objects.last_mut();
        let entry = object.and_then(|object| object.iter_mut().find(|(other, _)| *other == key.name));
        entry.map_or(Json::Null, |(_, value)| std::mem::take(value))
    }
}

impl Fields for Reader {
    fn text(&mut self, key: &'static Key, value: &mut String) {
        match self.take(key) {
            Json::Text(text) => *value = text,
            other => self.is_bad |= other != Json::Null,
        }
    }

    fn texts(&mut self, key: &'static Key, value: &mut Vec<String>) {
        let list = match self.take(key) {
            Json::List(list) => list,
            other => {
                self.is_bad |= other != Json::Null;
                return;
            }
        };
        for text in list {
            match text {
                Json::Text(text) => value.push(text),
                _ => self.is_bad = true,
            }
        }
    }

    fn number(&mut self, key: &'static Key, value: &mut Option<u16>) {
        *value = match self.take(key) {
            Json::Null => None,
            Json::Number(number) if number <= u32::from(u16::MAX) => Some(number as u16),
            _ => {
                self.is_bad = true;
                None
            }
        };
    }

    fn flag(&mut self, key: &'static Key, value: &mut bool) {
        match self.take(key) {
            Json::Bool(flag) => *value = flag,
            other => self.is_bad |= other != Json::Null,
        }
    }

    fn open(&mut self, key: &'static Key, _: usize) -> usize {
        let list = match self.take(key) {
            Json::Null => Vec::new(),
            Json::List(list) => list,
            object @ Json::Object(_) if key.name == ABOUT.name => vec![object],
            _ => {
                self.is_bad = true;
                Vec::new()
            }
        };
        let len = list.len();
        self.lists.push(list.into_iter());
        len
    }

    fn enter(&mut self) {
        let next = self.lists.last_mut().and_then(Iterator::next);
        self.objects.push(match next {
            Some(Json::Object(object)) => object,
            None => Vec::new(),
            Some(_) => {
                self.is_bad = true;
                Vec::new()
            }
        });
    }

    fn leave(&mut self) {
        self.objects.pop();
    }

    fn close(&mut self, _: &'static Key) {
        self.lists.pop();
    }
}
