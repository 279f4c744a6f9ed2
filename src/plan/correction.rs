//! Corrections: the printed text stays in the package, the corrected text is shown.

use super::{Action, Item, Plan};
use crate::list::List;

/// A row of the sheet 訂正.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// The sheet, 取組.
    pub table: String,
    /// The row's id; in 年次計画 the item's id and the action's mark, `12③`; in 計画 the key;
    /// in `表_<ID>` the number of the row below the head, from 1.
    pub id: String,
    /// The column's head.
    pub column: String,
    /// The wrong part as printed; every occurrence in the cell.
    pub printed: String,
    /// What it should say.
    pub corrected: String,
    /// Why.
    pub reason: String,
    /// When, for a correction by the city.
    pub date: String,
}

/// A correction that changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionMiss {
    /// Its place in [`Plan::corrections`].
    pub index: usize,
    /// Why it changes nothing.
    pub why: Miss,
}

/// Why a correction changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The plan has no such cell.
    NoCell,
    /// The cell does not have the printed text.
    NoText,
    /// With this one the corrections come to more than [`MAX_GROWTH`] or [`MAX_WORK`]: neither it nor any behind it is
    /// applied. So it is the last miss.
    TooMuch,
}

/// Bytes by which all corrections together may lengthen a plan. Forty rows that each write a word twice would else
/// fill any memory.
pub const MAX_GROWTH: usize = 1_000_000;
/// Bytes and items among which the corrections may look for what they correct, with every row anew. Ten thousand
/// corrections in cells as long as ten pages stay below it.
pub const MAX_WORK: usize = 200_000_000;

/// The reason of a row that corrects nothing: the officer has looked, and the cell is right as it is.
pub const CONFIRMED: &str = "確認済み";

impl Correction {
    /// Whether the row confirms a cell as it reads, instead of correcting it. Such a row is in no list of corrections.
    pub fn is_confirmation(&self) -> bool {
        self.printed == self.corrected && self.reason.trim() == CONFIRMED
    }

    /// How often the printed text stands in a cell; `None` where looking and writing no longer fit into what is left.
    fn hits(&self, cell: &str, left: &mut usize) -> Option<usize> {
        if self.printed.is_empty() {
            return Some(0);
        }
        let hits = cell.matches(&self.printed).count();
        // Counted before anything is written: one row alone can stand for more than any memory holds.
        let growth = hits.saturating_mul(self.corrected.len().saturating_sub(self.printed.len()));
        let work = growth.saturating_mul(MAX_WORK / MAX_GROWTH).saturating_add(cell.len());
        pay(left, work).then_some(hits)
    }
}

fn pay(left: &mut usize, work: usize) -> bool {
    let enough = work <= *left;
    *left = left.saturating_sub(work);
    enough
}

impl Plan {
    /// The plan as it is shown: every correction applied. Those that change nothing are returned beside it.
    pub fn corrected(&self) -> (Plan, Vec<CorrectionMiss>) {
        let mut plan = self.clone();
        let misses = plan.correct();
        (plan, misses)
    }

    /// Applies every correction, and tells which change nothing.
    pub fn correct(&mut self) -> Vec<CorrectionMiss> {
        let mut misses = Vec::new();
        let mut left = MAX_WORK;
        let corrections = std::mem::take(&mut self.corrections);
        for (index, correction) in corrections.iter().enumerate() {
            if correction.is_confirmation() {
                continue;
            }
            let items = self.items.len();
            let cells = self.cells_mut(&correction.table, &correction.id, &correction.column);
            let mut why = Some(if cells.is_empty() { Miss::NoCell } else { Miss::NoText });
            let is_paid = pay(&mut left, items)
                && cells.into_iter().all(|cell| match correction.hits(cell, &mut left) {
                    Some(hits) if hits > 0 => {
                        *cell = cell.replace(&correction.printed, &correction.corrected);
                        why = None;
                        true
                    }
                    hits => hits.is_some(),
                });
            if !is_paid {
                misses.push(CorrectionMiss { index, why: Miss::TooMuch });
                break;
            }
            misses.extend(why.map(|why| CorrectionMiss { index, why }));
        }
        self.corrections = corrections;
        misses
    }

    /// The rows of 訂正 that correct something, for lists of corrections.
    pub fn corrections_shown(&self) -> impl Iterator<Item = &Correction> {
        self.corrections.iter().filter(|correction| !correction.is_confirmation())
    }

    /// The cells that a correction names. A result is named by its item; the year may follow: `3-1-1a R6`.
    fn cells_mut(&mut self, table: &str, id: &str, column: &str) -> Vec<&mut String> {
        let first_year = self.about.first_year.0;
        match table {
            "計画" => about_cell(&mut self.about, id).into_iter().list(),
            "体系" => {
                let row = self.outline.iter_mut().find(|row| row.id == id);
                if column == "担当部署" {
                    return row.map_or(Vec::new(), |row| names_mut(&mut row.departments));
                }
                row.and_then(|row| match column {
                    "記号" => Some(&mut row.mark),
                    "名称" => Some(&mut row.name),
                    "説明" => Some(&mut row.description),
                    "ページ" => Some(&mut row.page),
                    "注記" => Some(&mut row.note),
                    _ => None,
                })
                .into_iter()
                .list()
            }
            "取組" => {
                let item = self.items.iter_mut().find(|item| item.id == id);
                if column == "担当部署" {
                    return item.map_or(Vec::new(), |item| names_mut(&mut item.departments));
                }
                item.and_then(|item| match column {
                    "記号" => Some(&mut item.mark),
                    "名称" => Some(&mut item.name),
                    "目的" => Some(&mut item.purpose),
                    "内容" => Some(&mut item.content),
                    "ページ" => Some(&mut item.page),
                    "注記" => Some(&mut item.note),
                    _ => None,
                })
                .into_iter()
                .list()
            }
            "年次計画" => {
                let of_id = |item_id: &str, action: &Action| id.strip_prefix(item_id) == Some(&action.mark);
                let found = self.items.iter_mut().find_map(|item| {
                    let Item { id, actions, .. } = item;
                    actions.iter_mut().find(|action| of_id(id, action))
                });
                let Some(action) = found else { return Vec::new() };
                match column {
                    "取組内容" => return vec![&mut action.text],
                    "注記" => return vec![&mut action.note],
                    _ => {}
                }
                let year = super::FiscalYear::parse(column).map(|year| year.0.wrapping_sub(first_year));
                year.and_then(|at| action.cells.get_mut(usize::from(at))).into_iter().list()
            }
            "指標" => {
                let indicator =
                    self.items.iter_mut().flat_map(|item| &mut item.indicators).find(|row| row.id == id);
                indicator.and_then(|row| indicator_cell(row, column)).into_iter().list()
            }
            "実績" => {
                let (item_id, year) = match id.split_once(' ') {
                    Some((item_id, year)) => (item_id, super::FiscalYear::parse(year)),
                    None => (id, None),
                };
                let results =
                    self.items.iter_mut().find(|item| item.id == item_id).map(|item| &mut item.results);
                let of_year =
                    results.into_iter().flatten().filter(|row| year.is_none_or(|year| row.year == year));
                of_year
                    .filter_map(|row| match column {
                        "実績" => Some(&mut row.text),
                        "状況" => Some(&mut row.status),
                        "理由" => Some(&mut row.reason),
                        _ => None,
                    })
                    .list()
            }
            "本文" => {
                let section = self.sections.iter_mut().find(|section| section.id == id);
                section
                    .and_then(|section| match column {
                        "見出し" => Some(&mut section.heading),
                        "本文" => Some(&mut section.text),
                        _ => None,
                    })
                    .into_iter()
                    .list()
            }
            "表" => {
                let table = self.tables.iter_mut().find(|table| table.id == id);
                table
                    .and_then(|table| match column {
                        "表題" => Some(&mut table.title),
                        "注記" => Some(&mut table.note),
                        _ => None,
                    })
                    .into_iter()
                    .list()
            }
            _ => {
                let table = self.tables.iter_mut().find(|row| table.strip_prefix("表_") == Some(&row.id));
                table.and_then(|table| table_cell(table, id, column)).into_iter().list()
            }
        }
    }
}

/// A cell of the document's own table: the row by its number from 1, 0 being the head.
fn table_cell<'a>(table: &'a mut super::DocumentTable, row: &str, column: &str) -> Option<&'a mut String> {
    let at = (0..table.head.len()).find(|at| table.column_name(*at) == column)?;
    match row.parse().ok()? {
        0_usize => table.head.get_mut(at),
        row => table.rows.get_mut(row - 1)?.get_mut(at),
    }
}

fn names_mut(assignments: &mut [super::Assignment]) -> Vec<&mut String> {
    assignments.iter_mut().map(|assignment| &mut assignment.department).list()
}

fn about_cell<'a>(about: &'a mut super::About, key: &str) -> Option<&'a mut String> {
    Some(match key {
        "計画名" => &mut about.title,
        "副題" => &mut about.subtitle,
        "自治体名" => &mut about.municipality,
        "公表日" => &mut about.published,
        "出典名" => &mut about.source_title,
        "利用条件" => &mut about.licence,
        "問合せ先" => &mut about.contact,
        "部署の見出し" => &mut about.departments_label,
        "目的の見出し" => &mut about.purpose_label,
        "内容の見出し" => &mut about.content_label,
        "指標の見出し" => &mut about.indicators_label,
        "実績の見出し" => &mut about.results_label,
        _ => return None,
    })
}

fn indicator_cell<'a>(row: &'a mut super::Indicator, column: &str) -> Option<&'a mut String> {
    let of_year = |cells: &'a mut Vec<super::YearCell>, head: &str| {
        let year = super::FiscalYear::parse(head)?;
        cells.iter_mut().find(|cell| cell.year == year).map(|cell| &mut cell.printed)
    };
    match column {
        "指標名" => Some(&mut row.name),
        "系列" => Some(&mut row.series),
        "単位" => Some(&mut row.unit),
        "基準値" => Some(&mut row.baseline),
        "参考名" => Some(&mut row.reference_name),
        "参考値" => Some(&mut row.reference),
        "時点" => Some(&mut row.as_of),
        "注記" => Some(&mut row.note),
        _ => match (column.strip_prefix("目標"), column.strip_prefix("実績")) {
            (Some(head), _) => of_year(&mut row.targets, head),
            (_, Some(head)) => of_year(&mut row.actuals, head),
            _ => None,
        },
    }
}
