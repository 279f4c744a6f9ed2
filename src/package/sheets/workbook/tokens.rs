//! Splits a number format into sections and tokens.

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Literal(char),
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    General,
    /// A letter of a date and its number of repetitions: `yyyy`.
    Date(char, usize),
}

/// The sections of a format, separated by `;` outside quotes.
pub(super) fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        if c == ';' && !quoted && !escaped {
            sections.push(String::new());
            continue;
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped && !quoted;
        if let Some(section) = sections.last_mut() {
            section.push(c);
        }
    }
    sections
}

/// The tokens of a section; `None` where a part is unknown.
pub(super) fn tokens(section: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = section;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if let Some(general) = ["General", "GENERAL", "G/標準"].iter().find(|word| rest.starts_with(**word))
        {
            tokens.push(Token::General);
            rest = &rest[general.len()..];
            continue;
        }
        rest = after;
        match c {
            '"' => {
                let end = after.find('"')?;
                tokens.extend(after[..end].chars().map(Token::Literal));
                rest = &after[end + 1..];
            }
            '\\' | '!' => {
                let literal = after.chars().next()?;
                tokens.push(Token::Literal(literal));
                rest = &after[literal.len_utf8()..];
            }
            // A gap as wide as a character, and a character that fills the cell: both are layout, not text.
            '_' | '*' => rest = after.chars().next().map_or("", |next| &after[next.len_utf8()..]),
            '[' => {
                let (inside, behind) = after.split_once(']')?;
                tokens.extend(bracket(inside)?.chars().map(Token::Literal));
                rest = behind;
            }
            '0' | '#' | '?' => tokens.push(Token::Digit(c)),
            '.' => tokens.push(Token::Point),
            ',' => tokens.push(Token::Comma),
            '%' => tokens.push(Token::Percent),
            'E' | 'e' if after.starts_with(['+', '-']) => return None,
            'y' | 'm' | 'd' | 'h' | 's' | 'g' | 'e' | 'a' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'G' | 'E' | 'A' => {
                let same = |next: &char| next.eq_ignore_ascii_case(&c);
                let more = after.chars().take_while(same).count();
                tokens.push(Token::Date(c.to_ascii_lowercase(), more + 1));
                rest = &after[more..];
            }
            // Used in the section of texts; a number ignores it.
            '@' => {}
            _ if c.is_ascii_alphabetic() => return None,
            _ => tokens.push(Token::Literal(c)),
        }
    }
    Some(tokens)
}

/// The text of a square bracket: a currency is text; a colour or a language does not change what is shown.
fn bracket(inside: &str) -> Option<&str> {
    if let Some(currency) = inside.strip_prefix('$') {
        return Some(currency.split_once('-').map_or(currency, |(sign, _)| sign));
    }
    const COLOURS: [&str; 16] = [
        "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "黒", "青", "水", "緑", "紫",
        "赤", "白", "黄",
    ];
    let lower = inside.to_ascii_lowercase();
    let numbered = lower.strip_prefix("color").or_else(|| lower.strip_prefix('色'));
    let is_colour = COLOURS.contains(&lower.as_str())
        || numbered.is_some_and(|number| number.trim().parse::<u8>().is_ok());
    let is_digits = ["dbnum", "natnum"]
        .iter()
        .any(|name| lower.strip_prefix(name).is_some_and(|number| ["1", "2", "3"].contains(&number)));
    (is_colour || is_digits).then_some("")
}
