//! The conditions `year` and `schedule`, and what is counted above 年次計画, agree with the CSV cells of the package, which
//! are read here by themselves. Each link is followed through its address to the items that it counts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use machi_plan::locale::JA;
use machi_plan::package;
use machi_plan::plan::Plan;
use machi_plan::selection::{Prepared, Selection, ViewState, parse_address, selection};
use machi_plan::view::{self, Page};

const CITIES: [&str; 3] = ["okayama", "yamaguchi", "sample"];
const KINDS: [&str; 5] = ["blank", "dash", "lost", "continues", "new"];

fn folder(city: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(city)
}

fn prepared(city: &str) -> Prepared {
    let entries = std::fs::read_dir(folder(city)).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    let plan: Plan =
        package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0;
    Prepared::new(plan)
}

/// The rows of a sheet, by head.
fn sheet(city: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(folder(city).join(format!("{name}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// What the cells say of each item: for each year one of [`KINDS`]. A repost has the id of its original.
struct Row {
    id: String,
    original: String,
    years: BTreeMap<String, &'static str>,
}

fn rows(city: &str) -> Vec<Row> {
    let schedule = sheet(city, "schedule");
    let row = |item: BTreeMap<String, String>| {
        let id = item["取組ID"].clone();
        let of_item = |is_plan: bool| {
            let is_its = move |row: &&BTreeMap<String, String>| {
                is_plan == matches!(row.get("欄").map_or("", String::as_str), "" | "計画" | "改定")
            };
            schedule.iter().filter(|row| row["取組ID"] == id).filter(is_its).collect::<Vec<_>>()
        };
        let is_year =
            |head: &str| head.starts_with('R') && head[1..].starts_with(|c: char| c.is_ascii_digit());
        let year_of = |head: &str| head.chars().take(2).collect::<String>();
        let mut years = BTreeMap::new();
        for head in schedule[0].keys().filter(|head| is_year(head)) {
            years.insert(year_of(head), 0);
        }
        for is_plan in [true, false] {
            let before = years.clone();
            for row in of_item(is_plan) {
                let inferred = row["読み取り"] == "inferred";
                // The columns in printed order: the order of their names, with the first half before the second one.
                let mut heads: Vec<&String> = row.keys().filter(|head| is_year(head)).collect();
                heads.sort_by_key(|head| (year_of(head), head.contains('下')));
                let cells: Vec<&str> = heads.iter().map(|head| row[*head].trim()).collect();
                let after_words = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
                let last_blank = cells.iter().rposition(|cell| cell.is_empty());
                for (at, (head, cell)) in heads.iter().zip(&cells).enumerate() {
                    let year = year_of(head);
                    let is_lost = inferred
                        && (at >= after_words || after_words == cells.len() && last_blank == Some(at));
                    let says = cell.lines().map(|line| match line.trim() {
                        "→" => 3,
                        "—" | "-" | "－" => 1,
                        _ => 4,
                    });
                    let says = says.max().unwrap_or(if is_lost { 2 } else { 0 });
                    let of_year = years.get_mut(&year).unwrap();
                    if is_plan || before[&year] < 3 {
                        *of_year = (*of_year).max(says);
                    }
                }
            }
        }
        let years = years.into_iter().map(|(year, says)| (year, KINDS[says])).collect();
        Row { original: item.get("再掲元").cloned().unwrap_or_default(), id, years }
    };
    sheet(city, "items").into_iter().map(row).collect()
}

fn matching(prepared: &Prepared, of: &Selection) -> BTreeSet<String> {
    let items = prepared.plan.items.iter().zip(&of.matches).filter(|(_, matches)| **matches);
    items.map(|(item, _)| item.id.clone()).collect()
}

fn ids<'a>(rows: impl IntoIterator<Item = &'a Row>) -> BTreeSet<String> {
    rows.into_iter().map(|row| row.id.clone()).collect()
}

/// How many of some rows count as items: a repost counts where its original is not among them.
fn count(rows: &[&Row]) -> usize {
    let originals: BTreeSet<&str> =
        rows.iter().map(|row| if row.original.is_empty() { &*row.id } else { &*row.original }).collect();
    originals.len()
}

fn years(rows: &[Row]) -> Vec<String> {
    rows[0].years.keys().cloned().collect()
}

#[test]
fn a_year_has_the_items_with_new_words_and_those_that_go_on_apart() {
    for city in CITIES {
        let (prepared, rows) = (prepared(city), rows(city));
        let found =
            |state: &[(&str, &str)]| matching(&prepared, &selection(&prepared, &ViewState::of(state)));
        for year in years(&rows) {
            let saying = |kinds: &[&str]| ids(rows.iter().filter(|row| kinds.contains(&row.years[&year])));
            assert_eq!(found(&[("year", &year), ("schedule", "new")]), saying(&["new"]), "{city} {year}");
            assert_eq!(found(&[("year", &year), ("schedule", "continues")]), saying(&["continues"]));
            assert_eq!(found(&[("year", &year), ("schedule", "new,continues")]), found(&[("year", &year)]));
            assert_eq!(found(&[("year", &year)]), saying(&["new", "continues"]), "{city} {year}");
        }
        for kind in ["new", "continues"] {
            let ever = ids(rows.iter().filter(|row| row.years.values().any(|says| *says == kind)));
            assert_eq!(found(&[("schedule", kind)]), ever, "{city} {kind}");
        }
    }
}

#[test]
fn one_year_meets_both_conditions() {
    let (prepared, rows) = (prepared("okayama"), rows("okayama"));
    let of = |state: &[(&str, &str)]| matching(&prepared, &selection(&prepared, &ViewState::of(state)));
    let goes_on_then =
        ids(rows.iter().filter(|row| row.years["R6"] == "continues" || row.years["R7"] == "continues"));
    assert_eq!(of(&[("year", "R6,R7"), ("schedule", "continues")]), goes_on_then);
    // An item that is new in R7, and goes on in another year, does not go on in R7.
    let both = rows
        .iter()
        .find(|row| row.years["R7"] == "new" && row.years.values().any(|says| *says == "continues"));
    assert!(!of(&[("year", "R7"), ("schedule", "continues")]).contains(&both.unwrap().id));
    assert_eq!(of(&[("year", "R12"), ("schedule", "new")]), BTreeSet::new(), "the plan has no such year");
    assert_eq!(of(&[("schedule", "old")]).len(), rows.len(), "an unreadable value is left out");
}

#[test]
fn the_counts_of_both_facets_are_under_the_condition_on_the_other() {
    for city in CITIES {
        let (prepared, rows) = (prepared(city), rows(city));
        let counts = |state: &[(&str, &str)], key: &str| -> Vec<usize> {
            let selection = selection(&prepared, &ViewState::of(state));
            let facet = selection.facets.into_iter().find(|facet| facet.spec.key == key).unwrap();
            facet.values.iter().map(|value| value.count.items).collect()
        };
        let saying = |year: &str, kind: &str| {
            count(&rows.iter().filter(|row| row.years[year] == kind).collect::<Vec<_>>())
        };
        for kind in ["new", "continues"] {
            let of_years: Vec<usize> = years(&rows).iter().map(|year| saying(year, kind)).collect();
            assert_eq!(counts(&[("schedule", kind)], "year"), of_years, "{city} {kind}");
        }
        for year in years(&rows) {
            let of_kinds = vec![saying(&year, "new"), saying(&year, "continues")];
            assert_eq!(counts(&[("year", &year)], "schedule"), of_kinds, "{city} {year}");
            // A chosen value does not change the counts of its own facet.
            assert_eq!(counts(&[("year", &year), ("schedule", "new")], "schedule"), of_kinds);
        }
    }
}

/// The sentence above 年次計画 as text, and the addresses of its links with their texts.
fn said(prepared: &Prepared, state: &ViewState) -> (String, Vec<(String, String)>) {
    let page = Page { whole: false, ..Page::of(prepared, "", &JA) };
    let html = view::said(&page, state, &selection(prepared, state)).into_string();
    let plain = |html: &str| {
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>()
    };
    let link = |part: &str| {
        let href = part.split("href=\"#").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let text = part.split_once('>').unwrap().1.split("</a>").next().unwrap().to_owned();
        (href, text)
    };
    (plain(&html), html.split("<a ").skip(1).map(link).collect())
}

#[test]
fn the_sentence_above_the_schedule_counts_what_its_links_lead_to() {
    for city in CITIES {
        let (prepared, rows) = (prepared(city), rows(city));
        let label = prepared.plan.about.item_label();
        let item = if label.is_empty() { "取組" } else { label };
        for year in years(&rows) {
            let state = ViewState::of(&[("view", "schedule"), ("year", &year)]);
            let (text, links) = said(&prepared, &state);
            let mut expected = format!("令和{}年度に", &year[1..]);
            let heads = [
                ("new", "新しく書かれた"),
                ("continues", "続く"),
                ("blank", "記載のない"),
                ("dash", "横線の"),
                ("lost", "資料から読み取れない"),
            ];
            for (at, (kind, head)) in heads.into_iter().enumerate() {
                let of: Vec<&Row> = rows.iter().filter(|row| row.years[&year] == kind).collect();
                if at < 2 || !of.is_empty() {
                    let reposts = of.len() - count(&of);
                    let reposts = if reposts > 0 {
                        format!("（ほかに再掲{reposts}件）")
                    } else {
                        String::new()
                    };
                    let between = if at > 0 { "・" } else { "" };
                    expected += &format!("{between}{head}{item} {}件{reposts}", count(&of));
                }
            }
            assert_eq!(text, expected, "{city}");
            for (address, text) in links {
                let state = parse_address(&address, "machi-plan", &ViewState::default()).unwrap();
                let kind = if text.starts_with("新") { "new" } else { "continues" };
                let of = ids(rows.iter().filter(|row| row.years[&year] == kind));
                assert_eq!(matching(&prepared, &selection(&prepared, &state)), of, "{city} {address}");
                assert_eq!(state.view.name(), "schedule");
            }
        }
    }
}

#[test]
fn without_a_year_the_sentence_is_about_the_whole_plan_and_a_chosen_kind_does_not_change_it() {
    let prepared = prepared("okayama");
    let of = |state: &[(&str, &str)]| {
        said(&prepared, &ViewState::of(&[state, &[("view", "schedule")]].concat())).0
    };
    let ever = of(&[]);
    assert!(ever.starts_with("計画の期間に新しく書かれた"), "{ever}");
    assert_eq!(of(&[("schedule", "continues")]), ever);
    assert!(of(&[("year", "R6,R7")]).starts_with("令和6年度、令和7年度に"));
    assert_eq!(
        of(&[("q", "ないことば")]),
        format!("計画の期間に新しく書かれた{0} 0件・続く{0} 0件", prepared.plan.about.item_label())
    );
    // Nobody sees it in another view, and it costs a pass over all items.
    assert_eq!(said(&prepared, &ViewState::default()).0, "");
}
