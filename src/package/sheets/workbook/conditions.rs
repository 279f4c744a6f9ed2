//! Conditional formats (条件付き書式) that hide what a cell holds, or strike it out. The characters stay in the file, so a
//! reader that takes only them would publish what the city shows to nobody.
//!
//! A condition about a number or a text is tested here. Any other is a formula, which only a spreadsheet can work out, so
//! its range is named.

use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cells::{COST, Doubt, Failure};
use super::conditional_look::{ConditionalLook, Effect};
use super::xml::{attribute, text};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::sheets::Budget;
use crate::package::sheets::address::{self, Range, range};
use crate::package::{CellAddress, Sheet};

/// A rule with an effect on the content of its cells.
#[derive(Debug)]
pub(super) struct Rule {
    ranges: Rc<[Range]>,
    effect: Effect,
    test: Test,
}

#[derive(Debug, PartialEq)]
enum Test {
    /// A cell, and what is true of it.
    Of(Tested, Condition),
    /// Any other, as the file writes it.
    Formula(String),
}

/// The cell that a condition tests, in the row of the cell that it is about.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tested {
    Itself,
    /// The cell in a column: `$E2`.
    Column(usize),
}

#[derive(Debug, PartialEq)]
enum Condition {
    /// The number of the cell is compared.
    Number(String, f64),
    /// The text of the cell is this one, in capital or small letters.
    Is(String),
    /// The text of the cell has this one in it.
    Contains(String),
}

/// Adds the rules of a `conditionalFormatting` that have an effect on the content of cells. `looks` are those of the
/// workbook.
pub(super) fn read(
    reader: &mut Reader<&[u8]>,
    element: &BytesStart,
    looks: &[ConditionalLook],
    rules: &mut Vec<Rule>,
    budget: &mut Budget,
) -> Result<(), Failure> {
    let ranges = attribute(element, "sqref").unwrap_or_default();
    let ranges: Rc<[Range]> = ranges.split_whitespace().filter_map(range).collect();
    budget.pay(ranges.len(), CellAddress::default()).map_err(Failure::Full)?;
    let mut rule: Option<BytesStart> = None;
    let mut formula = String::new();
    loop {
        match reader.read_event()? {
            Event::Start(inner) => match inner.local_name().as_ref() {
                "cfRule" => {
                    formula.clear();
                    rule = Some(inner.into_owned());
                }
                "formula" if formula.is_empty() => formula = text(reader, &inner)?.text,
                _ => {}
            },
            Event::End(inner) if inner.name() == element.name() => return Ok(()),
            Event::End(inner) if inner.local_name().as_ref() == "cfRule" => {
                let Some(rule) = rule.take() else { continue };
                let look =
                    attribute(&rule, "dxfId").and_then(|id| looks.get(id.trim().parse::<usize>().ok()?));
                let test = Test::of(&rule, formula.trim(), ranges.first());
                if let (Some(effect), Some(test)) = (look.and_then(ConditionalLook::effect), test) {
                    budget.pay(COST, CellAddress::default()).map_err(Failure::Full)?;
                    rules.push(Rule { ranges: Rc::clone(&ranges), effect, test });
                }
            }
            Event::Eof => return Err(Failure::Unsound),
            _ => {}
        }
    }
}

impl Test {
    /// The test of a rule. There is none where the condition is true only of cells without content.
    fn of(rule: &BytesStart, formula: &str, first: Option<&Range>) -> Option<Test> {
        let kind = attribute(rule, "type").unwrap_or_default();
        let as_it_is = || Test::Formula(if formula.is_empty() { kind.clone() } else { formula.to_owned() });
        match kind.as_str() {
            "containsBlanks" | "containsErrors" => None,
            "containsText" => {
                let condition = attribute(rule, "text").map(Condition::Contains);
                condition.map(|condition| Test::Of(Tested::Itself, condition))
            }
            "cellIs" => {
                let operator = attribute(rule, "operator").unwrap_or_default();
                let condition = Condition::of(&operator, formula).filter(|_| !operator.ends_with("etween"));
                Some(condition.map_or_else(as_it_is, |condition| Test::Of(Tested::Itself, condition)))
            }
            "expression" => match first {
                Some(first) if is_of_blanks(formula, first) => None,
                Some(first) => Some(of_formula(formula, first).unwrap_or_else(as_it_is)),
                None => None,
            },
            _ => Some(as_it_is()),
        }
    }

    /// The condition as a spreadsheet would write it.
    fn words(&self) -> String {
        match self {
            Test::Of(_, Condition::Number(operator, value)) => format!("{operator} {value}"),
            Test::Of(_, Condition::Is(text) | Condition::Contains(text)) => format!("\"{text}\""),
            Test::Formula(formula) => formula.clone(),
        }
    }
}

/// Whether a formula is true only of a cell without content: `E2=""`, `ISERROR(E2)`.
fn is_of_blanks(formula: &str, first: &Range) -> bool {
    let formula = formula.replace(' ', "").to_ascii_uppercase();
    let is_own = |reference: &str| tested(reference, first) == Some(Tested::Itself);
    let functions = ["ISERROR(", "ISERR(", "ISNA(", "ISBLANK("];
    let argument = functions.iter().find_map(|name| formula.strip_prefix(name)?.strip_suffix(')'));
    let of_length =
        ["LEN(TRIM(", "LEN("].iter().find_map(|name| formula.strip_prefix(name)?.strip_suffix("=0"));
    let of_length = of_length.map(|rest| rest.trim_end_matches(')'));
    let blank = formula.strip_suffix("=\"\"");
    [argument, of_length, blank].into_iter().flatten().any(is_own)
}

/// A formula that compares one cell with a number or a text: `$E2=0`, `E2="廃止"`.
fn of_formula(formula: &str, first: &Range) -> Option<Test> {
    let (reference, value) = formula.split_once('=')?;
    let tested = tested(reference.trim(), first)?;
    Some(Test::Of(tested, Condition::of("equal", value.trim())?))
}

/// The cell that a reference means, in a formula that is written for the first cell of a range.
fn tested(reference: &str, first: &Range) -> Option<Tested> {
    let fixed = reference.strip_prefix('$');
    // A row with a `$` is one row for all.
    let at = address::cell(fixed.unwrap_or(reference)).filter(|at| at.row == first.rows.0)?;
    let is_own = at.column == first.columns.0;
    match fixed {
        None => is_own.then_some(Tested::Itself),
        Some(_) if is_own && first.columns.0 == first.columns.1 => Some(Tested::Itself),
        Some(_) => Some(Tested::Column(at.column)),
    }
}

impl Condition {
    fn of(operator: &str, value: &str) -> Option<Condition> {
        let literal = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        match value.parse::<f64>() {
            Ok(number) => Some(Condition::Number(operator.to_owned(), number)),
            Err(_) => literal.filter(|_| operator == "equal").map(|text| Condition::Is(text.to_lowercase())),
        }
    }

    /// Whether it is true of a cell as shown.
    fn is_true(&self, shown: &str, is_number: bool) -> bool {
        match self {
            Condition::Number(operator, value) => {
                let Some(found) = number(shown).filter(|_| is_number) else { return false };
                match operator.as_str() {
                    "equal" => found == *value,
                    "notEqual" => found != *value,
                    "lessThan" => found < *value,
                    "lessThanOrEqual" => found <= *value,
                    "greaterThan" => found > *value,
                    _ => operator == "greaterThanOrEqual" && found >= *value,
                }
            }
            Condition::Is(text) => shown.trim().to_lowercase() == *text,
            Condition::Contains(text) => shown.to_lowercase().contains(&text.to_lowercase()),
        }
    }
}

/// The number that a cell with a number shows.
fn number(shown: &str) -> Option<f64> {
    let bare: String = shown.chars().filter(|c| !",▲△- ".contains(*c)).collect();
    let end = bare.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bare.len());
    let (digits, rest) = bare.split_at(end);
    let of = digits.parse::<f64>().ok()? / if rest.starts_with('%') { 100.0 } else { 1.0 };
    Some(if shown.contains(['▲', '△', '-']) { -of } else { of })
}

impl Rule {
    /// How many cells of a sheet are looked at for it, and one more for each range and row.
    pub fn size(&self, sheet: &Sheet) -> usize {
        let of_range = |range: &Range| {
            let rows = sheet.rows.iter().take(range.rows.1 + 1).skip(range.rows.0);
            1 + rows
                .map(|cells| 1 + cells.len().min(range.columns.1 + 1).saturating_sub(range.columns.0))
                .sum::<usize>()
        };
        self.ranges.iter().map(of_range).sum()
    }

    /// Whether its condition is true of a cell; `None` where only a spreadsheet knows.
    fn is_true(&self, sheet: &Sheet, cell: CellAddress) -> Option<bool> {
        let Test::Of(tested, condition) = &self.test else { return None };
        let column = match tested {
            Tested::Itself => cell.column,
            Tested::Column(column) => *column,
        };
        let at = CellAddress { column, ..cell };
        let shown = sheet.rows.get(at.row).and_then(|cells| cells.get(at.column)).map_or("", String::as_str);
        Some(condition.is_true(shown, sheet.forms.contains_key(&at)))
    }

    /// The cells below the row `head` whose content is hidden or struck out, or may be. `is_filled` says whether a cell has a
    /// background of its own.
    pub fn doubts(&self, sheet: &Sheet, head: usize, is_filled: &dyn Fn(CellAddress) -> bool) -> Vec<Doubt> {
        let mut list = Vec::new();
        for range in self.ranges.iter() {
            let rows = sheet.rows.iter().enumerate().take(range.rows.1 + 1).skip(range.rows.0.max(head + 1));
            for (row, cells) in rows {
                let columns = cells.iter().enumerate().take(range.columns.1 + 1).skip(range.columns.0);
                for (column, shown) in columns.filter(|(_, shown)| !shown.trim().is_empty()) {
                    let cell = CellAddress { row, column };
                    let is_true = self.is_true(sheet, cell);
                    let has_effect = self.effect != Effect::Whitens || !is_filled(cell);
                    if is_true == Some(false) || !has_effect {
                        continue;
                    }
                    if is_true == Some(true) && self.effect != Effect::Strikes {
                        let expected = messages().found.conditional_format.to_owned();
                        list.push(Doubt { code: &code::HIDDEN_VALUE, cell, found: shown.clone(), expected });
                        continue;
                    }
                    // One for the range: its cells have one condition.
                    let (found, expected) = (range.to_string(), self.test.words());
                    list.push(Doubt { code: &code::CONDITIONAL_LOOK, cell, found, expected });
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
        let look = ConditionalLook::read(&mut of_dxf, &element).unwrap();
        let xml = format!("<conditionalFormatting sqref=\"B2:C9\">{xml}</conditionalFormatting>");
        let mut of_xml = reader(xml.as_bytes()).unwrap();
        let Event::Start(element) = of_xml.read_event().unwrap() else { panic!() };
        read(&mut of_xml, &element, &[look], &mut rules, &mut Budget::default()).unwrap();
        rules
    }

    const WHITE: &str = "<font><color theme=\"0\"/></font>";

    #[test]
    fn conditions_are_tested_or_kept_as_formulas() {
        let test = |attributes: &str, formula: &str| {
            let rule = format!("<cfRule {attributes} dxfId=\"0\"><formula>{formula}</formula></cfRule>");
            rules(WHITE, &rule).pop().map(|rule| rule.test)
        };
        let number =
            |of, operator: &str, value: f64| Some(Test::Of(of, Condition::Number(operator.into(), value)));
        let cell_is = |operator: &str, formula: &str| {
            test(&format!("type=\"cellIs\" operator=\"{operator}\""), formula)
        };
        let expression = |formula: &str| test("type=\"expression\"", formula);
        let is = |of, text: &str| Some(Test::Of(of, Condition::Is(text.into())));
        let formula = |text: &str| Some(Test::Formula(text.into()));
        assert_eq!(cell_is("equal", "0"), number(Tested::Itself, "equal", 0.0));
        assert_eq!(cell_is("lessThan", "0.5"), number(Tested::Itself, "lessThan", 0.5));
        assert_eq!(cell_is("equal", "\"N/A\""), is(Tested::Itself, "n/a"));
        assert_eq!(cell_is("between", "0"), formula("0"));
        assert_eq!(expression("B2=0"), number(Tested::Itself, "equal", 0.0));
        // The whole row, by the cell in one column.
        assert_eq!(expression("$B2=0"), number(Tested::Column(1), "equal", 0.0));
        assert_eq!(expression("$A2=\"廃止\""), is(Tested::Column(0), "廃止"));
        for other in
            ["B$2=0", "C2=0", "AND(B2=0,C2=0)", "MOD(ROW(),2)=0", "ISBLANK($B2)", "$E2=\"\"", "LEN(B2)&gt;0"]
        {
            let plain = other.replace("&gt;", ">");
            // Of another cell nothing is known here; a comparison with no text is one with a blank text.
            let expect = if other == "$E2=\"\"" { is(Tested::Column(4), "") } else { formula(&plain) };
            assert_eq!(expression(other), expect, "{other}");
        }
        assert_eq!(test("type=\"duplicateValues\"", ""), formula("duplicateValues"));
        for blank in ["ISERROR(B2)", "ISBLANK(B2)", "B2=\"\"", "LEN(TRIM(B2))=0", "LEN(B2)=0"] {
            assert_eq!(expression(blank), None, "{blank}");
        }
    }

    #[test]
    fn a_row_is_hidden_by_the_cell_that_is_tested() {
        let rule = "<cfRule type=\"expression\" dxfId=\"0\"><formula>$D2=\"済\"</formula></cfRule>";
        let rule = rules(WHITE, rule).pop().unwrap();
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let sheet =
            Sheet::new("x", vec![row(["h"; 4]), row(["1", "a", "b", "済"]), row(["2", "c", "d", "済み"])]);
        let found = rule.doubts(&sheet, 0, &|_| false);
        assert_eq!(found.iter().map(|of| of.cell.to_string()).collect::<Vec<_>>(), ["B2", "C2"]);
    }

    #[test]
    fn the_number_is_that_of_the_shown_text() {
        let cases = [("0", 0.0), ("0%", 0.0), ("1,700人", 1700.0), ("▲3", -3.0), ("12.5%", 0.125)];
        for (shown, expect) in cases {
            assert_eq!(number(shown), Some(expect), "{shown}");
        }
    }
}
