//! The table of the values of an indicator, and a value as printed.

use maud::{Markup, html};

use super::{Page, names::*, page::year_head, say};
use crate::chart::{Cells, Role, Table, TableRow, role_name};
use crate::list::List;
use crate::plan::is_dash;

/// With more columns of values, a narrow container lays each row of the table out as a block.
const MOST_COLUMNS: usize = 4;
/// How many printed cells a table has.
pub(super) fn cells(table: &Table) -> usize {
    let filled = |row: &TableRow| match &row.cells {
        Cells::Years(cells) => cells.iter().filter(|cell| !cell.is_empty()).count(),
        Cells::Yearless(_) => 1,
    };
    table.rows.iter().map(filled).sum()
}

/// The figures beside a chart, one row for each year. A narrow container has room for the roles of the values as
/// columns, not for the years.
pub(super) fn values(page: &Page, table: &Table, name: &str) -> Markup {
    let words = &page.locale.item;
    let role = |role| role_name(page.locale, role, &page.prepared.plan.about.baseline_label);
    let of_years: Vec<(&TableRow, &Vec<&str>)> = table
        .rows
        .iter()
        .filter_map(|row| match &row.cells {
            Cells::Years(cells) => Some((row, cells)),
            Cells::Yearless(_) => None,
        })
        .list();
    // In a narrow container many columns leave a few digits a line, so each row becomes a block. Browsers then drop the
    // roles, so they are written out.
    let is_stacked = of_years.len() > MOST_COLUMNS;
    let heads = of_years.iter().map(|(row, _)| {
        let label = if row.label.is_empty() { String::new() } else { page.locale.remark(row.label) };
        [row.series, if row.series.is_empty() { "" } else { " " }, role(row.role), &label].concat()
    });
    let heads = heads.list();
    html! {
        table class=(values_class(is_stacked)) role="table" {
            caption class=(HIDDEN) { (words.values_caption(name)) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (words.value_year) }
                    @for head in &heads { th scope="col" role="columnheader" { (head) } }
                }
            }
            tbody role="rowgroup" {
                @for (at, year) in table.years.iter().enumerate().filter(|_| !of_years.is_empty()) {
                    tr role="row" {
                        th scope="row" role="rowheader" { (year_head(page, *year)) }
                        @for ((_, cells), head) in of_years.iter().zip(&heads) {
                            td role="cell" data-label=(head) { (value(page, cells[at])) }
                        }
                    }
                }
                @for row in &table.rows {
                    @if let Cells::Yearless(cell) = row.cells {
                        tr role="row" {
                            th scope="row" role="rowheader" {
                                @match row.role {
                                    Role::Reference => { (say::reference(page.locale, row.label)) }
                                    other => { (role(other)) }
                                }
                            }
                            td role="cell" colspan=[(of_years.len() > 1).then_some(of_years.len())] { (value(page, cell)) }
                        }
                    }
                }
            }
        }
    }
}

/// A cell as printed. A blank cell gets words for screen readers, and so does a dash, which they would skip.
pub(super) fn value(page: &Page, printed: &str) -> Markup {
    html! {
        (printed)
        @if printed.is_empty() { span class=(HIDDEN) { (page.locale.item.blank) } }
        @if is_dash(printed) { span class=(HIDDEN) { (page.locale.strip.dash) } }
    }
}
