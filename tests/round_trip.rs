//! A package and a plan file give back the plan from which they were written, for generated plans.

use machi_plan::export::OutFile;
use machi_plan::plan::*;
use machi_plan::{export, package, planfile};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Any text of a cell: formulas, quotes, line breaks, markup, Japanese. A blank text becomes empty.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[=+@'\\-,;\"<>&a-z0-9]{1,4}",
        Just("\n".to_owned()),
        Just("→".to_owned()),
        Just("（主）財政局、".to_owned()),
        Just("98.0%未満".to_owned()),
        "[ぁ-んァ-ヶ一-龠①-⑩　 ]{1,5}",
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat()).prop_map(|text| match text.trim() {
        "" => String::new(),
        _ => text,
    })
}

fn filled() -> impl Strategy<Value = String> {
    text().prop_map(|text| if text.is_empty() { "名".to_owned() } else { text })
}

fn departments() -> impl Strategy<Value = Vec<Assignment>> {
    // A dash is no name: it says that there is no department.
    let name = "[ぁ-ん課局a-z=+'\\-]{1,5}".prop_filter("a name", |name| !machi_plan::plan::is_dash(name));
    let one = (name, any::<bool>());
    vec(one.prop_map(|(department, lead)| Assignment { department, lead }), 0..3)
}

fn indicator(first: u16) -> impl Strategy<Value = Indicator> {
    // Also years before and after the plan.
    let cells = move || {
        vec(option::of(filled()), 5).prop_map(move |cells| {
            let cells = cells.into_iter().zip(first - 1..);
            cells
                .filter_map(|(cell, year)| Some(YearCell { year: FiscalYear(year), printed: cell? }))
                .collect()
        })
    };
    let direction = prop_oneof![
        Just(Direction::Unstated),
        Just(Direction::Higher),
        Just(Direction::Lower),
        Just(Direction::Steady)
    ];
    let kind = prop_oneof![Just(Kind::Unstated), Just(Kind::Yearly), Just(Kind::Cumulative)];
    let texts = (filled(), text(), text(), text(), text(), text(), text(), text());
    let later = (text(), text(), text(), cells(), cells(), cells(), option::of(first..first + 3));
    let years = (option::of(1926_u16..2117), cells(), cells());
    (texts, direction, kind, years, any::<bool>(), later).prop_map(
        |(
            (name, series, unit, baseline, reference_name, reference, as_of, note),
            direction,
            kind,
            (year, targets, actuals),
            inferred,
            (class, formula, source, forecasts, rates, cumulatives, broken),
        )| {
            Indicator {
                name,
                series,
                unit,
                baseline,
                reference_name,
                reference,
                as_of,
                note,
                direction,
                kind,
                targets,
                actuals,
                inferred,
                class,
                formula,
                source,
                forecasts,
                rates,
                cumulatives,
                breaks: broken.map_or(String::new(), |year| format!("{year} 定義の変更")),
                baseline_year: year.map(FiscalYear),
                ..Indicator::default()
            }
        },
    )
}

fn item(first: u16, years: usize) -> impl Strategy<Value = Item> {
    let action = (text(), text(), vec(text(), years), any::<bool>(), text()).prop_map(
        |(mark, text, cells, inferred, note)| Action {
            mark,
            text,
            cells,
            inferred,
            note,
            line: String::new(),
        },
    );
    // A row without words is not a result.
    let results = vec((filled(), text(), text(), text(), text(), text()), 0..3).prop_map(move |rows| {
        let rows = rows.into_iter().zip(first..);
        rows.map(|((text, status, reason, challenge, direction, next_steps), year)| YearResult {
            year: FiscalYear(year),
            text,
            status,
            reason,
            challenge,
            direction,
            next_steps,
        })
        .collect()
    });
    let texts = (text(), filled(), text(), text(), text(), text());
    let tag = ("[ぁ-んA-Z]{1,3}", "[ぁ-ん0-9、:;\\\\]{1,4}").prop_map(|(of, value)| format!("{of}:{value}"));
    let later = (vec("[ぁ-ん]{1,3}", 0..3), vec(tag, 0..3), text(), text());
    // Each rating has a rater of its own, so none is a row twice or says the same as 状況.
    let ratings = vec((filled(), text(), "[ぁ-ん]{0,2}"), 0..3).prop_map(move |rows| {
        let row = |(at, (rating, reason, aspect)): (usize, (String, String, String))| Rating {
            year: FiscalYear(first),
            by: format!("課{at}"),
            aspect,
            rating,
            reason,
            as_of: "確定".into(),
            indicator_id: None,
        };
        rows.into_iter().enumerate().map(row).collect()
    });
    let later = (later, ratings);
    (texts, departments(), vec(action, 0..3), vec(indicator(first), 0..3), results, later).prop_map(
        |(
            (mark, name, purpose, content, page, note),
            departments,
            actions,
            indicators,
            results,
            (later, ratings),
        )| {
            Item {
                ratings,
                priority: later.0,
                tags: later.1,
                start: later.2,
                end: later.3,
                mark,
                name,
                purpose,
                content,
                page,
                note,
                departments,
                actions,
                indicators,
                results,
                ..Item::default()
            }
        },
    )
}

fn plan() -> impl Strategy<Value = Plan> {
    (1927_u16..2100, 1_usize..4).prop_flat_map(|(first, years)| {
        let about = (filled(), text(), text(), text(), vec("[ぁ-ん]{1,3}", 0..4));
        let outline = vec((text(), filled(), text(), departments(), text(), text(), 0_usize..4), 1..5);
        let items = vec((item(first, years), any::<prop::sample::Index>(), any::<bool>()), 0..4);
        let lists = (vec(("[ぁ-ん]{1,4}", vec("[ァ-ヶ]{1,4}", 0..3)), 0..3), vec((filled(), text()), 0..3));
        let figure = prop_oneof![
            Just(DocumentChart::None),
            Just(DocumentChart::StackedBar),
            Just(DocumentChart::Rank)
        ];
        // A row or a column with only blanks is not printed, so every cell here has a text.
        let table = (text(), figure, vec(filled(), 2), vec(vec(filled(), 2), 0..3));
        let document = (vec((text(), text(), 0_usize..3), 0..3), vec(table, 0..3));
        (about, outline, items, lists, document).prop_map(move |(about, outline, items, lists, document)| {
            build(first, years, about, outline, items, lists, document)
        })
    })
}

type Words = (String, String, String, String, Vec<String>);
type Outline = Vec<(String, String, String, Vec<Assignment>, String, String, usize)>;
type Items = Vec<(Item, prop::sample::Index, bool)>;
type Document = (Vec<(String, String, usize)>, Vec<(String, DocumentChart, Vec<String>, Vec<Vec<String>>)>);
type Lists = (Vec<(String, Vec<String>)>, Vec<(String, String)>);

/// Gives ids, parents and reposts to the generated rows.
fn build(
    first: u16,
    years: usize,
    about: Words,
    outline: Outline,
    items: Items,
    lists: Lists,
    document: Document,
) -> Plan {
    let (title, subtitle, licence, source_title, level_names) = about;
    let rows = outline.into_iter().enumerate();
    let outline: Vec<OutlineRow> = rows
        .map(|(at, (mark, name, description, departments, page, note, up))| OutlineRow {
            id: format!("o{at}"),
            parent_id: (up < at).then(|| format!("o{up}")),
            mark,
            name,
            description,
            departments,
            page,
            note,
        })
        .collect();
    let items = items.into_iter().enumerate().map(|(at, (mut item, under, repost))| {
        item.id = format!("{at}");
        item.outline_id = under.get(&outline).id.clone();
        item.repost_of = (repost && at > 0).then(|| "0".to_owned());
        for (number, indicator) in item.indicators.iter_mut().enumerate() {
            indicator.id = format!("{at}.{number}");
        }
        item
    });
    let items: Vec<Item> = items.collect();
    let mut departments: Vec<Department> = lists
        .0
        .into_iter()
        .map(|(name, aliases)| Department { name, aliases, kana: String::new() })
        .collect();
    departments.sort_by(|a, b| a.name.cmp(&b.name));
    departments.dedup_by(|a, b| a.name == b.name);
    let sections: Vec<Section> = document
        .0
        .into_iter()
        .enumerate()
        .map(|(at, (heading, text, up))| Section {
            id: format!("s{at}"),
            parent_id: (up < at).then(|| format!("s{up}")),
            heading,
            text,
        })
        .collect();
    let tables = document.1.into_iter().enumerate().map(|(at, (title, figure, head, rows))| DocumentTable {
        id: format!("t{at}"),
        section_id: sections.get(at).map(|section| section.id.clone()),
        title,
        figure,
        head,
        rows,
        ..DocumentTable::default()
    });
    Plan {
        tables: tables.collect(),
        sections,
        about: About {
            id: "machi".into(),
            title,
            subtitle,
            licence,
            source_title,
            level_names,
            first_year: FiscalYear(first),
            last_year: FiscalYear(first + years as u16 - 1),
            results_year: Some(FiscalYear(first)),
            ..About::default()
        },
        changes: items.iter().map(change).collect(),
        outline,
        items,
        departments,
        glossary: lists
            .1
            .into_iter()
            .map(|(term, explanation)| Term {
                term: term.trim().to_owned(),
                explanation,
                kana: String::new(),
            })
            .collect(),
        ..Plan::default()
    }
}

/// A change of an item that stays.
fn change(item: &Item) -> Change {
    Change {
        date: "2026-04-01".into(),
        year: Some(FiscalYear(2026)),
        table: "取組".into(),
        id: item.id.clone(),
        kind: if item.note.is_empty() { ChangeKind::Added } else { ChangeKind::Other },
        after: item.name.clone(),
        reason: item.purpose.clone(),
        successors: vec![item.id.clone()],
        ..Change::default()
    }
}

fn read(files: &[(String, Vec<u8>)]) -> (Plan, Vec<package::Problem>) {
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_package_is_read_as_it_was_written(plan in plan()) {
        let (again, problems) = read(&package::write_files(&plan));
        let errors: Vec<String> = problems.iter().filter(|p| p.severity() == package::Severity::Error).map(ToString::to_string).collect();
        prop_assert_eq!(errors, Vec::<String>::new());
        prop_assert_eq!(again, plan);
    }

    #[test]
    fn a_plan_file_is_read_as_it_was_written(plan in plan()) {
        let text = planfile::write(&plan);
        prop_assert_eq!(planfile::read(text.as_bytes()).map(|(plan, _)| plan), Ok(plan));
    }

    #[test]
    fn open_data_has_as_many_cells_in_every_row_as_in_the_header(plan in plan()) {
        for file in export::open_data(&plan).iter().filter(|file| file.name.ends_with(".csv")) {
            // The reader refuses rows of another length.
            for row in csv::Reader::from_reader(file.bytes.as_slice()).records() {
                prop_assert!(row.is_ok(), "{}", file.name);
            }
        }
    }

    #[test]
    fn a_formula_comes_back_unchanged_and_is_never_at_the_start_of_a_cell(cell in text()) {
        let safe = package::guard(&cell);
        prop_assert_eq!(package::unguard(&safe), &cell);
        prop_assert!(safe.len() == 1 || !safe.starts_with(['=', '+', '@']));
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in vec(any::<u8>(), 0..300), name in "(取組|plan|items|年次計画|indicators)\\.csv") {
        read(&[(name, bytes)]);
    }
}

proptest! {
    // Each case is a workbook and two zips, so there are fewer cases.
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_passes_through_every_form_one_after_the_other(plan in plan()) {
        let (from_folder, _) = read(&package::write_files(&plan));
        prop_assert_eq!(&from_folder, &plan, "folder");
        let files = package::write_files(&from_folder).into_iter();
        let files: Vec<OutFile> = files.map(|(name, bytes)| OutFile { name, bytes }).collect();
        let (from_zip, _) = package::read_file("a.zip", &export::zip(&files).unwrap());
        prop_assert_eq!(&from_zip, &plan, "zip");
        let (from_book, _) = package::read_file("a.xlsx", &package::write_workbook(&from_zip).unwrap_or_default());
        prop_assert_eq!(&from_book, &plan, "workbook");
        let from_file = planfile::read(planfile::write(&from_book).as_bytes()).map(|(plan, _)| plan);
        prop_assert_eq!(from_file, Ok(plan), "plan file");
    }
}

/// The files of a city's package in the repository.
fn city(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn both_cities_are_read_without_doubt_and_come_back_unchanged() {
    for name in ["okayama", "yamaguchi"] {
        let (plan, problems) = read(&city(name));
        let doubts: Vec<String> = problems
            .iter()
            .filter(|problem| problem.severity() != package::Severity::Note)
            .map(ToString::to_string)
            .collect();
        assert_eq!(doubts, Vec::<String>::new(), "{name}");
        assert!(plan.items.len() > 40);
        assert_eq!(read(&package::write_files(&plan)).0, plan, "{name}");
        assert_eq!(planfile::read(planfile::write(&plan).as_bytes()).unwrap().0, plan, "{name}");
    }
}
