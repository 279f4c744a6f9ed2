//! The charts as a gallery: every case is drawn and compared with `tests/snapshots/charts`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test charts` rewrites the snapshots; read the difference before committing it.

mod cases;
#[path = "../cities/mod.rs"]
mod cities;
mod reading;
mod tables;

use std::collections::BTreeSet;
use std::path::Path;

use machi_plan::chart::{Cells, Figure, Frame, Scales, indicator_figure};
use machi_plan::locale::JA;
use machi_plan::plan::{FiscalYear, Indicator, Item, Plan};

use cases::{cases, row};

fn frame() -> Frame<'static> {
    let axis = (FiscalYear(2021), FiscalYear(2027));
    Frame {
        years: (2023..=2027).map(FiscalYear).collect(),
        axis,
        baseline: "",
        has_actuals: true,
        scales: Scales::default(),
    }
}

fn figure(rows: &[Indicator]) -> Figure<'_> {
    let rows: Vec<&Indicator> = rows.iter().collect();
    indicator_figure(&rows, &frame(), &JA, "case")
}

/// Every case with its drawing, including those of tables.
fn drawings() -> Vec<(&'static str, Option<String>)> {
    let indicators = cases().into_iter().map(|(name, rows, _)| (name, figure(&rows).svg));
    let tables =
        tables::cases().into_iter().map(|(name, table)| (name, tables::figure(&table).map(|f| f.svg)));
    indicators.chain(tables).collect()
}

#[test]
fn charts_look_as_their_snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/charts");
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut changed = Vec::new();
    let mut known = BTreeSet::new();
    for (name, svg) in drawings() {
        assert_eq!(svg.is_none(), name.starts_with("no-"), "{name}");
        let Some(svg) = svg else { continue };
        let path = folder.join(format!("{name}.svg"));
        known.insert(path.clone());
        if update {
            std::fs::write(&path, svg).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != svg {
            // The new drawing next to the old one, for comparison; git ignores it.
            std::fs::write(path.with_extension("svg.new"), svg).unwrap();
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "differs from its snapshot, see the .svg.new beside it: {changed:?}");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_snapshot = path.extension().is_some_and(|extension| extension == "svg");
        assert!(!is_snapshot || known.contains(&path), "a snapshot without a case: {}", path.display());
    }
}

#[test]
fn sentences_agree_with_the_cells() {
    for (name, rows, sentence) in cases() {
        if !sentence.is_empty() {
            assert_eq!(figure(&rows).sentence, sentence, "{name}");
        }
    }
}

/// Without this test, somebody could rewrite a snapshot and not notice that a chart is upside down.
#[test]
fn later_years_are_further_right_and_larger_values_higher() {
    let row = row("割合", "%", "R3 1%", "2%|3%|4%", "");
    let svg = figure(std::slice::from_ref(&row)).svg.unwrap();
    let values = |name: &str| -> Vec<f64> {
        let of_name = attributes(&svg).into_iter().filter(|attribute| attribute.0 == name);
        of_name.map(|(_, value)| value.parse().unwrap()).collect()
    };
    let (xs, ys) = (values("cx"), values("cy"));
    assert_eq!(xs.len(), 4);
    assert!(xs.windows(2).all(|pair| pair[0] < pair[1]), "{xs:?}");
    assert!(ys.windows(2).all(|pair| pair[0] > pair[1]), "{ys:?}");
}

/// The years under the axis.
fn years_of(rows: &[Indicator]) -> Vec<String> {
    let svg = figure(rows).svg.unwrap();
    let texts =
        svg.lines().filter(|line| line.contains("machi-plan-chart-tick") && line.contains("\"middle\""));
    texts.map(|line| line.split(['>', '<']).nth(2).unwrap().to_owned()).collect()
}

#[test]
fn charts_of_a_plan_share_their_years_and_a_value_outside_widens_its_own() {
    let shared = ["R3", "R4", "R5", "R6", "R7", "R8", "R9"];
    assert_eq!(years_of(&[row("割合", "%", "R3 1%", "2%", "")]), shared);
    assert_eq!(years_of(&[row("割合", "%", "", "|||1%|2%", "")]), shared);
    assert_eq!(years_of(&[row("割合", "%", "H31 1%", "2%", "")]).first().unwrap(), "R1");
    assert_eq!(years_of(&[row("割合", "%", "", "1%|2%", "||||||3%")]).last().unwrap(), "R11");
}

#[test]
fn the_shared_years_reach_back_to_baselines_but_no_further_than_the_plan_is_long() {
    let plan = |baselines: &[&str]| {
        let mut plan = Plan::default();
        (plan.about.first_year, plan.about.last_year) = (FiscalYear(2023), FiscalYear(2027));
        let indicators = baselines.iter().map(|baseline| row("割合", "%", baseline, "2%", "")).collect();
        plan.items = vec![Item { indicators, ..Item::default() }];
        let (first, last) = plan.indicator_years();
        assert_eq!(last, FiscalYear(2027));
        first.0
    };
    assert_eq!(plan(&[""]), 2023);
    assert_eq!(plan(&["R3 1%", "R4 1%"]), 2021);
    assert_eq!(plan(&["H30 1%"]), 2018);
    assert_eq!(plan(&["H17 1%", "R4 1%"]), 2022);
    // A year without a value is not on the axis.
    assert_eq!(plan(&["R3 "]), 2023);
}

#[test]
fn attributes_hold_no_colour_and_no_style() {
    for (name, svg) in drawings() {
        let Some(svg) = svg else { continue };
        for (attribute, value) in attributes(&svg) {
            let allowed = match attribute.as_str() {
                "xmlns" | "class" | "viewBox" | "role" | "aria-labelledby" | "aria-describedby" | "id" => {
                    true
                }
                "aria-hidden" => value == "true",
                "text-anchor" => ["middle", "end"].contains(&value.as_str()),
                // This word is not a colour. It prevents a line from becoming an area where the style sheet is
                // missing.
                "fill" => value == "none",
                "d" | "x" | "y" | "cx" | "cy" | "r" => {
                    value.chars().all(|c| "MLZ -.".contains(c) || c.is_ascii_digit())
                }
                _ => false,
            };
            assert!(allowed, "{name}: {attribute}=\"{value}\"");
        }
        for word in ["rgb", "#", "currentColor", "<style", "NaN", "\"-0\""] {
            let tags: String = tags(&svg).concat();
            assert!(!tags.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn plan_text_is_text_and_nothing_else() {
    let elements = ["svg", "title", "desc", "g", "path", "circle", "text"];
    for (name, svg) in drawings() {
        let Some(svg) = svg else { continue };
        let mut open = Vec::new();
        for tag in tags(&svg) {
            let element = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
            assert!(elements.contains(&element.as_str()), "{name}: <{tag}>");
            if tag.starts_with('/') {
                assert_eq!(open.pop().as_deref(), Some(element.as_str()), "{name}");
            } else if !tag.ends_with('/') {
                open.push(element);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn ids_begin_with_the_callers_prefix_and_it_cannot_break_out() {
    let row = row("割合", "%", "R3 1%", "2%", "");
    let svg = indicator_figure(&[&row], &Frame { years: Vec::new(), ..frame() }, &JA, "a\"><b>").svg.unwrap();
    assert!(svg.contains("aria-labelledby=\"a&quot;&gt;&lt;b&gt;-title\""));
    assert!(svg.contains("<desc id=\"a&quot;&gt;&lt;b&gt;-desc\">"));
}

#[test]
fn the_table_holds_every_printed_cell() {
    for (name, rows, _) in cases() {
        let figure = figure(&rows);
        let printed = rows.iter().flat_map(|row| {
            let years = row.year_cells().into_iter().flatten().map(|cell| &cell.printed);
            years.chain([&row.baseline, &row.reference]).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
        });
        let shown: Vec<&str> = figure
            .table
            .rows
            .iter()
            .flat_map(|row| match &row.cells {
                Cells::Years(cells) => cells.clone(),
                Cells::Yearless(cell) => vec![*cell],
            })
            .filter(|cell| !cell.is_empty())
            .collect();
        let printed: Vec<&String> = printed.collect();
        assert_eq!(shown.len(), printed.len(), "{name}");
        assert!(printed.iter().all(|cell| shown.contains(&cell.as_str())), "{name}");
    }
}

/// The text between `<` and `>`.
fn tags(svg: &str) -> Vec<&str> {
    svg.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag)).collect()
}

fn attributes(svg: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in tags(svg) {
        let mut rest = tag;
        while let Some((before, after)) = rest.split_once("=\"") {
            let name = before.rsplit(' ').next().unwrap_or_default();
            let (value, next) = after.split_once('"').unwrap_or((after, ""));
            found.push((name.to_owned(), value.to_owned()));
            rest = next;
        }
    }
    found
}
