//! Finds the words of the query in the text of a row, as ranges for the CSS Custom Highlight API. The DOM is not
//! changed, so ruby and translations that a page has added stay.
//!
//! The texts of a row come as one text in one call: asking for each node, its parent and what is around it took half of the
//! time of a keystroke.

use js_sys::Array;
use web_sys::Element;

use super::dom;
use crate::search::{Word, fold_with_offsets};
use crate::view;

/// Adds the ranges of all hits in a row: in its head, and in its inside if that is open. The list gets no longer than
/// `most`.
pub(super) fn find(row: &Element, words: &[Word], open: bool, marked: &Array, most: u32) {
    // Our own words and the address of the item are not texts of the plan.
    let mut skipped = format!("summary, button, .{}, .{}, .{}", view::HIDDEN, view::PERMALINK, view::COPY);
    if !open {
        skipped += ", details:not([open]) > .";
        skipped += view::INSIDE;
    }
    let texts = dom::texts(row, &skipped);
    for (node, text) in texts.split('\0').enumerate() {
        if marked.length() >= most {
            return;
        }
        let folded = fold_with_offsets(text);
        for word in words {
            word.find_in(&folded.key, |hit| {
                if marked.length() < most {
                    dom::add_mark(marked, node as u32, folded.from[hit.start], folded.to[hit.end - 1]);
                }
            });
        }
    }
}
