//! Cuts a cell of departments into parts, by separators and by roles.

use std::ops::Range;

use super::{CLOSE, OPEN, level, role_before, role_behind, role_of, role_of_mark};

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

/// Cuts 市民課（主）情報課（副） and ◎市民課○情報課, whose names are separated by their roles alone. A part stays whole where a piece would be no
/// department: 企画課（主管）ほか.
pub(super) fn split_roles(part: Part) -> Vec<Part> {
    let text = part.text.trim_start_matches(is_bullet);
    let signs = roles_in(text);
    let is_before = signs.first().is_some_and(|sign| sign.start == 0);
    let cuts = signs.iter().map(|sign| if is_before { sign.start } else { end_of_name(text, sign.end) });
    let mut from = 0;
    let mut pieces = Vec::new();
    for to in cuts.chain([text.len()]).filter(|at| *at > 0) {
        let piece = text[from..to].trim_matches(is_joint);
        let piece = ["及び", "並びに"].iter().find_map(|word| piece.strip_prefix(word)).unwrap_or(piece);
        if !piece.is_empty() {
            pieces.push(piece);
        }
        from = to;
    }
    let is_whole = pieces.len() < 2 || !pieces.iter().all(|piece| level(name_in(piece)) > 0);
    if is_whole {
        return vec![Part { text: text.to_owned(), ..part }];
    }
    let gap = |at: usize| if at == 0 { part.gap.clone() } else { String::new() };
    let between = |at: usize| if at == 0 { part.between } else { Between::Mark };
    let pieces = pieces.into_iter().enumerate();
    pieces.map(|(at, text)| Part { between: between(at), gap: gap(at), text: text.to_owned() }).collect()
}

/// Where the roles of a text are: marks, and words in brackets. What is inside other brackets is part of a name.
fn roles_in(text: &str) -> Vec<Range<usize>> {
    let mut signs = Vec::new();
    let (mut depth, mut open) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if OPEN.contains(c) {
            if depth == 0 {
                open = at;
            }
            depth += 1;
        } else if CLOSE.contains(c) && depth > 0 {
            depth -= 1;
            let inside = text[open..at].trim_start_matches(|c| OPEN.contains(c));
            // A longer text is no role, and a hostile one is not looked at for each of its brackets.
            if depth == 0 && inside.len() <= LONGEST_ROLE && role_of(inside).is_some() {
                signs.push(open..end);
            }
        } else if depth == 0 && role_of_mark(c).is_some() {
            signs.push(at..end);
        }
    }
    signs
}

/// The bytes of the longest word of a role, and more.
const LONGEST_ROLE: usize = 60;

/// The end of the name whose role ends there: a bracket that follows belongs to it, 市民課（主）（窓口係）.
fn end_of_name(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let close = rest.starts_with(|c| OPEN.contains(c)).then(|| rest.find(|c| CLOSE.contains(c))).flatten();
    let close = close.and_then(|at| Some(end + at + rest[at..].chars().next()?.len_utf8()));
    close.unwrap_or(end)
}

/// The name in a piece, without its roles and a last bracket.
fn name_in(piece: &str) -> &str {
    let mut name = piece;
    while let Some((_, rest)) = role_before(name).filter(|(_, rest)| !rest.is_empty()) {
        name = rest;
    }
    while let Some((_, rest)) = role_behind(name) {
        name = rest;
    }
    name.split(|c| OPEN.contains(c)).next().unwrap_or(name)
}

/// Whether a sign only joins two names.
fn is_joint(c: char) -> bool {
    is_bullet(c) || "/／＆&＋+".contains(c)
}

/// A dot before a name in a list is layout.
fn is_bullet(c: char) -> bool {
    matches!(c, '・' | '･' | '•')
}
