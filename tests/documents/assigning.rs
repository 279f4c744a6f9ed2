//! The years of the cells in a row of 山口市: the rules of "Cells that cannot be assigned", written from their text.
//!
//! Counting begins after 「計 画」/「目標値」, without one empty cell at the very end of the line. Five cells are normal. A
//! short or long row follows a rule, and its 読み取り is inferred.

use crate::text::squash;

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Action,
    Target,
}

#[derive(Debug, PartialEq)]
pub struct Assigned {
    /// R5 … R9, without white space.
    pub years: [String; 5],
    pub inferred: bool,
    /// Whether rule 2 moved the value to the last year. Such a row lost its fourth year, not its fifth.
    pub value_at_end: bool,
    /// The cell that belongs to no year.
    pub sixth: Option<String>,
}

pub fn assign(cells: &[&str], kind: Kind) -> Assigned {
    let mut cells: Vec<String> = cells.iter().map(|cell| squash(cell)).collect();
    if cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    let inferred = cells.len() != 5;
    let sixth = (cells.len() > 5).then(|| cells.remove(5));
    assert!((1..=5).contains(&cells.len()), "a row with {} cells after the sixth was taken", cells.len());
    let begins_with_word = kind == Kind::Action && !cells[0].is_empty() && cells[0] != "→";
    let value_at_end = cells.len() < 5 && !begins_with_word && only_last_has_value(&cells);
    if cells.len() < 5 {
        // Without a rule for this row, its years would be a guess.
        assert!(kind == Kind::Target || begins_with_word || value_at_end, "no rule assigns {cells:?}");
        let lost = if value_at_end { cells.len() - 1 } else { cells.len() };
        while cells.len() < 5 {
            cells.insert(lost, String::new());
        }
    }
    let years = cells.try_into().expect("five cells");
    Assigned { years, inferred, value_at_end, sixth }
}

fn only_last_has_value(cells: &[String]) -> bool {
    let (last, before) = cells.split_last().expect("a row with cells");
    !before.is_empty() && !is_blank_or_dash(last) && before.iter().all(|cell| is_blank_or_dash(cell))
}

fn is_blank_or_dash(cell: &str) -> bool {
    ["", "-", "—", "―", "－", "–"].contains(&cell)
}

#[test]
fn each_rule_assigns_its_example() {
    let years = |cells: &[&str], kind| assign(cells, kind).years.join("|");
    assert_eq!(years(&["検 討", "→", "実施", "", "", ""], Kind::Action), "検討|→|実施||");
    assert!(!assign(&["", "", "", "", "実施", ""], Kind::Action).inferred);
    assert_eq!(years(&["実施", "→", "完 了", ""], Kind::Action), "実施|→|完了||");
    assert_eq!(years(&["", "", "", "実施"], Kind::Action), "||||実施");
    assert_eq!(years(&["-", "-", "-", "85.0%", ""], Kind::Target), "-|-|-||85.0%");
    assert_eq!(years(&["1", "-", "-", "1"], Kind::Target), "1|-|-|1|");
    let long = assign(&["実施", "→", "→", "→", "→", "→"], Kind::Action);
    assert_eq!((long.years.join("|"), long.sixth), ("実施|→|→|→|→".to_string(), Some("→".to_string())));
}
