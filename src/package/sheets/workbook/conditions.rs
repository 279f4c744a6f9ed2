//! Conditional formats (条件付き書式) that hide what a cell holds, or strike it out. The characters stay in the file, so a
//! reader that takes only them would publish what the city shows to nobody.
//!
//! A condition about a number or a text is tested here. Any other is a formula, which only a spreadsheet can work out, so
//! its range is named.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::look::{Colour, Look, is_white};
use super::xml::{Unsound, attribute, text};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::sheets::address::{Range, range};
use crate::package::{CellAddress, Code, Sheet};

/// The look that a condition gives to a cell (`dxf`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    look: Look,
    /// The colour behind the characters; `None` where the cell keeps its own.
    behind: Option<Colour>,
    has_fill: bool,
    /// Whether its number format shows nothing: `;;;`.
    shows_nothing: bool,
}

impl Change {
    /// Reads a `dxf`.
    pub fn read(reader: &mut Reader<&[u8]>, element: &BytesStart) -> Result<Change, Unsound> {
        let mut change = Change::default();
        loop {
            match reader.read_event()? {
                Event::Start(inner) => match inner.local_name().as_ref() {
                    "font" => change.look = Look::read(reader, &inner)?,
                    "numFmt" => {
                        let code = attribute(&inner, "formatCode").unwrap_or_default();
                        change.shows_nothing = code.len() > 1 && code.chars().all(|c| c == ';');
                    }
                    // Excel writes the colour of a whole fill as that of its background.
                    "bgColor" | "fgColor" => {
                        change.has_fill = !is_white(&inner);
                        change.behind = Colour::of(&inner).filter(|_| change.has_fill);
                    }
                    _ => {}
                },
                Event::End(inner) if inner.name() == element.name() => return Ok(change),
                Event::Eof => return Err(Unsound),
                _ => {}
            }
        }
    }

    /// What it does to the content of a cell, if anything.
    fn effect(&self) -> Option<Effect> {
        let is_covered = self.behind.is_some() && self.behind == self.look.colour;
        if self.shows_nothing || is_covered {
            Some(Effect::Hides)
        } else if self.look.white && !self.has_fill {
            Some(Effect::Whitens)
        } else {
            self.look.struck.then_some(Effect::Strikes)
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Hides,
    /// Hides where the cell has no background of its own.
    Whitens,
    Strikes,
}

/// A rule with an effect on the content of its cells.
#[derive(Debug)]
pub(super) struct Rule {
    ranges: Vec<Range>,
    effect: Effect,
    test: Test,
}

#[derive(Debug, PartialEq)]
enum Test {
    /// The number of the cell is compared.
    Number(String, f64),
    /// The text of the cell is this one.
    Is(String),
    /// The text of the cell has this one in it.
    Contains(String),
    /// Any other, as the file writes it.
    Formula(String),
}

/// How many rules of a sheet are read.
const MAX_RULES: usize = 1_000;

/// Adds the rules of a `conditionalFormatting` that have an effect on the content of cells. `changes` are those of the
/// workbook.
pub(super) fn read(
    reader: &mut Reader<&[u8]>,
    element: &BytesStart,
    changes: &[Change],
    rules: &mut Vec<Rule>,
) -> Result<(), Unsound> {
    let ranges = attribute(element, "sqref").unwrap_or_default();
    let ranges: Vec<Range> = ranges.split_whitespace().filter_map(range).collect();
    let mut rule: Option<(String, BytesStart)> = None;
    let mut formula = String::new();
    loop {
        match reader.read_event()? {
            Event::Start(inner) => match inner.local_name().as_ref() {
                "cfRule" => {
                    formula.clear();
                    rule = Some((attribute(&inner, "type").unwrap_or_default(), inner.into_owned()));
                }
                "formula" if formula.is_empty() => formula = text(reader, &inner)?.text,
                _ => {}
            },
            Event::End(inner) if inner.name() == element.name() => return Ok(()),
            Event::End(inner) if inner.local_name().as_ref() == "cfRule" => {
                let Some((kind, rule)) = rule.take() else { continue };
                let change =
                    attribute(&rule, "dxfId").and_then(|id| changes.get(id.trim().parse::<usize>().ok()?));
                let effect = change.and_then(Change::effect).filter(|_| rules.len() < MAX_RULES);
                let test = Test::of(&kind, &rule, formula.trim(), ranges.first());
                if let (Some(effect), Some(test)) = (effect, test) {
                    rules.push(Rule { ranges: ranges.clone(), effect, test });
                }
            }
            Event::Eof => return Err(Unsound),
            _ => {}
        }
    }
}

impl Test {
    /// The test of a rule. There is none where the condition is true only of cells without content.
    fn of(kind: &str, rule: &BytesStart, formula: &str, first: Option<&Range>) -> Option<Test> {
        let compared = |operator: &str, value: &str| match value.parse::<f64>() {
            Ok(number) => Some(Test::Number(operator.to_owned(), number)),
            Err(_) if operator == "equal" => literal(value).map(|text| Test::Is(text.to_owned())),
            Err(_) => None,
        };
        match kind {
            "containsBlanks" | "containsErrors" => return None,
            "containsText" => return attribute(rule, "text").map(Test::Contains),
            "cellIs" => {
                let operator = attribute(rule, "operator").unwrap_or_default();
                let test = compared(&operator, formula).filter(|_| !operator.ends_with("etween"));
                return Some(test.unwrap_or_else(|| Test::Formula(formula.to_owned())));
            }
            _ => {}
        }
        let bare = formula.replace('$', "").to_ascii_uppercase();
        let is_of_blanks = ["ISERR", "ISNA(", "ISBLANK(", "LEN("].iter().any(|name| bare.starts_with(name));
        if is_of_blanks || bare.ends_with("=\"\"") {
            return None;
        }
        // A formula about the cell itself, such as `E2=0`, is written for the first cell of the range.
        let own = first.map(|range| range.corner().to_string()).unwrap_or_default();
        let of_itself =
            bare.strip_prefix(&own).and_then(|rest| compared("equal", rest.strip_prefix('=')?.trim()));
        Some(
            of_itself
                .unwrap_or_else(|| Test::Formula(if formula.is_empty() { kind } else { formula }.to_owned())),
        )
    }

    /// Whether it is true of a cell with content; `None` where only a spreadsheet knows.
    fn is_true(&self, shown: &str, is_number: bool) -> Option<bool> {
        match self {
            Test::Number(operator, value) => {
                let Some(found) = number(shown).filter(|_| is_number) else { return Some(false) };
                match operator.as_str() {
                    "equal" => Some(found == *value),
                    "notEqual" => Some(found != *value),
                    "lessThan" => Some(found < *value),
                    "lessThanOrEqual" => Some(found <= *value),
                    "greaterThan" => Some(found > *value),
                    "greaterThanOrEqual" => Some(found >= *value),
                    _ => None,
                }
            }
            Test::Is(text) => Some(shown.trim() == text),
            Test::Contains(text) => Some(shown.contains(text)),
            Test::Formula(_) => None,
        }
    }

    /// The condition in the words of a spreadsheet.
    fn words(&self) -> String {
        match self {
            Test::Number(operator, value) => format!("{operator} {value}"),
            Test::Is(text) | Test::Contains(text) => format!("\"{text}\""),
            Test::Formula(formula) => formula.clone(),
        }
    }
}

/// The text of a quoted formula.
fn literal(formula: &str) -> Option<&str> {
    formula.strip_prefix('"')?.strip_suffix('"')
}

/// The number that a cell with a number shows.
fn number(shown: &str) -> Option<f64> {
    let bare: String = shown.chars().filter(|c| !",▲△- ".contains(*c)).collect();
    let end = bare.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bare.len());
    let (digits, rest) = bare.split_at(end);
    let of = digits.parse::<f64>().ok()? / if rest.starts_with('%') { 100.0 } else { 1.0 };
    Some(if shown.contains(['▲', '△', '-']) { -of } else { of })
}

/// A cell whose content the rules hide or strike out, or may do so.
pub(super) struct Found {
    pub code: &'static Code,
    pub cell: CellAddress,
    pub found: String,
    pub expected: String,
}

impl Rule {
    /// How many cells of a sheet it is about.
    pub fn size(&self, sheet: &Sheet) -> usize {
        let rows = |range: &Range| (range.rows.0..sheet.rows.len().min(range.rows.1 + 1)).len();
        self.ranges.iter().map(|range| rows(range) + 1).sum()
    }

    /// Where the content of a cell is hidden or struck out, below the row `head`. `is_filled` says whether a cell has a
    /// background of its own.
    pub fn found(&self, sheet: &Sheet, head: usize, is_filled: &dyn Fn(CellAddress) -> bool) -> Vec<Found> {
        let mut list = Vec::new();
        for range in &self.ranges {
            let rows = sheet.rows.iter().enumerate().take(range.rows.1 + 1).skip(range.rows.0.max(head + 1));
            for (row, cells) in rows {
                let columns = cells.iter().enumerate().take(range.columns.1 + 1).skip(range.columns.0);
                for (column, shown) in columns.filter(|(_, shown)| !shown.trim().is_empty()) {
                    let cell = CellAddress { row, column };
                    let is_true = self.test.is_true(shown, sheet.forms.contains_key(&cell));
                    let has_effect = self.effect != Effect::Whitens || !is_filled(cell);
                    if is_true == Some(false) || !has_effect {
                        continue;
                    }
                    if is_true == Some(true) && self.effect != Effect::Strikes {
                        let expected = messages().found.conditional_format.to_owned();
                        list.push(Found { code: &code::HIDDEN_VALUE, cell, found: shown.clone(), expected });
                        continue;
                    }
                    // One for the range: its cells have one condition.
                    let (found, expected) = (range.to_string(), self.test.words());
                    list.push(Found { code: &code::CONDITIONAL_LOOK, cell, found, expected });
                    return list;
                }
            }
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml::reader;
    use super::*;

    fn rules(dxf: &str, xml: &str) -> Vec<Rule> {
        let mut rules = Vec::new();
        let dxf = format!("<dxf>{dxf}</dxf>");
        let mut of_dxf = reader(dxf.as_bytes()).unwrap();
        let Event::Start(element) = of_dxf.read_event().unwrap() else { panic!() };
        let change = Change::read(&mut of_dxf, &element).unwrap();
        let xml = format!("<conditionalFormatting sqref=\"B2:C9\">{xml}</conditionalFormatting>");
        let mut of_xml = reader(xml.as_bytes()).unwrap();
        let Event::Start(element) = of_xml.read_event().unwrap() else { panic!() };
        read(&mut of_xml, &element, &[change], &mut rules).unwrap();
        rules
    }

    const WHITE: &str = "<font><color theme=\"0\"/></font>";

    #[test]
    fn only_a_change_that_takes_content_away_has_an_effect() {
        let effect = |dxf: &str| {
            let rule = "<cfRule type=\"cellIs\" dxfId=\"0\" operator=\"equal\"><formula>0</formula></cfRule>";
            rules(dxf, rule).first().map(|rule| rule.effect)
        };
        assert_eq!(effect(WHITE), Some(Effect::Whitens));
        assert_eq!(effect("<numFmt numFmtId=\"170\" formatCode=\";;;\"/>"), Some(Effect::Hides));
        assert_eq!(effect("<font><strike/></font>"), Some(Effect::Strikes));
        let on = |colour: &str| format!("{WHITE}<fill><patternFill><bgColor {colour}/></patternFill></fill>");
        assert_eq!(effect(&on("rgb=\"FF00B050\"")), None, "white on green");
        assert_eq!(effect(&on("rgb=\"FFFFFFFF\"")), Some(Effect::Whitens));
        let same = "<font><color rgb=\"FFC00000\"/></font><fill><patternFill><bgColor rgb=\"FFC00000\"/></patternFill></fill>";
        assert_eq!(effect(same), Some(Effect::Hides));
        assert_eq!(effect("<font><b/><color rgb=\"FFFF0000\"/></font>"), None);
    }

    #[test]
    fn conditions_are_tested_or_kept_as_formulas() {
        let test = |attributes: &str, formula: &str| {
            let rule = format!("<cfRule {attributes} dxfId=\"0\"><formula>{formula}</formula></cfRule>");
            rules(WHITE, &rule).pop().map(|rule| rule.test)
        };
        let number = |operator: &str, value: f64| Some(Test::Number(operator.into(), value));
        assert_eq!(test("type=\"cellIs\" operator=\"equal\"", "0"), number("equal", 0.0));
        assert_eq!(test("type=\"cellIs\" operator=\"lessThan\"", "0.5"), number("lessThan", 0.5));
        assert_eq!(test("type=\"expression\"", "$B2=0"), number("equal", 0.0));
        assert_eq!(test("type=\"cellIs\" operator=\"equal\"", "\"廃止\""), Some(Test::Is("廃止".into())));
        let formula = |text: &str| Some(Test::Formula(text.into()));
        assert_eq!(test("type=\"expression\"", "$A2=\"廃止\""), formula("$A2=\"廃止\""));
        assert_eq!(test("type=\"cellIs\" operator=\"between\"", "0"), formula("0"));
        assert_eq!(test("type=\"duplicateValues\"", ""), formula("duplicateValues"));
        for blank in ["ISERROR(B2)", "ISBLANK($B2)", "B2=\"\"", "LEN(TRIM(B2))=0"] {
            assert_eq!(test("type=\"expression\"", blank), None, "{blank}");
        }
    }

    #[test]
    fn the_number_is_that_of_the_shown_text() {
        let cases = [("0", 0.0), ("0%", 0.0), ("1,700人", 1700.0), ("▲3", -3.0), ("12.5%", 0.125)];
        for (shown, expect) in cases {
            assert_eq!(number(shown), Some(expect), "{shown}");
        }
    }
}
