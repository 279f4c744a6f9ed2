//! The parts around the sheets: the list of sheets and the shared strings.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::styles::Styles;
use super::xml::{Rich, Unsound, attribute, flag, reader, text};
use crate::package::Problem;
use crate::package::files::archive::{Archive, damaged};

/// An opened workbook. Its sheets are not read yet.
#[derive(Default)]
pub(super) struct Parts {
    pub sheets: Vec<Part>,
    pub strings: Vec<Rich>,
    pub styles: Styles,
    /// Whether dates are counted from 1904.
    pub is_1904: bool,
    /// Whether Excel is to work out all formulas when it opens the file: their results may not be there yet.
    pub is_uncalculated: bool,
}

/// A sheet as the workbook lists it.
pub(super) struct Part {
    pub name: String,
    /// The path of its cells; `None` where it is not a sheet of cells (a chart), or where the path does not exist.
    pub path: Option<String>,
    pub hidden: bool,
}

/// A relationship of a part: its kind and its target.
pub(super) struct Relationship {
    pub kind: String,
    pub target: String,
}

/// The path of the workbook part; `None` where the zip is not a workbook.
pub(super) fn workbook_path(archive: &mut Archive) -> Option<String> {
    let index = archive.find("_rels/.rels")?;
    let relationships = relationships(&archive.read(index).ok()?, "").ok()?;
    let found = relationships.into_values().find(|found| found.kind == "officeDocument")?;
    Some(found.target)
}

/// Reads the parts that all sheets share.
pub(super) fn read(archive: &mut Archive) -> Result<Parts, Box<Problem>> {
    let path = workbook_path(archive).unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let bytes = part(archive, &beside(&format!("_rels/{file}.rels")))?.unwrap_or_default();
    let relationships = relationships(&bytes, folder).map_err(|_| damaged(archive.file, &path))?;
    let of_kind = |kind: &str, name: &str| {
        let found = relationships.values().find(|found| found.kind == kind);
        found.map_or_else(|| beside(name), |found| found.target.clone())
    };
    let (strings_at, styles_at) =
        (of_kind("sharedStrings", "sharedStrings.xml"), of_kind("styles", "styles.xml"));

    let bytes = part(archive, &path)?.ok_or_else(|| damaged(archive.file, &path))?;
    let workbook = workbook(&bytes, &relationships).map_err(|_| damaged(archive.file, &path))?;
    let bytes = part(archive, &strings_at)?.unwrap_or_default();
    let strings = strings(&bytes).map_err(|_| damaged(archive.file, &strings_at))?;
    let bytes = part(archive, &styles_at)?.unwrap_or_default();
    let styles = Styles::read(&bytes).map_err(|_| damaged(archive.file, &styles_at))?;
    Ok(Parts { strings, styles, ..workbook })
}

/// The bytes of a part; `None` where it does not exist.
pub(super) fn part(archive: &mut Archive, path: &str) -> Result<Option<Vec<u8>>, Box<Problem>> {
    archive.find(path).map(|index| archive.read(index)).transpose()
}

pub(super) fn relationships(bytes: &[u8], folder: &str) -> Result<BTreeMap<String, Relationship>, Unsound> {
    let mut reader = reader(bytes)?;
    let mut found = BTreeMap::new();
    loop {
        match reader.read_event()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let of = |name| attribute(&element, name).unwrap_or_default();
                let kind = of("Type");
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(of("Id"), Relationship { kind, target: resolved(folder, &of("Target")) });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A path inside the zip, relative to the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// Reads the part that lists the sheets.
fn workbook(bytes: &[u8], known: &BTreeMap<String, Relationship>) -> Result<Parts, Unsound> {
    let mut reader = reader(bytes)?;
    let mut parts = Parts::default();
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "workbookPr" => parts.is_1904 |= flag(&element, "date1904"),
                "calcPr" => parts.is_uncalculated |= flag(&element, "fullCalcOnLoad"),
                "sheet" => {
                    let target = attribute(&element, "id").and_then(|id| known.get(&id));
                    parts.sheets.push(Part {
                        name: attribute(&element, "name").unwrap_or_default(),
                        path: target.filter(|of| of.kind == "worksheet").map(|of| of.target.clone()),
                        hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
                    });
                }
                _ => {}
            },
            Event::Eof => return Ok(parts),
            _ => {}
        }
    }
}

fn strings(bytes: &[u8]) -> Result<Vec<Rich>, Unsound> {
    let mut reader = reader(bytes)?;
    let mut strings = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                strings.push(text(&mut reader, &element)?);
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_resolved_from_the_folder_of_its_part() {
        for (folder, target, expect) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../drawings/d.xml", "xl/drawings/d.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../a", "a"),
        ] {
            assert_eq!(resolved(folder, target), expect);
        }
    }
}
