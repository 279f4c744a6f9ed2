//! Units: when two printed forms are the same unit, and which words are units at all.
//!
//! A unit comes from the row (単位) or from the list below. Any other word after a number makes the cell words: 「10月実施」
//! is not a number of the unit 月実施. A unit that nobody printed must not be published.

use super::is_dash;

/// Units that a cell may print where its row names another unit or none. Years, months and words that number things
/// (年度, 月, 期, 回目, 点満点) are missing on purpose: with them a number is a date or a position in a series.
const KNOWN: &str = "% ‰ ポイント 円 ドル 人 名 者 件 回 か所 施設 団体 社 校 園 台 枚 部 冊 本 点 個 組 世帯 戸 棟 店 店舗 館 \
    地区 種類 項目 事業 業務 取組 講座 路線 日 日間 時間 分 秒 週間 か月 年間 か年 歳 倍 割 位 人日 人月 人回 人泊 泊 kg t km m cm mm ha \
    m2 m3 kWh MWh kW MW L kL GJ t-CO2 TB GB MB ℃ 票 席 床 便 基 機 両 曲 例 案件 課 室 局 班 市 町 村 市町 市町村 国 品目 口 \
    自治会 アカウント チーム グループ 法人 企業 工区 区画 区間 筆 株 頭 羽 匹 通 か国 着 食 杯 箱 袋 セット 問 巻";

/// Words that multiply a unit and are part of it. Longer ones first.
const SCALES: [&str; 9] = ["十億", "百億", "千億", "千万", "百万", "兆", "億", "万", "千"];

/// Words with several written forms, and the form in which they are compared.
const FORMS: [(&str, &str); 20] = [
    ("パーセント", "%"),
    ("㌫", "%"),
    ("㎡", "m2"),
    ("平方メートル", "m2"),
    ("㎥", "m3"),
    ("立方メートル", "m3"),
    ("²", "2"),
    ("³", "3"),
    ("㎞", "km"),
    ("㎏", "kg"),
    ("㎝", "cm"),
    ("㎜", "mm"),
    ("ℓ", "L"),
    ("箇所", "か所"),
    ("個所", "か所"),
    ("ヶ", "か"),
    ("ヵ", "か"),
    ("ケ", "か"),
    ("カ所", "か所"),
    ("カ月", "か月"),
];

/// A full-width ASCII character in the form in which it is compared. An ideographic space becomes a space.
pub fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The unit of a row without brackets, a label or a remark around it: （百万円）, 単位：％, ［人］, 割合（％） and 人（延べ） are 百万円, %, 人, %
/// and 人. A dash says that there is none.
pub fn plain(unit: &str) -> String {
    let narrow: String = unit.trim().chars().map(narrow).collect();
    let mut text = narrow.trim();
    for (open, close) in [('(', ')'), ('[', ']'), ('〔', '〕'), ('【', '】')] {
        if let Some(inside) = text.strip_prefix(open).and_then(|text| text.strip_suffix(close))
            && !inside.contains([open, close])
        {
            text = inside.trim();
        }
    }
    text = text.strip_prefix("単位").map_or(text, |rest| rest.trim_start_matches([':', ' ']));
    if let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        match (is_known(before.trim()), is_known(inside.trim())) {
            (true, false) => text = before.trim(),
            (false, true) if is_measure(inside.trim()) => text = inside.trim(),
            _ => {}
        }
    }
    if ["パーセント", "㌫"].contains(&text) {
        "%".to_owned()
    } else if is_dash(text) || ["なし", "無し"].contains(&text) {
        String::new()
    } else {
        text.to_owned()
    }
}

/// The form in which units are compared: ㎡, m² and m2 are the same, and so are か所, カ所 and 箇所.
fn key(unit: &str) -> String {
    let mut key: String = unit.chars().filter(|c| !c.is_whitespace()).collect();
    for (printed, form) in FORMS {
        if key.contains(printed) {
            key = key.replace(printed, form);
        }
    }
    key
}

/// Whether two units are the same.
pub fn is_same(a: &str, b: &str) -> bool {
    a == b || key(a) == key(b)
}

/// Whether a word is a scale. Its row may name the unit that the scale multiplies (600百万 in a row of 百万円).
pub fn is_scale(unit: &str) -> bool {
    SCALES.contains(&unit)
}

/// Whether a word is a unit in any cell, with or without a scale before it.
pub fn is_known(unit: &str) -> bool {
    let key = key(unit);
    let is_listed = |word: &str| KNOWN.split_ascii_whitespace().any(|known| known == word);
    let scaled = SCALES.iter().find_map(|scale| key.strip_prefix(scale));
    is_listed(&key) || scaled.is_some_and(|word| word.is_empty() || is_listed(word))
}

/// Units that a head names in brackets. Other known units there say whose the numbers are: 事業費（国）, 事業費（市）.
const MEASURES: &str = "% ‰ ポイント 円 人 名 件 回 か所 日 時間 m2 m3 km kg t 世帯 戸 台 kWh ha";

/// Whether a word in brackets at the end of a head is the unit of the numbers below.
pub fn is_measure(word: &str) -> bool {
    let key = key(word);
    let is_listed = |word: &str| MEASURES.split_ascii_whitespace().any(|known| known == word);
    is_listed(&key) || SCALES.iter().filter_map(|scale| key.strip_prefix(scale)).any(is_listed)
}

/// Whether a word may be a unit where every cell of a row has it: a short noun. 回開催 begins with a unit but is an
/// action.
pub fn is_noun(word: &str) -> bool {
    let is_refused = |c: char| {
        // Signs of every kind. The tables of Unicode would be a kilobyte of the script.
        c.is_ascii() && !c.is_ascii_alphabetic()
            || matches!(c, '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{2FFF}' | '\u{3000}'..='\u{3004}')
            || matches!(c, '\u{3008}'..='\u{303F}' | '・' | '\u{FF00}'..='\u{FF65}')
            || ('ぁ'..='ん').contains(&c) && c != 'か'
            || "年月期目末頃中以未超内上下維実達完継予検満短減増改向前後弱強余縮拡注半曜時".contains(c)
            || c == 'ー' && word.chars().count() == 1
    };
    let starts = word.char_indices().map(|(at, _)| at).skip(1);
    word.chars().count() <= 8
        && !word.contains(is_refused)
        && !word.contains("見込")
        && !starts.into_iter().any(|at| is_known(&word[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_in_two_forms_is_one() {
        for (a, b) in [
            ("％", "%"),
            ("（百万円）", "百万円"),
            ("[人]", "人"),
            ("単位：千円", "千円"),
            ("（単位:％）", "%"),
            ("ＧＢ", "GB"),
            ("割合（％）", "%"),
            ("％（累計）", "%"),
            ("人（延べ）", "人"),
            ("経費（国）", "経費(国)"),
            ("人（日）", "人(日)"),
            ("—", ""),
            ("なし", ""),
        ] {
            assert_eq!(plain(a), b);
        }
        for (a, b) in
            [("㎡", "m2"), ("m²", "㎡"), ("箇所", "カ所"), ("ヶ所", "か所"), ("か月", "ヵ月"), ("㎥", "m3")]
        {
            assert!(is_same(a, b), "{a} {b}");
        }
        for (a, b) in [("人", "名"), ("千円", "百万円"), ("㎡", "㎥"), ("か所", "か月")] {
            assert!(!is_same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_word_is_a_unit_only_where_it_is_known() {
        for unit in ["%", "件", "百万円", "億", "万人", "箇所", "㎡", "人日", "千kWh"] {
            assert!(is_known(unit), "{unit}");
        }
        for word in
            ["", "年度", "月", "月末", "回目", "期", "点満点", "%縮", "人増員", "月実施", "百", "時間/月"]
        {
            assert!(!is_known(word), "{word}");
        }
        for (word, expect) in [
            ("校区", false),
            ("線区", true),
            ("回開催", false),
            ("年度", false),
            ("を維持", false),
            ("前後", false),
            ("弱", false),
            ("見込", false),
            ("※", false),
            ("時半", false),
            ("曜日", false),
            ("見学者", true),
            ("月実施", false),
        ] {
            assert_eq!(is_noun(word), expect, "{word}");
        }
    }
}
