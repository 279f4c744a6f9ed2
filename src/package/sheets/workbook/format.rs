//! Number formats: show a number as the spreadsheet does.

use super::date;
use super::digits::Digits;
use super::number::Decimal;
use super::tokens::{Token, sections, tokens};
use crate::package::NumberForm;

/// A number under a format.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The text that the spreadsheet shows.
    Text(String),
    /// A date: as shown; as `2026-11-21` where it has a day; and whether the format shows the day.
    Date { shown: String, iso: Option<String>, has_day: bool },
    /// The format shows nothing. This is the number itself.
    Hidden(String),
    /// The format shows a negative number without a sign. This is the number with one.
    Signless(String),
    /// The format is unknown. This is the number itself.
    Plain(String),
}

/// The longest format that a spreadsheet accepts, in characters of four bytes.
const MAX_CODE: usize = 4 * 255;

/// A number format, parsed once for all cells that have it.
#[derive(Debug)]
pub(super) struct Format {
    /// As the workbook writes it.
    pub code: String,
    /// The sections: positive; negative, which writes its own sign; zero; text. `None` where the format is unknown.
    sections: Option<Vec<Vec<Token>>>,
    digits: Digits,
    /// The characters before and after a text; `None` where the format shows none.
    around: Option<(String, String)>,
    /// Whether the format hides a text: its fourth section is for texts and does not show them.
    pub hides_text: bool,
    /// Whether each section shows its numbers in white.
    white: Vec<bool>,
}

impl Format {
    /// Parses a format.
    pub fn new(code: &str) -> Format {
        // The long date of the system. In Japan it is this format, whatever follows.
        let is_long_date = code.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("[$-F800]"));
        let parsed = || {
            let code = if is_long_date { "yyyy\"年\"m\"月\"d\"日\"" } else { code };
            sections(code).iter().map(|section| tokens(section)).collect()
        };
        if code.len() > MAX_CODE {
            let digits = Digits::of(code);
            let code = code.to_owned();
            return Format {
                code,
                sections: None,
                digits,
                around: None,
                hides_text: false,
                white: Vec::new(),
            };
        }
        let texts = sections(code);
        Format {
            code: code.to_owned(),
            sections: parsed(),
            digits: Digits::of(code),
            // Without a fourth section, the last one is for texts if it has a place for them.
            around: texts.get(3).or(texts.last()).and_then(|section| around(section)),
            hides_text: texts.get(3).is_some_and(|section| !section.contains(['@', 'G'])),
            white: texts.iter().map(|section| is_white(section)).collect(),
        }
    }

    /// The kind of the format, by its first section.
    pub fn form(&self) -> NumberForm {
        let first = self.sections.as_ref().and_then(|sections| sections.first());
        match first {
            Some(tokens) if tokens.contains(&Token::Percent) => NumberForm::Percent,
            Some(tokens) if *tokens == [Token::General] => NumberForm::General,
            _ => NumberForm::Other,
        }
    }

    /// A text with the characters that the format shows around it: 約25 of 25 under `"約"@`. `None` where it shows none.
    pub fn around(&self, text: &str) -> Option<String> {
        self.around.as_ref().map(|(before, after)| [before, text, after].concat())
    }

    /// Whether a number is shown in white.
    pub fn is_white(&self, value: f64) -> bool {
        let at = Decimal::new(value).map_or(0, |number| section_of(self.white.len(), &number).0);
        self.white.get(at) == Some(&true)
    }

    /// Shows a number.
    pub fn show(&self, value: f64, is_1904: bool) -> Shown {
        let Some(number) = Decimal::new(value) else { return Shown::Plain(value.to_string()) };
        let Some(sections) = &self.sections else { return Shown::Plain(number.plain()) };
        if sections[0].iter().any(|token| matches!(token, Token::Date(..))) {
            return match date::show(value, &sections[0], is_1904) {
                Some((shown, iso, has_day)) => Shown::Date { shown: self.digits.date(&shown), iso, has_day },
                None => Shown::Plain(number.plain()),
            };
        }
        if let Digits::Kanji | Digits::Formal = self.digits {
            return Shown::Plain(number.plain());
        }
        // `@` shows a number as it was typed.
        if let [only] = &sections[..]
            && place_of_text(&self.code).is_some()
            && only.iter().all(|token| matches!(token, Token::Literal(_)))
        {
            let plain = number.plain();
            return Shown::Text(self.around(&plain).unwrap_or(plain));
        }
        let (at, sign) = section_of(sections.len(), &number);
        let section = &sections[at];
        // `;;;` shows nothing, and `0;-0;` shows nothing for a zero.
        if section.iter().all(|token| matches!(token, Token::Literal(c) if c.is_whitespace())) {
            return Shown::Hidden(number.plain());
        }
        match apply(&number, section) {
            // `#` shows nothing for a zero.
            Some(text) if text.trim().is_empty() => Shown::Hidden(number.plain()),
            Some(text) if number.negative && sign.is_empty() && !says_minus(&text) => {
                Shown::Signless(self.digits.wide(&format!("-{}", text.trim())))
            }
            Some(text) => Shown::Text(self.digits.wide(&format!("{sign}{}", text.trim()))),
            None => Shown::Plain(number.plain()),
        }
    }
}

/// The index of the section that shows a number, of so many, and the sign that is written before it.
fn section_of(sections: usize, number: &Decimal) -> (usize, &'static str) {
    match (sections, number.is_zero(), number.negative) {
        (3.., true, _) => (2, ""),
        (2.., false, true) => (1, ""),
        (_, false, true) => (0, "-"),
        _ => (0, ""),
    }
}

/// Whether a section names white as the colour of its characters.
fn is_white(section: &str) -> bool {
    let lower = section.to_ascii_lowercase();
    ["[white]", "[白]", "[color2]", "[色2]", "[色 2]"].iter().any(|colour| lower.contains(colour))
}

/// The characters that a section for texts shows before and after a text.
fn around(section: &str) -> Option<(String, String)> {
    let (before, after) = place_of_text(section)?;
    let signs = |part: &str| -> Option<String> {
        let sign = |token: Token| match token {
            Token::Literal(c) => Some(c),
            _ => None,
        };
        tokens(part)?.into_iter().map(sign).collect()
    };
    let (before, after) = (signs(before)?.trim_start().to_owned(), signs(after)?.trim_end().to_owned());
    (!before.is_empty() || !after.is_empty()).then_some((before, after))
}

/// The parts of a section before and after `@`, the place of the text.
fn place_of_text(section: &str) -> Option<(&str, &str)> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in section.char_indices() {
        if c == '@' && !quoted && !escaped {
            return Some((&section[..at], &section[at + 1..]));
        }
        quoted ^= c == '"' && !escaped;
        // The character after these is layout, or is shown as it is.
        escaped = !quoted && !escaped && matches!(c, '\\' | '!' | '_' | '*');
    }
    None
}

/// Whether a format says in characters that a number is negative. `0;[Red]0` says it by colour alone.
fn says_minus(text: &str) -> bool {
    text.contains(['-', '−', '－', '‐', '–', '▲', '△', '▼', '(', '（', '減', '負', '赤'])
        || text.contains("マイナス")
}

/// A number under one section. `None` where the section is not a plain number format: then the shown text may differ
/// from the content (an empty section hides it, and a dash for zero has another meaning in a plan).
fn apply(number: &Decimal, tokens: &[Token]) -> Option<String> {
    let is_of_number = |token: &Token| matches!(token, Token::Digit(_) | Token::Point | Token::General);
    let first = tokens.iter().position(is_of_number)?;
    let last = tokens.iter().rposition(is_of_number).unwrap_or(first);
    let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
    let behind = &tokens[last + 1..];
    let thousands = behind.iter().take_while(|token| **token == Token::Comma).count();
    let scaled = number.clone().shifted(2 * percents as i32 - 3 * thousands as i32);
    let pattern = &tokens[first..=last];
    let is_without_digits = |written: &str| written.is_empty() && tokens.iter().any(is_shown);
    let written = if pattern == [Token::General] {
        if thousands > 0 {
            return None;
        }
        let text = scaled.plain();
        text.strip_prefix('-').map_or(text.clone(), str::to_owned)
    } else {
        written(&scaled, pattern)?
    };
    // `"-"??` shows a zero as a dash, and `#"件"` as 件.
    if is_without_digits(&written) {
        return None;
    }
    let mut text = String::new();
    let around = |tokens: &[Token], text: &mut String| {
        for token in tokens {
            match token {
                Token::Literal(c) => text.push(*c),
                Token::Percent => text.push('%'),
                _ => return None,
            }
        }
        Some(())
    };
    around(&tokens[..first], &mut text)?;
    text.push_str(&written);
    around(&behind[thousands..], &mut text)?;
    Some(text)
}

/// Whether a token is a sign that is seen.
fn is_shown(token: &Token) -> bool {
    matches!(token, Token::Literal(c) if !c.is_whitespace()) || *token == Token::Percent
}

/// The digits of a number under `#,##0.0`.
fn written(number: &Decimal, pattern: &[Token]) -> Option<String> {
    let point = pattern.iter().position(|token| *token == Token::Point).unwrap_or(pattern.len());
    let (before, after) = (&pattern[..point], pattern.get(point + 1..).unwrap_or(&[]));
    let count = |tokens: &[Token], of: &[char]| {
        tokens.iter().filter(|token| matches!(token, Token::Digit(c) if of.contains(c))).count()
    };
    let only = |tokens: &[Token], comma: bool| {
        tokens.iter().all(|token| matches!(token, Token::Digit(_)) || comma && *token == Token::Comma)
    };
    if !only(before, true) || !only(after, false) {
        return None;
    }
    let (whole, part) = number.rounded(count(after, &['0']), count(after, &['0', '#', '?']));
    let least = count(before, &['0']);
    let whole = if whole == "0" && least == 0 { String::new() } else { format!("{whole:0>least$}") };
    let whole = if before.contains(&Token::Comma) { grouped(&whole) } else { whole };
    let point = if pattern.contains(&Token::Point) { "." } else { "" };
    Some(format!("{whole}{point}{part}"))
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(value: f64, code: &str, is_1904: bool) -> Shown {
        Format::new(code).show(value, is_1904)
    }

    #[test]
    fn a_number_is_shown_as_its_format_shows_it() {
        for (value, code, expect) in [
            (1234.5, "General", "1234.5"),
            (0.1 + 0.2, "General", "0.3"),
            (1.0, "0.0", "1.0"),
            (12345.678, "#,##0", "12,346"),
            (1234.5, "#,##0.00", "1,234.50"),
            (-1234.0, "#,##0;-#,##0", "-1,234"),
            (-1234.0, "#,##0;[Red]-#,##0", "-1,234"),
            (-5.0, "#,##0;△#,##0", "△5"),
            (0.861, "0.0%", "86.1%"),
            (0.5, "0%", "50%"),
            (1500.0, "#,##0\"円\"", "1,500円"),
            (3.0, "0\"人\"", "3人"),
            (3.0, "0人", "3人"),
            (3.0, "\"約\"0\\件", "約3件"),
            (33100.0, "000000", "033100"),
            (12.0, "General\"件\"", "12件"),
            (1234567.0, "#,##0,\"千円\"", "1,235千円"),
            (0.0, "#,##0", "0"),
            (-3.0, "0\"件\"", "-3件"),
            (5.0, "[$¥-411]#,##0", "¥5"),
            (1200.0, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "1,200"),
            (2.5, "0.##", "2.5"),
            (1e9, "#,##0", "1,000,000,000"),
            (2024.0, "0\"年度\"", "2024年度"),
            (0.0, "#,##0;-#,##0;0\"件\"", "0件"),
        ] {
            assert_eq!(show(value, code, false), Shown::Text(expect.to_owned()), "{code}");
        }
    }

    #[test]
    fn a_format_that_shows_nothing_is_known() {
        for (value, code, expect) in [
            (5.0, ";;;", "5"),
            (0.0, "#,##0;-#,##0;", "0"),
            (0.0, "0;-0;;@", "0"),
            (0.0, "0.0%;-0.0%;\" \"", "0"),
            (-2.0, "0;;0", "-2"),
        ] {
            assert_eq!(show(value, code, false), Shown::Hidden(expect.to_owned()), "{code}");
        }
        let hides = [";;;", "0;-0;0;\"\"", "0;-0;;@", "0", ";;", "0;0;0;General"];
        assert_eq!(hides.map(|code| Format::new(code).hides_text), [true, true, false, false, false, false]);
    }

    #[test]
    fn a_text_is_shown_with_what_its_format_shows_around_it() {
        for (text, code, expect) in [
            ("25", "\"約\"@", Some("約25")),
            ("市民", "@\"課\"", Some("市民課")),
            ("窓口", "0;0;0;\"【新規】\"@", Some("【新規】窓口")),
            ("25", "General", None),
            ("25", "@", None),
            ("25", "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", None),
            ("25", "0\"件\"", None),
            ("25", "\"@\"0", None),
        ] {
            assert_eq!(Format::new(code).around(text).as_deref(), expect, "{code}");
        }
    }

    #[test]
    fn the_kind_of_a_format_is_that_of_its_first_section() {
        for (code, form) in [
            ("General", NumberForm::General),
            ("G/標準", NumberForm::General),
            ("0.0%", NumberForm::Percent),
            ("0%;[Red]-0%", NumberForm::Percent),
            ("\"%\"0", NumberForm::Other),
            ("#,##0.00", NumberForm::Other),
            ("yyyy/m/d", NumberForm::Other),
            ("# ?/", NumberForm::Other),
        ] {
            assert_eq!(Format::new(code).form(), form, "{code}");
        }
    }

    #[test]
    fn a_format_that_is_not_understood_gives_the_number() {
        for (value, code, expect) in [
            (0.5, "# ?/?", "0.5"),
            (1234.0, "0.00E+00", "1234"),
            (5.0, "[<=9]0\"少\";0", "5"),
            (5.0, "[DBNum1]0", "5"),
            (5.0, "\"済\"", "5"),
            (0.0, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0"),
            (0.0, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0"),
            (0.0, "#\"件\"", "0"),
            (7001234.0, "000-0000", "7001234"),
            (5.0, "0\"", "5"),
            (1.5, "[h]:mm:ss", "1.5"),
        ] {
            assert_eq!(show(value, code, false), Shown::Plain(expect.to_owned()), "{code}");
        }
    }
}
