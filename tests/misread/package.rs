//! A random package: its sheets, and the data that a workbook has beside the text of its cells.

use std::collections::BTreeMap;

use machi_plan::package::{Problem, Sheet, read_sheets, write_sheets};
use machi_plan::plan::Plan;

use crate::book::{Book, Page, put_beside, text, zipped};

/// The file format of a package.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    Csv,
    Book,
}

/// The expected result of a kind of damage.
#[derive(Clone, Copy, Debug)]
pub enum Says {
    /// The cell is reported where the plan would differ.
    WhereItDiffers,
    /// The cell is always reported, because the lost content is in no other cell.
    Always,
    /// The plan is read as before, or as the damage expects.
    Nothing,
    /// The cell is reported and no plan is built.
    Refused,
}

/// A cell, or a row whose cells have moved; from 0.
#[derive(Clone, Debug)]
pub struct Address {
    pub sheet: String,
    pub row: usize,
    pub column: Option<usize>,
}

/// Pseudo-random numbers that are the same for a seed on every machine (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// One of a list.
    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A package. It is sound until a kind of damage changes it.
pub struct Package {
    pub sheets: Vec<Sheet>,
    pub random: Random,
    /// Cells of a workbook as XML instead of text, by sheet, row and column.
    pub cells: BTreeMap<(String, usize, usize), String>,
    /// Rows of a CSV as they are written, instead of the rows of the sheet.
    pub lines: BTreeMap<(String, usize), String>,
    /// The end of every row in a sheet's CSV.
    pub ends: BTreeMap<String, &'static str>,
    /// The XML before the rows of a sheet of a workbook.
    pub views: BTreeMap<String, &'static str>,
    pub merged: Vec<(String, String)>,
    /// A part beside a sheet: sheet, kind, XML.
    pub beside: Option<(String, &'static str, String)>,
    /// Where the damage writes cells in another form: the expected readings of some of them. All other cells must be
    /// read as before. Without it, every text of the plan must be the same.
    pub reads: Option<Vec<(Address, String)>>,
}

const NAMES: [&str; 5] =
    ["窓口の改善", "ごみの減量", "使用料の見直し", "電話の集約", "行政手続のオンライン化"];
const DEPARTMENTS: [&str; 4] = ["市民課", "ごみ減量課", "財政局", "窓口行政課"];
const ENTRIES: [&str; 6] = ["検討", "準備", "実施", "→", "", ""];

fn rows(lines: Vec<Vec<String>>, head: &str) -> Vec<Vec<String>> {
    let head = head.split(',').map(str::to_owned).collect();
    std::iter::once(head).chain(lines).collect()
}

fn cells(line: &[&str]) -> Vec<String> {
    line.iter().map(|cell| (*cell).to_owned()).collect()
}

impl Package {
    /// A plan of three years with up to four items, in every table that has values, ids or departments; the plan, and
    /// what is said of it.
    pub fn random(seed: u64) -> (Package, Plan, Vec<Problem>) {
        let mut random = Random(seed);
        let drawn = drawn(&mut random);
        let (plan, mut problems) = read_sheets(&drawn);
        assert!(!machi_plan::package::has_errors(&problems), "case {seed}: {problems:?}");
        let package = Package {
            sheets: write_sheets(&plan),
            random,
            cells: BTreeMap::new(),
            lines: BTreeMap::new(),
            ends: BTreeMap::new(),
            views: BTreeMap::new(),
            merged: Vec::new(),
            beside: None,
            reads: None,
        };
        // The written sheets have more columns, so a cell has another address.
        if !problems.is_empty() {
            problems = read_sheets(&package.sheets).1;
        }
        (package, plan, problems)
    }

    pub fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap()
    }

    pub fn text(&self, address: &Address) -> &str {
        let sheet = self.sheets.iter().find(|sheet| sheet.name == address.sheet).unwrap();
        &sheet.rows[address.row][address.column.unwrap()]
    }

    /// A random cell below the header, by sheet, head and text.
    pub fn cell(&mut self, fits: impl Fn(&str, &str, &str) -> bool) -> Option<Address> {
        let mut found = Vec::new();
        for sheet in &self.sheets {
            for (row, cells) in sheet.rows.iter().enumerate().skip(1) {
                for (column, cell) in cells.iter().enumerate() {
                    if fits(&sheet.name, &sheet.rows[0][column], cell) {
                        found.push(Address { sheet: sheet.name.clone(), row, column: Some(column) });
                    }
                }
            }
        }
        if found.is_empty() { None } else { Some(self.random.of(&found).clone()) }
    }

    /// Changes the text of a cell, in both forms.
    pub fn write(&mut self, address: &Address, text: impl Into<String>) {
        let column = address.column.unwrap();
        self.sheet(&address.sheet).rows[address.row][column] = text.into();
    }

    /// Replaces the text of a cell by XML.
    pub fn put(&mut self, address: &Address, xml: String) {
        self.cells.insert((address.sheet.clone(), address.row, address.column.unwrap()), xml);
    }

    /// The files of the package as CSV.
    pub fn files(&self) -> Vec<(String, String)> {
        let file = |sheet: &Sheet| {
            let end = self.ends.get(&sheet.name).copied().unwrap_or_default();
            let line = |(at, cells): (usize, &Vec<String>)| {
                let quoted = || cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",");
                let line = self.lines.get(&(sheet.name.clone(), at)).cloned().unwrap_or_else(quoted);
                line + end + "\r\n"
            };
            (format!("{}.csv", sheet.name), sheet.rows.iter().enumerate().map(line).collect())
        };
        self.sheets.iter().map(file).collect()
    }

    /// The package as a workbook.
    pub fn book(&self) -> Vec<u8> {
        let page = |sheet: &Sheet| {
            let xml = |row: usize, column: usize, cell: &String| {
                let other = self.cells.get(&(sheet.name.clone(), row, column)).cloned();
                other.unwrap_or_else(|| if cell.is_empty() { String::new() } else { text(cell) })
            };
            let cells = |(row, cells): (usize, &Vec<String>)| {
                cells.iter().enumerate().map(|(column, cell)| xml(row, column, cell)).collect()
            };
            Page {
                name: sheet.name.clone(),
                rows: sheet.rows.iter().enumerate().map(cells).collect(),
                state: "",
                columns: self.views.get(&sheet.name).copied().unwrap_or_default(),
                row_attributes: Vec::new(),
                merged: self.merged.iter().filter(|of| of.0 == sheet.name).map(|of| of.1.clone()).collect(),
                tail: String::new(),
            }
        };
        let book = Book { sheets: self.sheets.iter().map(page).collect(), shared: Vec::new() };
        let mut parts = book.parts();
        if let Some((sheet, kind, xml)) = &self.beside {
            let number = self.sheets.iter().position(|of| of.name == *sheet).unwrap() + 1;
            put_beside(&mut parts, number, &[(kind, xml)]);
        }
        zipped(&parts)
    }
}

/// A cell of a CSV, quoted.
pub fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// The sheets of a random plan, with as few columns as possible.
fn drawn(random: &mut Random) -> Vec<Sheet> {
    let count = 2 + random.below(3);
    let mut items = Vec::new();
    let (mut schedule, mut indicators, mut results) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..count {
        let id = format!("1-{}", at + 1);
        let other = if random.below(2) == 0 { "" } else { "、財政局" };
        let departments = format!("(主){}{other}", random.of(&DEPARTMENTS[..2]));
        let outline = *random.of(&["A-1", "A-2"]);
        let name = *random.of(&NAMES);
        items.push(cells(&[&id, outline, name, &departments, "予約と記入を進める。"]));
        for mark in &["①", "②"][..1 + random.below(2)] {
            let years: Vec<&str> = (0..3).map(|_| *random.of(&ENTRIES)).collect();
            schedule.push(cells(&[&id, mark, "実施", years[0], years[1], years[2]]));
        }
        for number in 1..=1 + random.below(2) {
            let unit = *random.of(&["%", "件", "百万円"]);
            let mut value = || match random.below(5) {
                0 => String::new(),
                _ => format!("{}{unit}", 1_000 + random.below(90_000)),
            };
            let values: Vec<String> = (0..5).map(|_| value()).collect();
            let own = format!("{id}.{number}");
            let mut row = cells(&[&id, &own, "割合", unit, "R4"]);
            row.extend(values);
            indicators.push(row);
        }
        let result = *random.of(&["予定どおり実施", "要綱を定めた"]);
        results.push(cells(&[&id, "R5", result]));
    }
    let pair = |key: &str, value: &str| cells(&[key, value]);
    let about = vec![
        pair("計画ID", "machi"),
        pair("計画名", "試しの計画"),
        pair("開始年度", "R5"),
        pair("終了年度", "R7"),
    ];
    let outline = vec![cells(&["A-1", "", "上"]), cells(&["A-2", "A-1", "下"])];
    let departments = DEPARTMENTS.map(|name| cells(&[name, ""])).to_vec();
    vec![
        Sheet::new("計画", rows(about, "項目,値")),
        Sheet::new("体系", rows(outline, "体系ID,上位ID,名称")),
        Sheet::new("取組", rows(items, "取組ID,体系ID,名称,担当部署,内容")),
        Sheet::new("年次計画", rows(schedule, "取組ID,記号,取組内容,R5,R6,R7")),
        Sheet::new(
            "指標",
            rows(indicators, "取組ID,指標ID,指標名,単位,基準年度,基準値,目標R5,目標R6,目標R7,実績R5"),
        ),
        Sheet::new("実績", rows(results, "取組ID,年度,実績")),
        Sheet::new("部署", rows(departments, "名称,よみ")),
    ]
}
