//! JSON text into a tree. Any text: no panic, no depth that exhausts the stack, time linear in its length.

use super::{Damage, Json};

/// How deep values may be in one another: a plan needs nine levels, and each takes some of the stack.
const MAX_NESTING: usize = 64;

impl Json {
    /// The value that a text is; an error with its line and column where it is none.
    ///
    /// ```
    /// use machi_plan::planfile::{Damage, Json};
    /// assert_eq!(Json::parse("[2024, -0.5]"), Ok(Json::List(vec![Json::Number(2024), Json::Other("-0.5".to_owned())])));
    /// assert_eq!(Json::parse("{\n \"a\": }"), Err(Damage::Json { line: 2, column: 7 }));
    /// ```
    pub fn parse(text: &str) -> Result<Json, Damage> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(MAX_NESTING);
        parser.space();
        match value {
            Some(value) if parser.at == text.len() => Ok(value),
            _ => Err(position(text, parser.at)),
        }
    }
}

fn position(text: &str, at: usize) -> Damage {
    // A sign of several bytes is looked at byte by byte.
    let before = String::from_utf8_lossy(&text.as_bytes()[..at.min(text.len())]);
    let line = before.matches('\n').count() + 1;
    Damage::Json { line, column: before.chars().rev().take_while(|sign| *sign != '\n').count() + 1 }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Passes over a byte, where it is the next that is no space.
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

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut list = Vec::new();
        self.at += 1;
        if self.takes(b']') {
            return Some(Json::List(list));
        }
        loop {
            list.push(self.value(depth)?);
            if !self.takes(b',') {
                return self.takes(b']').then_some(Json::List(list));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut entries = Vec::new();
        self.at += 1;
        if self.takes(b'}') {
            return Some(Json::Object(entries));
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
            entries.push((key, self.value(depth)?));
            if !self.takes(b',') {
                return self.takes(b'}').then_some(Json::Object(entries));
            }
        }
    }

    /// A number or one of the three names.
    fn word(&mut self) -> Option<Json> {
        let rest = &self.text.as_bytes()[self.at..];
        let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        let word = &self.text[self.at..self.at + len];
        let value = match word {
            "null" => Json::Null,
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ if !is_number(word.as_bytes()) => return None,
            _ => word.parse().map_or_else(|_| Json::Other(word.to_owned()), Json::Number),
        };
        self.at += len;
        Some(value)
    }

    fn string(&mut self) -> Option<String> {
        let mut out = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | ..b' ') {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(out);
                }
                b'\\' => out.push(self.escaped()?),
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
        let digits = self.text.get(self.at + 1..self.at + 5)?;
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        self.at += if is_hex { 5 } else { 0 };
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)
    }

    /// Two units can be one sign; half of one alone is none, as everywhere in the browser where text is made bytes.
    fn sign_of(&mut self, high: u32) -> char {
        let start = self.at;
        if (0xd800..0xdc00).contains(&high) && self.text[start..].starts_with("\\u") {
            self.at += 1;
            let pair = self.unit().filter(|low| (0xdc00..0xe000).contains(low));
            let sign = pair.and_then(|low| char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)));
            if let Some(sign) = sign {
                return sign;
            }
            self.at = start;
        }
        char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// Whether a word is a number of JSON.
fn is_number(word: &[u8]) -> bool {
    let digits = |text: &mut &[u8]| {
        let len = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        *text = &text[len..];
        len
    };
    let mut rest = word.strip_prefix(b"-").unwrap_or(word);
    let is_padded = rest.starts_with(b"0");
    let whole = digits(&mut rest);
    let mut is_sound = whole == 1 || whole > 1 && !is_padded;
    if let Some(fraction) = rest.strip_prefix(b".") {
        rest = fraction;
        is_sound &= digits(&mut rest) > 0;
    }
    if let Some(power) = rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) {
        rest = power.strip_prefix(b"+").or_else(|| power.strip_prefix(b"-")).unwrap_or(power);
        is_sound &= digits(&mut rest) > 0;
    }
    is_sound && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts that begin, end and escape in every way.
    const TEXTS: [&str; 40] = [
        "null", "true", "false", "0", "1", "4294967295", "4294967296", "-1", "-0", "2024.5", "1e3", "1E+3", "1.5e-3", "[]",
        "{}", " [ 1 , [ ] , { } ] ", "\t{\"a\":1,\"b\":[null]}\r\n", "\"\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u3042\\ud83d\\ude00\"",
        "", " ", "nul", "nulll", "01", "-", "1.", ".5", "1e", "+1", "[1,]", "[,]", "[1", "{\"a\"}", "{\"a\":}", "{a:1}",
        "\"\\x\"", "\"\\u12g4\"", "\"\n\"", "[] []",
    ];

    fn same(own: &Json, theirs: &serde_json::Value) -> bool {
        match (own, theirs) {
            (Json::Null, serde_json::Value::Null) => true,
            (Json::Bool(own), serde_json::Value::Bool(theirs)) => own == theirs,
            (Json::Number(own), serde_json::Value::Number(theirs)) => theirs.as_u64() == Some(u64::from(*own)),
            (Json::Other(own), serde_json::Value::Number(theirs)) => own.parse::<f64>().ok() == theirs.as_f64(),
            (Json::Text(own), serde_json::Value::String(theirs)) => own == theirs,
            (Json::List(own), serde_json::Value::Array(theirs)) => {
                own.len() == theirs.len() && own.iter().zip(theirs).all(|(own, theirs)| same(own, theirs))
            }
            (Json::Object(own), serde_json::Value::Object(theirs)) => {
                own.len() == theirs.len() && own.iter().all(|(key, own)| same(own, &theirs[key]))
            }
            _ => false,
        }
    }

    #[test]
    fn a_text_is_read_as_another_reader_reads_it() {
        for text in TEXTS {
            match (Json::parse(text), serde_json::from_str::<serde_json::Value>(text)) {
                (Ok(own), Ok(theirs)) => assert!(same(&own, &theirs), "{text}: {own:?}, {theirs:?}"),
                (Err(_), Err(_)) => {}
                (own, theirs) => panic!("{text}: {own:?}, {theirs:?}"),
            }
        }
    }

    #[test]
    fn half_a_sign_becomes_the_sign_for_what_cannot_be_read() {
        let text = |text: &str| Json::parse(text).map(|json| json.text());
        assert_eq!(text(r#""\ud83d""#), Ok("\"\u{fffd}\"".to_owned()));
        assert_eq!(text(r#""\ude00\ud83dx\ud83d\u3042""#), Ok("\"\u{fffd}\u{fffd}x\u{fffd}あ\"".to_owned()));
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Json::parse(&nested(MAX_NESTING)).is_ok());
        assert!(Json::parse(&nested(MAX_NESTING + 1)).is_err());
        assert!(Json::parse(&"[".repeat(1_000_000)).is_err());
        assert!(Json::parse(&"{\"a\":".repeat(1_000_000)).is_err());
    }

    #[test]
    fn where_a_text_is_no_json_is_said_by_line_and_column() {
        for (text, line, column) in [("x", 1, 1), ("[\n  1,\n  x]", 3, 3), ("[\"計画\" 1]", 1, 7), ("\"計\u{1}", 1, 3)] {
            assert_eq!(Json::parse(text), Err(Damage::Json { line, column }), "{text}");
        }
    }
}
