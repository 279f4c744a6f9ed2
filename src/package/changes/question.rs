//! The one question before a plan is published: how many results are new, how many targets are other, which items come and
//! go, and whether that is right.

use super::{Comparison, changes};
use crate::format::items;
use crate::locale::JA;
use crate::plan::{ChangeKind, Plan};

/// How many ids are named; of more only the number is said.
const NAMED: usize = 5;

/// What is different between the published plan and the new one, with counts, and the question whether it is right. It counts
/// everything that a reader of the page will find different: also what the new plan says in 変更 and 訂正 itself.
///
/// ```
/// use machi_plan::{package, plan::Plan};
/// let question = package::changes_question(&Plan::default(), &Plan::default());
/// assert_eq!(question, "公開中の計画と違いはありません。");
/// ```
pub fn changes_question(published: &Plan, new: &Plan) -> String {
    let found = seen(published, new);
    let words = &JA.editions;
    let is_item = |table: &str| table == items::TABLE.spec.sheet;
    let of = |kind: ChangeKind, of_items: bool| -> Vec<&str> {
        let rows = found.changes.iter().filter(|row| row.kind == kind && is_item(&row.table) == of_items);
        rows.map(|row| row.id.as_str()).collect()
    };
    let (gone, added) = (of(ChangeKind::Removed, true), of(ChangeKind::Added, true));
    let targets = of(ChangeKind::Target, false).len();
    let named = gone.len() + added.len() + targets;
    let counts: [(usize, &dyn Fn(usize) -> String); 6] = [
        (found.results.len(), &|count| words.new_results(count)),
        (targets, &|count| words.other_targets(count)),
        (gone.len(), &|count| words.items_gone(count, listed(&gone))),
        (added.len(), &|count| words.items_added(count, listed(&added))),
        (found.corrections.len(), &|count| words.other_values(count)),
        (found.changes.len() - named, &|count| words.other_cells(count)),
    ];
    let counted = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, say)| say(count));
    let others = (!found.others.is_empty()).then(|| words.other_sheets(found.others.join(JA.text.between)));
    let parts: Vec<String> = counted.chain(others).collect();
    match parts.is_empty() {
        true => words.question_same.to_owned(),
        false => words.question(parts.join(JA.text.between)),
    }
}

/// The differences that a reader of the page sees, whether 変更 and 訂正 say them or not.
fn seen(published: &Plan, new: &Plan) -> Comparison {
    let silent = |plan: &Plan| Plan { changes: Vec::new(), corrections: Vec::new(), ..plan.corrected().0 };
    changes(&silent(published), &silent(new))
}

/// Whether the editions are the same to a reader of the page, and the newer one needs no row.
pub fn is_same_edition(old: &Plan, new: &Plan, found: &Comparison) -> bool {
    *found == Comparison::default() && seen(old, new) == Comparison::default()
}

fn listed(ids: &[&str]) -> String {
    let named = ids[..ids.len().min(NAMED)].join(JA.text.between);
    if ids.len() > NAMED { JA.editions.and_others(named, ids.len() - NAMED) } else { named }
}
