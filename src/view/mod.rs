//! Views: the plan as HTML. They are written once and run natively and in the browser. maud's types escape every
//! text.
//!
//! Never in this room: state, input and output, a literal text of the interface. `PreEscaped` is used only for our
//! own SVG, for heading tags with our own numbers, and for the style, script and plan file of a whole document.

mod changes;
mod choices;
mod controls;
mod data;
mod departments;
#[cfg(feature = "package")]
mod document;
mod effects;
mod figure;
mod finish;
mod glance;
mod indicators;
mod item;
mod item_view;
mod items;
mod link;
mod meanings;
mod message;
mod names;
mod overview;
mod page;
mod place;
mod ratings;
mod results;
pub mod say;
mod schedule;
mod share;
mod spec;
mod strip;
mod thin;
mod trends;
mod values;
mod verb;
mod years;

pub use choices::{choice_names, choices_shown};
pub use controls::{
    Offers, chips, controls, copied, copy_button, copy_field, filter, result, sort_button, sort_heads,
    sorted, tail, to_result, unknown,
};
#[cfg(feature = "package")]
pub(crate) use data::{corrections, link as web_link};
pub use data::{data, downloads, selected};
#[cfg(feature = "package")]
pub(crate) use departments::{department, inherited_note, marks_leads};
pub use departments::{departments, lists_items};
#[cfg(feature = "package")]
pub use document::{
    DATA_BLOCK, Paper, Papers, Snippet, council_list, editor_file, fragment_file, item_sheets, print_sheet,
    proposed_address, single_page, snippet, style_sheet,
};
#[cfg(feature = "package")]
pub(crate) use document::{held, tree};
#[cfg(feature = "package")]
pub(crate) use figure::drawings;
pub use figure::{Figures, by_name_and_unit, figure, figure_of, opens, point, point_groups, save_buttons};
pub use finish::{finish, finish_text};
pub use indicators::indicators;
pub use item::inside;
pub use item_view::{alone, item_view};
pub use items::{WHOLE_ROWS, caption, hits, is_whole, items};
pub use message::message;
pub use names::*;
pub use overview::overview;
#[cfg(feature = "package")]
pub(crate) use page::raw;
pub use page::{FragmentOptions, Page, element, fragment, root, rows, view};
pub use place::{FIGURES, department_page, file_name, item_page, site_base};
pub use share::{address, embed_code, of_indicator, of_item, share_button, share_panel};
pub use spec::{Controls, Parts, Rows, ViewSpec, spec};
pub use strip::strip;
pub use thin::of_years;
pub use trends::{facet_of_trends, pressed_trends};
pub use verb::{ChartFile, Download, Verb};
pub use years::{pressed, said};

/// The views, in the order in which they are offered.
pub static SPECS: &[&ViewSpec] = &[
    &items::SPEC,
    &strip::SPEC,
    &indicators::SPEC,
    &departments::SPEC,
    &results::SPEC,
    &changes::SPEC,
    &glance::SPEC,
    &overview::SPEC,
    &data::SPEC,
    &item_view::SPEC,
];
