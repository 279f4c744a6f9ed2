//! A JSON text taken apart, without a copy of anything in it: one list of all values, each with the place of its text.
//!
//! A tree of a plan's row is some hundred allocations, most of them for keys. Here a row is one list, which the next row takes
//! over, and only what the plan keeps is copied.

use super::parse::{MAX_NESTING, Parser, Token};
use super::{Damage, Json};
use crate::list::List;

/// The values of a text, in its order.
#[derive(Default)]
pub(super) struct Tape<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Tape<'a> {
    /// The index of the value that is the whole text.
    pub const WHOLE: usize = 0;

    /// Takes a text apart. The error is where it is not JSON.
    pub fn parse(text: &'a str) -> Result<Tape<'a>, Damage> {
        let mut tape = Tape::default();
        tape.read(text).map(|()| tape)
    }

    /// The same for another text, in the room of the one before.
    pub fn read(&mut self, text: &'a str) -> Result<(), Damage> {
        self.text = text;
        self.tokens.clear();
        let mut parser = Parser::new(text, Some(&mut self.tokens));
        let parsed = parser.value(MAX_NESTING);
        parser.end(parsed)
    }

    /// The text of a value.
    pub fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.from..token.to])
    }

    /// Whether a value is an array.
    pub fn is_list(&self, at: usize) -> bool {
        self.text(at).starts_with('[')
    }

    /// Whether a value is an object.
    pub fn is_object(&self, at: usize) -> bool {
        self.text(at).starts_with('{')
    }

    /// The values of an array; keys and values by turns of an object.
    pub fn within(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.tokens.get(at).map_or(0, |token| token.next);
        let value = move |at: usize| (at < end).then_some(at);
        std::iter::successors(value(at + 1), move |at| value(self.tokens[*at].next))
    }

    /// The value of a key in an object. If the key occurs twice, the last one counts, as for other readers.
    pub fn find(&self, object: usize, key: &str) -> Option<usize> {
        let end = self.tokens.get(object).map_or(0, |token| token.next);
        let (mut at, mut found) = (object + 1, None);
        while at < end {
            let name = self.tokens[at];
            let is_as_long = name.to - name.from == key.len() + 2;
            if (is_as_long || name.is_escaped) && is_key(self.text(at), key) {
                found = Some(at + 1);
            }
            at = self.tokens[at + 1].next;
        }
        found
    }

    /// A value as a string, if it is one.
    pub fn string(&self, at: usize) -> Option<String> {
        let token = self.tokens.get(at)?;
        let text = self.text(at);
        match text.starts_with('"') {
            true if token.is_escaped => Some(unquoted(text)),
            true => Some(self.text[token.from + 1..token.to - 1].to_owned()),
            false => None,
        }
    }

    /// A value as a tree.
    pub fn tree(&self, at: usize) -> Json {
        let text = self.text(at);
        match text.bytes().next() {
            Some(b'"') => Json::Text(unquoted(text)),
            Some(b'[') => Json::List(self.within(at).map(|at| self.tree(at)).list()),
            Some(b'{') => {
                let (mut entries, mut within) = (Vec::new(), self.within(at));
                while let (Some(name), Some(value)) = (within.next(), within.next()) {
                    entries.push((unquoted(self.text(name)), self.tree(value)));
                }
                Json::Object(entries)
            }
            _ => word(text),
        }
    }
}

/// Whether the text of a key, with its quotes, is that of a name.
pub(super) fn is_key(quoted: &str, name: &str) -> bool {
    match quoted.contains('\\') {
        true => unquoted(quoted) == name,
        false => quoted.len() == name.len() + 2 && quoted.as_bytes()[1..].starts_with(name.as_bytes()),
    }
}

/// The characters of a string in a text.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_sub(2));
    // What is on the tape was parsed once.
    let _ = Parser::new(text, None).string(Some(&mut out));
    out
}

/// A number or one of the three names. A text that begins like a number but is none becomes [`Json::Other`], as a number that no
/// plan contains.
fn word(word: &str) -> Json {
    match word {
        "null" | "" => Json::Null,
        "true" => Json::Bool(true),
        "false" => Json::Bool(false),
        _ if word.starts_with('0') && word != "0" => Json::Other(word.to_owned()),
        _ => word.parse().map_or_else(|_| Json::Other(word.to_owned()), Json::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_however_it_is_written_and_its_last_value_counts() {
        let tape = Tape::parse(r#"{"b":["a","x"],"a":1,"\u0061":{"a":2},"c":"a","a":"計\u753b"}"#).unwrap();
        let of = |key: &str| tape.find(Tape::WHOLE, key).map(|at| tape.tree(at));
        assert_eq!(of("a"), Some(Json::Text("計画".to_owned())));
        assert_eq!(of("c"), Some(Json::Text("a".to_owned())));
        assert_eq!(of("x"), None, "a value is no key");
        let escaped = Tape::parse(r#"{"a":1,"\u0061":2}"#).unwrap();
        assert_eq!(escaped.tree(escaped.find(Tape::WHOLE, "a").unwrap()), Json::Number(2));
    }

    #[test]
    fn the_room_of_one_text_is_taken_over_by_the_next() {
        let mut tape = Tape::parse("[[1,2],{\"a\":[]},3]").unwrap();
        assert_eq!(tape.within(Tape::WHOLE).map(|at| tape.text(at)).list(), ["[1,2]", "{\"a\":[]}", "3"]);
        tape.read("{\"b\":4}").unwrap();
        assert_eq!((tape.find(Tape::WHOLE, "a"), tape.find(Tape::WHOLE, "b")), (None, Some(2)));
        assert!(tape.read("{\"b\":").is_err());
    }
}
