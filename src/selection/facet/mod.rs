//! Facets: the properties by which a plan can be narrowed. A facet is one file here and one line in [`FACETS`]; its
//! words are under its key in the group `facets` of a language. Everything else uses this register: the state and its
//! address, the counts, the controls, the attributes of the element.

mod branch;
mod department;
mod has;
mod priority;
mod rating;
mod status;
mod tag;
mod trend;
mod year;

use super::per_item::PerItem;
use super::prepared::Facts;
use crate::list::List;
use crate::plan::{About, FiscalYear, Item, Lookup, OutlineRow, Plan};

pub(super) use rating::{COLUMNS, GRADE, RATED_YEAR, Ratings};
pub(super) use tag::vocabulary;
pub(super) use year::{KINDS, OfYears};

/// All facets, in the order in which they are offered.
pub static FACETS: &[FacetSpec] = REGISTER;

/// The register as a constant. The keys of a state are computed from it at compile time.
pub(super) const REGISTER: &[FacetSpec] = &[
    branch::BRANCH,
    department::DEPARTMENT,
    year::YEAR,
    year::SCHEDULE,
    status::STATUS,
    rating::RATING,
    rating::ASPECT,
    rating::BY,
    rating::YEAR,
    priority::PRIORITY,
    tag::TAG,
    has::HAS,
    trend::TREND,
];

/// The value of an item that has no other value of the facet.
pub const NONE: &str = "none";

/// The description of a facet.
#[derive(Debug)]
pub struct FacetSpec {
    /// Its key in attributes, addresses and words.
    pub key: &'static str,
    /// The key of a condition that keeps only some values of an item, as `lead` does with departments.
    pub only: Option<&'static str>,
    /// Whether its keys come before those of the other facets in an address.
    pub(super) is_first_in_address: bool,
    /// Values that are the same in every plan. Each has a word of the interface.
    pub fixed: &'static [&'static str],
    /// Whether a chip names the facet before the value. A grade alone says too little.
    pub is_named_in_chips: bool,
    /// The column of [`Ratings`] whose values it has. One rating has to meet the conditions on all columns.
    pub(super) column: Option<usize>,
    /// Whether its values are planned years or kinds of planned years. One year has to meet the conditions on both.
    pub(super) of_years: Option<OfYears>,
    /// The document's own label of the facet, or an empty text.
    pub own_label: fn(&About) -> &str,
    /// Reads the values in the text of an address or an attribute. Unreadable ones are left out.
    pub(super) read: fn(Vec<String>) -> Vec<String>,
    /// Replaces other names of values by the plan's own names.
    pub(super) rename: fn(&Plan, &mut [String]),
    /// Finds the values in a plan, and the values of each of its items: one list, or one for each vocabulary.
    pub(super) prepare: fn(&Plan, &Facts) -> Vec<Values>,
    /// The readable name of a value, by the value's index in the plan and by itself.
    pub(super) name: for<'a> fn(&'a Plan, usize, &str) -> ValueName<'a>,
    /// Other names by which a reader finds a value among many, by its index in the plan.
    pub(super) other_names: fn(&Plan, usize) -> Vec<&str>,
}

impl FacetSpec {
    /// Whether its values are those of the ratings of a year.
    pub fn is_of_ratings(&self) -> bool {
        self.column.is_some()
    }
}

impl PartialEq for FacetSpec {
    fn eq(&self, other: &FacetSpec) -> bool {
        self.key == other.key
    }
}

/// The readable name of a value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueName<'a> {
    /// The value as attributes and addresses have it.
    Itself,
    /// The mark and the name of a row of the outline.
    Row(&'a OutlineRow),
    /// A fiscal year.
    Year(FiscalYear),
}

/// The parts that most facets share.
const PLAIN: FacetSpec = FacetSpec {
    key: "",
    only: None,
    is_first_in_address: false,
    fixed: &[],
    is_named_in_chips: false,
    column: None,
    of_years: None,
    own_label: |_| "",
    read: |texts| texts,
    rename: |_, _| {},
    prepare: |_, _| Vec::new(),
    name: |_, _, _| ValueName::Itself,
    other_names: |_, _| Vec::new(),
};

/// The values of a facet in a plan.
#[derive(Debug)]
pub(super) struct Values {
    /// The vocabulary of a city that all values belong to; empty where they belong to none.
    pub vocabulary: String,
    /// All values, in the plan's order.
    pub values: Vec<Value>,
    /// For each item the indices of the values that it has.
    pub of_items: PerItem<usize>,
    /// The same under the condition [`FacetSpec::only`].
    pub only: Option<PerItem<usize>>,
}

/// A value of a facet in a plan.
#[derive(Debug)]
pub(super) struct Value {
    /// The value in attributes and addresses.
    pub value: String,
    /// The depth in the outline, 0 at the top; 0 for other facets.
    pub depth: usize,
    /// Whether the controls offer it. An address can ask for a value that is not offered.
    pub is_offered: bool,
}

impl Value {
    fn plain(value: String) -> Value {
        Value { value, depth: 0, is_offered: true }
    }
}

impl Values {
    fn plain(values: Vec<String>, of_items: PerItem<usize>) -> Values {
        let values = values.into_iter().map(Value::plain).list();
        Values { vocabulary: String::new(), values, of_items, only: None }
    }

    /// The values of the items: all, or those under the condition.
    pub(super) fn lists(&self, only: bool) -> &PerItem<usize> {
        self.only.as_ref().filter(|_| only).unwrap_or(&self.of_items)
    }

    /// How many items have each value.
    pub(super) fn holding(&self) -> Vec<usize> {
        let mut holding = vec![0; self.values.len()];
        self.of_items.all().iter().for_each(|value| holding[*value] += 1);
        holding
    }

    /// The index of a value.
    pub(super) fn find(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|known| known.value == value)
    }
}

/// Those of the known values that are among the texts, in the order of the known ones.
fn known_of(known: &[&str], texts: &[String]) -> Vec<String> {
    let asked = known.iter().filter(|value| texts.iter().any(|text| text == *value));
    asked.map(|value| (*value).to_owned()).list()
}

/// The words of 状況区分 in the city's order.
fn words(plan: &Plan) -> Vec<&str> {
    plan.scale().map(|row| row.status.as_str()).list()
}

/// A facet whose values are texts of the items: first the known ones, then others in the order in which they occur.
/// With `has_none`, an item without any has the value [`NONE`]. A repost has not: its text is at the original.
fn by_text<'a>(
    plan: &'a Plan,
    known: Vec<&'a str>,
    has_none: bool,
    texts_of: impl Fn(&'a Item) -> Vec<&'a str>,
) -> Values {
    let known_count = known.len();
    let mut texts = known;
    let texts_of_items = PerItem::of(plan, |item| texts_of(&plan[item]));
    texts.extend(texts_of_items.all());
    let (mut values, index_of) = merged(&texts);
    let none = (has_none && index_of.len() > known_count).then_some(values.len());
    values.extend(none.map(|_| NONE.to_owned()));
    // An item has a value once, even if several of its texts give it.
    let mut had_by = vec![None; values.len()];
    let mut next = known_count;
    let of_items = PerItem::of(plan, |item| {
        let mut indices = index_of[next..][..texts_of_items.get(item).len()].to_vec();
        next += indices.len();
        indices.retain(|index| had_by[*index].replace(item) != Some(item));
        if indices.is_empty() && plan[item].repost_of.is_none() {
            indices.extend(none);
        }
        indices
    });
    Values::plain(values, of_items)
}

/// The different texts of a list, in its order, and for each entry of the list the index of its text.
fn merged(texts: &[&str]) -> (Vec<String>, Vec<usize>) {
    let first = Lookup::new(texts.iter().copied());
    let mut values = Vec::new();
    let mut index_of: Vec<usize> = Vec::with_capacity(texts.len());
    for (at, text) in texts.iter().enumerate() {
        let index = match first.find(text) {
            Some(before) if before < at => index_of[before],
            _ => {
                values.push((*text).to_owned());
                values.len() - 1
            }
        };
        index_of.push(index);
    }
    (values, index_of)
}
