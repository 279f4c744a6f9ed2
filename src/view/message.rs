//! A message in the widget: it explains to people what went wrong, above the content of the element.

use maud::{Markup, html};

use super::names::MESSAGE;
use crate::locale::Locale;

/// The message. The content below it stays as it is.
pub fn message(locale: &Locale, text: &str, has_fallback: bool) -> Markup {
    html! {
        div class=(MESSAGE) role="alert" lang=(locale.lang) {
            p { strong { (locale.error.title) } }
            p { (text) }
            @if has_fallback { p { (locale.error.below) } }
        }
    }
}
