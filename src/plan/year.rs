//! Fiscal years (April to March), in the forms that cities write.

use std::ops::RangeInclusive;

/// A fiscal year by the western year in which it begins: `FiscalYear(2024)` is 令和6年度.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(pub u16);

/// Eras: letter, name, and the western year before their first year; newest first. 令和 began in May 2019, so the
/// fiscal year 2019 is both H31 and R1: both are read, R1 is written.
const ERAS: [(char, &str, u16); 3] = [('R', "令和", 2018), ('H', "平成", 1988), ('S', "昭和", 1925)];

impl FiscalYear {
    /// The western years that are taken for fiscal years. 昭和 begins with the first; the last is far beyond any plan.
    pub const CALENDAR: RangeInclusive<u16> = 1926..=2199;

    /// Whether it is one of [`FiscalYear::CALENDAR`].
    pub fn is_in_calendar(self) -> bool {
        FiscalYear::CALENDAR.contains(&self.0)
    }

    /// Inserts the year into an ordered list, unless the list has it.
    pub fn insert_into(self, years: &mut Vec<FiscalYear>) {
        // A sort would cost 8 KB of WebAssembly.
        let at = years.iter().position(|other| *other >= self).unwrap_or(years.len());
        if years.get(at) != Some(&self) {
            years.insert(at, self);
        }
    }

    /// Reads `R5`, `Ｒ５`, `令和5年度`, `令和五年`, `令和元年`, `H31`, `2023` or `2023年度`, and a year with a second name:
    /// `令和6（2024）年度`, `2024年度（R6）`, `平成36/令和6年度`. Anything else is `None`, also two names of different years.
    pub fn parse(text: &str) -> Option<FiscalYear> {
        let narrow = narrowed(text);
        let is_closed = narrow.matches('(').count() == narrow.matches(')').count();
        let whole = narrow.strip_suffix(")年度").or_else(|| narrow.strip_suffix(")年")).unwrap_or(&narrow);
        let mut names = whole.split(['(', ')', '/']).filter(|name| !name.is_empty()).map(FiscalYear::named);
        let year = names.next()??;
        (is_closed && names.all(|other| other == Some(year))).then_some(year)
    }

    /// The year of one name.
    fn named(narrow: &str) -> Option<FiscalYear> {
        let body = narrow.strip_suffix("年度").or_else(|| narrow.strip_suffix('年')).unwrap_or(narrow);
        for (letter, name, before) in ERAS {
            let Some(rest) = body.strip_prefix(name).or_else(|| body.strip_prefix(letter)) else { continue };
            let rest = rest.trim_start_matches('.');
            let count: u16 = if rest == "元" { 1 } else { digits(rest)? };
            return (1..=99).contains(&count).then_some(FiscalYear(before + count));
        }
        digits(body).map(FiscalYear).filter(|year| year.is_in_calendar())
    }

    /// The fiscal year of a day. A fiscal year begins in April.
    pub fn of_date(year: u32, month: u32) -> FiscalYear {
        FiscalYear((if month < 4 { year.saturating_sub(1) } else { year }) as u16)
    }

    /// The short form of tables, `R5`.
    pub fn short(self) -> String {
        let (letter, _, count) = self.era();
        format!("{letter}{count}")
    }

    /// Every name of the year that a text may have, without 度: R6, 令和6年, 2024. The year in which an era begins has
    /// the names of both.
    pub fn names(self) -> Vec<String> {
        let mut names = vec![self.0.to_string()];
        let mut last = u16::MAX;
        for (letter, name, before) in ERAS {
            if (before + 1..=last).contains(&self.0) {
                let count = self.0 - before;
                names.push(format!("{letter}{count}"));
                names.push(format!("{name}{count}年"));
                if count == 1 {
                    names.push(format!("{name}元年"));
                }
            }
            last = before + 1;
        }
        names
    }

    /// The era's letter, its name and the year within it.
    pub fn era(self) -> (char, &'static str, u16) {
        for (letter, name, before) in ERAS {
            if self.0 > before {
                return (letter, name, self.0 - before);
            }
        }
        ('S', "昭和", 0)
    }
}

/// The printed words for the end of a fiscal year: 末 of 年度末, 末時点 of 末時点. `None` for another day.
pub(crate) fn year_end(as_of: &str) -> Option<&str> {
    Some(as_of.strip_prefix("年度").unwrap_or(as_of)).filter(|end| end.starts_with('末'))
}

/// Year, month and day of a date that begins with its year, 0 where it has none: 2026-03-23, 令和八年三月. `None` for other words.
pub(super) fn read_date(text: &str) -> Option<[u16; 3]> {
    let narrow = narrowed(text);
    let (year, rest) = leading_year(&narrow)?;
    // 令和6年（2024年）3月 has its year twice.
    let parts = rest.split(['(', ')']).filter(|part| leading_year(part).is_none());
    let mut numbers = parts.flat_map(|part| part.split(|c| !is_number(c)).filter_map(digits));
    let [month, day] = [(); 2].map(|()| numbers.next().unwrap_or(0));
    (month <= 12 && day <= 31).then_some([year.0, month, day])
}

/// The first year in a narrow text, and the text behind its number. A number before it may be another: 第2版 2026-07-10.
fn leading_year(narrow: &str) -> Option<(FiscalYear, &str)> {
    let is_era = |c: char| ERAS.iter().any(|(letter, name, _)| c == *letter || name.starts_with(c));
    let begins = |(at, c): &(usize, char)| is_era(*c) || is_number(*c) && !narrow[..*at].ends_with(is_number);
    narrow.char_indices().filter(begins).take(MOST_STARTS).find_map(|(at, _)| {
        let text = &narrow[at..];
        let number = text.find(is_number)?;
        let end = text[number..].find(|c| !is_number(c)).map_or(text.len(), |length| number + length);
        Some((FiscalYear::named(&text[..end])?, &text[end..]))
    })
}

/// Where a year may begin in a text, at most. A date is short.
const MOST_STARTS: usize = 10;

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "元十〇一二三四五六七八九".contains(c)
}

/// A number of at most four digits, or in kanji: 六, 十一, 三十一, 二〇二四.
fn digits(text: &str) -> Option<u16> {
    let tens = text.split_once('十').map(|(tens, ones)| {
        let or = |text: &str, blank: &str| if text.is_empty() { blank.to_owned() } else { text.to_owned() };
        or(tens, "1") + &or(ones, "0")
    });
    let narrow = |c: char| "〇一二三四五六七八九".find(c).map_or(c, |at| char::from(b'0' + (at / 3) as u8));
    let text: String = tens.unwrap_or_else(|| text.to_owned()).chars().map(narrow).collect();
    let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn narrowed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | '（' | '）' | '／' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        'r' | 'ｒ' => 'R',
        'h' | 'ｈ' => 'H',
        's' | 'ｓ' => 'S',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_read_in_every_way_that_cities_write_it() {
        for text in ["R5", "Ｒ５", "r5", "令和5年度", "令和５", "令和5年", "2023", "2023年度", " R5 "]
        {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2023)), "{text}");
        }
        for text in [
            "令和6（2024）年度",
            "2024年度（令和6年度）",
            "令和六年度",
            "平成36/令和6年度",
            "平成36年度（令和6年度）",
            "2024(R6)",
            "令和 6 年度",
            "二〇二四年度",
            "平成三十六年度",
        ] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2024)), "{text}");
        }
        for text in ["令和十一年度", "Ｒ１１"] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2029)), "{text}");
        }
        for text in ["H31", "R1", "令和元年度", "令和1年", "平成31年度", "令和元（2019）年度"]
        {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2019)), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not_years() {
        for text in [
            "",
            "R",
            "R0",
            "R100",
            "5",
            "23",
            "20233",
            "令和",
            "R5.4",
            "2023-04",
            "備考",
            "R-5",
            "R5/R6",
            "令和6（2025）年度",
            "2023/24",
            "R5・R6",
            "第六次",
            "六",
            "令和6（2024",
        ] {
            assert_eq!(FiscalYear::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_begins_in_april() {
        assert_eq!(FiscalYear::of_date(2026, 3), FiscalYear(2025));
        assert_eq!(FiscalYear::of_date(2026, 4), FiscalYear(2026));
        assert_eq!(FiscalYear::of_date(2026, 12), FiscalYear(2026));
    }

    #[test]
    fn a_year_is_written_in_the_era_of_its_first_of_april_next_era_first() {
        assert_eq!(FiscalYear(2024).short(), "R6");
        assert_eq!(FiscalYear(2019).short(), "R1");
        assert_eq!(FiscalYear(2018).short(), "H30");
    }
}
