//! HTML that communications staff paste passes the rules of the checkers in municipal content management systems:
//! fragments of both cities in every view, the fragments for editors, and the snippets of the documents.

#[path = "pasted/rules.rs"]
mod rules;
#[allow(dead_code)]
#[path = "../src/view/document/tree.rs"]
mod tree;
#[path = "pasted/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use machi_plan::locale::JA;
use machi_plan::package;
use machi_plan::plan::{Plan, read_row};
use machi_plan::selection::{View, ViewState};
use machi_plan::view::{FragmentOptions, editor_file, fragment_file};
use rules::{complaints, is_in_shift_jis};
use tree::{elements, parse, text};

const CITIES: [&str; 2] = ["okayama", "yamaguchi"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn plan(city: &str) -> Plan {
    let folder = fs::read_dir(root().join("data").join(city)).unwrap();
    let files: Vec<(String, Vec<u8>)> = folder
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    let (plan, problems) =
        package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    assert!(!package::has_errors(&problems));
    plan
}

/// The ways to write a fragment, each with its name: every view, all together, an item alone.
fn ways(plan: &Plan) -> Vec<(String, FragmentOptions)> {
    let of = |state: ViewState| FragmentOptions { state, ..FragmentOptions::default() };
    let mut ways = Vec::new();
    for view in View::ALL.into_iter().filter(|view| *view != View::Item) {
        ways.push((view.name().to_owned(), of(ViewState { view, ..ViewState::default() })));
    }
    ways.push(("all".into(), FragmentOptions { all_views: true, ..FragmentOptions::default() }));
    for item in [&plan.items[0], &plan.items[plan.items.len() / 2]] {
        let mut state = ViewState { view: View::Item, ..ViewState::default() };
        state.set("item", &item.id);
        ways.push((format!("item {}", item.id), of(state)));
    }
    ways
}

#[test]
fn every_fragment_passes_at_every_level_of_headings() {
    let mut seen = 0;
    let mut found: BTreeSet<String> = BTreeSet::new();
    for city in CITIES {
        let plan = plan(city);
        for (way, options) in ways(&plan) {
            // Only these three have deep headings.
            let is_deep = ["items", "overview"].contains(&way.as_str()) || way.starts_with("item ");
            for heading_level in if is_deep { 1..=6 } else { 2..=2 } {
                let options = FragmentOptions { heading_level, ..options.clone() };
                for (form, markup) in [
                    ("", fragment_file(&plan, &JA, &options)),
                    (" for editors", editor_file(&plan, &JA, &options)),
                ] {
                    for complaint in complaints(&markup, heading_level) {
                        if form.is_empty() && may_stay(&complaint) {
                            continue;
                        }
                        found.insert(format!("{city}, {way}{form}, h{heading_level}: {complaint}"));
                    }
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, CITIES.len() * (4 * 6 + 8) * 2);
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

/// The same words may link to several states of the widget, each under the head of its department or in its row: a
/// checker looks for targets, and a state is not one. Where a document gives the same title to two of its tables or
/// sections, the lists of them do too. The fragment for editors has neither.
fn may_stay(complaint: &str) -> bool {
    complaint.contains("” leads to #machi-plan?") || complaint.contains(" and to #machi-plan-table-")
}

/// The table head that is left where an editor drops the group around it.
#[test]
fn no_head_of_a_column_hangs_on_its_group() {
    for city in CITIES {
        let plan = plan(city);
        for (way, options) in ways(&plan) {
            for markup in [fragment_file(&plan, &JA, &options), editor_file(&plan, &JA, &options)] {
                let ungrouped = parse(&without_groups(&markup));
                assert!(elements(&ungrouped).iter().all(|part| part.name != "thead" && part.name != "tbody"));
                assert_eq!(rules::tables(&ungrouped), Vec::<String>::new(), "{city}, {way}");
                let heads = |page: &[tree::Node]| {
                    elements(page).iter().filter(|cell| cell.attribute("scope") == Some("col")).count()
                };
                assert_eq!(heads(&ungrouped), heads(&parse(&markup)), "{city}, {way}");
            }
        }
    }
}

fn without_groups(markup: &str) -> String {
    let mut out = String::new();
    for part in markup.split_inclusive('>') {
        let tag = part.rfind('<').map_or("", |at| &part[at..]);
        let is_group = ["<thead", "</thead", "<tbody", "</tbody"].iter().any(|name| tag.starts_with(name));
        out.push_str(if is_group { &part[..part.len() - tag.len()] } else { part });
    }
    out
}

/// A fragment for editors contains nothing that an editor drops by default, except the marks on the root.
#[test]
fn the_fragment_for_editors_has_only_elements_that_they_keep() {
    const KEPT: [&str; 22] = [
        "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "strong", "a", "ul", "ol", "li", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "em",
    ];
    for city in CITIES {
        let plan = plan(city);
        for (way, options) in ways(&plan) {
            let markup = editor_file(&plan, &JA, &options);
            let page = parse(&markup);
            let parts = elements(&page);
            for part in &parts {
                assert!(KEPT.contains(&part.name.as_str()), "{city}, {way}: {}", part.name);
                let kept: &[&str] = match part.name.as_str() {
                    "a" => &["href", "id", "name"],
                    "th" | "td" => &["scope", "colspan", "rowspan"],
                    "div" => continue,
                    _ => &[],
                };
                for (name, _) in &part.attributes {
                    assert!(kept.contains(&name.as_str()), "{city}, {way}: {name} of {}", part.name);
                }
                let has_table = part.elements().iter().any(|inside| inside.name == "table");
                assert!(
                    !(has_table && ["td", "th", "li", "p"].contains(&part.name.as_str())),
                    "{city}, {way}"
                );
            }
            // Every link has a target in the page.
            let anchors: BTreeSet<&str> = parts.iter().filter_map(|part| part.attribute("id")).collect();
            for link in parts.iter().filter_map(|part| part.attribute("href")) {
                assert!(link.starts_with("http") || anchors.contains(&link[1..]), "{city}, {way}: {link}");
            }
            let of_plan: BTreeSet<char> = format!("{plan:?}").chars().collect();
            let ours = text(&page).chars().filter(|c| !of_plan.contains(c)).collect::<BTreeSet<char>>();
            let strange: Vec<char> = ours.into_iter().filter(|c| !is_in_shift_jis(*c)).collect();
            assert_eq!(strange, Vec::<char>::new(), "{city}, {way}");
        }
    }
}

/// A script in the template makes the widget from the data on the root. The script must not adopt this fragment.
#[test]
fn the_root_for_editors_keeps_the_data_for_a_script() {
    let plan = plan("okayama");
    let state = ViewState::of(&[("department", "財政局")]);
    let src = Some("plan.txt".to_owned());
    let options =
        FragmentOptions { name: "b".into(), heading_level: 3, state, src, ..FragmentOptions::default() };
    let page = parse(&editor_file(&plan, &JA, &options));
    let root = elements(&page)[0];
    for (name, value) in [
        ("class", "machi-plan"),
        ("id", "b"),
        ("data-plan", "okayama"),
        ("data-src", "plan.txt"),
        ("data-heading-level", "3"),
        ("data-state", "department=%E8%B2%A1%E6%94%BF%E5%B1%80"),
        ("data-updated", &plan.about.updated),
    ] {
        assert_eq!(root.attribute(name), Some(value), "{name}");
    }
    assert_eq!(root.attribute("data-fingerprint"), None);
    // Only matching items, and every anchor by its name.
    let anchors: Vec<&str> = root.elements().iter().filter_map(|part| part.attribute("name")).collect();
    assert_eq!(anchors.len(), 13);
    assert!(anchors.iter().all(|anchor| anchor.starts_with("b-item-")), "{anchors:?}");
}

/// An editor that drops `hidden` would show parts that the state does not ask for.
#[test]
fn hidden_parts_are_not_in_the_fragment_for_editors() {
    let plan = plan("okayama");
    let of = |view| {
        let state = ViewState { view, ..ViewState::of(&[("department", "財政局")]) };
        editor_file(&plan, &JA, &FragmentOptions { state, ..FragmentOptions::default() })
    };
    let headings = |markup: &str| elements(&parse(markup)).iter().filter(|part| part.name == "h3").count();
    assert_eq!(headings(&of(View::Departments)), 1);
    // The mark of the current year is hidden until a browser knows the date.
    let schedule = of(View::Schedule);
    assert!(schedule.contains("<table>") && !schedule.contains("今年度"));
    assert!(!schedule.contains("窓口業務"), "an item of another department");
}

/// `check --cms` reports problems in the plan's own text, and the text is never changed.
#[test]
fn the_fragment_for_editors_has_the_texts_of_the_plan_unchanged() {
    for city in CITIES {
        let plan = plan(city);
        let (shown, _) = plan.corrected();
        let options = FragmentOptions::default();
        let markup = editor_file(&plan, &JA, &options);
        // Each text is in its own element: a piece between tags.
        let pieces: BTreeSet<&str> =
            markup.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim()).collect();
        let mut looked_up = 0;
        let mut assert_there = |what: &str| {
            let escaped = what
                .trim()
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;");
            let is_there = escaped.is_empty() || pieces.contains(escaped.as_str());
            assert!(is_there, "{city}: {what}");
            looked_up += usize::from(!escaped.is_empty());
        };
        for item in &shown.items {
            let results = item.results.iter().map(|result| result.text.as_str());
            for cell in [item.purpose.as_str(), &item.content].into_iter().chain(results) {
                cell.lines().for_each(&mut assert_there);
            }
            for action in &item.actions {
                for cell in read_row(&action.cells) {
                    for entry in &cell.entries {
                        if let machi_plan::plan::Entry::Text(text) = entry {
                            assert_there(text);
                        }
                    }
                }
            }
            item.indicators.iter().for_each(|row| assert_there(&row.name));
        }
        println!("{city}: {looked_up} texts");
        assert!(looked_up > 250, "{looked_up}");
    }
}

/// The snippets in the documents and on the site's pages, ready for copying.
#[test]
fn the_snippets_of_the_documents_pass() {
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let mut snippets: Vec<String> = Vec::new();
    for page in ["docs/hosts.md", "README.md"] {
        let page = read(&root().join(page));
        let fenced = page.split("```html\n").skip(1).filter_map(|rest| rest.split_once("```"));
        snippets.extend(fenced.map(|(snippet, _)| snippet.to_owned()));
    }
    for entry in fs::read_dir(root().join("www")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "html") {
            snippets.extend(of_page(&read(&path)));
        }
    }
    let mut seen = (0, 0);
    for snippet in snippets {
        let nodes = parse(&snippet);
        let found = [rules::links(&nodes), rules::frames(&nodes), rules::pictures(&nodes)].concat();
        assert_eq!(found, Vec::<String>::new(), "{snippet}");
        let count = |name: &str| elements(&nodes).iter().filter(|part| part.name == name).count();
        seen = (seen.0 + count("a"), seen.1 + count("iframe"));
    }
    assert!(seen.0 >= 5 && seen.1 >= 2, "{seen:?}");
}

/// The code that a page of the site shows for copying.
fn of_page(page: &str) -> Vec<String> {
    let parsed = parse(page);
    let all = elements(&parsed);
    let shown = all.iter().filter(|part| part.has_class("site-snippet"));
    let plain = |text: String| {
        let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        signs.into_iter().fold(text, |text, (sign, plain)| text.replace(sign, plain))
    };
    shown.map(|part| plain(text(&part.children))).collect()
}

#[test]
fn a_snippet_of_a_page_is_read_as_it_is_copied() {
    let page =
        "<pre class=\"site-snippet\"><code>&lt;iframe title=\"a &amp; b\"&gt;</code></pre><pre>c</pre>";
    assert_eq!(of_page(page), ["<iframe title=\"a & b\">"]);
}
