//! The test's own reading of 山口市's document: from the table of 基本方針と施策 to the end, line by line.
//!
//! Three parts: the table (「基本方針と施策」), the body with the prose and the 42 blocks, and the 項目一覧. Each line is read
//! into a field. A cell that is neither read nor a header word is left over, and the test fails.

use crate::assigning::{Assigned, Kind, assign};
use crate::text::{Heading, circled, squash, without_tags};

/// Words of headers that are not data. Every other cell must be compared with the package.
const HEADER_WORDS: [&str; 19] = [
    "推進項目",
    "【推進項目】",
    "推進部署",
    "実施目的",
    "実施内容",
    "年次計画",
    "取組内容",
    "年度別数値目標",
    "目標値",
    "計画",
    "施策",
    "R5",
    "R6",
    "R7",
    "R8",
    "R9",
    // The rules of the table of 基本方針と施策.
    "-",
    "|",
    "||",
];

/// A row of 体系: 基本方針, 施策 or (n).
#[derive(Clone, Debug)]
pub struct Node {
    pub id: String,
    pub parent: String,
    pub heading: Heading,
    pub prose: String,
}

pub struct Block {
    pub node: String,
    pub heading: Heading,
    pub departments: String,
    pub purpose: String,
    pub content: String,
    pub actions: Vec<(Heading, Assigned)>,
    pub targets: Vec<Target>,
    /// The whole block without white space.
    pub text: String,
}

pub struct Target {
    /// The cell before 「目標値」, empty where the row above continues.
    pub label: String,
    /// The text in brackets after 「目標値」.
    pub series: String,
    pub assigned: Assigned,
}

/// A row of the 項目一覧.
pub struct Listed {
    pub number: String,
    pub node: String,
    pub heading: Heading,
    pub departments: String,
}

#[derive(Default)]
pub struct Document {
    /// The nodes by the names in the table of 基本方針と施策, then in the body, then in the 項目一覧.
    pub table: Vec<Node>,
    pub nodes: Vec<Node>,
    pub listed_nodes: Vec<Node>,
    pub blocks: Vec<Block>,
    pub list: Vec<Listed>,
    /// The title line of the document, and the one of the 項目一覧.
    pub title: String,
    pub list_title: String,
    pub leftover: Vec<String>,
    pub text: String,
}

impl Document {
    pub fn parse(text: &str) -> Document {
        let title = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let mut document =
            Document { title: title.to_string(), text: squash(&without_tags(text)), ..Document::default() };
        let lines: Vec<&str> = text.lines().collect();
        // The contents print the first 基本方針 too. After them come the table, the body and the list.
        let firsts: Vec<usize> = (0..lines.len()).filter(|&n| lines[n].contains("基本方針Ⅰ")).collect();
        let [_, table, body, first_of_list] = firsts[..] else {
            panic!("基本方針Ⅰ is in lines {firsts:?}, not in the contents, the table, the body and the list");
        };
        // The title of the list is directly above its first 基本方針.
        let filled = |n: &usize| !lines[*n].trim().is_empty();
        let list = (body..first_of_list).rev().find(filled).expect("lines above the 項目一覧");
        document.list_title = lines[list].to_string();
        for line in &lines[table..body] {
            document.table_line(line);
        }
        for line in &lines[body..list] {
            document.body_line(line);
        }
        for line in &lines[list + 1..] {
            document.list_line(line);
        }
        document
    }

    fn table_line(&mut self, line: &str) {
        if let Some((depth, heading)) = section(line) {
            return push(&mut self.table, depth, heading);
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
        for cell in cells {
            match Heading::parse(cell) {
                _ if cell.chars().all(|c| c == '-') || header_word(cell) => {}
                Some(heading) => {
                    push(&mut self.table, if heading.mark.starts_with('(') { 3 } else { 2 }, heading)
                }
                None => self.leftover.push(cell.to_string()),
            }
        }
    }

    fn body_line(&mut self, line: &str) {
        let cells: Vec<String> = line.split('\t').map(without_tags).collect();
        let filled: Vec<&str> =
            cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let tabs = cells.len() > 1;
        let first = squash(&cells[0]);
        if filled.is_empty() {
            return;
        }
        if let Some((depth, heading)) = section(line) {
            return push(&mut self.nodes, depth, heading);
        }
        if tabs && first == "推進項目" {
            self.begin_block(&filled);
        } else if tabs && filled.iter().all(|cell| header_word(cell)) {
            // A header of the block has the years of the plan in order. HEADER_WORDS cannot check the order.
            let years: Vec<&&str> = filled.iter().filter(|cell| cell.starts_with('R')).collect();
            if !years.is_empty() && filled[1..] != ["R5", "R6", "R7", "R8", "R9"] {
                self.leftover.push(line.to_string());
            }
        } else if tabs {
            self.block_line(&cells, &filled);
        } else if let Some(node) = self.nodes.last_mut() {
            // The prose comes below the 基本方針 and the (n), before their blocks.
            let after_blocks = self.blocks.last().is_some_and(|block| block.node == node.id);
            if after_blocks || node.id.matches('-').count() == 1 {
                self.leftover.push(line.to_string());
            } else {
                node.prose.push_str(line);
            }
        } else {
            self.leftover.push(line.to_string());
        }
        if let (true, Some(block)) = (tabs, self.blocks.last_mut()) {
            block.text.push_str(&squash(&filled.concat()));
        }
    }

    fn begin_block(&mut self, filled: &[&str]) {
        let node = self.nodes.last().map(|node| node.id.clone()).unwrap_or_default();
        match (filled, filled.get(1).and_then(|cell| Heading::parse(cell))) {
            ([_, _, head, departments], Some(heading)) if header_word(head) => self.blocks.push(Block {
                node,
                heading,
                departments: departments.to_string(),
                purpose: String::new(),
                content: String::new(),
                actions: Vec::new(),
                targets: Vec::new(),
                text: String::new(),
            }),
            _ => self.leftover.push(filled.join("\t")),
        }
    }

    /// A line of a block with data: purpose and content, an action, or a target.
    fn block_line(&mut self, cells: &[String], filled: &[&str]) {
        let Some(block) = self.blocks.last_mut() else { return self.leftover.push(filled.join("\t")) };
        let head = cells.iter().position(|cell| squash(cell) == "計画" || squash(cell).starts_with("目標値"));
        let Some(head) = head else {
            match filled {
                [purpose, content] if block.purpose.is_empty() => {
                    (block.purpose, block.content) = (purpose.to_string(), content.to_string());
                }
                _ => self.leftover.push(filled.join("\t")),
            }
            return;
        };
        let after: Vec<&str> = cells[head + 1..].iter().map(String::as_str).collect();
        let before: Vec<&str> =
            cells[..head].iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let series = squash(&cells[head]);
        let series = series.strip_prefix("目標値").unwrap_or_default();
        let is_action = squash(&cells[head]) == "計画";
        match before[..] {
            [action] if is_action && action.starts_with(|c| circled(c).is_some()) => {
                let heading = Heading::parse(action).expect("a circled mark");
                block.actions.push((heading, assign(&after, Kind::Action)));
            }
            [head, label] if !is_action && header_word(head) => block.targets.push(Target {
                label: label.to_string(),
                series: series.trim_matches(['【', '】']).to_string(),
                assigned: assign(&after, Kind::Target),
            }),
            [] if !is_action && !block.targets.is_empty() => block.targets.push(Target {
                label: String::new(),
                series: series.trim_matches(['【', '】']).to_string(),
                assigned: assign(&after, Kind::Target),
            }),
            _ => self.leftover.push(filled.join("\t")),
        }
    }

    fn list_line(&mut self, line: &str) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let filled: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        if filled.is_empty() {
            return;
        }
        if let Some((depth, heading)) = section(filled[0]) {
            push(&mut self.listed_nodes, depth, heading);
            self.leftover
                .extend(filled[1..].iter().filter(|cell| !header_word(cell)).map(|cell| cell.to_string()));
            return;
        }
        let [number, node, item, departments] = cells[..] else {
            return self.leftover.push(line.to_string());
        };
        if let Some(heading) = Heading::parse(node) {
            push(&mut self.listed_nodes, 3, heading);
        }
        let node = self.listed_nodes.last().map(|node| node.id.clone()).unwrap_or_default();
        match Heading::parse(item) {
            Some(heading) => self.list.push(Listed {
                number: number.to_string(),
                node,
                heading,
                departments: departments.to_string(),
            }),
            None => self.leftover.push(line.to_string()),
        }
    }
}

fn header_word(cell: &str) -> bool {
    HEADER_WORDS.contains(&squash(cell).as_str())
}

/// A heading of the body or the list: 【基本方針Ⅰ】 …, 【施策1】 …, (1)…; its depth in 体系 and its mark.
fn section(line: &str) -> Option<(usize, Heading)> {
    let text = squash(line);
    if line.trim_end().contains('\t') || text.is_empty() {
        return None;
    }
    let bare: String = text.chars().filter(|c| !"【】".contains(*c)).collect();
    let mut rest = bare.as_str();
    let depth = if let Some(name) = bare.strip_prefix("基本方針") {
        let mark = name.chars().next().filter(|c| ('Ⅰ'..='Ⅻ').contains(c))?;
        let name = name[mark.len_utf8()..].to_string();
        return Some((1, Heading { mark: mark.to_string(), name }));
    } else if let Some(name) = bare.strip_prefix("施策") {
        rest = name;
        2
    } else if text.starts_with('(') && text.len() < 100 {
        3
    } else {
        return None;
    };
    Heading::parse(rest)
        .filter(|heading| heading.mark.contains(|c: char| c.is_ascii_digit()))
        .map(|h| (depth, h))
}

/// Adds a heading below the last one of the level above. Ⅰ is I in an id.
fn push(nodes: &mut Vec<Node>, depth: usize, heading: Heading) {
    let above = nodes.iter().rev().find(|node| node.id.matches('-').count() + 2 == depth);
    let parent = above.map(|node| node.id.clone()).unwrap_or_default();
    let own = match heading.mark.as_str() {
        "Ⅰ" => "I".to_string(),
        "Ⅱ" => "II".to_string(),
        "Ⅲ" => "III".to_string(),
        _ => heading.id(),
    };
    let id = if parent.is_empty() { own } else { format!("{parent}-{own}") };
    nodes.push(Node { id, parent, heading, prose: String::new() });
}
