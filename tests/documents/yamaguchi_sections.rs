//! The test's own reading of chapters 1 to 3 of 山口市's document: the cover, the contents, sections with their lines,
//! and tables.
//!
//! Each line before the first block is read into a field. A line that no rule reads is left over, and the test fails.

use crate::text::{circled, squash};

/// Marks of the conversion that are not in the document: bold, and the leaders of the contents.
const NOISE: [&str; 2] = ["**", "....."];

#[derive(Clone, Debug)]
pub struct Section {
    pub id: String,
    pub parent: String,
    pub heading: String,
    /// The lines below the heading, without white space. A list in one cell is one line for each entry.
    pub lines: Vec<String>,
    depth: usize,
}

/// An example of the early plan: its heads, and the cells of its indicator where it has one.
pub struct Example {
    pub id: String,
    pub heading: String,
    pub heads: Vec<String>,
    pub indicator: Vec<String>,
}

#[derive(Default)]
pub struct Chapters {
    pub cover: Vec<String>,
    pub contents: Vec<Vec<String>>,
    pub sections: Vec<Section>,
    pub status: Vec<Vec<String>>,
    pub examples: Vec<Example>,
    pub ranking_title: String,
    /// 【市民意識アンケート結果より】, the line below the ranking.
    pub ranking_source: String,
    pub ranking: Vec<Vec<String>>,
    pub leftover: Vec<String>,
}

impl Chapters {
    pub fn parse(text: &str) -> Chapters {
        let mut chapters = Chapters::default();
        let text = NOISE.iter().fold(text.to_string(), |text, noise| text.replace(noise, ""));
        let lines: Vec<&str> = text.lines().collect();
        let find = |from: usize, start: &str| {
            let found = (from..lines.len()).find(|&n| lines[n].starts_with(start));
            found.unwrap_or(lines.len())
        };
        let contents = find(0, "目次");
        // The contents print every heading once. The second 第1章 begins the chapters.
        let body = find(find(contents, "第1章") + 1, "第1章");
        // The first 基本方針 is in the contents, then in the tree of chapter 3, then above the blocks.
        let tree = find(body, "【基本方針Ⅰ】");
        let end = find(tree + 1, "【基本方針Ⅰ】");
        let filled = |from: usize, to: usize| {
            let lines = lines[from.min(to)..to].iter().copied();
            lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>()
        };
        chapters.cover = filled(0, contents).into_iter().map(str::to_string).collect();
        for (at, line) in filled(contents, body).into_iter().enumerate() {
            match at {
                0 => chapters.push(1, "contents".to_string(), line),
                _ => {
                    let mut row = cells(line);
                    row.resize(2, String::new());
                    chapters.contents.push(row);
                }
            }
        }
        for line in filled(body, end) {
            chapters.line(line);
        }
        chapters
    }

    /// The text of a section with all sections below it, for strings that must occur in their own section.
    pub fn text_of(&self, id: &str) -> Option<String> {
        let at = self.sections.iter().position(|section| section.id == id)?;
        let depth = self.sections[at].depth;
        let below = self.sections[at + 1..].iter().take_while(|section| section.depth > depth);
        let own: Vec<&Section> = std::iter::once(&self.sections[at]).chain(below).collect();
        let mut text: String =
            own.iter().map(|section| squash(&section.heading) + "\n" + &section.lines.join("\n")).collect();
        let mut add =
            |rows: &[Vec<String>]| rows.iter().flatten().for_each(|cell| text += &format!("\n{cell}"));
        let has = |id: &str| own.iter().any(|section| section.id == id);
        if has("contents") {
            add(&self.contents);
        }
        if has("1-2-2") {
            add(&self.status);
        }
        for example in self.examples.iter().filter(|example| has(&example.id)) {
            add(&[example.heads.clone(), example.indicator.clone()]);
        }
        if has("2-2-6") {
            add(&self.ranking);
            add(&[vec![squash(&self.ranking_title)]]);
        }
        Some(text)
    }

    fn push(&mut self, depth: usize, id: String, heading: &str) {
        let parent = self.sections.iter().rev().find(|section| section.depth < depth);
        let parent = parent.map(|section| section.id.clone()).unwrap_or_default();
        self.sections.push(Section { id, parent, heading: heading.to_string(), lines: Vec::new(), depth });
    }

    fn line(&mut self, line: &str) {
        if line.starts_with('|') || line.starts_with("- |") {
            return self.tree_line(line);
        }
        if line.contains('\t') {
            return self.table_line(line);
        }
        if let Some((depth, id)) = self.heading(line) {
            return self.push(depth, id, line);
        }
        // The title of the ranking and the source below it belong to the table, so they may be outside it.
        if line.starts_with('○') && self.ranking_title.is_empty() {
            self.ranking_title = line.to_string();
            return;
        }
        if line.starts_with('【') && !self.ranking.is_empty() && self.ranking_source.is_empty() {
            self.ranking_source = line.to_string();
            return;
        }
        if let Some(section) = self.sections.last_mut() {
            section.lines.push(squash(line));
        } else {
            self.leftover.push(line.to_string());
        }
    }

    /// Depth and id of a heading: 第1章, `1 …`, `(1) …`, (主な取組内容), the early plan's `I …` and 推進項目1, 【基本方針Ⅰ】.
    fn heading(&self, line: &str) -> Option<(usize, String)> {
        let last = |depth: usize| {
            let mut above = self.sections.iter().rev().filter(|section| section.depth == depth);
            above.next().map(|section| section.id.clone())
        };
        let number = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
        let (mark, _) = line.split_once(' ').unwrap_or((line, ""));
        if let Some(rest) =
            line.strip_prefix('第').filter(|rest| rest[number(rest).len()..].starts_with('章'))
        {
            return Some((1, number(rest)));
        }
        if !mark.is_empty() && mark == number(mark) {
            return Some((2, format!("{}-{mark}", last(1)?)));
        }
        let inside = mark.strip_prefix('(').and_then(|mark| mark.strip_suffix(')')).unwrap_or_default();
        if !inside.is_empty() && inside == number(inside) {
            return Some((3, format!("{}-{inside}", last(2)?)));
        }
        if line.starts_with("(主な") {
            return Some((4, format!("{}-1", last(3)?)));
        }
        if ["I", "II", "III"].contains(&mark) {
            return Some((5, format!("early-{mark}")));
        }
        if let Some(rest) = mark.strip_prefix("推進項目") {
            return Some((6, format!("early-{}", number(rest))));
        }
        let policy = mark.strip_prefix("【基本方針")?.chars().next()?;
        let policy = "ⅠⅡⅢ".chars().position(|c| c == policy)? + 1;
        Some((4, format!("{}-{policy}", last(3)?)))
    }

    /// A line of the trees in chapter 3. The conversion drew the lines, the words are the document's.
    fn tree_line(&mut self, line: &str) {
        let words = line.trim_start_matches('-').split('|').map(squash);
        let words: Vec<String> =
            words.filter(|word| !word.is_empty() && !word.chars().all(|c| c == '-')).collect();
        match self.sections.last_mut() {
            Some(section) => section.lines.extend(words),
            None => self.leftover.push(line.to_string()),
        }
    }

    /// The table of the early plan's state, the examples, or the ranking. The section above decides which.
    fn table_line(&mut self, line: &str) {
        let row = cells(line);
        let Some(section) = self.sections.last_mut() else { return self.leftover.push(line.to_string()) };
        match section.id.as_str() {
            "1-2-2" => self.status.push(row),
            "2-2-6" => self.ranking.push(row),
            id if section.depth == 6 => {
                let begun = self.examples.last().is_some_and(|example| example.id == id);
                if !begun {
                    section.lines.extend(row.first().cloned());
                    let (id, heading) = (section.id.clone(), section.heading.clone());
                    return self.examples.push(Example { id, heading, heads: row, indicator: Vec::new() });
                }
                let example = self.examples.last_mut().expect("an example that has begun");
                for cell in line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()) {
                    // ①… is the action, (具体的な取組) the measure; anything else belongs to the indicator.
                    match cell.chars().next() {
                        Some(first) if first == '(' || circled(first).is_some() => {
                            section.lines.extend(entries(cell))
                        }
                        _ => example.indicator.push(squash(cell)),
                    }
                }
            }
            _ => self.leftover.push(line.to_string()),
        }
    }
}

/// The cells of a line, without an empty one at its end.
fn cells(line: &str) -> Vec<String> {
    let mut cells: Vec<String> = line.split('\t').map(squash).collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// A list in one cell: an entry begins with ①, ・ or a bracket after a space.
fn entries(cell: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for word in cell.split_whitespace() {
        let begins = word.starts_with(|c: char| circled(c).is_some() || "・(".contains(c));
        match entries.last_mut() {
            Some(last) if !begins => last.push_str(word),
            _ => entries.push(word.to_string()),
        }
    }
    entries
}

#[test]
fn lists_in_a_cell_are_cut_at_their_marks() {
    assert_eq!(entries("①掲載 記事の充実 ②検討"), ["①掲載記事の充実", "②検討"]);
    assert_eq!(
        entries("(具体的な取組) ・開設し、 ・整備(平川(新設)、大内)"),
        ["(具体的な取組)", "・開設し、", "・整備(平川(新設)、大内)"]
    );
    assert_eq!(cells("1 本市の状況\t4"), ["1本市の状況", "4"]);
    assert_eq!(cells("(1) 人口推計\t"), ["(1)人口推計"]);
}
