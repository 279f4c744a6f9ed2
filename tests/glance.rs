//! ひと目で見る: every cell, every count and every link agrees with the CSV cells of the package, which are read here by
//! themselves. The links are followed through the address to the list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use machi_plan::locale::JA;
use machi_plan::package;
use machi_plan::plan::Plan;
use machi_plan::selection::{Prepared, ViewState, parse_address, selection};
use machi_plan::view::{FragmentOptions, fragment};

const CITIES: [&str; 3] = ["okayama", "yamaguchi", "sample"];

fn folder(city: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(city)
}

fn plan(city: &str) -> Plan {
    let entries = std::fs::read_dir(folder(city)).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0
}

/// The rows of a sheet: head and cell.
fn sheet(city: &str, name: &str) -> Vec<Vec<(String, String)>> {
    let text = std::fs::read_to_string(folder(city).join(format!("{name}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row = |row: Result<csv::StringRecord, _>| {
        heads.iter().map(String::from).zip(row.unwrap().iter().map(String::from)).collect()
    };
    reader.records().map(row).collect()
}

fn cell<'a>(row: &'a [(String, String)], head: &str) -> &'a str {
    row.iter().find(|(of, _)| of == head).map_or("", |(_, cell)| cell)
}

/// The facts of a city that the view shows, from the cells alone.
struct City {
    years: Vec<String>,
    reported: String,
    /// For each item in the order of its sheet: what its cells say.
    items: Vec<(String, Vec<String>)>,
}

fn city(name: &str) -> City {
    let about: BTreeMap<String, String> = sheet(name, "plan")
        .iter()
        .map(|row| (cell(row, "項目").to_owned(), cell(row, "値").to_owned()))
        .collect();
    let number = |key: &str| about[key].trim_start_matches('R').parse::<u32>().unwrap();
    let years: Vec<String> =
        (number("開始年度")..=number("終了年度")).map(|year| format!("R{year}")).collect();
    let schedule = sheet(name, "schedule");
    let results = sheet(name, "results");
    let items = sheet(name, "items").into_iter().map(|row| {
        let id = cell(&row, "取組ID").to_owned();
        let rows: Vec<_> = schedule.iter().filter(|row| cell(row, "取組ID") == id).collect();
        let cells = years.iter().map(|year| {
            let has_result = results.iter().any(|row| cell(row, "取組ID") == id && cell(row, "年度") == year);
            let mut said = expected(&rows, year);
            if has_result {
                said += "、実績あり";
            }
            said
        });
        let cells = cells.collect();
        (id, cells)
    });
    City { items: items.collect(), reported: about["実績年度"].clone(), years }
}

/// The words of a year, from the rows of an item in the sheet 年次計画.
fn expected(rows: &[&Vec<(String, String)>], year: &str) -> String {
    let begins_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let is_year = |head: &str| head.strip_prefix('R').is_some_and(begins_with_digit);
    let is_of_year = |head: &str| head.strip_prefix(year).is_some_and(|rest| !begins_with_digit(rest));
    let is_plan = |row: &[(String, String)]| matches!(cell(row, "欄"), "" | "計画" | "改定");
    // What says most, and whether the document gives its year: 0 blank, 1 dash, 2 lost, 3 arrow, 4 words.
    let most = |of_plan: bool| {
        let mut most = (0, false);
        for row in rows.iter().filter(|row| is_plan(row) == of_plan) {
            let is_printed = cell(row, "読み取り") != "inferred";
            let cells: Vec<_> = row.iter().filter(|(head, _)| is_year(head)).collect();
            let blank_to_the_end =
                cells.iter().rposition(|(_, cell)| !cell.is_empty()).map_or(0, |at| at + 1);
            let last_blank = cells.iter().rposition(|(_, cell)| cell.is_empty());
            for (at, (_, cell)) in cells.iter().enumerate().filter(|(_, (head, _))| is_of_year(head)) {
                let is_last = blank_to_the_end == cells.len() && last_blank == Some(at);
                let is_lost = !is_printed && (at >= blank_to_the_end || is_last);
                let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
                let says = lines.map(|line| match line {
                    "→" => 3,
                    "—" | "-" | "－" => 1,
                    _ => 4,
                });
                most = most.max((says.max().unwrap_or(if is_lost { 2 } else { 0 }), is_printed));
            }
        }
        most
    };
    let (plan, other) = (most(true), most(false));
    let (says, is_printed) = if plan.0 < 3 { plan.max(other) } else { plan };
    let word = ["（記載なし）", "横線", "資料から読み取れません", "続き", "新しい記載"][says];
    if says > 2 && !is_printed { format!("{word}、位置は推定") } else { word.to_owned() }
}

fn written(prepared: &Prepared, conditions: &[(&str, &str)]) -> String {
    let state = ViewState::of(&[&[("view", "glance")], conditions].concat());
    let options = FragmentOptions { state, ..FragmentOptions::default() };
    fragment(prepared, "0", &JA, &options).into_string()
}

/// The texts between two marks, each without markup.
fn between<'a>(html: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
    html.split(begin).skip(1).map(|part| part.split(end).next().unwrap()).collect()
}

fn text(markup: &str) -> String {
    markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

/// The rows of the view: the id of the item and the words of its cells.
fn rows(html: &str) -> Vec<(String, Vec<String>)> {
    let rows = between(html, "<th scope=\"row\"", "</tr>").into_iter().map(|row| {
        let id = between(row, "data-item=\"", "\"")[0].to_owned();
        (id, between(row, "<td ", "</td>").into_iter().map(|cell| text(&format!("<td {cell}"))).collect())
    });
    rows.collect()
}

/// The addresses of the links to the list, each with the number that the link or the text after it says.
fn links(html: &str) -> Vec<(String, usize)> {
    let view = html.split_once("<div class=\"machi-plan-glance\">").unwrap().1;
    let view = view.split("<p class=\"machi-plan-note\">出典").next().unwrap();
    let links = between(view, "<a href=\"", "</a>").into_iter().filter_map(|link| {
        let (address, content) = link.split_once('"')?;
        let tile = content.split_once("<strong>")?.1;
        Some((address.to_owned(), tile))
    });
    let heads = between(view, "<th scope=\"rowgroup\"", "</th>").into_iter().map(|head| {
        (between(head, "<a href=\"", "\"")[0].to_owned(), between(head, "machi-plan-path\">", "<")[0])
    });
    let numbers = between(view, "<td role=\"cell\"><a href=\"", "</a>").into_iter().map(|link| {
        let (address, rest) = link.split_once('"').unwrap();
        (address.to_owned(), rest.split_once('>').unwrap().1)
    });
    let count =
        |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
    let all = links.chain(heads).chain(numbers);
    all.map(|(address, text)| (address.replace("&amp;", "&"), count(text))).collect()
}

#[test]
fn every_cell_says_what_the_csv_cells_say() {
    let mut seen = BTreeSet::new();
    for name in CITIES {
        let expect = city(name);
        let html = written(&Prepared::new(plan(name)), &[]);
        let mut found = rows(&html);
        // The view groups the items; inside a group they are in the order of the sheet.
        let order: Vec<&String> = expect.items.iter().map(|(id, _)| id).collect();
        found.sort_by_key(|(id, _)| order.iter().position(|other| *other == id));
        assert_eq!(found, expect.items, "{name}");
        seen.extend(found.into_iter().flat_map(|(_, cells)| cells));
        let heads = between(&html, "<span class=\"machi-plan-year-above\"", "</span>");
        let heads: BTreeSet<(String, bool)> = heads
            .into_iter()
            .map(|head| (head.split_once('>').unwrap().1.to_owned(), head.contains("data-now")))
            .collect();
        let years = expect.years.iter().map(|year| (year.clone(), *year == expect.reported));
        assert_eq!(heads, years.collect(), "{name}");
    }
    // Otherwise the comparison would not know some kind of cell.
    for word in [
        "新しい記載",
        "続き",
        "（記載なし）",
        "資料から読み取れません",
        "続き、実績あり",
        "新しい記載、位置は推定",
    ] {
        assert!(seen.contains(word), "{word} in {seen:?}");
    }
}

#[test]
fn lost_cells_of_yamaguchi_are_those_that_the_rules_left() {
    let html = written(&Prepared::new(plan("yamaguchi")), &[]);
    let rows: BTreeMap<String, Vec<String>> = rows(&html).into_iter().collect();
    assert_eq!(rows["2"][4], "資料から読み取れません");
    // The second action of 39 prints blanks and 実施 in R9; the first goes on up to R8.
    assert_eq!(rows["39"][3..], ["続き、位置は推定", "新しい記載、位置は推定"]);
}

#[test]
fn every_link_to_the_list_leaves_as_many_items_as_its_number() {
    let conditions: [&[(&str, &str)]; 10] = [
        &[],
        &[("schedule", "new")],
        &[("schedule", "continues"), ("branch", "1")],
        &[("schedule", "new"), ("year", "R6")],
        &[("schedule", "new"), ("year", "R6,R7")],
        &[("year", "R6")],
        &[("branch", "1")],
        &[("branch", "1-1,2")],
        &[("has", "indicator")],
        &[("q", "市")],
    ];
    let mut checked = 0;
    let mut prepared: Vec<Prepared> = CITIES.map(plan).into_iter().map(Prepared::new).collect();
    // The same as a long plan, which is summed by row of the outline.
    let mut long = plan("okayama");
    let again = long.items.clone();
    for round in 1..6 {
        long.items.extend(again.iter().cloned().map(|mut item| {
            item.id = format!("{}r{round}", item.id);
            item.indicators.clear();
            item
        }));
    }
    assert!(long.items.len() > 200);
    prepared.push(Prepared::new(long));
    for prepared in &prepared {
        for conditions in conditions {
            let html = written(prepared, conditions);
            for (address, count) in links(&html) {
                let state = parse_address(&address[1..], "machi-plan", &ViewState::default()).unwrap();
                let found = selection(prepared, &state);
                let expect = match state.view.name() {
                    "items" => found.count.items,
                    "departments" => found.departments.iter().filter(|shown| **shown).count(),
                    "changes" => prepared.changes_shown(&found.matches, state.has_conditions()).len(),
                    "indicators" => {
                        let items = prepared.plan.items.iter().zip(&found.matches);
                        let rows: Vec<_> = items
                            .filter(|(_, meets)| **meets)
                            .flat_map(|(item, _)| &item.indicators)
                            .collect();
                        let is_first = |id: &Option<String>| {
                            id.as_ref().is_none_or(|id| rows.iter().all(|row| row.id != *id))
                        };
                        rows.iter().filter(|row| is_first(&row.repost_of)).count()
                    }
                    other => panic!("a link to {other}"),
                };
                assert_eq!(count, expect, "{} {conditions:?}: {address}", prepared.plan.about.id);
                checked += 1;
            }
        }
    }
    assert!(checked > 200, "{checked}");
}

#[test]
fn branches_that_do_not_add_up_say_why() {
    let note = "体系ごとの件数は、再掲をそれぞれで数えるので、足すと";
    let says = |city: &str, conditions: &[(&str, &str)]| {
        let html = written(&Prepared::new(plan(city)), conditions);
        html.split_once(note).map(|(_, rest)| rest.split('。').next().unwrap().to_owned())
    };
    assert_eq!(says("yamaguchi", &[]).as_deref(), Some("42件です（全体は41件）"));
    assert_eq!(says("yamaguchi", &[("branch", "II")]), None, "the repost alone is an item like any");
    assert_eq!(says("okayama", &[]), None);
}

#[test]
fn a_plan_of_more_than_two_hundred_items_is_summed() {
    let mut plan = plan("okayama");
    let item = plan.items[0].clone();
    let grow = |plan: &mut Plan, to: usize| {
        for at in plan.items.len()..to {
            plan.items.push(machi_plan::plan::Item { id: format!("n{at}"), ..item.clone() });
        }
    };
    grow(&mut plan, 200);
    assert_eq!(rows(&written(&Prepared::new(plan.clone()), &[])).len(), 200);
    grow(&mut plan, 1000);
    let html = written(&Prepared::new(plan), &[]);
    assert!(!html.contains("data-item=\"n") && html.contains("machi-plan-sums"));
    assert!(html.len() < 40_000, "{}", html.len());
}
