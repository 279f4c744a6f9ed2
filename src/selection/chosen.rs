//! What a state asks of each facet.

use super::facet::{FACETS, FacetSpec, REGISTER};
use super::values::{distinct, join_list, split_list};
use crate::plan::Plan;

/// What is asked of one facet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// The values, any of which an item has.
    pub values: Vec<String>,
    /// Whether the condition [`FacetSpec::only`] is set. It says nothing while there are no values.
    pub only: bool,
}

/// What is asked of each facet, in the order of [`FACETS`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen([Choice; REGISTER.len()]);

impl Chosen {
    /// Each facet with what is asked of it.
    pub fn iter(&self) -> impl Iterator<Item = (&'static FacetSpec, &Choice)> {
        FACETS.iter().zip(&self.0)
    }

    /// The values that are asked for of a facet, by its key.
    pub fn of(&self, key: &str) -> &[String] {
        self.iter().find(|(spec, _)| spec.key == key).map_or(&[], |(_, choice)| &choice.values)
    }

    /// Asks for values of a facet as they are.
    pub fn ask(&mut self, key: &str, values: Vec<String>) {
        if let Some((_, choice)) = self.iter_mut().find(|(spec, _)| spec.key == key) {
            choice.values = values;
        }
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = (&'static FacetSpec, &mut Choice)> {
        FACETS.iter().zip(&mut self.0)
    }

    /// Sets a key of a facet from text. Whether it is one.
    pub(super) fn set(&mut self, key: &str, text: &str) -> bool {
        for (spec, choice) in self.iter_mut() {
            if spec.key == key {
                // What is read may be written in several ways.
                choice.values = distinct((spec.read)(split_list(text)).iter().map(String::as_str));
                return true;
            }
            if spec.only == Some(key) {
                // As an attribute without a value, or with any value that does not deny it.
                choice.only = !matches!(text, "false" | "0");
                return true;
            }
        }
        false
    }

    /// The text of a key of a facet; empty where it says nothing.
    pub(super) fn get(&self, key: &str) -> String {
        for (spec, choice) in self.iter() {
            if spec.key == key {
                return join_list(&choice.values);
            }
            if spec.only == Some(key) && choice.only {
                return "true".to_owned();
            }
        }
        String::new()
    }

    /// Takes off the condition of a facet of which no value is asked for any more.
    pub(super) fn drop_empty(&mut self, key: &str) {
        for (spec, choice) in self.iter_mut() {
            if spec.key == key && choice.values.is_empty() {
                choice.only = false;
            }
        }
    }

    /// Calls values as the plan calls them.
    pub(super) fn rename(&mut self, plan: &Plan) {
        self.iter_mut().for_each(|(spec, choice)| (spec.rename)(plan, &mut choice.values));
    }

    /// Whether any value of any facet is asked for. A condition alone asks for nothing.
    pub(super) fn is_any(&self) -> bool {
        self.0.iter().any(|choice| !choice.values.is_empty())
    }
}

/// Whether a key is that of a condition, which is set or not.
pub(super) fn is_condition(key: &str) -> bool {
    FACETS.iter().any(|spec| spec.only == Some(key))
}
