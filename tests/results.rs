//! 結果: the ratings of `data/sample` are counted as a person counts them in `ratings.csv`.

use std::path::Path;

use machi_plan::locale::JA;
use machi_plan::package;
use machi_plan::plan::{Change, ChangeKind, FiscalYear, ItemIndex, Plan};
use machi_plan::selection::{
    Prepared, Scale, Tally, View, ViewState, indicators_printed, moves, parse_address, reported, scales,
    selection,
};
use machi_plan::view::{FragmentOptions, fragment};

fn plan(city: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect();
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0
}

/// What the conditions select, and the scales of it.
fn counted<'a>(prepared: &'a Prepared, conditions: &[(&str, &str)]) -> Vec<Scale<'a>> {
    let state = ViewState::of(conditions);
    scales(prepared, &selection(prepared, &state).matches, state.get("lead").is_some())
}

/// The tallies as lines: the year, then each grade with its number.
fn lines(scale: &Scale, tallies: &[Tally]) -> Vec<String> {
    let of_year = |(at, year): (usize, &FiscalYear)| {
        let counts = tallies.iter().filter(|tally| tally.year == at);
        let counts = counts.map(|tally| {
            format!(" {} {}", scale.grades.get(tally.grade).unwrap_or(&"評価なし"), tally.count)
        });
        year.short() + &counts.collect::<String>()
    };
    scale.years.iter().enumerate().map(of_year).collect()
}

fn scale<'a, 'b>(scales: &'b [Scale<'a>], aspect: &str, by: &str) -> &'b Scale<'a> {
    scales.iter().find(|scale| (scale.aspect, scale.by) == (aspect, by)).unwrap()
}

#[test]
fn every_scale_of_the_sample_is_counted_by_year_in_the_order_of_the_city() {
    let prepared = Prepared::new(plan("sample"));
    let scales = counted(&prepared, &[]);
    let names: Vec<_> = scales.iter().map(|scale| (scale.aspect, scale.by, scale.of_indicators)).collect();
    let committee = "行財政改革推進委員会";
    assert_eq!(
        names,
        [
            ("進捗", "担当課", false),
            ("進捗", committee, false),
            ("効果", "担当課", false),
            ("効果", committee, false),
            ("", "", false),
            ("達成度", "担当課", true),
        ]
    );
    let of = |aspect, by| {
        let scale = scale(&scales, aspect, by);
        (lines(scale, &scale.all), scale.totals.clone())
    };
    // Counted by hand. R5 has nine items: 1-2-1 and 3-1-2 begin in R6. The repost 3-2-2 is never counted.
    assert_eq!(
        of("進捗", "担当課"),
        (
            vec![
                "R5 順調 7 やや遅れ 1 評価なし 1".into(),
                "R6 順調 7 やや遅れ 1 遅れ 1 評価なし 2".into(),
                "R7 完了 1 順調 6 やや遅れ 2 評価なし 2".into(),
            ],
            vec![9, 11, 11]
        )
    );
    assert_eq!(
        of("進捗", committee),
        (
            vec![
                "R6 順調 4 やや遅れ 1 遅れ 1 評価なし 5".into(),
                "R7 完了 1 順調 6 やや遅れ 1 遅れ 1 評価なし 2".into(),
            ],
            vec![11, 11]
        )
    );
    assert_eq!(
        of("効果", "担当課"),
        (
            vec![
                "R5 B 3 C 5 D 1".into(),
                "R6 B 6 C 3 D 1 評価なし 1".into(),
                "R7 A 5 B 4 D 1 評価なし 1".into(),
            ],
            vec![9, 11, 11]
        )
    );
    assert_eq!(
        of("", ""),
        (
            vec![
                "R5 順調 1 評価なし 8".into(),
                "R6 順調 1 評価なし 10".into(),
                "R7 やや遅れ 1 評価なし 10".into()
            ],
            vec![9, 11, 11]
        )
    );
    assert_eq!(of("達成度", "担当課"), (vec!["R7 達成 1 未達成 1 評価なし 19".into()], vec![21]));
    assert_eq!(scale(&scales, "", "").grades, ["完了", "順調", "やや遅れ", "遅れ", "未着手"]);
}

#[test]
fn the_same_numbers_divide_by_row_of_the_outline_and_by_department() {
    let prepared = Prepared::new(plan("sample"));
    let scales = counted(&prepared, &[]);
    let progress = scale(&scales, "進捗", "担当課");
    let branches: Vec<_> = progress
        .branches
        .iter()
        .map(|(at, tallies)| (prepared.plan[*at].id.as_str(), lines(progress, tallies)))
        .collect();
    let expected = [
        ("1", ["R5 順調 1 やや遅れ 1 評価なし 1", "R6 順調 3 評価なし 1", "R7 順調 2 やや遅れ 1 評価なし 1"]),
        ("2", ["R5 順調 4", "R6 順調 2 やや遅れ 1 遅れ 1", "R7 順調 3 やや遅れ 1"]),
        ("3", ["R5 順調 2", "R6 順調 2 評価なし 1", "R7 完了 1 順調 1 評価なし 1"]),
    ];
    assert_eq!(branches, expected.map(|(id, lines)| (id, lines.map(String::from).to_vec())));
    let of = |name: &str| {
        let found = progress.departments.iter().find(|(at, _)| prepared.plan[*at].name == name);
        lines(progress, &found.unwrap().1)
    };
    // 人事課 is named for the row above 3-1-1; 1-1-1 counts for both of its departments.
    assert_eq!(of("人事課"), ["R5 順調 1", "R6 順調 2", "R7 完了 1 順調 1"]);
    assert_eq!(of("デジタル推進課"), ["R5 順調 1 やや遅れ 1", "R6 順調 2", "R7 順調 1 やや遅れ 1"]);
    assert_eq!(of("公共施設マネジメント課"), ["R5 順調 2", "R6 やや遅れ 1 遅れ 1", "R7 順調 2"]);
    let led = counted(&prepared, &[("lead", "true")]);
    let progress = scale(&led, "進捗", "担当課");
    let found =
        progress.departments.iter().find(|(at, _)| prepared.plan[*at].name == "公共施設マネジメント課");
    assert_eq!(lines(progress, &found.unwrap().1), ["R5 順調 1", "R6 やや遅れ 1", "R7 順調 1"]);
}

#[test]
fn the_conditions_leave_fewer_items_and_the_same_years_and_grades() {
    let prepared = Prepared::new(plan("sample"));
    let scales = counted(&prepared, &[("branch", "1-1")]);
    let progress = scale(&scales, "進捗", "担当課");
    assert_eq!(lines(progress, &progress.all), ["R5 順調 1 やや遅れ 1", "R6 順調 2", "R7 順調 1 やや遅れ 1"]);
    assert_eq!(
        (progress.grades.len(), progress.branches.len(), &progress.totals[..]),
        (5, 1, &[2, 2, 2][..])
    );
}

#[test]
fn what_came_and_went_between_the_years_is_named() {
    let prepared = Prepared::new(plan("sample"));
    let named = |conditions: &[(&str, &str)], last: u16| {
        let matches = selection(&prepared, &ViewState::of(conditions)).matches;
        let moves = moves(&prepared, (FiscalYear(2023), FiscalYear(last)), &matches);
        let ids =
            |items: &[ItemIndex]| items.iter().map(|at| prepared.plan[*at].id.clone()).collect::<Vec<_>>();
        let line = |of: &machi_plan::selection::Moves| {
            let went: Vec<&str> = of.went.iter().map(|(end, _)| end.id.as_str()).collect();
            format!("{} +{:?} .{:?} -{went:?}", of.year.short(), ids(&of.came), ids(&of.ended))
        };
        moves.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(named(&[], 2025), [r#"R6 +["1-2-1", "3-1-2"] .[] -["2-1-3"]"#, r#"R7 +[] .[] -["3-2-9"]"#]);
    assert_eq!(named(&[], 2027)[2..], [r#"R8 +[] .[] -["1-2-9"]"#, r#"R9 +[] .["3-1-2"] -[]"#]);
    // 2-1-3 went into 2-1-2, which matches; nothing says where 3-2-9 belonged.
    assert_eq!(named(&[("branch", "2")], 2025), [r#"R6 +[] .[] -["2-1-3"]"#]);
}

/// 廃止 of an item whose row stays in 取組, because the document still prints it.
#[test]
fn an_item_that_ended_by_a_change_alone_is_no_item_without_a_grade_later() {
    let told = |rows: &[(ChangeKind, u16)], start: &str, end: &str| {
        let mut plan = plan("sample");
        let item = plan.items.iter_mut().find(|item| item.id == "2-2-2").unwrap();
        item.ratings.retain(|rating| rating.year < FiscalYear(2024));
        (item.start, item.end) = (start.into(), end.into());
        let change = |(kind, year): &(ChangeKind, u16)| Change {
            year: Some(FiscalYear(*year)),
            table: "取組".into(),
            id: item.id.clone(),
            kind: *kind,
            before: item.name.clone(),
            ..Change::default()
        };
        plan.changes = rows.iter().map(change).collect();
        let prepared = Prepared::new(plan);
        let all = vec![true; prepared.plan.items.len()];
        let moves = moves(&prepared, (FiscalYear(2023), FiscalYear(2025)), &all);
        let of = |items: &[ItemIndex]| items.iter().any(|at| prepared.plan[*at].id == "2-2-2");
        let years = |is: &dyn Fn(&machi_plan::selection::Moves) -> bool| -> Vec<String> {
            moves.iter().filter(|of| is(of)).map(|of| of.year.short()).collect()
        };
        assert!(moves.iter().all(|of| of.went.is_empty()));
        let totals = scale(&counted(&prepared, &[]), "進捗", "担当課").totals.clone();
        (totals, years(&|moves| of(&moves.came)), years(&|moves| of(&moves.ended)))
    };
    use ChangeKind::{Added, Merged, Removed};
    let none = Vec::<String>::new;
    assert_eq!(told(&[], "", ""), (vec![9, 11, 11], none(), none()));
    assert_eq!(told(&[(Removed, 2025)], "", ""), (vec![9, 11, 10], none(), vec!["R7".into()]));
    assert_eq!(told(&[(Merged, 2024)], "", ""), (vec![9, 10, 10], none(), vec!["R6".into()]));
    // What the document prints comes first.
    assert_eq!(told(&[(Removed, 2024)], "", "R6"), (vec![9, 11, 10], none(), vec!["R7".into()]));
    // It ended, and was taken up again.
    let again = [(Removed, 2024), (Added, 2025)];
    assert_eq!(told(&again, "", ""), (vec![9, 10, 11], vec!["R7".into()], none()));
    // A change says when an item began, too. A grade that it has before counts all the same.
    assert_eq!(told(&[(Added, 2025)], "", ""), (vec![9, 10, 11], vec!["R7".into()], none()));
}

#[test]
fn a_plan_without_ratings_shows_what_it_has() {
    for (city, year, with, kinds) in
        [("okayama", 2024, 43, [0, 0, 0, 83, 0, 0]), ("yamaguchi", 0, 0, [0, 51, 0, 0, 0, 0])]
    {
        let prepared = Prepared::new(plan(city));
        assert!(counted(&prepared, &[]).is_empty(), "{city}");
        let all = vec![true; prepared.plan.items.len()];
        let years = reported(&prepared, &all);
        assert_eq!(
            years.iter().map(|of| (of.year.0, of.with, of.without)).collect::<Vec<_>>(),
            if with > 0 { vec![(year, with, 0)] } else { vec![] }
        );
        assert_eq!(indicators_printed(&prepared, &all), kinds, "{city}");
        let html = written(&prepared, &[]);
        assert!(html.contains("評価がありません"), "{city}");
    }
}

fn written(prepared: &Prepared, conditions: &[(&str, &str)]) -> String {
    let state = ViewState { view: View::Results, ..ViewState::of(conditions) };
    fragment(prepared, "", &JA, &FragmentOptions { state, ..FragmentOptions::default() }).into_string()
}

/// Follows the link of every number of the view: the list has as many items.
fn follow_the_numbers(prepared: &Prepared, conditions: &[(&str, &str)]) {
    let html = written(prepared, conditions);
    let links: Vec<(&str, &str)> = html
        .split("<a href=\"#")
        .skip(1)
        .filter_map(|part| part.split_once("</a>")?.0.split_once("\" data-do=\"go\">"))
        .filter(|(_, text)| text.parse::<usize>().is_ok())
        .collect();
    assert!(links.len() > 10, "{conditions:?}: {}", links.len());
    for (address, text) in links {
        let address = address.replace("&amp;", "&");
        let state = parse_address(&address, "machi-plan", &ViewState::default()).unwrap();
        let found = selection(prepared, &state).count;
        assert_eq!((found.items.to_string().as_str(), found.reposts), (text, 0), "{conditions:?}: {address}");
    }
}

#[test]
fn a_number_leads_to_as_many_items() {
    let prepared = Prepared::new(plan("sample"));
    for conditions in [
        &[][..],
        &[("department", "市民課,税務課"), ("lead", "true")],
        &[("branch", "1-1,2")],
        &[("q", "窓口")],
        &[("status", "やや遅れ")],
        &[("rating", "順調"), ("rating-year", "R6"), ("by", "担当課")],
    ] {
        follow_the_numbers(&prepared, conditions);
    }
}

#[test]
fn a_grade_with_a_space_behind_it_is_the_same_grade() {
    let plain = Prepared::new(plan("sample"));
    let mut spaced = plan("sample");
    for item in spaced.items.iter_mut().step_by(2) {
        item.ratings.iter_mut().for_each(|row| row.rating += " ");
        item.results.iter_mut().filter(|row| !row.status.is_empty()).for_each(|row| row.status += "　");
    }
    let spaced = Prepared::new(spaced);
    follow_the_numbers(&spaced, &[]);
    let choices = |prepared: &Prepared| {
        let facets = selection(prepared, &ViewState::default()).facets;
        let values = facets.into_iter().filter(|facet| facet.spec.key == "rating").flat_map(|of| of.values);
        values.map(|value| (value.value, value.count.items)).collect::<Vec<_>>()
    };
    assert_eq!(choices(&spaced), choices(&plain));
    // The place of a grade in its scale and its meaning are found too.
    let found = |prepared: &Prepared, sign: &str| {
        let options = FragmentOptions { all_views: true, ..FragmentOptions::default() };
        fragment(prepared, "", &JA, &options).into_string().matches(sign).count()
    };
    for sign in ["machi-plan-rank", "machi-plan-meanings"] {
        assert!(found(&plain, sign) > 10, "{sign}");
        assert_eq!(found(&spaced, sign), found(&plain, sign), "{sign}");
    }
}

#[test]
fn the_words_of_a_scale_have_one_order_in_the_facet_and_in_the_counts() {
    let check = |change: &dyn Fn(&mut Plan), expect: [&str; 5]| {
        let mut plan = plan("sample");
        change(&mut plan);
        let prepared = Prepared::new(plan);
        let scales = counted(&prepared, &[]);
        assert_eq!(scale(&scales, "進捗", "担当課").grades[..5], expect);
        let facets = selection(&prepared, &ViewState::default()).facets;
        let facet = facets.iter().find(|facet| facet.spec.key == "rating").unwrap();
        // Nothing is 未着手, so the facet does not offer it.
        let offered = expect.into_iter().filter(|word| *word != "未着手");
        assert!(facet.values.iter().map(|value| value.value.as_str()).take(4).eq(offered), "{expect:?}");
    };
    let printed = ["完了", "順調", "やや遅れ", "遅れ", "未着手"];
    check(&|_| {}, printed);
    // A word without a place in the city's order is the last.
    let without_first = |plan: &mut Plan| plan.statuses[0].order.clear();
    check(&without_first, ["順調", "やや遅れ", "遅れ", "未着手", "完了"]);
    // The words of a scale need not be side by side.
    check(&|plan| plan.statuses[1..].rotate_left(1), printed);
    check(&|plan| plan.statuses.iter_mut().for_each(|row| row.order.clear()), printed);
}

#[test]
fn money_is_shown_as_printed_and_is_no_indicator_without_a_baseline() {
    let prepared = Prepared::new(plan("sample"));
    let of = |view: View, item: &str| {
        let state = ViewState { view, ..ViewState::of(&[("item", item)]) };
        let options = FragmentOptions { state, ..FragmentOptions::default() };
        fragment(&prepared, "", &JA, &options).into_string()
    };
    let rows = |html: &str| {
        let table = html.split(">効果額</caption>").nth(1).unwrap().split("</table>").next().unwrap();
        let texts = |row: &str| {
            let cells = row
                .split("<td ")
                .skip(1)
                .map(|cell| cell.split_once('>').unwrap().1.split('<').next().unwrap());
            cells.collect::<Vec<_>>().join("|")
        };
        table.split("<tr ").skip(2).map(texts).filter(|row| !row.is_empty()).collect::<Vec<_>>()
    };
    // The amounts of 2-2-1, as in indicators.csv: planned, achieved, rate, so far.
    let expected = [
        "1,000千円|1,020千円|102.0%|1,020千円",
        "5,600千円|3,900千円|69.6%|4,920千円",
        "7,200千円|7,310千円|101.5%|12,230千円",
        "10,000千円|||",
        "12,000千円|||",
    ];
    assert_eq!(rows(&of(View::Item, "2-2-1")), expected);
    let overview = of(View::Overview, "");
    assert_eq!(rows(&overview).len(), 5 + 5 + 4, "2-1-2 and 2-2-1 have five years, 3-1-1 has four");
    // Six columns are wider than a phone: there the table is laid out as blocks, and each cell names its column.
    let table = overview.split(">効果額</caption>").next().unwrap().rsplit("<table ").next().unwrap();
    assert!(
        table.contains("machi-plan-stacked") && overview.contains("data-label=\"達成率\">102.0%"),
        "{table}"
    );
    // 21 indicators are no reposts, 3 of them are money; of the other 18, four print no baseline.
    assert!(overview.contains("現状値の記載がない指標は、18件のうち4件です。"));
    assert!(!of(View::Item, "1-1-1").contains(">効果額</caption>"));
}
