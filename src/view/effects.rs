//! 効果額: the money that items bring or save, by year and as printed. Nothing is added up, because only the city knows
//! which amounts may be.

use maud::{Markup, html};

use super::{Page, link, names::*, page::year_head, values::value};
use crate::list::List;
use crate::plan::{FiscalYear, Indicator, Item, Plan, YearCell};

/// With more kinds of values, a narrow container lays each row out as a block.
const MOST_COLUMNS: usize = 3;

/// The rows of a plan, each with its item. A repost is the original's.
pub(super) fn of_plan(plan: &Plan) -> Vec<(&Item, &Indicator)> {
    plan.items.iter().flat_map(of_item).list()
}

/// The rows of an item.
pub(super) fn of_item(item: &Item) -> impl Iterator<Item = (&Item, &Indicator)> {
    let rows = item.indicators.iter().filter(|row| row.is_effect() && row.repost_of.is_none());
    rows.map(move |row| (item, row))
}

/// The table of some rows: a group for each, in it a row for each year, in that a cell for each kind of value. With
/// items it can have six columns as wide as their words, so a narrow container lays it out as blocks.
pub(super) fn table(page: &Page, rows: &[(&Item, &Indicator)], with_items: bool) -> Markup {
    let words = &page.locale.results;
    let has = |kind: &usize| rows.iter().any(|(_, row)| !row.year_cells()[*kind].is_empty());
    let kinds = (0..words.effect_heads.len()).filter(has).list();
    html! {
        table class=(values_class(kinds.len() > MOST_COLUMNS)) role="table" {
            caption class=(HIDDEN) { (words.effects) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (page.locale.item.value_year) }
                    @for kind in &kinds { th scope="col" role="columnheader" { (words.effect_heads[*kind]) } }
                }
            }
            @for (item, row) in rows {
                tbody role="rowgroup" {
                    tr role="row" {
                        th scope="rowgroup" role="rowheader" colspan=(kinds.len() + 1) {
                            @if with_items { (link::item(page, item)) span class=(PATH) { (row.name) } } @else { (row.name) }
                        }
                    }
                    @for year in years(row) {
                        tr role="row" {
                            th scope="row" role="rowheader" { (year_head(page, year)) }
                            @for kind in &kinds {
                                td role="cell" data-label=(words.effect_heads[*kind]) { (value(page, cell(row.year_cells()[*kind], year))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The years that have a cell.
fn years(row: &Indicator) -> Vec<FiscalYear> {
    let mut years = Vec::new();
    row.year_cells().into_iter().flatten().for_each(|cell| cell.year.insert_into(&mut years));
    years
}

fn cell(cells: &[YearCell], year: FiscalYear) -> &str {
    cells.iter().find(|cell| cell.year == year).map_or("", |cell| &cell.printed)
}
