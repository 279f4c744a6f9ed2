//! A drawing that grows downwards: its width is given, its height is known when everything is drawn.

use plotters::element::PathElement;
use plotters::prelude::IntoDrawingArea;
use plotters::style::text_anchor::{HPos, VPos};

use super::backend::{Ink, SvgBackend};
use super::draw::{Screen, head, symbol};
use super::number::length;

/// The width in tenths of a unit. Text of 14 units is 12 px where the drawing is 283 px wide: on a phone of 320 px.
pub const WIDTH: i32 = 3300;
/// From one line of text to the next.
pub const LINE: i32 = 170;
/// Higher than anything that is drawn: plotters cuts at the edges.
const DEPTH: u32 = 1 << 30;

/// Draws elements in the group of a series; 0 is the frame.
pub struct Canvas<'a> {
    screen: Screen<'a>,
}

impl Canvas<'_> {
    /// A text with its upper edge here.
    pub fn text(&self, text: &str, ink: Ink, series: usize, h_pos: HPos, at: (i32, i32)) -> Option<()> {
        self.screen.draw_text(text, &ink.text_of(series, h_pos, VPos::Top), at).ok()
    }

    /// Lines of text, the first with its upper edge here.
    pub fn lines(&self, lines: &[&str], series: usize, h_pos: HPos, (x, y): (i32, i32)) -> Option<()> {
        let mut down = y;
        for line in lines {
            self.text(line, Ink::Tick, series, h_pos, (x, down))?;
            down += LINE;
        }
        Some(())
    }

    /// A line through points.
    pub fn path(&self, points: &[(i32, i32)], ink: Ink, series: usize) -> Option<()> {
        self.screen.draw(&PathElement::new(points, ink.of(series, 0))).ok()
    }

    /// A hollow shape round a point.
    pub fn symbol(&self, look: usize, at: (i32, i32), size: i32, series: usize) -> Option<()> {
        symbol(&self.screen, look, at, size, Ink::Aim.of(series, 0))
    }
}

/// What stands around a drawing: the title, the description, and what begins its ids.
pub struct Frame<'a> {
    pub title: &'a str,
    pub sentence: &'a str,
    pub id_prefix: &'a str,
}

/// The drawing as an `<svg>`. `titles` are those of the groups in the order in which they are opened; `draw` answers
/// with the height.
pub fn svg(frame: &Frame, titles: &[String], draw: &dyn Fn(&Canvas) -> Option<i32>) -> Option<String> {
    let mut body = String::new();
    let size = (WIDTH.unsigned_abs(), DEPTH);
    let canvas =
        Canvas { screen: SvgBackend::new(&mut body, size, &[]).with_titles(titles).into_drawing_area() };
    let height = draw(&canvas)?;
    canvas.screen.present().ok()?;
    drop(canvas);
    let (mut wide, mut high) = (String::new(), String::new());
    length(WIDTH, &mut wide);
    length(height, &mut high);
    let mut out = String::new();
    head(&mut out, (&wide, &high), frame.title, frame.sentence, frame.id_prefix);
    out.push_str(&body);
    out.push_str("</svg>\n");
    Some(out)
}
