//! Fiscal years (April to March), in the ways that cities write them.

/// A fiscal year by the western year in which it begins: `FiscalYear(2024)` is 令和6年度.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(pub u16);

/// Eras by their letter, their name and the western year before their first; newest first.
/// 令和 began in May 2019, so the fiscal year 2019 is H31 as well as R1: both are read, R1 is written.
const ERAS: [(char, &str, u16); 3] = [('R', "令和", 2018), ('H', "平成", 1988), ('S', "昭和", 1925)];

impl FiscalYear {
    /// Puts the year into years that are in order, where it does not stand there yet.
    pub fn insert_into(self, years: &mut Vec<FiscalYear>) {
        // A sort would cost 8 KB of WebAssembly.
        let at = years.iter().position(|other| *other >= self).unwrap_or(years.len());
        if years.get(at) != Some(&self) {
            years.insert(at, self);
        }
    }

    /// Reads `R5`, `Ｒ５`, `令和5年度`, `令和元年`, `H31`, `2023` or `2023年度`; anything else is `None`.
    pub fn parse(text: &str) -> Option<FiscalYear> {
        let narrow: String = text.trim().chars().map(narrow).collect();
        let body =
            narrow.strip_suffix("年度").or_else(|| narrow.strip_suffix('年')).unwrap_or(&narrow).trim();
        for (letter, name, before) in ERAS {
            let Some(rest) = body.strip_prefix(name).or_else(|| body.strip_prefix(letter)) else { continue };
            let rest = rest.trim_start_matches('.').trim();
            let count: u16 = if rest == "元" { 1 } else { digits(rest)? };
            return (1..=99).contains(&count).then_some(FiscalYear(before + count));
        }
        let year = digits(body)?;
        (1926..=2199).contains(&year).then_some(FiscalYear(year))
    }

    /// The fiscal year of a day: it begins in April.
    pub fn of_date(year: u32, month: u32) -> FiscalYear {
        FiscalYear((if month < 4 { year.saturating_sub(1) } else { year }) as u16)
    }

    /// The short form of tables, `R5`.
    pub fn short(self) -> String {
        let (letter, _, count) = self.era();
        format!("{letter}{count}")
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

/// What is printed for the end of a fiscal year: 末 of 年度末, 末時点 of 末時点. `None` for another day.
pub(crate) fn year_end(as_of: &str) -> Option<&str> {
    Some(as_of.strip_prefix("年度").unwrap_or(as_of)).filter(|end| end.starts_with('末'))
}

fn digits(text: &str) -> Option<u16> {
    let plain = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
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
        for text in ["H31", "R1", "令和元年度", "平成31年度"] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2019)), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_year_is_refused() {
        for text in ["", "R", "R0", "R100", "5", "23", "20233", "令和", "R5.4", "2023-04", "備考", "R-5"]
        {
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
