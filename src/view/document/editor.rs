//! A fragment for the editors of content management systems: the same views in the few elements that every editor
//! keeps.
//!
//! The code rewrites the normal fragment, so that no view is written twice. It leaves out what editors drop:
//! drawings, `details`, `dl`, classes and ids, roles. Some facts depend on these, so they are written in another way:
//! the inside of a row becomes a section below the list, an entry of facts becomes an item of a list, a year is
//! written out. `docs/hosts.md` lists each case.
//!
//! The code recognises a part by its element and by its name in `names.rs`, never by its words.
//! `docs/decisions/view.md` gives the reason for parsing the fragment into a tree.

use std::collections::BTreeSet;

use super::single::unfinished;
use super::tree::{self, Element, Node};
use crate::locale::{Locale, plain};
use crate::plan::Plan;
use crate::planfile;
use crate::view::finish::finish_file;
use crate::view::names::*;
use crate::view::{FragmentOptions, Verb};

/// Parts that need the script, and parts that explain searching and charts on a screen.
const OF_THE_SCRIPT: [&str; 9] = [SAVE, LINKS, DOWNLOADS, WESTERN, RULES, LEGEND, YEAR_ABOVE, SCALE, POINTS];
/// Each of these gets a line of its own in a cell.
const LINES: [&str; 3] = [PATH, NOTE, MARKS];
/// Elements after which the source has a line break.
const BLOCKS: [&str; 15] =
    ["div", "p", "ul", "li", "table", "caption", "thead", "tbody", "tr", "h1", "h2", "h3", "h4", "h5", "h6"];
/// The sign between the rows above an item. It is the only character of our templates that Shift_JIS lacks, and
/// checkers report it.
const PATH_SIGN: &str = " › ";
const PATH_SIGN_IN_SHIFT_JIS: &str = " ＞ ";
/// CKEditor's defaults drop deeper headings.
const LAST_KEPT_HEADING: u8 = 3;

/// The fragment for an article of a content management system: no drawing, no class, and no element that an editor
/// drops by default. The root keeps its class and its data. Where they survive, a script in the site's template turns
/// the article into the widget.
///
/// ```
/// use machi_plan::{locale::JA, plan::Plan, view::{FragmentOptions, editor_file}};
/// let file = editor_file(&Plan::default(), &JA, &FragmentOptions::default());
/// assert!(file.starts_with("<div class=\"machi-plan\" ") && file.ends_with("</div>\n"));
/// ```
pub fn editor_file(plan: &Plan, locale: &Locale, options: &FragmentOptions) -> String {
    let fragment = tree::parse(&unfinished(plan, locale, options).into_string());
    let elements = tree::elements(&fragment);
    let is_target = |element: &&&Element| element.has_class(ITEM) && element.attribute("id").is_some();
    let rows = elements.iter().filter(is_target).filter(|row| !is_hidden(row));
    let items = rows.filter_map(|row| row.attribute(DATA_ITEM).map(str::to_owned)).collect();
    let form = Form { locale, heading_level: options.heading_level, items };
    let root = elements.iter().find(|element| element.has_class(ROOT));
    let written: Vec<Node> = root.map(|root| Node::Element(form.root(root, options))).into_iter().collect();
    let text = tree::write(&written, &|name| BLOCKS.contains(&name));
    // No editor shows a reading.
    let text = if locale.has_readings() { plain(&text) } else { finish_file(locale, text) };
    // The plan itself contains that sign, so the text stays as printed.
    if planfile::write(plan).contains(PATH_SIGN) {
        text
    } else {
        text.replace(PATH_SIGN, PATH_SIGN_IN_SHIFT_JIS)
    }
}

/// A heading above a part that needs the script, or the sentence that explains the links in the outline.
fn introduces_dropped(element: &Element, behind: &[Node]) -> bool {
    let Some(next) = behind.iter().find_map(as_element) else { return false };
    let is_heading = element.heading_level().is_some();
    is_heading && OF_THE_SCRIPT.iter().any(|class| next.has_class(class))
        || element.name == "p" && next.has_class(TREE)
}

/// A paragraph with only a link to a state.
fn is_link_to_state(paragraph: &Element) -> bool {
    match &paragraph.children[..] {
        [Node::Element(link)] => {
            link.attribute(DATA_DO) == Some(Verb::Go.name()) && !paragraph.has_class(REPOST_OF)
        }
        _ => false,
    }
}

fn is_hidden(element: &Element) -> bool {
    element.attribute("hidden").is_some()
}

fn said(text: &str) -> Node {
    Node::Text(text.to_owned())
}

fn made(name: &str, children: Vec<Node>) -> Node {
    Node::Element(Element::new(name, children))
}

fn is_blank(nodes: &[Node]) -> bool {
    tree::text(nodes).trim().is_empty()
}

fn is_in_a_line(node: &Node) -> bool {
    as_element(node).is_none_or(|element| !BLOCKS.contains(&element.name.as_str()))
}

struct Form<'a> {
    locale: &'a Locale,
    heading_level: u8,
    /// The ids of the items that have a section in this fragment.
    items: BTreeSet<String>,
}

impl Form<'_> {
    /// The root with the data that a script needs, but without the fingerprint, because a script must not adopt this
    /// fragment.
    fn root(&self, root: &Element, options: &FragmentOptions) -> Element {
        let mut attributes = root.attributes.clone();
        attributes.retain(|(name, _)| name != DATA_FINGERPRINT);
        if options.name != ROOT {
            attributes.push(("id".to_owned(), options.name.clone()));
        }
        let body = root.elements().into_iter().find(|element| element.has_class(BODY));
        let children = body.map(|body| self.flow(&body.children, 0)).unwrap_or_default();
        Element { attributes, children, ..root.clone() }
    }

    /// Rewrites parts of a page. Headings become `lower` levels lower.
    fn flow(&self, nodes: &[Node], lower: u8) -> Vec<Node> {
        let is_spoken = |node: &Node| matches!(node, Node::Element(element) if element.has_class(HIDDEN));
        let seen: Vec<Node> = nodes.iter().filter(|node| !is_spoken(node)).cloned().collect();
        // Text for screen readers is kept only in a cell that is blank without it.
        let nodes = if is_blank(&seen) { nodes } else { &seen };
        let mut out = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            match node {
                // White space between block elements, or between the lines of a drawing, is dropped.
                Node::Text(text) if text.trim().is_empty() && text.contains('\n') => {}
                Node::Text(_) => out.push(node.clone()),
                Node::Element(element) if introduces_dropped(element, &nodes[at + 1..]) => {}
                Node::Element(element) => out.extend(self.element(element, lower)),
            }
        }
        out
    }

    fn element(&self, element: &Element, lower: u8) -> Vec<Node> {
        let inside = || self.flow(&element.children, lower);
        if is_hidden(element) || OF_THE_SCRIPT.iter().any(|class| element.has_class(class)) {
            return Vec::new();
        }
        if let Some(level) = element.heading_level() {
            return self.heading((level + lower).min(6), inside());
        }
        match element.name.as_str() {
            // The links of `nav` lead to ids inside the views, and editors drop these ids.
            "svg" | "nav" => Vec::new(),
            "br" => vec![made("br", Vec::new())],
            "abbr" => vec![said(element.attribute("title").unwrap_or_default())],
            "a" => self.link(element),
            "details" => self.opened(element, lower),
            "dl" => self.facts(element),
            "table" if element.has_class(ITEMS) => self.items(element),
            "table" => vec![self.table(element)],
            "ul" if element.has_class(DEPARTMENT_LIST) => self.joined(element),
            "ul" if element.has_class(GAPS) => self.block(&self.without_ways(element), lower),
            "p" if is_link_to_state(element) => Vec::new(),
            "p" | "ul" | "li" => self.block(element, lower),
            // The controls carry the marks by which a script knows the version of a fragment.
            "div" if element.has_class(CONTROLS) => vec![Node::Element(element.clone())],
            "div" if element.has_class(VIEW) => {
                let attributes =
                    element.attributes.iter().filter(|(name, _)| name != "id").cloned().collect();
                vec![Node::Element(Element { attributes, children: inside(), ..element.clone() })]
            }
            "span" if element.has_class(LEAD) => vec![said(&tree::text(&element.children))],
            "span" if LINES.iter().any(|class| element.has_class(class)) => {
                [vec![made("br", Vec::new())], inside()].concat()
            }
            "span" if element.has_class(TREE_ROW) => {
                let parts = element.children.iter().map(|part| self.flow(std::slice::from_ref(part), lower));
                parts.collect::<Vec<_>>().join(&said(" "))
            }
            name => {
                let inside = inside();
                // Boxes are dropped. Words that had a box to themselves still get a paragraph.
                let is_line = name == "div" && !is_blank(&inside) && inside.iter().all(is_in_a_line);
                if is_line { vec![made("p", inside)] } else { inside }
            }
        }
    }

    fn block(&self, element: &Element, lower: u8) -> Vec<Node> {
        let children = self.flow(&element.children, lower);
        if is_blank(&children) { Vec::new() } else { vec![made(&element.name, children)] }
    }

    /// A heading. Its words are bold, so that they are visible even where an editor turns a heading into a paragraph.
    fn heading(&self, level: u8, words: Vec<Node>) -> Vec<Node> {
        let words = if level > LAST_KEPT_HEADING { vec![made("strong", words)] } else { words };
        vec![made(&format!("h{level}"), words)]
    }

    /// A link to another site, or to a section in this fragment. Any other link needs the script, so only its words
    /// are kept.
    fn link(&self, link: &Element) -> Vec<Node> {
        let address = link.attribute("href").unwrap_or_default();
        let is_to_row = link.attribute(DATA_DO) == Some(Verb::Open.name());
        let is_here = is_to_row && link.attribute(DATA_ITEM).is_some_and(|id| self.items.contains(id));
        let children = self.flow(&link.children, 0);
        if !is_here && address.starts_with('#') {
            return children;
        }
        let attributes = vec![("href".to_owned(), address.to_owned())];
        vec![Node::Element(Element { attributes, ..Element::new("a", children) })]
    }

    /// A list without the links after its sentences.
    fn without_ways(&self, list: &Element) -> Element {
        let mut list = list.clone();
        for node in &mut list.children {
            if let Node::Element(entry) = node {
                let is_way = |node: &Node| matches!(node, Node::Element(link) if link.attribute(DATA_DO) == Some(Verb::Go.name()));
                entry.children.retain(|node| !is_way(node));
            }
        }
        list
    }

    /// The content of a `details`. A heading in its summary is kept, and so is a summary that is not repeated inside.
    fn opened(&self, details: &Element, lower: u8) -> Vec<Node> {
        let mut out = Vec::new();
        for node in &details.children {
            match node {
                Node::Element(summary) if summary.name == "summary" => {
                    if summary.elements().iter().any(|element| element.heading_level().is_some()) {
                        out.extend(self.flow(&summary.children, lower));
                    } else if details.has_class(STRIP_RESULT) {
                        out.push(made("p", self.flow(&summary.children, lower)));
                    }
                }
                node => out.extend(self.flow(std::slice::from_ref(node), lower)),
            }
        }
        out
    }

    /// A list of departments on one line.
    fn joined(&self, list: &Element) -> Vec<Node> {
        let mut out: Vec<Node> = Vec::new();
        for entry in list.children.iter().filter_map(as_element) {
            if !out.is_empty() {
                out.push(said(self.locale.items.hits_between));
            }
            out.extend(self.flow(&entry.children, 0));
        }
        out
    }

    /// Facts as a plain list, which every editor keeps.
    fn facts(&self, facts: &Element) -> Vec<Node> {
        let mut entries: Vec<Node> = Vec::new();
        let mut head: Option<Vec<Node>> = None;
        for entry in facts.children.iter().filter_map(as_element) {
            if entry.name == "dt" {
                head = Some(self.flow(&entry.children, 0));
                continue;
            }
            let head = head.take().map(|head| vec![made("strong", head), said(": ")]);
            entries.push(made("li", [head.unwrap_or_default(), self.lines(&entry.children)].concat()));
        }
        if entries.is_empty() { Vec::new() } else { vec![made("ul", entries)] }
    }

    /// The blocks of a cell as lines.
    fn lines(&self, nodes: &[Node]) -> Vec<Node> {
        let mut out: Vec<Node> = Vec::new();
        let mut ends = false;
        for node in self.flow(nodes, 0) {
            let (parts, is_block) = match node {
                Node::Element(block) if ["p", "li"].contains(&block.name.as_str()) => (block.children, true),
                other => (vec![other], false),
            };
            if (ends || is_block) && !is_blank(&out) {
                out.push(made("br", Vec::new()));
            }
            out.extend(parts);
            ends = is_block;
        }
        if let Some(Node::Text(last)) = out.last_mut() {
            last.truncate(last.trim_end().len());
        }
        out
    }

    /// A table with one body; the text of each cell is in lines.
    fn table(&self, table: &Element) -> Node {
        self.table_of(table, &|_| true)
    }

    fn table_of(&self, table: &Element, takes: &dyn Fn(&Element) -> bool) -> Node {
        let (mut caption, mut head, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for group in table.children.iter().filter_map(as_element).filter(|group| !is_hidden(group)) {
            match group.name.as_str() {
                "caption" => caption.push(made("caption", self.flow(&group.children, 0))),
                "thead" => head.extend(group.children.iter().filter_map(as_element).map(|row| self.row(row))),
                _ => {
                    let of_group = group.children.iter().filter_map(as_element).filter(|row| takes(row));
                    rows.extend(of_group.map(|row| self.row(row)));
                }
            }
        }
        made("table", [caption, vec![made("thead", head), made("tbody", rows)]].concat())
    }

    fn row(&self, row: &Element) -> Node {
        let cell = |cell: &Element| {
            let kept = ["scope", "colspan", "rowspan"];
            let attributes = cell.attributes.iter();
            let attributes = attributes.filter(|(name, value)| kept.contains(&name.as_str()) && value != "1");
            let children = self.lines(&cell.children);
            Node::Element(Element {
                name: cell.name.clone(),
                attributes: attributes.cloned().collect(),
                children,
            })
        };
        made("tr", row.children.iter().filter_map(as_element).map(cell).collect())
    }

    /// The list of items as a table, then a section for each item. A table inside a cell would make checkers
    /// complain.
    fn items(&self, table: &Element) -> Vec<Node> {
        let is_inside = |row: &Element| row.has_class(INSIDE_ROW);
        let mut out = vec![self.table_of(table, &|row| !is_inside(row))];
        for item in table.children.iter().filter_map(as_element) {
            if !item.has_class(ITEM) || is_hidden(item) {
                continue;
            }
            let elements = item.elements();
            let name = elements.iter().find(|element| element.has_class(NAME));
            let link = name.and_then(|name| name.children.iter().filter_map(as_element).next());
            let words = link.map(|link| self.flow(&link.children, 0)).unwrap_or_default();
            let number = item.attribute(DATA_ITEM).unwrap_or_default();
            let id = item.attribute("id").unwrap_or_default();
            // An anchor by its name is the only target that CKEditor's defaults keep.
            let attributes = ["id", "name"].map(|name| (name.to_owned(), id.to_owned())).to_vec();
            let words = [vec![said(&format!("{number} "))], words].concat();
            let anchor = Node::Element(Element { attributes, ..Element::new("a", words) });
            out.extend(self.heading((self.heading_level + 1).min(6), vec![anchor]));
            if let Some(inside) = elements.iter().find(|element| element.has_class(INSIDE)) {
                out.extend(self.flow(&inside.children, 1));
            }
        }
        out
    }
}

fn as_element(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}
