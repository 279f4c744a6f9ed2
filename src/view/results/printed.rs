//! What a plan without ratings reports: the items with results by year, and the values that the indicators have.

use maud::{Markup, html};

use crate::locale::or;
use crate::selection::{indicators_printed, reported};
use crate::view::{Page, page::year_head};

/// The sentence that the document rates nothing, then two tables.
pub(super) fn printed(page: &Page, matches: &[bool]) -> Markup {
    let words = &page.locale.results;
    let about = &page.prepared.plan.about;
    let label = or(about.item_label(), page.locale.items.name);
    let years = reported(page.prepared, matches);
    let indicators = indicators_printed(page.prepared, matches);
    html! {
        p { (words.not_rated) }
        @if years.is_empty() {
            p { (page.locale.overview.no_results) }
        } @else {
            table class="machi-plan-values" {
                caption { (words.reported(label)) }
                thead { tr { @for head in [page.locale.item.value_year, words.has_result, words.has_no_result] { th scope="col" { (head) } } } }
                tbody {
                    @for of in &years {
                        tr {
                            th scope="row" { (year_head(page, of.year)) }
                            td { (page.locale.text.count(of.with)) }
                            td { (page.locale.text.count(of.without)) }
                        }
                    }
                }
            }
        }
        @if indicators.iter().any(|count| *count > 0) {
            table class="machi-plan-values" {
                caption { (words.printed(or(&about.indicators_label, page.locale.items.indicators))) }
                thead { tr { @for head in [words.printed_what, page.locale.items.indicators] { th scope="col" { (head) } } } }
                tbody {
                    @for (name, count) in words.printed_rows.iter().zip(indicators).filter(|(_, count)| *count > 0) {
                        tr { th scope="row" { (name) } td { (page.locale.text.count(count)) } }
                    }
                }
            }
        }
    }
}
