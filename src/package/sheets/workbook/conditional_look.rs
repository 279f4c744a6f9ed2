//! The looks that conditional formats give to cells, as far as they take the content away.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::look::{Colour, Look, is_white};
use super::xml::{Unsound, attribute};

/// The look that a condition gives to a cell (`dxf`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ConditionalLook {
    look: Look,
    /// The colours behind the characters, without white.
    behind: Vec<Colour>,
    /// Whether they change into each other.
    is_gradient: bool,
    /// Whether its number format shows nothing: `;;;`.
    shows_nothing: bool,
}

impl ConditionalLook {
    /// Reads a `dxf`.
    pub fn read(reader: &mut Reader<&[u8]>, element: &BytesStart) -> Result<ConditionalLook, Unsound> {
        let mut conditional = ConditionalLook::default();
        loop {
            match reader.read_event()? {
                Event::Start(inner) => match inner.local_name().as_ref() {
                    "font" => conditional.look = Look::read(reader, &inner)?,
                    "numFmt" => {
                        let code = attribute(&inner, "formatCode").unwrap_or_default();
                        conditional.shows_nothing = code.len() > 1 && code.chars().all(|c| c == ';');
                    }
                    "gradientFill" => conditional.is_gradient = true,
                    // Programs differ in which of the two is the colour of a whole fill.
                    "bgColor" | "fgColor" if !is_white(&inner) => {
                        conditional.behind.extend(Colour::of(&inner))
                    }
                    _ => {}
                },
                Event::End(inner) if inner.name() == element.name() => return Ok(conditional),
                Event::Eof => return Err(Unsound),
                _ => {}
            }
        }
    }

    /// What it does to the content of a cell, if anything.
    pub fn effect(&self) -> Option<Effect> {
        let colour = self.look.colour;
        let is_covered =
            colour.is_some() && !self.behind.is_empty() && self.behind.iter().all(|of| Some(*of) == colour);
        if self.shows_nothing || is_covered {
            Some(Effect::Hides)
        } else if self.look.white && self.behind.is_empty() && !self.is_gradient {
            Some(Effect::Whitens)
        } else {
            self.look.struck.then_some(Effect::Strikes)
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Hides,
    /// Hides where the cell has no background of its own.
    Whitens,
    Strikes,
}

#[cfg(test)]
mod tests {
    use super::super::xml::reader;
    use super::*;

    const WHITE: &str = "<font><color theme=\"0\"/></font>";

    #[test]
    fn only_a_change_that_takes_content_away_has_an_effect() {
        let effect = |dxf: &str| {
            let dxf = format!("<dxf>{dxf}</dxf>");
            let mut reader = reader(dxf.as_bytes()).unwrap();
            let Event::Start(element) = reader.read_event().unwrap() else { panic!() };
            ConditionalLook::read(&mut reader, &element).unwrap().effect()
        };
        assert_eq!(effect(WHITE), Some(Effect::Whitens));
        assert_eq!(effect("<numFmt numFmtId=\"170\" formatCode=\";;;\"/>"), Some(Effect::Hides));
        assert_eq!(effect("<font><strike/></font>"), Some(Effect::Strikes));
        let on = |colour: &str| format!("{WHITE}<fill><patternFill><bgColor {colour}/></patternFill></fill>");
        assert_eq!(effect(&on("rgb=\"FF00B050\"")), None, "white on green");
        assert_eq!(effect(&on("rgb=\"FFFFFFFF\"")), Some(Effect::Whitens));
        let same = "<font><color rgb=\"FFC00000\"/></font><fill><patternFill><bgColor rgb=\"FFC00000\"/></patternFill></fill>";
        assert_eq!(effect(same), Some(Effect::Hides));
        assert_eq!(effect("<font><b/><color rgb=\"FFFF0000\"/></font>"), None);
        let gradient = format!(
            "{WHITE}<fill><gradientFill><stop><color rgb=\"FF00B050\"/></stop></gradientFill></fill>"
        );
        assert_eq!(effect(&gradient), None);
        let both = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF00B050\"/><bgColor indexed=\"9\"/></patternFill></fill>";
        assert_eq!(effect(&format!("{WHITE}{both}")), None);
    }
}
