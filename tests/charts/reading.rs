//! Reading a chart by keys: every point of every chart is in one group, with the words of its title.

use machi_plan::locale::JA;
use machi_plan::selection::Prepared;
use machi_plan::view::{self, Page};

use crate::cities::plan;

/// The titles inside the groups of a drawing, in its order.
fn titles(svg: &str) -> Vec<&str> {
    titles_of(svg.split_once("<g ").map_or("", |(_, inside)| inside))
}

fn titles_of(inside: &str) -> Vec<&str> {
    inside.split("<title>").skip(1).filter_map(|rest| Some(rest.split_once("</title>")?.0)).collect()
}

#[test]
fn every_point_of_every_chart_is_in_one_group() {
    let mut charts = 0;
    for city in ["okayama", "yamaguchi", "sample"] {
        let prepared = Prepared::new(plan(city));
        let page = Page::of(&prepared, "", &JA);
        for item in &prepared.plan.items {
            let figures = view::Figures::of(&page, item);
            for (nth, rows) in view::by_name_and_unit(item).into_iter().enumerate() {
                let markup = view::figure(&page, &figures, nth, &Default::default()).into_string();
                let Some(svg) = markup.split("<svg ").find(|svg| svg.contains("<desc")) else { continue };
                let groups = view::point_groups(&page, &rows[0].id);
                let points = groups.iter().flat_map(|group| &group.points);
                let mut texts: Vec<String> =
                    points.map(|point| maud::html! { (point.text) }.into_string()).collect();
                let mut drawn = titles(svg);
                texts.sort();
                drawn.sort();
                assert_eq!(texts, drawn, "{city} {}", rows[0].id);
                drawn.dedup();
                assert_eq!(texts.len(), drawn.len(), "{city} {}: each title once", rows[0].id);
                for group in &groups {
                    assert!(group.points.is_sorted_by_key(|point| point.year), "{city} {}", group.name);
                    assert!(group.points.iter().all(|point| point.text.contains(&JA.year(point.year))));
                }
                charts += 1;
            }
        }
    }
    assert!(charts > 50, "{charts}");
}

#[test]
fn every_point_of_very_many_series_has_its_words() {
    let mut city = plan("sample");
    let item = &mut city.items[0];
    let row = item.indicators[0].clone();
    let of = |at: usize| machi_plan::plan::Indicator {
        id: format!("many.{at}"),
        series: format!("系列{at}"),
        ..row.clone()
    };
    item.indicators = (0..300).map(of).collect();
    let prepared = Prepared::new(city);
    let page = Page::of(&prepared, "", &JA);
    let figures = view::Figures::of(&page, &prepared.plan.items[0]);
    let markup = view::figure(&page, &figures, 0, &Default::default()).into_string();
    let svg = markup.split("<svg ").find(|svg| svg.contains("<desc")).unwrap();
    let mut groups: Vec<Vec<&str>> =
        svg.split("<g class=\"machi-plan-chart-series ").map(titles_of).collect();
    groups.remove(0);
    assert_eq!(groups.len(), 300);
    for (at, titles) in groups.iter().enumerate() {
        let name = format!("系列{at} ");
        assert!(titles.len() > 5 && titles.iter().all(|title| title.starts_with(&name)), "{at}: {titles:?}");
    }
    let points = view::point_groups(&page, "many.0").iter().map(|group| group.points.len()).sum::<usize>();
    assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), points);
}
