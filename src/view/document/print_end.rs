//! The end of the print sheet: a key to reading it, the notes, the glossary, the corrections, and the parts of the plan
//! that do not fit into a table of items.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::print::{Sheet, paragraphs};
use crate::locale::or;
use crate::plan::{Correction, DocumentTable, Lookup};
use crate::view::overview::document::table_head;

/// The notes in the order in which the sheet uses them. A note used for several rows is printed once.
#[derive(Default)]
pub(super) struct Notes {
    list: Vec<String>,
    /// For each note, its number.
    numbers: BTreeMap<String, usize>,
    pub has_inferred: bool,
}

impl Notes {
    /// The number of a note.
    pub fn add(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.list.push(text.to_owned());
        self.numbers.insert(text.to_owned(), self.list.len());
        self.list.len()
    }
}

/// Everything after the table.
pub(super) fn end(sheet: &Sheet, notes: &Notes) -> Markup {
    let plan = sheet.plan;
    let about = &plan.about;
    let words = &sheet.page.locale.print;
    let described = plan.outline.iter().filter(|row| !row.description.is_empty());
    let described: Vec<_> = described.collect();
    let tables = sheet.page.prepared.tables_of_sections();
    let above = Lookup::new(plan.sections.iter().filter_map(|below| below.parent_id.as_deref()));
    let has_words = !plan.statuses.is_empty() || !plan.glossary.is_empty();
    html! {
        h2 { (words.reading_head) }
        p { (words.reading) }
        @if notes.has_inferred { p { (words.inferred_means(sheet.page.locale.item.inferred)) } }
        @if !notes.list.is_empty() {
            h2 { (words.notes) }
            dl {
                @for (at, note) in notes.list.iter().enumerate() {
                    div { dt { (words.note_mark(at + 1)) } dd { (paragraphs(note)) } }
                }
            }
        }
        @if !described.is_empty() {
            h2 { (words.descriptions) }
            @for row in described {
                h3 { @if !row.mark.is_empty() { (row.mark) " " } (row.name) }
                (paragraphs(&row.description))
            }
        }
        @if !plan.sections.is_empty() || !plan.tables.is_empty() {
            h2 { (words.sections) }
            @for (section, tables) in plan.sections.iter().zip(&tables) {
                @let has_sections = above.find(&section.id).is_some();
                // A heading without content is left out: the table above has the content, or it was a drawing.
                @if has_sections || !section.text.is_empty() || !tables.is_empty() { h3 { (section.heading) } }
                (paragraphs(&section.text))
                @for table in tables { (document_table(sheet, table)) }
            }
            @for table in plan.tables.iter().filter(|table| table.section_id.is_none()) {
                (document_table(sheet, table))
            }
        }
        @if has_words {
            h2 { (words.glossary) }
            @for status in &plan.statuses { p { b { (status.status) } " " (status.definition) } }
            @for term in &plan.glossary { p { b { (term.term) } " " (term.kana) " " (term.explanation) } }
        }
        @if plan.corrections_shown().next().is_some() {
            h2 { (words.corrections) }
            ul { @for row in plan.corrections_shown() { li { (correction(sheet, row)) } } }
        }
        h2 { (words.source) }
        p { (about.municipality) " " (or(&about.source_title, &about.title)) " " (about.source_url) }
        @if !about.licence.is_empty() { p { (words.licence(&about.licence)) } }
        @if !about.contact.is_empty() { p { (words.contact(&about.contact)) } }
    }
}

/// A correction on one line.
fn correction(sheet: &Sheet, row: &Correction) -> String {
    let words = &sheet.page.locale.print;
    let reason = if row.reason.is_empty() { String::new() } else { words.correction_reason(&row.reason) };
    let date = if row.date.is_empty() { String::new() } else { words.correction_date(&row.date) };
    words.correction(&row.table, &row.id, &row.column, &row.printed, &row.corrected, reason, date)
}

/// A table of the document, cells as printed.
fn document_table(sheet: &Sheet, table: &DocumentTable) -> Markup {
    let words = &sheet.page.locale.print;
    html! {
        table class="own" {
            caption { (table.title) @if !table.unit.is_empty() { (words.unit(&table.unit)) } }
            (table_head(table))
            tbody { @for row in &table.rows { tr { @for cell in row { td { (paragraphs(cell)) } } } } }
        }
        (paragraphs(&table.note))
    }
}
