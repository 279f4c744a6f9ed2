//! The words of columns that take one of a few words, in the package and in the plan file.

use crate::plan::{ChangeKind, Direction, DocumentChart, Kind, Stage};

/// A word of the format.
#[derive(Debug)]
pub(crate) struct Word {
    /// The word in a cell of the package and of the open data. A cell may also hold the word of the plan file.
    pub cell: &'static str,
    /// The word in the plan file; empty where the plan file leaves the value out.
    pub file: &'static str,
}

const fn word(cell: &'static str, file: &'static str) -> Word {
    Word { cell, file }
}

const fn same(both: &'static str) -> Word {
    word(both, both)
}

/// A value that is one of a few words. The default value has no word.
pub(crate) trait Choice {
    /// All words that it can have.
    fn words(&self) -> &'static [Word];
    /// The index of its word; `None` where it has none.
    fn chosen(&self) -> Option<usize>;
    /// Sets the value by the index of its word; `None` sets the default.
    fn choose(&mut self, index: Option<usize>);
}

/// The words of a type, each after its value: `Type { Value: word, … }`. Values without a word come after `without`. A value in
/// neither list does not compile.
macro_rules! words {
    ($type:ty { $($meaning:path: $word:expr),* $(,)? } $(without $none:path)?) => {
        const _: fn($type) = |value| match value { $($meaning)|* $(| $none)? => {} };
        impl Choice for $type {
            fn words(&self) -> &'static [Word] {
                const { &[$($word),*] }
            }
            fn chosen(&self) -> Option<usize> {
                [$($meaning),*].iter().position(|meaning| meaning == self)
            }
            fn choose(&mut self, index: Option<usize>) {
                *self = index.and_then(|at| [$($meaning),*].get(at).copied()).unwrap_or_default();
            }
        }
    };
}

words!(Direction {
    Direction::Higher: word("高い", "higher"),
    Direction::Lower: word("低い", "lower"),
    Direction::Steady: word("維持", "steady"),
} without Direction::Unstated);

words!(Kind {
    Kind::Yearly: word("単年", "yearly"),
    Kind::Cumulative: word("累計", "cumulative"),
} without Kind::Unstated);

words!(ChangeKind {
    // A cell has a word for any other change; a plan file leaves it out.
    ChangeKind::Other: word("その他", ""),
    ChangeKind::Added: word("追加", "added"),
    ChangeKind::Removed: word("廃止", "removed"),
    ChangeKind::Merged: word("統合", "merged"),
    ChangeKind::Divided: word("分割", "divided"),
    ChangeKind::Target: word("目標", "target"),
    ChangeKind::Name: word("名称", "name"),
    ChangeKind::Department: word("部署", "department"),
});

words!(Stage {
    Stage::Done: same("done"),
    Stage::Partial: same("partial"),
    Stage::Considering: same("considering"),
    Stage::NotBegun: same("none"),
} without Stage::Unstated);

words!(DocumentChart {
    // A cell has a word for a table without a chart; a plan file leaves it out.
    DocumentChart::None: word("none", ""),
    DocumentChart::StackedBar: same("stacked-bar"),
    DocumentChart::Rank: same("rank"),
});

/// Whether a row was assigned to its years by rule.
impl Choice for bool {
    fn words(&self) -> &'static [Word] {
        const { &[word("printed", ""), word("inferred", "")] }
    }
    fn chosen(&self) -> Option<usize> {
        Some(usize::from(*self))
    }
    fn choose(&mut self, index: Option<usize>) {
        *self = index == Some(1);
    }
}

/// The word of a value in a cell; empty where the value has none.
pub(crate) fn cell_word(value: &dyn Choice) -> &'static str {
    value.chosen().map_or("", |at| value.words()[at].cell)
}
