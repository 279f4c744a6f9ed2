//! JSON for people and programs, written from the top and indented.

use crate::planfile::quote;

/// A JSON object that is being written, indented by two.
pub(super) struct Writer {
    text: String,
    depth: usize,
    is_first: bool,
}

impl Writer {
    pub(super) fn new() -> Writer {
        Writer { text: "{".to_owned(), depth: 1, is_first: true }
    }

    /// Begins the next value: writes its key, or no key in a list.
    fn begin(&mut self, key: &str) {
        if !self.is_first {
            self.text.push(',');
        }
        self.is_first = false;
        self.new_line();
        if !key.is_empty() {
            quote(key, &mut self.text);
            self.text.push_str(": ");
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        (0..self.depth).for_each(|_| self.text.push_str("  "));
    }

    /// A text under a key; in a list the key is empty.
    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.begin(key);
        quote(text, &mut self.text);
    }

    /// A text that is left out where it is empty.
    pub(super) fn stated(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    /// An object (`{}`) or a list (`[]`) under a key; in a list the key is empty.
    pub(super) fn within(&mut self, key: &str, brackets: &str, inside: impl FnOnce(&mut Writer)) {
        self.open(key, brackets);
        inside(self);
        self.close(brackets);
    }

    fn open(&mut self, key: &str, brackets: &str) {
        self.begin(key);
        self.text.push_str(&brackets[..1]);
        self.depth += 1;
        self.is_first = true;
    }

    fn close(&mut self, brackets: &str) {
        self.depth -= 1;
        if !self.is_first {
            self.new_line();
        }
        self.is_first = false;
        self.text.push_str(&brackets[1..]);
    }

    /// The finished text, with a line break at its end.
    pub(super) fn finish(mut self) -> String {
        self.close("{}");
        self.text.push('\n');
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_reads_the_written_json() {
        let hostile = "\u{0}\u{8}\u{1f}\u{7f}\u{2028}\"\\\n\r\t</script>字😀";
        let mut json = Writer::new();
        json.text(hostile, hostile);
        json.stated("none", "");
        json.within("list", "[]", |json| {
            json.text("", "1");
            json.within("", "{}", |json| json.text("a", "b"));
            json.within("", "[]", |_| ());
        });
        let text = json.finish();
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, serde_json::json!({ hostile: hostile, "list": ["1", { "a": "b" }, []] }));
        // Another writer gives the same layout.
        let list = "{\n  \"list\": [\n    \"1\",\n    {\n      \"a\": \"b\"\n    },\n    []\n  ]\n}\n";
        let again = serde_json::to_string_pretty(&serde_json::json!({ "list": read["list"] })).unwrap();
        assert_eq!(again + "\n", list);
        assert!(text.ends_with(&list[1..]));
    }
}
