//! Parses JSON text. Any text is safe: no panic, no depth that exhausts the stack, time linear in its length.

use super::tape::Tape;
use super::{Damage, Json};

/// How deeply values may be nested. A plan needs nine levels, and each level takes some of the stack.
pub(super) const MAX_NESTING: usize = 64;

impl Json {
    /// The value of a text. The error is the line and the column at which the text is not JSON.
    ///
    /// ```
    /// use machi_plan::planfile::{Damage, Json};
    /// assert_eq!(Json::parse("[2024, -0.5]"), Ok(Json::List(vec![Json::Number(2024), Json::Other("-0.5".to_owned())])));
    /// assert_eq!(Json::parse("{\n \"a\": }"), Err(Damage::Json { line: 2, column: 7 }));
    /// ```
    pub fn parse(text: &str) -> Result<Json, Damage> {
        Tape::parse(text).map(|tape| tape.tree(Tape::WHOLE))
    }
}

/// The body of a plan file: checked as JSON, but not copied.
///
/// A tree of all rows of a long plan takes several times the memory of the plan, and a page never gives memory of its
/// program back. So a row is taken apart when it is read.
pub(super) enum Body<'a> {
    /// The members of the object: the texts of their keys, with the quotes, and the values.
    Plan(Vec<(&'a str, Member<'a>)>),
    /// Not an object.
    Other(&'a str),
}

/// A member of a body.
pub(super) enum Member<'a> {
    /// The texts of the entries of an array. Each is JSON.
    Rows(Vec<&'a str>),
    /// The text of any other value.
    Value(&'a str),
}

impl Body<'_> {
    /// The body in a text. The error is that of [`Json::parse`].
    pub(super) fn parse(text: &str) -> Result<Body<'_>, Damage> {
        let mut parser = Parser::new(text, None);
        parser.space();
        let body = match parser.peek() {
            Some(b'{') => parser.members().map(Body::Plan),
            _ => parser.text_of(MAX_NESTING).map(Body::Other),
        };
        parser.end(body)
    }
}

/// How many bytes there are before a quote, a backslash or a control character. Texts are most of a plan, so sixteen are looked
/// at together.
fn plain(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
    let (sixteens, _) = bytes.as_chunks::<16>();
    let has_end = |sixteen: &[u8; 16]| sixteen.iter().fold(false, |found, byte| found | ends(byte));
    let begin = sixteens.iter().take_while(|sixteen| !has_end(sixteen)).count() * 16;
    bytes[begin..].iter().position(ends).map_or(bytes.len(), |at| begin + at)
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

/// A value in a text, or the key of an object. Those of an array or an object follow it.
#[derive(Clone, Copy)]
pub(super) struct Token {
    /// The bytes of the text.
    pub from: usize,
    pub to: usize,
    /// Whether it is a string with an escape.
    pub is_escaped: bool,
    /// The index of the token after this one and all in it.
    pub next: usize,
}

pub(super) struct Parser<'a, 't> {
    text: &'a str,
    at: usize,
    /// What was found so far, where somebody asks for it.
    tokens: Option<&'t mut Vec<Token>>,
}

impl<'a, 't> Parser<'a, 't> {
    pub(super) fn new(text: &'a str, tokens: Option<&'t mut Vec<Token>>) -> Parser<'a, 't> {
        Parser { text, at: 0, tokens }
    }

    /// What was parsed, if it is there and nothing follows.
    pub(super) fn end<T>(&mut self, parsed: Option<T>) -> Result<T, Damage> {
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

    /// Begins a token here. Returns its index.
    fn begin(&mut self) -> usize {
        let from = self.at;
        self.tokens.as_mut().map_or(0, |tokens| {
            tokens.push(Token { from, to: from, is_escaped: false, next: 0 });
            tokens.len() - 1
        })
    }

    /// Ends it here.
    fn finish(&mut self, token: usize, is_escaped: bool) {
        if let Some(tokens) = &mut self.tokens {
            tokens[token] = Token { from: tokens[token].from, to: self.at, is_escaped, next: tokens.len() };
        }
    }

    /// Skips the value that begins after white space. `depth` is how many levels it may have.
    pub(super) fn value(&mut self, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        self.space();
        let token = self.begin();
        let mut is_escaped = false;
        match self.peek()? {
            b'"' => is_escaped = self.string(None)?,
            b'[' => self.each_value(&mut |parser| parser.value(depth))?,
            b'{' => self.each_entry(&mut |parser, _| parser.value(depth))?,
            _ => self.word()?,
        }
        self.finish(token, is_escaped);
        Some(())
    }

    /// The text of that value.
    fn text_of(&mut self, depth: usize) -> Option<&'a str> {
        self.space();
        let from = self.at;
        self.value(depth)?;
        Some(&self.text[from..self.at])
    }

    /// The members of the object of a body.
    fn members(&mut self) -> Option<Vec<(&'a str, Member<'a>)>> {
        let mut members = Vec::new();
        self.each_entry(&mut |parser, key| {
            parser.space();
            let member = match parser.peek()? {
                b'[' => Member::Rows(parser.rows()?),
                _ => Member::Value(parser.text_of(MAX_NESTING - 1)?),
            };
            members.push((key, member));
            Some(())
        })?;
        Some(members)
    }

    /// The texts of the entries of an array in the object of a body.
    fn rows(&mut self) -> Option<Vec<&'a str>> {
        let mut rows = Vec::new();
        self.each_value(&mut |parser| {
            rows.push(parser.text_of(MAX_NESTING - 2)?);
            Some(())
        })?;
        Some(rows)
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

    /// The same for the values of the object that begins here, with the texts of their keys.
    fn each_entry(&mut self, each: &mut dyn FnMut(&mut Self, &'a str) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.takes(b'}') {
            return Some(());
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return None;
            }
            let token = self.begin();
            let from = self.at;
            let is_escaped = self.string(None)?;
            self.finish(token, is_escaped);
            let key = &self.text[from..self.at];
            if !self.takes(b':') {
                return None;
            }
            each(self, key)?;
            if !self.takes(b',') {
                return self.takes(b'}').then_some(());
            }
        }
    }

    /// A number or one of the three names.
    fn word(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'a'..=b'z' | b'E' | b'0'..=b'9' | b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        if matches!(word, "null" | "true" | "false")
            || word.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        {
            return Some(());
        }
        self.at = start;
        None
    }

    /// The string that begins here: whether it has an escape. With `out`, its characters are appended to that.
    pub(super) fn string(&mut self, mut out: Option<&mut String>) -> Option<bool> {
        self.at += 1;
        let mut is_escaped = false;
        loop {
            let start = self.at;
            self.at += plain(&self.text.as_bytes()[start..]);
            if let Some(out) = &mut out {
                out.push_str(&self.text[start..self.at]);
            }
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(is_escaped);
                }
                b'\\' => {
                    is_escaped = true;
                    let sign = self.escaped()?;
                    if let Some(out) = &mut out {
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
