//! A tree as lines of text, to compare and to read.

use machi_plan::view;

use super::{Id, Tree};

impl Tree {
    /// The visible elements and texts, one line each. Views and items that were shown earlier are left out, because a
    /// fresh widget has none of them.
    pub fn lines(&self) -> Vec<String> {
        self.lines_of(0)
    }

    /// The same of an element.
    pub fn lines_of(&self, id: Id) -> Vec<String> {
        let mut lines = Vec::new();
        self.write_lines(id, 0, &mut lines);
        lines
    }

    fn write_lines(&self, id: Id, depth: usize, lines: &mut Vec<String>) {
        let node = &self.0[id];
        let is_hidden = self.attribute(id, "hidden").is_some();
        if is_hidden && (self.has_class(id, view::VIEW) || self.has_class(id, view::ALONE)) {
            return;
        }
        let mut attributes: Vec<String> =
            node.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        attributes.sort();
        let indent = " ".repeat(depth);
        lines.push(format!("{indent}{}{}{}", node.name, attributes.concat(), node.text));
        for child in &node.children {
            self.write_lines(*child, depth + 1, lines);
        }
    }
}
