//! The sheet 計画: keys and values.

use std::collections::BTreeMap;

use crate::format::pairs::{self, Pair};
use crate::format::{Column, ColumnSpec, MAX_ID, MAX_YEARS, about};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::row::{Row, Table, is_plain};
use crate::package::sheets::layout::folded;
use crate::package::{Code, Problem};
use crate::plan::{About, Change, FiscalYear};

/// The key in a cell of the column 項目.
pub(in crate::package) fn plan_key(text: &str) -> Option<&'static ColumnSpec> {
    let key = folded(text);
    about::TABLE.spec.single().find(|spec| spec.head == key || spec.key.eq_ignore_ascii_case(&key))
}

/// The rows of the sheet, by the key that they name.
type Values<'a> = BTreeMap<&'static str, Row<'a, Pair>>;

pub(in crate::package) fn about(reader: &mut Reader, table: &Table<Pair>) -> About {
    let values = values(reader, table);
    missing(reader, table, &values);
    let mut about = About::default();
    for column in about::TABLE.columns {
        if let Some(row) = values.get(column.spec.key) {
            row.fill(&pairs::VALUE, &column.field, &mut about, reader);
        }
    }
    years(reader, &values, &about);
    forms(reader, &values, &about);
    about
}

fn values<'a>(reader: &mut Reader, table: &'a Table<Pair>) -> Values<'a> {
    let mut values = Values::new();
    for row in table.rows() {
        let key = row.word(&pairs::KEY);
        if key.is_empty() {
            continue;
        }
        let Some(spec) = plan_key(&key) else {
            let known = about::TABLE.spec.single().map(|spec| spec.head).collect::<Vec<_>>().join("、");
            reader.problems.push(row.problem(&code::UNKNOWN_KEY, &pairs::KEY).expected(known));
            continue;
        };
        if let Some(before) = values.insert(spec.key, row) {
            let first = messages().found.row(before.number);
            reader.problems.push(row.problem(&code::DUPLICATE_ID, &pairs::KEY).expected(first));
        }
    }
    values
}

/// Checks that every required key is there, with a value.
fn missing(reader: &mut Reader, table: &Table<Pair>, values: &Values) {
    for spec in about::TABLE.spec.single().filter(|spec| spec.required) {
        match values.get(spec.key) {
            None => {
                let problem = Problem::of_sheet(&code::MISSING_VALUE, table.spec.sheet);
                reader.problems.push(problem.expected(spec.head));
            }
            Some(row) if row.word(&pairs::VALUE).is_empty() => {
                reader.problems.push(row.problem(&code::MISSING_VALUE, &pairs::VALUE).expected(spec.head));
            }
            Some(_) => {}
        }
    }
}

/// A problem of the value of a key, if the sheet has that key.
fn problem_of(values: &Values, code: &'static Code, key: &Column<About>) -> Option<Problem> {
    Some(values.get(key.spec.key)?.problem(code, &pairs::VALUE))
}

/// Checks that the plan's years are in order and contain the year of its results.
fn years(reader: &mut Reader, values: &Values, about: &About) {
    let (first, last) = (about.first_year, about.last_year);
    if first != FiscalYear::default() && last != FiscalYear::default() {
        if first > last || last.0 - first.0 >= MAX_YEARS {
            let found = messages().found.years(first.short(), last.short());
            let problem = problem_of(values, &code::YEAR_ORDER, &about::FIRST_YEAR);
            reader.problems.extend(problem.map(|problem| problem.found(found)));
        } else {
            reader.years = Some((first, last));
        }
    }
    if about.results_year.is_some_and(|year| reader.is_outside(year)) {
        let problem = problem_of(values, &code::YEAR_BESIDE_PLAN, &about::RESULTS_YEAR);
        let expected = reader.years_in_words();
        reader.problems.extend(problem.map(|problem| problem.expected(expected)));
    }
}

/// Checks values with a fixed form: the id, the date, the city's code.
fn forms(reader: &mut Reader, values: &Values, about: &About) {
    let mut tell = |code, key| reader.problems.extend(problem_of(values, code, key));
    // A plan's id is the value of an attribute and a part of file names, so it must be plainer than other ids.
    if !is_plain(&about.id) || about.id.len() > MAX_ID {
        tell(&code::BAD_PLAN_ID, &about::PLAN_ID);
    }
    let is_other = !about.updated.is_empty() && !is_date(about.updated.trim());
    let read = read_date(&about.updated).filter(|_| is_other);
    if is_other && read.is_none() {
        tell(&code::BAD_DATE, &about::UPDATED);
    }
    // It may be words, and a year alone. A longer number is what a spreadsheet keeps of a date.
    let published = about.published.trim();
    if published.len() > 4 && published.bytes().all(|b| b.is_ascii_digit()) {
        tell(&code::BAD_DATE, &about::PUBLISHED);
    }
    let number = about.municipality_code.trim();
    if !number.is_empty() && (number.len() != 6 || !number.bytes().all(|b| b.is_ascii_digit())) {
        tell(&code::BAD_MUNICIPALITY_CODE, &about::MUNICIPALITY_CODE);
    }
    if !about.page_url.is_empty() && !is_page_address(&about.page_url) {
        tell(&code::BAD_ADDRESS, &about::PAGE_URL);
    }
    let of_date =
        read.and_then(|date| Some(problem_of(values, &code::DATE_FORM, &about::UPDATED)?.expected(date)));
    reader.problems.extend(of_date);
}

/// Whether the text is the address of a page on a server. Only such an address becomes a link, or a code on paper.
///
/// ```
/// use machi_plan::package::is_page_address;
/// assert!(is_page_address("https://example.jp/plan.html"));
/// assert!(!is_page_address("example.jp/plan.html") && !is_page_address("https:// example.jp"));
/// ```
pub fn is_page_address(text: &str) -> bool {
    let text = text.trim();
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_host = |rest: &str| rest.chars().next().is_some_and(char::is_alphanumeric);
    rest.is_some_and(is_host) && !text.contains(char::is_whitespace)
}

/// The date that the feed and the map of a site read in a text: `2026-11-21`, or as much of it as the text has.
fn read_date(text: &str) -> Option<String> {
    let [year, month, day] = Change { date: text.to_owned(), ..Change::default() }.printed_day()?;
    match (month, day) {
        (0, _) => None,
        (month, 0) => Some(format!("{year}-{month:02}")),
        (month, day) => Some(format!("{year}-{month:02}-{day:02}")),
    }
}

/// Whether the text is like `2026-11-21`. The widget compares two plans by this date.
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
