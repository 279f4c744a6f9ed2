//! The pictures for cards, drawn with a font that is given: a PNG of the name of the page, its plan and its years.

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};

use super::card::Card;
use super::frame::CARD;
use crate::plan::YearKind;

type Colour = [u8; 3];

/// Signs that a font of Japanese has.
const MUST_HAVE: &str = "市の計画年度取組みア";
/// Signs that begin no line, and signs that end none (JIS X 4051).
const NOT_FIRST: &str =
    "、。，．・：；？！）」』】〕〉》］｝)]},.!?:;ー～…々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%";
const NOT_LAST: &str = "（「『【〔〈《［｛([{";

const PAPER: Colour = [0xff, 0xff, 0xff];
const INK: Colour = [0x1a, 0x1a, 0x1a];
const MUTED: Colour = [0x59, 0x59, 0x59];
const ACCENT: Colour = [0x00, 0x17, 0xc1];

/// The blank at each side, and the band at the left.
const MARGIN: usize = 80;
const BAND: usize = 28;
const WIDTH: usize = CARD.0 as usize - 2 * MARGIN;
/// The sizes of the name: the first in which it has room.
const NAME_SIZES: [usize; 6] = [72, 64, 56, 48, 42, 36];
/// Where the name begins, and the height that it has.
const NAME_TOP: usize = 188;
const NAME_HEIGHT: usize = 236;
const SMALL: usize = 30;
/// The strip of years.
const STRIP_TOP: usize = 528;
const STRIP_HEIGHT: usize = 28;

/// Why a font is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFont {
    /// It is no font that we read.
    Unreadable,
    /// It has no Japanese: the first sign that it lacks.
    Lacks(char),
}

/// A font with Japanese.
pub struct Font<'a> {
    font: FontRef<'a>,
}

impl<'a> Font<'a> {
    /// The first font of a file, TrueType or OpenType.
    pub fn new(bytes: &'a [u8]) -> Result<Font<'a>, NoFont> {
        let font = FontRef::try_from_slice_and_index(bytes, 0).map_err(|_| NoFont::Unreadable)?;
        let lacking = MUST_HAVE.chars().find(|sign| font.glyph_id(*sign).0 == 0);
        lacking.map_or(Ok(Font { font }), |sign| Err(NoFont::Lacks(sign)))
    }

    /// The picture as a PNG.
    pub fn draw(&self, card: &Card) -> Vec<u8> {
        let mut picture = Picture::new();
        picture.block(0, 0, BAND, CARD.1 as usize, ACCENT);
        self.line(&mut picture, &self.cut(&card.plan, SMALL, WIDTH), (MARGIN, 72), SMALL, MUTED);
        if !card.number.is_empty() {
            self.line(&mut picture, &self.cut(&card.number, 44, WIDTH), (MARGIN, 122), 44, ACCENT);
        }
        let top = if card.number.is_empty() { 140 } else { NAME_TOP };
        let (size, lines) = self.fitted(&card.name, NAME_HEIGHT);
        for (at, line) in lines.iter().enumerate() {
            self.line(&mut picture, line, (MARGIN, top + at * height(size)), size, INK);
        }
        let departments = self.cut(&card.departments, SMALL, WIDTH);
        self.line(&mut picture, &departments, (MARGIN, 456), SMALL, MUTED);
        self.strip(&mut picture, &card.years);
        picture.png()
    }

    /// The name in the largest size in which all of it has room, or cut in the smallest.
    fn fitted(&self, name: &str, room: usize) -> (usize, Vec<String>) {
        let broken = |size: usize| (size, self.lines(name, size));
        let fits = |(size, lines): &(usize, Vec<String>)| lines.len() * height(*size) <= room;
        NAME_SIZES.into_iter().map(broken).find(fits).unwrap_or_else(|| {
            let size = NAME_SIZES[NAME_SIZES.len() - 1];
            let mut lines = self.lines(name, size);
            let rest = lines.split_off(room / height(size) - 1).concat();
            lines.push(self.cut(&rest, size, WIDTH));
            (size, lines)
        })
    }

    /// A text on lines of the width of the picture. No line begins with a comma or a closing bracket or ends with an opening one,
    /// and words in Latin letters stay whole where a line has room for them.
    fn lines(&self, text: &str, size: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        let mut add = |part: &str| {
            let line = lines.last().map_or("", String::as_str);
            if !line.is_empty() && self.width(&[line, part].concat(), size) > WIDTH {
                lines.push(part.trim_start().to_owned());
            } else if let Some(line) = lines.last_mut() {
                line.push_str(part);
            }
        };
        let mut part = String::new();
        for sign in text.chars() {
            let stays = part.chars().next_back().is_some_and(|before| {
                let is_word = |sign: char| sign.is_ascii_alphanumeric();
                NOT_FIRST.contains(sign) || NOT_LAST.contains(before) || is_word(before) && is_word(sign)
            });
            if !part.is_empty() && (!stays || self.width(&part, size) > WIDTH * 3 / 4) {
                add(&part);
                part.clear();
            }
            part.push(sign);
        }
        add(&part);
        lines
    }

    /// A text on one line; what has no room is cut.
    fn cut(&self, text: &str, size: usize, width: usize) -> String {
        if self.width(text, size) <= width {
            return text.to_owned();
        }
        let mut kept = text.to_owned();
        while !kept.is_empty() && self.width(&(kept.clone() + "…"), size) > width {
            kept.pop();
        }
        kept + "…"
    }

    /// The scale in which an em has this size. The crate measures from the highest to the lowest sign instead.
    fn scale(&self, size: usize) -> PxScale {
        let em = self.font.units_per_em().unwrap_or(1_000.0);
        PxScale::from(size as f32 * self.font.height_unscaled() / em)
    }

    fn width(&self, text: &str, size: usize) -> usize {
        let font = self.font.as_scaled(self.scale(size));
        text.chars().map(|sign| font.h_advance(font.glyph_id(sign))).sum::<f32>().ceil() as usize
    }

    fn line(
        &self,
        picture: &mut Picture,
        text: &str,
        (left, top): (usize, usize),
        size: usize,
        colour: Colour,
    ) {
        let scale = self.scale(size);
        let font = self.font.as_scaled(scale);
        let (mut x, y) = (left as f32, top as f32 + size as f32 * 0.88);
        for sign in text.chars() {
            let id = font.glyph_id(sign);
            if let Some(drawn) = self.font.outline_glyph(id.with_scale_and_position(scale, point(x, y))) {
                let bounds = drawn.px_bounds();
                drawn.draw(|dx, dy, cover| {
                    let at = |from: f32, by: u32| from as i64 + i64::from(by);
                    picture.blend(at(bounds.min.x, dx), at(bounds.min.y, dy), colour, cover);
                });
            }
            x += font.h_advance(id);
        }
    }

    /// The years of the plan: full for new words, a line for what goes on, a short one for a dash, a frame for nothing.
    fn strip(&self, picture: &mut Picture, years: &[(String, YearKind)]) {
        if years.is_empty() {
            return;
        }
        let gap = 10;
        let cell = (WIDTH - gap * (years.len() - 1)) / years.len();
        for (at, (year, kind)) in years.iter().enumerate() {
            let x = MARGIN + at * (cell + gap);
            match kind {
                YearKind::New => picture.block(x, STRIP_TOP, cell, STRIP_HEIGHT, ACCENT),
                YearKind::Continues => picture.block(x, STRIP_TOP + STRIP_HEIGHT / 2 - 4, cell, 8, ACCENT),
                YearKind::Dash => {
                    picture.block(x + cell / 3, STRIP_TOP + STRIP_HEIGHT / 2 - 2, cell / 3, 4, MUTED)
                }
                YearKind::Blank | YearKind::Lost => {
                    picture.block(x, STRIP_TOP, cell, STRIP_HEIGHT, MUTED);
                    picture.block(x + 2, STRIP_TOP + 2, cell - 4, STRIP_HEIGHT - 4, PAPER);
                }
            }
            let label = self.cut(year, 26, cell);
            let x = x + (cell.saturating_sub(self.width(&label, 26))) / 2;
            self.line(picture, &label, (x, STRIP_TOP + STRIP_HEIGHT + 2), 26, MUTED);
        }
    }
}

/// The height of a line.
fn height(size: usize) -> usize {
    size * 5 / 4
}

/// The points of a picture.
struct Picture(Vec<u8>);

impl Picture {
    fn new() -> Picture {
        Picture(PAPER.repeat(CARD.0 as usize * CARD.1 as usize))
    }

    fn block(&mut self, x: usize, y: usize, width: usize, height: usize, colour: Colour) {
        for y in y..y + height {
            for x in x..x + width {
                self.blend(x as i64, y as i64, colour, 1.0);
            }
        }
    }

    fn blend(&mut self, x: i64, y: i64, colour: Colour, cover: f32) {
        let (width, height) = (i64::from(CARD.0), i64::from(CARD.1));
        if !(0..width).contains(&x) || !(0..height).contains(&y) {
            return;
        }
        let at = ((y * width + x) * 3) as usize;
        let cover = cover.clamp(0.0, 1.0);
        for (point, ink) in self.0[at..at + 3].iter_mut().zip(colour) {
            *point = (f32::from(*point) + (f32::from(ink) - f32::from(*point)) * cover).round() as u8;
        }
    }

    /// The picture as a file. Writing into memory cannot fail.
    fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, CARD.0, CARD.1);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.0));
        debug_assert!(written.is_ok());
        bytes
    }
}
