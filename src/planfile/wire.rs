//! The body of a plan file: which key holds what. Each table of the plan is walked by one function, for reading and
//! for writing alike.
//!
//! Keys are the English column names of the plan package. Missing means empty, and what is empty is not written.

use super::{Damage, Json, PlanFileError, check};
use crate::list::List;
use crate::plan::*;

/// The body of a plan.
pub fn to_json(plan: &Plan) -> Json {
    to_json_in_place(&mut plan.clone())
}

/// The same without a copy: the one walk for both directions takes a plan that can be changed, and writing changes nothing.
fn to_json_in_place(plan: &mut Plan) -> Json {
    let mut writer = Writer { objects: vec![Vec::new()], lists: Vec::new() };
    walk_plan(plan, &mut writer);
    Json::Object(writer.objects.pop().unwrap_or_default())
}

/// The plan of a body, where every value is of the right kind and nothing in it contradicts itself; see [`check()`].
pub fn from_json(body: Json) -> Result<Plan, PlanFileError> {
    let mut reader = Reader { objects: Vec::new(), lists: vec![vec![body].into_iter()], is_bad: false };
    let mut plan = Plan::default();
    reader.enter();
    walk_plan(&mut plan, &mut reader);
    if reader.is_bad {
        // The tree has no places any more; a parser that knows them has already had its say.
        return Err(PlanFileError::Damaged(Damage::Json { line: 0, column: 0 }));
    }
    check(&plan)?;
    Ok(plan)
}

/// One row at a time: reading fills the values, writing takes them.
pub(super) trait Fields {
    fn text(&mut self, key: &str, value: &mut String);
    fn texts(&mut self, key: &str, value: &mut Vec<String>);
    fn number(&mut self, key: &str, value: &mut Option<u16>);
    fn flag(&mut self, key: &str, value: &mut bool);
    /// Begins a list of rows and says how many there will be; `len` is how many there are to be written.
    fn open(&mut self, key: &str, len: usize) -> usize;
    fn enter(&mut self);
    fn leave(&mut self);
    fn close(&mut self, key: &str);
}

pub(super) fn walk_plan(plan: &mut Plan, f: &mut dyn Fields) {
    one("about", &mut plan.about, f, walk_about);
    rows("outline", &mut plan.outline, f, |row, f| {
        f.text("outline_id", &mut row.id);
        reference("parent_id", &mut row.parent_id, f);
        f.text("mark", &mut row.mark);
        f.text("name", &mut row.name);
        f.text("description", &mut row.description);
        rows("departments", &mut row.departments, f, walk_assignment);
        f.text("page", &mut row.page);
        f.text("note", &mut row.note);
    });
    rows("items", &mut plan.items, f, walk_item);
    rows("departments", &mut plan.departments, f, |row, f| {
        f.text("name", &mut row.name);
        f.text("kana", &mut row.kana);
        f.texts("aliases", &mut row.aliases);
    });
    rows("sections", &mut plan.sections, f, |row, f| {
        f.text("section_id", &mut row.id);
        reference("parent_id", &mut row.parent_id, f);
        f.text("heading", &mut row.heading);
        f.text("text", &mut row.text);
    });
    rows("tables", &mut plan.tables, f, |row, f| {
        f.text("table_id", &mut row.id);
        reference("section_id", &mut row.section_id, f);
        f.text("title", &mut row.title);
        f.text("unit", &mut row.unit);
        word("chart", &mut row.figure, &FIGURES[1..], f);
        f.text("note", &mut row.note);
        f.texts("head", &mut row.head);
        rows("rows", &mut row.rows, f, |cells, f| f.texts("cells", cells));
    });
    rows("corrections", &mut plan.corrections, f, |row, f| {
        f.text("table", &mut row.table);
        f.text("id", &mut row.id);
        f.text("column", &mut row.column);
        f.text("printed", &mut row.printed);
        f.text("corrected", &mut row.corrected);
        f.text("reason", &mut row.reason);
        f.text("date", &mut row.date);
    });
    rows("statuses", &mut plan.statuses, f, |row, f| {
        f.text("status", &mut row.status);
        f.text("definition", &mut row.definition);
        word("stage", &mut row.stage, &STAGES, f);
    });
    rows("glossary", &mut plan.glossary, f, |row, f| {
        f.text("term", &mut row.term);
        f.text("kana", &mut row.kana);
        f.text("explanation", &mut row.explanation);
    });
}

fn walk_about(about: &mut About, f: &mut dyn Fields) {
    f.text("plan_id", &mut about.id);
    f.text("title", &mut about.title);
    f.text("subtitle", &mut about.subtitle);
    f.text("municipality", &mut about.municipality);
    f.text("municipality_code", &mut about.municipality_code);
    year("first_year", &mut about.first_year, f);
    year("last_year", &mut about.last_year, f);
    optional_year("results_year", &mut about.results_year, f);
    f.text("published", &mut about.published);
    f.text("updated", &mut about.updated);
    f.text("source_title", &mut about.source_title);
    f.text("source_url", &mut about.source_url);
    f.text("licence", &mut about.licence);
    f.text("contact", &mut about.contact);
    f.texts("level_names", &mut about.level_names);
    f.text("departments_label", &mut about.departments_label);
    f.text("purpose_label", &mut about.purpose_label);
    f.text("content_label", &mut about.content_label);
    f.text("indicators_label", &mut about.indicators_label);
    f.text("results_label", &mut about.results_label);
}

fn walk_assignment(row: &mut Assignment, f: &mut dyn Fields) {
    f.text("department", &mut row.department);
    f.flag("lead", &mut row.lead);
}

fn walk_item(item: &mut Item, f: &mut dyn Fields) {
    f.text("item_id", &mut item.id);
    f.text("outline_id", &mut item.outline_id);
    f.text("mark", &mut item.mark);
    f.text("name", &mut item.name);
    rows("departments", &mut item.departments, f, walk_assignment);
    f.text("purpose", &mut item.purpose);
    f.text("content", &mut item.content);
    f.text("page", &mut item.page);
    reference("repost_of", &mut item.repost_of, f);
    f.text("note", &mut item.note);
    rows("schedule", &mut item.actions, f, |row, f| {
        f.text("mark", &mut row.mark);
        f.text("action", &mut row.text);
        f.texts("cells", &mut row.cells);
        f.flag("inferred", &mut row.inferred);
        f.text("note", &mut row.note);
    });
    rows("indicators", &mut item.indicators, f, walk_indicator);
    rows("results", &mut item.results, f, |row, f| {
        year("fiscal_year", &mut row.year, f);
        f.text("result", &mut row.text);
        f.text("status", &mut row.status);
        f.text("reason", &mut row.reason);
    });
}

fn walk_indicator(row: &mut Indicator, f: &mut dyn Fields) {
    f.text("indicator_id", &mut row.id);
    f.text("name", &mut row.name);
    f.text("series", &mut row.series);
    f.text("unit", &mut row.unit);
    let directions =
        [("higher", Direction::Higher), ("lower", Direction::Lower), ("steady", Direction::Steady)];
    word("direction", &mut row.direction, &directions, f);
    word("kind", &mut row.kind, &[("yearly", Kind::Yearly), ("cumulative", Kind::Cumulative)], f);
    optional_year("baseline_year", &mut row.baseline_year, f);
    f.text("baseline", &mut row.baseline);
    f.text("reference_name", &mut row.reference_name);
    f.text("reference", &mut row.reference);
    f.text("as_of", &mut row.as_of);
    rows("targets", &mut row.targets, f, walk_year_cell);
    rows("actuals", &mut row.actuals, f, walk_year_cell);
    reference("repost_of", &mut row.repost_of, f);
    f.flag("inferred", &mut row.inferred);
    f.text("note", &mut row.note);
}

fn walk_year_cell(cell: &mut YearCell, f: &mut dyn Fields) {
    year("year", &mut cell.year, f);
    f.text("printed", &mut cell.printed);
}

fn rows<T: Default>(key: &str, list: &mut Vec<T>, f: &mut dyn Fields, walk: fn(&mut T, &mut dyn Fields)) {
    let len = f.open(key, list.len());
    list.resize_with(len, T::default);
    for row in list {
        f.enter();
        walk(row, f);
        f.leave();
    }
    f.close(key);
}

/// An object stands as a list of one while it is walked.
fn one<T>(key: &str, value: &mut T, f: &mut dyn Fields, walk: fn(&mut T, &mut dyn Fields)) {
    f.open(key, 1);
    f.enter();
    walk(value, f);
    f.leave();
    f.close(key);
}

fn reference(key: &str, value: &mut Option<String>, f: &mut dyn Fields) {
    let mut text = value.take().unwrap_or_default();
    f.text(key, &mut text);
    *value = Some(text).filter(|text| !text.is_empty());
}

fn year(key: &str, value: &mut FiscalYear, f: &mut dyn Fields) {
    let mut number = Some(value.0).filter(|year| *year != 0);
    f.number(key, &mut number);
    *value = FiscalYear(number.unwrap_or_default());
}

fn optional_year(key: &str, value: &mut Option<FiscalYear>, f: &mut dyn Fields) {
    let mut number = value.map(|year| year.0);
    f.number(key, &mut number);
    *value = number.map(FiscalYear);
}

/// One of some words. A word of a later version reads as none.
fn word<T: Copy + Default + PartialEq>(key: &str, value: &mut T, words: &[(&str, T)], f: &mut dyn Fields) {
    let mut text = words
        .iter()
        .find(|(_, meaning)| meaning == value)
        .map_or(String::new(), |(word, _)| (*word).to_owned());
    f.text(key, &mut text);
    *value = words.iter().find(|(word, _)| *word == text).map_or(T::default(), |(_, meaning)| *meaning);
}

struct Writer {
    objects: Vec<Vec<(String, Json)>>,
    lists: Vec<Vec<Json>>,
}

impl Writer {
    fn put(&mut self, key: &str, value: Json) {
        if let Some(object) = self.objects.last_mut() {
            object.push((key.to_owned(), value));
        }
    }
}

impl Fields for Writer {
    fn text(&mut self, key: &str, value: &mut String) {
        if !value.is_empty() {
            self.put(key, Json::Text(value.clone()));
        }
    }

    fn texts(&mut self, key: &str, value: &mut Vec<String>) {
        if !value.is_empty() {
            self.put(key, Json::List(value.iter().cloned().map(Json::Text).list()));
        }
    }

    fn number(&mut self, key: &str, value: &mut Option<u16>) {
        if let Some(number) = value {
            self.put(key, Json::Number(u32::from(*number)));
        }
    }

    fn flag(&mut self, key: &str, value: &mut bool) {
        if *value {
            self.put(key, Json::Bool(true));
        }
    }

    fn open(&mut self, _: &str, len: usize) -> usize {
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

    fn close(&mut self, key: &str) {
        let mut list = self.lists.pop().unwrap_or_default();
        match key {
            "about" => self.put(key, list.pop().unwrap_or_default()),
            _ if list.is_empty() => {}
            _ => self.put(key, Json::List(list)),
        }
    }
}

struct Reader {
    objects: Vec<Vec<(String, Json)>>,
    lists: Vec<std::vec::IntoIter<Json>>,
    /// A value was of another kind than its key says.
    is_bad: bool,
}

impl Reader {
    /// The value of a key; `null` where it is missing.
    fn take(&mut self, key: &str) -> Json {
        let object = self.objects.last_mut();
        let entry = object.and_then(|object| object.iter_mut().find(|(other, _)| other == key));
        entry.map_or(Json::Null, |(_, value)| std::mem::take(value))
    }
}

impl Fields for Reader {
    fn text(&mut self, key: &str, value: &mut String) {
        match self.take(key) {
            Json::Text(text) => *value = text,
            other => self.is_bad |= other != Json::Null,
        }
    }

    fn texts(&mut self, key: &str, value: &mut Vec<String>) {
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

    fn number(&mut self, key: &str, value: &mut Option<u16>) {
        *value = match self.take(key) {
            Json::Null => None,
            Json::Number(number) if number <= u32::from(u16::MAX) => Some(number as u16),
            _ => {
                self.is_bad = true;
                None
            }
        };
    }

    fn flag(&mut self, key: &str, value: &mut bool) {
        match self.take(key) {
            Json::Bool(flag) => *value = flag,
            other => self.is_bad |= other != Json::Null,
        }
    }

    fn open(&mut self, key: &str, _: usize) -> usize {
        let list = match self.take(key) {
            Json::Null => Vec::new(),
            Json::List(list) => list,
            object @ Json::Object(_) if key == "about" => vec![object],
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

    fn close(&mut self, _: &str) {
        self.lists.pop();
    }
}
