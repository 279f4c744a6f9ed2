//! The document's own prose by section, and its tables where they stand.
//!
//! A chapter is closed, so that the rest of the page is not buried under it; the browser's own search and a link to a
//! section open it. What stands inside is flat, headings carry the depth: a damaged file may nest without an end.

use maud::{Markup, html};

use super::parents;
use crate::chart::{TableFigure, table_figure};
use crate::plan::{DocumentTable, Figure};
use crate::view::{Page, item::paragraphs, names::*, page::drawing};

/// Above so many columns a table scrolls in a box of its own: even a sign a line needs that room.
const MANY_COLUMNS: usize = 8;

/// The contents, the chapters, and the tables that stand in no section.
pub(super) fn document(page: &Page) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.overview;
    let ids: Vec<&str> = plan.sections.iter().map(|section| section.id.as_str()).collect();
    let parents = parents(&ids, &|at| plan.sections[at].parent_id.as_deref());
    let tops = || (0..parents.len()).filter(|at| parents[*at].is_none());
    let is_loose =
        |table: &&DocumentTable| !plan.sections.iter().any(|of| table.section_id.as_ref() == Some(&of.id));
    let loose: Vec<&DocumentTable> = plan.tables.iter().filter(is_loose).collect();
    html! {
        @if plan.sections.is_empty() && plan.tables.is_empty() {
            p { (words.no_document) }
        } @else {
            (contents(page, &parents))
            @for top in tops() { (chapter(page, &parents, top)) }
            @if !loose.is_empty() {
                (page.heading(2, "machi-plan-subhead", html! { (words.tables) }))
                @for table in loose { (document_table(page, table, 3)) }
            }
        }
    }
}

fn section_id(page: &Page, id: &str) -> String {
    format!("{}-section-{id}", page.name)
}

fn table_id(page: &Page, id: &str) -> String {
    format!("{}-table-{id}", page.name)
}

/// Chapters with the sections right below them, and all tables.
fn contents(page: &Page, parents: &[Option<usize>]) -> Markup {
    let plan = &page.prepared.plan;
    let words = &page.locale.overview;
    let link = |at: usize| {
        let section = &plan.sections[at];
        html! { a href={ "#" (section_id(page, &section.id)) } { (section.heading) } }
    };
    let below = |parent: Option<usize>| (0..parents.len()).filter(move |at| parents[*at] == parent);
    html! {
        @if !plan.sections.is_empty() {
            (page.heading(2, "machi-plan-subhead", html! { (words.contents) }))
            ul class="machi-plan-contents" {
                @for top in below(None) {
                    li {
                        (link(top))
                        @if below(Some(top)).next().is_some() {
                            ul { @for at in below(Some(top)) { li { (link(at)) } } }
                        }
                    }
                }
            }
        }
        @if !plan.tables.is_empty() {
            (page.heading(2, "machi-plan-subhead", html! { (words.tables) }))
            ul class="machi-plan-contents" {
                @for table in &plan.tables {
                    li { a href={ "#" (table_id(page, &table.id)) } { (title(page, table)) } }
                }
            }
        }
    }
}

/// A section at the top with all below it; a heading alone where nothing stands in it.
fn chapter(page: &Page, parents: &[Option<usize>], top: usize) -> Markup {
    let section = &page.prepared.plan.sections[top];
    let below = below(parents, top);
    let id = section_id(page, &section.id);
    let heading = page.heading(2, "machi-plan-subhead", html! { (section.heading) });
    html! {
        @if below.is_empty() && section.text.is_empty() && tables(page, top).next().is_none() {
            div class="machi-plan-chapter" id=(id) { (heading) }
        } @else {
            details class="machi-plan-chapter" id=(id) {
                summary { (heading) }
                (text(page, top, 3))
                @for (at, depth) in below {
                    @let section = &page.prepared.plan.sections[at];
                    div id=(section_id(page, &section.id)) {
                        (page.heading(depth + 2, "machi-plan-subhead", html! { (section.heading) }))
                        (text(page, at, depth + 3))
                    }
                }
            }
        }
    }
}

/// The sections below another in printed order, each with its depth below it.
fn below(parents: &[Option<usize>], top: usize) -> Vec<(usize, u8)> {
    let mut found = Vec::new();
    let mut waiting = vec![(top, 0_u8)];
    while let Some((at, depth)) = waiting.pop() {
        if at != top {
            found.push((at, depth));
        }
        let children = (at + 1..parents.len()).rev().filter(|child| parents[*child] == Some(at));
        // There are six levels of headings.
        waiting.extend(children.map(|child| (child, (depth + 1).min(6))));
    }
    found
}

fn tables<'a>(page: &'a Page, section: usize) -> impl Iterator<Item = &'a DocumentTable> {
    let plan = &page.prepared.plan;
    let id = &plan.sections[section].id;
    plan.tables.iter().filter(move |table| table.section_id.as_ref() == Some(id))
}

fn text(page: &Page, section: usize, below: u8) -> Markup {
    html! {
        (paragraphs(&page.prepared.plan.sections[section].text))
        @for table in tables(page, section) { (document_table(page, table, below)) }
    }
}

/// The title of a table; that of its section where it has none.
fn title<'a>(page: &'a Page, table: &'a DocumentTable) -> &'a str {
    let plan = &page.prepared.plan;
    let section = plan.sections.iter().find(|section| table.section_id.as_ref() == Some(&section.id));
    let names = [table.title.as_str(), section.map_or("", |section| &section.heading)];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or(page.locale.overview.tables)
}

/// A table as printed, below its chart where it has one.
fn document_table(page: &Page, table: &DocumentTable, below: u8) -> Markup {
    let id = table_id(page, &table.id);
    let figure = table_figure(table, page.locale, &format!("{id}-chart"));
    let has_many = table.head.len() > MANY_COLUMNS;
    html! {
        div class="machi-plan-figure" id=(id) {
            @if let Some(figure) = &figure { (drawn(page, table, figure, below)) }
            @if has_many {
                div class="machi-plan-scroll" role="region" tabindex="0" aria-label=(title(page, table)) {
                    (cells(page, table, figure.is_some()))
                }
            } @else {
                (cells(page, table, figure.is_some()))
            }
            @for line in table.note.lines() { p class="machi-plan-note" { (line) } }
        }
    }
}

fn drawn(page: &Page, table: &DocumentTable, figure: &TableFigure, below: u8) -> Markup {
    html! {
        (page.heading(below, "machi-plan-subhead", html! { (title(page, table)) }))
        p { (figure.sentence) }
        (drawing(&figure.svg))
        @if !figure.ways.is_empty() {
            p { (page.locale.overview.ways) }
            ul class="machi-plan-ways" { @for way in &figure.ways { li { (way) } } }
        }
    }
}

/// Head and rows as printed. Above two columns a narrow container lays each row out as a block, and roles are written
/// out because browsers drop them then.
fn cells(page: &Page, table: &DocumentTable, has_heading: bool) -> Markup {
    let words = &page.locale.overview;
    let stacked = table.head.len() > 2;
    let class = if stacked { "machi-plan-values machi-plan-stacked" } else { "machi-plan-values" };
    html! {
        table class=(class) role="table" {
            caption class=[has_heading.then_some(HIDDEN)] {
                (title(page, table))
                @if !table.unit.is_empty() { ((words.unit)(&table.unit)) }
            }
            thead role="rowgroup" {
                tr role="row" {
                    @for head in &table.head {
                        @if head.trim().is_empty() {
                            td role="cell" {}
                        } @else {
                            th scope="col" role="columnheader" { (lines(head)) }
                        }
                    }
                }
            }
            tbody role="rowgroup" {
                @for row in &table.rows {
                    tr role="row" {
                        @for (at, cell) in row.iter().enumerate() {
                            // The first column names its row; a ranking has no names for its rows.
                            @if at == 0 && table.figure != Figure::Rank && !cell.is_empty() {
                                th scope="row" role="rowheader" { (lines(cell)) }
                            } @else {
                                td role="cell" data-label=[table.head.get(at)] { (lines(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A cell as printed; its lines stand below each other.
fn lines(cell: &str) -> Markup {
    html! {
        @for (at, line) in cell.lines().enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}
