//! The rules that checkers of municipal content management systems apply to a page's HTML, for our own markup.

use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;

use crate::tree::{Element, Node, elements, parse, text};

/// Words that do not describe the target of a link.
const EMPTY_WORDS: [&str; 9] =
    ["こちら", "ここ", "詳細", "詳しく", "詳しくはこちら", "もっと見る", "続きを読む", "リンク", "クリック"];

/// Everything that the rules find in a part of a page. `first_heading` is the required level of its first heading.
pub fn complaints(markup: &str, first_heading: u8) -> Vec<String> {
    let page = parse(markup);
    let mut found = tables(&page);
    found.extend(links(&page));
    found.extend(headings(&page, first_heading));
    found.extend(pictures(&page));
    found.extend(frames(&page));
    found
}

fn said(element: &Element) -> String {
    text(&element.children).trim().to_owned()
}

fn in_order<'a>(page: &'a [Node], name: &str) -> Vec<&'a Element> {
    elements(page).into_iter().filter(|element| element.name == name).collect()
}

/// Every data table has a caption, and every head names its scope.
pub fn tables(page: &[Node]) -> Vec<String> {
    let mut found = Vec::new();
    for table in in_order(page, "table") {
        let captions: Vec<String> =
            own(table).iter().filter(|part| part.name == "caption").map(|part| said(part)).collect();
        if captions.len() != 1 || captions[0].is_empty() {
            found.push(format!("table without a caption: {:.60}", said(table)));
        }
        if !table.elements().iter().any(|cell| cell.attribute("scope") == Some("col")) {
            found.push(format!("table without heads of columns: {}", captions.concat()));
        }
    }
    for head in in_order(page, "th") {
        if !head
            .attribute("scope")
            .is_some_and(|scope| ["col", "row", "colgroup", "rowgroup"].contains(&scope))
        {
            found.push(format!("th without scope: {}", said(head)));
        }
        if said(head).is_empty() {
            found.push("th without words".to_owned());
        }
    }
    found
}

fn own<'a>(element: &'a Element) -> Vec<&'a Element> {
    let of = |node: &'a Node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    };
    element.children.iter().filter_map(of).collect()
}

/// Links name their target, and the same words lead to the same target.
pub fn links(page: &[Node]) -> Vec<String> {
    let mut found = Vec::new();
    let mut targets: BTreeMap<String, &str> = BTreeMap::new();
    for link in in_order(page, "a") {
        let Some(address) = link.attribute("href") else { continue };
        let words = said(link);
        let is_address = ["http:", "https:", "www.", "#", "/"].iter().any(|start| words.starts_with(start));
        if words.is_empty() || EMPTY_WORDS.contains(&words.trim_end_matches('。')) || is_address {
            found.push(format!("link text “{words}” to {address}"));
        }
        if *targets.entry(words.clone()).or_insert(address) != address {
            found.push(format!("“{words}” leads to {} and to {address}", targets[&words]));
        }
    }
    found
}

/// Headings begin at the required level, have words, and never skip a level on the way down.
pub fn headings(page: &[Node], first: u8) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = 0;
    for heading in elements(page) {
        let Some(level) = heading.heading_level() else { continue };
        let words = said(heading);
        if before == 0 && level != first {
            found.push(format!("first heading at {level}, not {first}: {words}"));
        }
        if before > 0 && (level > before + 1 || level < first) {
            found.push(format!("h{level} behind h{before}: {words}"));
        }
        if words.is_empty() {
            found.push(format!("h{level} without words"));
        }
        before = level;
    }
    if before == 0 { vec!["no heading".to_owned()] } else { found }
}

/// Pictures and drawings have alternative words, or are hidden from screen readers.
pub fn pictures(page: &[Node]) -> Vec<String> {
    let mut found = Vec::new();
    for drawing in in_order(page, "svg") {
        let is_named = ["title", "desc"]
            .iter()
            .any(|name| own(drawing).iter().any(|part| part.name == *name && !said(part).is_empty()))
            || drawing.attribute("aria-label").is_some_and(|label| !label.is_empty());
        let is_image = drawing.attribute("role").is_some();
        if drawing.attribute("aria-hidden") != Some("true") && !(is_named && is_image) {
            found.push(format!("drawing without words: {:?}", drawing.attributes));
        }
    }
    for image in in_order(page, "img") {
        if image.attribute("alt").is_none() {
            found.push(format!("img without alt: {:?}", image.attributes));
        }
    }
    found
}

/// Frames have a title.
pub fn frames(page: &[Node]) -> Vec<String> {
    let is_nameless = |frame: &&Element| frame.attribute("title").is_none_or(|title| title.trim().is_empty());
    let nameless = in_order(page, "iframe").into_iter().filter(is_nameless);
    nameless.map(|frame| format!("iframe without a title: {:?}", frame.attributes)).collect()
}

/// The complaints of a checker about our own words, which must have none.
pub fn of_words(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut report =
        |what: &str, part: &dyn std::fmt::Debug| found.push(format!("{what} {part:?} in “{words}”"));
    let letters: Vec<char> = words.chars().collect();
    for (at, &c) in letters.iter().enumerate() {
        match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => report("full-width", &c),
            '｡'..='ﾟ' => report("half-width kana", &c),
            '\u{3000}' => report("full-width space", &c),
            ' ' if at > 0
                && is_japanese(letters[at - 1])
                && letters.get(at + 1).is_some_and(|c| is_japanese(*c)) =>
            {
                report("space between", &(letters[at - 1], letters[at + 1]));
            }
            _ if is_machine_dependent(c) => report("machine-dependent", &c),
            _ => {}
        }
    }
    for run in words.split(|c: char| !c.is_ascii_digit() && c != '/' && c != '.') {
        let parts: Vec<&str> = run.split(['/', '.']).filter(|part| !part.is_empty()).collect();
        if parts.len() == 3 {
            report("date", &run);
        }
    }
    found
}

fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '々' | '一'..='鿿')
}

/// The rows that NEC and IBM added to Shift_JIS (①, Ⅰ, ㈱, ℡). A character outside every table of Shift_JIS, such as
/// the › between the levels of the outline, does not count: today's checkers do not report it. The fragment for
/// editors has none of it either.
pub fn is_machine_dependent(c: char) -> bool {
    let letter = c.to_string();
    let (bytes, _, is_missing) = SHIFT_JIS.encode(&letter);
    !is_missing && matches!(bytes[0], 0x87 | 0xED | 0xEE | 0xFA..=0xFC)
}

/// Whether Shift_JIS has the character. Windows has other code points for two characters of JIS X 0208.
pub fn is_in_shift_jis(c: char) -> bool {
    let letter = c.to_string();
    "—〜".contains(c) || !SHIFT_JIS.encode(&letter).2
}
