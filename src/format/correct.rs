//! Applies corrections: finds the cells that a correction names and gives the plan as it is shown.

use super::{
    Column, Field, Table, about, indicators, items, outline, ratings, results, schedule, sections, tables,
};
use crate::list::List;
use crate::plan::{
    Action, Assignment, Correction, CorrectionMiss, DocumentTable, FiscalYear, Item, MAX_GROWTH, MAX_WORK,
    Miss, Plan, Rating, ScheduleColumn, read_part,
};

impl Correction {
    /// How many times the cell holds the printed text; `None` where the search or the growth would pass the bounds.
    fn hits(&self, cell: &str, left: &mut usize) -> Option<usize> {
        if self.printed.is_empty() {
            return Some(0);
        }
        let hits = cell.matches(&self.printed).count();
        // The growth is computed before anything is written: a single row can ask for more text than memory holds.
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
    /// The plan as it is shown, with every correction applied, and the corrections that change nothing.
    pub fn corrected(&self) -> (Plan, Vec<CorrectionMiss>) {
        let mut plan = self.clone();
        let misses = plan.correct();
        (plan, misses)
    }

    /// Applies every correction and returns those that change nothing.
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

    /// The cells that a correction names. For a result or a rating the id is the item's, and a year may follow: `3-1-1a R6`.
    fn cells_mut(&mut self, sheet: &str, id: &str, head: &str) -> Vec<&mut String> {
        let first = self.about.first_year;
        if sheet == about::TABLE.spec.sheet {
            // In the sheet 計画 a row's id is its key, and the key names the column.
            cells(&about::TABLE, [&mut self.about], id, first)
        } else if sheet == outline::TABLE.spec.sheet {
            cells(&outline::TABLE, self.outline.iter_mut().find(|row| row.id == id), head, first)
        } else if sheet == items::TABLE.spec.sheet {
            cells(&items::TABLE, self.items.iter_mut().find(|item| item.id == id), head, first)
        } else if sheet == schedule::TABLE.spec.sheet {
            let part = read_part(head);
            let line = part.as_ref().map_or("", |of| &of.line);
            match self.action_index(id, line) {
                None => Vec::new(),
                Some((item, action)) if !self.schedule_columns.is_empty() && is_year(head, &part) => {
                    let of = part.unwrap_or_default();
                    let year =
                        if of.year.0 == 0 { FiscalYear::parse(head).unwrap_or_default() } else { of.year };
                    let columns = self.columns_of(&self.items[item].actions[action]);
                    let at = columns.iter().position(|found| *found == (year, of.part.as_str()));
                    let cells = &mut self.items[item].actions[action].cells;
                    at.and_then(|at| cells.get_mut(at)).into_iter().list()
                }
                Some((item, action)) => {
                    let row = Some(&mut self.items[item].actions[action]);
                    cells(&schedule::TABLE, row, head, first)
                }
            }
        } else if sheet == indicators::TABLE.spec.sheet {
            let mut rows = self.items.iter_mut().flat_map(|item| &mut item.indicators);
            cells(&indicators::TABLE, rows.find(|row| row.id == id), head, first)
        } else if sheet == results::TABLE.spec.sheet {
            let (item, year, which) = item_and_year(&mut self.items, id);
            let rows = item.into_iter().flat_map(|item| &mut item.results);
            let of_year = rows.filter(|row| which.is_empty() && year.is_none_or(|year| row.year == year));
            cells(&results::TABLE, only(of_year), head, first)
        } else if sheet == ratings::TABLE.spec.sheet {
            let (item, year, which) = item_and_year(&mut self.items, id);
            let rows = item.into_iter().flat_map(|item| &mut item.ratings);
            let of_year = rows.filter(|row| year.is_none_or(|year| row.year == year)).list();
            // A grade with fewer words than the others is named by all of its words.
            let is_exact = |row: &&mut Rating| row.words().join(" ") == which;
            let (exact, others): (Vec<_>, Vec<_>) = of_year.into_iter().partition(is_exact);
            let named = match exact.is_empty() {
                true => only(others.into_iter().filter(|row| is_which(row, which))),
                false => only(exact.into_iter()),
            };
            cells(&ratings::TABLE, named, head, first)
        } else if sheet == sections::TABLE.spec.sheet {
            cells(&sections::TABLE, self.sections.iter_mut().find(|row| row.id == id), head, first)
        } else if sheet == tables::TABLE.spec.sheet {
            cells(&tables::TABLE, self.tables.iter_mut().find(|row| row.id == id), head, first)
        } else {
            let of_sheet = |row: &&mut DocumentTable| sheet.strip_prefix(tables::OWN_SHEET) == Some(&row.id);
            let table = self.tables.iter_mut().find(of_sheet);
            table.and_then(|table| table_cell(table, id, head)).into_iter().list()
        }
    }
}

impl Plan {
    /// The action that an id names: the item's id and the action's mark, and a line may follow, `12③ 実績`. Without one
    /// it is the line of the column, else the first. The longest id is meant, as in 変更: `12` is the item 12, not the action 2
    /// of item 1.
    fn action_index(&self, id: &str, line: &str) -> Option<(usize, usize)> {
        let of_item = |(at, item): (usize, &Item)| {
            let mark = id.strip_prefix(item.id.as_str())?;
            let find = |is: &dyn Fn(&Action) -> bool| item.actions.iter().position(is);
            let named = |action: &Action| {
                mark.strip_prefix(&*action.mark)
                    .is_some_and(|rest| rest.strip_prefix(' ') == Some(&action.line))
            };
            let of_line = |action: &Action| action.mark == mark && action.line == line;
            let found =
                find(&of_line).or_else(|| find(&|action| action.mark == mark)).or_else(|| find(&named));
            Some((at, found?))
        };
        self.items.iter().enumerate().filter_map(of_item).max_by_key(|(at, _)| self.items[*at].id.len())
    }
}

/// Whether the head of a column of the schedule names a year.
fn is_year(head: &str, part: &Option<ScheduleColumn>) -> bool {
    part.is_some() || FiscalYear::parse(head).is_some()
}

/// The item, the year after its id, and the words after that: `3-1-1a R6 担当課`.
fn item_and_year<'a, 'b>(
    items: &'a mut [Item],
    id: &'b str,
) -> (Option<&'a mut Item>, Option<FiscalYear>, &'b str) {
    let (item_id, rest) = id.split_once(' ').unwrap_or((id, ""));
    let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let year = FiscalYear::parse(word);
    let which = if year.is_some() { after } else { rest };
    (items.iter_mut().find(|item| item.id == item_id), year, which)
}

/// Whether the words of an id are of a rating: its indicator, by whom it is, its aspect and its date, in this order, each if it is
/// needed. An indicator's rating is named by the indicator.
fn is_which(rating: &Rating, which: &str) -> bool {
    let mut left = which;
    for (nth, word) in rating.words().into_iter().enumerate() {
        match left.strip_prefix(word) {
            Some("") => left = "",
            Some(rest) if rest.starts_with(' ') => left = &rest[1..],
            _ if nth == 0 && rating.indicator_id.is_some() => return false,
            _ => {}
        }
    }
    left.is_empty()
}

/// The row, if there is one alone: a correction is of one cell.
fn only<'a, R>(rows: impl Iterator<Item = &'a mut R>) -> Option<&'a mut R> {
    let mut rows = rows.list();
    if rows.len() == 1 { rows.pop() } else { None }
}

/// The texts of each of the rows in the column with this head. `first` is the first year of the plan.
fn cells<'a, R>(
    table: &Table<R>,
    rows: impl IntoIterator<Item = &'a mut R>,
    head: &str,
    first: FiscalYear,
) -> Vec<&'a mut String> {
    let mut found = Vec::new();
    rows.into_iter().for_each(|row| texts(table, head, first, row, &mut found));
    found
}

/// The column with this head, and the year: for a column that repeats for each year, the one after its head.
fn named<'c, R>(column: &&'c Column<R>, head: &str) -> Option<(&'c Column<R>, FiscalYear)> {
    let spec = &column.spec;
    let year = match spec.is_years() {
        true => FiscalYear::parse(head.strip_prefix(spec.head)?)?,
        false if spec.head == head && spec.is_corrected => FiscalYear::default(),
        false => return None,
    };
    Some((column, year))
}

// A function of its own, so that it is compiled once for all tables; inlined it would be compiled for each.
#[inline(never)]
fn texts<'a, R>(
    table: &Table<R>,
    head: &str,
    first: FiscalYear,
    row: &'a mut R,
    found: &mut Vec<&'a mut String>,
) {
    let named = table.columns.iter().find_map(|column| named(column, head));
    let Some((column, year)) = named else { return };
    match column.field {
        Field::Text(of) => found.push((of.get_mut)(row)),
        Field::Departments(of) => {
            let name = |assignment: &'a mut Assignment| &mut assignment.department;
            found.extend((of.get_mut)(row).iter_mut().map(name));
        }
        Field::Cells(of) => {
            let index = usize::from(year.0.wrapping_sub(first.0));
            found.extend((of.get_mut)(row).get_mut(index));
        }
        Field::YearCells(of) => {
            let cell = (of.get_mut)(row).iter_mut().find(|cell| cell.year == year);
            found.extend(cell.map(|cell| &mut cell.printed));
        }
        // Ids, references, years and words of the format are not texts of the document.
        Field::Word(_)
        | Field::Id(_)
        | Field::Link(_)
        | Field::Reference(_)
        | Field::Owner
        | Field::Names(_)
        | Field::Tags(_)
        | Field::Levels(_)
        | Field::Year(_)
        | Field::MaybeYear(_)
        | Field::Choice(_)
        | Field::Reading(_) => {}
    }
}

/// A cell of one of the document's own tables. Rows are numbered from 1; row 0 is the head.
fn table_cell<'a>(table: &'a mut DocumentTable, row: &str, column: &str) -> Option<&'a mut String> {
    let at = (0..table.head.len()).find(|at| table.column_name(*at) == column)?;
    match row.parse().ok()? {
        0_usize => table.head.get_mut(at),
        row => table.rows.get_mut(row - 1)?.get_mut(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::OutlineRow;

    fn plan() -> Plan {
        let department = Assignment { department: "財政局".into(), lead: false };
        let row = OutlineRow { id: "1-1".into(), departments: vec![department], ..OutlineRow::default() };
        let item = Item { id: "1-1".into(), outline_id: "1-1".into(), ..Item::default() };
        Plan { outline: vec![OutlineRow::default(), row], items: vec![item], ..Plan::default() }
    }

    #[test]
    fn corrections_that_write_without_end_stop_and_say_where() {
        let mut plan = plan();
        plan.items[0].content = "a".into();
        let row = |column: &str, printed: &str, corrected: String| Correction {
            table: "取組".into(),
            id: "1-1".into(),
            column: column.into(),
            printed: printed.into(),
            corrected,
            ..Correction::default()
        };
        // 2^19 bytes and the growth before them are within the bound, 2^20 are not.
        plan.corrections = vec![row("内容", "a", "aa".into()); 40];
        let (shown, misses) = plan.corrected();
        assert_eq!(misses, [CorrectionMiss { index: 19, why: Miss::TooMuch }]);
        assert_eq!(shown.items[0].content.len(), 1 << 19);
        // A single row: 10,000 bytes become 10,000 times 10,000.
        plan.items[0].purpose = "b".repeat(10_000);
        plan.corrections = vec![row("目的", "b", "c".repeat(10_000))];
        assert_eq!(plan.corrected().1, [CorrectionMiss { index: 0, why: Miss::TooMuch }]);
        // A correction that adds nothing still searches and writes the whole text, once for each row.
        plan.items[0].purpose = "b".repeat(1_000_000);
        plan.corrections = vec![row("目的", "c", "d".into()); 300];
        let last = plan.corrected().1.pop();
        assert_eq!(last, Some(CorrectionMiss { index: 199, why: Miss::TooMuch }));
        assert_eq!((MAX_GROWTH, MAX_WORK), (1_000_000, 200_000_000));
    }

    #[test]
    fn of_two_actions_with_one_name_that_of_the_longest_id_is_meant() {
        let item = |id: &str, mark: &str| {
            let action = Action { mark: mark.into(), text: "税收".into(), ..Action::default() };
            Item { id: id.into(), actions: vec![action], ..Item::default() }
        };
        let mended = |items: Vec<Item>| {
            let row = Correction {
                table: "年次計画".into(),
                id: "12".into(),
                column: "取組内容".into(),
                printed: "收".into(),
                corrected: "収".into(),
                ..Correction::default()
            };
            let plan = Plan { items, corrections: vec![row], ..Plan::default() };
            let is_mended = |item: &Item| item.actions[0].text == "税収";
            plan.corrected().0.items.iter().map(is_mended).list()
        };
        assert_eq!(mended(vec![item("1", "2"), item("12", "")]), [false, true]);
        assert_eq!(mended(vec![item("12", ""), item("1", "2")]), [true, false]);
        assert_eq!(mended(vec![item("1", "2"), item("12", "①")]), [true, false]);
    }

    #[test]
    fn a_correction_changes_every_occurrence_and_one_that_matches_nothing_is_reported() {
        let mut plan = plan();
        plan.items[0].content = "税收と税收".into();
        let row = |printed: &str| Correction {
            table: "取組".into(),
            id: "1-1".into(),
            column: "内容".into(),
            printed: printed.into(),
            corrected: "税収".into(),
            ..Correction::default()
        };
        plan.outline[1].departments[0].department = "財政屋".into();
        let department = Correction { table: "体系".into(), column: "担当部署".into(), ..row("屋") };
        plan.corrections = vec![Correction { corrected: "局".into(), ..department }];
        assert_eq!(plan.corrected().0.outline[1].departments[0].department, "財政局");
        plan.corrections = vec![row("税收"), row("水道"), Correction { id: "9".into(), ..row("税收") }];
        let (shown, misses) = plan.corrected();
        assert_eq!(shown.items[0].content, "税収と税収");
        assert_eq!(plan.items[0].content, "税收と税收");
        assert_eq!(
            misses,
            [CorrectionMiss { index: 1, why: Miss::NoText }, CorrectionMiss { index: 2, why: Miss::NoCell }]
        );
    }
}
