//! The views of the widget on a page of the site: links lead to files of the site, and what only a script could use is left out.

use maud::html;

use super::places::{FIRST, Places, row_anchor, written};
use crate::selection::{ViewState, parse_address};
use crate::view::tree::{self, Element, Node};
use crate::view::{CHART, COPY, DATA_DO, DEPARTMENT_LIST, LINKS, SAVE, SHARE, TAIL};

/// Parts that a script fills, and the links that the page has at other places.
const OF_THE_SCRIPT: [&str; 5] = [LINKS, COPY, SAVE, SHARE, TAIL];

/// The markup of a view for a page. `up` leads from the folder of the page to the top of the site; `own` is the id of the item
/// that the page is about, as markup writes it.
pub(super) fn relinked(places: &Places, markup: &str, up: &str, own: &str) -> String {
    let relink = Relink { places, up, own };
    tree::write(&relink.nodes(tree::parse(markup)), &|_| false)
}

struct Relink<'a> {
    places: &'a Places<'a>,
    up: &'a str,
    own: &'a str,
}

impl Relink<'_> {
    fn nodes(&self, nodes: Vec<Node>) -> Vec<Node> {
        nodes.into_iter().flat_map(|node| self.node(node)).collect()
    }

    fn node(&self, node: Node) -> Vec<Node> {
        let Node::Element(mut element) = node else { return vec![node] };
        if OF_THE_SCRIPT.iter().any(|class| element.has_class(class)) {
            return Vec::new();
        }
        if element.name == "a" && element.attribute(DATA_DO).is_some() {
            return self.link(element);
        }
        let is_link = |node: &Node| matches!(node, Node::Element(link) if link.name == "a" && self.target(link).is_none());
        // A sentence that is only a link leads nowhere here.
        if element.name == "p" && !element.children.is_empty() && element.children.iter().all(is_link) {
            return Vec::new();
        }
        if element.has_class(DEPARTMENT_LIST) {
            element.children.iter_mut().for_each(|entry| self.department(entry));
        }
        let is_chart = |node: &Node| matches!(node, Node::Element(svg) if svg.has_class(CHART));
        if element.name == "details" && element.children.iter().any(is_chart) {
            element.attributes.push(("open".to_owned(), String::new()));
        }
        self.clean(&mut element);
        element.children = self.nodes(element.children);
        vec![Node::Element(element)]
    }

    /// A link to a file of the site, or its text where the site has none.
    fn link(&self, mut element: Element) -> Vec<Node> {
        let target = self.target(&element);
        self.clean(&mut element);
        element.children = self.nodes(element.children);
        match target {
            Some(target) => {
                element.attributes.retain(|(name, _)| name != "href");
                element.attributes.insert(0, ("href".to_owned(), written(&[self.up, &target].concat())));
                vec![Node::Element(element)]
            }
            None => element.children,
        }
    }

    /// The file that a link of a view leads to, from the top of the site.
    fn target(&self, link: &Element) -> Option<String> {
        link.attribute(DATA_DO)?;
        if let Some(id) = link.attribute("data-item") {
            return match self.places.item(id) {
                // The list of the items is on the first page.
                Some(_) if id == self.own => Some(FIRST.to_owned()),
                path => path.map(str::to_owned),
            };
        }
        let address = link.attribute("href")?.strip_prefix('#')?.replace("&amp;", "&");
        let state = parse_address(&address, self.places.page.name, &ViewState::default())?;
        let keys: Vec<&str> =
            ViewState::KEYS.into_iter().filter(|key| *key != "view" && state.get(key).is_some()).collect();
        // Only a list of items has its like here.
        if !["items", "departments"].contains(&state.view.name()) {
            return None;
        }
        match &keys[..] {
            [] => Some(FIRST.to_owned()),
            ["branch"] => Some(format!("{FIRST}#{}", row_anchor(&state.values("branch").concat()))),
            ["department"] => {
                self.places.department(&written(&state.values("department").concat())).map(str::to_owned)
            }
            _ => None,
        }
    }

    /// The name of a department in a list of them becomes a link.
    fn department(&self, entry: &mut Node) {
        let Node::Element(entry) = entry else { return };
        let Some(Node::Text(name)) = entry.children.last() else { return };
        let Some(path) = self.places.department(name.trim()) else { return };
        let mut link = Element::new("a", vec![Node::Text(name.trim().to_owned())]);
        link.attributes.push(("href".to_owned(), written(&[self.up, path].concat())));
        entry.children.pop();
        entry.children.push(Node::Element(link));
    }

    /// Attributes that only a script reads.
    fn clean(&self, element: &mut Element) {
        element.attributes.retain(|(name, _)| {
            name != "tabindex" && (!name.starts_with("data-") || SHOWN.contains(&name.as_str()))
        });
    }
}

/// The attributes that the style sheet shows or asks for.
const SHOWN: [&str; 11] = [
    "data-depth",
    "data-first",
    "data-from",
    "data-inferred",
    "data-is",
    "data-label",
    "data-last",
    "data-many",
    "data-now",
    "data-reading",
    "data-result",
];

/// The text of markup, its white space as one blank.
pub(super) fn plain(markup: &str) -> String {
    let text = tree::text(&tree::parse(&markup.replace("</p>", " </p>").replace("<br>", " ")));
    let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .into_iter()
        .fold(text, |text, (code, sign)| text.replace(code, sign));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a page around the markup of a view.
pub(super) fn view(places: &Places, markup: &str) -> maud::Markup {
    // The style sheet protects what is below a root with a fingerprint.
    html! {
        div class=(crate::view::ROOT) lang=(places.locale().lang) data-fingerprint="" {
            div class=(crate::view::BODY) { (crate::view::raw(markup)) }
        }
    }
}
