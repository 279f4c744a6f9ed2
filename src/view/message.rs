//! A message in place: what went wrong, for people, over what stands in the element.

use maud::{Markup, html};

use super::names::MESSAGE;
use crate::locale::Locale;

/// The message. What stands below it is left as it is.
pub fn message(locale: &Locale, text: &str, has_fallback: bool) -> Markup {
    html! {
        div class=(MESSAGE) role="alert" lang=(locale.lang) {
            p { strong { (locale.error.title) } }
            p { (text) }
            @if has_fallback { p { (locale.error.below) } }
        }
    }
}
