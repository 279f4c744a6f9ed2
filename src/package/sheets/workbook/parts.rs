//! The parts around the sheets: which sheets there are, the shared strings, the number formats.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::format::{Format, built_in};
use super::xml::{Unsound, attribute, flag, reader, text};
use crate::package::Problem;
use crate::package::files::archive::{Archive, damaged};

/// A workbook opened, its sheets not yet read.
pub(super) struct Parts {
    pub sheets: Vec<Part>,
    pub strings: Vec<String>,
    pub formats: Formats,
    /// Whether dates are counted from 1904.
    pub is_1904: bool,
}

/// The number formats of the cell styles.
#[derive(Default)]
pub(super) struct Formats {
    /// The id of each style's format.
    styles: Vec<u32>,
    by_id: BTreeMap<u32, Format>,
}

impl Formats {
    /// The format of a style; none where the workbook does not list the style.
    pub fn of(&self, style: usize) -> Option<&Format> {
        self.by_id.get(self.styles.get(style)?)
    }
}

/// A sheet as the workbook lists it.
pub(super) struct Part {
    pub name: String,
    /// The path of its cells; `None` where it is no sheet of cells (a chart), or the path leads nowhere.
    pub path: Option<String>,
    pub hidden: bool,
}

/// A relationship of a part: its kind and where it leads.
struct Relationship {
    kind: String,
    target: String,
}

/// The path of the workbook's own part; `None` where the zip is no workbook.
pub(super) fn workbook_path(archive: &mut Archive) -> Option<String> {
    let place = archive.find("_rels/.rels")?;
    let relationships = relationships(&archive.read(place).ok()?, "").ok()?;
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
    let (sheets, is_1904) = sheets(&bytes, &relationships).map_err(|_| damaged(archive.file, &path))?;
    let bytes = part(archive, &strings_at)?.unwrap_or_default();
    let strings = strings(&bytes).map_err(|_| damaged(archive.file, &strings_at))?;
    let bytes = part(archive, &styles_at)?.unwrap_or_default();
    let formats = formats(&bytes).map_err(|_| damaged(archive.file, &styles_at))?;
    Ok(Parts { sheets, strings, formats, is_1904 })
}

/// The bytes of a part; `None` where there is none.
pub(super) fn part(archive: &mut Archive, path: &str) -> Result<Option<Vec<u8>>, Box<Problem>> {
    archive.find(path).map(|place| archive.read(place)).transpose()
}

fn relationships(bytes: &[u8], folder: &str) -> Result<BTreeMap<String, Relationship>, Unsound> {
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

/// A path inside the zip, from the folder of the part that names it.
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

fn sheets(bytes: &[u8], known: &BTreeMap<String, Relationship>) -> Result<(Vec<Part>, bool), Unsound> {
    let mut reader = reader(bytes)?;
    let (mut sheets, mut is_1904) = (Vec::new(), false);
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "workbookPr" => is_1904 |= flag(&element, "date1904"),
                "sheet" => {
                    let target = attribute(&element, "id").and_then(|id| known.get(&id));
                    sheets.push(Part {
                        name: attribute(&element, "name").unwrap_or_default(),
                        path: target.filter(|of| of.kind == "worksheet").map(|of| of.target.clone()),
                        hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
                    });
                }
                _ => {}
            },
            Event::Eof => return Ok((sheets, is_1904)),
            _ => {}
        }
    }
}

fn strings(bytes: &[u8]) -> Result<Vec<String>, Unsound> {
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

/// The format of each style that a cell can have.
fn formats(bytes: &[u8]) -> Result<Formats, Unsound> {
    let mut reader = reader(bytes)?;
    let mut formats = Formats::default();
    let mut of_cells = false;
    let id = |text: Option<String>| text.and_then(|text| text.trim().parse::<u32>().ok());
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    if let Some(id) = id(attribute(&element, "numFmtId")) {
                        let code = attribute(&element, "formatCode").unwrap_or_default();
                        formats.by_id.insert(id, Format::new(&code));
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = id(attribute(&element, "numFmtId")).unwrap_or(0);
                    // A format that nobody defines is named by its number.
                    let code = || built_in(id).map_or_else(|| format!("[{id}]"), str::to_owned);
                    formats.by_id.entry(id).or_insert_with(|| Format::new(&code()));
                    formats.styles.push(id);
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => of_cells = false,
            Event::Eof => return Ok(formats),
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

    #[test]
    fn formats_are_those_of_cells_not_of_named_styles() {
        let xml = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"0&quot;人&quot;\"/></numFmts>\
            <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
            <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"56\"/><xf numFmtId=\"99\"/></cellXfs>\
            </styleSheet>";
        let formats = formats(xml.as_bytes()).unwrap();
        let codes: Vec<&str> = (0..4).map(|style| formats.of(style).unwrap().code.as_str()).collect();
        assert_eq!(codes, ["General", "0\"人\"", "m\"月\"d\"日\"", "[99]"]);
        assert!(formats.of(4).is_none());
    }
}
