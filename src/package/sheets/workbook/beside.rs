//! Objects over the cells of a sheet: comments, and drawings with the cells that they cover.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::parts::{part, relationships};
use super::xml::{Unsound, attribute, reader, text};
use crate::locale::messages;
use crate::package::files::archive::{Archive, damaged};
use crate::package::sheets::address::{Range, range};
use crate::package::writing::workbook::NOTE_AUTHOR;
use crate::package::{CellAddress, Problem};

/// The objects over a sheet.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub comments: Vec<Comment>,
    pub drawings: Vec<Drawing>,
}

/// A comment on a cell.
#[derive(Debug)]
pub(super) struct Comment {
    pub cell: CellAddress,
    pub text: String,
}

/// A shape, a line, a picture or a chart.
#[derive(Debug)]
pub(super) struct Drawing {
    /// The cells that it covers.
    pub range: Range,
    /// Its kind and its words: 矢印「実施」.
    pub words: String,
}

/// How many comments and drawings of a sheet are read.
const MAX: usize = 10_000;
/// How much of a text is kept: a message shows one line.
const MAX_TEXT: usize = 61;

/// Reads one kind of part.
type ReadPart = fn(&[u8], &mut Beside) -> Result<(), Unsound>;

/// Reads the objects over the sheet at a path. `sheet` is its name, for problems.
pub(super) fn read(archive: &mut Archive, path: &str, sheet: &str) -> Result<Beside, Box<Problem>> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let links = format!("{folder}/_rels/{file}.rels");
    let bytes = part(archive, links.trim_start_matches('/'))?.unwrap_or_default();
    let links = relationships(&bytes, folder).map_err(|_| damaged(sheet, &links))?;
    let mut beside = Beside::default();
    // Excel writes a discussion twice, the second time as an old comment that begins with advice to buy a newer
    // Excel.
    let of_comments = |bytes: &[u8], beside: &mut Beside| comments(bytes, &mut beside.comments);
    let of_drawings = |bytes: &[u8], beside: &mut Beside| drawings(bytes, &mut beside.drawings);
    let order: [(&str, ReadPart); 3] =
        [("threadedComment", of_comments), ("comments", of_comments), ("drawing", of_drawings)];
    for (kind, read) in order {
        for link in links.values().filter(|link| link.kind == kind) {
            let Some(bytes) = part(archive, &link.target)? else { continue };
            read(&bytes, &mut beside).map_err(|_| damaged(sheet, &link.target))?;
        }
    }
    Ok(beside)
}

/// The comments in either kind of part. A cell keeps its first comment; the replies of a discussion are joined.
fn comments(bytes: &[u8], list: &mut Vec<Comment>) -> Result<(), Unsound> {
    let mut reader = reader(bytes)?;
    let known = list.len();
    let mut cell = None;
    let mut authors: Vec<String> = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "author" => authors.push(text(&mut reader, &element)?.text),
                "comment" | "threadedComment" => {
                    let author = attribute(&element, "authorId").and_then(|id| id.parse::<usize>().ok());
                    let is_ours =
                        author.and_then(|id| authors.get(id)).is_some_and(|name| name == NOTE_AUTHOR);
                    let address = attribute(&element, "ref").filter(|_| !is_ours);
                    cell = address.and_then(|address| range(&address)).map(Range::corner);
                }
                "text" => {
                    let said = shortened(&text(&mut reader, &element)?.text);
                    let Some(cell) = cell.take() else { continue };
                    let is_here = |comment: &Comment| comment.cell == cell;
                    if list[..known].iter().any(is_here) || list.len() >= MAX {
                        continue;
                    }
                    // The replies of a discussion follow each other.
                    match list.last_mut().filter(|comment| is_here(comment)) {
                        Some(comment) => comment.text = shortened(&format!("{} / {said}", comment.text)),
                        None => list.push(Comment { cell, text: said }),
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn shortened(text: &str) -> String {
    text.trim().chars().take(MAX_TEXT).collect()
}

/// The drawings by their anchors.
fn drawings(bytes: &[u8], list: &mut Vec<Drawing>) -> Result<(), Unsound> {
    let mut reader = reader(bytes)?;
    loop {
        match reader.read_event()? {
            Event::Start(element)
                if ["twoCellAnchor", "oneCellAnchor", "absoluteAnchor"]
                    .contains(&element.local_name().as_ref()) =>
            {
                if let Some(drawing) = anchored(&mut reader, &element)?.filter(|_| list.len() < MAX) {
                    list.push(drawing);
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A corner of an anchor.
#[derive(Default)]
struct Corner {
    column: Edge,
    row: Edge,
}

/// A position in one direction: the index of a row or a column, and the offset into it in the units of drawings
/// (914,400 an inch).
#[derive(Clone, Copy, Default)]
struct Edge {
    cell: i64,
    offset: i64,
}

impl Edge {
    fn moved(self, by: i64) -> Edge {
        Edge { offset: self.offset + by, ..self }
    }
}

/// The usual width of a column and height of a row. A drawing anchored at one cell gives only its own size.
const WIDTH: i64 = 609_600;
const HEIGHT: i64 = 190_500;

/// The drawing of an anchor; `None` where it shows nothing.
fn anchored(reader: &mut Reader<&[u8]>, anchor: &BytesStart) -> Result<Option<Drawing>, Unsound> {
    let (mut from, mut to) = (Corner::default(), None);
    let (mut kind, mut said) = ("", String::new());
    let mut hidden = false;
    loop {
        match reader.read_event()? {
            Event::Start(inner) => match inner.local_name().as_ref() {
                "from" => from = corner(reader, &inner)?,
                "to" => to = Some(corner(reader, &inner)?),
                "pos" if to.is_none() => {
                    (from.column.offset, from.row.offset) = (number(&inner, "x"), number(&inner, "y"));
                }
                "ext" if to.is_none() && attribute(&inner, "cx").is_some() => {
                    let column = from.column.moved(number(&inner, "cx"));
                    to = Some(Corner { column, row: from.row.moved(number(&inner, "cy")) });
                }
                "cNvPr" => hidden |= attribute(&inner, "hidden").is_some_and(|value| value == "1"),
                "sp" if kind.is_empty() => kind = messages().found.shape,
                "cxnSp" if kind.is_empty() => kind = messages().found.line,
                "pic" if kind.is_empty() => kind = messages().found.picture,
                "graphicFrame" if kind.is_empty() => kind = messages().found.figure,
                "prstGeom" if attribute(&inner, "prst").is_some_and(|prst| prst.contains("Arrow")) => {
                    kind = messages().found.arrow;
                }
                "tailEnd" | "headEnd"
                    if kind == messages().found.line
                        && attribute(&inner, "type").is_some_and(|end| end != "none") =>
                {
                    kind = messages().found.arrow;
                }
                "t" => {
                    said.push_str(&text(reader, &inner)?.text);
                    said = said.chars().take(MAX_TEXT).collect();
                }
                _ => {}
            },
            Event::End(inner) if inner.name() == anchor.name() => break,
            Event::Eof => return Err(Unsound),
            _ => {}
        }
    }
    if kind.is_empty() || hidden {
        return Ok(None);
    }
    let words = if said.trim().is_empty() {
        kind.to_owned()
    } else {
        messages().found.drawn_words(kind, said.trim())
    };
    let range = covered(anchor.local_name().as_ref(), &from, &to.unwrap_or_default());
    Ok(Some(Drawing { range, words }))
}

fn corner(reader: &mut Reader<&[u8]>, element: &BytesStart) -> Result<Corner, Unsound> {
    let mut corner = Corner::default();
    loop {
        match reader.read_event()? {
            Event::Start(inner) => {
                let value = text(reader, &inner)?.text.trim().parse::<i64>().unwrap_or(0);
                match inner.local_name().as_ref() {
                    "col" => corner.column.cell = value,
                    "row" => corner.row.cell = value,
                    "colOff" => corner.column.offset = value,
                    "rowOff" => corner.row.offset = value,
                    _ => {}
                }
            }
            Event::End(inner) if inner.name() == element.name() => return Ok(corner),
            Event::Eof => return Err(Unsound),
            _ => {}
        }
    }
}

fn number(element: &BytesStart, name: &str) -> i64 {
    attribute(element, name).and_then(|value| value.trim().parse::<i64>().ok()).unwrap_or(0)
}

/// The cells between two corners. A corner on the edge of a cell does not cover it.
fn covered(anchor: &str, from: &Corner, to: &Corner) -> Range {
    let is_two = anchor == "twoCellAnchor";
    let span = |from: Edge, to: Edge, size: i64| {
        let bound = |cell: i64| cell.clamp(0, 1_048_576) as usize;
        let first = if anchor == "absoluteAnchor" { from.offset / size } else { from.cell };
        // The offset from a second cell is inside that cell. The offset from a size may span several cells.
        let end = if is_two { to.offset.min(1) } else { to.offset };
        (bound(first), bound(to.cell.saturating_add((end - 1).div_euclid(size)).max(first)))
    };
    Range { rows: span(from.row, to.row, HEIGHT), columns: span(from.column, to.column, WIDTH) }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Covered = (String, (usize, usize), (usize, usize));

    fn read(body: &str) -> Vec<Covered> {
        let mut list = Vec::new();
        drawings(format!("<x:wsDr>{body}</x:wsDr>").as_bytes(), &mut list).unwrap();
        list.into_iter().map(|of| (of.words, of.range.rows, of.range.columns)).collect()
    }

    fn cell(name: &str, column: i64, x: i64, row: i64, y: i64) -> String {
        format!(
            "<x:{name}><x:col>{column}</x:col><x:colOff>{x}</x:colOff><x:row>{row}</x:row><x:rowOff>{y}</x:rowOff></x:{name}>"
        )
    }

    #[test]
    fn a_drawing_covers_the_cells_between_its_corners() {
        let (from, edge, within) =
            (cell("from", 3, 0, 1, 0), cell("to", 6, 0, 2, 0), cell("to", 5, 9, 1, 999_999));
        let arrow = "<x:sp><x:spPr><a:prstGeom prst=\"rightArrow\"/></x:spPr><x:txBody><a:p><a:r><a:t>実施</a:t></a:r></a:p></x:txBody></x:sp>";
        let line = "<x:cxnSp><x:spPr><a:ln><a:tailEnd type=\"triangle\"/></a:ln></x:spPr></x:cxnSp>";
        let two = |to: &str, of: &str| format!("<x:twoCellAnchor>{from}{to}{of}</x:twoCellAnchor>");
        for (body, words) in [
            (two(&edge, arrow), "矢印「実施」"),
            (two(&within, line), "矢印"),
            (two(&edge, "<x:pic><a:xfrm><a:ext cx=\"9\" cy=\"9\"/></a:xfrm></x:pic>"), "画像"),
            (format!("<x:oneCellAnchor>{from}<x:ext cx=\"1800000\" cy=\"190500\"/><x:sp/></x:oneCellAnchor>"), "図形"),
            (
                "<x:absoluteAnchor><x:pos x=\"1828800\" y=\"190500\"/><x:ext cx=\"1828800\" cy=\"100\"/><x:graphicFrame/></x:absoluteAnchor>".into(),
                "図",
            ),
        ] {
            assert_eq!(read(&body), [(words.to_owned(), (1, 1), (3, 5))], "{body}");
        }
        assert_eq!(read(&two(&edge, "<x:sp><x:cNvPr hidden=\"1\"/></x:sp>")), []);
    }

    #[test]
    fn the_comments_of_a_cell_are_read_once() {
        let mut list = Vec::new();
        let threaded = "<ThreadedComments><threadedComment ref=\"K2\"><text>まだ &amp; 未定</text></threadedComment><threadedComment ref=\"K2\"><text>了解</text></threadedComment></ThreadedComments>";
        let old = "<comments><authors><author>machi-plan</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><t>取組のID</t></text></comment><comment ref=\"K2\"><text><t>[Threaded comment]</t></text></comment><comment ref=\"B3\"><text><r><rPr><b/></rPr><t>市民課:</t></r><r><t>速報値</t></r></text></comment></commentList></comments>";
        comments(threaded.as_bytes(), &mut list).unwrap();
        comments(old.as_bytes(), &mut list).unwrap();
        let found: Vec<_> = list.iter().map(|of| (of.cell.to_string(), of.text.as_str())).collect();
        assert_eq!(found, [("K2".to_owned(), "まだ & 未定 / 了解"), ("B3".to_owned(), "市民課:速報値")]);
    }
}
