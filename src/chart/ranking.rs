//! What a rank chart draws: the wishes of several surveys, each with its rank where a survey names it.
//!
//! **The rule.** A cell is a circled number, which is the rank, and the words behind it. Two cells are the same wish where
//! these words are the same letter by letter, without a remark at their end that begins with ※ in brackets. Nothing
//! else joins two cells.

use crate::plan::{DocumentTable, is_dash};

/// The surveys of a table, its columns, and the wishes in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking<'a> {
    /// The heads of the columns in which there is a rank.
    pub surveys: Vec<String>,
    /// The wishes of the last survey by rank, then those that it does not name, from the survey before it and so on.
    pub wishes: Vec<Wish<'a>>,
    /// Cells without a rank, as printed: they are not drawn.
    pub unread: Vec<&'a str>,
}

/// A wish through the surveys.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish<'a> {
    /// Its words.
    pub name: &'a str,
    /// Its place in each survey; `None` where the survey does not name it.
    pub places: Vec<Option<Place<'a>>>,
}

/// The place of a wish in a survey.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place<'a> {
    /// The printed rank.
    pub rank: u8,
    /// What is printed behind the wish in brackets: （※新規項目追加）.
    pub remark: &'a str,
    /// Where it stands from the top, from 1: its rank, or further down where another has the same one.
    pub slot: usize,
}

impl Wish<'_> {
    /// The ranks in the first and the last survey, where it is in both.
    pub fn ends(&self) -> Option<(u8, u8)> {
        Some((self.places.first()?.as_ref()?.rank, self.places.last()?.as_ref()?.rank))
    }

    /// Whether a survey names it.
    pub fn is_in(&self, survey: usize) -> bool {
        self.places.get(survey).is_some_and(Option::is_some)
    }
}

impl<'a> Ranking<'a> {
    /// The names of the wishes that are so.
    pub fn which(&self, is: impl Fn(&Wish<'a>) -> bool) -> Vec<&'a str> {
        self.wishes.iter().filter(|wish| is(wish)).map(|wish| wish.name).collect()
    }

    /// The wishes that rose or fell the most from the first survey to the last; none where none did.
    pub fn most_moved(&self, up: bool) -> Vec<&Wish<'a>> {
        let by = |wish: &Wish| {
            wish.ends()
                .map_or(0, |(from, to)| if up { from.saturating_sub(to) } else { to.saturating_sub(from) })
        };
        let most = self.wishes.iter().map(by).max().unwrap_or(0);
        self.wishes.iter().filter(|wish| most > 0 && by(wish) == most).collect()
    }

    /// The ranking in a table; `None` where there is nothing to follow: no wish in two surveys, one wish twice in one
    /// survey, or more surveys than stand side by side.
    pub fn of(table: &'a DocumentTable) -> Option<Ranking<'a>> {
        let mut surveys = Vec::new();
        let mut columns = Vec::new();
        let mut unread = Vec::new();
        for at in 0..table.head.len() {
            let cells = || table.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim());
            let column = column(cells());
            if !column.is_empty() {
                surveys.push(table.column_name(at));
                columns.push(column);
                unread.extend(cells().filter(|c| !c.is_empty() && !is_dash(c) && read(c).is_none()));
            }
        }
        let mut wishes: Vec<Wish> = Vec::new();
        for (at, column) in columns.iter().enumerate().rev() {
            for (name, place) in column {
                let known = wishes.iter().position(|wish| wish.name == *name).unwrap_or(wishes.len());
                if known == wishes.len() {
                    wishes.push(Wish { name, places: vec![None; columns.len()] });
                }
                if wishes[known].places[at].replace(*place).is_some() {
                    return None;
                }
            }
        }
        let followed = wishes.iter().any(|wish| wish.places.iter().flatten().count() > 1);
        (followed && surveys.len() <= 6).then_some(Ranking { surveys, wishes, unread })
    }
}

/// The cells of a column that have a rank, from the top.
fn column<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Vec<(&'a str, Place<'a>)> {
    let mut column: Vec<(&str, Place)> = Vec::new();
    for rank in 1..=50 {
        for (own, name, remark) in cells.clone().filter_map(read) {
            if own == rank {
                let above = column.last().map_or(0, |(_, place)| place.slot);
                column.push((name, Place { rank, remark, slot: usize::from(rank).max(above + 1) }));
            }
        }
    }
    column
}

/// Rank, wish and remark of a cell.
fn read(cell: &str) -> Option<(u8, &str, &str)> {
    let mark = cell.chars().next()?;
    // The circled numbers stand in three places.
    let (first, before) = match mark {
        '①'..='⑳' => ('①', 0),
        '㉑'..='㉟' => ('㉑', 20),
        '㊱'..='㊿' => ('㊱', 35),
        _ => return None,
    };
    let rank = u8::try_from(mark as u32 - first as u32).ok()? + 1 + before;
    let words = cell[mark.len_utf8()..].trim();
    let remark = ["(※", "（※"].iter().filter_map(|start| words.rfind(start)).max();
    let (name, remark) =
        words.split_at(remark.filter(|_| words.ends_with([')', '）'])).unwrap_or(words.len()));
    let name = name.trim();
    (!name.is_empty()).then_some((rank, name, remark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_rank_a_wish_and_a_remark() {
        for (cell, expect) in [
            ("①財政の健全化", Some((1, "財政の健全化", ""))),
            ("⑳ 給与", Some((20, "給与", ""))),
            ("㉑給与", Some((21, "給与", ""))),
            ("㊱給与", Some((36, "給与", ""))),
            ("㊿給与", Some((50, "給与", ""))),
            ("①防災(※新規項目追加)", Some((1, "防災", "(※新規項目追加)"))),
            ("①防災 （※新規（追加））", Some((1, "防災", "（※新規（追加））"))),
            ("①防災(強化)", Some((1, "防災(強化)", ""))),
            ("①防災(※新規)を除く", Some((1, "防災(※新規)を除く", ""))),
            ("①", None),
            ("①(※新規)", None),
            ("1 財政", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(read(cell), expect, "{cell}");
        }
    }

    fn table(head: &str, rows: &[&str]) -> DocumentTable {
        let cells = |line: &str| line.split('|').map(String::from).collect::<Vec<_>>();
        let rows = rows.iter().map(|row| cells(row)).collect();
        DocumentTable { head: cells(head), rows, ..DocumentTable::default() }
    }

    fn ways(table: &DocumentTable) -> Option<Vec<String>> {
        let way = |wish: &Wish| {
            let ranks: Vec<String> = wish
                .places
                .iter()
                .map(|place| place.map_or("-".into(), |place| place.rank.to_string()))
                .collect();
            format!("{} {}", wish.name, ranks.join(" "))
        };
        Some(Ranking::of(table)?.wishes.iter().map(way).collect())
    }

    #[test]
    fn a_wish_is_followed_by_its_very_words() {
        let table = table("A|B|C", &["①あ|①い|②あ(※改)", "②い|②う|①え", "③う|-|③あ い"]);
        assert_eq!(ways(&table).unwrap(), ["え - - 1", "あ 1 - 2", "あ い - - 3", "い 2 1 -", "う 3 2 -"]);
    }

    #[test]
    fn the_same_rank_twice_stands_one_below_the_other() {
        let table = table("A|B", &["①あ|①い", "①い|①あ", "③う|②う"]);
        let ranking = Ranking::of(&table).unwrap();
        let slots = |survey: usize| -> Vec<usize> {
            ranking.wishes.iter().map(|wish| wish.places[survey].unwrap().slot).collect()
        };
        assert_eq!((slots(0), slots(1)), (vec![2, 1, 3], vec![1, 2, 3]));
    }

    #[test]
    fn what_cannot_be_followed_is_no_ranking() {
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
