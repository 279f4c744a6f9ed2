//! From files to sheets to a plan: the CSV files of a folder, or one file that contains them all.

pub(in crate::package) mod archive;
pub(in crate::package) mod csv;
pub(in crate::package) mod decode;
pub(in crate::package) mod recognise;
mod width;

use std::collections::BTreeSet;

use crate::format::tables::{OWN_SHEET, document_table_id};
use crate::locale::messages;
use crate::package::files::archive::Archive;
use crate::package::files::csv::sheet_from_text;
use crate::package::files::decode::{Encoding, decode};
use crate::package::files::recognise::{Form, form_of};
use crate::package::files::width::uneven_rows;
use crate::package::problems::catalogue as code;
use crate::package::reading::confirmed::without_confirmed;
use crate::package::reading::{sorted, spec_of};
use crate::package::sheets::Budget;
use crate::package::sheets::letters::without_unseen;
use crate::package::sheets::likeness::align;
use crate::package::sheets::workbook;
use crate::package::{Problem, Severity, Sheet, read_sheets};
use crate::plan::Plan;

/// A package that was read, with its cells.
pub struct Opened {
    /// The cells as shown.
    pub sheets: Vec<Sheet>,
    /// The plan; whole only where no problem is an error.
    pub plan: Plan,
    /// The problems found.
    pub problems: Vec<Problem>,
}

/// Reads a package that is one file: a workbook (.xlsx, .xlsm) or a zip of CSV files, with or without a folder
/// inside. The content decides, not the name.
///
/// For any other file the result is one problem, which says what the file seems to be and how to make a workbook from
/// it. The plan is whole only where no problem is an error; see [`crate::package::has_errors`].
///
/// ```
/// use machi_plan::package;
/// let workbook = package::template();
/// let (plan, problems) = package::read_file("plan.xlsx", &workbook);
/// assert!(!package::has_errors(&problems) && !plan.items.is_empty());
/// let (_, problems) = package::read_file("plan.xlsx", b"%PDF-1.7");
/// assert_eq!(problems[0].code.name, "not-a-package");
/// ```
pub fn read_file(name: &str, bytes: &[u8]) -> (Plan, Vec<Problem>) {
    let Opened { plan, problems, .. } = open_file(name, bytes);
    (plan, problems)
}

/// The same as [`read_file`], with the cells.
pub fn open_file(name: &str, bytes: &[u8]) -> Opened {
    let (sheets, problems) = sheets_of_file(name, bytes);
    opened(sheets, problems)
}

/// Reads the files of a package by name and bytes, in any order: `("取組.csv", …)` or `("items.csv", …)`.
///
/// Where none of them is a CSV, a single workbook or zip among them is read as [`read_file`] does. The plan is whole
/// only where no problem is an error; see [`crate::package::has_errors`].
///
/// ```
/// use machi_plan::package;
/// let items = "取組ID,体系ID,名称\n1,9,窓口の改善\n".as_bytes();
/// let (_, problems) = package::read_files([("取組.csv", items)]);
/// // Every problem at once: the tables that are missing as well.
/// assert!(problems.iter().any(|problem| problem.address() == "計画"));
/// assert!(package::has_errors(&problems));
/// ```
pub fn read_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> (Plan, Vec<Problem>) {
    let Opened { plan, problems, .. } = open_files(files);
    (plan, problems)
}

/// The same as [`read_files`], with the cells.
pub fn open_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Opened {
    let (sheets, problems) = sheets_of_files(files);
    opened(sheets, problems)
}

/// The sheets of the files for [`read_files`], as [`sheets_of_file`] gives those of one file.
pub fn sheets_of_files<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> (Vec<Sheet>, Vec<Problem>) {
    let files: Vec<(&str, &[u8])> = files.into_iter().filter(|(name, _)| !is_left_over(name)).collect();
    let tables: Vec<(&str, &[u8])> =
        files.iter().filter_map(|(name, bytes)| Some((stem_of(name)?, *bytes))).collect();
    let books: Vec<&(&str, &[u8])> = files.iter().filter(|(name, _)| is_book(name)).collect();
    // A CSV of another kind beside the workbook is not a table of the format.
    let has_table = tables.iter().any(|(stem, _)| spec_of(stem).is_some());
    if tables.is_empty() || !has_table && !books.is_empty() {
        // The folder contains the workbook of the plan and perhaps other files.
        return match (books.as_slice(), files.as_slice()) {
            ([(name, bytes)], _) | ([], [(name, bytes)]) => sheets_of_file(name, bytes),
            ([], []) => Default::default(),
            ([], _) => (Vec::new(), vec![recognise::no_package(&files)]),
            _ => (Vec::new(), vec![recognise::several_books(&books)]),
        };
    }
    let (sheets, mut problems) = of_tables(messages().files.folder, tables.iter().copied());
    let unread = files.iter().map(|(name, _)| *name).filter(|name| is_book(name) || is_unread_table(name));
    problems.extend(unread.map(|name| Problem::of_sheet(&code::FILE_NOT_READ, name)));
    (sheets, problems)
}

/// Endings of files that may be a table, where a folder of CSV files has one.
const OTHER_TABLES: [&str; 7] = ["tsv", "txt", "tab", "xls", "xlsb", "ods", "numbers"];

/// Whether a file has the name of a table, but is no CSV: 実績.tsv, 実績.csv.txt.
pub fn is_unread_table(path: &str) -> bool {
    if is_hidden(path) || is_left_over(path) {
        return false;
    }
    let file = path.rsplit('/').next().unwrap_or(path);
    let Some((name, ending)) = file.rsplit_once('.') else { return false };
    let stem = name
        .rsplit_once('.')
        .filter(|(_, inner)| inner.eq_ignore_ascii_case("csv"))
        .map_or(name, |(stem, _)| stem);
    OTHER_TABLES.contains(&&*ending.to_ascii_lowercase()) && spec_of(stem).is_some()
}

/// The sheets of CSV files, by their names without suffix. `folder` is the name of their folder, for messages.
fn of_tables<'a>(
    folder: &str,
    files: impl Iterator<Item = (&'a str, &'a [u8])> + Clone,
) -> (Vec<Sheet>, Vec<Problem>) {
    if let Some(problem) = recognise::open_data(folder, files.clone()) {
        return (Vec::new(), vec![problem]);
    }
    let mut tables = Tables::default();
    files.for_each(|(stem, bytes)| tables.add(stem, bytes));
    settled(tables.finish())
}

/// Whether a system or a program has left the file behind: Thumbs.db, ~$計画.xlsx, .DS_Store.
pub(in crate::package) fn is_left_over(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    name.starts_with(['.', '~']) || ["thumbs.db", "desktop.ini", "ehthumbs.db"].contains(&lower.as_str())
}

/// Whether a file is a workbook by its name.
fn is_book(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.ends_with(".xlsx") || lower.ends_with(".xlsm")
}

/// The sheets of a file for [`read_file`], their cells as shown, and the problems that can be found before the cells
/// are read.
pub fn sheets_of_file(name: &str, bytes: &[u8]) -> (Vec<Sheet>, Vec<Problem>) {
    let read = form_of(name, bytes).and_then(|form| match form {
        Form::Workbook(archive) => workbook::sheets(archive).map(settled),
        Form::Tables(archive) => sheets_of_zip(archive),
    });
    read.unwrap_or_else(|problem| (Vec::new(), vec![*problem]))
}

/// The sheets without invisible characters, and with ids in the letters of their own table.
fn settled((mut sheets, mut problems): (Vec<Sheet>, Vec<Problem>)) -> (Vec<Sheet>, Vec<Problem>) {
    for sheet in &mut sheets {
        let id = document_table_id(&sheet.name).map(|id| format!("{OWN_SHEET}{id}"));
        if let Some(name) = spec_of(&sheet.name).map(|spec| spec.sheet.to_owned()).or(id) {
            problems.extend(without_unseen(sheet, &name));
        }
    }
    problems.extend(align(&mut sheets));
    (sheets, problems)
}

fn sheets_of_zip(mut archive: Archive) -> Result<(Vec<Sheet>, Vec<Problem>), Box<Problem>> {
    let mut files = Vec::new();
    for index in 0..archive.names().len() {
        if let Some(stem) = stem_of(&archive.names()[index]).map(str::to_owned) {
            files.push((stem, archive.read(index)?));
        }
    }
    let of_files = files.iter().map(|(stem, bytes)| (stem.as_str(), bytes.as_slice()));
    let (sheets, mut problems) = of_tables(archive.file, of_files);
    let is_unread = |name: &&String| is_book(name) && !is_left_over(name) || is_unread_table(name);
    let unread = archive.names().iter().filter(is_unread);
    problems.extend(unread.map(|name| Problem::of_sheet(&code::FILE_NOT_READ, name)));
    Ok((sheets, problems))
}

/// The name of a CSV without folders and suffix; `None` for other files and for files that a Mac or an editor leaves
/// behind.
pub(in crate::package) fn stem_of(path: &str) -> Option<&str> {
    if is_hidden(path) {
        return None;
    }
    let file = path.rsplit('/').next()?;
    let (stem, ending) = file.rsplit_once('.')?;
    (ending.eq_ignore_ascii_case("csv") && !stem.is_empty()).then_some(stem)
}

/// Whether a system keeps the file out of sight.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|step| step.starts_with('.') && step != "." || step == "__MACOSX")
}

/// Collects the sheets of CSV files.
#[derive(Default)]
struct Tables {
    sheets: Vec<Sheet>,
    problems: Vec<Problem>,
    /// The encoding of each table.
    encodings: Vec<(String, Encoding)>,
    budget: Budget,
}

impl Tables {
    fn add(&mut self, stem: &str, bytes: &[u8]) {
        let name = spec_of(stem).map_or(stem, |spec| spec.sheet);
        let (sheet, found) = match decode(bytes) {
            Ok((text, encoding)) => {
                self.encodings.push((name.to_owned(), encoding));
                let (sheet, mut found) = sheet_from_text(name, &text, &mut self.budget);
                found.extend(uneven_rows(stem, &sheet));
                (sheet, found)
            }
            Err(found) => {
                let problem = Problem::of_sheet(&code::NOT_UTF8, name).found(found);
                (Sheet::default(), vec![problem])
            }
        };
        self.sheets.push(Sheet { name: stem.to_owned(), ..sheet });
        self.problems.extend(found);
    }

    fn finish(mut self) -> (Vec<Sheet>, Vec<Problem>) {
        // A package gets two encodings when somebody saves only one of its files again.
        let of = |wanted| self.encodings.iter().filter(move |(_, encoding)| *encoding == wanted);
        if of(Encoding::Utf8).next().is_some() {
            let mixed = of(Encoding::Cp932).map(|(name, _)| Problem::of_sheet(&code::MIXED_ENCODINGS, name));
            self.problems.extend(mixed);
        }
        (self.sheets, self.problems)
    }
}

fn opened(sheets: Vec<Sheet>, mut problems: Vec<Problem>) -> Opened {
    // Nothing could be read, so a message about missing tables would be wrong.
    if sheets.is_empty() && crate::package::has_errors(&problems) {
        return Opened { sheets, plan: Plan::default(), problems };
    }
    let (plan, found) = read_sheets(&sheets);
    // A table whose bytes could not be read is not also reported as empty.
    let unread: BTreeSet<String> = problems
        .iter()
        .filter(|problem| {
            [code::NOT_UTF8.name, code::DAMAGED_FILE.name, code::SHEET_TOO_LARGE.name]
                .contains(&problem.code.name)
        })
        .map(|problem| problem.sheet.clone())
        .collect();
    let empty = |problem: &Problem| problem.code == &code::EMPTY_TABLE && unread.contains(&problem.sheet);
    // The cells of these rows have moved. Doubts about them would make an officer change correct values.
    let moved: BTreeSet<(String, Option<usize>)> = problems
        .iter()
        .filter(|problem| [code::LONG_ROW.name, code::SHORT_ROW.name].contains(&problem.code.name))
        .map(|problem| (problem.sheet.clone(), problem.row))
        .collect();
    let has_moved = |problem: &Problem| {
        let is_doubt = problem.severity() != Severity::Error || problem.code == &code::EXTRA_CELL;
        is_doubt && moved.contains(&(problem.sheet.clone(), problem.row))
    };
    problems.extend(found.into_iter().filter(|problem| !empty(problem) && !has_moved(problem)));
    let problems = sorted(without_confirmed(&sheets, &plan, problems));
    Opened { sheets, plan, problems }
}
