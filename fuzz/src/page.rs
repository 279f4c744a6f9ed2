//! The targets for input from a page: its address, a state, and a plan as an object.
//!
//! The browser tests try the work of the browser itself (reading objects, finding rows). These targets try the
//! decisions that follow.

use std::rc::Rc;

use machi_plan::locale::JA;
use machi_plan::package;
use machi_plan::planfile::{self, Json, wire};
use machi_plan::search::words;
use machi_plan::selection::{
    LONGEST_QUERY, MOST_VALUES, Prepared, Selection, ViewState, linked_item, parse_address, selection,
    write_address,
};
use machi_plan::view::{FragmentOptions, fragment};

use super::{SOUND, shown};

thread_local! {
    static PREPARED: Rc<Prepared> = {
        let files = SOUND.iter().map(|(name, text)| (*name, text.as_bytes()));
        Rc::new(Prepared::new(package::read_files(files).0))
    };
}

/// The sound package, prepared for selecting.
fn prepared() -> Rc<Prepared> {
    PREPARED.with(Rc::clone)
}

/// The bytes as the fragment of an address, for two widgets on the page.
pub fn address(bytes: &[u8]) {
    let Ok(address) = std::str::from_utf8(bytes) else { return };
    let mut attributes = ViewState::default();
    attributes.set("department", "財政");
    for name in ["machi-plan", "町"] {
        let Some(state) = parse_address(address, name, &attributes) else {
            assert_eq!(linked_item(address, name), None, "{address:?}");
            continue;
        };
        comes_back(&state);
        let written = write_address(address, name, &state);
        let read = parse_address(&written, name, &ViewState::default());
        assert_eq!(read, Some(state.clone()), "{written:?}");
        assert_eq!(write_address(&written, name, &state), written);
        let others = |address: &str| -> Vec<String> {
            let parts = address.split(';').filter(|part| part.contains('?'));
            parts.filter(|part| parse_address(part, name, &attributes).is_none()).map(str::to_owned).collect()
        };
        assert_eq!(others(&written), others(address), "a part of another widget");
        decided(&state);
    }
}

/// Lines `=key=value` set a key, `+key=value` adds a value, `-key=value` removes it, `:key=value` sets a list with
/// this one value.
pub fn state(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let state = state_of(text.lines());
    comes_back(&state);
    decided(&state);
}

pub(super) fn state_of<'a>(lines: impl Iterator<Item = &'a str>) -> ViewState {
    let mut state = ViewState::default();
    for line in lines {
        let Some(how) = line.chars().next() else { continue };
        let (key, value) = line[how.len_utf8()..].split_once('=').unwrap_or((line, ""));
        match how {
            '=' => state.set(key, value),
            '+' => state.choose(key, value, true),
            '-' => state.choose(key, value, false),
            ':' => state.set_values(key, &[value.to_owned()]),
            _ => state.unset(key),
        }
    }
    state
}

/// A sound plan as an object in which the bytes replace some values: three bytes for each replacement, then the new
/// texts.
pub fn object(bytes: &[u8]) {
    let (changes, texts) = bytes.split_at(bytes.len().min(9));
    let text = String::from_utf8_lossy(texts);
    let mut tree = wire::to_json(&prepared().plan);
    for change in changes.chunks_exact(3) {
        let at = usize::from(change[0]) << 4 | usize::from(change[1] >> 4);
        let mut left = at % (size(&tree) + 1);
        put(&mut tree, &mut left, &other_value(change[1] & 15, change[2], &text));
    }
    let Ok(plan) = wire::from_text(&tree.text()) else { return };
    assert_eq!(planfile::check(&plan), Ok(()));
    assert_eq!(wire::from_text(&wire::to_json(&plan).text()).as_ref(), Ok(&plan));
    shown(plan);
}

fn other_value(kind: u8, number: u8, text: &str) -> Json {
    match kind {
        0 => Json::Null,
        1 => Json::Bool(number % 2 == 1),
        2 => Json::Number(u32::from(number)),
        3 => Json::Number(u32::MAX - u32::from(number)),
        4 => Json::Number(1_900 + u32::from(number)),
        5 => Json::Other(format!("-{number}")),
        6 => Json::List(vec![Json::Text(text.to_owned()); usize::from(number)]),
        7 => Json::List(Vec::new()),
        8 => Json::Object(Vec::new()),
        9 => Json::Object(vec![(text.to_owned(), Json::Number(1)); usize::from(number)]),
        10 => (0..number).fold(Json::Null, |inner, _| Json::List(vec![inner])),
        11 => wire::to_json(&prepared().plan),
        _ => Json::Text(text.chars().skip(usize::from(number % 8)).collect()),
    }
}

fn size(tree: &Json) -> usize {
    match tree {
        Json::List(list) => 1 + list.iter().map(size).sum::<usize>(),
        Json::Object(entries) => 1 + entries.iter().map(|(_, value)| size(value)).sum::<usize>(),
        _ => 1,
    }
}

/// Replaces the value at which the walk has counted down to zero.
fn put(tree: &mut Json, left: &mut usize, value: &Json) -> bool {
    if *left == 0 {
        *tree = value.clone();
        return true;
    }
    *left -= 1;
    match tree {
        Json::List(list) => list.iter_mut().any(|inner| put(inner, left, value)),
        Json::Object(entries) => entries.iter_mut().any(|(_, inner)| put(inner, left, value)),
        _ => false,
    }
}

/// A state is bounded, and each of its keys gives it back.
fn comes_back(state: &ViewState) {
    assert!(state.query.chars().count() <= LONGEST_QUERY);
    let mut again = ViewState::default();
    for key in ViewState::KEYS {
        let values = state.values(key);
        assert!(key == "q" || values.len() <= MOST_VALUES, "{key}");
        if let Some(text) = state.get(key) {
            again.set(key, &text);
        }
    }
    assert_eq!(again, *state);
}

/// The state can be applied, and its result can be written.
fn decided(state: &ViewState) {
    let Selection { order, matches, shown, open, .. } = selection(&prepared(), state);
    let mut sorted: Vec<usize> = order.iter().map(|item| item.0).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, (0..matches.len()).collect::<Vec<_>>(), "each item once");
    assert!(shown.iter().zip(&matches).all(|(shown, matches)| *matches || !*shown));
    assert!(open.iter().filter(|open| **open).count() <= state.items.len());
    assert!(words(&state.query).len() <= 20);
    let options = FragmentOptions { state: state.clone(), ..FragmentOptions::default() };
    let markup = fragment(&prepared(), "", &JA, &options).into_string();
    assert!(!markup.contains("<script") && !markup.contains("<img"), "{state:?}");
}
