//! The pages of みほん市 as markup and as text.

use std::collections::BTreeMap;
use std::path::Path;

use machi_plan::locale::JA;
use machi_plan::package;
use machi_plan::selection::{Prepared, ViewState};
use machi_plan::view::{FragmentOptions, SPECS, fragment};

/// Each view by its name, and each item alone by its id.
pub struct Pages {
    html: BTreeMap<String, String>,
    text: BTreeMap<String, String>,
    all: String,
}

impl Pages {
    pub fn new() -> Pages {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files: Vec<(String, Vec<u8>)> = files
            .map(|path| {
                (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap())
            })
            .collect();
        let (plan, _) =
            package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        let prepared = Prepared::new(plan);
        let written = |state| {
            let options = FragmentOptions { state, ..FragmentOptions::default() };
            fragment(&prepared, "", &JA, &options).into_string()
        };
        let mut html = BTreeMap::new();
        for spec in SPECS {
            html.insert(
                spec.view.name().to_owned(),
                written(ViewState { view: spec.view, ..ViewState::default() }),
            );
        }
        for item in &prepared.plan.items {
            html.insert(item.id.clone(), written(ViewState::of(&[("view", "item"), ("item", &item.id)])));
        }
        let text: BTreeMap<String, String> =
            html.iter().map(|(name, html)| (name.clone(), squeezed(&text(html)))).collect();
        let all = text.values().cloned().collect::<Vec<_>>().join("\n");
        Pages { html, text, all }
    }

    /// The markup of a view or of an item alone.
    pub fn html(&self, name: &str) -> &str {
        &self.html[name]
    }

    /// The text of an item alone; of everything where that is no item.
    pub fn of(&self, item: &str) -> &str {
        self.text.get(item).unwrap_or(&self.all)
    }
}

/// What a reader sees of markup, and the addresses of links.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    for (at, part) in html.split('<').enumerate() {
        let (tag, rest) = if at == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
        if let Some((_, address)) = tag.split_once("href=\"http") {
            text += &format!(" http{} ", address.split('"').next().unwrap());
        }
        text += rest;
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Without white space: a template may break a line.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What is between two texts; nothing where the first does not occur.
pub fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    html.split_once(start).map_or("", |(_, rest)| rest.split(end).next().unwrap())
}

/// R5 as the page writes it in full.
pub fn full_year(short: &str) -> String {
    let count: u16 = short.trim_start_matches('R').parse().unwrap();
    format!("令和{count}年度（{}年度）", 2018 + count)
}

/// R7 as a sentence has it; other words stay.
pub fn year_word(word: &str) -> String {
    match word.strip_prefix('R') {
        Some(count) => format!("令和{count}年度"),
        None => word.to_owned(),
    }
}

/// What the list of changes has in place of an id: a mark inside an item, the name of an indicator.
pub fn name_of(id: &str) -> String {
    match id {
        "1-1-2.1" => "電子申請できる手続きの数",
        "1-1-2.2" => "申請に占める電子申請の割合",
        "1-1-1②" => "年次計画②",
        other => other,
    }
    .to_owned()
}

/// The table of values of an indicator: the cell of each year and column.
pub fn values(html: &str, name: &str) -> BTreeMap<(String, String), String> {
    let table = between(html, &format!("「{name}」の数値</caption>"), "</table>");
    let cells = |row: &str, tag: &str| -> Vec<String> {
        let open = format!("<{tag}");
        let cells = row.split(&open).skip(1);
        cells.map(|cell| text(cell.split_once('>').unwrap().1.split("</").next().unwrap())).collect()
    };
    let heads = cells(between(table, "<thead", "</thead>"), "th ");
    let mut values = BTreeMap::new();
    for row in table.split("<tr").skip(2) {
        let year = text(between(row, "\">", "</abbr>"));
        for (head, cell) in heads[1..].iter().zip(cells(row, "td")) {
            values.insert((year.clone(), head.clone()), cell);
        }
    }
    values
}
