//! Reads and writes the body of a plan file through the walk of `planfile::walk`.

use super::parse::{Body, Member};
use super::tape::{Tape, is_key};
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
        Body::Other(found) => reader.refuse("plan", &tree(found), Expected::Row),
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
    body: Vec<(&'a str, Member<'a>)>,
    /// The row of a table that the walk is in.
    tape: Tape<'a>,
    /// The objects in it that the walk is in; `None` where the file has another value.
    objects: Vec<Option<usize>>,
    /// The rows that follow, for each list that the walk is in.
    lists: Vec<Rows<'a>>,
    /// The keys of the lists, and how many rows of each the walk has entered.
    path: Vec<(&'static Key, usize)>,
    /// The first value with another type than its key requires.
    wrong: Option<Damage>,
}

/// Rows that follow each other.
enum Rows<'a> {
    /// Those of a table: each is taken apart when the walk enters it.
    Texts(std::vec::IntoIter<&'a str>),
    /// Those inside a row, as values of its tape.
    Values(std::vec::IntoIter<usize>),
}

impl Rows<'_> {
    fn none() -> Self {
        Rows::Values(Vec::new().into_iter())
    }

    fn len(&self) -> usize {
        match self {
            Rows::Texts(rows) => rows.len(),
            Rows::Values(rows) => rows.len(),
        }
    }
}

/// A value as a tree. The text is JSON: `Body::parse` has looked at it.
fn tree(text: &str) -> Json {
    Json::parse(text).unwrap_or_default()
}

impl<'a> Reader<'a> {
    /// The value of a key in the row that the walk is in; `None` where it is missing or `null`.
    fn value(&self, key: &Key) -> Option<usize> {
        let object = self.objects.last().copied().flatten()?;
        self.tape.find(object, key.name).filter(|value| self.tape.text(*value) != "null")
    }

    /// The rows of a key of the body. The error is another value.
    fn members(&mut self, key: &'static Key) -> Result<Rows<'a>, Json> {
        let is_about = std::ptr::eq(key, ABOUT);
        match self.body.iter_mut().rev().find(|(other, _)| is_key(other, key.name)) {
            None | Some((_, Member::Value("null"))) => Ok(Rows::none()),
            Some((_, Member::Rows(rows))) if !is_about => Ok(Rows::Texts(std::mem::take(rows).into_iter())),
            Some((_, Member::Rows(_))) => Err(Json::List(Vec::new())),
            Some((_, Member::Value(text))) if is_about && text.starts_with('{') => {
                Ok(Rows::Texts(vec![*text].into_iter()))
            }
            Some((_, Member::Value(other))) => Err(tree(other)),
        }
    }

    /// The rows of a key in the row that the walk is in. The error is another value.
    fn rows(&self, key: &'static Key) -> Result<Rows<'a>, Json> {
        match self.value(key) {
            None => Ok(Rows::none()),
            Some(list) if self.tape.is_list(list) => {
                Ok(Rows::Values(self.tape.within(list).list().into_iter()))
            }
            Some(other) => Err(self.tape.tree(other)),
        }
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
        let Some(found) = self.value(key) else { return };
        match self.tape.string(found) {
            Some(text) => *value = text,
            None => self.refuse(key.name, &self.tape.tree(found), Expected::Text),
        }
    }

    fn texts(&mut self, key: &'static Key, value: &mut Vec<String>) {
        let Some(found) = self.value(key) else { return };
        if !self.tape.is_list(found) {
            return self.refuse(key.name, &self.tape.tree(found), Expected::Texts);
        }
        let texts = self.tape.within(found).map(|at| self.tape.string(at).ok_or(at)).list();
        for text in texts {
            match text {
                Ok(text) => value.push(text),
                Err(at) => self.refuse(key.name, &self.tape.tree(at), Expected::Texts),
            }
        }
    }

    fn number(&mut self, key: &'static Key, value: &mut Option<u16>) {
        let Some(found) = self.value(key) else { return };
        let found = self.tape.tree(found);
        *value = match found {
            Json::Number(number) => u16::try_from(number).ok(),
            _ => None,
        };
        if value.is_none() {
            self.refuse(key.name, &found, Expected::Year);
        }
    }

    fn flag(&mut self, key: &'static Key, value: &mut bool) {
        let Some(found) = self.value(key) else { return };
        match self.tape.tree(found) {
            Json::Bool(flag) => *value = flag,
            other => self.refuse(key.name, &other, Expected::Flag),
        }
    }

    fn open(&mut self, key: &'static Key, _: usize) -> usize {
        let found = if self.path.is_empty() { self.members(key) } else { self.rows(key) };
        let rows = found.unwrap_or_else(|other| {
            let expected = if std::ptr::eq(key, ABOUT) { Expected::Row } else { Expected::Rows };
            self.refuse(key.name, &other, expected);
            Rows::none()
        });
        let len = rows.len();
        self.lists.push(rows);
        self.path.push((key, 0));
        len
    }

    fn enter(&mut self) {
        if let Some((_, rows)) = self.path.last_mut() {
            *rows += 1;
        }
        let row = match self.lists.last_mut() {
            // Of a text that is no JSON the tape would be empty.
            Some(Rows::Texts(rows)) => {
                rows.next().map(|text| self.tape.read(text).map_or(Tape::WHOLE, |()| Tape::WHOLE))
            }
            Some(Rows::Values(rows)) => rows.next(),
            None => None,
        };
        let object = row.filter(|row| self.tape.is_object(*row));
        if let (Some(row), None) = (row, object) {
            self.refuse("", &self.tape.tree(row), Expected::Row);
        }
        self.objects.push(object);
    }

    fn leave(&mut self) {
        self.objects.pop();
    }

    fn close(&mut self, _: &'static Key) {
        self.lists.pop();
        self.path.pop();
    }
}
