//! Finds the words of the query in the text of a row, as ranges for the CSS Custom Highlight API. The DOM is not
//! changed, so ruby and translations that a page has added stay.

use web_sys::{Element, Node};

use super::dom;
use crate::model::MOST_MARKS;
use crate::search::{Word, fold_with_offsets};
use crate::view;

/// Adds the ranges of all hits in a row: in its head, and in its inside if that is open.
pub(super) fn find(row: &Element, words: &[Word], open: bool, marked: &js_sys::Array) {
    let walker = dom::texts(row);
    while let Ok(Some(text)) = walker.next_node() {
        if marked.length() >= MOST_MARKS {
            break;
        }
        let parent = text.parent_element();
        let skipped = |selector: &str| {
            parent.as_ref().and_then(|parent| parent.closest(selector).ok()).flatten().is_some()
        };
        if !open && skipped(&format!("details:not([open]) .{}", view::INSIDE)) {
            break;
        }
        // Our own words and the address of the item are not texts of the plan.
        if !skipped(&format!("summary, button, .{}, .{}, .{}", view::HIDDEN, view::PERMALINK, view::COPY)) {
            find_in(&text, words, marked);
        }
    }
}

fn find_in(text: &Node, words: &[Word], marked: &js_sys::Array) {
    let folded = fold_with_offsets(&text.text_content().unwrap_or_default());
    for word in words {
        word.find_in(&folded.key, |hit| {
            if marked.length() < MOST_MARKS {
                dom::add_mark(marked, text, folded.from[hit.start], folded.to[hit.end - 1]);
            }
        });
    }
}
