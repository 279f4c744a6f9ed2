//! 指標: every indicator with its chart, its sentence and its data, item by item.

use maud::{Markup, html};

use super::figure::{PART, figures, legend};
use super::{Page, Parts, ViewSpec, names::*};
use crate::plan::ItemIndex;
use crate::selection::{Selection, View, ViewState};

/// The spec of this view.
pub(super) static SPEC: ViewSpec = ViewSpec {
    view: View::Indicators,
    name: |words| words.controls.view_indicators,
    nothing: |words| words.items.nothing_indicators,
    parts: Parts::Figures,
    has_caption: true,
    // The items already contain the figures.
    is_below_others: false,
    write: indicators,
    write_rows: rows,
    ..ViewSpec::PLAIN
};

/// The indicators of all items, in the selection's order. Those outside the selection are hidden.
pub fn indicators(page: &Page, state: &ViewState, selection: &Selection) -> Markup {
    html! {
        (no_actuals(page))
        (legend(page))
        div class="machi-plan-indicators" {
            (rows(page, &page.written(SPEC.view, selection), state, selection))
        }
        div class=(TAIL) { (super::tail(page, SPEC.view, state, selection, super::Offers::default())) }
    }
}

fn rows(page: &Page, items: &[ItemIndex], state: &ViewState, selection: &Selection) -> Markup {
    html! {
        @for at in items {
            @let item = &page.prepared.plan[*at];
            section class=(ITEM) data-item=(item.id) hidden[!selection.shown[at.0]] {
                (page.heading(1, "machi-plan-head", super::link::item(page, item)))
                (figures(page, item, PART, Some(state)))
            }
        }
    }
}

/// That no indicator of the plan has an actual.
pub(super) fn no_actuals(page: &Page) -> Markup {
    html! {
        @if page.prepared.lacks_actuals {
            p class=(NOTE) { (page.locale.chart.no_actuals(page.locale.year(page.prepared.plan.about.first_year))) }
        }
    }
}
