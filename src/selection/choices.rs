//! Which choices of a long facet are shown while a reader looks for one of them. This is no condition: it is in no state and in
//! no address.

use super::facets::{Facet, FacetValue};
use super::prepared::Prepared;
use crate::list::List;
use crate::search::{Word, fold, words};

/// A facet with more choices than this has a field that narrows them. So many are three windows of a phone, and a tree of 31 rows
/// is still read as a whole.
pub const MOST_CHOICES: usize = 40;

/// Stands between two names of a choice, so that no hit spans them.
const BETWEEN: char = '\u{0}';

/// The choices of a facet that are shown for a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The query.
    pub query: String,
    /// For each value of the facet, whether it is shown.
    pub shown: Vec<bool>,
    /// How many have the words of the query in their names.
    pub found: usize,
}

impl Choices {
    /// How many are shown.
    pub fn count(&self) -> usize {
        self.shown.iter().filter(|shown| **shown).count()
    }

    /// Shows the choices that a state asks for meanwhile. One that it asks for no longer stays: the reader may have
    /// just taken its tick off, and it has the focus.
    pub fn with_chosen(&self, facet: &Facet) -> Choices {
        let shown = self.shown.iter().zip(&facet.values).map(|(shown, value)| *shown || value.chosen).list();
        Choices { shown, ..self.clone() }
    }
}

impl Facet {
    /// Whether a reader can look for its choices.
    pub fn is_long(&self) -> bool {
        self.values.len() > MOST_CHOICES
    }
}

impl Prepared {
    /// The choices of a facet whose names have every word of a query, folded as in the search, with the rows of the outline
    /// above them, and those that are chosen. `names` are the names that a reader sees; a department has others too.
    pub fn choices(&self, facet: &Facet, names: &[String], query: &str) -> Choices {
        let words = words(query);
        let mut shown = vec![false; facet.values.len()];
        let mut found = 0;
        // From the last one up, because a row of the outline comes before those below it: the depth of the last one shown.
        let mut depth = 0;
        for (at, (value, name)) in facet.values.iter().zip(names).enumerate().rev() {
            let is_found = self.is_named(facet, value, name, &words);
            found += usize::from(is_found);
            shown[at] = is_found || value.chosen || value.depth < depth;
            if shown[at] {
                depth = value.depth;
            }
        }
        Choices { query: query.to_owned(), shown, found }
    }

    fn is_named(&self, facet: &Facet, value: &FacetValue, name: &str, words: &[Word]) -> bool {
        let mut key = fold(name);
        for other in (facet.spec.other_names)(&self.plan, value.index) {
            key.push(BETWEEN);
            key.push_str(&fold(other));
        }
        words.iter().all(|word| word.is_in(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ViewState, selection};
    use super::*;
    use crate::plan::{Assignment, Department, Item, OutlineRow, Plan};

    /// Fifty departments with readings, one with another name, and one item of each.
    fn prepared() -> Prepared {
        let department = |at: usize| Department {
            name: format!("第{at}課"),
            kana: format!("だい{at}か"),
            aliases: if at == 7 { vec!["ワークライフ室".into()] } else { Vec::new() },
        };
        let row = |id: &str, parent: &str| OutlineRow {
            id: id.into(),
            parent_id: (!parent.is_empty()).then(|| parent.into()),
            name: format!("方針{id}"),
            ..OutlineRow::default()
        };
        let outline = vec![row("a", ""), row("b", "a"), row("c", "b"), row("d", "a"), row("e", "")];
        let item = |at: usize| Item {
            id: at.to_string(),
            outline_id: outline[at % 5].id.clone(),
            departments: vec![Assignment { department: format!("第{at}課"), lead: true }],
            ..Item::default()
        };
        let (departments, items) = ((0..50).map(department).collect(), (0..50).map(item).collect());
        Prepared::new(Plan { outline, departments, items, ..Plan::default() })
    }

    fn facet(prepared: &Prepared, key: &str, state: &[(&str, &str)]) -> Facet {
        let selection = selection(prepared, &ViewState::of(state));
        selection.facets.into_iter().find(|facet| facet.spec.key == key).unwrap()
    }

    fn narrowed(key: &str, state: &[(&str, &str)], query: &str) -> (Vec<String>, usize) {
        let prepared = prepared();
        let facet = facet(&prepared, key, state);
        let names: Vec<String> = facet
            .values
            .iter()
            .map(|value| match prepared.value_name(facet.spec, value) {
                super::super::ValueName::Row(row) => row.label(),
                _ => value.value.clone(),
            })
            .collect();
        let choices = prepared.choices(&facet, &names, query);
        let shown = facet.values.iter().zip(&choices.shown).filter(|(_, shown)| **shown);
        (shown.map(|(value, _)| value.value.clone()).collect(), choices.found)
    }

    #[test]
    fn a_choice_is_found_by_its_folded_names_and_its_reading() {
        for (query, expected) in [
            ("第１２課", "第12課"),
            ("ダイ12", "第12課"),
            ("ﾀﾞｲ12", "第12課"),
            ("課 だい12", "第12課"),
            ("わーく・らいふ", "第7課"),
        ] {
            assert_eq!(narrowed("department", &[], query), (vec![expected.to_owned()], 1), "{query}");
        }
        assert_eq!(narrowed("department", &[], " ").1, 50, "no word, every choice");
        assert_eq!(narrowed("department", &[], "課だい").1, 0, "no hit spans two names");
    }

    #[test]
    fn what_is_chosen_stays_in_sight_and_is_not_counted_as_found() {
        let state = [("department", "第3課,第5課")];
        let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(narrowed("department", &state, "第12課"), (of(&["第3課", "第5課", "第12課"]), 1));
        assert_eq!(narrowed("department", &state, "ない"), (of(&["第3課", "第5課"]), 0));
    }

    #[test]
    fn the_rows_above_a_found_row_of_the_outline_stay_with_it() {
        let of = |query| narrowed("branch", &[], query).0.concat();
        assert_eq!([of("方針c"), of("方針d"), of("方針e"), of("方針a")], ["abc", "ad", "e", "a"]);
    }

    #[test]
    fn a_choice_that_is_chosen_meanwhile_appears_and_none_disappears() {
        let prepared = prepared();
        let names: Vec<String> = (0..50).map(|at| format!("第{at}課")).collect();
        let before = facet(&prepared, "department", &[("department", "第3課")]);
        let choices = prepared.choices(&before, &names, "第12課");
        let after = facet(&prepared, "department", &[("department", "第5課")]);
        let kept = choices.with_chosen(&after);
        assert_eq!((0..50).filter(|at| kept.shown[*at]).collect::<Vec<_>>(), [3, 5, 12]);
        assert_eq!((kept.count(), kept.found, kept.query.as_str()), (3, 1, "第12課"));
    }

    #[test]
    fn only_a_long_facet_is_looked_through() {
        let prepared = prepared();
        assert!(facet(&prepared, "department", &[]).is_long() && !facet(&prepared, "branch", &[]).is_long());
    }
}
