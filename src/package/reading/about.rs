//! The sheet 計画: keys and values.

use std::collections::BTreeMap;

use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::row::{Row, Table, is_plain};
use crate::package::sheets::layout::folded;
use crate::package::tables::PLAN_KEYS;
use crate::package::{ColumnSpec, Problem};
use crate::plan::{About, FiscalYear};
use crate::planfile::{MAX_ID, MAX_YEARS};

/// The key that a cell of the column 項目 names.
pub(in crate::package) fn plan_key(text: &str) -> Option<&'static ColumnSpec> {
    let key = folded(text);
    PLAN_KEYS.iter().find(|spec| spec.head == key || spec.key.eq_ignore_ascii_case(&key))
}

pub(in crate::package) fn about(reader: &mut Reader, table: &Table) -> About {
    let mut values: BTreeMap<&'static str, Row> = BTreeMap::new();
    for row in table.rows() {
        let key = row.word("key");
        if key.is_empty() {
            continue;
        }
        let Some(spec) = plan_key(&key) else {
            let known = PLAN_KEYS.each_ref().map(|spec| spec.head).join("、");
            reader.problems.push(row.problem(&code::UNKNOWN_KEY, "key").expected(known));
            continue;
        };
        if let Some(before) = values.insert(spec.key, row) {
            let place = format!("{}行目", before.number);
            reader.problems.push(row.problem(&code::DUPLICATE_ID, "key").expected(place));
        }
    }
    for spec in PLAN_KEYS.iter().filter(|spec| spec.required) {
        match values.get(spec.key) {
            None => {
                let problem = Problem::of_sheet(&code::MISSING_VALUE, table.spec.sheet);
                reader.problems.push(problem.expected(spec.head));
            }
            Some(row) if row.word("value").is_empty() => {
                reader.problems.push(row.problem(&code::MISSING_VALUE, "value").expected(spec.head));
            }
            Some(_) => {}
        }
    }
    let problems = &mut reader.problems;
    let first = values.get("first_year").and_then(|row| row.year("value", problems));
    let last = values.get("last_year").and_then(|row| row.year("value", problems));
    if let (Some(first), Some(last)) = (first, last) {
        if first > last || last.0 - first.0 >= MAX_YEARS {
            let found = format!("{}から{}", first.short(), last.short());
            problems.push(values["first_year"].problem(&code::YEAR_ORDER, "value").found(found));
        } else {
            reader.years = Some((first, last));
        }
    }
    let text = |key: &str| values.get(key).map_or(String::new(), |row| row.text("value"));
    let level_names = text("level_names");
    let split = |names: &str| names.split(['>', '＞']).map(|name| name.trim().to_owned()).collect();
    let about = About {
        id: text("plan_id").trim().to_owned(),
        title: text("title"),
        subtitle: text("subtitle"),
        municipality: text("municipality"),
        municipality_code: text("municipality_code"),
        first_year: first.unwrap_or_default(),
        last_year: last.unwrap_or_default(),
        results_year: results_year(reader, &values),
        published: text("published"),
        updated: text("updated"),
        source_title: text("source_title"),
        source_url: text("source_url"),
        licence: text("licence"),
        contact: text("contact"),
        level_names: if level_names.is_empty() { Vec::new() } else { split(&level_names) },
        departments_label: text("departments_label"),
        purpose_label: text("purpose_label"),
        content_label: text("content_label"),
        indicators_label: text("indicators_label"),
        results_label: text("results_label"),
    };
    forms(reader, &values, &about);
    about
}

fn results_year(reader: &mut Reader, values: &BTreeMap<&'static str, Row>) -> Option<FiscalYear> {
    let row = values.get("results_year")?;
    let year = row.year("value", &mut reader.problems)?;
    if reader.is_outside(year) {
        let expected = reader.years_in_words();
        reader.problems.push(row.problem(&code::YEAR_BESIDE_PLAN, "value").expected(expected));
    }
    Some(year)
}

/// Values that have a form: the id, the date, the city's code.
fn forms(reader: &mut Reader, values: &BTreeMap<&'static str, Row>, about: &About) {
    let mut tell = |code, key| {
        if let Some(row) = values.get(key) {
            reader.problems.push(row.problem(code, "value"));
        }
    };
    // A plan's id is the value of an attribute and a part of file names: plainer than other ids.
    if !is_plain(&about.id) || about.id.len() > MAX_ID {
        tell(&code::BAD_PLAN_ID, "plan_id");
    }
    if !about.updated.is_empty() && !is_date(about.updated.trim()) {
        tell(&code::BAD_DATE, "updated");
    }
    let number = about.municipality_code.trim();
    if !number.is_empty() && (number.len() != 6 || !number.bytes().all(|b| b.is_ascii_digit())) {
        tell(&code::BAD_MUNICIPALITY_CODE, "municipality_code");
    }
}

/// `2026-11-21`: the widget tells by it which of two plans is newer.
fn is_date(text: &str) -> bool {
    let number = |part: Option<&str>, digits: usize, range: std::ops::RangeInclusive<u32>| {
        part.is_some_and(|part| part.len() == digits && part.parse().is_ok_and(|n: u32| range.contains(&n)))
    };
    let mut parts = text.split('-');
    number(parts.next(), 4, 1900..=2999)
        && number(parts.next(), 2, 1..=12)
        && number(parts.next(), 2, 1..=31)
        && parts.next().is_none()
}
