//! 概要: what the plan is, how it is built, what is missing, and the document's own prose and tables.

use maud::{Markup, html};

use super::{Page, names::*};

/// What the plan is and how it is built; the same whatever is chosen.
pub fn overview(page: &Page) -> Markup {
    html! {
        div class="machi-plan-overview" {
            (page.heading(1, "machi-plan-head", html! { (page.prepared.plan.about.title) }))
        }
        div class=(TAIL) {}
    }
}
