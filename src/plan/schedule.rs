//! What a row of the schedule says: entries and arrows, and which entry an arrow carries on.

/// One line of a schedule cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Words.
    Text(String),
    /// An arrow as printed.
    Arrow,
}

/// What one cell of a row means once the arrows are joined to the words before them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScheduleCell {
    /// Texts and arrows in printed order.
    pub entries: Vec<Entry>,
    /// For each entry: the texts that it carries on. A text carries on nothing; an arrow that can be joined to no
    /// single entry has an empty list too.
    pub continues: Vec<Vec<String>>,
}

/// The entries of one printed cell, one a line.
pub fn read_cell(printed: &str) -> Vec<Entry> {
    let lines = printed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| if line == "→" { Entry::Arrow } else { Entry::Text(line.to_owned()) }).collect()
}

/// The cells of one row, each arrow joined to what it carries on (data-format, "Schedule cells").
///
/// Arrows speak of the last cell before them that holds words. One arrow alone carries on all of that cell; as many
/// arrows as that cell has entries carry on one each, in order; any other number is joined to nothing. A blank cell
/// ends the bar.
pub fn read_row(cells: &[String]) -> Vec<ScheduleCell> {
    // What can be carried on: the entries of the last cell with words, an arrow among them standing for its texts.
    let mut open: Vec<Vec<String>> = Vec::new();
    let mut row = Vec::with_capacity(cells.len());
    for printed in cells {
        let entries = read_cell(printed);
        let arrows = entries.iter().filter(|entry| **entry == Entry::Arrow).count();
        let has_words = arrows < entries.len();
        let mut slots = open.iter();
        let continues: Vec<Vec<String>> = entries
            .iter()
            .map(|entry| match entry {
                Entry::Text(_) => Vec::new(),
                Entry::Arrow if arrows == 1 && !has_words => open.concat(),
                Entry::Arrow if arrows == open.len() => slots.next().cloned().unwrap_or_default(),
                Entry::Arrow => Vec::new(),
            })
            .collect();
        if entries.is_empty() {
            open.clear();
        } else if has_words {
            open = entries
                .iter()
                .zip(&continues)
                .map(|(entry, carried)| match entry {
                    Entry::Text(text) => vec![text.clone()],
                    Entry::Arrow => carried.clone(),
                })
                .collect();
        }
        row.push(ScheduleCell { entries, continues });
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each cell as `text` or `→text+text` (what an arrow carries on), joined by ` / `.
    fn check(cells: &[&str], expect: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let read: Vec<String> = read_row(&cells)
            .iter()
            .map(|cell| {
                let parts = cell.entries.iter().zip(&cell.continues).map(|(entry, carried)| match entry {
                    Entry::Text(text) => text.clone(),
                    Entry::Arrow => format!("→{}", carried.join("+")),
                });
                parts.collect::<Vec<_>>().join(" / ")
            })
            .collect();
        assert_eq!(read, expect);
    }

    #[test]
    fn one_arrow_alone_carries_on_the_whole_cell() {
        check(&["検討", "→", "実施", "→", "→"], &["検討", "→検討", "実施", "→実施", "→実施"]);
        check(&["a\nb", "→", "→"], &["a / b", "→a+b", "→a+b"]);
    }

    #[test]
    fn as_many_arrows_as_entries_carry_on_one_each() {
        check(
            &["", "", "太陽光\nLED", "→\n→", "→\n→"],
            &["", "", "太陽光 / LED", "→太陽光 / →LED", "→太陽光 / →LED"],
        );
    }

    #[test]
    fn an_arrow_beside_new_text_carries_on_the_old() {
        check(&["第3期", "→", "→", "→\n第4期の策定"], &["第3期", "→第3期", "→第3期", "→第3期 / 第4期の策定"]);
    }

    #[test]
    fn any_other_number_is_joined_to_nothing() {
        check(&["a\nb\nc", "→\n→"], &["a / b / c", "→ / →"]);
        check(&["a\nb", "→\nc"], &["a / b", "→ / c"]);
    }

    #[test]
    fn a_blank_cell_ends_the_bar() {
        check(&["a", "", "→"], &["a", "", "→"]);
    }
}
