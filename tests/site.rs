//! The site of pages of both cities and of the sample, and of a plan with hostile names: every item and department has a page,
//! every link leads to a file, and programs can read what is beside the pages.

mod cities;
#[path = "site/hostile.rs"]
mod hostile;

use std::collections::{BTreeMap, BTreeSet};

use machi_plan::locale::JA;
use machi_plan::selection::Prepared;
use machi_plan::site::{Site, SiteOptions, site};
use machi_plan::view::{department_page, file_name, item_page};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

const PLANS: [&str; 3] = ["okayama", "yamaguchi", "sample"];
const BASE: &str = "https://www.city.example.jp/plan/";

fn prepared(name: &str) -> Prepared {
    Prepared::new(cities::plan(name))
}

fn made(prepared: &Prepared) -> Site {
    site(prepared, &JA, &SiteOptions { base: BASE, has_cards: true })
}

/// The files of a site by their paths. No two have one path, also where a disk ignores capital letters.
fn files(site: &Site) -> BTreeMap<String, String> {
    let texts =
        site.files.iter().map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).unwrap()));
    let files: BTreeMap<String, String> = texts.collect();
    let small: BTreeSet<String> = files.keys().map(|path| path.to_ascii_lowercase()).collect();
    assert_eq!((files.len(), small.len()), (site.files.len(), site.files.len()), "two files of one name");
    files
}

fn all() -> Vec<(&'static str, Prepared)> {
    PLANS.into_iter().map(|name| (name, prepared(name))).chain([("hostile", hostile::plan())]).collect()
}

/// The values of an attribute of a name in markup.
fn values<'a>(markup: &'a str, name: &str) -> Vec<&'a str> {
    let begin = format!(" {name}=\"");
    markup.split(&begin).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

fn plain(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

/// The path of a link, from the top of the site.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the site"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_item_department_and_item_that_went_has_a_page_and_every_link_leads_to_a_file() {
    for (name, prepared) in all() {
        let site = made(&prepared);
        let files = files(&site);
        let cards: BTreeSet<&str> = site.cards.iter().map(|(path, _)| path.as_str()).collect();
        let ids =
            prepared.plan.items.iter().map(|item| &item.id).chain(prepared.gone().map(|(end, _)| &end.id));
        for id in ids {
            assert!(files.contains_key(&item_page(id)), "{name}: {id}");
        }
        for item in prepared.plan.item_indices() {
            for of in prepared.departments_of(item) {
                assert!(files.contains_key(&department_page(&of.department)), "{name}: {}", of.department);
            }
        }
        let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
        let mut links = 0;
        for (path, markup) in pages.clone() {
            for link in values(markup, "href") {
                if let Some(inside) = link.strip_prefix(BASE) {
                    assert!(inside.is_empty() || files.contains_key(inside), "{name} {path}: {link}");
                    continue;
                }
                if link.starts_with("https://example.jp/") {
                    continue;
                }
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let target = if file.is_empty() { path.clone() } else { resolved(path, file) };
                let found = files.get(&target).unwrap_or_else(|| panic!("{name} {path}: {link}"));
                assert!(
                    anchor.is_empty() || found.contains(&format!(" id=\"{anchor}\"")),
                    "{name} {path}: {link}"
                );
                links += 1;
            }
            let images: Vec<&str> =
                values(markup, "content").into_iter().filter(|value| value.ends_with(".png")).collect();
            assert!(
                images.len() == 1 && cards.contains(images[0].strip_prefix(BASE).unwrap()),
                "{name} {path}: {images:?}"
            );
            for once in [
                "<h1",
                "<main ",
                "<title>",
                "rel=\"canonical\"",
                " name=\"description\"",
                "<meta http-equiv=\"Content-Security-Policy\"",
            ] {
                let page = markup.replacen("<svg", "\u{0}", 1);
                // A drawing has titles of its own.
                let whole = if once == "<title>" { page.split('\u{0}').next().unwrap() } else { markup };
                assert_eq!(whole.matches(once).count(), 1, "{name} {path}: {once}");
            }
            assert!(
                !markup.contains(" style=\"")
                    && !markup.contains(" data-do=")
                    && !markup.contains("javascript:"),
                "{name} {path}"
            );
            assert_eq!(markup.matches("<script").count(), 1, "{name} {path}");
        }
        assert!(links > 5 * pages.count(), "{name}: {links} links");
    }
}

#[test]
fn the_page_of_an_item_says_everything_and_the_first_page_leads_to_all() {
    for name in PLANS {
        let prepared = prepared(name);
        let files = files(&made(&prepared));
        let first = &files["index.html"];
        for item in &prepared.plan.items {
            let page = plain(&files[&item_page(&item.id)]);
            let cells = item
                .indicators
                .iter()
                .flat_map(|row| row.year_cells().into_iter().flatten().flat_map(|cell| cell.printed.lines()));
            let actions = item
                .actions
                .iter()
                .flat_map(|row| row.cells.iter().flat_map(|cell| cell.lines()))
                .map(|line| line.trim_start_matches('・'));
            let results = item.results.iter().flat_map(|row| row.text.lines());
            let texts = [item.name.as_str(), &item.purpose, &item.content].into_iter().flat_map(str::lines);
            for text in texts
                .chain(cells)
                .chain(actions)
                .chain(results)
                .map(str::trim)
                .filter(|text| !text.is_empty() && *text != "→")
            {
                assert!(page.contains(text), "{name} {}: {text}", item.id);
            }
            assert!(values(first, "href").contains(&item_page(&item.id).as_str()), "{name} {}", item.id);
            for of in prepared.departments_of(prepared.plan.item_index(&item.id).unwrap()) {
                assert!(
                    values(&page, "href")
                        .contains(&format!("../{}", department_page(&of.department)).as_str()),
                    "{name} {}",
                    item.id
                );
            }
        }
        // A page without corrections in the plan has no such part; with them it names each.
        for row in prepared.plan.corrections_shown() {
            assert!(plain(first).contains(&row.corrected), "{name}: {}", row.id);
        }
    }
    let prepared = prepared("sample");
    let files = files(&made(&prepared));
    let gone = &files[&item_page("2-1-3")];
    assert!(gone.contains(&format!("href=\"../{}\"", item_page("2-1-2"))) && gone.contains("命名権の売却"));
}

/// Reads an XML file to its end, and gives the texts of the elements of a name.
fn texts(xml: &str, wanted: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut open, mut found, mut depth) = (false, Vec::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                assert!(start.attributes().all(|attribute| attribute.is_ok()));
                open = start.name().as_ref() == wanted;
                if open {
                    found.push(String::new());
                }
            }
            Event::End(_) => {
                depth -= 1;
                open = false;
            }
            Event::Text(text) if open => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(sign) => {
                assert!(["amp", "lt", "gt", "quot"].contains(&&*sign))
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    found
}

/// Whether a page only leads to a department under its name of today.
fn is_of_alias(markup: &str) -> bool {
    markup.contains("<p class=\"site-moved\">")
}

#[test]
fn a_department_is_found_at_each_of_its_names() {
    let mut plan = cities::plan("sample");
    let department = plan.departments.iter_mut().find(|department| department.name == "市民課").unwrap();
    let first = department.name.clone();
    department.aliases = vec!["前の課".into(), first.clone(), "<b>課".into()];
    let files = files(&made(&Prepared::new(plan)));
    for alias in ["前の課", "<b>課"] {
        let page = &files[&department_page(alias)];
        assert!(is_of_alias(page) && plain(page).contains(&format!("「{alias}」")), "{page}");
        let target = department_page(&first);
        assert!(values(page, "href").contains(&format!("../{target}").as_str()));
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{BASE}{target}\">")));
    }
    assert!(!is_of_alias(&files[&department_page(&first)]));
}

#[test]
fn the_map_the_feed_and_the_figures_are_xml_and_the_map_has_every_page() {
    for (name, prepared) in all() {
        let files = files(&made(&prepared));
        let pages: BTreeSet<String> = files
            .keys()
            .filter(|path| path.ends_with(".html") && !is_of_alias(&files[*path]))
            .map(|path| format!("{BASE}{}", path.trim_start_matches("index.html")))
            .collect();
        let listed = texts(&files["sitemap.xml"], "loc");
        assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), pages, "{name}");
        assert_eq!(listed.len(), pages.len());
        let dates = texts(&files["sitemap.xml"], "lastmod");
        let updated = &prepared.plan.about.updated;
        assert!(dates.iter().all(|date| date == updated) && dates.is_empty() == updated.is_empty(), "{name}");
        let feed = &files["feed.xml"];
        let ids = texts(feed, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: ids of entries");
        let moments = texts(feed, "updated");
        assert!(
            moments.iter().all(|moment| moment.len() == 25 && moment.ends_with("T00:00:00+09:00")),
            "{moments:?}"
        );
        assert!(
            moments[1..].is_sorted_by(|a, b| a >= b)
                && moments[0]
                    == moments[1..].iter().max().unwrap_or(&moments[0]).clone().max(moments[0].clone())
        );
        let reported = prepared.plan.items.iter().map(|item| item.results.len()).sum::<usize>();
        assert!(texts(feed, "entry").len() >= prepared.plan.changes.len() + reported, "{name}");
        for (path, svg) in files.iter().filter(|(path, _)| path.ends_with(".svg")) {
            assert!(
                !texts(svg, "title").is_empty()
                    && !texts(svg, "desc")[0].is_empty()
                    && svg.contains("<style>"),
                "{name} {path}"
            );
        }
    }
}

#[test]
fn programs_read_what_a_page_and_an_indicator_say() {
    for (name, prepared) in all() {
        let files = files(&made(&prepared));
        for (path, markup) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let block = markup
                .split_once("<script type=\"application/ld+json\">")
                .unwrap()
                .1
                .split_once("</script>")
                .unwrap()
                .0;
            assert!(!block.contains('<'), "{name} {path}");
            let read: Value = serde_json::from_str(block).unwrap();
            let types: Vec<&str> =
                read["@graph"].as_array().unwrap().iter().map(|one| one["@type"].as_str().unwrap()).collect();
            assert_eq!(&types[..2], ["WebPage", "BreadcrumbList"], "{name} {path}");
            let way = read["@graph"][1]["itemListElement"].as_array().unwrap();
            assert_eq!(
                way.last().unwrap()["item"].as_str().unwrap(),
                format!("{BASE}{}", path.trim_start_matches("index.html"))
            );
        }
        for item in &prepared.plan.items {
            for row in &item.indicators {
                let file = |suffix: &str| format!("indicators/{}.{suffix}", file_name(&row.id));
                let read: Value = serde_json::from_str(&files[&file("json")]).unwrap();
                for (key, text) in [
                    ("id", &row.id),
                    ("name", &row.name),
                    ("unit", &row.unit),
                    ("source", &row.source),
                    ("note", &row.note),
                ] {
                    assert_eq!(read[key], **text, "{name} {}: {key}", row.id);
                }
                let printed: Vec<&str> = read["values"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|one| one["printed"].as_str().unwrap())
                    .collect();
                for cell in
                    row.year_cells().into_iter().flatten().filter(|cell| !cell.printed.trim().is_empty())
                {
                    assert!(printed.contains(&cell.printed.as_str()), "{name} {}: {}", row.id, cell.printed);
                }
                assert_eq!(read["svg"].is_null(), !files.contains_key(&file("svg")), "{name} {}", row.id);
                let csv = &files[&file("csv")];
                assert!(
                    csv.starts_with("\u{feff}plan_id,item_id,indicator_id,role,") && csv.ends_with("\r\n")
                );
                let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
                let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
                assert!(rows.len() >= printed.len(), "{name} {}", row.id);
                let readings: usize = read["values"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|one| one["readings"].as_array().unwrap().len().max(1))
                    .sum();
                assert_eq!(
                    rows.len(),
                    readings,
                    "{name} {}: the CSV and the JSON have the same rows",
                    row.id
                );
            }
        }
    }
}

/// On a phone the head of a table is not seen, so each cell has it.
#[test]
fn every_cell_of_a_schedule_says_its_year() {
    let mut cells = 0;
    for (name, prepared) in all() {
        for (path, text) in files(&made(&prepared)) {
            for table in text.split("<table class=\"machi-plan-schedule\"").skip(1) {
                let table = table.split("</table>").next().unwrap();
                let (all, said) = (table.matches("<td ").count(), values(table, "data-label").len());
                assert_eq!(all, said, "{name} {path}");
                cells += all;
            }
        }
    }
    assert!(cells > 500, "{cells}");
}

#[test]
fn the_same_plan_gives_the_same_site_and_without_pictures_no_page_names_one() {
    let prepared = prepared("sample");
    assert_eq!(made(&prepared), made(&prepared));
    let bare = site(&prepared, &JA, &SiteOptions { base: BASE, has_cards: false });
    assert!(bare.cards.is_empty());
    assert!(files(&bare).values().all(|text| !text.contains("og:image") && !text.contains(".png")));
}

#[test]
fn hostile_names_stay_text_inside_the_folder() {
    let files = files(&made(&hostile::plan()));
    for (path, text) in &files {
        assert!(
            path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
                && path.is_ascii()
                && path.len() < 200,
            "{path}"
        );
        assert!(!path.ends_with(".html") || !text.contains("<script>"), "{path}");
        assert!(!path.ends_with(".html") || !text.contains("</title>]]"), "{path}");
    }
    assert!(files.contains_key("items/_0063on.html"), "{:?}", files.keys());
    assert_ne!(item_page("か\u{3099}"), item_page("が"));
}
