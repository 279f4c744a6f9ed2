//! The content of a schedule row: entries, arrows, and the entry that each arrow continues.
use super::Action;
use crate::list::List;

/// One line of a schedule cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Words.
    Text(String),
    /// An arrow as printed.
    Arrow,
}

/// The meaning of one cell of a row, after the arrows are joined to the words before them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScheduleCell {
    /// Texts and arrows in printed order.
    pub entries: Vec<Entry>,
    /// For each entry, the texts that it continues. A text continues nothing. An arrow that cannot be joined to one
    /// entry has an empty list too.
    pub continues: Vec<Vec<String>>,
    /// For each entry, the part of the year that prints it; empty for the whole year. [`read_row`] leaves the list
    /// empty.
    pub parts: Vec<String>,
}

/// The entries of one printed cell, one for each line. A dot before a text is layout; a dot inside it is text.
pub fn read_cell(printed: &str) -> Vec<Entry> {
    let lines = printed.lines().map(|line| line.trim().trim_start_matches('・').trim_start());
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(|line| if line == "→" { Entry::Arrow } else { Entry::Text(line.to_owned()) }).list()
}

/// A text of the schedule and the years that it spans.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The words as printed.
    pub text: String,
    /// The indices of its years in the plan's years, ascending: its own year, and those in which an arrow continues
    /// it.
    pub years: Vec<usize>,
    /// Whether one arrow alone continues this entry and others of its cell. The document does not say which of them
    /// it means; our rule takes all.
    pub by_rule: bool,
}

/// The bars of one row, and the year indices of the arrows that cannot be joined to one entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// In printed order, by their first year.
    pub bars: Vec<Bar>,
    /// One year index for each such arrow.
    pub loose: Vec<usize>,
}

/// The cells of one row, each arrow joined to the entry that it continues. `docs/reading.md` gives examples.
///
/// An arrow refers to the last cell before it that holds words. One arrow alone continues every entry of that cell.
/// If there are as many arrows as entries, each arrow continues one entry, in order. Any other number of arrows is
/// joined to nothing. A blank cell ends the bar.
pub fn read_row(cells: &[String]) -> Vec<ScheduleCell> {
    let (joined, bars) = join(cells);
    let texts = |carried: Vec<usize>| carried.into_iter().map(|bar| bars[bar].text.clone()).list();
    let cell = |cell: Joined| {
        let (entries, carried): (Vec<Entry>, Vec<Vec<usize>>) = cell.into_iter().unzip();
        let texts = entries.iter().zip(carried).map(|(entry, carried)| match entry {
            Entry::Text(_) => Vec::new(),
            Entry::Arrow => texts(carried),
        });
        ScheduleCell { continues: texts.list(), entries, parts: Vec::new() }
    };
    joined.into_iter().map(cell).list()
}

impl Action {
    /// Whether an arrow of the row continues several entries, which is a rule of ours: see [`Bar::by_rule`].
    pub fn has_arrow_by_rule(&self) -> bool {
        read_bars(&self.cells).bars.iter().any(|bar| bar.by_rule)
    }
}

/// The same row as bars: one entry and its arrows are one bar; each of several entries in a cell is a bar of its own.
pub fn read_bars(cells: &[String]) -> Bars {
    let (joined, bars) = join(cells);
    let loose = joined.iter().enumerate().flat_map(|(year, cell)| {
        let loose = cell.iter().filter(|(entry, carried)| *entry == Entry::Arrow && carried.is_empty());
        loose.map(move |_| year)
    });
    Bars { loose: loose.list(), bars }
}

/// The entries of a cell, each with the bars that it belongs to: a text begins a bar, an arrow continues some.
type Joined = Vec<(Entry, Vec<usize>)>;

fn join(cells: &[String]) -> (Vec<Joined>, Vec<Bar>) {
    let mut bars: Vec<Bar> = Vec::new();
    // The bars that an arrow may continue: one list for each entry of the last cell with words. An arrow in that cell
    // counts with the texts that it continues.
    let mut open: Vec<Vec<usize>> = Vec::new();
    let mut row = Vec::with_capacity(cells.len());
    for (year, printed) in cells.iter().enumerate() {
        let entries = read_cell(printed);
        let arrows = entries.iter().filter(|entry| **entry == Entry::Arrow).count();
        let has_words = arrows < entries.len();
        let mut slots = open.iter();
        let mut joined = Joined::new();
        for entry in entries {
            let of = match &entry {
                Entry::Text(text) => {
                    bars.push(Bar { text: text.clone(), years: vec![year], by_rule: false });
                    vec![bars.len() - 1]
                }
                Entry::Arrow if arrows == 1 && !has_words => open.concat(),
                Entry::Arrow if arrows == open.len() => slots.next().cloned().unwrap_or_default(),
                Entry::Arrow => Vec::new(),
            };
            if entry == Entry::Arrow {
                for bar in &of {
                    bars[*bar].years.push(year);
                    bars[*bar].by_rule |= of.len() > 1;
                }
            }
            joined.push((entry, of));
        }
        if joined.is_empty() {
            open.clear();
        } else if has_words {
            open = joined.iter().map(|(_, of)| of.clone()).list();
        }
        row.push(joined);
    }
    (row, bars)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each cell as `text` or `→text+text` (the texts that an arrow continues), joined by ` / `.
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
    fn a_dot_before_a_text_is_layout() {
        check(&["・a・b\n・ c", "→\n・d"], &["a・b / c", "→ / d"]);
        check(&["・第3期", "・→"], &["第3期", "→第3期"]);
    }

    #[test]
    fn a_blank_cell_ends_the_bar() {
        check(&["a", "", "→"], &["a", "", "→"]);
    }

    /// The bars as `text 0-2`, loose arrows as `→ 1`.
    fn bars(cells: &[&str]) -> Vec<String> {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let Bars { bars, loose } = read_bars(&cells);
        let years = |bar: &Bar| bar.years.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let bars = bars.iter().map(|bar| format!("{} {}", bar.text, years(bar)));
        bars.chain(loose.iter().map(|year| format!("→ {year}"))).collect()
    }

    #[test]
    fn one_arrow_behind_several_entries_is_joined_by_rule() {
        let by_rule = |cells: &[&str]| -> Vec<bool> {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            read_bars(&cells).bars.iter().map(|bar| bar.by_rule).collect()
        };
        assert_eq!(by_rule(&["a\nb", "→", "c", "→"]), [true, true, false]);
        assert_eq!(by_rule(&["a\nb", "→\n→"]), [false, false]);
        assert_eq!(by_rule(&["a", "→\nb", "→"]), [true, true]);
    }

    #[test]
    fn a_bar_spans_the_years_of_its_entry_and_of_the_arrows_that_carry_it_on() {
        assert_eq!(bars(&["検討", "→", "実施", "→", "→"]), ["検討 0,1", "実施 2,3,4"]);
        assert_eq!(bars(&["a\nb", "→", ""]), ["a 0,1", "b 0,1"]);
        assert_eq!(bars(&["実施", "実施", "→"]), ["実施 0", "実施 1,2"], "the same words begin anew");
        assert_eq!(bars(&["a", "→\nb", "→"]), ["a 0,1,2", "b 1,2"]);
        assert_eq!(bars(&["a", "", "→"]), ["a 0", "→ 2"]);
        assert_eq!(bars(&["a\nb\nc", "→\n→"]), ["a 0", "b 0", "c 0", "→ 1", "→ 1"]);
        assert_eq!(bars(&["a", "→\n→", "→"]), ["a 0,2", "→ 1", "→ 1"]);
    }
}
