//! The views as a gallery of small and difficult cases, an element a line, compared with `tests/snapshots/views`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test views` rewrites the snapshots; read the difference before committing it.

#[path = "views/changes.rs"]
mod changes;
#[path = "views/glance.rs"]
mod glance;
#[path = "views/item_alone.rs"]
mod item_alone;
#[path = "views/long.rs"]
mod long;
#[path = "views/overview.rs"]
mod overview;
#[path = "views/readable.rs"]
mod readable;
#[path = "views/results.rs"]
mod results;
#[path = "views/sample.rs"]
mod sample;

use std::collections::BTreeSet;
use std::path::Path;

use machi_plan::locale::JA;
use machi_plan::plan::*;
use machi_plan::selection::{Prepared, View, ViewState};
use machi_plan::view::{FragmentOptions, fragment};
use readable::readable;

const SCRIPT: &str = "<script>alert(\"1\")</script>&amp;'";
const LONG: &str = "生活環境部廃棄物対策課産業廃棄物適正処理推進係兼市民協働推進室地域コミュニティ活性化支援担当兼窓口改革推進本部事務局総括";

fn cells(printed: &str) -> Vec<YearCell> {
    let cells = (2023..).zip(printed.split('|'));
    let cells = cells.map(|(year, cell)| YearCell { year: FiscalYear(year), printed: cell.trim().into() });
    cells.filter(|cell| !cell.printed.is_empty()).collect()
}

fn assignment(department: &str, lead: bool) -> Assignment {
    Assignment { department: department.into(), lead }
}

/// A plan of two years with one item that has a name and a department.
fn plain() -> Plan {
    Plan {
        about: About {
            id: "case".into(),
            title: "小さな計画".into(),
            municipality: "見本市".into(),
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2024),
            ..About::default()
        },
        outline: vec![OutlineRow {
            id: "1".into(),
            mark: "Ⅰ".into(),
            name: "窓口".into(),
            ..OutlineRow::default()
        }],
        items: vec![Item {
            id: "1-1".into(),
            outline_id: "1".into(),
            name: "待ち時間を短くする".into(),
            departments: vec![assignment("市民課", true), assignment("総務課", false)],
            ..Item::default()
        }],
        departments: vec![Department { name: "市民課".into(), ..Department::default() }],
        ..Plan::default()
    }
}

fn with(change: impl FnOnce(&mut Plan)) -> Plan {
    let mut plan = plain();
    change(&mut plan);
    plan
}

/// An item with everything that an item can have.
fn full() -> Plan {
    with(|plan| {
        plan.about.subtitle = "（案）".into();
        plan.about.results_year = Some(FiscalYear(2023));
        plan.about.source_title = "計画書".into();
        plan.about.level_names = vec!["方針".into(), "取組".into()];
        plan.about.departments_label = "担当課".into();
        plan.about.purpose_label = "目的".into();
        plan.about.content_label = "概要".into();
        plan.about.indicators_label = "成果指標".into();
        plan.about.results_label = "令和5年度の実績".into();
        plan.outline[0].note = "体系の注記".into();
        let item = &mut plan.items[0];
        item.purpose = "早く終わる。".into();
        item.content = "予約を受ける。\n・番号で呼ぶ。".into();
        item.page = "12".into();
        item.note = "取組の注記".into();
        item.actions = vec![Action {
            mark: "①".into(),
            text: "予約".into(),
            cells: vec!["検討\n実施".into(), "→".into()],
            inferred: false,
            note: String::new(),
            ..Action::default()
        }];
        item.indicators = vec![Indicator {
            id: "1-1.1".into(),
            name: "待ち時間".into(),
            unit: "分".into(),
            baseline_year: Some(FiscalYear(2021)),
            baseline: "30分".into(),
            targets: cells("25分|20分"),
            actuals: cells("24分"),
            note: "平均".into(),
            ..Indicator::default()
        }];
        item.results = vec![YearResult {
            year: FiscalYear(2023),
            text: "予約を始めた。".into(),
            status: "実施".into(),
            reason: "要望".into(),
            ..YearResult::default()
        }];
    })
}

/// Markup in every cell of the full plan.
fn script() -> Plan {
    let mut plan = full();
    let about = &mut plan.about;
    for text in [
        &mut about.title,
        &mut about.subtitle,
        &mut about.municipality,
        &mut about.source_title,
        &mut about.departments_label,
        &mut about.purpose_label,
        &mut about.content_label,
        &mut about.indicators_label,
        &mut about.results_label,
    ] {
        *text = SCRIPT.into();
    }
    about.level_names = vec![SCRIPT.into(); 2];
    let row = &mut plan.outline[0];
    for text in [&mut row.mark, &mut row.name, &mut row.note, &mut row.page] {
        *text = SCRIPT.into();
    }
    let item = &mut plan.items[0];
    item.id = "\"><b>".into();
    item.departments = vec![assignment(SCRIPT, true)];
    for text in
        [&mut item.mark, &mut item.name, &mut item.purpose, &mut item.content, &mut item.page, &mut item.note]
    {
        *text = SCRIPT.into();
    }
    item.actions = vec![Action {
        mark: SCRIPT.into(),
        text: SCRIPT.into(),
        cells: vec![SCRIPT.into(), "→".into()],
        inferred: true,
        note: SCRIPT.into(),
        ..Action::default()
    }];
    let row = &mut item.indicators[0];
    row.id = "\"><i>".into();
    row.unit = "<b>".into();
    row.baseline = "3<b>".into();
    row.targets = cells("2<b>|1<b>");
    for text in [&mut row.name, &mut row.series, &mut row.reference_name, &mut row.reference, &mut row.note] {
        *text = SCRIPT.into();
    }
    item.results[0].text = SCRIPT.into();
    item.results[0].status = SCRIPT.into();
    item.results[0].reason = SCRIPT.into();
    plan
}

fn open() -> ViewState {
    ViewState { items: vec!["1-1".into()], ..ViewState::default() }
}

fn of(view: View) -> ViewState {
    ViewState { view, ..ViewState::default() }
}

fn schedule() -> ViewState {
    of(View::Schedule)
}

fn departments() -> ViewState {
    of(View::Departments)
}

fn data() -> ViewState {
    of(View::Data)
}

fn indicators() -> ViewState {
    of(View::Indicators)
}

/// The name of the case, its plan, its state.
fn cases() -> Vec<(&'static str, Plan, ViewState)> {
    let values = |targets: &'static str, actuals: &'static str| {
        with(|plan| {
            let row = Indicator {
                id: "1-1.1".into(),
                name: "件数".into(),
                unit: "件".into(),
                ..Indicator::default()
            };
            plan.items[0].indicators =
                vec![Indicator { targets: cells(targets), actuals: cells(actuals), ..row }];
        })
    };
    vec![
        ("item-closed", full(), ViewState::default()),
        ("item-open", full(), open()),
        ("no-indicators-no-schedule", plain(), open()),
        (
            "repost",
            with(|plan| {
                let repost =
                    Item { id: "1-2".into(), repost_of: Some("1-1".into()), ..plan.items[0].clone() };
                plan.items.push(repost);
            }),
            ViewState::default(),
        ),
        (
            "inferred",
            with(|plan| {
                plan.items[0].actions = vec![Action {
                    mark: "①".into(),
                    cells: vec!["実施".into(), String::new()],
                    inferred: true,
                    note: "欄が一つ足りません。".into(),
                    ..Action::default()
                }];
            }),
            open(),
        ),
        ("script-in-every-cell", script(), ViewState::default()),
        ("script-in-indicators", script(), indicators()),
        ("long-department", with(|plan| plan.items[0].departments = vec![assignment(LONG, true)]), open()),
        ("zero-and-dash", values("0件|—", "0件"), open()),
        ("words-as-values", values("検討|実施", ""), indicators()),
        ("hidden-by-a-query", full(), ViewState { query: "ない言葉".into(), ..ViewState::default() }),
        ("empty-plan", with(|plan| plan.items.clear()), ViewState::default()),
        ("indicators", full(), indicators()),
        ("indicators-none", plain(), indicators()),
        (
            "schedule",
            with(|plan| {
                let action = |text: &str, first: &str, second: &str| Action {
                    text: text.into(),
                    cells: vec![first.into(), second.into()],
                    ..Action::default()
                };
                plan.items[0].actions = vec![
                    action("一本の帯", "検討", "→"),
                    action("重なる記載", "検討\n設計", "→\n工事"),
                    action("結べない矢印", "a\nb\nc", "→\n→"),
                    action("空欄と横線", "", "—"),
                ];
            }),
            schedule(),
        ),
        (
            "schedule-with-results",
            {
                let mut plan = full();
                let next =
                    YearResult { year: FiscalYear(2024), status: "継続".into(), ..YearResult::default() };
                plan.items[0].results.push(YearResult { text: "・予約\n・番号".into(), ..next });
                plan
            },
            schedule(),
        ),
        ("schedule-none", plain(), schedule()),
        (
            "departments",
            with(|plan| {
                plan.departments = vec![
                    Department {
                        name: "総務課".into(),
                        aliases: vec!["総務".into()],
                        ..Department::default()
                    },
                    Department { name: "各課".into(), ..Department::default() },
                ];
                plan.items[0].departments = vec![assignment("総務", true), assignment("各課", false)];
                let repost =
                    Item { id: "1-2".into(), repost_of: Some("1-1".into()), ..plan.items[0].clone() };
                plan.items.push(repost);
            }),
            departments(),
        ),
        ("departments-none", with(|plan| plan.items[0].departments.clear()), departments()),
        ("script-in-departments", script(), departments()),
        (
            "data",
            with(|plan| {
                plan.about.source_url = "https://example.lg.jp/plan.pdf".into();
                plan.items[0].actions = vec![Action {
                    mark: "①".into(),
                    text: "窓口".into(),
                    cells: vec!["実施".into(), String::new()],
                    inferred: true,
                    note: "欄が一つ足りません。".into(),
                    ..Action::default()
                }];
                plan.corrections = vec![Correction {
                    table: "取組".into(),
                    id: "1-1".into(),
                    column: "名称".into(),
                    printed: "待ち".into(),
                    corrected: "まち".into(),
                    reason: "変換の誤り".into(),
                    date: "2026-11-21".into(),
                }];
            }),
            data(),
        ),
        ("data-of-nothing", plain(), data()),
        ("script-in-data", script(), data()),
        ("script-in-schedule", script(), schedule()),
    ]
}

fn written(plan: Plan, state: ViewState) -> String {
    let options = FragmentOptions { state, ..FragmentOptions::default() };
    fragment(&Prepared::new(plan), "0123456789abcdef", &JA, &options).into_string()
}

fn all_cases() -> impl Iterator<Item = (&'static str, Plan, ViewState)> {
    let more = overview::cases().into_iter().chain(results::cases()).chain(sample::cases());
    cases().into_iter().chain(item_alone::cases()).chain(more).chain(changes::cases()).chain(glance::cases())
}

#[test]
fn views_look_as_their_snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/views");
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut changed = Vec::new();
    let mut known = BTreeSet::new();
    for (name, plan, state) in all_cases() {
        let html = readable(&written(plan, state));
        let path = folder.join(format!("{name}.html"));
        known.insert(path.clone());
        if update {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, html).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != html {
            // The new HTML next to the old one, for comparison; git ignores it.
            std::fs::write(path.with_extension("html.new"), html).unwrap();
            changed.push(name);
        }
    }
    assert!(changed.is_empty(), "differs from its snapshot, see the .html.new beside it: {changed:?}");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_snapshot = path.extension().is_some_and(|extension| extension == "html");
        assert!(!is_snapshot || known.contains(&path), "a snapshot without a case: {}", path.display());
    }
}

/// Without this test, somebody could rewrite a snapshot and not notice that a cell became markup.
#[test]
fn no_cell_becomes_an_element_or_an_attribute() {
    let states = [ViewState::default(), schedule(), indicators(), departments(), overview::state()];
    for state in states.into_iter().chain([item_alone::alone(&["\"><b>"])]) {
        let html = written(overview::script(), state);
        for word in ["<script", "<b>", "<i>"] {
            assert!(!html.contains(word), "{word}");
        }
        assert!(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;'"));
    }
}

#[test]
fn every_element_that_opens_is_closed() {
    for (name, plan, state) in all_cases() {
        let html = written(plan, state);
        let mut open: Vec<&str> = Vec::new();
        for tag in html.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag) {
            let element = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(element), "{name}");
            } else if !tag.ends_with('/') && !matches!(element, "input" | "br") {
                open.push(element);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn a_department_of_sixty_characters_is_sixty_characters() {
    assert_eq!(LONG.chars().count(), 60);
}
