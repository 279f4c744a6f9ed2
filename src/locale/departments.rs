//! The words of the departments' pages.

/// The departments' pages.
pub struct DepartmentsWords {
    /// What 各課 means.
    pub every_section: &'static str,
    /// Other names of a department.
    pub aliases: fn(&[String]) -> String,
    /// The document names departments for rows above items, and these count for them.
    pub inherited: &'static str,
    /// How much a department has to do: items that it leads (where the plan marks leads), all its items, indicators; where
    /// the plan has reposts, that they are left out.
    pub load: fn(leads: Option<usize>, items: usize, indicators: usize, has_reposts: bool) -> String,
    /// A number of items behind a branch.
    pub count: fn(usize) -> String,
    /// Leads to the indicators of a department.
    pub see_indicators: fn(&str) -> String,
}
