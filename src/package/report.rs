//! The reading report: how each value of a package is read, cell by cell. It is the last protection against a
//! misreading that no rule foresees. So it is made from the cells themselves and does not use the rules' findings.

use std::collections::BTreeMap;

use crate::format::indicators;
use crate::format::tables::{OWN_SHEET, document_table_id};
use crate::locale::JA;
use crate::package::reading::indicators::{Value, values};
use crate::package::reading::row::{Row, Table};
use crate::package::reading::spec_of;
use crate::package::sheets::layout::is_blank;
use crate::package::{CellAddress, Problem, Severity, Sheet};
use crate::plan::{
    Comparator, DocumentTable, FiscalYear, Indicator, Plan, RATE_UNIT, Reading, RowGrammar, is_dash,
};

/// The reading of one cell.
#[derive(Clone, Debug)]
pub struct CellReading {
    /// The sheet, 指標 or `表_…`.
    pub sheet: String,
    /// The cell.
    pub cell: CellAddress,
    /// The head of the column.
    pub head: String,
    /// The cell as the package has it.
    pub printed: String,
    /// The cell as it is shown: with corrections, if any.
    pub shown: String,
    /// The year that it counts for.
    pub year: Option<FiscalYear>,
    /// Its readings in printed order; empty for words and for a dash.
    pub readings: Vec<Reading>,
    /// The severity of the gravest problem of the cell.
    pub doubt: Option<Severity>,
}

impl CellReading {
    /// The address of the cell: `指標!H2`.
    pub fn address(&self) -> String {
        format!("{}!{}", self.sheet, self.cell)
    }

    /// The kind of the cell: a number, a dash, or words.
    pub fn state(&self) -> &'static str {
        match () {
            () if !self.readings.is_empty() => "number",
            () if is_dash(&self.shown) => "dash",
            () => "words",
        }
    }
}

/// How every value of the sheets is read: baseline, reference and the cells of years of 指標, and the numbers of the
/// document's own tables. `plan` and `problems` must come from the same sheets.
///
/// ```
/// use machi_plan::package;
/// let opened = package::open_file("plan.xlsx", &package::template());
/// let readings = package::readings(&opened.sheets, &opened.plan, &opened.problems);
/// assert!(readings.iter().any(|cell| cell.printed == "20分以内" && cell.readings[0].unit == "分"));
/// ```
pub fn readings(sheets: &[Sheet], plan: &Plan, problems: &[Problem]) -> Vec<CellReading> {
    let (plan, _) = plan.corrected();
    let mut list = Vec::new();
    let spec = &indicators::TABLE.spec;
    let sheet = sheets.iter().find(|sheet| spec_of(&sheet.name).is_some_and(|of| of.sheet == spec.sheet));
    if let Some(sheet) = sheet.filter(|sheet| !sheet.rows.iter().all(|cells| is_blank(cells))) {
        let table = Table::new(&indicators::TABLE, sheet, &mut Vec::new());
        let by_id: BTreeMap<&str, &Indicator> =
            plan.items.iter().flat_map(|item| &item.indicators).map(|row| (row.id.as_str(), row)).collect();
        for row in table.rows() {
            if let Some(indicator) = by_id.get(row.word(&indicators::ID).as_str()) {
                of_indicator(&row, indicator, &mut list);
            }
        }
    }
    for table in &plan.tables {
        let sheet = sheets.iter().find(|sheet| document_table_id(&sheet.name) == Some(&table.id));
        of_table(sheet, table, &mut list);
    }
    let mut doubts: BTreeMap<(&str, CellAddress), Severity> = BTreeMap::new();
    for problem in problems {
        if let Some(cell) = problem.cell() {
            let weight = doubts.entry((&problem.sheet, cell)).or_insert(problem.severity());
            *weight = problem.severity().min(*weight);
        }
    }
    for of in &mut list {
        of.doubt = doubts.get(&(of.sheet.as_str(), of.cell)).copied();
    }
    list
}

/// The values of one row of 指標. `indicator` is the row as it is shown.
fn of_indicator(row: &Row<Indicator>, indicator: &Indicator, list: &mut Vec<CellReading>) {
    let (of_row, of_rates) = (indicator.grammar(), RowGrammar::new(RATE_UNIT));
    for Value { at, printed, shown, year, is_rate } in values(row, indicator) {
        let (address, head) = row.address(at);
        let grammar = if is_rate { &of_rates } else { &of_row };
        list.push(read(address, head, printed, shown, year, grammar));
    }
}

/// The numbers of a table of the document. Its first column has the names of the rows.
fn of_table(sheet: Option<&Sheet>, table: &DocumentTable, list: &mut Vec<CellReading>) {
    let grammars = table.grammars();
    let filled = sheet.into_iter().flat_map(|sheet| sheet.rows.iter().enumerate());
    let mut filled = filled.filter(|(_, cells)| !is_blank(cells));
    filled.next();
    for ((row, cells), shown) in filled.zip(&table.rows) {
        for (column, ((printed, shown), grammar)) in
            cells.iter().zip(shown).zip(&grammars).enumerate().skip(1)
        {
            let head = table.head.get(column).map_or("", String::as_str);
            let address = (format!("{OWN_SHEET}{}", table.id), CellAddress { row, column });
            let cell = read(address, head, printed, shown, FiscalYear::parse(head), grammar);
            if !cell.readings.is_empty() || cell.doubt.is_some() {
                list.push(cell);
            }
        }
    }
}

fn read(
    (sheet, cell): (String, CellAddress),
    head: &str,
    printed: &str,
    shown: &str,
    year: Option<FiscalYear>,
    grammar: &RowGrammar,
) -> CellReading {
    CellReading {
        sheet,
        cell,
        head: head.to_owned(),
        printed: printed.to_owned(),
        shown: shown.to_owned(),
        year,
        readings: grammar.read(shown),
        doubt: None,
    }
}

/// The readings as a table for a spreadsheet: one line for each reading, columns separated by tabs, heads first.
///
/// ```
/// let text = machi_plan::package::readings_table(&[]);
/// assert_eq!(text, "セル\t見出し\t書かれたまま\t比べ方\t値\t単位\t増減の言葉\t年度\t確認\n");
/// ```
pub fn readings_table(list: &[CellReading]) -> String {
    let mut text = JA.readings.heads.join("\t") + "\n";
    for cell in list {
        for line in reading_lines(cell) {
            // A cell of several lines becomes one line.
            let line: Vec<String> = line.iter().map(|part| part.replace(['\n', '\r', '\t'], " ")).collect();
            text += &(line.join("\t") + "\n");
        }
    }
    text
}

/// The readings of a cell as rows of the table; one row where it has none.
pub fn reading_lines(cell: &CellReading) -> Vec<[String; 9]> {
    let year = cell.year.map_or(String::new(), FiscalYear::short);
    let doubt = cell.doubt.map_or("", Severity::word).to_owned();
    let printed = match cell.printed == cell.shown {
        true => cell.printed.trim().to_owned(),
        false => JA.readings.corrected(cell.printed.trim(), cell.shown.trim()),
    };
    let line = |[comparator, value, unit, basis]: [String; 4]| {
        let (address, head) = (cell.address(), cell.head.clone());
        [address, head, printed.clone(), comparator, value, unit, basis, year.clone(), doubt.clone()]
    };
    let number = |reading: &Reading| {
        let comparator = comparator_word(reading.comparator).to_owned();
        line([comparator, reading.value.to_string(), reading.unit.clone(), reading.basis.clone()])
    };
    match cell.readings.as_slice() {
        [] => {
            let words = if is_dash(&cell.shown) { JA.readings.dash } else { JA.readings.words };
            vec![line([String::new(), words.to_owned(), String::new(), String::new()])]
        }
        readings => readings.iter().map(number).collect(),
    }
}

fn comparator_word(comparator: Comparator) -> &'static str {
    let words = &JA.readings;
    match comparator {
        Comparator::Equal => words.equal,
        Comparator::AtMost => words.at_most,
        Comparator::Below => words.below,
        Comparator::AtLeast => words.at_least,
        Comparator::Above => words.above,
        Comparator::About => words.about,
    }
}

/// The readings for a program: a JSON array with one object for each cell. Every object has every key: `sheet`,
/// `row`, `column`, `cell`, `head`, `printed`, `shown` (with corrections, if any), `year` (a number or `null`),
/// `state` (`number`, `dash`, `words`), `readings` (objects with `comparator`, `value`, `unit`, `basis`, as in
/// `values.csv`) and `doubt` (`error`, `warning`, `note` or `null`).
pub fn readings_json(list: &[CellReading]) -> String {
    let reading = |reading: &Reading| {
        serde_json::json!({
            "comparator": reading.comparator.sign(),
            "value": reading.value.to_string(),
            "unit": reading.unit,
            "basis": reading.basis,
        })
    };
    let object = |cell: &CellReading| {
        serde_json::json!({
            "sheet": cell.sheet,
            "row": cell.cell.row + 1,
            "column": cell.cell.column + 1,
            "cell": cell.cell.to_string(),
            "head": cell.head,
            "printed": cell.printed,
            "shown": cell.shown,
            "year": cell.year.map(|year| year.0),
            "state": cell.state(),
            "readings": cell.readings.iter().map(reading).collect::<Vec<_>>(),
            "doubt": cell.doubt.map(Severity::name),
        })
    };
    serde_json::Value::Array(list.iter().map(object).collect()).to_string()
}
