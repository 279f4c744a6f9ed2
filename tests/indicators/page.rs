//! The view of indicators in a page: the chart, the table and the sentence of each figure, read only from the markup.

use crate::markup::Element;

pub struct Figure {
    pub item: String,
    pub name: String,
    pub sentence: String,
    pub table: Option<Table>,
    pub chart: Option<Chart>,
}

/// The cells of a table that are not blank, each with its heads.
pub struct Table {
    pub cells: Vec<Shown>,
}

pub struct Shown {
    pub head: String,
    pub year: Option<u16>,
    pub text: String,
}

pub struct Chart {
    pub unit: String,
    pub marks: Vec<Mark>,
    /// The heights of lines of values to compare with.
    pub references: Vec<f64>,
    pub labels: Vec<String>,
    /// The labels of the axes and their positions.
    pub years: Vec<(String, f64)>,
    pub values: Vec<(f64, f64)>,
}

pub struct Mark {
    pub class: String,
    pub title: String,
    pub x: f64,
    pub y: f64,
}

/// Half an em box minus the part below the baseline: the distance from a tick's position down to its text.
const TICK_BASELINE: f64 = 5.3;

pub fn figures(html: &str) -> Vec<Figure> {
    let page = Element::parse(html);
    let sections = page.named("section").into_iter().filter(|section| section.is("machi-plan-item"));
    sections
        .flat_map(|section| section.of_class("machi-plan-figure").into_iter().map(|of| figure(section, of)))
        .collect()
}

fn figure(section: &Element, figure: &Element) -> Figure {
    let text = |class| figure.of_class(class).first().map_or(String::new(), |element| element.text());
    Figure {
        item: section.attribute("data-item").to_owned(),
        name: text("machi-plan-subhead"),
        // Each series has a paragraph; notes have a class.
        sentence: figure
            .named("p")
            .iter()
            .filter(|p| p.attribute("class").is_empty())
            .map(|p| p.text())
            .collect(),
        table: figure.named("table").first().map(|table| self::table(table)),
        chart: figure.named("svg").iter().find(|svg| svg.is("machi-plan-chart")).map(|svg| chart(svg)),
    }
}

fn table(table: &Element) -> Table {
    let rows = table.named("tr");
    let heads: Vec<String> = rows[0].named("th").iter().map(|head| head.text().trim().to_owned()).collect();
    let mut cells = Vec::new();
    for row in &rows[1..] {
        let own = row.named("th")[0].text().trim().to_owned();
        // R5 2023
        let year = own.split_once(' ').and_then(|(_, western)| western.parse::<u16>().ok());
        for (at, cell) in row.named("td").into_iter().enumerate() {
            let head = if year.is_some() { heads[at + 1].clone() } else { own.clone() };
            cells.push(Shown { head, year, text: cell.seen().trim().to_owned() });
        }
    }
    cells.retain(|cell| !cell.text.is_empty());
    Table { cells }
}

fn chart(svg: &Element) -> Chart {
    let class = |name: &str| svg.of_class(&format!("machi-plan-chart-{name}"));
    let number = |element: &Element, name: &str| element.attribute(name).parse::<f64>().unwrap();
    let ticks = class("tick");
    let (of_values, of_years): (Vec<&Element>, Vec<&Element>) =
        ticks.into_iter().partition(|tick| tick.attribute("text-anchor") == "end");
    let value =
        |tick: &&Element| (tick.text().replace(',', "").parse().unwrap(), number(tick, "y") - TICK_BASELINE);
    let all = svg.all();
    let marks = all.iter().filter(|element| element.name != "svg" && element.named("title").len() == 1);
    Chart {
        // Behind it the chart may say where its axis begins.
        unit: class("unit")
            .first()
            .map_or(String::new(), |unit| unit.text().split('（').next().unwrap().to_owned()),
        marks: marks.filter(|element| element.name != "g").map(|element| mark(element)).collect(),
        references: class("reference").iter().map(|line| points(line)[0].1).collect(),
        labels: class("label").iter().map(|label| label.text()).collect(),
        years: of_years.iter().map(|tick| (tick.text(), number(tick, "x"))).collect(),
        values: of_values.iter().map(value).collect(),
    }
}

fn mark(element: &Element) -> Mark {
    let class = element.attribute("class").trim_start_matches("machi-plan-chart-").to_owned();
    let title = element.named("title")[0].text();
    if element.name == "circle" {
        let of = |name: &str| element.attribute(name).parse().unwrap();
        return Mark { class, title, x: of("cx"), y: of("cy") };
    }
    let points = points(element);
    let middle = |of: fn(&(f64, f64)) -> f64| {
        let all: Vec<f64> = points.iter().map(of).collect();
        (all.iter().copied().fold(f64::MAX, f64::min) + all.iter().copied().fold(f64::MIN, f64::max)) / 2.0
    };
    // The tip of an arrow is on its bound. Any other mark has its value at its middle.
    let y = if class == "arrow" { points[0].1 } else { middle(|point| point.1) };
    Mark { class, title, x: middle(|point| point.0), y }
}

fn points(path: &Element) -> Vec<(f64, f64)> {
    let points =
        path.attribute("d").trim_end_matches('Z').split(['M', 'L']).filter(|point| !point.is_empty());
    let number = |text: &str| text.parse::<f64>().unwrap();
    points.map(|point| point.split_once(' ').map(|(x, y)| (number(x), number(y))).unwrap()).collect()
}
