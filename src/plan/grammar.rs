//! The value grammar: how a printed cell is read. `docs/reading.md` gives its rules with examples.
//!
//! A cell is a number only where prefix, sign, comparator, unit and basis are all known. Every other cell is words
//! and is shown as printed. A number with a made-up unit would be drawn and published.

use super::unit::{is_known, is_noun, is_same, is_scale, narrow, plain};
use super::{Comparator, Decimal, Reading, is_dash};
use crate::list::List;

/// Words after the number that compare it with the value it is about (以上: at least). Longer ones first.
const COMPARATORS: [(&str, Comparator); 7] = [
    ("を超えた", Comparator::Above),
    ("以上", Comparator::AtLeast),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("未満", Comparator::Below),
    ("程度", Comparator::About),
    ("超", Comparator::Above),
];

/// Words after the unit that make the number a change. Longer ones first.
const CHANGES: [&str; 8] = ["削減", "縮減", "低減", "軽減", "節減", "増加", "減", "増"];

/// The signs that make the number after them negative.
const MINUS: [char; 6] = ['-', '−', '▲', '△', '‐', '–'];

/// The facts that a row gives for all its cells: their unit, and whether a number in brackets is negative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowGrammar {
    unit: String,
    brackets_are_negative: bool,
}

impl RowGrammar {
    /// The grammar of a row with this printed unit. A unit in brackets or with a full-width ％ is read as the plain
    /// one.
    pub fn new(unit: &str) -> RowGrammar {
        RowGrammar { unit: plain(unit), brackets_are_negative: false }
    }

    /// The grammar of a row from its own words. Where the row prints no unit, its cells may share one. `notes` are
    /// the words that may say that a number in brackets is negative.
    pub fn of_row<'a>(
        unit: &'a str,
        notes: impl IntoIterator<Item = &'a str>,
        cells: impl IntoIterator<Item = &'a str>,
    ) -> RowGrammar {
        let mut grammar = RowGrammar::new(unit);
        grammar.brackets_are_negative =
            notes.into_iter().chain(std::iter::once(unit)).any(says_that_brackets_are_negative);
        if grammar.unit.is_empty() {
            grammar.unit = shared_unit(&mut cells.into_iter());
        }
        grammar
    }

    /// The same with another unit.
    pub fn in_unit(&self, unit: &str) -> RowGrammar {
        RowGrammar { unit: plain(unit), ..self.clone() }
    }

    /// The unit of a cell that prints none; empty where the row gives none either.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The readings of one cell, in printed order.
    ///
    /// Two readings where the cell prints a second value in brackets. None where it is blank, a dash, a range, a
    /// product or anything else that the grammar does not name; such a cell is shown as printed, in words.
    pub fn read(&self, printed: &str) -> Vec<Reading> {
        let narrow = narrowed(printed);
        if self.brackets_are_negative
            && let Some(inside) = in_brackets(&narrow)
        {
            let negative = self.one(&inside).filter(|reading| reading.value.digits >= 0);
            return negative.map(negated).into_iter().list();
        }
        let (first, second) = match narrow.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
            Some((first, second)) => (first.trim(), Some(second.trim())),
            None => (narrow.as_str(), None),
        };
        let Some(first) = self.one(first) else { return Vec::new() };
        match second {
            None => vec![first],
            Some(second) => match self.second(second) {
                Some(second) => vec![first, second],
                None => Vec::new(),
            },
        }
    }

    /// The cell with the missing part of its row's unit inserted right after the first number: 80.0以上 in a row of %
    /// becomes 80.0%以上, and 600百万 in a row of 百万円 becomes 600百万円. A cell that is no number stays as it was.
    pub fn with_unit(&self, printed: &str) -> String {
        let printed = printed.trim();
        let narrow = narrowed(printed);
        if self.brackets_are_negative
            && let Some(inside) = in_brackets(&narrow)
        {
            let is_bare = Parts::of(&inside).is_some_and(|parts| parts.unit.is_empty());
            return if is_bare { format!("{printed}{}", self.unit) } else { printed.to_owned() };
        }
        let first = match narrow.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
            Some((first, _)) => first.trim_end(),
            None => narrow.as_str(),
        };
        let Some(parts) = Parts::of(first) else { return printed.to_owned() };
        let is_cut = parts.unit.is_empty() || is_scale(parts.unit);
        let Some(missing) = self.unit.strip_prefix(parts.unit).filter(|_| is_cut) else {
            return printed.to_owned();
        };
        let at = narrow[..parts.unit_at + parts.unit.len()].chars().count();
        let before = printed.chars().take(at);
        before.chain(missing.chars()).chain(printed.chars().skip(at)).collect()
    }

    /// The second value, in brackets. It is the same fact in another unit, so it must not take the row's unit.
    fn second(&self, text: &str) -> Option<Reading> {
        let parts = Parts::of(text)?;
        let unit = if parts.unit.is_empty() { String::new() } else { self.unit_of(parts.unit)? };
        Some(parts.reading(unit))
    }

    fn one(&self, text: &str) -> Option<Reading> {
        let parts = Parts::of(text)?;
        let unit = self.unit_of(parts.unit)?;
        Some(parts.reading(unit))
    }

    /// The unit that a cell prints; `None` where the word is no unit.
    fn unit_of(&self, printed: &str) -> Option<String> {
        let scale_only = printed.is_empty() || is_scale(printed) && self.unit.starts_with(printed);
        if scale_only || is_same(printed, &self.unit) {
            return Some(self.unit.clone());
        }
        is_known(printed).then(|| plain(printed))
    }
}

/// Reads a printed cell by the value grammar of the plan package.
///
/// `row_unit` is the unit of the row, used where the cell prints none or only its scale (600百万 in a row of 百万円).
/// See [`RowGrammar::read`].
///
/// ```
/// use machi_plan::plan::{Comparator, read_value};
/// let reading = &read_value("98.0%未満", "%")[0];
/// assert_eq!((reading.comparator, reading.value.to_string().as_str()), (Comparator::Below, "98.0"));
/// assert!(read_value("10月実施", "").is_empty());
/// ```
pub fn read_value(printed: &str, row_unit: &str) -> Vec<Reading> {
    RowGrammar::new(row_unit).read(printed)
}

/// Whether a cell is only a number in brackets, (33.5). It is a negative number or a remark; only its row can decide.
pub fn is_bracketed_number(printed: &str) -> bool {
    in_brackets(&narrowed(printed)).is_some_and(|inside| {
        Parts::of(&inside).is_some_and(|parts| parts.unit.is_empty() || is_known(parts.unit))
    })
}

/// The sign that a cell prints before a negative number.
pub fn minus_of(printed: &str) -> Option<char> {
    printed.chars().find(|c| MINUS.contains(&narrow(*c)))
}

/// Whether the words of a row make a number in brackets negative: （ ）は減, 括弧書きはマイナス. Both must be in one clause, because
/// 「（ ）は見込み、▲はマイナス」 says it of another sign.
fn says_that_brackets_are_negative(words: &str) -> bool {
    let mut words: String = words.chars().map(narrow).collect();
    while words.contains("( ") {
        words = words.replace("( ", "(");
    }
    for change in ["増減", "削減", "縮減", "低減", "軽減", "節減"] {
        words = words.replace(change, "");
    }
    let words = words.replace("は、", "は");
    let has = |clause: &str, any: &[&str]| any.iter().any(|word| clause.contains(word));
    let ends = |c: char| c.is_whitespace() || "。、,;.・※".contains(c);
    words.split(ends).any(|clause| {
        has(clause, &["括弧", "カッコ", "かっこ", "()"])
            && (has(clause, &["負の", "負数", "▲", "△"])
                || ["マイナス", "赤字", "減"].iter().any(|word| has_word(clause, word)))
            && !has(clause, &["ない", "なく", "ません"])
    })
}

/// Whether a clause has a word that is no part of a longer one: 減 and 減少, but not 減免, 加減 and 赤字路線.
fn has_word(clause: &str, word: &str) -> bool {
    let is_kanji = |c: char| ('一'..='龠').contains(&c);
    clause.match_indices(word).any(|(at, _)| {
        let is_joined = clause[..at].ends_with(['加', '増', '軽', '逓']);
        let next = clause[at + word.len()..].chars().next();
        !is_joined && next.is_none_or(|next| !is_kanji(next) || "少額収値分表".contains(next))
    })
}

/// The unit that all cells of a row share, where the row prints none. A known unit is enough in one cell. An unknown
/// word is a unit only where every number of the row has it, and there are several numbers.
fn shared_unit(cells: &mut dyn Iterator<Item = &str>) -> String {
    let (mut unit, mut with, mut bare) = (String::new(), 0, 0);
    for cell in cells.filter(|cell| !is_dash(cell)) {
        let narrow = narrowed(cell);
        let first = narrow.split('(').next().unwrap_or_default().trim();
        let Some(parts) = Parts::of(first).filter(|parts| parts.basis().is_empty()) else { continue };
        if parts.unit.is_empty() {
            bare += 1;
        } else if unit.is_empty() || is_same(&unit, parts.unit) {
            with += 1;
            if unit.is_empty() {
                parts.unit.clone_into(&mut unit);
            }
        } else {
            return String::new();
        }
    }
    let is_shared = is_known(&unit) || with > 1 && bare == 0 && is_noun(&unit);
    if is_shared { plain(&unit) } else { String::new() }
}

fn narrowed(printed: &str) -> String {
    printed.trim().chars().map(narrow).collect()
}

/// The content of a cell that is all in brackets, joined with the unit after them: `33.5百万円` of (33.5)百万円.
fn in_brackets(narrow: &str) -> Option<String> {
    let (inside, unit) = narrow.strip_prefix('(')?.split_once(')')?;
    let is_whole = !inside.contains('(') && !unit.contains(['(', ')']) && !inside.trim().is_empty();
    is_whole.then(|| format!("{}{}", inside.trim(), unit.trim()))
}

fn negated(mut reading: Reading) -> Reading {
    reading.value.digits = -reading.value.digits;
    reading
}

/// A number and the words around it, before it is known whether the unit is one.
struct Parts<'a> {
    against: &'a str,
    comparator: Comparator,
    value: Decimal,
    unit: &'a str,
    /// The byte offset of the unit in the text, or the offset at which it would be inserted.
    unit_at: usize,
    change: &'a str,
}

impl<'a> Parts<'a> {
    fn of(whole: &'a str) -> Option<Parts<'a>> {
        let text = whole;
        let (against, text) = match text.split_once(' ') {
            Some((against, rest)) if against.starts_with('対') => (against, rest.trim_start()),
            _ => ("", text),
        };
        let (is_about, text) = match text.strip_prefix('約') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix("延べ").unwrap_or(text)),
        };
        let (is_negative, text) = signed(text.trim_start());
        let (mut value, rest) = read_number(text)?;
        let unit_at = whole.len() - rest.trim_start().len();
        let (unit, comparator, change) = words_behind(rest.trim());
        let comparator = match (is_about, comparator) {
            (false, comparator) => comparator.unwrap_or(Comparator::Equal),
            (true, None | Some(Comparator::About)) => Comparator::About,
            // 約80%以上 compares one number in two ways.
            (true, Some(_)) => return None,
        };
        if is_negative {
            // ▲5%削減 may be a cut or the opposite of one.
            if !change.is_empty() {
                return None;
            }
            value.digits = -value.digits;
        }
        Some(Parts { against, comparator, value, unit, unit_at, change })
    }

    fn basis(&self) -> String {
        [self.against, self.change].into_iter().filter(|word| !word.is_empty()).list().join(" ")
    }

    fn reading(&self, unit: String) -> Reading {
        Reading { comparator: self.comparator, value: self.value, unit, basis: self.basis() }
    }
}

/// Whether a minus comes first, and the text after it. A triangle may have a space after it; a hyphen with a space is
/// a bullet.
fn signed(text: &str) -> (bool, &str) {
    let Some(rest) = text.strip_prefix(MINUS) else { return (false, text) };
    let rest = if text.starts_with(['▲', '△']) { rest.trim_start() } else { rest };
    (true, rest)
}

/// The unit, the comparator and the change that follow a number: `%以上削減`, `%削減以上` and `%以上`.
fn words_behind(mut rest: &str) -> (&str, Option<Comparator>, &str) {
    let (mut comparator, mut change) = (None, "");
    for _ in 0..2 {
        if comparator.is_none()
            && let Some((before, meaning)) =
                COMPARATORS.iter().find_map(|(word, meaning)| Some((rest.strip_suffix(word)?, *meaning)))
        {
            (rest, comparator) = (before.trim_end(), Some(meaning));
        } else if change.is_empty()
            && let Some(word) = CHANGES.into_iter().find(|word| rest.ends_with(word))
        {
            (rest, change) = (rest[..rest.len() - word.len()].trim_end(), word);
        }
    }
    (rest, comparator, change)
}

/// The number at the start of the text, with thousands commas and decimals, and the text after it.
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
    // 15 digits are exact as a number in JavaScript too. A zero before them counts as none.
    if digits.trim_start_matches('0').len() > 15 || digits.len() > 18 {
        return None;
    }
    Some((Decimal { digits: digits.parse().ok()?, scale: part.len() as u8 }, rest))
}

#[cfg(test)]
mod tests;
