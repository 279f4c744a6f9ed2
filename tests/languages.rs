//! Every view in every language that a build has: no word of another language, no reading where there are no elements.
//! `docs/decisions/languages.md` says how a language is chosen and written.

mod cities;
#[allow(dead_code)]
#[path = "../src/view/document/tree.rs"]
mod tree;

use machi_plan::locale::{BASE, END, JA, LANGUAGES, Locale, READING};
use machi_plan::model::{Change, Loaded, Model, Settings, Step};
use machi_plan::plan::Plan;
use machi_plan::planfile::{Json, wire};
use machi_plan::selection::{Prepared, View, ViewState};
use machi_plan::site::{SiteOptions, site};
use machi_plan::view::{FragmentOptions, editor_file, finish, fragment_file};

use cities::plan;
use tree::{Node, parse};

const CITIES: [&str; 2] = ["okayama", "sample"];

fn locale(key: &str) -> &'static Locale {
    LANGUAGES.iter().find(|locale| locale.key == key).unwrap_or_else(|| panic!("a build without {key}"))
}

/// Every view of a plan, with conditions and without.
fn pages(plan: &Plan, locale: &Locale) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for view in View::ALL {
        let pairs = &[("q", "市"), ("has", "indicator"), ("sort", "-department")];
        for pairs in [&[][..], pairs].into_iter().take(if view.holds(&plan.items[0]) { 2 } else { 1 }) {
            let mut state = ViewState { view, ..ViewState::of(pairs) };
            state.set("item", &plan.items[plan.items.len() / 2].id);
            let options = FragmentOptions { state, ..FragmentOptions::default() };
            pages.push((format!("{} {pairs:?}", view.name()), fragment_file(plan, locale, &options)));
        }
    }
    let options = FragmentOptions { all_views: true, has_controls: false, ..FragmentOptions::default() };
    pages.push(("all".to_owned(), fragment_file(plan, locale, &options)));
    pages.push(("for editors".to_owned(), editor_file(plan, locale, &options)));
    pages.extend(widget(plan, locale));
    pages
}

/// What the script writes beside a fragment: the controls, and each part that changes with the state.
fn widget(plan: &Plan, locale: &Locale) -> Vec<(String, String)> {
    let lang = locale.key;
    let loaded = std::rc::Rc::new(Loaded::new(plan.clone(), String::new()));
    let settings = Settings { languages: LANGUAGES.to_vec(), ..Settings::of("machi-plan") };
    let mut pages = Vec::new();
    let mut model = Model::new(loaded, settings, ViewState::of(&[("lang", lang)]));
    assert_eq!(model.locale().key, lang);
    let mut add = |name: &str, Change { steps, .. }: Change| {
        for step in steps {
            let (what, markup) = match step {
                Step::Write(part, markup) => (format!("{part:?}"), finish(locale, markup).into_string()),
                Step::Say(part, text) => {
                    (format!("{part:?}"), finish(locale, maud::html! { (text) }).into_string())
                }
                _ => continue,
            };
            pages.push((format!("widget {name} {what}"), markup));
        }
    };
    let (next, change) = model.clone().begin_fresh();
    model = next;
    add("first", change);
    for view in View::ALL {
        for pairs in
            [&[][..], &[("q", "ないことば")], &[("year", "R6"), ("sort", "-indicators"), ("trend", "up")]]
        {
            let state = ViewState { view, lang: lang.to_owned(), ..ViewState::of(pairs) };
            if let Some((next, change)) = model.to(state, false) {
                model = next;
                add(view.name(), change);
            }
        }
    }
    pages
}

/// The plan with Latin letters in place of every other one, so that what is Japanese on its pages is ours.
fn latin(plan: &Plan) -> Plan {
    fn latin(json: &mut Json) {
        match json {
            Json::Text(text) if !text.is_ascii() => {
                let letter = |c: char| match c.is_ascii() {
                    true => c.to_string(),
                    false => format!("x{:x}", u32::from(c)),
                };
                *text = text.chars().map(letter).collect();
            }
            Json::List(values) => values.iter_mut().for_each(latin),
            Json::Object(entries) => entries.iter_mut().for_each(|(_, value)| latin(value)),
            _ => {}
        }
    }
    let mut json = wire::to_json(plan);
    latin(&mut json);
    wire::from_text(&json.text()).unwrap()
}

/// The sign 、 joins the lines of a cell, which are words of the plan; ＞ is between rows of the outline.
fn is_japanese(c: char) -> bool {
    c != '＞' && matches!(c, '\u{3002}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}')
}

/// Each text and attribute of a page, and whether it is said to be Japanese, or cannot be.
fn each(nodes: &[Node], marked: bool, bare: bool, see: &mut dyn FnMut(&str, bool, bool)) {
    for node in nodes {
        match node {
            Node::Text(text) => see(text, marked, bare),
            Node::Element(element) => {
                let lang = element.attributes.iter().find(|(name, _)| name == "lang");
                let marked = lang.map_or(marked, |(_, lang)| lang.starts_with("ja"));
                let bare = bare || matches!(element.name.as_str(), "svg" | "title" | "option" | "textarea");
                for (_, value) in &element.attributes {
                    see(value, marked, true);
                }
                each(&element.children, marked, bare, see);
            }
        }
    }
}

#[test]
fn english_pages_have_no_japanese_word_of_ours() {
    for city in CITIES {
        let plan = latin(&plan(city));
        for (name, page) in pages(&plan, locale("en")) {
            // The switch names each language in itself, and two hints have words of a plan to try.
            let words = &locale("en").controls;
            each(&parse(&page), false, false, &mut |text, _, _| {
                let is_ours = |word: &str| {
                    let of_switch = LANGUAGES.iter().any(|other| other.language.name.contains(word));
                    of_switch
                        || word == "ないことば"
                        || [words.search_hint, words.empty_hint].iter().any(|hint| hint.contains(word))
                };
                let bare = |c: char| !is_japanese(c);
                let found = text.split(bare).find(|word| !word.is_empty() && !is_ours(word));
                assert_eq!(found, None, "{city} {name}: {text}");
            });
        }
    }
}

#[test]
fn words_of_a_plan_are_japanese_in_an_english_page() {
    for city in CITIES {
        let mut marked_texts = 0;
        for (name, page) in pages(&plan(city), locale("en")) {
            each(&parse(&page), false, false, &mut |text, marked, bare| {
                marked_texts += usize::from(marked && !bare);
                let is_found = text.contains(is_japanese);
                assert!(!is_found || marked || bare, "{city} {name}: {text}");
            });
        }
        assert!(marked_texts > 500, "{city}: {marked_texts}");
    }
}

#[test]
fn readings_are_elements_and_no_sign_of_them_is_left() {
    for city in CITIES {
        let plan = plan(city);
        for locale in LANGUAGES {
            for (name, page) in pages(&plan, locale) {
                assert!(!page.contains([BASE, READING, END]), "{city} {} {name}", locale.key);
                // The parser knows what maud writes, and a reading is in none of its attributes.
                assert_eq!(
                    page.contains("<rt data-reading="),
                    locale.has_readings() && page.contains("<ruby>"),
                    "{city} {name}"
                );
            }
        }
    }
}

/// The files of the site in a language that are text.
fn site_files(plan: &Plan, locale: &Locale) -> Vec<(String, String)> {
    let options = SiteOptions { base: "https://example.jp/", has_cards: false };
    let files = site(&Prepared::new(plan.clone()), locale, &options).files.into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn a_site_has_readings_as_elements_in_its_pages_and_nowhere_else() {
    let plan = plan("sample");
    for locale in LANGUAGES {
        for (path, text) in site_files(&plan, locale) {
            assert!(!text.contains([BASE, READING, END]), "{} {path}", locale.key);
            let has = locale.has_readings() && path.ends_with(".html");
            assert_eq!(text.contains("<ruby>"), has, "{} {path}", locale.key);
        }
    }
}

#[test]
fn words_of_a_plan_are_japanese_in_an_english_site() {
    let mut marked_texts = 0;
    for (path, text) in site_files(&plan("sample"), locale("en")) {
        let (_, body) =
            text.split_once("<body>").unwrap_or(("", if path.ends_with(".svg") { &text } else { "" }));
        each(&parse(body), false, false, &mut |text, marked, bare| {
            marked_texts += usize::from(marked && !bare);
            assert!(!text.contains(is_japanese) || marked || bare, "{path}: {text}");
        });
        if path.ends_with(".svg") {
            assert!(text.contains("<text ") && text.contains(" lang=\"ja\">"), "{path}");
        }
        if path == "index.html" {
            assert!(
                text.contains("\"inLanguage\":[\"ja\",\"en\"]") && text.contains("\"inLanguage\":\"ja\"")
            );
        }
    }
    assert!(marked_texts > 500, "{marked_texts}");
}

#[test]
fn the_root_of_a_fragment_has_its_language_and_so_has_the_element() {
    for locale in LANGUAGES {
        let page = fragment_file(&plan("sample"), locale, &FragmentOptions::default());
        assert!(
            page.contains(&format!("<div class=\"machi-plan\" lang=\"{}\"", locale.lang)),
            "{}",
            locale.key
        );
        let (element, _) = page.split_once('>').unwrap();
        assert_eq!(element.contains(" lang="), locale.key != JA.key, "{element}");
    }
}

#[test]
fn the_choice_of_a_reader_is_in_every_link_and_ends_with_the_language_of_the_element() {
    let plan = std::rc::Rc::new(Loaded::new(plan("sample"), String::new()));
    let model = |lang: &str| {
        Model::new(std::rc::Rc::clone(&plan), Settings::of("m"), ViewState::of(&[("lang", lang)]))
    };
    let english = model("en-GB");
    assert_eq!((english.state().lang.as_str(), english.locale().lang), ("en", "en"));
    for view in View::ALL {
        let english = Model::new(
            std::rc::Rc::clone(&plan),
            Settings::of("m"),
            ViewState { view, ..ViewState::of(&[("lang", "en"), ("item", "1-1-1")]) },
        );
        let root = english.root().into_string();
        let links = root.split("href=\"#m?").skip(1).filter_map(|link| link.split('"').next());
        links.for_each(|link| assert!(link.ends_with("lang=en"), "{}: {link}", view.name()));
    }
    for (asked, kept) in [("ja", ""), ("zh-Hant", ""), ("ja-x-easy", "ja-easy"), ("", "")] {
        assert_eq!(model(asked).state().lang, kept, "{asked}");
    }
    // Without conditions, the language stays.
    assert_eq!(english.state().without_conditions().lang, "en");
}
