//! Hostile texts (`texts.json`) in every text of a plan, through every product: none may become markup, a formula or
//! a key.
//!
//! The test compares the plan with a twin that has a harmless character for each character of the text. Both must
//! give the same elements with the same attributes, in the same order, and tables of the same size. A page that
//! inserts the text unescaped proves that the comparison can fail.

use std::collections::BTreeSet;

use machi_plan::locale::JA;
use machi_plan::package::{self, guard, unguard};
use machi_plan::plan::Plan;
use machi_plan::planfile::{Json, wire};
use machi_plan::product::{Made, NotMade, Product, Source};
use machi_plan::selection::{View, ViewState};
use machi_plan::view::FragmentOptions;

/// A plan in which each sheet has a row.
const FILES: [(&str, &str); 13] = [
    (
        "計画.csv",
        "項目,値\n計画ID,machi\n計画名,題\n副題,題\n自治体名,題\n開始年度,R5\n終了年度,R6\n階層名,題>題\n出典名,題\n説明,題\n",
    ),
    ("体系.csv", "体系ID,上位ID,記号,名称,説明,担当部署,備考\n1,,題,題,題,題,題\n1-1,1,題,題,題,,題\n"),
    (
        "取組.csv",
        "取組ID,体系ID,記号,名称,目的,内容,担当部署,ページ,備考\n1,1-1,題,題,題,題,題,題,題\n2,1-1,題,題,,,,題,\n",
    ),
    ("年次計画.csv", "取組ID,記号,取組内容,R5,R6\n1,題,題,題,題\n"),
    (
        "指標.csv",
        "取組ID,指標ID,指標名,系列,単位,基準値,目標R5,目標R6,実績R5,備考\n1,1.1,題,題,題,題,題,題,題,題\n",
    ),
    ("実績.csv", "取組ID,年度,実績,状況,理由\n1,R5,題,題,題\n"),
    ("状況区分.csv", "区分,定義,段階\n題,題,done\n"),
    ("部署.csv", "名称,よみ,別名\n題,題,題2\n"),
    ("本文.csv", "節ID,上位ID,見出し,本文\n1,,題,題\n"),
    ("表.csv", "表ID,節ID,表題,単位\nt,1,題,題\n"),
    ("表_t.csv", "題,題\n題,題\n"),
    ("訂正.csv", "表,ID,列,原文,訂正,理由\n取組,2,名称,題,題,題\n"),
    ("用語.csv", "用語,意味\n題,題\n"),
];

struct Hostile {
    kind: String,
    text: String,
}

fn corpus() -> Vec<Hostile> {
    let all: serde_json::Value = serde_json::from_str(include_str!("texts.json")).unwrap();
    let text = |entry: &serde_json::Value, key: &str| entry[key].as_str().unwrap().to_owned();
    let all = all.as_array().unwrap().iter();
    let all: Vec<Hostile> =
        all.map(|entry| Hostile { kind: text(entry, "kind"), text: text(entry, "text") }).collect();
    let distinct: BTreeSet<&str> = all.iter().map(|hostile| hostile.text.as_str()).collect();
    assert!(distinct.len() == all.len() && all.len() >= 400, "{} texts", all.len());
    all
}

/// Eight texts are joined into one, because a plan for each would take minutes. A text that is dangerous only at its
/// start, such as a formula, comes alone.
fn joined() -> Vec<String> {
    let texts: Vec<String> = corpus().into_iter().map(|hostile| hostile.text).collect();
    texts.chunks(8).map(|chunk| chunk.join("、")).collect()
}

fn tree() -> Json {
    let (plan, problems) = package::read_files(FILES.iter().map(|(name, text)| (*name, text.as_bytes())));
    assert!(!package::has_errors(&problems), "{}", problems[0]);
    wire::to_json(&plan)
}

/// Replaces each 題 by a text, and returns how many there were.
fn put(tree: &mut Json, text: &str) -> usize {
    match tree {
        Json::Text(own) if own == "題" => {
            *own = text.to_owned();
            1
        }
        Json::List(list) => list.iter_mut().map(|inner| put(inner, text)).sum(),
        Json::Object(entries) => entries.iter_mut().map(|(_, inner)| put(inner, text)).sum(),
        _ => 0,
    }
}

fn plan_of(text: &str) -> Plan {
    let mut tree = tree();
    assert!(put(&mut tree, text) > 45, "most texts of the plan are put in");
    wire::from_text(&tree.text()).unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

/// A harmless text of the same form: lines, blanks and length stay. So does `>`, which divides the two levels of a head;
/// alone it makes no element.
fn twin(text: &str) -> String {
    let stays = |sign: char| sign == '>' || sign.is_whitespace() || is_unseen(sign);
    text.chars().map(|sign| if stays(sign) { sign } else { '字' }).collect()
}

/// Characters that some reader takes for blank.
fn is_unseen(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The tags of a document in their order, each with the names of its attributes. The text of a style or script is
/// skipped.
fn tags(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name: String = rest
            .chars()
            .enumerate()
            .take_while(|(at, c)| !c.is_whitespace() && !matches!(c, '>' | '<') && (*at == 0 || *c != '/'))
            .map(|(_, c)| c)
            .collect();
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            continue;
        }
        rest = &rest[name.len()..];
        let mut tag = name.clone();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() || rest.starts_with('>') {
                break;
            }
            let end =
                rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
            tag = tag + " " + &rest[..end.max(1).min(rest.len())];
            rest = rest.get(end.max(1)..).unwrap_or("");
            if let Some(value) = rest.strip_prefix('=') {
                rest = match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).map_or("", |(_, rest)| rest),
                    _ => &value[value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())..],
                };
            }
        }
        if matches!(name.as_str(), "style" | "script") {
            rest = rest.find(&format!("</{name}")).map_or("", |end| &rest[end..]);
        }
        found.push(tag);
    }
    found
}

fn html(plan: &Plan) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |name: String, product: Product, options: &FragmentOptions| {
        let source = Source {
            plan,
            locale: &JA,
            cms_notes: &[],
            options,
            script: None,
            base: None,
            paper: Default::default(),
            font: None,
        };
        let Ok(Made::File(bytes)) = product.make(&source) else { panic!("{name} is not made") };
        all.push((name, String::from_utf8(bytes).unwrap()));
    };
    // A page contains the other views.
    let mut state = ViewState::default();
    state.set("view", View::Item.name());
    state.set("item", "1");
    add("item".to_owned(), Product::Fragment, &FragmentOptions { state, ..FragmentOptions::default() });
    for product in [Product::Editor, Product::Page, Product::Print, Product::Sheet, Product::Council] {
        add(product.code().to_owned(), product, &product.options());
    }
    all
}

#[test]
fn no_text_becomes_an_element_or_an_attribute() {
    for text in joined() {
        let (plan, harmless) = (plan_of(&text), plan_of(&twin(&text)));
        for ((name, own), (_, expect)) in html(&plan).into_iter().zip(html(&harmless)) {
            let (own, expect) = (tags(&own), tags(&expect));
            let other = own.iter().zip(&expect).position(|(own, expect)| own != expect);
            let at = other.unwrap_or(own.len().min(expect.len()));
            assert!(own == expect, "{text:?} in {name}: {:?} and not {:?}", own.get(at), expect.get(at));
        }
    }
}

#[test]
fn a_page_that_inserts_raw_is_caught() {
    let raw = |text: &str| tags(&format!("<p title=\"{text}\">{text}</p>"));
    let markup: Vec<Hostile> = corpus().into_iter().filter(|hostile| hostile.kind == "markup").collect();
    assert!(markup.len() >= 200);
    let missed: Vec<&str> = markup
        .iter()
        .map(|hostile| hostile.text.as_str())
        .filter(|text| raw(text) == raw(&twin(text)))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert_eq!(raw("窓口 < 3 & 4"), ["p title", "/p"]);
}

#[test]
fn no_text_becomes_a_formula_or_changes_a_table() {
    let alone = corpus().into_iter().filter(|hostile| hostile.kind == "formula");
    for text in alone.map(|hostile| hostile.text).chain(joined()) {
        assert_eq!(unguard(&guard(&text)), text);
        let (plan, harmless) = (plan_of(&text), plan_of(&twin(&text)));
        let folder = |plan: &Plan, product: Product| {
            let options = product.options();
            let source = Source {
                plan,
                locale: &JA,
                cms_notes: &[],
                options: &options,
                script: None,
                base: None,
                paper: Default::default(),
                font: None,
            };
            match product.make(&source) {
                Ok(Made::Folder(files)) => files,
                _ => panic!("{text:?}: no {}", product.code()),
            }
        };
        for product in [Product::OpenData, Product::Package] {
            let files = folder(&plan, product).into_iter().zip(folder(&harmless, product));
            for ((name, own), (_, expect)) in files {
                if !name.ends_with(".csv") {
                    serde_json::from_slice::<serde_json::Value>(&own).unwrap();
                    continue;
                }
                let shape = |bytes: &[u8], check: bool| -> Vec<usize> {
                    let mut reader =
                        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
                    let rows = reader.records().map(Result::unwrap);
                    let row = |row: csv::StringRecord| {
                        // Texts that a spreadsheet would run at the beginning of a cell, or after characters that it
                        // ignores.
                        let runs = |cell: &str| {
                            let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
                            seen.starts_with(['=', '+', '@', '＝', '＋', '＠'])
                                && seen.chars().nth(1).is_some()
                        };
                        assert!(!check || !row.iter().any(runs), "{text:?} in {name}: {row:?}");
                        row.len()
                    };
                    rows.map(row).collect()
                };
                assert_eq!(shape(&own, true), shape(&expect, false), "{text:?} in {name}");
            }
        }
    }
}

/// A text that a workbook cannot hold is reported as a problem, and a plan file gives every text back.
#[test]
fn plan_files_and_workbooks_hold_every_text_or_report_it() {
    for text in joined() {
        let plan = plan_of(&text);
        let file = machi_plan::planfile::write(&plan);
        assert!(!file.contains('<'), "{text:?}");
        assert_eq!(machi_plan::planfile::read(file.as_bytes()).map(|(plan, _)| plan), Ok(plan.clone()));
        let options = FragmentOptions::default();
        let source = Source {
            plan: &plan,
            locale: &JA,
            cms_notes: &[],
            options: &options,
            script: None,
            base: None,
            paper: Default::default(),
            font: None,
        };
        match Product::Workbook.make(&source) {
            Ok(_) => {}
            Err(NotMade::Problems(problems)) => assert!(!problems.is_empty(), "{text:?}"),
            Err(NotMade::Refused(why)) => panic!("{text:?}: {why}"),
        }
    }
}
