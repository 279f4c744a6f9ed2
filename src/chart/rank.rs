//! A rank chart: one column a survey, one line a wish, its words at the end of the line.
//!
//! A wish that a survey does not name runs below the last rank there, in a lane of its own, so that each line can be
//! followed to its end and nothing is said of a rank that is not printed.

use plotters::style::text_anchor::HPos;

use super::backend::{Ink, LOOKS};
use super::canvas::{Canvas, Frame, LINE, WIDTH, svg};
use super::ranking::{Ranking, Wish};
use super::text::wrap;
use crate::locale::ChartWords;
use crate::plan::{DocumentTable, FiscalYear};

/// Where the first and the last survey stand, and where the words begin.
const FIRST: i32 = 320;
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
    let gaps = ranking.surveys.len() as i32 - 1;
    let step = (LAST - FIRST) / gaps;
    let x = |survey: usize| FIRST + (LAST - FIRST) * survey as i32 / gaps;
    let mut y = 0;
    for (at, survey) in ranking.surveys.iter().enumerate() {
        let year = FiscalYear::parse(survey).map(|year| (year.short(), year.0.to_string()));
        let lines = match &year {
            Some((era, western)) => vec![era.as_str(), western],
            None => wrap(survey, step - 30),
        };
        canvas.lines(&lines, 0, HPos::Center, (x(at), 10))?;
        y = y.max(LINE * lines.len() as i32 + 60);
    }
    // The middle of each slot; one that no survey fills has no height.
    let mut slots = vec![y];
    let last_slot =
        ranking.wishes.iter().flat_map(|wish| wish.places.iter().flatten()).map(|place| place.slot).max()?;
    for slot in 1..=last_slot {
        let here = |at: usize, wish: &&Wish| wish.places[at].is_some_and(|place| place.slot == slot);
        let filled = (0..=gaps as usize).any(|at| ranking.wishes.iter().any(|wish| here(at, &wish)));
        let named = ranking.wishes.iter().find(|wish| here(gaps as usize, wish));
        let height = if filled { height(named.map_or("", |wish| wish.name)).max(2 * LINE + 80) } else { 0 };
        slots.push(y + height / 2);
        y += height;
    }
    let mut without_rank = false;
    for (at, wish) in ranking.wishes.iter().enumerate() {
        let series = at + 1;
        let first = wish.places.iter().position(Option::is_some)?;
        let ended = !wish.is_in(gaps as usize);
        let mut lane = 0;
        if wish.places[first..].contains(&None) {
            if !without_rank {
                without_rank = true;
                canvas.path(&[(0, y + 20), (WIDTH, y + 20)], Ink::Grid, 0)?;
                canvas.text(words.without_rank, Ink::Tick, 0, HPos::Left, (0, y + 50))?;
                y += LINE + 70;
            }
            let high = if ended { height(wish.name) } else { 200 };
            lane = y + high / 2;
            y += high;
        }
        let point = |at: usize| (x(at), wish.places[at].map_or(lane, |place| slots[place.slot]));
        if first > 0 {
            let (x, y) = point(first);
            let from = x - step / 3;
            canvas.path(&[(from, y), (x, y)], Ink::Line, series)?;
            canvas.path(&[(from, y - 80), (from, y + 80)], Ink::Mark, series)?;
        }
        for at in first..gaps as usize {
            let ((x, y), (next_x, next_y)) = (point(at), point(at + 1));
            let ink = if wish.is_in(at) && wish.is_in(at + 1) { Ink::Line } else { Ink::Gone };
            // Level at both ends, so that a steep line stays clear of the points above and below its own.
            let level = step / 5;
            canvas.path(
                &[(x, y), (x + level, y), (next_x - level, next_y), (next_x, next_y)],
                ink,
                series,
            )?;
        }
        let (x, y) = point(gaps as usize);
        if ended {
            canvas.path(&[(x, y - 80), (x, y + 80)], Ink::Mark, series)?;
        }
        let (look, size) = SHAPES[at / LOOKS % SHAPES.len()];
        for (at, place) in wish.places.iter().enumerate() {
            if let Some(place) = place {
                let (x, y) = point(at);
                canvas.symbol(look, (x, y), size, series)?;
                canvas.text(&place.rank.to_string(), Ink::Label, series, HPos::Center, (x, y - 70))?;
            }
        }
        let lines = wrap(wish.name, WIDTH - WORDS);
        canvas.lines(&lines, series, HPos::Left, (WORDS, y - LINE * lines.len() as i32 / 2 + 15))?;
    }
    Some(y + 20)
}

/// The room of a wish's words.
fn height(name: &str) -> i32 {
    wrap(name, WIDTH - WORDS).len() as i32 * LINE + 80
}
