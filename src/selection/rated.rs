//! The conditions on the ratings of an item: grade, aspect, rater and year. One rating has to meet all of them.

use super::facet::{COLUMNS, FacetSpec, GRADE, RATED_YEAR};
use super::facets::Asked;
use super::per_item::PerItem;
use super::prepared::Prepared;
use crate::list::List;
use crate::plan::ItemIndex;

/// How many raters or aspects a plan may have so that each is counted for items that it does not rate.
const MOST_COUNTED: usize = 100;

/// The conditions of a state on the ratings.
pub(super) struct RatedConditions {
    /// For each column and each of its values, whether the state asks for it. Where it asks for none, all are true; of
    /// the years only [`Prepared::rated_year`], of the grades all except that there is none.
    masks: [Vec<bool>; COLUMNS],
    /// The index of the facet of grades. Those of the other columns follow it.
    first: usize,
}

impl RatedConditions {
    /// `asked` is the condition on each of [`Prepared::facets`].
    pub(super) fn new(prepared: &Prepared, asked: &[Asked]) -> RatedConditions {
        let first = prepared.facets.iter().position(|(spec, _)| spec.column.is_some()).unwrap_or_default();
        let mask = |column: usize| {
            let values = &prepared.facets[first + column].1.values;
            asked[first + column].values.clone().unwrap_or_else(|| match column {
                GRADE => (0..values.len()).map(|at| at + 1 < values.len()).list(),
                RATED_YEAR => {
                    let year = prepared.rated_year().short();
                    values.iter().map(|value| value.value == year).list()
                }
                _ => vec![true; values.len()],
            })
        };
        RatedConditions { masks: std::array::from_fn(mask), first }
    }

    /// The index of the condition of a facet. The facets of ratings share the first of theirs.
    pub(super) fn condition(&self, facet: &FacetSpec, at: usize) -> usize {
        if facet.column.is_some() { self.first } else { at }
    }

    /// Whether an item has a rating for which the state asks, or has none where the state asks for that.
    pub(super) fn are_met_by(&self, prepared: &Prepared, item: ItemIndex) -> bool {
        let mut rows = prepared.facts.ratings.of(item).iter().filter(|row| self.pass(row, GRADE)).peekable();
        match rows.peek() {
            Some(_) => rows.any(|row| self.masks[GRADE][row[GRADE]]),
            None => self.asks_for_none() && prepared.plan[item].repost_of.is_none(),
        }
    }

    /// For each item the values of a column in the ratings that meet the conditions on the other columns.
    pub(super) fn lists(&self, prepared: &Prepared, column: usize) -> PerItem<usize> {
        let values = self.masks[column].len();
        let grades = &self.masks[GRADE];
        // For each value the last item that has it in a rating, and that is listed for it.
        let mut had_by = vec![None; values];
        let mut listed_for = vec![None; values];
        PerItem::of(&prepared.plan, |item| {
            let mut list = Vec::new();
            for row in prepared.facts.ratings.of(item) {
                let value = row[column];
                if (0..COLUMNS).all(|of| of == column || of == GRADE || self.masks[of][row[of]]) {
                    had_by[value] = Some(item);
                    let meets = column == GRADE || grades[row[GRADE]];
                    if meets && listed_for[value].replace(item) != Some(item) {
                        list.push(value);
                    }
                }
            }
            if prepared.plan[item].repost_of.is_some() {
                return list;
            }
            if column == GRADE {
                list.extend((list.is_empty()).then(|| values.saturating_sub(1)));
            } else if self.asks_for_none() && values <= MOST_COUNTED {
                list.extend((0..values).filter(|value| had_by[*value] != Some(item)));
            }
            list
        })
    }

    /// Whether a rating meets the conditions on all columns except one.
    fn pass(&self, row: &[usize; COLUMNS], except: usize) -> bool {
        (0..COLUMNS).all(|column| column == except || self.masks[column][row[column]])
    }

    fn asks_for_none(&self) -> bool {
        self.masks[GRADE].last().is_some_and(|asked| *asked)
    }
}
