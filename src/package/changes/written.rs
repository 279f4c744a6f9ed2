//! A comparison as sentences, as JSON, and as sheets from which rows can be copied.

use super::{Comparison, Doubt, Reported, Why, is_same_edition};
use crate::format::{ColumnSpec, cell_word, changes, corrections};
use crate::locale::JA;
use crate::package::problems::Problem;
use crate::package::writing::workbook::{Page, workbook};
use crate::package::writing::{row, sheet};
use crate::package::{CellAddress, Sheet, sheet_to_csv};
use crate::plan::{Change, Correction, Plan};

impl Doubt {
    /// The doubt as a sentence.
    pub fn message(&self) -> String {
        let (table, id) = (&self.table, &self.id);
        let (before, after) = (one_line(&self.before), one_line(&self.after));
        let words = &JA.editions;
        match self.why {
            Why::OtherPlan => words.other_plan(before, after),
            Why::Gone => words.gone(table, id, before),
            Why::Renumbered => words.renumbered(table, id, before, after),
            Why::Reused => words.reused(table, id, before, after),
            Why::Revived => words.revived(table, id, before, after),
        }
    }

    /// Its reason for programs.
    fn code(&self) -> &'static str {
        match self.why {
            Why::OtherPlan => "other-plan",
            Why::Gone => "gone",
            Why::Renumbered => "renumbered",
            Why::Reused => "reused",
            Why::Revived => "revived",
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎").replace(char::is_control, "�")
}

/// A text in quotes; a blank one in words.
fn quoted(text: &str) -> String {
    if text.is_empty() { JA.editions.blank.to_owned() } else { JA.editions.quoted(one_line(text)) }
}

/// A text as it was and as it is.
fn texts(before: &str, after: &str) -> String {
    JA.editions.both(quoted(before), quoted(after))
}

fn column(head: &str) -> String {
    if head.is_empty() { String::new() } else { JA.editions.column(head) }
}

/// The comparison of two editions for a reader, a line for each row.
pub fn changes_text(old: &Plan, new: &Plan, found: &Comparison) -> String {
    let words = &JA.editions;
    let day = |plan: &Plan| {
        let day = plan.about.updated.trim();
        if day.is_empty() { words.undated.to_owned() } else { day.to_owned() }
    };
    let mut text = words.compared(&new.about.title, day(old), day(new)) + "\n";
    if is_same_edition(old, new, found) {
        return text + words.same + "\n";
    }
    if found.changes.is_empty() && found.corrections.is_empty() {
        text += &format!("{}\n", words.nothing_new);
    }
    let mut list = |head: fn(usize) -> String, lines: Vec<String>| {
        if !lines.is_empty() {
            text += &format!("\n{}\n", head(lines.len()));
            lines.iter().for_each(|line| text += &format!("  {line}\n"));
        }
    };
    list(|count| JA.editions.doubts(count), found.doubts.iter().map(Doubt::message).collect());
    let change = |row: &Change| {
        let texts = texts(&row.before, &row.after);
        words.change(cell_word(&row.kind), &row.table, &row.id, column(&row.column), texts)
    };
    list(|count| JA.editions.changes(count), found.changes.iter().map(change).collect());
    let correction = |row: &Correction| {
        let texts = texts(&row.printed, &row.corrected);
        words.row(&row.table, &row.id, column(&row.column), texts)
    };
    list(|count| JA.editions.corrections(count), found.corrections.iter().map(correction).collect());
    list(|count| JA.editions.results(count), results(&found.results));
    if !found.others.is_empty() {
        text += &format!("\n{}\n", words.others(found.others.join(JA.text.between)));
    }
    text
}

/// The results that are new, a line for each row of a sheet.
fn results(list: &[Reported]) -> Vec<String> {
    let of_row = list.chunk_by(|a, b| (&a.table, &a.id) == (&b.table, &b.id));
    let cell = |cell: &Reported| {
        let text = match cell.before.is_empty() {
            true => quoted(&cell.after),
            false => texts(&cell.before, &cell.after),
        };
        format!("{}{text}", cell.column)
    };
    let line = |cells: &[Reported]| {
        let texts = cells.iter().map(cell).collect::<Vec<_>>().join(JA.text.between);
        JA.editions.row(&cells[0].table, &cells[0].id, "", texts)
    };
    of_row.map(line).collect()
}

/// The comparison for a program: a JSON object of lists. `changes` and `corrections` have the columns of their sheets by
/// their English heads; `results` have `table`, `id`, `name`, `column`, `before`, `after`; `doubts` have `why`
/// (`other-plan`, `gone`, `renumbered`, `reused`, `revived`), `table`, `id`, `before`, `after` and `message`; `others` are
/// the names of sheets.
pub fn changes_json(found: &Comparison) -> String {
    let change = |row: &Change| {
        serde_json::json!({
            "date": row.date, "fiscal_year": row.year.map(|year| year.0), "table": row.table, "id": row.id,
            "column": row.column, "kind": cell_word(&row.kind), "before": row.before, "after": row.after,
            "reason": row.reason, "successors": row.successors,
        })
    };
    let correction = |row: &Correction| {
        serde_json::json!({
            "table": row.table, "id": row.id, "column": row.column, "printed": row.printed,
            "corrected": row.corrected, "reason": row.reason, "date": row.date,
        })
    };
    let result = |row: &Reported| {
        serde_json::json!({
            "table": row.table, "id": row.id, "name": row.name, "column": row.column,
            "before": row.before, "after": row.after,
        })
    };
    let doubt = |doubt: &Doubt| {
        serde_json::json!({
            "why": doubt.code(), "table": doubt.table, "id": doubt.id, "before": doubt.before,
            "after": doubt.after, "message": doubt.message(),
        })
    };
    serde_json::json!({
        "changes": found.changes.iter().map(change).collect::<Vec<_>>(),
        "corrections": found.corrections.iter().map(correction).collect::<Vec<_>>(),
        "results": found.results.iter().map(result).collect::<Vec<_>>(),
        "doubts": found.doubts.iter().map(doubt).collect::<Vec<_>>(),
        "others": found.others,
    })
    .to_string()
}

fn sheet_of_changes(found: &Comparison) -> Sheet {
    let spec = &changes::TABLE.spec;
    sheet(spec, &[], found.changes.iter().map(|change| row(&changes::TABLE, &[], "", change)))
}

/// The proposed rows of the sheet 変更 as `changes.csv`.
pub fn changes_csv(found: &Comparison) -> Vec<u8> {
    sheet_to_csv(&sheet_of_changes(found))
}

/// A workbook with the proposed rows of 変更 and 訂正, the results that are new, and the doubts. The cells that the officer
/// completes are coloured.
///
/// The error lists every cell that Excel refuses.
pub fn changes_workbook(found: &Comparison) -> Result<Vec<u8>, Vec<Problem>> {
    let words = &JA.editions;
    let spec = &corrections::TABLE.spec;
    let corrected =
        sheet(spec, &[], found.corrections.iter().map(|one| row(&corrections::TABLE, &[], "", one)));
    let own = |name: &str, heads: Vec<String>, rows: Vec<Vec<String>>| {
        Page::plain(Sheet::new(name, std::iter::once(heads).chain(rows).collect()))
    };
    let result = |of: &Reported| {
        [&of.table, &of.id, &of.name, &of.column, &of.before, &of.after].map(String::clone).to_vec()
    };
    let doubt = |of: &Doubt| vec![of.table.clone(), of.id.clone(), of.message()];
    let owned = |heads: &[&str]| heads.iter().map(|head| (*head).to_owned()).collect();
    workbook(&[
        completed(
            sheet_of_changes(found),
            &[&changes::DATE.spec, &changes::FISCAL_YEAR.spec, &changes::REASON.spec],
        ),
        completed(corrected, &[&corrections::REASON.spec, &corrections::DATE.spec]),
        own(words.sheet_results, owned(&words.heads_results), found.results.iter().map(result).collect()),
        own(words.sheet_doubts, owned(&words.heads_doubts), found.doubts.iter().map(doubt).collect()),
    ])
}

/// A sheet whose cells in some columns are still to be written.
fn completed(sheet: Sheet, columns: &[&ColumnSpec]) -> Page {
    let is_open = |head: &String| columns.iter().any(|column| column.head == head);
    let open: Vec<usize> = (0..sheet.rows[0].len()).filter(|at| is_open(&sheet.rows[0][*at])).collect();
    let cells = (1..sheet.rows.len())
        .flat_map(|row| open.iter().map(move |column| CellAddress { row, column: *column }));
    Page { open: cells.collect(), ..Page::plain(sheet) }
}
