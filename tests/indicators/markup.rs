//! Parses the markup that the widget writes into a tree: every element is closed or void (`/>`), attributes are in
//! quotes.

pub enum Node {
    Element(Element),
    Text(String),
}

pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub inside: Vec<Node>,
}

impl Element {
    /// The tree of some markup, under an element without a name.
    pub fn parse(markup: &str) -> Element {
        let mut open = vec![Element { name: String::new(), attributes: Vec::new(), inside: Vec::new() }];
        for part in markup.split('<').skip(1) {
            let (tag, text) = part.split_once('>').expect("a tag that ends");
            if tag.starts_with('/') {
                close(&mut open);
            } else if !tag.starts_with('!') {
                open.push(element(tag.trim_end_matches('/')));
                if tag.ends_with('/') || ["br", "input", "meta", "link"].contains(&name(tag)) {
                    close(&mut open);
                }
            }
            if !text.is_empty() {
                open.last_mut().unwrap().inside.push(Node::Text(unescaped(text)));
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        open.remove(0)
    }

    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    pub fn is(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|own| own == class)
    }

    /// The elements inside, at any depth, in document order.
    pub fn all(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        for node in &self.inside {
            if let Node::Element(element) = node {
                found.push(element);
                found.extend(element.all());
            }
        }
        found
    }

    pub fn of_class(&self, class: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.is(class)).collect()
    }

    pub fn named(&self, name: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.name == name).collect()
    }

    /// The text inside, without text for screen readers.
    pub fn seen(&self) -> String {
        let parts = self.inside.iter().map(|node| match node {
            Node::Element(element) if element.is("machi-plan-visually-hidden") => String::new(),
            Node::Element(element) => element.seen(),
            Node::Text(text) => text.clone(),
        });
        parts.collect()
    }

    /// All text inside.
    pub fn text(&self) -> String {
        let parts = self.inside.iter().map(|node| match node {
            Node::Element(element) => element.text(),
            Node::Text(text) => text.clone(),
        });
        parts.collect()
    }
}

fn close(open: &mut Vec<Element>) {
    let element = open.pop().unwrap();
    open.last_mut().expect("an element that was opened").inside.push(Node::Element(element));
}

fn name(tag: &str) -> &str {
    tag.split([' ', '\n', '/']).next().unwrap_or_default()
}

fn element(tag: &str) -> Element {
    let mut attributes = Vec::new();
    let mut rest = &tag[name(tag).len()..];
    while let Some((before, after)) = rest.split_once("=\"") {
        let (value, next) = after.split_once('"').expect("a quote that ends");
        let (flags, name) = before.rsplit_once(' ').unwrap_or(("", before));
        attributes.extend(self::flags(flags));
        attributes.push((name.to_owned(), unescaped(value)));
        rest = next;
    }
    attributes.extend(flags(rest));
    Element { name: name(tag).to_owned(), attributes, inside: Vec::new() }
}

/// Attributes without a value, such as `hidden`, have their own name as one.
fn flags(text: &str) -> impl Iterator<Item = (String, String)> {
    text.split([' ', '\n', '/'])
        .filter(|flag| !flag.is_empty())
        .map(|flag| (flag.to_owned(), flag.to_owned()))
}

fn unescaped(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    signs.into_iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
