//! The state in the address: `#<name>?key=value&…`, several widgets joined by `;`, and the permanent link of an item,
//! `#<name>-item-<id>`. That is also the id of the row, so the link works without the script.

use super::ViewState;
use crate::list::List;

/// The state that a fragment (without its `#`) gives for the widget of this name. `attributes` is the state that its
/// attributes give. `None` where the fragment does not name this widget: its state stays as it is.
pub fn parse_address(fragment: &str, name: &str, attributes: &ViewState) -> Option<ViewState> {
    for part in fragment.split(';') {
        if let Some((of, query)) = part.split_once('?') {
            if decode(of) != name {
                continue;
            }
            // An address holds the whole state: a key that it does not have is not set.
            let mut state = ViewState::default();
            for pair in query.split('&') {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                state.set(key, &decode(value));
            }
            return Some(state);
        }
        if let Some(id) = item_of(part, name) {
            let mut state = attributes.clone();
            state.set_values("item", &[id]);
            return Some(state);
        }
    }
    None
}

/// The id of the item, where the fragment is a permanent link of this widget.
pub fn linked_item(fragment: &str, name: &str) -> Option<String> {
    let mut links = fragment.split(';').filter(|part| !part.contains('?'));
    links.find_map(|part| item_of(part, name))
}

fn item_of(part: &str, name: &str) -> Option<String> {
    let decoded = decode(part);
    let id = decoded.strip_prefix(name)?.strip_prefix("-item-")?;
    Some(id.to_owned()).filter(|id| !id.is_empty())
}

/// The permanent link of an item (without its `#`) for another place than the page itself, where every letter is escaped.
pub fn write_link(name: &str, item: &str) -> String {
    encode(&format!("{name}-item-{item}"))
}

/// The fragment (without its `#`) with `state` as the part of this widget. The parts of other widgets stay.
pub fn write_address(fragment: &str, name: &str, state: &ViewState) -> String {
    let own = format!("{}?{}", encode(name), write_query(state));
    let mut parts: Vec<&str> = Vec::new();
    let mut written = false;
    for part in fragment.split(';').filter(|part| !part.is_empty()) {
        if is_of(part, name) {
            if !written {
                parts.push(&own);
                written = true;
            }
        } else if part.contains('?') {
            parts.push(part);
        }
        // An anchor of another widget is a target to scroll to and not a state, so it is dropped.
    }
    if !written {
        parts.push(&own);
    }
    parts.join(";")
}

/// The keys of a state that have a value, as `key=value&…`.
pub fn write_query(state: &ViewState) -> String {
    let pairs =
        ViewState::KEYS.into_iter().filter_map(|key| Some(format!("{key}={}", encode(&state.get(key)?))));
    pairs.list().join("&")
}

fn is_of(part: &str, name: &str) -> bool {
    match part.split_once('?') {
        Some((of, _)) => decode(of) == name,
        None => decode(part).strip_prefix(name).is_some_and(|rest| rest.starts_with("-item-")),
    }
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~,".contains(&byte) {
            out.push(byte as char);
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.extend(['%', HEX[usize::from(byte >> 4)] as char, HEX[usize::from(byte & 15)] as char]);
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| bytes.get(at + offset).and_then(|b| (*b as char).to_digit(16));
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(pairs: &[(&str, &str)]) -> ViewState {
        let mut state = ViewState::default();
        pairs.iter().for_each(|(key, value)| state.set(key, value));
        state
    }

    #[test]
    fn a_link_leads_to_its_item() {
        for id in ["3-1-1a", "資格・検定 50%", "a;b?c"] {
            let link = write_link("machi-plan", id);
            assert!(link.is_ascii() && !link.contains([';', '?', ' ']), "{link}");
            assert_eq!(linked_item(&link, "machi-plan").as_deref(), Some(id));
        }
    }

    #[test]
    fn a_state_comes_back_from_its_address() {
        let written =
            state(&[("q", "窓口 & 50% #;?"), ("department", "総務課,各課"), ("sort", "-indicators")]);
        let fragment = write_address("", "machi-plan", &written);
        assert_eq!(parse_address(&fragment, "machi-plan", &ViewState::default()), Some(written));
        assert!(fragment.starts_with("machi-plan?department="), "{fragment}");
    }

    #[test]
    fn several_widgets_stand_side_by_side() {
        let one = write_address("", "machi-plan", &state(&[("q", "a")]));
        let both = write_address(&one, "machi-plan-2", &state(&[("q", "b")]));
        assert_eq!(both, "machi-plan?q=a;machi-plan-2?q=b");
        let changed = write_address(&both, "machi-plan", &state(&[]));
        assert_eq!(changed, "machi-plan?;machi-plan-2?q=b");
        assert_eq!(parse_address(&both, "machi-plan-2", &ViewState::default()).unwrap().query, "b");
    }

    #[test]
    fn the_permanent_link_opens_its_item_over_the_attributes() {
        let attributes = state(&[("department", "財政局")]);
        let read = parse_address("machi-plan-item-3-1-1a", "machi-plan", &attributes).unwrap();
        assert_eq!((read.items[0].as_str(), read.facets.of("department")[0].as_str()), ("3-1-1a", "財政局"));
        assert_eq!(parse_address("machi-plan-2-item-1", "machi-plan", &attributes), None);
        // The state of a widget whose name looks like a link is not a link.
        assert_eq!(linked_item("machi-plan-item-2?q=1", "machi-plan"), None);
    }

    #[test]
    fn a_fragment_that_is_not_ours_is_left_alone() {
        for fragment in ["", "top", "other?q=1", "machi-plan", "machi-plan-item-", "%E0%A4%A"] {
            assert_eq!(parse_address(fragment, "machi-plan", &ViewState::default()), None, "{fragment}");
        }
    }
}
