//! Recognises a file by its bytes: a workbook, a zip of tables, or something that people take for one.

use crate::format::pairs;
use crate::locale::{FilesWords, messages};
use crate::package::Problem;
use crate::package::files::archive::Archive;
use crate::package::files::decode::decode;
use crate::package::files::stem_of;
use crate::package::problems::catalogue as code;
use crate::package::reading::spec_of;
use crate::package::sheets::workbook;

/// A file that can be read.
pub(in crate::package) enum Form<'a> {
    /// A workbook in the format of Excel since 2007.
    Workbook(Archive<'a>),
    /// A zip of CSV files.
    Tables(Archive<'a>),
}

fn words() -> &'static FilesWords {
    &messages().files
}

/// Recognises a file. If it is neither form, the error is the one problem to report.
pub(in crate::package) fn form_of<'a>(file: &'a str, bytes: &'a [u8]) -> Result<Form<'a>, Box<Problem>> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return of_zip(Archive::open(file, bytes)?);
    }
    let (found, expected) = other(bytes);
    Err(Box::new(Problem::of_sheet(&code::NOT_A_PACKAGE, file).found(found).expected(expected)))
}

/// Workbooks by name and bytes.
pub(in crate::package) type Workbooks = Vec<(String, Vec<u8>)>;

/// The workbooks of a zip that has workbooks inside and is none itself, by their names without folders; `None` for any
/// other file.
pub(in crate::package) fn workbooks_in(file: &str, bytes: &[u8]) -> Option<Result<Workbooks, Box<Problem>>> {
    let mut archive = Archive::open(file, bytes).ok()?;
    let is_book = |name: &String| name.to_ascii_lowercase().ends_with(".xlsx");
    let is_hidden = |name: &String| name.split('/').any(|step| step == "__MACOSX");
    let books: Vec<usize> = (0..archive.names().len())
        .filter(|at| is_book(&archive.names()[*at]) && !is_hidden(&archive.names()[*at]))
        .collect();
    if books.is_empty() || archive.find("[Content_Types].xml").is_some() {
        return None;
    }
    let mut read = |at: usize| {
        let name = archive.names()[at].rsplit('/').next().unwrap_or_default().to_owned();
        Ok((name, archive.read(at)?))
    };
    Some(books.into_iter().map(&mut read).collect())
}

fn of_zip(mut archive: Archive) -> Result<Form, Box<Problem>> {
    let has = |archive: &Archive, name: &str| archive.find(name).is_some();
    let ends = |archive: &Archive, ending: &str| {
        archive.names().iter().any(|name| name.to_ascii_lowercase().ends_with(ending))
    };
    let inside =
        |archive: &Archive, folder: &str| archive.names().iter().any(|name| name.starts_with(folder));
    let (found, expected) = if has(&archive, "xl/workbook.bin") {
        (words().binary_workbook, words().save_as)
    } else if has(&archive, "mimetype") && has(&archive, "content.xml") {
        (words().open_document, words().save_as)
    } else if has(&archive, "word/document.xml") {
        (words().word, words().copy_tables)
    } else if inside(&archive, "ppt/") {
        (words().power_point, words().copy_tables)
    } else if inside(&archive, "Index/") && ends(&archive, ".iwa") {
        (words().numbers, words().export_numbers)
    } else if has(&archive, "xl/workbook.xml") || workbook::is_workbook(&mut archive) {
        return Ok(Form::Workbook(archive));
    } else if archive.names().iter().any(|name| stem_of(name).is_some()) {
        return Ok(Form::Tables(archive));
    } else if ends(&archive, ".xlsx") {
        (words().zip_of_workbooks, words().unzip)
    } else {
        (words().zip_without_csv, words().workbook_or_zip)
    };
    Err(Box::new(Problem::of_sheet(&code::NOT_A_PACKAGE, archive.file).found(found).expected(expected)))
}

/// The one problem for tables that are our own open data: each of them begins with a column plan_id.
pub(super) fn open_data<'a>(
    folder: &str,
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> Option<Problem> {
    let mut of_data = 0;
    for (stem, bytes) in files {
        // A package has the sheet 計画, whatever else is beside it.
        if spec_of(stem).is_some_and(|spec| spec.sheet == pairs::TABLE.spec.sheet) {
            return None;
        }
        of_data += usize::from(is_of_open_data(bytes));
    }
    let problem = Problem::of_sheet(&code::NOT_A_PACKAGE, folder).found(words().open_data);
    (of_data > 0).then(|| problem.expected(words().source_of_open_data))
}

/// Whether a CSV is part of our open data.
fn is_of_open_data(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bytes = bytes.strip_prefix(b"\"").unwrap_or(bytes);
    bytes.starts_with(b"plan_id") && matches!(bytes.get(7), Some(b',' | b'"' | b';' | b'\t'))
}

/// The one problem for a folder without a table or a workbook.
pub(super) fn no_package(files: &[(&str, &[u8])]) -> Problem {
    let names = names(files.iter().map(|(name, _)| *name));
    let problem = Problem::of_sheet(&code::NOT_A_PACKAGE, words().folder);
    problem.found(words().folder_without_package(names)).expected(words().workbook_or_zip)
}

/// The one problem for a folder with several workbooks.
pub(super) fn several_books(books: &[&(&str, &[u8])]) -> Problem {
    let names = names(books.iter().map(|(name, _)| *name));
    let problem = Problem::of_sheet(&code::NOT_A_PACKAGE, words().folder);
    problem.found(words().several_workbooks(books.len(), names)).expected(words().choose_workbook)
}

/// The first names of a list.
fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let are_more = names.len() > 3;
    names.truncate(3);
    let names = names.join(messages().text.between);
    if are_more { words().and_more(names) } else { names }
}

/// The kind of a file that is no zip, by its bytes, and the remedy.
fn other(bytes: &[u8]) -> (&'static str, &'static str) {
    const OLE2: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let holds = |name: &str| {
        let name = wide(name);
        bytes.windows(name.len()).any(|window| window == name)
    };
    match bytes {
        [] => (words().no_bytes, words().workbook_or_zip),
        _ if bytes.starts_with(OLE2) && holds("EncryptedPackage") => {
            (words().locked_workbook, words().unlock_workbook)
        }
        _ if bytes.starts_with(OLE2) && holds("WordDocument") => (words().old_word, words().copy_tables),
        _ if bytes.starts_with(OLE2) => (words().old_workbook, words().save_as),
        _ if bytes.starts_with(b"%PDF") => ("PDF", words().copy_tables),
        _ if is_image(bytes) => (words().image, words().copy_tables),
        _ if [&b"\x1F\x8B"[..], b"7z\xBC\xAF", b"Rar!", b"BZh", b"\xFD7zXZ"]
            .iter()
            .any(|start| bytes.starts_with(start)) =>
        {
            (words().other_archive, words().zip_instead)
        }
        _ => of_text(bytes),
    }
}

fn is_image(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 7] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0"];
    starts.iter().any(|start| bytes.starts_with(start))
        || bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
        || bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..11) == Some(b"hei")
}

fn of_text(bytes: &[u8]) -> (&'static str, &'static str) {
    let unknown = (words().unknown, words().workbook_or_zip);
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return (words().utf16, words().save_as);
    }
    let Ok((text, _)) = decode(bytes) else { return unknown };
    // A file of another kind can pass as text, but text never contains a zero byte.
    if text.contains('\0') {
        return unknown;
    }
    let text = text.trim_start();
    let begins = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    // White space does not matter, because programs lay out JSON in different ways.
    let json: String = text.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        (words().blank, words().workbook_or_zip)
    } else if is_of_open_data(bytes) || json.starts_with('{') && json.contains("\"tabular-data-package\"") {
        (words().open_data, words().source_of_open_data)
    } else if json.starts_with("{\"format\":\"machi-plan\"") {
        (words().plan_file, words().source_of_plan_file)
    } else if begins("{") || begins("[") {
        ("JSON", words().workbook_or_zip)
    } else if begins("<!doctype html") || begins("<html") || begins("<table") || begins("<machi-plan") {
        ("HTML", words().save_as)
    } else if begins("<") {
        ("XML", words().save_as)
    } else if text.lines().take(20).any(|line| line.contains([',', '\t'])) {
        (words().one_csv, words().zip_tables)
    } else {
        (words().text, words().workbook_or_zip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: &str) {
        let found =
            form_of("x", bytes).err().map_or_else(|| "a package".to_owned(), |problem| problem.message());
        assert!(found.contains(expect), "{found}");
    }

    #[test]
    fn files_that_people_take_for_a_workbook_are_named() {
        let ole2 = |name: &str| {
            let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".iter().copied().chain(wide).collect::<Vec<u8>>()
        };
        check(b"", "空のファイル（0バイト）");
        check(b" \n", "空のファイル");
        check(b"%PDF-1.7", "PDF");
        check(&ole2("Workbook"), "古い形式のExcel");
        check(&ole2("EncryptedPackage"), "パスワードのついたExcel");
        check(&ole2("WordDocument"), "古い形式のWord");
        check(b"\x89PNG\r\n", "画像");
        check(b"RIFF\0\0\0\0WEBP", "画像");
        check(b"\x1F\x8B\x08", "zipではない");
        check("取組ID,名称\n1,a".as_bytes(), "一つのCSV");
        check(b"\x8e\xe6\x91\x67ID,\x96\xbc\n", "一つのCSV");
        check(b"{\"format\":\"machi-plan\",\"version\":1", "計画ファイル");
        check(b"{\n  \"format\": \"machi-plan\"", "計画ファイル");
        check(b"{\"a\":1}", "JSON");
        check("{\n \"name\":\"a\",\n \"profile\": \"tabular-data-package\"".as_bytes(), "オープンデータ");
        check(b"\xEF\xBB\xBFplan_id,item_id\r\n", "オープンデータ");
        check(b"<!DOCTYPE html><p>", "HTML");
        check(b"\xFF\xFE\x53\x4F", "UTF-16");
        check("メモ".as_bytes(), "テキスト");
        check(b"\x7FELF\0\0,", "種類の分からない");
        check(b"PK\x03\x04 and no more", "壊れて");
    }
}
