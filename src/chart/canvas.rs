//! A drawing that grows downwards: its width is fixed, its height is known only after everything is drawn.

use plotters::element::PathElement;
use plotters::prelude::IntoDrawingArea;
use plotters::style::text_anchor::{HPos, VPos};

use super::backend::{Ink, SvgBackend};
use super::draw::{FOOT, Screen, head};
use super::number::length;
use super::symbol::{Shape, symbol};

/// The width in tenths of a unit. Text of 14 units is 12 px where the drawing is 283 px wide: on a phone of 320 px.
pub const WIDTH: i32 = 3300;
/// The distance from one line of text to the next.
pub const LINE: i32 = 170;
/// Larger than the height of any drawing: plotters cuts elements off at the edges.
const DEPTH: u32 = 1 << 30;

/// Draws elements in the group of a series; 0 is the frame. Drawing cannot fail, because the backend writes into a
/// string.
pub struct Canvas<'a> {
    screen: Screen<'a>,
}

impl Canvas<'_> {
    /// Draws a text. `at` is at its upper edge.
    pub fn text(&self, text: &str, ink: Ink, series: usize, h_pos: HPos, at: (i32, i32)) {
        let _ = self.screen.draw_text(text, &ink.text_of(series, h_pos, VPos::Top), at);
    }

    /// Draws lines of text. The point is at the upper edge of the first line.
    pub fn lines(&self, lines: &[&str], series: usize, h_pos: HPos, (x, y): (i32, i32)) {
        let mut down = y;
        for line in lines {
            self.text(line, Ink::Tick, series, h_pos, (x, down));
            down += LINE;
        }
    }

    /// A line through points.
    pub fn path(&self, points: &[(i32, i32)], ink: Ink, series: usize) {
        let _ = self.screen.draw(&PathElement::new(points, ink.of(series)));
    }

    /// A hollow shape around a point.
    pub fn symbol(&self, shape: Shape, at: (i32, i32), size: i32, series: usize) {
        symbol(&self.screen, shape, at, size, Ink::Aim.of(series));
    }
}

/// The drawing as an `<svg>` with its title and its description. `titles` are the titles of the groups in the order
/// in which they are opened; `draw` returns the height.
pub fn svg(
    title: &str,
    sentence: &str,
    id_prefix: &str,
    titles: &[String],
    draw: &dyn Fn(&Canvas) -> i32,
) -> String {
    let mut body = String::new();
    let backend = SvgBackend::new(&mut body, (WIDTH.unsigned_abs(), DEPTH), &[]).with_titles(titles);
    let canvas = Canvas { screen: backend.into_drawing_area() };
    let height = draw(&canvas);
    let _ = canvas.screen.present();
    drop(canvas);
    let mut high = String::new();
    length(height, &mut high);
    let mut out = String::new();
    head(&mut out, ("330", &high), title, sentence, id_prefix);
    out.push_str(&body);
    out.push_str(FOOT);
    out
}
