//! The content of a rank chart: the wishes of several surveys, each with its rank where a survey names it.
//!
//! **The rule.** A cell is a circled number, which is the rank, and the words after it. Two cells are the same wish
//! where these words are identical; a remark at their end in brackets that begins with ※ does not count. Nothing else
//! joins two cells.

use crate::plan::{DocumentTable, is_dash};

/// The surveys of a table, its columns, and the wishes in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking<'a> {
    /// The heads of the columns that have a rank.
    pub surveys: Vec<String>,
    /// All entries, grouped by wish. First come the wishes of the last survey by rank, then the wishes that only the
    /// survey before it names, and so on. Within a wish they go from its first survey on.
    pub entries: Vec<Entry<'a>>,
    /// Cells without a rank, as printed. They are not drawn.
    pub unread: Vec<&'a str>,
}

/// The entry of a wish in one survey.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The wish in its words.
    pub wish: &'a str,
    /// The remark printed after it in brackets: （※新規項目追加）.
    pub remark: &'a str,
    /// The index of the survey.
    pub survey: usize,
    /// The printed rank.
    pub rank: usize,
    /// Its position from the top, from 1: its rank, or further down where another wish has the same rank.
    pub slot: usize,
}

/// How a wish changed from the first survey to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// No other wish rose by more.
    Rose,
    /// No other wish fell by more.
    Fell,
    /// Only the last survey names it.
    New,
    /// The last survey does not name it.
    Gone,
}

impl<'a> Ranking<'a> {
    /// The ranking in a table; `None` where no wish can be followed: no wish is in two surveys, one survey has a wish
    /// twice, or there are too many surveys to show side by side.
    pub fn of(table: &'a DocumentTable) -> Option<Ranking<'a>> {
        let mut surveys = Vec::new();
        let mut found: Vec<Entry> = Vec::new();
        let mut unread = Vec::new();
        for at in 0..table.head.len() {
            let (survey, known, others) = (surveys.len(), found.len(), unread.len());
            for rank in 0..=50 {
                for row in &table.rows {
                    let cell = row.get(at).map_or("", |cell| cell.trim());
                    let entry = read(cell);
                    if entry.rank != rank || cell.is_empty() || is_dash(cell) {
                        continue;
                    }
                    if rank == 0 {
                        unread.push(cell);
                        continue;
                    }
                    let above = if found.len() > known { found[found.len() - 1].slot } else { 0 };
                    found.push(Entry { survey, slot: rank.max(above + 1), ..entry });
                }
            }
            // A column without a rank is not a survey.
            if found.len() > known {
                surveys.push(table.column_name(at));
            } else {
                unread.truncate(others);
            }
        }
        let mut entries: Vec<Entry> = Vec::new();
        let mut followed = false;
        for survey in (0..surveys.len()).rev() {
            for first in &found {
                if first.survey != survey || entries.iter().any(|entry| entry.wish == first.wish) {
                    continue;
                }
                let mut before = None;
                for entry in &found {
                    if entry.wish == first.wish {
                        if before == Some(entry.survey) {
                            return None;
                        }
                        followed |= before.is_some();
                        before = Some(entry.survey);
                        entries.push(*entry);
                    }
                }
            }
        }
        (followed && surveys.len() <= 6).then_some(Ranking { surveys, entries, unread })
    }

    /// The entries of each wish.
    pub fn wishes(&self) -> impl Iterator<Item = &[Entry<'a>]> {
        self.entries.chunk_by(|a, b| a.wish == b.wish)
    }

    /// The wishes with this fate, each as its entries.
    pub fn of_fate(&self, fate: Fate) -> Vec<&[Entry<'a>]> {
        let last = self.surveys.len() - 1;
        let mut most = 0;
        let mut fated = Vec::new();
        for wish in self.wishes() {
            let (from, to) = (wish[0], wish[wish.len() - 1]);
            let by = match fate {
                Fate::New | Fate::Gone => {
                    if (from.survey == last) == (fate == Fate::New)
                        && (to.survey == last) == (fate == Fate::New)
                    {
                        fated.push(wish);
                    }
                    continue;
                }
                _ if from.survey > 0 || to.survey < last => continue,
                Fate::Rose => from.rank.saturating_sub(to.rank),
                Fate::Fell => to.rank.saturating_sub(from.rank),
            };
            if by > most {
                most = by;
                fated.clear();
            }
            if by == most && by > 0 {
                fated.push(wish);
            }
        }
        fated
    }
}

/// The rank, the wish and the remark of a cell. The rank is 0 where the cell has none.
fn read(cell: &str) -> Entry<'_> {
    let none = Entry { wish: "", remark: "", survey: 0, rank: 0, slot: 0 };
    let Some(mark) = cell.chars().next() else { return none };
    // Unicode has three blocks of circled numbers.
    let rank = match mark {
        '①'..='⑳' => mark as usize - '①' as usize + 1,
        '㉑'..='㉟' => mark as usize - '㉑' as usize + 21,
        '㊱'..='㊿' => mark as usize - '㊱' as usize + 36,
        _ => return none,
    };
    let words = cell[mark.len_utf8()..].trim();
    let mut remark = words.len();
    let mut before = (0, ' ');
    for (at, c) in words.char_indices() {
        if c == '※' && matches!(before.1, '(' | '（') {
            remark = before.0;
        }
        before = (at, c);
    }
    if !matches!(before.1, ')' | '）') {
        remark = words.len();
    }
    let wish = words[..remark].trim();
    if wish.is_empty() { none } else { Entry { wish, remark: &words[remark..], rank, ..none } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_rank_a_wish_and_a_remark() {
        for (cell, expect) in [
            ("①財政の健全化", (1, "財政の健全化", "")),
            ("⑳ 給与", (20, "給与", "")),
            ("㉑給与", (21, "給与", "")),
            ("㉟給与", (35, "給与", "")),
            ("㊱給与", (36, "給与", "")),
            ("㊿給与", (50, "給与", "")),
            ("①防災(※新規項目追加)", (1, "防災", "(※新規項目追加)")),
            ("①防災 （※新規（追加））", (1, "防災", "（※新規（追加））")),
            ("①防災(強化)", (1, "防災(強化)", "")),
            ("①防災(※新規)を除く", (1, "防災(※新規)を除く", "")),
            ("①", (0, "", "")),
            ("①(※新規)", (0, "", "")),
            ("1 財政", (0, "", "")),
            ("⓪財政", (0, "", "")),
            ("", (0, "", "")),
        ] {
            let entry = read(cell);
            assert_eq!((entry.rank, entry.wish, entry.remark), expect, "{cell}");
        }
    }

    fn table(head: &str, rows: &[&str]) -> DocumentTable {
        let cells = |line: &str| line.split('|').map(String::from).collect::<Vec<_>>();
        let rows = rows.iter().map(|row| cells(row)).collect();
        DocumentTable { head: cells(head), rows, ..DocumentTable::default() }
    }

    /// Each wish with the `survey:rank` of its entries.
    fn ways(table: &DocumentTable) -> Option<Vec<String>> {
        let way = |wish: &[Entry]| {
            let ranks: Vec<String> =
                wish.iter().map(|entry| format!("{}:{}", entry.survey, entry.rank)).collect();
            format!("{} {}", wish[0].wish, ranks.join(" "))
        };
        Some(Ranking::of(table)?.wishes().map(way).collect())
    }

    #[test]
    fn a_wish_is_followed_by_its_very_words() {
        let table = table("A|B|C", &["①あ|①い|②あ(※改)", "②い|②う|①え", "③う|-|③あ い"]);
        assert_eq!(ways(&table).unwrap(), ["え 2:1", "あ 0:1 2:2", "あ い 2:3", "い 0:2 1:1", "う 0:3 1:2"]);
    }

    #[test]
    fn two_wishes_with_one_rank_are_below_each_other() {
        let table = table("A|B", &["①あ|①い", "①い|①あ", "③う|②う"]);
        let ranking = Ranking::of(&table).unwrap();
        let slots =
            |survey: usize| -> Vec<usize> { ranking.wishes().map(|wish| wish[survey].slot).collect() };
        assert_eq!((slots(0), slots(1)), (vec![2, 1, 3], vec![1, 2, 3]));
    }

    #[test]
    fn a_table_without_a_wish_to_follow_is_no_ranking() {
        for (head, row) in [
            ("A", "①あ"),
            ("A|B", "①あ|①い"),
            ("A|B", "①あ|"),
            ("A|B|C|D|E|F|G", "①あ|①あ|①あ|①あ|①あ|①あ|①あ"),
            ("", ""),
        ] {
            assert_eq!(ways(&table(head, &[row])), None, "{row}");
        }
        assert_eq!(ways(&table("A|B", &["①あ|①あ", "②あ|②い"])), None);
    }

    #[test]
    fn a_column_without_ranks_is_no_survey() {
        let table = table("順位|A|B", &["1位|①あ|①あ", "2位|なし|②い"]);
        let ranking = Ranking::of(&table).unwrap();
        assert_eq!((ranking.surveys, ranking.unread), (vec!["A".to_owned(), "B".to_owned()], vec!["なし"]));
    }
}
