//! A small model of the document. Our own markup becomes a tree, a change is applied to it as the widget applies it
//! to a page, and the tree is written as lines that can be compared.

mod keyed;
mod lines;
mod markup;

use machi_plan::model::{Attribute, Model, Part, Step};
use machi_plan::selection::View;
use machi_plan::view;
use markup::{VOID, element, unescaped};

/// A node by its index in the tree.
pub type Id = usize;

#[derive(Clone, Debug, Default)]
struct Node {
    /// The name of an element; empty for a text.
    name: String,
    text: String,
    attributes: Vec<(String, String)>,
    children: Vec<Id>,
    parent: Option<Id>,
}

/// A document; node 0 is the element that holds the widget.
#[derive(Clone, Debug)]
pub struct Tree(Vec<Node>);

impl Tree {
    /// Parses markup of our templates into a tree.
    pub fn parse(markup: &str) -> Tree {
        let mut tree = Tree(vec![Node { name: "machi-plan".to_owned(), ..Node::default() }]);
        tree.append_markup(0, markup);
        tree
    }

    /// The button of a verb, by its index among those of the verb.
    fn doing(&self, verb: &str, at: usize) -> Option<Id> {
        self.below(0).filter(|id| self.attribute(*id, view::DATA_DO) == Some(verb)).nth(at)
    }

    fn append_markup(&mut self, parent: Id, markup: &str) -> Vec<Id> {
        let before = self.0[parent].children.len();
        let mut open = vec![parent];
        let mut rest = markup;
        while let Some(start) = rest.find('<') {
            let (text, tag) = rest.split_at(start);
            let end = tag.find('>').expect("a tag ends");
            if !text.is_empty() {
                self.add(*open.last().unwrap(), Node { text: unescaped(text), ..Node::default() });
            }
            match tag[1..end].strip_prefix('/') {
                Some(name) => {
                    let closed = open.pop().unwrap();
                    assert_eq!(self.0[closed].name, name, "a tag closes what is open");
                }
                None => {
                    let node = element(tag[1..end].trim_end_matches('/'));
                    let is_void = tag[..end].ends_with('/') || VOID.contains(&node.name.as_str());
                    let id = self.add(*open.last().unwrap(), node);
                    if !is_void {
                        open.push(id);
                    }
                }
            }
            rest = &tag[end + 1..];
        }
        if !rest.is_empty() {
            self.add(*open.last().unwrap(), Node { text: unescaped(rest), ..Node::default() });
        }
        assert_eq!(open, [parent], "every element is closed");
        self.0[parent].children[before..].to_vec()
    }

    fn add(&mut self, parent: Id, node: Node) -> Id {
        let id = self.0.len();
        self.0.push(Node { parent: Some(parent), ..node });
        self.0[parent].children.push(id);
        id
    }

    /// The value of an attribute.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        self.0[id].attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    fn set(&mut self, id: Id, name: &str, value: Option<&str>) {
        let attributes = &mut self.0[id].attributes;
        attributes.retain(|(other, _)| other != name);
        attributes.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }

    fn has_class(&self, id: Id, class: &str) -> bool {
        self.attribute(id, "class").is_some_and(|list| list.split(' ').any(|name| name == class))
    }

    /// Every element below another, in document order.
    fn below(&self, id: Id) -> impl Iterator<Item = Id> {
        let children = |id: Id| self.0[id].children.iter().rev().copied();
        let mut waiting: Vec<Id> = children(id).collect();
        let elements = std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(children(next));
            Some(next)
        });
        elements.filter(|id| !self.0[*id].name.is_empty())
    }

    fn first(&self, within: Id, fits: impl Fn(Id) -> bool) -> Option<Id> {
        self.below(within).find(|id| fits(*id))
    }

    /// The first element of a class below another.
    pub fn of_class(&self, within: Id, class: &str) -> Option<Id> {
        self.first(within, |id| self.has_class(id, class))
    }

    /// The first element of a name below another.
    pub fn named(&self, within: Id, name: &str) -> Option<Id> {
        self.first(within, |id| self.0[id].name == name)
    }

    /// The box of a view.
    pub fn view_box(&self, view: View) -> Option<Id> {
        let is_its = |id| self.attribute(id, view::DATA_VIEW) == Some(view.name());
        self.first(0, |id| self.has_class(id, view::VIEW) && is_its(id))
    }

    fn control(&self, key: &str, name: &str) -> Option<Id> {
        self.first(0, |id| self.0[id].name == name && self.attribute(id, view::DATA_KEY) == Some(key))
    }

    /// Finds the element of a part, as the surface of the widget does.
    pub fn find(&self, model: &Model, part: &Part) -> Option<Id> {
        let plan = &model.plan().prepared.plan;
        let row = |view: View, item: &str| {
            let is_its = |id| self.attribute(id, view::DATA_ITEM) == Some(item);
            self.first(self.view_box(view)?, |id| self.has_class(id, view::ITEM) && is_its(id))
        };
        let in_widget = |class: &str| self.of_class(0, class);
        let choice = |at: usize| {
            let in_list = |id: Id| self.0[self.0[id].parent.unwrap()].name == "li";
            let labels = self.below(in_widget(view::CONTROLS)?);
            labels.filter(|id| self.has_class(*id, view::CHOICE) && in_list(*id)).nth(at)
        };
        let narrowing = |at: usize| {
            self.first(0, |id| self.attribute(id, view::DATA_FACET) == Some(at.to_string().as_str()))
        };
        match part {
            Part::Root => in_widget(view::ROOT),
            Part::View(view) => self.view_box(*view),
            Part::Row(view, at) => row(*view, &plan[*at].id),
            Part::Rows(..) => None,
            Part::Line(view, at, last) => {
                let lines = &self.0[row(*view, &plan[*at].id)?].children;
                if *last { lines.last().copied() } else { lines.first().copied() }
            }
            Part::Details(view, at) => self.named(row(*view, &plan[*at].id)?, "details"),
            Part::Hits(view, at) => self.of_class(row(*view, &plan[*at].id)?, view::HITS),
            Part::OfYears(view, at) => self.of_class(row(*view, &plan[*at].id)?, view::OF_YEARS),
            Part::Segment(verb, at) => self.doing(verb.name(), *at),
            Part::SegmentCount(verb, at) => self.of_class(self.doing(verb.name(), *at)?, view::COUNT),
            Part::Said => in_widget(view::SAID),
            Part::Inside(view, at) => self.of_class(row(*view, &plan[*at].id)?, view::INSIDE),
            Part::Keyed(view, at) => self.keyed(self.view_box(*view)?, &model.keys(*view), *at),
            Part::Alone(view, item) => {
                let is_its = |id| self.attribute(id, view::DATA_ITEM) == Some(item);
                self.first(self.view_box(*view)?, |id| self.has_class(id, view::ALONE) && is_its(id))
            }
            Part::Table(view) => self.child(self.view_box(*view)?, |id| self.0[id].name == "table"),
            Part::Caption(view) => {
                let view_box = self.view_box(*view)?;
                let table = self.child(view_box, |id| self.0[id].name == "table");
                let of_table = table.and_then(|table| self.child(table, |id| self.0[id].name == "caption"));
                of_table.or_else(|| self.child(view_box, |id| self.has_class(id, view::CAPTION)))
            }
            Part::Tail(view) => self.of_class(self.view_box(*view)?, view::TAIL),
            Part::Content(of) => self.of_class(self.view_box(*of)?, &["machi-plan-", of.name()].concat()),
            Part::Downloads => in_widget(view::DOWNLOADS),
            Part::Selected => in_widget(view::SELECTED),
            Part::Controls => in_widget(view::CONTROLS),
            Part::Search => self.control("q", "input"),
            Part::SortChoice => self.control("sort", "select"),
            Part::Only(key) => self.control(key, "input"),
            Part::ViewButton(view) => self.first(0, |id| {
                self.attribute(id, view::DATA_DO) == Some("view")
                    && self.attribute(id, view::DATA_VALUE) == Some(view.name())
            }),
            Part::Choice(at) => self.named(choice(*at)?, "input"),
            Part::Count(at) => self.of_class(choice(*at)?, view::COUNT),
            Part::ChoiceRow(at) => self.0[choice(*at)?].parent,
            Part::ChoiceField(at) => self.named(narrowing(*at)?, "input"),
            Part::ChoicesShown(at) => self.named(narrowing(*at)?, "p"),
            Part::Chips => in_widget(view::CHIPS),
            Part::Filter => in_widget(view::FILTER),
            Part::ToResult => in_widget(view::TO_RESULT),
            Part::Result => in_widget(view::RESULT),
            Part::Live => in_widget(view::LIVE),
            Part::Console => None,
            Part::Head(view, at) => {
                let heads = self.below(self.view_box(*view)?);
                heads.filter(|id| self.attribute(*id, "role") == Some("columnheader")).nth(*at)
            }
            Part::HeadButton(view, at) => self.named(self.find(model, &Part::Head(*view, *at))?, "button"),
        }
    }

    fn child(&self, of: Id, fits: impl Fn(Id) -> bool) -> Option<Id> {
        self.0[of].children.iter().copied().find(|id| fits(*id))
    }

    /// Applies one step. A missing part is skipped, as in the widget.
    pub fn apply(&mut self, model: &Model, step: &Step) {
        match step {
            Step::Show(part, shown) => {
                if let Some(id) = self.find(model, part) {
                    self.set(id, "hidden", (!shown).then_some(""));
                }
            }
            Step::Order(view, rows) => {
                for at in rows {
                    let row =
                        self.find(model, &Part::Row(*view, *at)).expect("a row that is ordered is there");
                    self.move_to_end(row);
                }
            }
            Step::Say(Part::Live | Part::Console, _) => {}
            Step::Say(part, text) => {
                if let Some(id) = self.find(model, part) {
                    self.say(id, text);
                }
            }
            Step::Write(part, markup) => self.write(model, part, &markup.0),
            Step::Set(part, attribute, value) => {
                if let Some(id) = self.find(model, part) {
                    self.set_attribute(id, *attribute, value.as_deref());
                }
            }
        }
    }

    fn write(&mut self, model: &Model, part: &Part, markup: &str) {
        match part {
            Part::View(_) => {
                let last = self.below(0).filter(|id| self.has_class(*id, view::VIEW)).last();
                let last = last.expect("a widget has a view");
                let parent = self.0[last].parent.unwrap();
                let new = self.append_markup(parent, markup);
                // An embed has the source of the plan after its views.
                let around = &mut self.0[parent].children;
                around.truncate(around.len() - new.len());
                let after = around.iter().position(|id| *id == last).expect("a view is in its parent") + 1;
                around.splice(after..after, new);
            }
            Part::Rows(view, _, before) => {
                let before =
                    before.map(|at| self.find(model, &Part::Row(*view, at)).expect("a row is there"));
                let rows = self.first(self.view_box(*view).expect("a box of rows"), |id| {
                    self.0[id].name == "table" || self.has_class(id, "machi-plan-indicators")
                });
                let rows = rows.expect("an element of rows");
                let wrapper = self.append_markup(rows, markup)[0];
                self.remove(wrapper);
                let new = std::mem::take(&mut self.0[wrapper].children);
                new.iter().for_each(|id| self.0[*id].parent = Some(rows));
                let at = self.0[rows].children.iter().position(|id| Some(*id) == before);
                let at = at.unwrap_or(self.0[rows].children.len());
                self.0[rows].children.splice(at..at, new);
            }
            Part::Inside(view, at) => {
                let details = self.find(model, &Part::Details(*view, *at)).expect("a row opens");
                self.append_markup(details, markup);
            }
            Part::Alone(view, _) => {
                let view_box = self.view_box(*view).expect("the view of an item");
                let container = self.0[view_box].children[0];
                self.append_markup(container, markup);
            }
            Part::HeadButton(view, at) => {
                let head = self.find(model, &Part::Head(*view, *at)).expect("a head of the list");
                let words = std::mem::take(&mut self.0[head].children);
                let button = self.append_markup(head, markup)[0];
                words.iter().for_each(|id| self.0[*id].parent = Some(button));
                self.0[button].children = words;
            }
            region => {
                if let Some(id) = self.find(model, region) {
                    self.0[id].children.clear();
                    self.append_markup(id, markup);
                }
            }
        }
    }

    fn set_attribute(&mut self, id: Id, attribute: Attribute, value: Option<&str>) {
        let name = match attribute {
            Attribute::Open => "open",
            Attribute::Checked => "checked",
            Attribute::Value if self.0[id].name == "select" => {
                for option in self.below(id).collect::<Vec<_>>() {
                    let is_chosen = self.attribute(option, "value") == value;
                    self.set(option, "selected", is_chosen.then_some(""));
                }
                return;
            }
            Attribute::Value => "value",
            Attribute::Pressed => "aria-pressed",
            Attribute::Sorted => "aria-sort",
            Attribute::Index => "aria-rowindex",
            Attribute::Lines => "aria-rowcount",
            Attribute::Asks => view::DATA_VALUE,
            Attribute::View => view::DATA_VIEW,
        };
        self.set(id, name, value);
    }

    /// Every element of a class below another, in document order.
    pub fn of_classes(&self, within: Id, class: &str) -> Vec<Id> {
        self.below(within).filter(|id| self.has_class(*id, class)).collect()
    }

    /// The text in an element.
    pub fn text(&self, id: Id) -> String {
        let node = &self.0[id];
        node.text.clone() + &node.children.iter().map(|id| self.text(*id)).collect::<String>()
    }

    /// Whether an element is empty.
    pub fn is_empty(&self, id: Id) -> bool {
        self.0[id].children.is_empty()
    }

    /// Sets an attribute without a value, or removes it.
    pub fn toggle(&mut self, id: Option<Id>, name: &str) {
        let Some(id) = id else { return };
        let value = self.attribute(id, name).is_none().then_some("");
        self.set(id, name, value);
    }

    /// Removes an element from its parent.
    pub fn remove(&mut self, id: Id) {
        if let Some(parent) = self.0[id].parent {
            self.0[parent].children.retain(|child| *child != id);
        }
    }

    /// Moves an element after its siblings.
    pub fn move_to_end(&mut self, id: Id) {
        self.remove(id);
        let parent = self.0[id].parent.unwrap();
        self.0[parent].children.push(id);
    }

    /// Removes every element of a class for which `fits` is true.
    pub fn remove_all(&mut self, class: &str, fits: impl Fn(&Tree, Id) -> bool) {
        for id in self.of_classes(0, class) {
            if fits(self, id) {
                self.remove(id);
            }
        }
    }

    /// Whether an element is inside a closed row.
    pub fn is_closed(&self, id: Id) -> bool {
        let mut above = std::iter::successors(self.0[id].parent, |id| self.0[*id].parent);
        above.any(|id| self.0[id].name == "details" && self.attribute(id, "open").is_none())
    }

    /// Whether an element is inside one of a class.
    pub fn is_below(&self, id: Id, class: &str) -> bool {
        let mut above = std::iter::successors(self.0[id].parent, |id| self.0[*id].parent);
        above.any(|id| self.has_class(id, class))
    }

    /// Removes attributes from every element of a class.
    pub fn forget(&mut self, class: &str, attributes: &[&str]) {
        for id in self.of_classes(0, class) {
            attributes.iter().for_each(|name| self.set(id, name, None));
        }
    }

    /// Replaces the content of an element by a text.
    pub fn say(&mut self, id: Id, text: &str) {
        self.0[id].children.clear();
        if !text.is_empty() {
            self.add(id, Node { text: text.to_owned(), ..Node::default() });
        }
    }
}
