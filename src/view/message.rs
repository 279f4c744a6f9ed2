//! A message in the widget: it explains to people what went wrong, above the content of the element.

use maud::{Markup, html};

use super::names::MESSAGE;
use super::page::heading;
use crate::locale::Locale;

/// The message, under a heading of this level. The content below it stays as it is.
pub fn message(locale: &Locale, heading_level: u8, text: &str, has_fallback: bool) -> Markup {
    html! {
        div class=(MESSAGE) role="alert" lang=(locale.lang) {
            (heading(heading_level, "machi-plan-message-title", "", html! { (locale.error.title) }))
            p { (text) }
            @if has_fallback { p { (locale.error.below) } }
        }
    }
}
