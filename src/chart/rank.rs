//! A rank chart: each survey is a column, each wish a line with its words at the end.
//!
//! Where a survey does not name a wish, its line runs below the last rank in a lane of its own. So every line can be
//! followed to its end, and the chart claims no rank that is not printed.

use super::say_table::{ranking as ranking_in_words, way as way_in_words};
use plotters::style::text_anchor::HPos;

use super::backend::{Ink, LOOKS};
use super::canvas::{Canvas, LINE, WIDTH, svg};
use super::ranking::{Entry, Ranking};
use super::symbol::Shape;
use super::table_figure::TableFigure;
use super::text::{text_width, wrap};
use crate::locale::{Locale, plain};
use crate::plan::{DocumentTable, FiscalYear};

/// The x positions of the first and the last survey, and of the words.
const FIRST: i32 = 200;
const LAST: i32 = 1580;
const WORDS: i32 = 1760;
/// The shapes of the points and half their width. Together with the four dash patterns of the style sheet, twelve
/// wishes look different.
const SHAPES: [(Shape, i32); 3] = [(Shape::Circle, 110), (Shape::Square, 100), (Shape::Diamond, 135)];

/// The figure of a ranking; `None` where the table is not one.
pub fn rank(table: &DocumentTable, locale: &Locale, title: &str, id_prefix: &str) -> Option<TableFigure> {
    let ranking = Ranking::of(table)?;
    let sentence = ranking_in_words(locale, &ranking);
    let mut ways = Vec::new();
    for wish in ranking.wishes() {
        ways.push(way_in_words(locale, &ranking.surveys, wish));
    }
    let svg = svg(title, &sentence, id_prefix, &ways, &|canvas| draw(canvas, &ranking, locale));
    Some(TableFigure { svg, sentence, ways })
}

fn draw(canvas: &Canvas, ranking: &Ranking, locale: &Locale) -> i32 {
    let last = ranking.surveys.len() - 1;
    let plot = Plot { canvas, ranking, last, step: (LAST - FIRST) / last as i32, locale };
    let mut y = plot.heads();
    let slots = plot.slots(&mut y);
    let mut without_rank = false;
    for (at, wish) in ranking.wishes().enumerate() {
        let first = wish[0].survey;
        let mut lane = 0;
        if wish.len() <= last - first {
            if !without_rank {
                without_rank = true;
                canvas.path(&[(0, y + 20), (WIDTH, y + 20)], Ink::Grid, 0);
                let without = plain(locale.chart.without_rank);
                let lines = wrap(&without, WIDTH - WORDS);
                canvas.lines(&lines, 0, HPos::Left, (WORDS, y + 60));
                y += LINE * lines.len() as i32 + 80;
            }
            let high = if wish[wish.len() - 1].survey == last { 200 } else { height(wish[0].wish) };
            lane = y + high / 2;
            y += high;
        }
        plot.wish(at, wish, &slots, lane);
    }
    y + 20
}

/// The facts that the parts of a drawing share.
struct Plot<'a, 'c> {
    canvas: &'a Canvas<'c>,
    ranking: &'a Ranking<'a>,
    /// The last survey.
    last: usize,
    /// The distance from one survey to the next.
    step: i32,
    locale: &'a Locale,
}

impl Plot<'_, '_> {
    fn x(&self, survey: usize) -> i32 {
        FIRST + self.step * survey as i32
    }

    /// Draws the names of the surveys. Returns their lower end.
    fn heads(&self) -> i32 {
        let mut y = 0;
        for (at, survey) in self.ranking.surveys.iter().enumerate() {
            let (era, western);
            let mut lines = wrap(survey, (self.step - 30).min(2 * FIRST));
            if let Some(year) = FiscalYear::parse(survey) {
                (era, western) = (self.locale.short_year(year), year.0.to_string());
                lines = vec![&era, &western];
                lines.dedup();
                lines.truncate(if self.step > text_width(&western) { 2 } else { 1 });
            }
            self.canvas.lines(&lines, 0, HPos::Center, (self.x(at), 10));
            y = y.max(LINE * lines.len() as i32 + 60);
        }
        y
    }

    /// The middle of each slot, beginning at `y`; afterwards `y` is the lower end of all slots. A slot without a wish
    /// has no height.
    fn slots(&self, y: &mut i32) -> Vec<i32> {
        let mut slots = vec![*y];
        let (mut slot, mut done) = (0, 0);
        while done < self.ranking.entries.len() {
            slot += 1;
            let mut high = 0;
            for entry in &self.ranking.entries {
                if entry.slot == slot {
                    done += 1;
                    let name = if entry.survey == self.last { entry.wish } else { "" };
                    // At least as high as two lines, so that ranks have even distances where names have the usual
                    // length.
                    high = high.max(height(name)).max(2 * LINE + 80);
                }
            }
            slots.push(*y + high / 2);
            *y += high;
        }
        slots
    }

    /// Draws the line of a wish from the first survey that names it, with ranks and words. Where a survey does not
    /// name it, the line runs in its lane.
    fn wish(&self, at: usize, wish: &[Entry], slots: &[i32], lane: i32) {
        let (canvas, series) = (self.canvas, at + 1);
        let bar = |x, y| canvas.path(&[(x, y - 80), (x, y + 80)], Ink::Mark, series);
        let first = wish[0].survey;
        let mut before = (self.x(first), slots[wish[0].slot], true);
        if first > 0 {
            let from = before.0 - self.step / 3;
            canvas.path(&[(from, before.1), (before.0, before.1)], Ink::Line, series);
            bar(from, before.1);
        }
        for survey in first + 1..=self.last {
            let entry = wish.iter().find(|entry| entry.survey == survey);
            let (x, y) = (self.x(survey), entry.map_or(lane, |entry| slots[entry.slot]));
            // The line is level at both ends, so that a steep line keeps away from the points above and below its
            // own.
            let level = self.step / 5;
            let way = [(before.0, before.1), (before.0 + level, before.1), (x - level, y), (x, y)];
            canvas.path(&way, if before.2 && entry.is_some() { Ink::Line } else { Ink::Gone }, series);
            before = (x, y, entry.is_some());
        }
        let (shape, size) = SHAPES[at / LOOKS % SHAPES.len()];
        for entry in wish {
            let (x, y) = (self.x(entry.survey), slots[entry.slot]);
            canvas.symbol(shape, (x, y), size, series);
            canvas.text(&entry.rank.to_string(), Ink::Label, series, HPos::Center, (x, y - 70));
        }
        let (x, y, named) = before;
        if !named {
            bar(x, y);
        }
        let lines = wrap(wish[0].wish, WIDTH - WORDS);
        canvas.lines(&lines, series, HPos::Left, (WORDS, y - LINE * lines.len() as i32 / 2 + 15));
    }
}

/// The height of a wish's words.
fn height(name: &str) -> i32 {
    wrap(name, WIDTH - WORDS).len() as i32 * LINE + 80
}
