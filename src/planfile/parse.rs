//! Parses JSON text into a tree. Any text is safe: no panic, no depth that exhausts the stack, time linear in its
//! length.

use super::{Damage, Json};

/// How deeply values may be nested. A plan needs nine levels, and each level takes some of the stack.
const MAX_NESTING: usize = 64;

impl Json {
    /// The value of a text. The error is the line and the column at which the text is not JSON.
    ///
    /// ```
    /// use machi_plan::planfile::{Damage, Json};
    /// assert_eq!(Json::parse("[2024, -0.5]"), Ok(Json::List(vec![Json::Number(2024), Json::Other("-0.5".to_owned())])));
    /// assert_eq!(Json::parse("{\n \"a\": }"), Err(Damage::Json { line: 2, column: 7 }));
    /// ```
    pub fn parse(text: &str) -> Result<Json, Damage> {
        let mut parser = Parser { text, at: 0, keeps: true };
        let value = parser.value(MAX_NESTING);
        parser.end(value)
    }
}

/// The body of a plan file: its tables as the texts of their rows, anything else as a tree.
///
/// A tree of all rows of a long plan takes several times the memory of the plan, and what a page has once taken for its
/// program it never gives back. So a row becomes a tree when it is read.
pub(super) enum Body<'a> {
    /// The members of the object.
    Plan(Vec<(String, Member<'a>)>),
    /// Not an object.
    Other(Json),
}

/// A member of a body.
pub(super) enum Member<'a> {
    /// The texts of the entries of an array. Each is JSON.
    Rows(Vec<&'a str>),
    /// Any other value.
    Value(Json),
}

impl Body<'_> {
    /// The body in a text. All of it is looked at, so the error is that of [`Json::parse`].
    pub(super) fn parse(text: &str) -> Result<Body<'_>, Damage> {
        let mut parser = Parser { text, at: 0, keeps: true };
        parser.space();
        let body = match parser.peek() {
            Some(b'{') => parser.members().map(Body::Plan),
            _ => parser.value(MAX_NESTING).map(Body::Other),
        };
        parser.end(body)
    }
}

fn position(text: &str, at: usize) -> Damage {
    let (mut line, mut column) = (1, 1);
    for sign in text.get(..at).unwrap_or_default().chars() {
        column += 1;
        if sign == '\n' {
            (line, column) = (line + 1, 1);
        }
    }
    Damage::Json { line, column }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Whether strings, arrays and objects keep what is in them, and are not only skipped.
    keeps: bool,
}

impl<'a> Parser<'a> {
    /// What was parsed, if it is there and nothing follows.
    fn end<T>(&mut self, parsed: Option<T>) -> Result<T, Damage> {
        self.space();
        match parsed {
            Some(parsed) if self.at == self.text.len() => Ok(parsed),
            _ => Err(position(self.text, self.at)),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Skips this byte if it is the next one after white space. Returns whether it was.
    fn takes(&mut self, byte: u8) -> bool {
        self.space();
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        self.space();
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'[' => self.list(depth),
            b'{' => self.object(depth),
            _ => self.word(),
        }
    }

    /// The members of the object of a body.
    fn members(&mut self) -> Option<Vec<(String, Member<'a>)>> {
        let mut members = Vec::new();
        self.each_entry(&mut |parser, key| {
            parser.space();
            let member = match parser.peek()? {
                b'[' => Member::Rows(parser.rows()?),
                _ => Member::Value(parser.value(MAX_NESTING - 1)?),
            };
            members.push((key, member));
            Some(())
        })?;
        Some(members)
    }

    /// The texts of the entries of an array in the object of a body.
    fn rows(&mut self) -> Option<Vec<&'a str>> {
        let mut rows = Vec::new();
        self.keeps = false;
        self.each_value(&mut |parser| {
            parser.space();
            let start = parser.at;
            parser.value(MAX_NESTING - 2)?;
            rows.push(&parser.text[start..parser.at]);
            Some(())
        })?;
        self.keeps = true;
        Some(rows)
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut list = Vec::new();
        self.each_value(&mut |parser| {
            let value = parser.value(depth)?;
            if parser.keeps {
                list.push(value);
            }
            Some(())
        })?;
        Some(Json::List(list))
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut entries = Vec::new();
        self.each_entry(&mut |parser, key| {
            let value = parser.value(depth)?;
            if parser.keeps {
                entries.push((key, value));
            }
            Some(())
        })?;
        Some(Json::Object(entries))
    }

    /// Calls `each` before every value of the array that begins here, and skips what is around the values.
    fn each_value(&mut self, each: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.takes(b']') {
            return Some(());
        }
        loop {
            each(self)?;
            if !self.takes(b',') {
                return self.takes(b']').then_some(());
            }
        }
    }

    /// The same for the values of the object that begins here, with their keys.
    fn each_entry(&mut self, each: &mut dyn FnMut(&mut Self, String) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.takes(b'}') {
            return Some(());
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return None;
            }
            let key = self.string()?;
            if !self.takes(b':') {
                return None;
            }
            each(self, key)?;
            if !self.takes(b',') {
                return self.takes(b'}').then_some(());
            }
        }
    }

    /// A number or one of the three names. A text that begins like a number but is none becomes [`Json::Other`], as a
    /// number that no plan contains.
    fn word(&mut self) -> Option<Json> {
        let start = self.at;
        while matches!(self.peek(), Some(b'a'..=b'z' | b'E' | b'0'..=b'9' | b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        Some(match word {
            "null" => Json::Null,
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ if !word.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) => {
                self.at = start;
                return None;
            }
            _ if word.starts_with('0') && word != "0" => Json::Other(word.to_owned()),
            _ => word.parse().map_or_else(|_| Json::Other(word.to_owned()), Json::Number),
        })
    }

    fn string(&mut self) -> Option<String> {
        let mut out = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | ..b' ') {
                self.at += 1;
            }
            if self.keeps {
                out.push_str(&self.text[start..self.at]);
            }
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(out);
                }
                b'\\' => {
                    let sign = self.escaped()?;
                    if self.keeps {
                        out.push(sign);
                    }
                }
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        self.at += 1;
        let sign = match self.peek()? {
            b'b' => '\u{8}',
            b't' => '\t',
            b'n' => '\n',
            b'f' => '\u{c}',
            b'r' => '\r',
            b'u' => return self.unit().map(|unit| self.sign_of(unit)),
            sign @ (b'"' | b'\\' | b'/') => char::from(sign),
            _ => return None,
        };
        self.at += 1;
        Some(sign)
    }

    /// The number after a `u`.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for at in self.at + 1..self.at + 5 {
            unit = unit << 4 | char::from(*self.text.as_bytes().get(at)?).to_digit(16)?;
        }
        self.at += 5;
        Some(unit)
    }

    /// Two units can be one character. A lone half is replaced, as the browser does when it encodes text.
    fn sign_of(&mut self, high: u32) -> char {
        let start = self.at;
        if (0xd800..0xdc00).contains(&high) && self.text[start..].starts_with("\\u") {
            self.at += 1;
            let pair = self.unit().filter(|low| (0xdc00..0xe000).contains(low));
            let sign =
                pair.and_then(|low| char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)));
            if let Some(sign) = sign {
                return sign;
            }
            self.at = start;
        }
        char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

#[cfg(test)]
mod tests;
