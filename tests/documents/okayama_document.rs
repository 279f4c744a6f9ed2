//! The test's own reading of 岡山市's document: the index and the twelve tables, cell by cell.

use crate::text::{Heading, circled, squash, without_tags};

/// Words of headers and titles that are not data. Every other cell of the document must be compared with the package.
const HEADER_WORDS: [&str; 19] = [
    "行財政改革推進の体系",
    "行財政改革を推進するための取組項目",
    "後期中期計画（行革プラン）に基づく施策の展開",
    "後期中期計画(行革プラン)に基づく施策の展開",
    "取組項目",
    "ページ",
    "年度ごとの取組",
    // The twelve tables have different heads for their last column.
    "令和6年度の取組実績",
    "令和6年度の実績",
    "<施策>",
    "＜施策＞",
    "<展開>",
    "＜展開＞",
    "<項目名>",
    "＜項目名＞",
    "(具体的取組)",
    "<概要>",
    "＜概要＞",
    "担当部局",
];

/// The year columns, in the order of every table.
pub const YEARS: [&str; 5] = ["R3", "R4", "R5", "R6", "R7"];

/// The 施策, 展開 and 項目 of a row.
#[derive(Clone)]
pub struct Path {
    pub levels: [Heading; 3],
}

impl Path {
    pub fn id(&self, depth: usize) -> String {
        self.levels[..depth].iter().map(Heading::id).collect::<Vec<_>>().join("-")
    }
}

pub struct IndexRow {
    pub path: Path,
    pub departments: String,
    pub page: String,
    pub text: String,
}

pub struct TableRow {
    pub path: Path,
    /// The 具体的取組, where the 項目 has one.
    pub measure: Option<Heading>,
    pub summary: String,
    pub years: [Vec<String>; 5],
    pub result: String,
    /// The whole line without white space.
    pub text: String,
}

impl TableRow {
    pub fn id(&self) -> String {
        let letter = self.measure.as_ref().map(Heading::id).unwrap_or_default();
        self.path.id(3) + &letter
    }
}

#[derive(Default)]
pub struct Document {
    pub title: String,
    pub index: Vec<IndexRow>,
    /// The number of tables, counted by their header rows.
    pub tables: usize,
    pub rows: Vec<TableRow>,
    /// The headings 「施策1 …」 above the tables.
    pub sections: Vec<Heading>,
    /// Cells that are neither a header word nor read into a field.
    pub leftover: Vec<String>,
    pub text: String,
}

impl Document {
    pub fn parse(text: &str) -> Document {
        let mut document = Document { text: squash(&without_tags(text)), ..Document::default() };
        let mut above: Option<Path> = None;
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells.len() {
                _ if cells.iter().all(|cell| cell.trim().is_empty()) => {}
                _ if document.is_header(&cells) => document.tables += usize::from(is_year_header(&cells)),
                11 if !cells[0].is_empty() => document.table_row(line, &cells),
                5 => above = document.index_row(&cells, above),
                _ => document.single(line),
            }
        }
        document
    }

    fn is_header(&self, cells: &[&str]) -> bool {
        let word = |cell: &&str| {
            let cell = squash(cell);
            cell.is_empty() || HEADER_WORDS.contains(&cell.as_str()) || YEARS.contains(&cell.as_str())
        };
        cells.iter().all(word)
    }

    /// A row of the index. Empty first cells repeat the 施策 and 展開 above.
    fn index_row(&mut self, cells: &[&str], above: Option<Path>) -> Option<Path> {
        let level = |depth: usize| match cells[depth].trim() {
            "" => above.as_ref().map(|path| path.levels[depth].clone()),
            printed => Heading::parse(printed),
        };
        let (Some(policy), Some(group), Some(item)) = (level(0), level(1), Heading::parse(cells[2])) else {
            self.leftover.push(cells.join("\t"));
            return above;
        };
        let path = Path { levels: [policy, group, item] };
        let text =
            path.levels.iter().map(|level| format!("{}{}", level.mark, level.name)).collect::<String>();
        self.index.push(IndexRow {
            path: path.clone(),
            departments: cells[3].to_string(),
            page: cells[4].to_string(),
            text: text + &squash(cells[3]) + &squash(cells[4]),
        });
        Some(path)
    }

    fn table_row(&mut self, line: &str, cells: &[&str]) {
        let measure = Heading::parse(cells[3]);
        let levels = [0, 1, 2].map(|depth| Heading::parse(cells[depth]));
        let [Some(policy), Some(group), Some(item)] = levels else {
            return self.leftover.push(line.to_string());
        };
        if measure.is_none() && !cells[3].trim().is_empty() {
            self.leftover.push(cells[3].to_string());
        }
        self.rows.push(TableRow {
            path: Path { levels: [policy, group, item] },
            measure,
            summary: without_tags(cells[4]),
            years: [5, 6, 7, 8, 9].map(|column| entries(cells[column])),
            result: without_tags(cells[10]),
            text: squash(&without_tags(line)),
        });
    }

    /// A line outside the tables: the title and the headings 「施策1 …」.
    fn single(&mut self, line: &str) {
        let heading = squash(line).strip_prefix("施策").and_then(Heading::parse);
        match heading {
            Some(heading) => self.sections.push(heading),
            None if self.title.is_empty() => self.title = line.to_string(),
            None => self.leftover.push(line.to_string()),
        }
    }
}

fn is_year_header(cells: &[&str]) -> bool {
    cells.len() > 9 && cells[5..10] == YEARS
}

/// The entries of a schedule cell in printed order. `・` after a space begins an entry and is layout. A cell without
/// any is cut at its spaces. Arrows are separate entries.
fn entries(cell: &str) -> Vec<String> {
    let cell = without_tags(cell);
    let bulleted = cell.split_whitespace().any(|word| word.starts_with('・'));
    let mut entries: Vec<String> = Vec::new();
    for word in cell.split_whitespace() {
        let text = word.strip_prefix('・').unwrap_or(word);
        match entries.last_mut() {
            Some(last) if bulleted && text == word && word != "→" && last != "→" => last.push_str(word),
            _ => entries.push(text.to_string()),
        }
    }
    entries
}

#[test]
fn schedule_cells_are_cut_as_the_rules_say() {
    assert_eq!(entries("・第2期の実施 ・第3期の策定"), ["第2期の実施", "第3期の策定"]);
    assert_eq!(entries("→ ・要望・意見の受付 →"), ["→", "要望・意見の受付", "→"]);
    assert_eq!(entries("構築中 追加"), ["構築中", "追加"]);
    assert_eq!(entries("<ul style=\"list-style-type: none\"> ・全庁調査 ・改正 </ul>"), ["全庁調査", "改正"]);
    assert!(circled('①') == Some(1) && entries("").is_empty());
}
