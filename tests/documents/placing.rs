//! Where the cells of a 山口市 row belong: the rules of "Cells that cannot be placed", written from their text.
//!
//! Cells are counted after 「計 画」/「目標値」, one empty cell at the very end of the line left out. Five cells are
//! printed; a short or long row is entered under a rule and says so.

use crate::text::squash;

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Action,
    Target,
}

#[derive(Debug, PartialEq)]
pub struct Placed {
    /// R5 … R9, without white space.
    pub years: [String; 5],
    pub inferred: bool,
    /// Whether rule 2 moved the value to the last year: such a row lost its fourth year, not its fifth.
    pub value_at_end: bool,
    /// The cell that stands under no year.
    pub sixth: Option<String>,
}

pub fn place(cells: &[&str], kind: Kind) -> Placed {
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
        // An action row that no rule covers would be placed by a guess.
        assert!(kind == Kind::Target || begins_with_word || value_at_end, "no rule places {cells:?}");
        let lost = if value_at_end { cells.len() - 1 } else { cells.len() };
        while cells.len() < 5 {
            cells.insert(lost, String::new());
        }
    }
    let years = cells.try_into().expect("five cells");
    Placed { years, inferred, value_at_end, sixth }
}

fn only_last_has_value(cells: &[String]) -> bool {
    let (last, before) = cells.split_last().expect("a row with cells");
    !before.is_empty() && !is_blank_or_dash(last) && before.iter().all(|cell| is_blank_or_dash(cell))
}

fn is_blank_or_dash(cell: &str) -> bool {
    ["", "-", "—", "―", "－", "–"].contains(&cell)
}

#[test]
fn each_rule_places_its_example() {
    let years = |cells: &[&str], kind| place(cells, kind).years.join("|");
    assert_eq!(years(&["検 討", "→", "実施", "", "", ""], Kind::Action), "検討|→|実施||");
    assert!(!place(&["", "", "", "", "実施", ""], Kind::Action).inferred);
    assert_eq!(years(&["実施", "→", "完 了", ""], Kind::Action), "実施|→|完了||");
    assert_eq!(years(&["", "", "", "実施"], Kind::Action), "||||実施");
    assert_eq!(years(&["-", "-", "-", "85.0%", ""], Kind::Target), "-|-|-||85.0%");
    assert_eq!(years(&["1", "-", "-", "1"], Kind::Target), "1|-|-|1|");
    let long = place(&["実施", "→", "→", "→", "→", "→"], Kind::Action);
    assert_eq!((long.years.join("|"), long.sixth), ("実施|→|→|→|→".to_string(), Some("→".to_string())));
}
