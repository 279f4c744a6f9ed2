//! The papers of both cities and of the sample: each item has everything that its package says, and the address of its page.

mod cities;

use std::process::Command;

use machi_plan::locale::JA;
use machi_plan::plan::{Change, ChangeKind, FiscalYear, Item, Plan};
use machi_plan::selection::{Prepared, ViewState, linked_item};
use machi_plan::view::{Paper, Papers, council_list, item_sheets};

const PLANS: [&str; 3] = ["okayama", "yamaguchi", "sample"];

fn prepared(name: &str) -> Prepared {
    Prepared::new(cities::plan(name))
}

fn sheets(prepared: &Prepared, base: Option<&str>) -> String {
    item_sheets(prepared, &JA, &Papers { state: &ViewState::default(), base, paper: Paper::A3 })
}

fn council(prepared: &Prepared, paper: Paper) -> String {
    council_list(prepared, &JA, &Papers { state: &ViewState::default(), base: None, paper })
}

/// The text between the tags, as a reader has it; a cell or a paragraph is a line.
fn text(markup: &str) -> String {
    let mut text = String::new();
    for part in markup.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let is_block = ["/p", "/td", "/th", "/li", "/dd", "/h", "br"].iter().any(|end| tag.starts_with(end));
        text.push_str(if is_block { "\n" } else { "" });
        text.push_str(words);
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    signs.iter().fold(text, |text, (code, sign)| text.replace(code, sign))
}

/// The part of a document about an item.
fn part<'a>(document: &'a str, tag: &str, item: &Item) -> &'a str {
    let begin = format!(" id=\"machi-plan-item-{}\">", item.id);
    let (_, rest) = document.split_once(&begin).unwrap_or_else(|| panic!("{} has no part", item.id));
    rest.split_once(&format!("</{tag}>")).unwrap().0
}

/// Every text of an item that the package has.
fn texts(item: &Item) -> Vec<&str> {
    let mut all = vec![item.name.as_str(), &item.purpose, &item.content];
    for action in &item.actions {
        all.extend([action.text.as_str(), &action.note]);
        // A dot before an entry is layout.
        let lines = action.cells.iter().flat_map(|cell| cell.lines());
        all.extend(lines.map(|line| line.trim().trim_start_matches('・')));
    }
    for row in &item.indicators {
        all.extend([
            row.name.as_str(),
            &row.series,
            &row.baseline,
            &row.reference,
            &row.formula,
            &row.source,
            &row.note,
        ]);
        all.extend(row.year_cells().into_iter().flatten().map(|cell| cell.printed.as_str()));
    }
    for row in &item.results {
        all.extend([
            row.text.as_str(),
            &row.status,
            &row.reason,
            &row.challenge,
            &row.direction,
            &row.next_steps,
        ]);
    }
    all.extend(item.ratings.iter().flat_map(|row| [row.by.as_str(), &row.rating, &row.aspect, &row.reason]));
    all.into_iter().flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn each_sheet_has_every_text_of_its_item_and_the_field_for_the_remark() {
    let mut looked_up = 0;
    for name in PLANS {
        let prepared = prepared(name);
        let sheets = sheets(&prepared, None);
        assert_eq!(sheets.matches("<article").count(), prepared.plan.items.len(), "{name}");
        for item in &prepared.plan.items {
            let sheet = text(part(&sheets, "article", item));
            for wanted in texts(item) {
                looked_up += 1;
                // The parts of a year have a column of their own.
                let found = wanted == "→" || sheet.contains(wanted);
                assert!(found, "{name} {}: {wanted}\n{sheet}", item.id);
            }
            assert!(sheet.trim_end().ends_with("委員会の意見"), "{name} {}", item.id);
        }
    }
    assert!(looked_up > 2500, "only {looked_up} texts");
}

/// The cells of the table of an indicator's values: its row of a role.
fn cells<'a>(sheet: &'a str, role: &str) -> Vec<&'a str> {
    let (_, row) = sheet.split_once(&format!("<th scope=\"row\">{role}</th>")).unwrap();
    let row = row.split_once("</tr>").unwrap().0;
    row.split("<td>").skip(1).map(|cell| cell.split(['<']).next().unwrap()).collect()
}

#[test]
fn blank_dash_and_zero_stay_three_things() {
    let prepared = prepared("sample");
    let sheets = sheets(&prepared, None);
    let item = prepared.plan.item("1-2-1").unwrap();
    let sheet = part(&sheets, "article", item);
    assert_eq!(cells(sheet, "目標値"), ["", "—", "1月末", "1月20日", "1月15日", "1月15日"]);
    let waiting = sheet.split_once("待機児童の数</h4>").unwrap().1;
    assert_eq!(cells(waiting, "目標値"), ["", "0人", "0人", "0人", "0人", "0人"]);
}

fn year(plan: &Plan) -> [FiscalYear; 2] {
    let year = plan.about.results_year.unwrap();
    [FiscalYear(year.0 - 1), year]
}

#[test]
fn the_list_has_both_years_of_each_item_side_by_side() {
    for name in ["okayama", "sample"] {
        let prepared = prepared(name);
        let list = council(&prepared, Paper::A3);
        let years = year(&prepared.plan);
        for item in &prepared.plan.items {
            let row = part(&list, "tr", item);
            let columns: Vec<String> = row.split("<td class=\"begins\">").skip(1).map(text).collect();
            assert_eq!(columns.len(), 3, "{name} {}", item.id);
            for (column, year) in columns.iter().zip(years) {
                let results = item.results.iter().filter(|row| row.year == year);
                let results = results.flat_map(|row| row.text.lines().chain(row.challenge.lines()));
                let cells = item.indicators.iter().flat_map(|row| row.year_cells().into_iter().flatten());
                let cells = cells.filter(|cell| cell.year == year).map(|cell| cell.printed.as_str());
                let ratings = item.ratings.iter().filter(|row| row.year == year);
                let ratings = ratings.flat_map(|row| [row.rating.as_str(), &row.reason]);
                let wanted = results.chain(cells).chain(ratings).map(str::trim);
                for wanted in wanted.filter(|wanted| !wanted.is_empty()) {
                    assert!(column.contains(wanted), "{name} {} {year:?}: {wanted}\n{column}", item.id);
                }
            }
        }
    }
}

#[test]
fn what_changed_is_said_in_words_and_items_that_came_or_went_are_named() {
    let prepared = prepared("sample");
    let list = council(&prepared, Paper::A3);
    let changed = |id: &str| {
        let row = part(&list, "tr", prepared.plan.item(id).unwrap());
        text(row.rsplit("<td class=\"begins\">").next().unwrap())
    };
    let first = changed("1-1-1");
    for words in [
        "担当課（確定） 進捗: 順調からやや遅れに変更",
        "転入の手続きにかかる時間: -9分",
        "資材と人手の不足のため",
    ] {
        assert!(first.contains(words), "{words}\n{first}");
    }
    // 0 and 0 are the same, which is no change.
    assert!(!changed("1-2-1").contains("待機児童"), "{}", changed("1-2-1"));
    assert_eq!(changed("3-2-2").trim(), "変更なし");
    let end = text(list.split_once("</table>").unwrap().1);
    for words in [
        "1-2-1 保育所の入所事務の見直し （令和6年度から）",
        "2-1-3 命名権の売却",
        "3-2-9 自治会の広報紙の印刷の支援",
        // 終了 of the item says it, no row of 変更.
        "3-1-2 職員研修の充実 （令和9年度から）",
    ] {
        assert!(end.contains(words), "{words}\n{end}");
    }
    // So does 開始; and a list of some items names what came to these and what went into them.
    let mut plan = prepared.plan.clone();
    plan.changes.retain(|change| change.id != "1-2-1");
    let state = ViewState::of(&[("branch", "1-2,2")]);
    let papers = Papers { state: &state, base: None, paper: Paper::A3 };
    let some = council_list(&Prepared::new(plan), &JA, &papers);
    let end = text(some.split_once("</table>").unwrap().1);
    for (words, is_there) in [
        ("1-2-1 保育所の入所事務の見直し （令和6年度から）", true),
        ("2-1-3 命名権の売却", true),
        ("3-1-2 職員研修の充実", false),
        ("3-2-9 自治会の広報紙の印刷の支援", false),
    ] {
        assert_eq!(end.contains(words), is_there, "{words}\n{end}");
    }
    // Without grades there is no column for them, and the page says so.
    let unrated = council(&self::prepared("okayama"), Paper::A4);
    assert!(!unrated.contains("class=\"rating\"") && unrated.contains("評価がありません"));
    assert!(unrated.contains("size: A4 landscape") && list.contains("size: A3 landscape"));
}

#[test]
fn each_sheet_has_the_permanent_link_of_its_item() {
    let prepared = prepared("sample");
    let own = sheets(&prepared, None);
    let named = sheets(&prepared, Some("https://example.com/a?b=1&c=2#top"));
    for item in &prepared.plan.items {
        for (sheets, base) in
            [(&own, "https://example.jp/gyokaku/index.html"), (&named, "https://example.com/a?b=1&amp;c=2")]
        {
            let sheet = part(sheets, "article", item);
            let (_, address) = sheet.split_once(&format!("<a href=\"{base}#")).unwrap();
            let (fragment, _) = address.split_once('"').unwrap();
            assert_eq!(linked_item(fragment, "machi-plan").as_deref(), Some(item.id.as_str()));
            assert!(text(sheet).contains(fragment), "it is printed too");
            assert_eq!(sheet.matches("<svg class=\"qr\" role=\"img\" aria-label=").count(), 1);
        }
    }
    // Nothing but the address of a page becomes a link.
    assert!(!sheets(&prepared, Some("javascript:alert(1)")).contains("class=\"qr\""));
}

#[test]
fn options_that_a_paper_does_not_have_are_refused() {
    let render = |more: &[&str]| {
        let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample");
        let output = Command::new(env!("CARGO_BIN_EXE_machi-plan"))
            .args(["render", data])
            .args(more)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for (more, words) in [
        (&["--as", "council", "--base", "https://example.jp/"][..], "--base"),
        (&["--as", "sheet", "--paper", "a4"], "--paper"),
        (&["--as", "sheet", "--view", "items"], "--view"),
        (&["--as", "council", "--paper", "b4"], "使えるのはa3、a4です"),
        (&["--as", "sheet", "--base", "example.jp"], "https://"),
    ] {
        let (code, said) = render(more);
        assert!(code == Some(2) && said.contains(words), "{more:?}: {code:?} {said}");
    }
    assert_eq!(render(&["--as", "sheet", "--department", "保育課"]).0, Some(0));
}

#[test]
fn a_link_inside_a_paper_leads_to_a_part_of_it() {
    let mut plan = cities::plan("sample");
    // An item that was merged into one that went as well.
    let change = |id: &str, into: &str| Change {
        table: "取組".into(),
        id: id.into(),
        kind: ChangeKind::Merged,
        year: Some(FiscalYear(2025)),
        before: format!("前の取組{id}"),
        successors: vec![into.into()],
        ..Change::default()
    };
    plan.changes.extend([change("9-1", "1-1-1"), change("9-2", "9-1")]);
    let prepared = Prepared::new(plan);
    let whole = ViewState::default();
    let narrowed = ViewState::of(&[("department", "財政課")]);
    for (state, is_found) in [(&whole, true), (&narrowed, false)] {
        let papers = Papers { state, base: None, paper: Paper::A3 };
        for document in [item_sheets(&prepared, &JA, &papers), council_list(&prepared, &JA, &papers)] {
            assert!(!is_found || document.contains("<a href=\"#machi-plan-item-1-1-1\""));
            assert!(!is_found || text(&document).contains("9-1"));
            for link in document.split(" href=\"#").skip(1) {
                let id = link.split('"').next().unwrap();
                assert!(document.contains(&format!(" id=\"{id}\"")), "{id}");
            }
        }
    }
}
