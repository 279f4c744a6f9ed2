//! The XML of a workbook's parts: elements by local name, text with its entities resolved.
//!
//! Nothing here is recursive, and nothing allocates the sizes that a file declares.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::look::Look;

/// A part whose XML is not sound.
#[derive(Debug)]
pub(super) struct Unsound;

impl From<quick_xml::Error> for Unsound {
    fn from(_: quick_xml::Error) -> Unsound {
        Unsound
    }
}

/// A reader for a part. Spreadsheet programs write UTF-8.
pub(super) fn reader(bytes: &[u8]) -> Result<Reader<&[u8]>, Unsound> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).map_err(|_| Unsound)?);
    reader.config_mut().expand_empty_elements = true;
    Ok(reader)
}

/// The value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    // A duplicate attribute is no reason to refuse the file.
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// Whether an attribute is true.
pub(super) fn flag(element: &BytesStart, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// A text and the look of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub text: String,
    /// For each run of rich text, its end in the text in bytes, and its look; `None` for the look of the cell. Empty
    /// where no run has a look of its own.
    pub runs: Vec<(usize, Option<Look>)>,
}

/// The text up to the end of the current element. Of a shared or inline string only the content of `t` counts: the
/// runs of rich text are joined, and furigana is left out.
pub(super) fn text(reader: &mut Reader<&[u8]>, element: &BytesStart) -> Result<Rich, Unsound> {
    let is_string = matches!(element.local_name().as_ref(), "si" | "is");
    let mut inside = !is_string;
    let mut rich = Rich::default();
    let (mut from, mut look) = (0, None);
    loop {
        let text = &mut rich.text;
        match reader.read_event()? {
            Event::Start(inner) => match inner.local_name().as_ref() {
                "rPh" => {
                    reader.read_to_end(inner.name())?;
                }
                "rPr" if is_string => look = Some(Look::read(reader, &inner)?),
                "r" if is_string => look = None,
                "t" => (inside, from) = (true, text.len()),
                _ => {}
            },
            Event::End(inner) if inner.name() == element.name() => break,
            Event::End(inner) if is_string => match inner.local_name().as_ref() {
                "t" => {
                    inside = false;
                    unescape(text, from);
                }
                "r" => rich.runs.push((text.len(), look)),
                _ => {}
            },
            Event::Text(part) if inside => text.push_str(&part.xml10_content()),
            Event::CData(part) if inside => text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) if inside => push_entity(text, &entity),
            Event::Eof => return Err(Unsound),
            _ => {}
        }
    }
    if !is_string {
        unescape(&mut rich.text, 0);
    }
    if rich.runs.iter().all(|(_, look)| look.is_none()) {
        rich.runs = Vec::new();
    }
    Ok(rich)
}

/// Resolves the escapes of a text, beginning at a byte.
fn unescape(text: &mut String, from: usize) {
    if text[from..].contains("_x") {
        let plain = without_escapes(&text[from..]);
        text.truncate(from);
        text.push_str(&plain);
    }
}

fn push_entity(text: &mut String, entity: &BytesRef) {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => text.push(c),
        Ok(None) => match &*entity.xml10_content() {
            "lt" => text.push('<'),
            "gt" => text.push('>'),
            "amp" => text.push('&'),
            "quot" => text.push('"'),
            "apos" => text.push('\''),
            other => text.extend(["&", other, ";"]),
        },
        Err(_) => text.push('\u{FFFD}'),
    }
}

/// A workbook writes a character that XML cannot hold as `_x000D_`. A literal `_` before such a text is written
/// `_x005F_`.
fn without_escapes(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let number = after.get(..4).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let escaped = number.filter(|_| after[4..].starts_with('_'));
        let c = escaped.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        match c {
            Some(c) => {
                plain.push(c);
                rest = &after[5..];
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(xml: &str) -> Result<String, Unsound> {
        let mut reader = reader(xml.as_bytes())?;
        let Event::Start(start) = reader.read_event()? else { return Err(Unsound) };
        text(&mut reader, &start).map(|rich| rich.text)
    }

    #[test]
    fn the_runs_of_rich_text_are_joined_and_furigana_left_out() {
        for (xml, expect) in [
            ("<si><t>課</t></si>", "課"),
            ("<si><r><rPr><b/></rPr><t>財</t></r><r><t xml:space=\"preserve\"> 政</t></r></si>", "財 政"),
            (
                "<si><t>財政課</t><rPh sb=\"0\" eb=\"3\"><t>ザイセイカ</t></rPh><phoneticPr fontId=\"1\"/></si>",
                "財政課",
            ),
            ("<x:si><x:t>a &lt;b&gt; &amp;&#x41;&#10;c</x:t></x:si>", "a <b> &A\nc"),
            ("<is><t/></is>", ""),
            ("<v>12</v>", "12"),
            ("<v><![CDATA[a<b]]></v>", "a<b"),
            ("<t>a_x000D_\nb _x005F_x000D_ _xzz_ _x1</t>", "a\r\nb _x000D_ _xzz_ _x1"),
        ] {
            assert_eq!(string(xml).unwrap(), expect);
        }
        assert!(string("<si><t>課").is_err() && string("<si><t>課</si>").is_err());
    }
}
