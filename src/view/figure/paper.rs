//! The figures of an item on paper: nothing is behind a summary there, and the years are the columns of each table, which is
//! lower than one with years as rows.

use maud::{Markup, html};

use super::{Figures, Series, facts, legend, notes, scale, sentence, track};
use crate::chart::{Cells, Table, TableRow, indicator_figure, role_name};
use crate::list::List;
use crate::plan::{Indicator, Item};
use crate::view::values::{cells, value};
use crate::view::{Page, names::*, page::year_head, say};

/// The figures of one item, each with its sentence, its values on the scale of their unit, and the table of them.
pub(in crate::view) fn on_paper(page: &Page, item: &Item) -> Markup {
    let figures = Figures::of(page, item);
    html! {
        @if figures.all.iter().any(|series| !series.is_number) { (legend(page)) }
        @for series in &figures.all { (figure(page, &figures, series)) }
    }
}

fn figure(page: &Page, figures: &Figures, series: &Series) -> Markup {
    let rows = &series.rows[..];
    let figure = indicator_figure(rows, &figures.frame, page.locale, "");
    let number = figure.value.as_deref().filter(|_| series.is_number);
    html! {
        div class={ "paper-figure" @if series.is_number { " paper-tile" } } {
            (page.heading(2, "machi-plan-subhead", html! { (rows[0].name) }))
            @for line in figure.sentence.lines() { p { (sentence(page, line, number)) } }
            @if !figure.tracks.is_empty() {
                (scale(page, &figures.frame, std::slice::from_ref(series)).unwrap_or_default())
                @for (row, drawn) in rows.iter().zip(&figure.tracks) { (track(page, row, drawn, series.shares_direction)) }
            }
            @if cells(&figure.table) > 1 { (across(page, &figure.table, &rows[0].name)) }
            (facts(page, rows))
            (notes(page, rows, super::ALONE))
        }
    }
}

/// The figures of one item: the rows of each with its drawing, where it has one. The ids inside are those of a file alone.
pub(crate) fn drawings<'a>(page: &Page<'a>, item: &'a Item) -> Vec<(Vec<&'a Indicator>, Option<String>)> {
    let Figures { frame, all } = Figures::of(page, item);
    let drawn = all.into_iter().map(|series| {
        let svg = indicator_figure(&series.rows, &frame, page.locale, "figure").svg;
        (series.rows, svg)
    });
    drawn.list()
}

/// The table of the values with a row for each role and a column for each year.
fn across(page: &Page, table: &Table, name: &str) -> Markup {
    let baseline = &page.prepared.plan.about.baseline_label;
    let label = |row: &TableRow| match row.label {
        "" => String::new(),
        label => page.locale.print.as_of(label),
    };
    // A year that no row has a value of would be a blank column only where it is no year of the plan.
    let dated = table.rows.iter().any(|row| matches!(row.cells, Cells::Years(_)));
    let years = table.years.iter().filter(|_| dated).list();
    html! {
        table class="machi-plan-values" {
            caption class=(HIDDEN) { (page.locale.item.values_caption(name)) }
            thead { tr {
                th scope="col" { (page.locale.print.role) }
                @for year in &years { th scope="col" { (year_head(page, **year)) } }
            } }
            tbody {
                @for row in &table.rows {
                    tr {
                        @match &row.cells {
                            Cells::Years(cells) => {
                                th scope="row" {
                                    @if !row.series.is_empty() { (row.series) " " }
                                    (role_name(page.locale, row.role, baseline)) (label(row))
                                }
                                @for cell in cells { td { (value(page, cell)) } }
                            }
                            Cells::Yearless(cell) => {
                                th scope="row" {
                                    @if !row.series.is_empty() { (row.series) " " }
                                    @match row.role {
                                        crate::chart::Role::Reference => { (say::reference(page.locale, row.label)) }
                                        role => { (role_name(page.locale, role, baseline)) }
                                    }
                                }
                                td colspan=(years.len().max(1)) { (value(page, cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
