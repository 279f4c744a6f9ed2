//! The digits of a number format: `[DBNum3]` writes １２, `[DBNum1]` 十二.

/// The digits in which a format writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    Plain,
    /// １２
    Wide,
    /// 十二
    Kanji,
    /// 拾弐
    Formal,
}

impl Digits {
    /// The digits of a format.
    pub fn of(code: &str) -> Digits {
        let lower = code.to_ascii_lowercase();
        let has = |number: char| {
            ["dbnum", "natnum"].iter().any(|name| lower.contains(&format!("[{name}{number}]")))
        };
        match () {
            () if has('1') => Digits::Kanji,
            () if has('2') => Digits::Formal,
            () if has('3') => Digits::Wide,
            () => Digits::Plain,
        }
    }

    /// The text of a date in these digits: a year digit by digit, a month and a day as spoken numbers.
    pub fn date(self, text: &str) -> String {
        if let Digits::Plain | Digits::Wide = self {
            return self.wide(text);
        }
        let mut written = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let count = rest[start..].bytes().take_while(u8::is_ascii_digit).count();
            written.push_str(&rest[..start]);
            written.push_str(&self.spoken(&rest[start..start + count]));
            rest = &rest[start + count..];
        }
        written + rest
    }

    fn spoken(self, digits: &str) -> String {
        let (names, ten) = if self == Digits::Formal {
            ("〇壱弐参四伍六七八九", '拾')
        } else {
            ("〇一二三四五六七八九", '十')
        };
        let name = |digit: u8| names.chars().nth(usize::from(digit - b'0')).unwrap_or('〇');
        match digits.trim_start_matches('0').as_bytes() {
            [tens, ones] => {
                let tens = if *tens == b'1' && self == Digits::Kanji {
                    String::new()
                } else {
                    name(*tens).to_string()
                };
                let ones = if *ones == b'0' { String::new() } else { name(*ones).to_string() };
                format!("{tens}{ten}{ones}")
            }
            all => all.iter().map(|digit| name(*digit)).collect(),
        }
    }

    /// The text with wide digits where the format asks for them.
    pub fn wide(self, text: &str) -> String {
        if self != Digits::Wide {
            return text.to_owned();
        }
        let wide =
            |c: char| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c };
        text.chars().map(wide).collect()
    }
}
