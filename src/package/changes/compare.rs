//! The comparison of two editions, row by row.

use std::collections::{BTreeMap, BTreeSet};

use super::recorded::Recorded;
use super::rows::{Cell, Key, Row, Says, rows};
use super::{Comparison, Doubt, Reported, Why};
use crate::format::{departments, glossary, pairs, statuses, tables};
use crate::locale::JA;
use crate::package::writing::write_sheets;
use crate::plan::{Change, ChangeKind, Correction, Plan};
use crate::search::fold;

/// What the newer edition has that the older one has not, as far as it does not say so itself.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// assert_eq!(package::changes(&Plan::default(), &Plan::default()), package::Comparison::default());
/// ```
pub fn changes(old: &Plan, new: &Plan) -> Comparison {
    let (old_shown, _) = old.corrected();
    let (new_shown, _) = new.corrected();
    let (before, after) = (rows(old, &old_shown), rows(new, &new_shown));
    let mut found = Comparison::default();
    if old.about.id != new.about.id {
        let (before, after) = (old.about.id.clone(), new.about.id.clone());
        let doubt = Doubt { why: Why::OtherPlan, table: String::new(), id: String::new(), before, after };
        found.doubts.push(doubt);
    }
    let both = Both {
        recorded: Recorded::of(new, old),
        before: before.iter().map(|row| (&row.key, row)).collect(),
        after: after.iter().map(|row| (&row.key, row)).collect(),
        items: [old, new].map(|plan| plan.items.iter().map(|item| item.id.as_str()).collect()),
    };
    both.gone(&before, &mut found);
    both.ended(old, &after, &mut found);
    for row in &after {
        both.row(row, &mut found);
    }
    found.changes = once(found.changes);
    found.others = others(old, new);
    found
}

/// Two lines of the schedule repeat the words of one action.
fn once(changes: Vec<Change>) -> Vec<Change> {
    let mut seen = BTreeSet::new();
    let key = |change: &Change| {
        [&change.table, &change.id, &change.column, &change.before, &change.after].map(String::clone)
    };
    changes.into_iter().filter(|change| seen.insert(key(change))).collect()
}

struct Both<'a> {
    recorded: Recorded<'a>,
    before: BTreeMap<&'a Key, &'a Row>,
    after: BTreeMap<&'a Key, &'a Row>,
    /// The ids of the items before and after.
    items: [BTreeSet<&'a str>; 2],
}

impl Both<'_> {
    /// The row that this one is compared with.
    fn other<'b>(rows: &BTreeMap<&Key, &'b Row>, row: &Row) -> Option<&'b Row> {
        rows.get(&row.key).or_else(|| rows.get(row.or.as_ref()?)).copied()
    }

    /// The rows of the plan that the newer edition has not. What an item had went with it.
    fn gone(&self, before: &[Row], found: &mut Comparison) {
        let is_gone = |row: &&Row| {
            let of_item = !row.owner.is_empty() && !self.items[1].contains(row.owner.as_str());
            row.is_planned && !of_item && Self::other(&self.after, row).is_none()
        };
        let named: BTreeMap<(&str, &str), &Row> =
            self.after.values().map(|row| ((row.sheet, row.name.as_str()), *row)).collect();
        // A reported row that is gone: the officer blanks no cell, so its texts are named one by one.
        let is_lost = |row: &&Row| {
            let is_kept = row.owner.is_empty() || self.items[1].contains(row.owner.as_str());
            !row.is_planned && is_kept && Self::other(&self.after, row).is_none()
        };
        for row in before.iter().filter(is_lost) {
            for cell in row.cells.values().filter(|cell| !matches!(cell.says, Says::Planned(_))) {
                let (column, printed) = (cell.head.clone(), cell.shown.clone());
                found.corrections.push(Correction { column, printed, ..correction(row) });
            }
        }
        for row in before.iter().filter(is_gone) {
            if self.recorded.has_end(row.sheet, &row.id) {
                continue;
            }
            let change = Change { before: row.name.clone(), ..change(row, ChangeKind::Removed) };
            found.changes.push(change);
            if row.is_linked {
                let same = named.get(&(row.sheet, row.name.as_str()));
                let new = same.filter(|same| !self.before.contains_key(&same.key));
                let why = if new.is_some() { Why::Renumbered } else { Why::Gone };
                let after = new.map_or(String::new(), |new| new.id.clone());
                found.doubts.push(doubt(why, row, &row.name, &after));
            }
        }
    }

    /// The ids of which the older edition says that they ended, and of which the newer one says nothing or has them again.
    fn ended(&self, old: &Plan, after: &[Row], found: &mut Comparison) {
        let linked = after.iter().filter(|row| row.is_linked);
        let linked: BTreeMap<(&str, &str), &Row> =
            linked.map(|row| ((row.sheet, row.id.as_str()), row)).collect();
        for change in old.changes.iter().filter(|change| change.is_end()) {
            let row = linked.get(&(change.table.as_str(), change.id.as_str()));
            let why = match row {
                Some(row) if !self.before.contains_key(&row.key) => Why::Revived,
                None if !self.recorded.has_end(&change.table, &change.id) => Why::Gone,
                _ => continue,
            };
            let after = row.map_or(String::new(), |row| row.name.clone());
            let (table, id, before) = (change.table.clone(), change.id.clone(), change.before.clone());
            found.doubts.push(Doubt { why, table, id, before, after });
        }
    }

    /// A row of the newer edition.
    fn row(&self, row: &Row, found: &mut Comparison) {
        let before = Self::other(&self.before, row);
        // What a new item has came with it.
        let of_new = !row.owner.is_empty() && !self.items[0].contains(row.owner.as_str());
        if before.is_none() && row.is_planned && !of_new && !self.recorded.has_begin(row) && has_kind(row) {
            found.changes.push(Change { after: row.name.clone(), ..change(row, ChangeKind::Added) });
        }
        let mut heads: Vec<_> = row.cells.keys().collect();
        heads.extend(before.iter().flat_map(|before| before.cells.keys()));
        heads.sort_unstable();
        heads.dedup();
        for at in heads {
            let (old, new) = (before.and_then(|before| before.cells.get(at)), row.cells.get(at));
            let Some(says) = new.or(old).map(|cell| cell.says) else { continue };
            match (old, new) {
                (Some(old), Some(new)) if old.is(new) => {}
                _ if matches!(says, Says::Planned(_)) && before.is_none() => {}
                _ => self.cell(row, (old, new), says, found),
            }
        }
    }

    /// A cell that differs.
    fn cell(
        &self,
        row: &Row,
        (old, new): (Option<&Cell>, Option<&Cell>),
        says: Says,
        found: &mut Comparison,
    ) {
        let text = |cell: Option<&Cell>| cell.map_or(String::new(), |cell| cell.shown.clone());
        let (before, after) = (text(old), text(new));
        let column = new.or(old).map_or(String::new(), |cell| cell.head.clone());
        let is_text = new.or(old).is_some_and(|cell| cell.is_text);
        match says {
            Says::Planned(kind) if !is_text || !same_letters(&before, &after) => {
                if !self.recorded.has_cell(row, &column, kind, &after) {
                    if kind == ChangeKind::Name && row.is_linked && nothing_common(&before, &after) {
                        found.doubts.push(doubt(Why::Reused, row, &before, &after));
                    }
                    found.changes.push(Change { column, before, after, ..change(row, kind) });
                }
            }
            Says::Planned(_) | Says::Reported if !before.is_empty() => {
                let (printed, corrected) = (before, after);
                found.corrections.push(Correction { column, printed, corrected, ..correction(row) });
            }
            _ => {
                let (table, id, name) = (row.sheet.to_owned(), row.id.clone(), row.name.clone());
                let column = match row.of.join(JA.text.between) {
                    of if of.is_empty() => column,
                    of => JA.check.with_head(column, of),
                };
                found.results.push(Reported { table, id, name, column, before, after });
            }
        }
    }
}

/// Whether the row can be added: a key of the sheet 計画 cannot.
fn has_kind(row: &Row) -> bool {
    !row.cells.is_empty() && row.sheet != pairs::TABLE.spec.sheet
}

fn change(row: &Row, kind: ChangeKind) -> Change {
    Change { table: row.sheet.to_owned(), id: row.id.clone(), kind, ..Change::default() }
}

/// A row of 訂正 for a cell. Of several grades of an item in a year, the id says which.
fn correction(row: &Row) -> Correction {
    let id = std::iter::once(&row.id).chain(&row.of).map(String::as_str).collect::<Vec<_>>().join(" ");
    Correction { table: row.sheet.to_owned(), id, ..Correction::default() }
}

fn doubt(why: Why, row: &Row, before: &str, after: &str) -> Doubt {
    let (table, id) = (row.sheet.to_owned(), row.id.clone());
    Doubt { why, table, id, before: before.to_owned(), after: after.to_owned() }
}

/// Whether two texts differ only in the form of their characters, in spaces or in line breaks.
fn same_letters(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// Whether two names share no two characters in a row.
fn nothing_common(a: &str, b: &str) -> bool {
    let pairs = |text: &str| {
        let letters: Vec<char> = fold(text).chars().collect();
        letters.windows(2).map(|pair| [pair[0], pair[1]]).collect::<BTreeSet<_>>()
    };
    pairs(a).is_disjoint(&pairs(b))
}

/// The sheets without rows that 変更 names, where they differ.
fn others(old: &Plan, new: &Plan) -> Vec<String> {
    let sheets = [old, new].map(|plan| {
        let sheets = write_sheets(plan).into_iter().map(|sheet| (sheet.name, sheet.rows));
        sheets.collect::<BTreeMap<String, Vec<Vec<String>>>>()
    });
    let known = [
        statuses::TABLE.spec.sheet,
        departments::TABLE.spec.sheet,
        tables::TABLE.spec.sheet,
        glossary::TABLE.spec.sheet,
    ];
    let own = sheets.iter().flat_map(BTreeMap::keys).filter(|name| name.starts_with(tables::OWN_SHEET));
    let own: BTreeSet<&str> = own.map(String::as_str).collect();
    let sorted = |rows: Option<&Vec<Vec<String>>>| {
        let mut rows = rows.cloned().unwrap_or_default();
        rows.sort_unstable();
        rows
    };
    let differs = |name: &&str| sorted(sheets[0].get(*name)) != sorted(sheets[1].get(*name));
    known.into_iter().chain(own).filter(differs).map(str::to_owned).collect()
}
