//! The years of an item as a thin bar of cells, and in 年次計画 what the chosen years say: for a narrow container, where
//! the table of years is a list. The shapes are those of the glance, drawn as one path.

use maud::{Markup, html};

use super::{Page, names::*};
use crate::list::List;
use crate::plan::{Action, FiscalYear, Item, ItemIndex, Line, PlannedYear, YearKind, is_dash};
use crate::selection::ViewState;

/// The units of a cell and the gap behind it, and its height.
const CELL: usize = 18;
const PITCH: usize = 20;
const HEIGHT: usize = 12;

/// The bar with its words to the ear; nothing for an item without a schedule.
pub(super) fn thin(page: &Page, item: &Item) -> Markup {
    if item.actions.is_empty() {
        return Markup::default();
    }
    let plan = &page.prepared.plan;
    let said = plan.years_of(item);
    let years = plan.years().zip(&said).list();
    let runs = years.chunk_by(|(_, one), (_, other)| one == other).map(|run| {
        let ((first, year), (last, _)) = (run[0], run[run.len() - 1]);
        let mut text = [&span(page, first, last), " ", page.said(year.kind)].concat();
        if year.kind.is_planned() && !year.is_printed {
            text = [&text, page.locale.text.between, page.locale.item.inferred].concat();
        }
        text
    });
    let label = page.locale.list(&runs.list());
    let ends = [years.first(), years.last()].map(|end| end.map(|(year, _)| page.locale.short_year(*year)));
    html! {
        // The sheet writes the years at the ends, so that neither the ear nor the search meets them.
        span class="machi-plan-ends" data-first=[&ends[0]] data-last=[&ends[1]] {
            svg class=(THIN) role="img" aria-label=(label) viewBox={ "0 0 " (said.len() * PITCH) " " (HEIGHT) } preserveAspectRatio="none" { path d=(path(&said)) {} }
        }
    }
}

/// Years from the one to the other, short.
pub(super) fn span(page: &Page, first: FiscalYear, last: FiscalYear) -> String {
    let short = |year| page.locale.short_year(year);
    if first == last { short(first) } else { format!("{}–{}", short(first), short(last)) }
}

/// The cells: full for new words, a line for what goes on, both dashed where a rule gave the year; a box for a blank, a short line for
/// a dash, a grid for what could not be read.
fn path(said: &[PlannedYear]) -> String {
    let mut path = String::new();
    for (at, year) in said.iter().enumerate() {
        let x = at * PITCH;
        let mut block = |x: usize, y: usize, width: usize, height: usize| {
            path += &format!("M{x} {y}h{width}v{height}h-{width}z");
        };
        let (y, height) = match year.kind {
            YearKind::Continues => (4, 4),
            _ => (0, HEIGHT),
        };
        match year.kind {
            YearKind::New | YearKind::Continues if year.is_printed => block(x, y, CELL, height),
            YearKind::New | YearKind::Continues => (0..3).for_each(|nth| block(x + nth * 7, y, 4, height)),
            YearKind::Lost => (0..3).for_each(|nth| block(x + nth * 8, 0, 2, HEIGHT)),
            YearKind::Dash => block(x + 6, 5, 6, 2),
            // The way back around the inside makes it hollow.
            YearKind::Blank => {
                block(x, 0, CELL, HEIGHT);
                path += &format!("m1 1v{}h{}v-{}z", HEIGHT - 2, CELL - 2, HEIGHT - 2);
            }
        }
    }
    path
}

/// What the chosen years say of an item, then its bar with a frame around them.
pub fn of_years(page: &Page, state: &ViewState, at: ItemIndex) -> Markup {
    let plan = &page.prepared.plan;
    let item = &plan[at];
    let chosen = state.facets.of("year");
    let said = plan.years_of(item);
    let is_chosen = |year: &FiscalYear| chosen.contains(&year.short());
    let frame = |at: usize| {
        let x = (at * PITCH) as isize - 2;
        format!("M{x} -5h22v22h-22zm1 2v18h20v-18z")
    };
    let frames = plan.years().enumerate().filter(|(_, year)| is_chosen(year)).map(|(at, _)| frame(at)).list();
    html! {
        @for ((at, year), of) in plan.years().enumerate().zip(&said).filter(|((_, year), _)| is_chosen(year)) {
            @let (words, more) = words(page, item, at, of.kind);
            p {
                @if chosen.len() > 1 { (page.locale.short_year(year)) " " }
                span class="machi-plan-kind" { (page.said(of.kind)) }
                " " (words)
            }
            @for text in more { p { (text) } }
        }
        svg class=(THIN) aria-hidden="true" viewBox={ "-2 -5 " (said.len() * PITCH + 2) " 22" } preserveAspectRatio="none" {
            path d=(path(&said)) {}
            @if !frames.is_empty() { path class="machi-plan-frame" d=(frames.concat()) {} }
        }
    }
}

/// The words of a year: the first of the new ones and the others; or the first of those that go on, with the number of others and
/// their year.
fn words(page: &Page, item: &Item, year: usize, kind: YearKind) -> (String, Vec<String>) {
    let plan = &page.prepared.plan;
    let mut texts: Vec<(usize, String)> = Vec::new();
    for is_plan in [true, false] {
        let is_its =
            |action: &&Action| matches!(action.line_kind(), Line::Planned | Line::Revised) == is_plan;
        // Where the plan itself says nothing of the year, the other lines count.
        if !texts.is_empty() {
            break;
        }
        for action in item.actions.iter().filter(is_its) {
            let bars = plan.bars_of(action).bars.into_iter().filter(|bar| !is_dash(&bar.text));
            for bar in bars {
                let first = bar.years.first().copied().unwrap_or_default();
                if bar.years.contains(&year) && (first == year) == (kind == YearKind::New) {
                    let head = if action.text.is_empty() {
                        String::new()
                    } else {
                        page.locale.strip.of_action(&action.mark, &action.text)
                    };
                    texts.push((first, head + &bar.text));
                }
            }
        }
    }
    let begun = |at: usize| plan.years().nth(at).map_or(String::new(), |year| page.locale.short_year(year));
    match kind {
        YearKind::New => {
            let mut new = texts.into_iter().map(|(_, text)| text);
            (new.next().unwrap_or_default(), new.list())
        }
        YearKind::Continues => {
            let words = &page.locale.strip;
            let said = match &texts[..] {
                [] => page.locale.item.continues_something.to_owned(),
                [(first, text)] => [&**text, &words.since(begun(*first))].concat(),
                [(first, text), others @ ..] => {
                    [&**text, &words.since(begun(*first)), &words.and_others(others.len())].concat()
                }
            };
            (said, Vec::new())
        }
        YearKind::Blank | YearKind::Dash | YearKind::Lost => (String::new(), Vec::new()),
    }
}
