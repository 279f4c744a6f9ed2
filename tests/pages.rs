//! Whole documents: the self-contained page and the print sheet, as readable HTML, and content that they must not
//! have.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test pages` rewrites the snapshots; read the difference before committing it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use machi_plan::locale::JA;
use machi_plan::plan::*;
use machi_plan::planfile;
use machi_plan::selection::{Prepared, View, ViewState};
use machi_plan::view::{
    DATA_BLOCK, FragmentOptions, Paper, Papers, council_list, fragment, item_sheets, print_sheet,
    single_page, style_sheet,
};

const SCRIPT: &str = "</script><script>alert(\"1\")</script><!--&amp;'";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cell(year: u16, printed: &str) -> YearCell {
    YearCell { year: FiscalYear(year), printed: printed.into() }
}

/// A plan of two years with a blank, a dash, a zero, an arrow, a repost, a guess and a correction.
fn plan() -> Plan {
    let row = |id: &str, parent: Option<&str>, name: &str| OutlineRow {
        id: id.into(),
        parent_id: parent.map(str::to_owned),
        name: name.into(),
        ..OutlineRow::default()
    };
    let item = |id: &str, name: &str| Item {
        id: id.into(),
        outline_id: "1-1".into(),
        name: name.into(),
        ..Item::default()
    };
    Plan {
        about: About {
            id: "case".into(),
            title: "小さな計画".into(),
            municipality: "見本市".into(),
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2024),
            results_year: Some(FiscalYear(2023)),
            updated: "2026-11-21".into(),
            level_names: ["方針", "", "取組"].map(String::from).to_vec(),
            purpose_label: "目的".into(),
            results_label: "令和5年度の実績".into(),
            licence: "CC BY 4.0".into(),
            ..About::default()
        },
        outline: vec![
            OutlineRow {
                description: "方針の説明。".into(),
                note: "体系の注。".into(),
                ..row("1", None, "窓口")
            },
            OutlineRow {
                departments: vec![Assignment { department: "市民課".into(), lead: true }],
                page: "3".into(),
                ..row("1-1", Some("1"), "待ち時間")
            },
        ],
        items: vec![
            Item {
                purpose: "窓ロで待つ人を減らす。".into(),
                actions: vec![
                    Action {
                        mark: "①".into(),
                        text: "予約".into(),
                        cells: vec!["検討\n試行".into(), "→".into()],
                        ..Action::default()
                    },
                    Action {
                        cells: vec!["する".into(), String::new()],
                        inferred: true,
                        note: "規則1による。".into(),
                        ..Action::default()
                    },
                ],
                indicators: vec![
                    Indicator {
                        id: "a.1".into(),
                        name: "待ち時間".into(),
                        unit: "分".into(),
                        baseline_year: Some(FiscalYear(2021)),
                        baseline: "20分".into(),
                        reference_name: "県平均".into(),
                        reference: "15分".into(),
                        as_of: "4月1日現在".into(),
                        targets: vec![cell(2023, "—"), cell(2024, "0分")],
                        actuals: vec![cell(2022, "18分"), cell(2023, "17分")],
                        ..Indicator::default()
                    },
                    Indicator {
                        id: "a.2".into(),
                        name: "満足度".into(),
                        baseline_year: Some(FiscalYear(2021)),
                        inferred: true,
                        note: "規則1による。".into(),
                        ..Indicator::default()
                    },
                ],
                results: vec![
                    YearResult { year: FiscalYear(2022), text: "試した".into(), ..YearResult::default() },
                    YearResult {
                        year: FiscalYear(2023),
                        text: "・始めた\n・続けた".into(),
                        status: "順調".into(),
                        reason: "慣れた".into(),
                        ..YearResult::default()
                    },
                ],
                ..item("a", "予約")
            },
            Item { repost_of: Some("a".into()), name: SCRIPT.into(), ..item("b", "") },
            Item {
                id: "1-1".into(), outline_id: "1-1".into(), page: "4".into(), ..item("", "項目そのもの")
            },
        ],
        sections: vec![Section {
            id: "s".into(),
            heading: "はじめに".into(),
            text: "一段落目\n二段落目".into(),
            ..Section::default()
        }],
        tables: vec![DocumentTable {
            id: "t".into(),
            section_id: Some("s".into()),
            title: "人数".into(),
            unit: "人".into(),
            head: vec!["年".into(), "数".into()],
            rows: vec![vec!["R5".into(), "10".into()]],
            ..DocumentTable::default()
        }],
        corrections: vec![Correction {
            table: "取組".into(),
            id: "a".into(),
            column: "目的".into(),
            printed: "窓ロ".into(),
            corrected: "窓口".into(),
            reason: "変換の誤り".into(),
            ..Correction::default()
        }],
        statuses: vec![Status {
            status: "順調".into(),
            definition: "予定どおり".into(),
            ..Status::default()
        }],
        glossary: vec![Term {
            term: "DX".into(),
            kana: "でぃーえっくす".into(),
            explanation: "変えること".into(),
        }],
        ..Plan::default()
    }
}

/// One element a line. The style is a file of its own, and the code that makes its hash is tested there.
fn readable(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    let hash = between(before, "'sha256-", "'");
    let before = before.replace(hash, "…");
    format!("{before}<style>…</style>{after}").replace("><", ">\n<")
}

fn check(name: &str, page: &str) {
    let path = root().join("tests/snapshots/pages").join(name);
    let text = readable(page);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, kept, "{name}: UPDATE_SNAPSHOTS=1 writes it anew");
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    text.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map_or("", |(inside, _)| inside)
}

#[test]
fn the_print_sheet_says_everything_of_the_plan() {
    let sheet = print_sheet(&Prepared::new(plan()), &JA, &ViewState::default());
    check("print.html", &sheet);
    let state = ViewState::of(&[("department", "市民課")]);
    assert!(print_sheet(&Prepared::new(plan()), &JA, &state).contains("条件: 市民課"));
    let nobody = ViewState::of(&[("department", "総務課")]);
    assert!(sheet.contains("class=\"number\""));
    assert!(!print_sheet(&Prepared::new(plan()), &JA, &nobody).contains("class=\"number\""));
}

#[test]
fn the_papers_say_everything_of_the_plan() {
    let state = ViewState::default();
    let papers = Papers { state: &state, base: None, paper: Paper::default() };
    let prepared = Prepared::new(plan());
    check("sheet.html", &item_sheets(&prepared, &JA, &papers));
    check("council.html", &council_list(&prepared, &JA, &papers));
    let of_nobody = ViewState::of(&[("department", "総務課")]);
    let nobody = Papers { state: &of_nobody, ..papers };
    assert!(!item_sheets(&prepared, &JA, &nobody).contains("<article"));
    assert!(!council_list(&prepared, &JA, &nobody).contains("scope=\"row\""));
}

#[test]
fn a_page_without_a_script_is_whole_and_runs_nothing() {
    let options = FragmentOptions { heading_level: 1, ..FragmentOptions::default() };
    let page = single_page(&plan(), &JA, &options, None).unwrap();
    check("page.html", &page);
    assert!(!page.contains("<script") && !page.contains("script-src"));
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
}

#[test]
fn a_page_with_the_script_carries_the_plan_file_that_the_fragment_was_made_from() {
    let page = single_page(&plan(), &JA, &FragmentOptions::default(), Some("run();\r\n")).unwrap();
    let data =
        between(&page, &format!("<script type=\"application/json\" id=\"{DATA_BLOCK}\">"), "</script>");
    let (again, head) = planfile::read(data.as_bytes()).unwrap();
    assert_eq!(again, plan());
    assert!(page.contains(&format!("data-fingerprint=\"{}\"", head.fingerprint)));
    assert!(page.contains("<machi-plan src=\"#machi-plan-data\">"));
    // Two script elements, and none from the plan.
    assert_eq!(page.matches("<script").count(), 2);
    assert!(page.contains("<script>run();\n</script>"));
    for script in ["'</SCRIPT>'", "'<!--'"] {
        let refused = single_page(&plan(), &JA, &FragmentOptions::default(), Some(script)).unwrap_err();
        assert!(refused.ends_with('。'), "{refused}");
    }
}

#[test]
fn the_policy_of_a_page_allows_exactly_its_content() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let hash =
        |text: &str| base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text.as_bytes()));
    let page = single_page(&plan(), &JA, &FragmentOptions::default(), Some("run();")).unwrap();
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    let (style, script) =
        (hash(between(&page, "<style>", "</style>")), hash(between(&page, "<script>", "</script>")));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; script-src 'sha256-{script}' 'wasm-unsafe-eval'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
        )
    );
    let prepared = Prepared::new(plan());
    let state = ViewState::default();
    let papers = Papers { state: &state, base: Some("https://example.jp/"), paper: Paper::default() };
    let documents = [
        print_sheet(&prepared, &JA, &state),
        item_sheets(&prepared, &JA, &papers),
        council_list(&prepared, &JA, &papers),
        page,
    ];
    for document in documents {
        assert!(document.contains(&hash(between(&document, "<style>", "</style>"))));
        // The policy would refuse a style attribute.
        assert!(!document.contains(" style="));
    }
}

#[test]
fn the_style_sheet_is_every_part_of_its_folder_in_the_order_of_their_names() {
    let folder = fs::read_dir(root().join("src/view/style")).unwrap();
    let mut parts: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    parts.retain(|path| path.extension().is_some_and(|ending| ending == "css"));
    parts.sort();
    let whole: String = parts.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    // Without the additions that every style sheet gets: the weights of its selectors, and `!important`.
    let bare = |sheet: &str| {
        let rules: String =
            sheet.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rules)| rules)).collect();
        rules.replace(":not(#_#_#_#_)", "").replace("!important", "").split_whitespace().collect::<String>()
    };
    let sheet = style_sheet();
    let (parts, name) = sheet.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(bare(parts), bare(&whole));
    assert!(name.starts_with("machi-plan{--machi-plan-sheet:x"), "{name}");
    assert!(style_sheet().contains(":not(#_#_#_#_).machi-plan-items {"));
}

#[test]
fn a_fragment_with_all_views_begins_with_the_one_that_is_asked_for_and_repeats_no_id() {
    let prepared = Prepared::new(plan());
    for (asked, order) in [
        (View::Items, "items schedule departments results overview data"),
        (View::Departments, "departments items schedule results overview data"),
        // Without a request for them, the figures are inside the items.
        (View::Indicators, "indicators items schedule departments results overview data"),
    ] {
        let state = ViewState { view: asked, ..ViewState::default() };
        let options = FragmentOptions { state, all_views: true, ..FragmentOptions::default() };
        let html = fragment(&prepared, "0123456789abcdef", &JA, &options).into_string();
        assert!(html.contains(&format!(" data-views=\"{order}\"")), "{asked:?}");
        let boxes: Vec<&str> = html
            .split("<div class=\"machi-plan-view\" id=\"machi-plan?view=")
            .skip(1)
            .filter_map(|part| part.split('"').next())
            .collect();
        assert_eq!(boxes.join(" "), order);
        for view in &boxes {
            assert!(html.contains(&format!("<a href=\"#machi-plan?view={view}\">")), "no link to {view}");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let different: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(different.len(), ids.len(), "{asked:?}: an id occurs twice");
    }
}
