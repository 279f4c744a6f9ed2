//! Stacked bars: each row is a bar, each column a part of it. The length of a part is its share of the row.

use plotters::style::text_anchor::HPos;

use super::backend::{Ink, LOOKS};
use super::bar::Bar;
use super::canvas::{Canvas, LINE, WIDTH, svg};
use super::draw::joined;
use super::say_table::{bars as bars_in_words, no_bar};
use super::table_figure::TableFigure;
use super::text::{fit, text_width, wrap};
use crate::locale::{Locale, plain};
use crate::plan::DocumentTable;

/// The height of a bar, and the distances between elements.
const BAR: i32 = 230;
const GAP: i32 = 60;
/// The width of the sample beside the name of a part.
const SAMPLE: i32 = 240;

/// The figure of a table as bars; `None` where no row is a bar, only one column has numbers, or columns have different units.
pub fn stacked(table: &DocumentTable, locale: &Locale, title: &str, id_prefix: &str) -> Option<TableFigure> {
    let mut names = Vec::new();
    for at in 1..table.head.len() {
        names.push(table.column_name(at));
    }
    let mut bars = Vec::new();
    let grammars = table.grammars();
    let grammar = grammars.get(1)?;
    if grammars.iter().skip(2).any(|other| other.unit() != grammar.unit()) {
        return None;
    }
    let mut whole = 0;
    let mut titles = names.clone();
    for row in &table.rows {
        let bar = Bar::of(row, &names, grammar);
        for part in &bar.parts {
            if part.value > 0 {
                titles.push(joined(&[bar.name, part.name, part.printed]));
            }
        }
        whole = bar.whole.max(whole);
        bars.push(bar);
    }
    // Larger numbers would overflow the arithmetic of positions.
    if names.len() < 2 || !(1..1_000_000_000_000_000).contains(&whole) {
        return None;
    }
    let sentence = bars_in_words(locale, &bars);
    let svg = svg(title, &sentence, id_prefix, &titles, &|canvas| draw(canvas, &names, &bars, locale));
    Some(TableFigure { svg, sentence, ways: Vec::new() })
}

fn draw(canvas: &Canvas, names: &[String], bars: &[Bar], locale: &Locale) -> i32 {
    let (mut x, mut y) = (10, 10);
    for (at, name) in names.iter().enumerate() {
        let name = fit(name, WIDTH - SAMPLE - GAP - 20);
        let width = SAMPLE + GAP + text_width(&name);
        if x > 10 && x + width > WIDTH {
            (x, y) = (10, y + BAR + GAP);
        }
        part(canvas, (x, x + SAMPLE), y, at + 1);
        canvas.text(&name, Ink::Tick, 0, HPos::Left, (x + SAMPLE + GAP, y + 45));
        x += width + 2 * GAP;
    }
    y += BAR + GAP;
    for bar in bars {
        y += 140;
        let lines = wrap(bar.name, WIDTH);
        canvas.lines(&lines, 0, HPos::Left, (0, y));
        y += LINE * lines.len() as i32;
        if bar.whole > 0 {
            y = draw_bar(canvas, bar, y + 20);
        } else {
            let why = plain(no_bar(locale, bar));
            let lines = wrap(&why, WIDTH);
            canvas.lines(&lines, 0, HPos::Left, (0, y));
            y += LINE * lines.len() as i32;
        }
    }
    y + 20
}

/// Draws one bar with its numbers. A number is inside its part where that is wide enough, else below it with the
/// part's name. Returns the lower end.
fn draw_bar(canvas: &Canvas, bar: &Bar, top: i32) -> i32 {
    let (left, right) = (10, WIDTH - 10);
    // Each edge is rounded half up from the sum of all parts before it, so that the parts fill the bar exactly.
    let edge = |sum: i64| left + ((2 * sum * i64::from(right - left) + bar.whole) / (2 * bar.whole)) as i32;
    let (mut y, mut taken) = (top + BAR, WIDTH);
    let mut sum = 0;
    for (at, one) in bar.parts.iter().enumerate() {
        if one.value == 0 {
            continue;
        }
        let (from, to) = (edge(sum), edge(sum + one.value));
        let middle = (from + to) / 2;
        sum += one.value;
        part(canvas, (from, to), top, at + 1);
        let named = joined(&[one.name, one.printed]);
        // The style sheet has a limited number of looks. With more parts, names distinguish them.
        let text = if bar.parts.len() > LOOKS { &named } else { one.printed };
        if text_width(text) <= to - from {
            let (ink, series) = if at < LOOKS { (Ink::Count, at + 1) } else { (Ink::Tick, 0) };
            canvas.text(text, ink, series, HPos::Center, (middle, top + 45));
            continue;
        }
        let named = fit(&named, WIDTH);
        let half = text_width(&named) / 2;
        let middle = middle.min(WIDTH - half).max(half);
        if taken > middle - half {
            y += LINE;
        }
        taken = middle + half + GAP;
        canvas.text(&named, Ink::Tick, 0, HPos::Center, (middle, y + 30 - LINE));
    }
    y + if y > top + BAR { 30 } else { 0 }
}

/// Draws a part with the height of a bar: its filling and its outline. The parts after the last look of the style sheet
/// are empty with a dotted outline, so that none of them is taken for an earlier part of the same colour.
fn part(canvas: &Canvas, (left, right): (i32, i32), top: i32, series: usize) {
    let (middle, bottom) = (top + BAR / 2, top + BAR);
    let outline = if series > LOOKS { Ink::Gone } else { Ink::Part };
    if series <= LOOKS {
        canvas.path(&[(left, middle), (right, middle)], Ink::Fill, series);
    }
    canvas.path(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], outline, series);
}
