//! The plan files for a script. The text between two values of a plan file – quotes, brackets, keys –
//! is one of some dozens of phrases, and each phrase becomes one character. The text is UTF-16, where a Japanese
//! character is two bytes instead of three. Both make the packed result a tenth smaller; `src/widget/plans.js` reverses
//! them.
//!
//! The build of the repository compiles this file too, by its path, so it uses nothing from the library.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

/// The characters that replace phrases. If a plan itself uses one of them, it replaces no phrase.
const CODES: RangeInclusive<char> = '\u{80}'..='\u{ff}';

/// The plans of a script, made shorter.
pub struct Shortened {
    /// What the characters of [`CODES`] replace, in their order.
    pub phrases: Vec<String>,
    /// Each plan in UTF-16, big endian.
    pub plans: Vec<Vec<u8>>,
}

/// Makes plan files shorter. All have the same phrases.
pub fn shorten(files: &[&str]) -> Shortened {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files {
        for gap in between_values(file) {
            *counts.entry(&file[gap]).or_default() += 1;
        }
    }
    let mut often: Vec<(&str, usize)> =
        counts.into_iter().filter(|(phrase, count)| phrase.len() > 1 && *count > 1).collect();
    often.sort_by_key(|(phrase, count)| Reverse(phrase.len() * count));
    let mut often = often.into_iter().map(|(phrase, _)| phrase);

    let mut codes: BTreeMap<&str, char> = BTreeMap::new();
    let mut phrases = Vec::new();
    for code in CODES {
        if files.iter().any(|file| file.contains(code)) {
            phrases.push(code.to_string());
        } else {
            let phrase = often.next().unwrap_or_default();
            codes.insert(phrase, code);
            phrases.push(phrase.to_owned());
        }
    }
    let plans = files.iter().map(|file| shortened(file, &codes)).collect();
    Shortened { phrases, plans }
}

fn shortened(file: &str, codes: &BTreeMap<&str, char>) -> Vec<u8> {
    let mut text = String::new();
    let mut done = 0;
    for gap in between_values(file) {
        if let Some(code) = codes.get(&file[gap.clone()]) {
            text.push_str(&file[done..gap.start]);
            text.push(*code);
            done = gap.end;
        }
    }
    text.push_str(&file[done..]);
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// The ranges of a JSON text outside the strings that are values, including the quotes of those strings.
fn between_values(json: &str) -> Vec<Range<usize>> {
    let bytes = json.as_bytes();
    let (mut gaps, mut gap, mut at) = (Vec::new(), 0, 0);
    while let Some(quote) = json[at..].find('"') {
        let open = at + quote;
        let mut close = open + 1;
        while bytes[close] != b'"' {
            close += if bytes[close] == b'\\' { 2 } else { 1 };
        }
        at = close + 1;
        let is_key = bytes.get(at) == Some(&b':');
        if !is_key {
            gaps.push(gap..open + 1);
            gap = close;
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_lie_between_values_and_hold_the_keys() {
        let json = r#"{"a":["","x\"y:"],"b":{"c":"z"}}"#;
        let gaps: Vec<&str> = between_values(json).into_iter().map(|gap| &json[gap]).collect();
        assert_eq!(gaps, [r#"{"a":[""#, r#"",""#, r#""],"b":{"c":""#]);
    }
}
