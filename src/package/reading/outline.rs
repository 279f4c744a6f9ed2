//! The sheet 体系, whose rows form a tree.

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{MAX_DEPTH, outline};
use crate::locale::messages;
use crate::package::problems::catalogue as code;
use crate::package::reading::Reader;
use crate::package::reading::references::Ids;
use crate::package::reading::row::{Row, Table};
use crate::plan::OutlineRow;

pub(in crate::package) fn outline(reader: &mut Reader, table: &Table<OutlineRow>) -> Vec<OutlineRow> {
    let mut ids = Ids::default();
    let mut outline = Vec::new();
    for row in table.rows() {
        let of_plan = row.read(reader);
        row.check_id(&outline::ID, &mut reader.problems);
        ids.enter(reader, &row, &outline::ID, &of_plan.id);
        outline.push(of_plan);
    }
    parents(reader, table, &outline);
    outline
}

/// Checks that every parent exists and comes before its children, and that no row is below itself.
fn parents(reader: &mut Reader, table: &Table<OutlineRow>, outline: &[OutlineRow]) {
    let rows: Vec<Row<OutlineRow>> = table.rows().collect();
    let mut index_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, row) in outline.iter().enumerate() {
        index_of.entry(&row.id).or_insert(at);
    }
    let parent_of = |at: usize| index_of.get(outline[at].parent_id.as_deref()?).copied();
    let mut reported: BTreeSet<usize> = BTreeSet::new();
    let mut too_deep = None;
    for (at, row) in outline.iter().enumerate() {
        let Some(parent_id) = row.parent_id.as_deref() else { continue };
        let cell = |code| rows[at].problem(code, &outline::PARENT_ID);
        let Some(parent) = parent_of(at) else {
            reader.problems.push(cell(&code::MISSING_PARENT));
            continue;
        };
        // The path up from this row. It is at most as long as a sound outline is deep.
        let mut path = vec![at];
        let mut next = Some(parent);
        while let Some(above) = next {
            if path.contains(&above) || path.len() > MAX_DEPTH {
                break;
            }
            path.push(above);
            next = parent_of(above);
        }
        match next {
            // The circle is reported once, at its first row. Rows that only lead into it are not reported.
            Some(above) if above == at => {
                if path.iter().all(|row| !reported.contains(row)) {
                    let ids = path.iter().chain([&at]).map(|row| outline[*row].id.as_str());
                    let found = ids.collect::<Vec<_>>().join(" → ");
                    reader.problems.push(cell(&code::OUTLINE_CYCLE).found(found));
                }
                reported.extend(&path);
            }
            Some(above) if path.contains(&above) => {}
            // Reported once, at the first row. Rows below it are too deep with it.
            _ if path.len() > MAX_DEPTH => {
                too_deep.get_or_insert_with(|| cell(&code::TOO_DEEP).expected(MAX_DEPTH.to_string()));
            }
            None if parent > at => {
                let expected = messages().found.row(rows[parent].number);
                reader.problems.push(cell(&code::PARENT_AFTER_CHILD).found(parent_id).expected(expected));
            }
            _ => {}
        }
    }
    reader.problems.extend(too_deep);
}
