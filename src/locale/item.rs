//! The words of the inside of an item.

use crate::plan::FiscalYear;

/// The inside of an item.
pub struct ItemWords {
    /// What opens the inside, after the list of what is in it.
    pub open: fn(parts: &[String]) -> String,
    /// Head of the schedule.
    pub schedule: &'static str,
    /// Head of the column of actions.
    pub action: &'static str,
    /// What the schedule's caption says of an item.
    pub schedule_caption: fn(&str) -> String,
    /// What an arrow means to the ear; the texts that it carries on are given, empty where it is joined to none.
    pub continues: fn(&[String]) -> String,
    /// A blank cell, to the ear.
    pub blank: &'static str,
    /// A blank cell of a row that was placed by rule: the document may say something there.
    pub unread: &'static str,
    /// Marks a row that was placed by rule.
    pub inferred: &'static str,
    /// The document does not say.
    pub not_stated: &'static str,
    /// Head of indicators where the document has no word for them.
    pub indicators: &'static str,
    /// Head of results where the document has no word for them.
    pub results: &'static str,
    /// Results of a fiscal year.
    pub results_of: fn(FiscalYear) -> String,
    /// The status and the reason of a result.
    pub status: &'static str,
    /// The reason of a status.
    pub reason: &'static str,
    /// The document names the departments for the row above as a whole: its level and its name.
    pub inherited: fn(level: &str, name: &str) -> String,
    /// Head of where it stands in the document.
    pub source: &'static str,
    /// The page: of which document, which page.
    pub page: fn(title: &str, page: &str) -> String,
    /// The document prints no page.
    pub no_page: fn(title: &str) -> String,
    /// Head of what the package says.
    pub note: &'static str,
    /// This item repeats another: its number and its name.
    pub repost_of: fn(&str, &str) -> String,
    /// Where the outline puts the item.
    pub path: &'static str,
    /// The permanent link.
    pub permalink: &'static str,
    /// Its text: the item's number.
    pub permalink_of: fn(&str) -> String,
    /// Shows an item alone: its number.
    pub alone: fn(&str) -> String,
    /// What links around an item alone lead to: its number.
    pub around: fn(&str) -> String,
    /// The item before it in the document.
    pub previous: &'static str,
    /// The item behind it.
    pub next: &'static str,
    /// Shows an item in the list.
    pub in_list: &'static str,
    /// Head of the other items under a row of the outline: its name.
    pub beside: fn(&str) -> String,
    /// Another item repeats this one: its number and its name.
    pub repeated_as: fn(&str, &str) -> String,
    /// The mark that the document prints before the name.
    pub mark: &'static str,
    /// The plan has no item of this number; empty where none was asked for.
    pub unknown: fn(&str) -> String,
    /// Leads to the list.
    pub to_list: &'static str,
    /// Copies the permanent link.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// It could not be copied: the text is selected.
    pub copy_by_hand: &'static str,
    /// The caption of the figures beside a chart.
    pub values_caption: fn(&str) -> String,
    /// Head of their column of years.
    pub value_year: &'static str,
    /// A value to compare with, by its name.
    pub reference: fn(&str) -> String,
    /// This indicator repeats that of another item.
    pub indicator_repost: fn(number: &str, name: &str) -> String,
}
