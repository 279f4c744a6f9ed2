//! The rows of a table as bars: parts of a whole. Nothing is drawn here.

use crate::plan::{Comparator, RowGrammar};

/// How many decimals a number may have.
const SCALE: u8 = 3;

/// A row of a table as a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar<'a> {
    /// The name of the row as printed.
    pub name: &'a str,
    /// Its parts in the order of the columns. Empty where a cell is not a plain number in the row's one unit, because
    /// the whole is then unknown. A part of 0 has no length.
    pub parts: Vec<Part<'a>>,
    /// The sum of the parts.
    pub whole: i64,
}

/// A cell as a part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<'a> {
    /// The name of the column.
    pub name: &'a str,
    /// The cell as printed.
    pub printed: &'a str,
    /// Its number in thousandths.
    pub value: i64,
}

impl<'a> Bar<'a> {
    /// Reads a row; `names` are those of its columns after the first.
    pub(super) fn of(row: &'a [String], names: &'a [String], grammar: &RowGrammar) -> Bar<'a> {
        let mut bar = Bar { name: row.first().map_or("", |name| name.trim()), parts: Vec::new(), whole: 0 };
        let mut of_all = String::new();
        for (at, name) in names.iter().enumerate() {
            let printed = row.get(at + 1).map_or("", |cell| cell.trim());
            let readings = grammar.read(printed);
            let value = readings.first().and_then(|reading| {
                if at == 0 {
                    of_all.clone_from(&reading.unit);
                }
                let fits = reading.comparator == Comparator::Equal
                    && reading.basis.is_empty()
                    // A negative number is no part of a whole.
                    && reading.value.digits >= 0
                    && of_all == reading.unit;
                if fits { reading.value.at_scale(SCALE) } else { None }
            });
            let Some(value) = value else {
                bar.parts.clear();
                bar.whole = 0;
                return bar;
            };
            bar.whole += value;
            bar.parts.push(Part { name, printed, value });
        }
        bar
    }
}
