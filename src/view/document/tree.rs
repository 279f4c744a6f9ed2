//! Our own markup as a tree, so that a whole view can be written again in a plainer form. It parses only what our
//! templates write: lower-case names, attributes in double quotes, every element closed.

/// A part of a document. Text and values stay escaped as they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text between elements.
    Text(String),
}

/// An element with its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes in their order. The value is empty where the markup has none.
    pub attributes: Vec<(String, String)>,
    /// Its content.
    pub children: Vec<Node>,
}

/// Elements without content and without an end tag.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "link", "meta", "wbr"];

impl Element {
    /// An element with this name around these parts.
    pub fn new(name: &str, children: Vec<Node>) -> Element {
        Element { name: name.to_owned(), attributes: Vec::new(), children }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether this is one of its classes.
    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }

    /// The level of a heading.
    pub fn heading_level(&self) -> Option<u8> {
        let level = self.name.strip_prefix('h')?.parse().ok()?;
        (1..=6).contains(&level).then_some(level)
    }

    /// All elements inside, in their order.
    pub fn elements(&self) -> Vec<&Element> {
        elements(&self.children)
    }
}

/// All elements of a document, in their order.
pub fn elements(nodes: &[Node]) -> Vec<&Element> {
    let mut found = Vec::new();
    for node in nodes {
        if let Node::Element(element) = node {
            found.push(element);
            found.extend(element.elements());
        }
    }
    found
}

/// The text of a document without its tags.
pub fn text(nodes: &[Node]) -> String {
    let of = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => text(&element.children),
    };
    nodes.iter().map(of).collect()
}

/// Parses our markup. An end tag without its element is ignored; our templates write none.
pub fn parse(markup: &str) -> Vec<Node> {
    let mut open: Vec<Element> = vec![Element::default()];
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once('<') {
        put(&mut open, before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.len() > 1 && open.last().is_some_and(|element| element.name == name) {
                close(&mut open);
            }
            continue;
        }
        let element = element(tag.trim_end_matches('/'));
        let is_whole = VOID.contains(&element.name.as_str()) || tag.ends_with('/');
        open.push(element);
        if is_whole {
            close(&mut open);
        }
    }
    put(&mut open, rest);
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|root| root.children).unwrap_or_default()
}

fn put(open: &mut [Element], text: &str) {
    if let Some(inside) = open.last_mut().filter(|_| !text.is_empty()) {
        inside.children.push(Node::Text(text.to_owned()));
    }
}

fn close(open: &mut Vec<Element>) {
    if let Some(element) = open.pop()
        && let Some(inside) = open.last_mut()
    {
        inside.children.push(Node::Element(element));
    }
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut element = Element::new(name, Vec::new());
    loop {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        if key.is_empty() {
            return element;
        }
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => ("", after),
        };
        element.attributes.push((key.to_owned(), value.to_owned()));
        rest = after;
    }
}

/// Writes a tree. Elements for which `on_a_line` returns true get lines of their own.
pub fn write(nodes: &[Node], on_a_line: &dyn Fn(&str) -> bool) -> String {
    let mut out = String::new();
    for node in nodes {
        write_node(node, on_a_line, &mut out);
    }
    out
}

fn write_node(node: &Node, on_a_line: &dyn Fn(&str) -> bool, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(text),
        Node::Element(element) => {
            out.push_str(&format!("<{}", element.name));
            for (name, value) in &element.attributes {
                out.push_str(&format!(" {name}=\"{value}\""));
            }
            out.push('>');
            if !VOID.contains(&element.name.as_str()) {
                for child in &element.children {
                    write_node(child, on_a_line, out);
                }
                out.push_str(&format!("</{}>", element.name));
            }
            if on_a_line(&element.name) {
                out.push('\n');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_markup_comes_back_as_it_was() {
        for markup in [
            "<p class=\"a b\" data-x=\"1 &gt; &quot;0&quot;\">x &lt; <br>y<b></b></p>z",
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>",
        ] {
            assert_eq!(write(&parse(markup), &|_| false), markup);
        }
        let [Node::Element(section)] = &parse("<section hidden class=\"a\"><path d=\"M0\"/>x</section>")[..]
        else {
            panic!()
        };
        assert_eq!((section.attribute("hidden"), section.has_class("a")), (Some(""), true));
        assert_eq!((section.elements().len(), text(&section.children).as_str()), (1, "x"));
    }

    #[test]
    fn an_end_tag_of_another_element_ends_nothing() {
        assert_eq!(text(&parse("<p>a</b>b</p></p>c<i>d")), "abcd");
    }
}
