//! JSON as a tree, read from text and written as text: the body of a plan file before it becomes a plan, and values that go
//! to and come from JavaScript.
//!
//! One tree type replaces a struct for each sheet with derived readers and writers, which were 80 KB of code in the
//! widget. Our own reader and writer also replace those of the browser. So a page that changed `JSON` or a prototype
//! changes no plan file that is read or saved, and the command uses the same code.

/// A JSON value. Numbers are whole and not negative, as every number of a plan is; any other is [`Json::Other`].
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Number(u32),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; keys in the order in which they are written.
    Object(Vec<(String, Json)>),
    /// A number that no plan contains, in its written form: a fraction, a negative number.
    Other(String),
}

/// How many characters of a value a message quotes.
const SHOWN: usize = 40;

impl Json {
    /// The value as text on one line. The bytes are the same natively, in the browser and from other writers: no key
    /// is left out, and only required characters are escaped.
    ///
    /// ```
    /// use machi_plan::planfile::Json;
    /// let json = Json::Object(vec![("a".to_owned(), Json::List(vec![Json::Text("\"\n".to_owned()), Json::Number(1)]))]);
    /// assert_eq!(json.text(), "{\"a\":[\"\\\"\\n\",1]}");
    /// assert_eq!(Json::parse(&json.text()), Ok(json));
    /// ```
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(value) => out.push_str(&value.to_string()),
            Json::Other(number) => out.push_str(number),
            Json::Text(text) => quote(text, out),
            Json::List(list) => write_each(['[', ']'], list, out, Json::write),
            Json::Object(entries) => write_each(['{', '}'], entries, out, |(key, value), out| {
                quote(key, out);
                out.push(':');
                value.write(out);
            }),
        }
    }

    /// The value for a message: shortened, and without the values inside it.
    pub(super) fn brief(&self) -> String {
        match self {
            Json::List(_) => "[…]".to_owned(),
            Json::Object(_) => "{…}".to_owned(),
            other => {
                let text = other.text();
                match text.char_indices().nth(SHOWN) {
                    Some((end, _)) => text[..end].to_owned() + "…",
                    None => text,
                }
            }
        }
    }
}

/// A text as a JSON string.
pub(crate) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for sign in text.chars() {
        let short = match sign {
            '"' | '\\' => sign,
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            ' '.. => {
                out.push(sign);
                continue;
            }
            _ => {
                out.push_str(if sign < '\u{10}' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(u32::from(sign) % 16, 16));
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_another_writer_writes_and_reader_reads() {
        let hostile: String = ('\u{0}'..='\u{ff}').chain("\u{2028}\u{fffd}字😀</script>".chars()).collect();
        let own = Json::Object(vec![
            (hostile.clone(), Json::Text(hostile.clone())),
            ("list".to_owned(), Json::List(vec![Json::Null, Json::Bool(true), Json::Number(u32::MAX)])),
            ("none".to_owned(), Json::Object(Vec::new())),
        ]);
        let theirs: serde_json::Value = serde_json::from_str(&own.text()).unwrap();
        assert_eq!(theirs[&hostile], hostile);
        assert_eq!(Json::parse(&theirs.to_string()), Ok(own.clone()));
        let sorted = [("list", &theirs["list"]), ("none", &theirs["none"])];
        assert!(sorted.iter().all(|(key, value)| own.text().contains(&format!("\"{key}\":{value}"))));
        let quoted = serde_json::to_string(&hostile).unwrap();
        assert!(own.text().starts_with(&format!("{{{quoted}:{quoted},")));
    }

    #[test]
    fn a_message_repeats_a_value_shortened() {
        let brief = |text: &str| Json::parse(text).unwrap().brief();
        assert_eq!(
            ["\"2024\"", "-1", "2024.5", "[1]", "{}", "true"].map(brief),
            ["\"2024\"", "-1", "2024.5", "[…]", "{…}", "true"]
        );
        assert_eq!(Json::Text("長".repeat(50)).brief(), format!("\"{}…", "長".repeat(39)));
    }
}

/// Writes values between two brackets, with commas between them.
fn write_each<T>([open, close]: [char; 2], values: &[T], out: &mut String, write: fn(&T, &mut String)) {
    out.push(open);
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(value, out);
    }
    out.push(close);
}
