//! The conditions of a state: for each facet, the values that the state asks for.

use super::facet::{FACETS, FacetSpec, REGISTER};
use super::values::{distinct, join_list, split_list};
use crate::plan::Plan;

/// The condition on one facet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// The values. An item needs at least one of them.
    pub values: Vec<String>,
    /// Whether the condition [`FacetSpec::only`] is set. Without values it has no effect.
    pub only: bool,
}

/// The condition on each facet, in the order of [`FACETS`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen([Choice; REGISTER.len()]);

impl Chosen {
    /// Each facet with its condition.
    pub fn iter(&self) -> impl Iterator<Item = (&'static FacetSpec, &Choice)> {
        FACETS.iter().zip(&self.0)
    }

    /// The values that the state asks for, of the facet with this key.
    pub fn of(&self, key: &str) -> &[String] {
        self.iter().find(|(spec, _)| spec.key == key).map_or(&[], |(_, choice)| &choice.values)
    }

    /// Asks for these values of a facet, without parsing them.
    pub fn ask(&mut self, key: &str, values: Vec<String>) {
        if let Some((_, choice)) = self.iter_mut().find(|(spec, _)| spec.key == key) {
            choice.values = values;
        }
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = (&'static FacetSpec, &mut Choice)> {
        FACETS.iter().zip(&mut self.0)
    }

    /// Sets a key of a facet from text. Returns whether a facet has this key.
    pub(super) fn set(&mut self, key: &str, text: &str) -> bool {
        for (spec, choice) in self.iter_mut() {
            if spec.key == key {
                // Several spellings may be read as the same value.
                choice.values = distinct((spec.read)(split_list(text)).iter().map(String::as_str));
                return true;
            }
            if spec.only == Some(key) {
                // Set by an attribute without a value, or with any value except these.
                choice.only = !matches!(text, "false" | "0");
                return true;
            }
        }
        false
    }

    /// The text of a key of a facet; empty where the key has no value.
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

    /// Removes the condition `only` of a facet without values.
    pub(super) fn drop_empty(&mut self, key: &str) {
        for (spec, choice) in self.iter_mut() {
            if spec.key == key && choice.values.is_empty() {
                choice.only = false;
            }
        }
    }

    /// Replaces other names of values by the plan's own names.
    pub(super) fn rename(&mut self, plan: &Plan) {
        self.iter_mut().for_each(|(spec, choice)| (spec.rename)(plan, &mut choice.values));
    }

    /// Whether the state asks for any value of any facet. The condition `only` alone does not count.
    pub(super) fn is_any(&self) -> bool {
        self.0.iter().any(|choice| !choice.values.is_empty())
    }
}

/// Whether a key belongs to a condition `only`, which is either set or not.
pub(super) fn is_condition(key: &str) -> bool {
    FACETS.iter().any(|spec| spec.only == Some(key))
}
