//! The parts of a widget and what can be done to them: the whole of what a change of state does to a page.

use maud::Markup;

use crate::plan::ItemIndex;
use crate::selection::View;

/// A part of a widget, by what it is. Whoever draws the widget finds the element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The root.
    Root,
    /// The box of a view.
    View(View),
    /// The row of an item in a view.
    Row(View, ItemIndex),
    /// What opens in the row of an item in the list.
    Details(ItemIndex),
    /// The words in a closed row about where the query is found.
    Hits(ItemIndex),
    /// The inside of a row of the list.
    Inside(ItemIndex),
    /// Another part of a view that is hidden and shown: the index in [`super::Model::keys`] of that view.
    Keyed(View, usize),
    /// The section of an item that is alone on the page, by the item's id.
    Alone(String),
    /// The table of a view.
    Table(View),
    /// The caption of a view.
    Caption(View),
    /// What is behind the rows of a view.
    Tail(View),
    /// The downloads.
    Downloads,
    /// The sentence about the download of the selection.
    Selected,
    /// The box of the controls.
    Controls,
    /// The search field.
    Search,
    /// The choice of an order.
    SortChoice,
    /// The tick of a condition that belongs to a facet, by its key.
    Only(&'static str),
    /// The button of a view.
    ViewButton(View),
    /// The tick of a value of a facet; all values are counted through.
    Choice(usize),
    /// The count of a value of a facet.
    Count(usize),
    /// The conditions that are set.
    Chips,
    /// The sentence about the result.
    Result,
    /// The live region.
    Live,
    /// The head of a column of the list.
    Head(usize),
    /// The button in that head; it takes the words of the head into itself.
    HeadButton(usize),
}

/// An attribute or a property that a change sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// Whether a row is open.
    Open,
    /// Whether a box is ticked.
    Checked,
    /// What is in a field.
    Value,
    /// Whether a button is pressed.
    Pressed,
    /// How a column is sorted.
    Sorted,
    /// What a button asks for.
    Asks,
    /// The view that is shown.
    View,
}

/// One of the five things that are done to a part.
#[derive(Clone, Debug)]
pub enum Step {
    /// Hides or shows it.
    Show(Part, bool),
    /// Appends the rows of a view in this order.
    Order(View, Vec<ItemIndex>),
    /// Sets its text.
    Say(Part, String),
    /// Writes our own markup: the inside of a region, or a part that is not there yet at the end of its container.
    Write(Part, Markup),
    /// Sets an attribute, or takes it away.
    Set(Part, Attribute, Option<String>),
}

/// The whole difference between what a widget shows and what it is to show.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What to do, in this order.
    pub steps: Vec<Step>,
    /// What to mark in the text.
    pub marks: Marks,
}

/// The hits of a query in the rows of a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The view.
    pub view: View,
    /// The folded words of the query.
    pub words: Vec<String>,
    /// The rows that have a hit that can be read now, with whether each is open.
    pub rows: Vec<(ItemIndex, bool)>,
}
