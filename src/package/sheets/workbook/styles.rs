//! The styles of cells: number format, look of the characters, background colour.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::built_in::built_in;
use super::conditional_look::ConditionalLook;
use super::format::Format;
use super::look::{Colour, Look, is_white};
use super::xml::{Unsound, attribute, flag, reader};

/// The styles that a cell can have.
#[derive(Default)]
pub(super) struct Styles {
    cells: Vec<Style>,
    formats: BTreeMap<u32, Format>,
    fonts: Vec<Look>,
    /// Whether each fill is visible, and its colour where it has one.
    fills: Vec<(bool, Option<Colour>)>,
    /// Whether each border has a diagonal line.
    borders: Vec<bool>,
    /// The looks that conditional formats give.
    pub conditional: Vec<ConditionalLook>,
}

/// A style by the indices of its parts.
#[derive(Default)]
struct Style {
    format: u32,
    font: usize,
    fill: usize,
    border: usize,
    /// Whether a text is in the middle of its cell and of the blank ones to the right (選択範囲内で中央).
    spreads: bool,
}

impl Styles {
    /// The number format of a style; `None` where the workbook does not list the style.
    pub fn format(&self, style: usize) -> Option<&Format> {
        self.formats.get(&self.cells.get(style)?.format)
    }

    /// The look of the characters of a style.
    pub fn look(&self, style: usize) -> Look {
        self.cells.get(style).and_then(|style| self.fonts.get(style.font)).copied().unwrap_or_default()
    }

    /// The index of the fill of a style, if it is visible.
    pub fn fill(&self, style: usize) -> Option<usize> {
        let fill = self.cells.get(style)?.fill;
        self.fills.get(fill).is_some_and(|(is_seen, _)| *is_seen).then_some(fill)
    }

    /// Whether a style has characters in the colour of what is behind them.
    pub fn hides_text(&self, style: usize) -> bool {
        let colour = self.look(style).colour;
        let fill = self.fill(style).and_then(|fill| self.fills.get(fill));
        colour.is_some() && fill.is_some_and(|(_, behind)| *behind == colour)
    }

    /// Whether a style crosses the cell out with a diagonal line.
    pub fn is_crossed(&self, style: usize) -> bool {
        self.cells.get(style).is_some_and(|style| self.borders.get(style.border) == Some(&true))
    }

    /// Whether a style puts a text over the blank cells to the right, as merging them would.
    pub fn spreads(&self, style: usize) -> bool {
        self.cells.get(style).is_some_and(|style| style.spreads)
    }

    /// Reads the part of the styles.
    pub fn read(bytes: &[u8]) -> Result<Styles, Unsound> {
        let mut reader = reader(bytes)?;
        let mut styles = Styles::default();
        // Other lists contain fonts and fills too, but cells do not refer to those.
        let mut list = String::new();
        let number = |text: Option<String>| text.and_then(|text| text.trim().parse::<u32>().ok());
        loop {
            match reader.read_event()? {
                Event::Start(element) => match (list.as_str(), element.local_name().as_ref()) {
                    ("dxfs", "dxf") => styles.conditional.push(ConditionalLook::read(&mut reader, &element)?),
                    (_, "numFmt") => {
                        if let Some(id) = number(attribute(&element, "numFmtId")) {
                            let code = attribute(&element, "formatCode").unwrap_or_default();
                            styles.formats.insert(id, Format::new(&code));
                        }
                    }
                    ("fonts", "font") => styles.fonts.push(Look::read(&mut reader, &element)?),
                    ("fills", "fill") => styles.fills.push(is_seen(&mut reader, &element)?),
                    ("borders", "border") => {
                        let is_on = flag(&element, "diagonalUp") || flag(&element, "diagonalDown");
                        styles.borders.push(is_on);
                    }
                    ("cellXfs", "xf") => {
                        let of = |name| number(attribute(&element, name)).unwrap_or(0);
                        let format = of("numFmtId");
                        // A format that is not defined is named by its number.
                        let code = || built_in(format).map_or_else(|| format!("[{format}]"), str::to_owned);
                        styles.formats.entry(format).or_insert_with(|| Format::new(&code()));
                        let [font, fill, border] =
                            ["fontId", "fillId", "borderId"].map(|name| of(name) as usize);
                        styles.cells.push(Style { format, font, fill, border, spreads: false });
                    }
                    ("cellXfs", "alignment") => {
                        if let Some(style) = styles.cells.last_mut() {
                            let way = attribute(&element, "horizontal");
                            style.spreads = way.as_deref() == Some("centerContinuous");
                        }
                    }
                    (_, name @ ("fonts" | "fills" | "borders" | "cellXfs" | "dxfs")) => {
                        list = name.to_owned()
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == list => list.clear(),
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }
}

/// Whether a fill is visible: it has a pattern, and its colour is not white. And its colour, where it is all of one.
fn is_seen(reader: &mut Reader<&[u8]>, element: &BytesStart) -> Result<(bool, Option<Colour>), Unsound> {
    let (mut has_pattern, mut white, mut is_solid, mut colour) = (false, false, false, None);
    loop {
        match reader.read_event()? {
            Event::Start(inner) => match inner.local_name().as_ref() {
                "patternFill" => {
                    let kind = attribute(&inner, "patternType");
                    has_pattern = kind.as_deref().is_some_and(|kind| kind != "none");
                    is_solid = kind.as_deref() == Some("solid");
                }
                "gradientFill" => has_pattern = true,
                "fgColor" => (white, colour) = (is_white(&inner), Colour::of(&inner)),
                _ => {}
            },
            Event::End(inner) if inner.name() == element.name() => {
                return Ok((has_pattern && !white, colour.filter(|_| is_solid)));
            }
            Event::Eof => return Err(Unsound),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_those_of_cells_not_of_named_styles() {
        let xml = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"0&quot;人&quot;\"/></numFmts>\
            <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
            <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"56\"/><xf numFmtId=\"99\"/></cellXfs>\
            </styleSheet>";
        let styles = Styles::read(xml.as_bytes()).unwrap();
        let codes: Vec<&str> = (0..4).map(|style| styles.format(style).unwrap().code.as_str()).collect();
        assert_eq!(codes, ["General", "0\"人\"", "m\"月\"d\"日\"", "[99]"]);
        assert!(styles.format(4).is_none());
    }

    #[test]
    fn fonts_and_fills_are_those_that_cells_name() {
        let xml = "<styleSheet><fonts><font><sz val=\"11\"/></font><font><strike/></font>\
            <font><strike val=\"0\"/><vertAlign val=\"superscript\"/><color theme=\"0\"/></font></fonts>\
            <fills><fill><patternFill patternType=\"none\"/></fill>\
            <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFFFF\"/></patternFill></fill>\
            <fill><patternFill patternType=\"solid\"><fgColor theme=\"0\" tint=\"-0.25\"/></patternFill></fill></fills>\
            <borders><border><diagonal/></border><border diagonalUp=\"1\"><diagonal style=\"thin\"/></border></borders>\
            <cellXfs><xf/><xf fontId=\"1\" fillId=\"1\"/><xf fontId=\"2\" fillId=\"2\" borderId=\"1\"/>\
            <xf><alignment horizontal=\"centerContinuous\"/></xf></cellXfs>\
            <dxfs><dxf><font><strike/></font><fill/></dxf></dxfs></styleSheet>";
        let styles = Styles::read(xml.as_bytes()).unwrap();
        let looks: Vec<Look> = (0..4).map(|style| styles.look(style)).collect();
        let struck = Look { struck: true, ..Look::default() };
        let raised = Look { raised: true, white: true, colour: Some(Colour::Theme(0, 0)), ..Look::default() };
        assert_eq!(looks, [Look::default(), struck, raised, Look::default()]);
        assert_eq!([0, 1, 2, 3].map(|style| styles.fill(style)), [None, None, Some(2), None]);
        assert_eq!([0, 1, 2, 3].map(|style| styles.is_crossed(style)), [false, false, true, false]);
        assert_eq!([0, 1, 2, 3].map(|style| styles.spreads(style)), [false, false, false, true]);
    }

    #[test]
    fn characters_in_the_colour_behind_them_are_hidden() {
        let hides = |font: &str, fill: &str| {
            let xml = format!(
                "<styleSheet><fonts><font><color {font}/></font></fonts>\
                 <fills><fill><patternFill patternType=\"solid\"><fgColor {fill}/></patternFill></fill></fills>\
                 <cellXfs><xf fontId=\"0\" fillId=\"0\"/></cellXfs></styleSheet>"
            );
            Styles::read(xml.as_bytes()).unwrap().hides_text(0)
        };
        assert!(hides("rgb=\"FFFFFF00\"", "rgb=\"00ffff00\""));
        assert!(hides("theme=\"4\" tint=\"0.4\"", "theme=\"4\" tint=\"0.4\""));
        assert!(!hides("theme=\"4\"", "theme=\"4\" tint=\"0.4\""));
        assert!(!hides("rgb=\"FF000000\"", "rgb=\"FFFFFF00\""));
        assert!(!hides("", ""), "no colour is named");
    }
}
