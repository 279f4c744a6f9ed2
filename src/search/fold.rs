//! Key folding: the same word typed or printed in another width, case, kana or form gives the same key.
//!
//! A small table of our own instead of NFKC: it costs a few hundred bytes in the widget where Unicode's tables cost
//! 68 KB, is the same natively and in the browser, and folds what NFKC leaves alone (hiragana and katakana, dashes,
//! 髙). A native test holds it against NFKC.

/// A folded text with the place in the original from which each byte of the key comes.
pub struct Folded {
    /// The key.
    pub key: String,
    /// For each byte of the key the UTF-16 offset in the original where its character begins.
    pub from: Vec<u32>,
    /// For each byte of the key the UTF-16 offset in the original behind its character.
    pub to: Vec<u32>,
}

/// The key of a text.
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    fold_each(text, |c, _, _| key.push(c));
    key
}

/// The key of a text and where each part of it stands in the text, in the units of the DOM (UTF-16).
pub fn fold_with_places(text: &str) -> Folded {
    let mut folded = Folded { key: String::new(), from: Vec::new(), to: Vec::new() };
    fold_each(text, |c, from, to| {
        folded.key.push(c);
        folded.from.resize(folded.key.len(), from);
        folded.to.resize(folded.key.len(), to);
    });
    folded
}

/// How many words of a query are looked for: each costs a walk through the text of the plan. Further ones are passed over.
const MOST_WORDS: usize = 20;

/// The words of a query, folded, each once. All of them must be found.
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in query.split_whitespace().map(fold) {
        if words.len() < MOST_WORDS && !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Calls `put` with every character of the key and the UTF-16 range of the original that it stands for.
fn fold_each(text: &str, mut put: impl FnMut(char, u32, u32)) {
    let mut chars = text.chars().peekable();
    let mut at = 0_u32;
    while let Some(c) = chars.next() {
        let from = at;
        at += c.len_utf16() as u32;
        // Spaces are layout in these documents (「計 画」), and nobody types them in the middle of a word.
        if c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}') {
            continue;
        }
        // Half-width kana carry their voicing as a character of its own: ｶﾞ.
        let mark = chars.peek().copied().filter(|mark| matches!(mark, 'ﾞ' | 'ﾟ' | '\u{3099}' | '\u{309A}'));
        if let Some(voiced) = mark.and_then(|mark| voiced(simple(c), matches!(mark, 'ﾞ' | '\u{3099}'))) {
            chars.next();
            at += 1;
            put(voiced, from, at);
            continue;
        }
        match spelled(c) {
            Some(spelling) => spelling.chars().for_each(|c| put(c, from, at)),
            None => put(simple(c), from, at),
        }
    }
}

/// Half-width katakana from ｦ (U+FF66) to ﾝ, as hiragana.
const HALF_KANA: &str = "をぁぃぅぇぉゃゅょっ-あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";

/// One character to one.
fn simple(c: char) -> char {
    match c {
        // Full-width ASCII to half width, then to lower case.
        '！'..='～' => shift(c, -0xFEE0).to_ascii_lowercase(),
        'A'..='Z' => c.to_ascii_lowercase(),
        // Small signs of counting: 5ヶ年, 5カ年 and 5か年 are one word.
        'ヵ' | 'ヶ' | 'ゕ' | 'ゖ' => 'か',
        // Katakana to hiragana.
        'ァ'..='ヴ' => shift(c, -0x60),
        'ｦ'..='ﾝ' => HALF_KANA.chars().nth(c as usize - 'ｦ' as usize).unwrap_or(c),
        // Dashes of every kind, the long vowel mark among them: printed documents mix them up.
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | 'ー' | '﹣' => '-',
        '〜' | '∼' => '~',
        '゛' | 'ﾞ' => '\u{3099}',
        '゜' | 'ﾟ' => '\u{309A}',
        '｡' => '。',
        '｢' => '「',
        '｣' => '」',
        '､' => '、',
        '･' => '・',
        '’' | '‘' => '\'',
        '”' | '“' => '"',
        '｟' => '⦅',
        '｠' => '⦆',
        '髙' => '高',
        '﨑' => '崎',
        '①'..='⑨' => shift(c, '1' as i32 - '①' as i32),
        _ => c,
    }
}

/// One character to several.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        '⑩' => "10",
        '⑪' => "11",
        '⑫' => "12",
        '⑬' => "13",
        '⑭' => "14",
        '⑮' => "15",
        '⑯' => "16",
        '⑰' => "17",
        '⑱' => "18",
        '⑲' => "19",
        '⑳' => "20",
        'Ⅰ' | 'ⅰ' => "i",
        'Ⅱ' | 'ⅱ' => "ii",
        'Ⅲ' | 'ⅲ' => "iii",
        'Ⅳ' | 'ⅳ' => "iv",
        'Ⅴ' | 'ⅴ' => "v",
        'Ⅵ' | 'ⅵ' => "vi",
        'Ⅶ' | 'ⅶ' => "vii",
        'Ⅷ' | 'ⅷ' => "viii",
        'Ⅸ' | 'ⅸ' => "ix",
        'Ⅹ' | 'ⅹ' => "x",
        'ゟ' => "より",
        '㈱' => "(株)",
        '㈲' => "(有)",
        '№' => "no",
        '㎡' => "m2",
        '㎏' => "kg",
        '㎞' => "km",
        '℡' => "tel",
        '㍻' => "平成",
        '㋿' => "令和",
        '…' => "...",
        _ => return None,
    })
}

fn voiced(c: char, dakuten: bool) -> Option<char> {
    match (c, dakuten) {
        ('う', true) => Some('ゔ'),
        (
            'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち' | 'つ' | 'て'
            | 'と',
            true,
        )
        | ('は' | 'ひ' | 'ふ' | 'へ' | 'ほ', true) => Some(shift(c, 1)),
        ('は' | 'ひ' | 'ふ' | 'へ' | 'ほ', false) => Some(shift(c, 2)),
        _ => None,
    }
}

fn shift(c: char, by: i32) -> char {
    u32::try_from(c as i32 + by).ok().and_then(char::from_u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn ways_of_writing_one_word_give_one_key() {
        for (one, other) in [
            ("マイナンバーカード", "まいなんばーかーど"),
            ("ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ", "マイナンバーカード"),
            ("ＰＦＩ", "pfi"),
            ("ＡＩ－ＯＣＲ", "AI-OCR"),
            ("①", "1"),
            ("Ⅲ", "III"),
            ("計 画", "計画"),
            ("髙", "高"),
            ("５～６", "5〜6"),
            ("ﾊﾟｰﾄ", "パート"),
            ("⑫", "12"),
            ("5ヶ年", "5カ年"),
            ("2ヵ所", "2か所"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} / {other}");
        }
    }

    #[test]
    fn different_words_keep_different_keys() {
        for (one, other) in [("かき", "がき"), ("はは", "ぱぱ"), ("3-1", "31"), ("5.1", "51")] {
            assert_ne!(fold(one), fold(other), "{one} / {other}");
        }
    }

    #[test]
    fn a_word_counts_once_and_very_many_words_are_not_looked_for() {
        assert_eq!(words(&"の ".repeat(1_000)), ["の"]);
        assert_eq!(words("窓口 ﾏﾄﾞ マド　窓口"), ["窓口", "まど"]);
        let many: Vec<String> = (0..300).map(|n| format!("w{n}")).collect();
        assert_eq!(words(&many.join(" ")), many[..MOST_WORDS]);
    }

    #[test]
    fn places_are_in_the_units_of_the_dom() {
        let folded = fold_with_places("𠮷 ｶﾞ⑩x");
        assert_eq!(folded.key, "𠮷が10x");
        let at = |part: &str| {
            let start = folded.key.find(part).unwrap();
            (folded.from[start], folded.to[start + part.len() - 1])
        };
        assert_eq!(at("𠮷"), (0, 2));
        assert_eq!(at("が"), (3, 5));
        assert_eq!(at("10"), (5, 6));
        assert_eq!(at("x"), (6, 7));
    }

    /// Whatever NFKC joins, the key joins too, for every character that such plans are written in.
    #[test]
    fn the_table_agrees_with_nfkc() {
        let rows = (0x20..0x7F_u32)
            .chain(0x3041..0x30FF)
            .chain(0xFF01..0xFFA0)
            .chain(0x2460..0x2474)
            .chain(0x2160..0x216A)
            .chain(0x4E00..0x9FFF);
        for c in rows.filter_map(char::from_u32) {
            let nfkc: String = c.to_string().nfkc().collect();
            assert_eq!(fold(&c.to_string()), fold(&nfkc), "{c} U+{:04X}", c as u32);
        }
    }
}
