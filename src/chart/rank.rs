//! A rank chart: one column a survey, one line a wish, its words at the end of the line.
//!
//! A wish that a survey does not name runs below the last rank there, in a lane of its own, so that each line can be
//! followed to its end and nothing is said of a rank that is not printed.

use plotters::style::text_anchor::HPos;

use super::backend::{Ink, LOOKS};
use super::canvas::{Canvas, Frame, LINE, WIDTH, svg};
use super::ranking::{Place, Ranking, Wish};
use super::text::{text_width, wrap};
use crate::locale::ChartWords;
use crate::plan::{DocumentTable, FiscalYear};

/// Where the first and the last survey stand, and where the words begin.
const FIRST: i32 = 200;
const LAST: i32 = 1580;
const WORDS: i32 = 1760;
/// The shapes of the points and half their width. With the four dashes of the sheet twelve wishes look different.
const SHAPES: [(usize, i32); 3] = [(0, 110), (1, 100), (3, 135)];

/// The drawing, its sentence and the way of each wish; `None` where the table is no ranking.
pub fn rank(
    table: &DocumentTable,
    words: &ChartWords,
    title: &str,
    id_prefix: &str,
) -> Option<(String, String, Vec<String>)> {
    let ranking = Ranking::of(table)?;
    let sentence = (words.ranking)(&ranking);
    let ways: Vec<String> = ranking.wishes.iter().map(|wish| (words.way)(&ranking.surveys, wish)).collect();
    let frame = Frame { title, sentence: &sentence, id_prefix };
    let drawing = svg(&frame, &ways, &|canvas| draw(canvas, &ranking, words))?;
    Some((drawing, sentence, ways))
}

fn draw(canvas: &Canvas, ranking: &Ranking, words: &ChartWords) -> Option<i32> {
    let last = ranking.surveys.len() - 1;
    let plot = Plot { canvas, ranking, last, step: (LAST - FIRST) / last as i32 };
    let top = plot.heads()?;
    let (slots, mut y) = plot.slots(top);
    let mut without_rank = false;
    for (at, wish) in ranking.wishes.iter().enumerate() {
        let first = wish.places.iter().position(Option::is_some)?;
        let mut lane = 0;
        if wish.places[first..].contains(&None) {
            if !without_rank {
                without_rank = true;
                canvas.path(&[(0, y + 20), (WIDTH, y + 20)], Ink::Grid, 0)?;
                let lines = wrap(words.without_rank, WIDTH - WORDS);
                canvas.lines(&lines, 0, HPos::Left, (WORDS, y + 60))?;
                y += LINE * lines.len() as i32 + 80;
            }
            let high = if wish.is_in(last) { 200 } else { height(wish.name) };
            lane = y + high / 2;
            y += high;
        }
        let down = |place: &Option<Place>| place.map_or(lane, |place| slots[place.slot]);
        let points = wish.places.iter().enumerate().map(|(at, place)| (plot.x(at), down(place)));
        plot.wish(at, wish, first, &points.collect::<Vec<_>>())?;
    }
    Some(y + 20)
}

/// The parts of a drawing with what they share.
struct Plot<'a, 'c> {
    canvas: &'a Canvas<'c>,
    ranking: &'a Ranking<'a>,
    /// The last survey.
    last: usize,
    /// From one survey to the next.
    step: i32,
}

impl Plot<'_, '_> {
    fn x(&self, survey: usize) -> i32 {
        FIRST + self.step * survey as i32
    }

    /// The names of the surveys. Answers with their lower end.
    fn heads(&self) -> Option<i32> {
        let mut y = 0;
        for (at, survey) in self.ranking.surveys.iter().enumerate() {
            let year = FiscalYear::parse(survey).map(|year| (year.short(), year.0.to_string()));
            let lines = match &year {
                Some((era, western)) if self.step > text_width(western) => vec![era.as_str(), western],
                Some((era, _)) => vec![era.as_str()],
                None => wrap(survey, (self.step - 30).min(2 * FIRST)),
            };
            self.canvas.lines(&lines, 0, HPos::Center, (self.x(at), 10))?;
            y = y.max(LINE * lines.len() as i32 + 60);
        }
        Some(y)
    }

    /// The middle of each slot, and the lower end of all. One that no survey fills has no height.
    fn slots(&self, top: i32) -> (Vec<i32>, i32) {
        let places = || self.ranking.wishes.iter().flat_map(|wish| wish.places.iter().flatten());
        let (mut y, mut slots) = (top, vec![top]);
        for slot in 1..=places().map(|place| place.slot).max().unwrap_or(0) {
            let here = |place: &Place| place.slot == slot;
            let named =
                self.ranking.wishes.iter().find(|wish| wish.places[self.last].is_some_and(|p| here(&p)));
            // As high as a name of two lines, so that ranks stand in even steps where names are of the usual length.
            let high = height(named.map_or("", |wish| wish.name)).max(2 * LINE + 80);
            let high = if places().any(here) { high } else { 0 };
            slots.push(y + high / 2);
            y += high;
        }
        (slots, y)
    }

    /// The line of a wish through its points from the first survey that names it, with ranks and words.
    fn wish(&self, at: usize, wish: &Wish, first: usize, points: &[(i32, i32)]) -> Option<()> {
        let (canvas, series) = (self.canvas, at + 1);
        let bar = |x, y| canvas.path(&[(x, y - 80), (x, y + 80)], Ink::Mark, series);
        if first > 0 {
            let (x, y) = points[first];
            let from = x - self.step / 3;
            canvas.path(&[(from, y), (x, y)], Ink::Line, series)?;
            bar(from, y)?;
        }
        for survey in first..self.last {
            let ((x, y), (next_x, next_y)) = (points[survey], points[survey + 1]);
            let ink = if wish.is_in(survey) && wish.is_in(survey + 1) { Ink::Line } else { Ink::Gone };
            // Level at both ends, so that a steep line stays clear of the points above and below its own.
            let level = self.step / 5;
            let way = [(x, y), (x + level, y), (next_x - level, next_y), (next_x, next_y)];
            canvas.path(&way, ink, series)?;
        }
        let (look, size) = SHAPES[at / LOOKS % SHAPES.len()];
        for (place, (x, y)) in wish.places.iter().zip(points) {
            if let Some(place) = place {
                canvas.symbol(look, (*x, *y), size, series)?;
                canvas.text(&place.rank.to_string(), Ink::Label, series, HPos::Center, (*x, y - 70))?;
            }
        }
        let (x, y) = points[self.last];
        if !wish.is_in(self.last) {
            bar(x, y)?;
        }
        let lines = wrap(wish.name, WIDTH - WORDS);
        canvas.lines(&lines, series, HPos::Left, (WORDS, y - LINE * lines.len() as i32 / 2 + 15))
    }
}

/// The room of a wish's words.
fn height(name: &str) -> i32 {
    wrap(name, WIDTH - WORDS).len() as i32 * LINE + 80
}
