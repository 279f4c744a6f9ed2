//! The packages, read only with the `csv` crate. This oracle shares nothing with the product's own reader.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Sheet name and file stem, as the format names them.
const FILES: [(&str, &str); 12] = [
    ("計画", "plan"),
    ("体系", "outline"),
    ("取組", "items"),
    ("年次計画", "schedule"),
    ("指標", "indicators"),
    ("実績", "results"),
    ("状況区分", "statuses"),
    ("部署", "departments"),
    ("本文", "sections"),
    ("表", "tables"),
    ("訂正", "corrections"),
    ("用語", "glossary"),
];

#[derive(Clone)]
pub struct Table {
    pub sheet: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone)]
pub struct Package {
    pub tables: BTreeMap<String, Table>,
}

#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    index: usize,
}

impl Package {
    pub fn read(city: &str) -> Package {
        let folder = root().join("data").join(city);
        let tables =
            files_of(&folder).into_iter().map(|(sheet, path)| (sheet.clone(), read_table(sheet, &path)));
        Package { tables: tables.collect() }
    }

    pub fn rows(&self, sheet: &str) -> Vec<Row<'_>> {
        let table = self.tables.get(sheet).unwrap_or_else(|| panic!("the package has no sheet {sheet}"));
        (0..table.rows.len()).map(|index| Row { table, index }).collect()
    }

    /// The rows with one id, for instance of one 取組.
    pub fn rows_of(&self, sheet: &str, column: &str, id: &str) -> Vec<Row<'_>> {
        self.rows(sheet).into_iter().filter(|row| row.get(column) == id).collect()
    }

    pub fn row(&self, sheet: &str, column: &str, id: &str) -> Option<Row<'_>> {
        self.rows_of(sheet, column, id).into_iter().next()
    }

    pub fn ids(&self, sheet: &str, column: &str) -> Vec<String> {
        self.rows(sheet).iter().map(|row| row.get(column).to_string()).collect()
    }

    /// The sheet of one 表, header and rows.
    pub fn document_table(&self, id: &str) -> Option<&Table> {
        self.tables.get(&document_sheet(id))
    }

    /// A value of the sheet 計画.
    pub fn plan(&self, key: &str) -> &str {
        self.row("計画", "項目", key).map_or("", |row| row.get("値"))
    }

    /// Changes the text of one cell, to prove that the checks notice it.
    pub fn set(&mut self, sheet: &str, row: usize, column: &str, text: &str) {
        let table = self.table_mut(sheet);
        let column = table.columns.iter().position(|name| name == column).expect("a column of the sheet");
        table.rows[row][column] = text.to_string();
    }

    pub fn table_mut(&mut self, sheet: &str) -> &mut Table {
        self.tables.get_mut(sheet).unwrap_or_else(|| panic!("the package has no sheet {sheet}"))
    }
}

impl<'a> Row<'a> {
    pub fn get(self, column: &str) -> &'a str {
        let table = self.table;
        let position = table.columns.iter().position(|name| name == column);
        let position = position.unwrap_or_else(|| panic!("sheet {} has no column {column}", table.sheet));
        &table.rows[self.index][position]
    }

    pub fn cells(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let cells = self.table.rows[self.index].iter().map(String::as_str);
        self.table.columns.iter().map(String::as_str).zip(cells)
    }

    /// The position of the row, for messages: the header is line 1 of the sheet.
    pub fn address(self) -> String {
        let name =
            self.table.rows[self.index].iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" ");
        format!("{} row {} ({name})", self.table.sheet, self.index + 2)
    }
}

/// One of the two document texts.
pub fn document(name: &str) -> String {
    read(&root().join("tests/documents").join(name))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The sheet that holds the cells of one 表; its file is `table-<表ID>.csv`.
pub fn document_sheet(id: &str) -> String {
    format!("表_{id}")
}

fn files_of(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .map(|path| {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a file name");
            // Nobody would compare a file with an unknown name with the document.
            let known = FILES.iter().find(|(_, name)| *name == stem).map(|(sheet, _)| sheet.to_string());
            let sheet = known.or_else(|| stem.strip_prefix("table-").map(document_sheet));
            (sheet.unwrap_or_else(|| panic!("{}: a file that this test does not know", path.display())), path)
        })
        .collect()
}

fn read_table(sheet: String, path: &Path) -> Table {
    let text = read(path);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut lines = reader.records().map(|record| {
        let record = record.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        record.iter().map(str::to_string).collect::<Vec<_>>()
    });
    let columns = lines.next().unwrap_or_else(|| panic!("{}: no header row", path.display()));
    Table { sheet, columns, rows: lines.collect() }
}
