//! The facets of 評価: the grade, 観点, 評価者 and the year. One rating of an item has to meet the conditions on all four,
//! so that a grade of the committee is not taken for one of the section. Only ratings of the item itself count, not those
//! of an indicator. Where a state asks for no year, the ratings of the reported year count.
//!
//! A repost without ratings has no value, not even [`NONE`]: the document rates the original.

use super::{FacetSpec, NONE, PLAIN, ValueName, Values, merged, words, year};
use crate::list::List;
use crate::plan::{FiscalYear, ItemIndex, Plan, Rating};
use crate::selection::per_item::PerItem;

/// The columns of [`Ratings`], in the order of their facets.
pub(in crate::selection) const GRADE: usize = 0;
const IN_ASPECT: usize = 1;
const RATER: usize = 2;
pub(in crate::selection) const RATED_YEAR: usize = 3;
pub(in crate::selection) const COLUMNS: usize = 4;

pub(super) const RATING: FacetSpec = FacetSpec { key: "rating", fixed: &[NONE], ..column(GRADE) };
pub(super) const ASPECT: FacetSpec = FacetSpec { key: "aspect", ..column(IN_ASPECT) };
pub(super) const BY: FacetSpec = FacetSpec { key: "by", ..column(RATER) };
pub(super) const YEAR: FacetSpec = FacetSpec {
    key: "rating-year",
    read: year::YEAR.read,
    name: |_, _, year| FiscalYear::parse(year).map_or(ValueName::Itself, ValueName::Year),
    ..column(RATED_YEAR)
};

/// The facet of a column. Its values are those of all years, so that the choices do not depend on the state.
const fn column(column: usize) -> FacetSpec {
    FacetSpec {
        is_named_in_chips: true,
        column: Some(column),
        prepare: match column {
            GRADE => |plan, facts| facts.ratings.values(plan, GRADE),
            IN_ASPECT => |plan, facts| facts.ratings.values(plan, IN_ASPECT),
            RATER => |plan, facts| facts.ratings.values(plan, RATER),
            RATED_YEAR => |plan, facts| facts.ratings.values(plan, RATED_YEAR),
            // At compile time.
            _ => panic!("no such column"),
        },
        ..PLAIN
    }
}

/// The ratings of the items, as indices. Without rows of the sheet 評価 there are none: then 状況 has a facet of its own.
#[derive(Debug)]
pub(in crate::selection) struct Ratings {
    /// The different texts of each column. A text may be empty; the last grade is [`NONE`].
    texts: [Vec<String>; COLUMNS],
    /// For each item its ratings, as indices of texts.
    rows: PerItem<[usize; COLUMNS]>,
    /// The year that counts where a state asks for none.
    pub(in crate::selection) year: FiscalYear,
}

impl Ratings {
    pub(in crate::selection) fn new(plan: &Plan) -> Ratings {
        let is_used = plan.items.iter().any(|item| !item.ratings.is_empty());
        let is_own = |rating: &Rating| rating.indicator_id.is_none() && !rating.grade().is_empty();
        let of_items =
            PerItem::of(plan, |item| plan[item].all_ratings().filter(|one| is_used && is_own(one)).list());
        let all = of_items.all();
        if all.is_empty() {
            let texts = std::array::from_fn(|_| Vec::new());
            return Ratings { texts, rows: PerItem::of(plan, |_| Vec::new()), year: FiscalYear::default() };
        }
        let is_rated = |year: &FiscalYear| all.iter().any(|rating| rating.year == *year);
        let latest = all.iter().map(|rating| rating.year).max().unwrap_or_default();
        let years = all.iter().map(|rating| rating.year.short()).list();
        let known_years = plan.years().map(FiscalYear::short).list();
        let column = |known: Vec<&str>, texts: Vec<&str>| {
            let count = known.len();
            let (texts, mut indices) = merged(&[known, texts].concat());
            indices.drain(..count);
            (texts, indices)
        };
        let of = |text: fn(&Rating) -> &str| all.iter().map(text).list();
        let aspects = plan.statuses.iter().map(|status| status.aspect.as_str()).list();
        let (mut grades, grade) = column(words(plan), of(Rating::grade));
        let (aspects, aspect) = column(aspects, of(|rating| &rating.aspect));
        let (raters, rater) = column(Vec::new(), of(|rating| &rating.by));
        let (years, year) = column(borrowed(&known_years), borrowed(&years));
        grades.push(NONE.to_owned());
        let mut next = 0;
        let rows = PerItem::of(plan, |item| {
            let rows = next..next + of_items.get(item).len();
            next = rows.end;
            rows.map(|at| [grade[at], aspect[at], rater[at], year[at]]).list()
        });
        Ratings {
            texts: [grades, aspects, raters, years],
            rows,
            year: plan.about.results_year.filter(is_rated).unwrap_or(latest),
        }
    }

    /// The ratings of an item.
    pub(in crate::selection) fn of(&self, item: ItemIndex) -> &[[usize; COLUMNS]] {
        self.rows.get(item)
    }

    fn values(&self, plan: &Plan, column: usize) -> Vec<Values> {
        let texts = &self.texts[column];
        // An item that has fewer ratings than another lacks one for some year, aspect or rater.
        let most = plan.item_indices().map(|item| self.of(item).len()).max().unwrap_or(0);
        let mut had_by = vec![None; texts.len()];
        let of_items = PerItem::of(plan, |item| {
            let mut had = self.of(item).iter().map(|row| row[column]).list();
            if column == GRADE && had.len() < most && plan[item].repost_of.is_none() {
                had.push(texts.len() - 1);
            }
            had.retain(|at| had_by[*at].replace(item) != Some(item) && !texts[*at].is_empty());
            had
        });
        vec![Values::plain(texts.clone(), of_items)]
    }
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).list()
}
