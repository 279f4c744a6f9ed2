//! The value grammar: what a printed cell says, read beside it. The cell itself is never changed.
use crate::list::List;

/// How a printed number stands to what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// No word: the number itself.
    Equal,
    /// 以下, 以内
    AtMost,
    /// 未満
    Below,
    /// 以上
    AtLeast,
    /// 超, を超えた
    Above,
    /// 程度, 約
    About,
}

impl Comparator {
    /// The sign in the open data.
    pub fn sign(self) -> &'static str {
        match self {
            Comparator::Equal => "=",
            Comparator::AtMost => "<=",
            Comparator::Below => "<",
            Comparator::AtLeast => ">=",
            Comparator::Above => ">",
            Comparator::About => "~",
        }
    }
}

/// A decimal number exactly as printed: 98.0 stays 98.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// All digits as one whole number.
    pub digits: i64,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Decimal {
    /// The digits with this many behind the point: numbers are compared, subtracted and drawn as whole numbers,
    /// because a float's last bit may differ between two machines. `None` where places would be lost or the
    /// number would pass 10¹⁴, beyond which a chart's arithmetic overflows.
    pub fn at_scale(self, scale: u8) -> Option<i64> {
        let mut digits = self.digits;
        for _ in 0..scale.checked_sub(self.scale)? {
            digits = digits.checked_mul(10)?;
        }
        (digits.unsigned_abs() <= 100_000_000_000_000).then_some(digits)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scale = usize::from(self.scale);
        let text = format!("{:0width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, part) = text.split_at(text.len() - scale);
        let sign = if self.digits < 0 { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{part}")
    }
}

/// One reading of a printed cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// How the number stands to what it means.
    pub comparator: Comparator,
    /// The number.
    pub value: Decimal,
    /// The unit, with its scale; the row's unit where the cell prints none.
    pub unit: String,
    /// The printed words that make the number a change, `対前年度 削減`; empty where it is a level.
    pub basis: String,
}

/// Reads a printed cell by the value grammar of the plan package (data-format, "Value grammar").
///
/// `row_unit` is the unit of the row, used where the cell prints none or only its scale (600百万 in a row of 百万円).
/// Two readings where the cell prints a second value in brackets; none where it is blank, a dash, a range, a product
/// or anything else that the grammar does not name: such a cell is shown as printed, in words.
///
/// ```
/// use machi_plan::plan::{Comparator, read_value};
/// let reading = &read_value("98.0%未満", "%")[0];
/// assert_eq!((reading.comparator, reading.value.to_string().as_str()), (Comparator::Below, "98.0"));
/// ```
pub fn read_value(printed: &str, row_unit: &str) -> Vec<Reading> {
    let narrow: String = printed.trim().chars().map(narrow).collect();
    let (first, second) = match narrow.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        Some((first, second)) => (first.trim(), Some(second.trim())),
        None => (narrow.as_str(), None),
    };
    let Some(first) = read_one(first, row_unit) else { return Vec::new() };
    match second {
        None => vec![first],
        // The brackets give the same fact in another unit, so the row's unit is not theirs to borrow.
        Some(second) => match read_one(second, "") {
            Some(second) => vec![first, second],
            None => Vec::new(),
        },
    }
}

/// Words behind the number that say how it stands to what it means. Longer ones first.
const SUFFIXES: [(&str, Comparator); 6] = [
    ("を超えた", Comparator::Above),
    ("以上", Comparator::AtLeast),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("未満", Comparator::Below),
    ("程度", Comparator::About),
];

/// Words behind the unit that make the number a change. Longer ones first.
const CHANGES: [&str; 4] = ["削減", "増加", "減", "増"];

fn read_one(text: &str, row_unit: &str) -> Option<Reading> {
    let (against, text) = match text.split_once(' ') {
        Some((against, rest)) if against.starts_with('対') => (against, rest.trim_start()),
        _ => ("", text),
    };
    let (about, text) = match text.strip_prefix('約') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix("延べ").unwrap_or(text)),
    };
    let (value, rest) = read_number(text.trim_start())?;
    let mut rest = rest.trim();
    let mut comparator = if about { Comparator::About } else { Comparator::Equal };
    for (word, meaning) in SUFFIXES.into_iter().chain([("超", Comparator::Above)]) {
        if let Some(before) = rest.strip_suffix(word) {
            rest = before.trim_end();
            comparator = meaning;
            break;
        }
    }
    let change = CHANGES.into_iter().find(|word| rest.ends_with(word)).unwrap_or("");
    let unit = rest[..rest.len() - change.len()].trim_end();
    if !is_unit(unit) {
        return None;
    }
    let scale_only = matches!(unit, "" | "千" | "万" | "百万" | "億") && row_unit.starts_with(unit);
    let unit = if scale_only { row_unit } else { unit };
    let basis = [against, change].into_iter().filter(|word| !word.is_empty()).list().join(" ");
    Some(Reading { comparator, value, unit: unit.to_owned(), basis })
}

/// A number with thousands commas and decimals at the start of the text, and what follows it.
fn read_number(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let groups: Vec<&str> = whole.split(',').list();
    let well_grouped =
        groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let decimals_fit = number.contains('.') != part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if groups[0].is_empty() || !well_grouped || !decimals_fit {
        return None;
    }
    let digits = groups.concat() + part;
    // 15 digits are exact as a number in JavaScript too.
    if digits.len() > 15 {
        return None;
    }
    Some((Decimal { digits: digits.parse().ok()?, scale: part.len() as u8 }, rest))
}

/// A unit is a short word; an operator, a second number or a mark of punctuation makes the cell something else.
fn is_unit(text: &str) -> bool {
    let refused =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || "×x*/~～〜-－:：、。・→⇒()".contains(c);
    text.chars().count() <= 8 && !text.contains(refused) && !text.contains("分の")
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '，' | '．' | '（' | '）' | '％' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Whether a cell is a dash: the city says that there is no value.
pub fn is_dash(printed: &str) -> bool {
    matches!(printed.trim(), "-" | "－" | "—" | "―" | "–" | "‐" | "−" | "ー")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readings of a cell as one line a reading: sign, value, unit, basis.
    fn check(printed: &str, unit: &str, expect: &[&str]) {
        let readings: Vec<String> = read_value(printed, unit)
            .iter()
            .map(|r| {
                format!("{} {} {} {}", r.comparator.sign(), r.value, r.unit, r.basis).trim_end().to_owned()
            })
            .collect();
        assert_eq!(readings, expect, "{printed}");
    }

    #[test]
    fn plain_numbers_keep_their_digits() {
        check("86.1%", "%", &["= 86.1 %"]);
        check("98.0%", "", &["= 98.0 %"]);
        check("25,000人", "人", &["= 25000 人"]);
        check("０施設", "施設", &["= 0 施設"]);
        check("0件", "件", &["= 0 件"]);
        check("1", "", &["= 1"]);
        check("1", "館", &["= 1 館"]);
        check("294,238千円", "千円", &["= 294238 千円"]);
    }

    #[test]
    fn comparators_are_words() {
        check("98.0%未満", "%", &["< 98.0 %"]);
        check("80億円以上", "億円", &[">= 80 億円"]);
        check("1,700人程度", "人", &["~ 1700 人"]);
        check("約120,000時間", "時間", &["~ 120000 時間"]);
        check("延べ6477人", "人", &["= 6477 人"]);
        check("5人以内", "人", &["<= 5 人"]);
        check("30%超", "%", &["> 30 %"]);
        check("30%を超えた", "%", &["> 30 %"]);
    }

    #[test]
    fn a_scale_belongs_to_the_unit() {
        check("1,120万円", "万円", &["= 1120 万円"]);
        check("600百万", "百万円", &["= 600 百万円"]);
        check("1.1万", "万", &["= 1.1 万"]);
        check("9万人", "万人", &["= 9 万人"]);
        check("3人", "人日", &["= 3 人"]);
    }

    #[test]
    fn a_change_is_not_a_level() {
        check("対前年度 3%削減", "%", &["= 3 % 対前年度 削減"]);
        check("10.0%削減", "%", &["= 10.0 % 削減"]);
        check("対令和3年度 10.0%増加 (11.9日)", "日", &["= 10.0 % 対令和3年度 増加", "= 11.9 日"]);
    }

    #[test]
    fn brackets_give_a_second_value() {
        check("7 (63.6%)", "", &["= 7", "= 63.6 %"]);
    }

    #[test]
    fn everything_else_stays_words() {
        for printed in [
            "",
            "-",
            "—",
            "実施",
            "3分の1",
            "月290,000部以内×12カ月",
            "月3回×2局",
            "1～3件",
            "2/3",
            "1,2件",
            "1.件",
            ".5",
            "約",
            "対前年度",
            "10 20",
            "9999999999999999",
            "5件(うち新規)",
            "1.2.3",
            "(5)",
            "３〜５人",
        ] {
            check(printed, "件", &[]);
        }
    }

    #[test]
    fn a_decimal_is_put_on_a_finer_scale_without_loss() {
        let decimal = Decimal { digits: 985, scale: 1 };
        assert_eq!(decimal.at_scale(1), Some(985));
        assert_eq!(decimal.at_scale(3), Some(98_500));
        assert_eq!(decimal.at_scale(0), None);
        assert_eq!(decimal.at_scale(18), None);
    }

    #[test]
    fn a_decimal_is_written_as_it_was_printed() {
        for text in ["0.0", "98.0", "0.05", "12", "99.34"] {
            assert_eq!(read_value(text, "")[0].value.to_string(), text);
        }
    }
}
