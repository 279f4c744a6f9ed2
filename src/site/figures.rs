//! The files of each indicator: its figure, its values, and what is said of them.

use super::described::{object, text};
use super::pages::name_of;
use super::places::{Places, figure_file};
use super::xml::{bare, legal};
use crate::export;
use crate::locale::Locale;
use crate::plan::{Indicator, Item, RATE_UNIT, RowGrammar};
use crate::planfile::Json;
use crate::view::{self, item_page};

/// The files of all indicators of the plan.
pub(super) fn files(places: &Places) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for at in places.plan().item_indices() {
        let item = &places.plan()[at];
        for row in &item.indicators {
            let svg = places.drawing(at, row);
            if let Some(svg) = svg {
                files.push((figure_file(&row.id, "svg"), alone(places.locale(), svg).into_bytes()));
            }
            files.push((
                figure_file(&row.id, "csv"),
                export::values_of(places.plan(), item, [row]).into_bytes(),
            ));
            files.push((
                figure_file(&row.id, "json"),
                described(places, item, row, svg.is_some()).into_bytes(),
            ));
        }
    }
    files
}

/// The style of a figure without its page, in the light colours of the style sheet. `{…}` is filled in for each series.
const STYLE: &str = include_str!("figure.css");
const SERIES: &str = include_str!("series.css");
/// The colour and the dash of each series, as in `view/style/50-chart.css`.
const INKS: [(&str, &str); 4] =
    [("#0017c1", "none"), ("#fb5b01", "7 3"), ("#41048e", "2 3"), ("#259d63", "9 3 2 3")];

/// A figure of a page as a file of its own.
fn alone(locale: &Locale, svg: &str) -> String {
    let mut style = STYLE.to_owned();
    for (at, (colour, dash)) in INKS.iter().enumerate() {
        style += &SERIES
            .replace("SERIES", &format!(".machi-plan-chart-series-{}", at + 1))
            .replace("COLOUR", colour)
            .replace("DASH", dash);
    }
    let ground =
        format!("</desc>\n<style>\n{style}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    let svg = view::finish(locale, view::raw(svg)).into_string();
    let sized = svg.replacen("<svg ", "<svg width=\"720\" height=\"440\" font-family=\"sans-serif\" ", 1);
    legal(&sized.replacen("</desc>", &ground, 1)) + "\n"
}

/// Name, unit, source, note and values of an indicator. A text that the package does not have is empty.
fn described(places: &Places, item: &Item, row: &Indicator, has_svg: bool) -> String {
    let about = &places.plan().about;
    let words = &places.locale().item;
    let address = |suffix: &str| Json::Text(places.address(&figure_file(&row.id, suffix)));
    let plan = object([
        ("id", text(&about.id)),
        ("title", text(&about.title)),
        ("municipality", text(&about.municipality)),
        ("source_title", text(&about.source_title)),
        ("source_url", text(&about.source_url)),
        ("licence", text(&about.licence)),
        ("updated", text(&about.updated)),
    ]);
    let whole = object([
        ("id", text(&row.id)),
        ("name", text(&row.name)),
        ("series", text(&row.series)),
        ("unit", text(&row.unit)),
        ("class", text(&row.class)),
        ("direction", text(words.directions[row.direction as usize])),
        ("kind", text(words.value_kinds[row.kind as usize])),
        ("formula", text(&row.formula)),
        ("source", text(&row.source)),
        ("note", text(&row.note)),
        ("repost_of", row.repost_of.as_deref().map_or(Json::Null, text)),
        (
            "item",
            object([
                ("id", text(&item.id)),
                ("name", text(&name_of(item))),
                ("url", Json::Text(places.address(&item_page(&item.id)))),
            ]),
        ),
        ("plan", plan),
        ("svg", if has_svg { address("svg") } else { Json::Null }),
        ("csv", address("csv")),
        ("values", Json::List(values(row))),
    ]);
    bare(places.locale(), whole.text()) + "\n"
}

/// The printed cells of an indicator, each with how it is read.
fn values(row: &Indicator) -> Vec<Json> {
    let (grammar, rates) = (row.grammar(), RowGrammar::new(RATE_UNIT));
    let mut values = Vec::new();
    let mut add = |role: &str, year: Option<u16>, label: &str, printed: &str, inferred: bool| {
        if printed.trim().is_empty() {
            return;
        }
        let grammar = if role == "rate" { &rates } else { &grammar };
        let readings = grammar.read(printed).into_iter().map(|read| {
            object([
                ("comparator", text(read.comparator.sign())),
                // As printed: 98.0 keeps its zero.
                ("value", Json::Other(read.value.to_string())),
                ("unit", text(&read.unit)),
                ("basis", text(&read.basis)),
            ])
        });
        values.push(object([
            ("role", text(role)),
            ("fiscal_year", year.map_or(Json::Null, |year| Json::Number(year.into()))),
            ("label", text(label)),
            ("printed", text(printed)),
            ("reading", text(if inferred { "inferred" } else { "printed" })),
            ("readings", Json::List(readings.collect())),
        ]));
    };
    add("baseline", row.baseline_year.map(|year| year.0), "", &row.baseline, false);
    add("reference", None, &row.reference_name, &row.reference, false);
    let roles = ["target", "actual", "forecast", "rate", "cumulative"];
    for (role, cells) in roles.into_iter().zip(row.year_cells()) {
        for cell in cells {
            add(role, Some(cell.year.0), &row.as_of, &cell.printed, row.inferred && role == "target");
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_of_a_file_are_those_of_the_page() {
        let page = include_str!("../view/style/50-chart.css");
        for (at, (colour, dash)) in INKS.iter().enumerate() {
            let rule = page
                .lines()
                .find(|line| line.starts_with(&format!(".machi-plan-chart-series-{} ", at + 1)))
                .unwrap();
            assert!(rule.contains(&format!("light-dark({colour}, ")), "{rule}");
            assert!(*dash == "none" || rule.contains(&format!("--machi-plan-chart-dash: {dash};")), "{rule}");
        }
        // Every class that the page draws with has its rule here.
        let own = STYLE.to_owned() + SERIES;
        let classes = page
            .split(".machi-plan-chart-")
            .skip(1)
            .map(|rest| rest.split(|sign: char| !sign.is_ascii_lowercase() && sign != '-').next().unwrap());
        for class in classes
            .filter(|class| !["light", "series", "series-", "line"].contains(class) && !class.is_empty())
        {
            assert!(own.contains(&format!(".machi-plan-chart-{class}")), "{class}");
        }
    }
}
