//! Stacked bars: one bar a row, one part a column, as long as its share of the row.

use plotters::style::text_anchor::HPos;

use super::backend::{Ink, LOOKS};
use super::canvas::{Canvas, Frame, LINE, WIDTH, svg};
use super::draw::joined;
use super::text::{fit, text_width, wrap};
use crate::locale::ChartWords;
use crate::plan::{Comparator, DocumentTable, read_value};

/// How high a bar is, and how far things stand apart.
const BAR: i32 = 230;
const GAP: i32 = 60;
/// How wide the sample of a part beside its name is.
const SAMPLE: i32 = 240;

/// A row of a table as a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar<'a> {
    /// The name of the row as printed.
    pub name: &'a str,
    /// Its parts in the order of the columns; `None` where a cell is no plain number of the row's one unit, so that
    /// nobody knows what the whole is. A part of 0 has no length.
    pub parts: Option<Vec<Part<'a>>>,
}

/// A cell as a part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<'a> {
    /// The name of the column.
    pub name: &'a str,
    /// The cell as printed.
    pub printed: &'a str,
    /// Its number; all parts of a bar have as many decimals.
    pub value: i64,
}

impl<'a> Bar<'a> {
    fn of(row: &'a [String], names: &'a [String], unit: &str) -> Bar<'a> {
        let (name, cells) = row.split_first().map_or(("", row), |(name, cells)| (name.trim(), cells));
        Bar { name, parts: parts(cells, names, unit) }
    }

    /// The parts that have a length.
    pub fn drawn(&self) -> impl Iterator<Item = &Part<'a>> {
        self.parts.iter().flatten().filter(|part| part.value > 0)
    }

    /// What the whole bar is.
    fn whole(&self) -> i64 {
        self.parts.iter().flatten().map(|part| part.value).sum()
    }
}

fn parts<'a>(cells: &'a [String], names: &'a [String], unit: &str) -> Option<Vec<Part<'a>>> {
    let mut readings = Vec::new();
    for cell in cells {
        let reading = read_value(cell, unit).into_iter().next()?;
        if reading.comparator != Comparator::Equal || !reading.basis.is_empty() {
            return None;
        }
        readings.push(reading);
    }
    let scale = readings.iter().map(|reading| reading.value.scale).max()?;
    let same_unit = readings.iter().all(|reading| reading.unit == readings[0].unit);
    let mut parts = Vec::new();
    for ((reading, cell), name) in readings.iter().zip(cells).zip(names) {
        parts.push(Part { name, printed: cell.trim(), value: reading.value.at_scale(scale)? });
    }
    // Above this the arithmetic of places overflows.
    let whole: i64 = parts.iter().map(|part: &Part| part.value).sum();
    (same_unit && parts.len() == names.len() && whole <= 1_000_000_000_000_000).then_some(parts)
}

/// The drawing and its sentence; `None` where no row is a bar or there is one column of numbers only.
pub fn stacked(
    table: &DocumentTable,
    words: &ChartWords,
    title: &str,
    id_prefix: &str,
) -> Option<(String, String)> {
    let names: Vec<String> = (1..table.head.len()).map(|at| table.column_name(at)).collect();
    let bars: Vec<Bar> = table.rows.iter().map(|row| Bar::of(row, &names, &table.unit)).collect();
    if names.len() < 2 || bars.iter().all(|bar| bar.whole() == 0) {
        return None;
    }
    let sentence = (words.bars)(&bars);
    let mut titles = names.clone();
    for bar in &bars {
        titles.extend(bar.drawn().map(|part| joined(&[bar.name, part.name, part.printed])));
    }
    let frame = Frame { title, sentence: &sentence, id_prefix };
    let drawing = svg(&frame, &titles, &|canvas| draw(canvas, &names, &bars, words))?;
    Some((drawing, sentence))
}

fn draw(canvas: &Canvas, names: &[String], bars: &[Bar], words: &ChartWords) -> Option<i32> {
    let (mut x, mut y) = (10, 10);
    for (at, name) in names.iter().enumerate() {
        let name = fit(name, WIDTH - SAMPLE - GAP - 20);
        let width = SAMPLE + GAP + text_width(&name);
        if x > 10 && x + width > WIDTH {
            (x, y) = (10, y + BAR + GAP);
        }
        part(canvas, (x, x + SAMPLE), (y, y + BAR), at + 1)?;
        canvas.text(&name, Ink::Tick, 0, HPos::Left, (x + SAMPLE + GAP, y + 45))?;
        x += width + 2 * GAP;
    }
    y += BAR + GAP;
    for bar in bars {
        y += 140;
        let lines = wrap(bar.name, WIDTH);
        canvas.lines(&lines, 0, HPos::Left, (0, y))?;
        y += LINE * lines.len() as i32 + 20;
        match &bar.parts {
            Some(parts) if bar.whole() > 0 => y = draw_bar(canvas, parts, bar.whole(), y)?,
            _ => {
                let lines = wrap((words.no_bar)(bar.parts.is_some()), WIDTH);
                canvas.lines(&lines, 0, HPos::Left, (0, y))?;
                y += LINE * lines.len() as i32;
            }
        }
    }
    Some(y + 20)
}

/// One bar with its numbers: in their part where it is wide enough, else below with the part's name. Answers with the
/// lower end.
fn draw_bar(canvas: &Canvas, parts: &[Part], whole: i64, top: i32) -> Option<i32> {
    let (left, right) = (10, WIDTH - 10);
    let bottom = top + BAR;
    // Rounded half up from the sum of what stands before, so that the parts fill the bar.
    let place = |sum: i64| left + ((2 * sum * i64::from(right - left) + whole) / (2 * whole)) as i32;
    let mut below = Vec::new();
    let mut sum = 0;
    for (at, one) in parts.iter().enumerate().filter(|(_, one)| one.value > 0) {
        let (from, to) = (place(sum), place(sum + one.value));
        sum += one.value;
        part(canvas, (from, to), (top, bottom), at + 1)?;
        let named = joined(&[one.name, one.printed]);
        // Beyond the looks that the sheet has, the name tells the parts apart.
        let text = if parts.len() > LOOKS { &named } else { one.printed };
        if text_width(text) <= to - from {
            canvas.text(text, Ink::Count, at + 1, HPos::Center, ((from + to) / 2, top + 45))?;
        } else {
            below.push((named, (from + to) / 2));
        }
    }
    let (mut y, mut taken) = (bottom + 30, 0);
    for (named, middle) in &below {
        let named = fit(named, WIDTH);
        let width = text_width(&named);
        let x = (middle - width / 2).min(WIDTH - width).max(0);
        if taken > x {
            y += LINE;
        }
        taken = x + width + GAP;
        canvas.text(&named, Ink::Tick, 0, HPos::Center, (x + width / 2, y))?;
    }
    Some(if below.is_empty() { bottom } else { y + LINE })
}

fn part(canvas: &Canvas, (left, right): (i32, i32), (top, bottom): (i32, i32), series: usize) -> Option<()> {
    let middle = (top + bottom) / 2;
    canvas.path(&[(left, middle), (right, middle)], Ink::Fill, series)?;
    canvas.path(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], Ink::Part, series)
}
