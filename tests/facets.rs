//! The facets of format 2 over `data/sample`. The counts are by hand, from its sheets 評価, 実績 and 取組.

use std::path::Path;

use machi_plan::locale::JA;
use machi_plan::package;
use machi_plan::plan::Plan;
use machi_plan::selection::{Facet, Prepared, Selection, ViewState, parse_address, selection, write_address};
use machi_plan::view::{self, Page};

fn plan_of(city: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0
}

fn sample() -> Prepared {
    Prepared::new(plan_of("sample"))
}

/// `順調 6, B 3`: each value that is offered, with its count.
fn told(facet: &Facet) -> String {
    let values = facet.values.iter().map(|value| format!("{} {}", value.value, value.count.items));
    values.collect::<Vec<_>>().join(", ")
}

fn counts(selection: &Selection, key: &str) -> String {
    selection.facets.iter().find(|facet| facet.spec.key == key).map_or("not shown".to_owned(), told)
}

fn shown(prepared: &Prepared, state: &[(&str, &str)]) -> String {
    let selection = selection(prepared, &ViewState::of(state));
    let items = prepared.plan.items.iter().zip(&selection.matches).filter(|(_, matches)| **matches);
    items.map(|(item, _)| item.id.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_rating_is_of_the_reported_year_unless_the_state_says_another() {
    let prepared = sample();
    let of = |state: &[(&str, &str)]| counts(&selection(&prepared, &ViewState::of(state)), "rating");
    assert_eq!(of(&[]), "完了 1, 順調 6, やや遅れ 3, 遅れ 1, A 6, B 6, C 1, D 1, none 1");
    assert_eq!(
        of(&[("rating-year", "R8")]),
        "完了 0, 順調 1, やや遅れ 1, 遅れ 0, A 0, B 0, C 0, D 0, none 9"
    );
    assert_eq!(
        of(&[("by", "行財政改革推進委員会")]),
        "完了 1, 順調 6, やや遅れ 1, 遅れ 1, A 4, B 3, C 1, D 1, none 2"
    );
    assert_eq!(shown(&prepared, &[("rating", "完了,遅れ")]), "2-2-2 3-1-2");
    assert_eq!(shown(&prepared, &[("rating", "遅れ"), ("rating-year", "令和6年度")]), "2-1-2");
}

#[test]
fn one_rating_meets_the_conditions_on_grade_aspect_rater_and_year() {
    let prepared = sample();
    assert_eq!(shown(&prepared, &[("rating", "B"), ("by", "行財政改革推進委員会")]), "1-1-1 2-1-1 2-2-1");
    assert_eq!(shown(&prepared, &[("rating", "やや遅れ"), ("aspect", "効果")]), "");
    let b = selection(&prepared, &ViewState::of(&[("rating", "B")]));
    assert_eq!(counts(&b, "by"), "担当課 4, 行財政改革推進委員会 3");
    assert_eq!(counts(&b, "rating-year"), "R5 3, R6 6, R7 6, R8 0");
    let free = selection(&prepared, &ViewState::default());
    assert_eq!(counts(&free, "aspect"), "進捗 9, 効果 10");
    assert_eq!(counts(&free, "rating-year"), "R5 9, R6 10, R7 10, R8 2");
}

#[test]
fn what_is_not_rated_can_be_asked_for_and_a_repost_is_not_among_it() {
    let prepared = sample();
    assert_eq!(shown(&prepared, &[("rating", "none")]), "3-2-1");
    assert_eq!(shown(&prepared, &[("rating", "none"), ("rating-year", "R5")]), "1-2-1 3-1-2");
    assert_eq!(shown(&prepared, &[("rating", "none"), ("aspect", "進捗")]), "1-2-2 3-2-1");
    assert_eq!(shown(&prepared, &[("rating", "none,遅れ")]), "2-2-2 3-2-1");
    let none = selection(&prepared, &ViewState::of(&[("rating", "none")]));
    assert_eq!(counts(&none, "by"), "担当課 1, 行財政改革推進委員会 2");
}

#[test]
fn marks_and_each_vocabulary_are_groups_of_their_own() {
    let prepared = sample();
    let free = selection(&prepared, &ViewState::default());
    assert_eq!(counts(&free, "priority"), "重点 4, 新規 3, 継続 8, 完了 1");
    let tags: Vec<String> = free
        .facets
        .iter()
        .filter(|facet| facet.spec.key == "tag")
        .map(|facet| format!("{}: {}", facet.vocabulary, told(facet)))
        .collect();
    assert_eq!(
        tags,
        [
            "SDGs: SDGs:11 3, SDGs:16 3, SDGs:9 1, SDGs:4 1, SDGs:5 1, SDGs:12 1, SDGs:6 1, SDGs:8 2, SDGs:17 1",
            "財源: 財源:一般財源 5, 財源:国庫補助、一般財源 1, 財源:なし 3, 財源:市債 1, 財源:企業会計 1",
        ]
    );
    assert_eq!(shown(&prepared, &[("tag", "SDGs:16,SDGs:9")]), "1-1-1 1-1-2 2-1-1");
    assert_eq!(shown(&prepared, &[("tag", "SDGs：16,財源:なし")]), "2-1-1");
    assert_eq!(shown(&prepared, &[("tag", "SDGs:16,財源:ない")]), "");
    let both = selection(&prepared, &ViewState::of(&[("tag", "SDGs:16,財源:なし")]));
    let finance = both.facets.iter().find(|facet| facet.vocabulary == "財源").unwrap();
    assert_eq!(
        told(finance),
        "財源:一般財源 1, 財源:国庫補助、一般財源 1, 財源:なし 1, 財源:市債 0, 財源:企業会計 0"
    );
}

#[test]
fn a_value_that_the_plan_has_not_is_named_with_the_nearest_one() {
    let prepared = sample();
    let state = ViewState::of(&[("rating", "やや遅"), ("tag", "SDGs:11,SDGs:18"), ("by", "担当課")]);
    let unknown = prepared.unknown(&state);
    let told: Vec<_> = unknown.iter().map(|one| (one.facet.unwrap().key, one.asked, one.nearest)).collect();
    assert_eq!(told, [("rating", "やや遅", Some("やや遅れ")), ("tag", "SDGs:18", Some("SDGs:11"))]);
    assert_eq!(counts(&selection(&prepared, &state), "priority"), "重点 0, 新規 0, 継続 0, 完了 0");
}

#[test]
fn every_facet_comes_back_from_an_address() {
    let state = ViewState::of(&[
        ("rating", "順調,none"),
        ("aspect", "進捗"),
        ("by", "担当課"),
        ("rating-year", "R6"),
        ("priority", "重点"),
        ("tag", "SDGs:11,財源:国庫補助、一般財源"),
    ]);
    let address = write_address("", "m", &state);
    assert!(address.contains("&rating-year=R6&") && address.contains("&tag=SDGs%3A11,"), "{address}");
    assert_eq!(parse_address(&address, "m", &ViewState::default()), Some(state));
}

#[test]
fn a_plan_without_ratings_has_none_of_these_facets() {
    for city in ["okayama", "yamaguchi"] {
        let prepared = Prepared::new(plan_of(city));
        let free = selection(&prepared, &ViewState::default());
        let keys: Vec<_> = free.facets.iter().map(|facet| facet.spec.key).collect();
        assert!(
            keys.iter().all(|key| ["branch", "department", "year", "schedule", "has", "trend"].contains(key)),
            "{keys:?}"
        );
        assert_eq!(shown(&prepared, &[("rating", "none")]), "", "{city}");
        assert_eq!(prepared.unknown(&ViewState::of(&[("rating", "none")])).len(), 1);
    }
}

#[test]
fn the_grades_that_a_facet_offers_are_explained_by_a_button_of_the_browser() {
    let controls = |plan: Plan| {
        let prepared = Prepared::new(plan);
        let page = Page { name: "m", ..Page::of(&prepared, "", &JA) };
        let state = ViewState::default();
        view::controls(&page, &state, &selection(&prepared, &state)).into_string()
    };
    let html = controls(plan_of("sample"));
    let button = html.find("popovertarget=\"m-meanings-rating\"").expect("a button beside the ratings");
    let meanings = &html[button..][..html[button..].find("</dl>").unwrap()];
    assert!(meanings.contains("popover=\"auto\" id=\"m-meanings-rating\""), "{meanings}");
    assert!(
        meanings.contains("<dt>やや遅れ（進捗）</dt><dd>5段階の3番目。年度の計画の一部が翌年度になった</dd>"),
        "{meanings}"
    );
    // No item ever has this grade.
    assert!(!meanings.contains("未着手"), "{meanings}");
    assert!(!controls(plan_of("okayama")).contains("popover"));
}
