//! A drawing backend for plotters that writes SVG text: classes instead of colours, real `<text>`, one element a
//! line.
//!
//! **Units.** plotters counts in whole pixels. Here one of its pixels is a tenth of an SVG unit. So every number is a
//! whole number until [`length`] writes it with one decimal, and no float is ever formatted.
//!
//! **Ink.** plotters hands a backend only a colour, so here the colour carries other facts. Its red is the series (0
//! = the frame), its green the [`Ink`], which becomes the class, and its blue whether the element is a mark with a note. A
//! colour has only bytes, so notes have no numbers: they come in the order of the marks. The marks of one series are in one
//! group. Transparent elements are not drawn.

use std::convert::Infallible;

use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::number::length;
use super::text::{EM, escape, text_width};

/// The kind of an element. The style sheet finds it by its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A line behind a tick.
    Grid,
    /// A tick's label.
    Tick,
    /// The unit, above the axis.
    Unit,
    /// The line of a value to compare with.
    Reference,
    /// The zone of 程度 and 約 in one year.
    Zone,
    /// The lines across such zones.
    Hatch,
    /// The side of a bound where the values may lie.
    Band,
    /// A bound that includes its value: 以上, 以下.
    Bound,
    /// A bound that excludes its value: 未満, 超.
    BoundOpen,
    /// The step line of yearly targets.
    Step,
    /// The line between actuals of consecutive years.
    Line,
    /// A point of a baseline or an actual.
    Mark,
    /// A point of a target, hollow.
    Aim,
    /// The arrow from a bound to its open side.
    Arrow,
    /// A label beside a point.
    Label,
    /// The outline of one part of a bar.
    Part,
    /// The filling of that part: a line along its middle, which the style sheet makes thick, striped or thin.
    Fill,
    /// The number inside the part.
    Count,
    /// The line of a wish through a survey that does not name it.
    Gone,
    /// The line of zero in a chart that goes below it.
    Zero,
    /// The line between forecasts of consecutive years.
    Expected,
}

/// The classes without their common prefix, in the order of [`Ink`].
const CLASSES: [&str; 21] = [
    "grid",
    "tick",
    "unit",
    "reference",
    "zone",
    "hatch",
    "band",
    "bound",
    "bound-open",
    "step",
    "line",
    "mark",
    "aim",
    "arrow",
    "label",
    "part",
    "fill",
    "count",
    "gone",
    "zero",
    "expected",
];

/// How many series the style sheet distinguishes. The fifth looks like the first and has a label of its own.
pub const LOOKS: usize = 4;

/// How many series have a number of their own in a colour. Those behind them begin again: only the neighbours of a series must
/// have other numbers, and its look stays the same.
const GROUPS: usize = 63 * LOOKS;

impl Ink {
    /// The colour that carries the ink and the series, of an element without a note.
    pub fn of(self, series: usize) -> RGBColor {
        let group = series.checked_sub(1).map_or(0, |at| at % GROUPS + 1);
        RGBColor(group as u8, self as u8, 0)
    }

    /// The same for a mark, which takes the next note.
    pub fn noted(self, series: usize) -> RGBColor {
        RGBColor(self.of(series).0, self as u8, 1)
    }

    /// The same as the style of a shape in the frame.
    pub fn shape(self) -> ShapeStyle {
        ShapeStyle::from(self.of(0))
    }

    /// The same as the style of a text in the frame.
    pub fn text(self, h_pos: HPos, v_pos: VPos) -> TextStyle<'static> {
        self.text_of(0, h_pos, v_pos)
    }

    /// The same as the style of a text in the group of a series.
    pub fn text_of(self, series: usize, h_pos: HPos, v_pos: VPos) -> TextStyle<'static> {
        let RGBColor(red, green, blue) = self.of(series);
        TextStyle {
            // The style sheet sets size and family; plotters needs some values.
            font: FontDesc::new(FontFamily::SansSerif, f64::from(EM), FontStyle::Normal),
            color: BackendColor { alpha: 1.0, rgb: (red, green, blue) },
            pos: Pos::new(h_pos, v_pos),
        }
    }
}

/// Writes elements into `out`. The caller writes the `<svg>` around them.
pub struct SvgBackend<'a> {
    out: &'a mut String,
    size: (u32, u32),
    notes: &'a [String],
    titles: &'a [String],
    group: u8,
}

impl<'a> SvgBackend<'a> {
    /// A backend of this size in tenths of a unit. `notes` are the titles of the marks, in the order in which they are drawn.
    pub fn new(out: &'a mut String, size: (u32, u32), notes: &'a [String]) -> SvgBackend<'a> {
        SvgBackend { out, size, notes, titles: &[], group: 0 }
    }

    /// The same with a title for each group, in the order in which they are opened.
    pub fn with_titles(self, titles: &'a [String]) -> SvgBackend<'a> {
        SvgBackend { titles, ..self }
    }

    /// Begins an element with its class, in the group of its series. Returns whether the element is drawn.
    fn open(&mut self, element: &str, color: BackendColor) -> bool {
        if color.alpha == 0.0 {
            return false;
        }
        let (series, ink, _) = color.rgb;
        if series != self.group {
            self.close_group();
            self.group = series;
            if let Some(at) = usize::from(series).checked_sub(1) {
                let look = (at % LOOKS + 1).to_string();
                self.write(&["<g class=\"machi-plan-chart-series machi-plan-chart-series-", &look, "\">\n"]);
                if let Some((title, rest)) = self.titles.split_first() {
                    self.titles = rest;
                    self.title(title);
                    self.out.push('\n');
                }
            }
        }
        let class = CLASSES.get(usize::from(ink)).copied().unwrap_or("mark");
        self.write(&["<", element, " class=\"machi-plan-chart-", class, "\""]);
        true
    }

    /// Ends a shape and adds the note of its mark, if it has one.
    fn close(&mut self, element: &str, color: BackendColor) {
        match self.notes.split_first().filter(|_| color.rgb.2 != 0) {
            Some((note, rest)) => {
                self.notes = rest;
                self.out.push('>');
                self.title(note);
                self.write(&["</", element, ">\n"]);
            }
            None => self.out.push_str("/>\n"),
        }
    }

    fn title(&mut self, text: &str) {
        self.out.push_str("<title>");
        escape(text, self.out);
        self.out.push_str("</title>");
    }

    fn close_group(&mut self) {
        if self.group != 0 {
            self.out.push_str("</g>\n");
            self.group = 0;
        }
    }

    fn write(&mut self, parts: &[&str]) {
        for part in parts {
            self.out.push_str(part);
        }
    }

    fn attribute(&mut self, name: &str, tenths: i32) {
        self.write(&[" ", name, "=\""]);
        length(tenths, self.out);
        self.out.push('"');
    }

    fn path(&mut self, points: impl IntoIterator<Item = BackendCoord>, color: BackendColor, filled: bool) {
        if !self.open("path", color) {
            return;
        }
        // Where the style sheet does not apply, a line must not become a black area.
        self.out.push_str(if filled { " d=\"" } else { " fill=\"none\" d=\"" });
        for (at, (x, y)) in points.into_iter().enumerate() {
            self.out.push(if at == 0 { 'M' } else { 'L' });
            length(x, self.out);
            self.out.push(' ');
            length(y, self.out);
        }
        self.out.push_str(if filled { "Z\"" } else { "\"" });
        self.close("path", color);
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.close_group();
        Ok(())
    }

    /// No drawing here consists of pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.path([from, to], style.color(), false);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path, style.color(), false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.path(points, style.color(), true);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        filled: bool,
    ) -> Drawn {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        let back = (!filled).then_some((left, top));
        self.path(corners.into_iter().chain(back), style.color(), filled);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        if self.open("circle", style.color()) {
            self.attribute("cx", x);
            self.attribute("cy", y);
            self.attribute("r", i32::try_from(radius).unwrap_or(0));
            self.close("circle", style.color());
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        if !self.open("text", style.color()) {
            return Ok(());
        }
        let Pos { h_pos, v_pos } = style.anchor();
        // The distance from the top, the middle or the bottom of the em box down to the baseline.
        let down = match v_pos {
            VPos::Top => EM * 88 / 100,
            VPos::Center => EM * 38 / 100,
            VPos::Bottom => -EM * 12 / 100,
        };
        self.attribute("x", x);
        self.attribute("y", y + down);
        self.out.push_str(match h_pos {
            HPos::Left => ">",
            HPos::Center => " text-anchor=\"middle\">",
            HPos::Right => " text-anchor=\"end\">",
        });
        escape(text, self.out);
        self.out.push_str("</text>\n");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((text_width(text).unsigned_abs(), EM.unsigned_abs()))
    }

    /// No drawing here consists of pixels.
    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_carry_classes_and_stand_in_the_group_of_their_series() {
        let mut out = String::new();
        let notes = ["<n>".to_owned()];
        let mut backend = SvgBackend::new(&mut out, (100, 100), &notes);
        let style = |color: RGBColor| ShapeStyle::from(color);
        backend.draw_line((0, 0), (15, -5), &style(Ink::Grid.of(0))).unwrap();
        backend.draw_circle((10, 20), 45, &style(Ink::Mark.noted(1)), true).unwrap();
        backend.draw_path([(0, 0), (10, 0)], &style(Ink::Line.of(5))).unwrap();
        backend.draw_line((0, 0), (1, 1), &plotters::style::TRANSPARENT.color()).unwrap();
        backend.draw_text("R5", &Ink::Tick.text(HPos::Right, VPos::Bottom), (10, 20)).unwrap();
        backend.present().unwrap();
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines,
            [
                "<path class=\"machi-plan-chart-grid\" fill=\"none\" d=\"M0 0L1.5 -0.5\"/>",
                "<g class=\"machi-plan-chart-series machi-plan-chart-series-1\">",
                "<circle class=\"machi-plan-chart-mark\" cx=\"1\" cy=\"2\" r=\"4.5\"><title>&lt;n&gt;</title></circle>",
                "</g>",
                "<g class=\"machi-plan-chart-series machi-plan-chart-series-1\">",
                "<path class=\"machi-plan-chart-line\" fill=\"none\" d=\"M0 0L1 0\"/>",
                "</g>",
                "<text class=\"machi-plan-chart-tick\" x=\"1\" y=\"0.4\" text-anchor=\"end\">R5</text>",
            ]
        );
    }
}
