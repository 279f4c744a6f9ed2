//! The parts of a widget, and the steps that change them. A change of state does nothing else to a page.

use maud::Markup;

use crate::plan::ItemIndex;
use crate::search::Word;
use crate::selection::View;
use crate::view::Verb;

/// A part of a widget, described by its role. The code that draws finds the element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The root.
    Root,
    /// The box of a view.
    View(View),
    /// The row of an item in a view.
    Row(View, ItemIndex),
    /// Rows of a view that are written before the row of the last item, or after all others. Each has the index of its
    /// first key.
    Rows(View, Vec<(ItemIndex, usize)>, Option<ItemIndex>),
    /// The first or the last line of the row of an item.
    Line(View, ItemIndex, bool),
    /// The element that opens in the row of an item, in a view whose rows open.
    Details(View, ItemIndex),
    /// The words of a closed row about hits of the query.
    Hits(View, ItemIndex),
    /// What the row of an item says of the chosen years.
    OfYears(View, ItemIndex),
    /// The inside of a row that opens.
    Inside(View, ItemIndex),
    /// Another part of a view that can be hidden: its index in [`super::Model::keys`] of that view.
    Keyed(View, usize),
    /// The section of an item shown alone, by the item's id.
    Alone(View, String),
    /// The table of a view.
    Table(View),
    /// The caption of a view.
    Caption(View),
    /// The part after the rows of a view.
    Tail(View),
    /// The content of a view that every selection writes again.
    Content(View),
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
    /// The tick of a facet's condition, by its key.
    Only(&'static str),
    /// The button of a view.
    ViewButton(View),
    /// A button of a row of buttons, by their verb and its index in [`crate::view::pressed`] or
    /// [`crate::view::pressed_trends`].
    Segment(Verb, usize),
    /// The count in it.
    SegmentCount(Verb, usize),
    /// The sentence that counts what items say of the chosen years.
    Said,
    /// The tick of a value of a facet. The index counts the values of all facets.
    Choice(usize),
    /// The count of a value of a facet.
    Count(usize),
    /// The place of a value of a facet among the others.
    ChoiceRow(usize),
    /// The field that narrows the choices of a facet, by the index of the facet.
    ChoiceField(usize),
    /// The sentence under that field.
    ChoicesShown(usize),
    /// The conditions of the state.
    Chips,
    /// The button that shows the facets.
    Filter,
    /// The button that leads from the facets to the result.
    ToResult,
    /// The sentence about the result.
    Result,
    /// The live region.
    Live,
    /// The console of the browser, for the people who keep the page.
    Console,
    /// The head of a column, in a view whose rows open.
    Head(View, usize),
    /// The button in that head. It takes in the words of the head.
    HeadButton(View, usize),
}

/// An attribute or a property that a change sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// Whether a row is open.
    Open,
    /// Whether a box is ticked.
    Checked,
    /// The content of a field.
    Value,
    /// Whether a button is pressed.
    Pressed,
    /// The sort order of a column.
    Sorted,
    /// The number of a line in its table.
    Index,
    /// How many lines a table has, also those that are not written.
    Lines,
    /// The value of a button's verb.
    Asks,
    /// The current view.
    View,
}

/// One of five steps on a part.
#[derive(Clone, Debug)]
pub enum Step {
    /// Hides or shows it.
    Show(Part, bool),
    /// Appends the rows of a view in this order.
    Order(View, Vec<ItemIndex>),
    /// Sets its text.
    Say(Part, String),
    /// Writes our own markup: the content of a region, or a missing part at the end of its container.
    Write(Part, Markup),
    /// Sets an attribute, or removes it.
    Set(Part, Attribute, Option<String>),
}

/// The whole difference between the drawn content and the next content of a widget.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The steps, in this order.
    pub steps: Vec<Step>,
    /// The hits to mark in the text, if they change.
    pub marks: Option<Marks>,
}

/// The hits of a query in the rows of a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The view.
    pub view: View,
    /// The folded words of the query.
    pub words: Vec<Word>,
    /// The rows with a readable hit, and whether each is open.
    pub rows: Vec<(ItemIndex, bool)>,
    /// Whether other rows keep their marks.
    pub beside: bool,
}
