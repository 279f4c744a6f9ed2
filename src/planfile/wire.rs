//! Reads and writes the body of a plan file through the walk of `planfile::walk`.

use super::parse::{Body, Member};
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

/// Reads the plan from the text of a body. Every value must have the right type, and the plan must not contradict itself; see
/// [`check()`].
pub fn from_text(body: &str) -> Result<Plan, PlanFileError> {
    let mut reader = Reader::default();
    match Body::parse(body).map_err(PlanFileError::Damaged)? {
        Body::Plan(members) => reader.body = members,
        Body::Other(found) => reader.refuse("plan", &found, Expected::Row),
    }
    let mut plan = Plan::default();
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
struct Reader<'a> {
    /// What the walk finds outside all rows.
    body: Vec<(String, Member<'a>)>,
    /// The rows that the walk is in.
    objects: Vec<Vec<(String, Json)>>,
    /// The rows that follow, for each list that the walk is in.
    lists: Vec<Rows<'a>>,
    /// The keys of the lists, and how many rows of each the walk has entered.
    path: Vec<(&'static Key, usize)>,
    /// The first value with another type than its key requires.
    wrong: Option<Damage>,
}

/// Rows that follow each other.
enum Rows<'a> {
    /// Those of a table: each becomes a tree when the walk enters it.
    Texts(std::vec::IntoIter<&'a str>),
    /// Those inside a row.
    Trees(std::vec::IntoIter<Json>),
}

impl Rows<'_> {
    fn none() -> Self {
        Rows::Trees(Vec::new().into_iter())
    }

    fn len(&self) -> usize {
        match self {
            Rows::Texts(rows) => rows.len(),
            Rows::Trees(rows) => rows.len(),
        }
    }

    fn next(&mut self) -> Option<Json> {
        match self {
            // The text is JSON: `Body::parse` has looked at it.
            Rows::Texts(rows) => rows.next().map(|text| Json::parse(text).unwrap_or_default()),
            Rows::Trees(rows) => rows.next(),
        }
    }
}

impl<'a> Reader<'a> {
    /// The value of a key; `null` where it is missing. If a key occurs twice, the last one counts, as for other
    /// readers.
    fn take(&mut self, key: &Key) -> Json {
        let object = self.objects.last_mut();
        let entry = object.and_then(|object| object.iter_mut().rev().find(|(other, _)| *other == key.name));
        entry.map_or(Json::Null, |(_, value)| std::mem::take(value))
    }

    /// The same for a key of the body.
    fn take_member(&mut self, key: &Key) -> Member<'a> {
        let found = self.body.iter_mut().rev().find(|(other, _)| *other == key.name);
        found.map_or(Member::Value(Json::Null), |(_, member)| {
            std::mem::replace(member, Member::Value(Json::Null))
        })
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

impl Fields for Reader<'_> {
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
        let found = match self.path.is_empty() {
            true => self.take_member(key),
            false => Member::Value(self.take(key)),
        };
        let found = match found {
            Member::Rows(rows) if !is_about => Ok(Rows::Texts(rows.into_iter())),
            Member::Rows(_) => Err(Json::List(Vec::new())),
            Member::Value(Json::List(list)) => Ok(Rows::Trees(list.into_iter())),
            Member::Value(Json::Null) => Ok(Rows::none()),
            Member::Value(object @ Json::Object(_)) if is_about => Ok(Rows::Trees(vec![object].into_iter())),
            Member::Value(other) => Err(other),
        };
        let rows = found.unwrap_or_else(|other| {
            self.refuse(key.name, &other, if is_about { Expected::Row } else { Expected::Rows });
            Rows::none()
        });
        let len = rows.len();
        self.lists.push(rows);
        self.path.push((key, 0));
        len
    }

    fn enter(&mut self) {
        let next = self.lists.last_mut().and_then(Rows::next);
        if let Some((_, rows)) = self.path.last_mut() {
            *rows += 1;
        }
        let row = match next {
            Some(Json::Object(object)) => object,
            None => Vec::new(),
            Some(other) => {
                self.refuse("", &other, Expected::Row);
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
