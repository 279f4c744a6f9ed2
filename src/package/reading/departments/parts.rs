//! Cuts a cell of departments into parts, by separators and by roles.

use super::{CLOSE, OPEN, role_behind, role_of_mark};

/// The separator between a part and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    Mark,
    Space,
    Line,
}

/// A part of a cell: the name, the separator before it and the white space as printed.
#[derive(Debug)]
pub(super) struct Part {
    pub between: Between,
    pub gap: String,
    pub text: String,
}

/// The parts with the separator before each, and whether all brackets are paired. If they are not, brackets are
/// ignored.
pub(super) fn cut(cell: &str) -> (Vec<Part>, bool) {
    let mut depth = 0_usize;
    let is_balanced = cell.chars().all(|c| {
        depth += usize::from(OPEN.contains(c));
        let closes = CLOSE.contains(c);
        let fits = !closes || depth > 0;
        depth = depth.saturating_sub(usize::from(closes));
        fits
    }) && depth == 0;
    let mut parts: Vec<Part> = Vec::new();
    let (mut part, mut between, mut gap, mut depth) = (String::new(), Between::Mark, String::new(), 0_usize);
    for c in cell.chars().chain(['、']) {
        depth += usize::from(is_balanced && OPEN.contains(c));
        depth = depth.saturating_sub(usize::from(CLOSE.contains(c)));
        let next = match c {
            '、' | '､' | '，' | ',' => Between::Mark,
            '\n' | '\r' => Between::Line,
            c if c.is_whitespace() => Between::Space,
            _ => {
                part.push(c);
                continue;
            }
        };
        if depth > 0 {
            part.push(c);
            continue;
        }
        if !part.is_empty() {
            parts.push(Part { between, gap: std::mem::take(&mut gap), text: std::mem::take(&mut part) });
            between = next;
        } else if between == Between::Space || next == Between::Mark {
            // Of several separators the strongest counts: a mark, then a line, then a space.
            between = next;
        }
        gap.push(c);
    }
    (parts, is_balanced)
}

/// Cuts 市民課（主）情報課（副） and ◎市民課○情報課, whose names are separated by their roles alone.
pub(super) fn split_roles(part: Part) -> Vec<Part> {
    let text = part.text.as_str();
    let is_mark = |c: char| role_of_mark(c).is_some();
    let is_before = text.starts_with(is_mark);
    let mut cuts = Vec::new();
    for (at, c) in text.char_indices() {
        let behind = at + c.len_utf8();
        let is_role = || CLOSE.contains(c) && role_behind(&text[..behind]).is_some();
        if is_mark(c) && is_before && at > 0 {
            cuts.push(at);
        } else if behind < text.len() && (is_mark(c) && !is_before && at > 0 || is_role()) {
            cuts.push(behind);
        }
    }
    // What is between two cuts must be a name, and not the mark of one.
    cuts.retain(|at| text[*at..].chars().any(char::is_alphanumeric));
    let ends = cuts.iter().copied().chain([text.len()]);
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let text = |(from, to): (usize, usize)| Part {
        between: if from == 0 { part.between } else { Between::Mark },
        gap: if from == 0 { part.gap.clone() } else { String::new() },
        text: text[from..to].trim_start_matches(is_bullet).to_owned(),
    };
    let list: Vec<Part> = starts.zip(ends).map(text).collect();
    list.into_iter().filter(|part| !part.text.is_empty()).collect()
}

/// A dot before a name in a list is layout.
fn is_bullet(c: char) -> bool {
    matches!(c, '・' | '･' | '•')
}
