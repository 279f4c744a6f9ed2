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
mod tests {
    use super::*;

    /// Texts with every kind of beginning, end and escape.
    const TEXTS: [&str; 36] = [
        "null",
        "true",
        "false",
        "0",
        "1",
        "4294967295",
        "4294967296",
        "-1",
        "-0",
        "2024.5",
        "1e3",
        "1E+3",
        "1.5e-3",
        "[]",
        "{}",
        " [ 1 , [ ] , { } ] ",
        "\t{\"a\":1,\"b\":[null]}\r\n",
        "\"\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u3042\\ud83d\\ude00\"",
        "",
        " ",
        "nul",
        "nulll",
        ".5",
        "+1",
        "[1,]",
        "[,]",
        "[1",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "[] []",
    ];

    fn same(own: &Json, theirs: &serde_json::Value) -> bool {
        match (own, theirs) {
            (Json::Null, serde_json::Value::Null) => true,
            (Json::Bool(own), serde_json::Value::Bool(theirs)) => own == theirs,
            (Json::Number(own), serde_json::Value::Number(theirs)) => {
                theirs.as_u64() == Some(u64::from(*own))
            }
            (Json::Other(own), serde_json::Value::Number(theirs)) => {
                own.parse::<f64>().ok() == theirs.as_f64()
            }
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
    fn what_only_begins_as_a_number_is_a_number_that_no_plan_holds() {
        for text in ["01", "-", "1.", "1e", "1.2.3", "-x", "1-1"] {
            assert_eq!(Json::parse(text), Ok(Json::Other(text.to_owned())));
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
        for (text, line, column) in
            [("x", 1, 1), ("[\n  1,\n  x]", 3, 3), ("[\"計画\" 1]", 1, 7), ("\"計\u{1}", 1, 3)]
        {
            assert_eq!(Json::parse(text), Err(Damage::Json { line, column }), "{text}");
        }
    }
}
