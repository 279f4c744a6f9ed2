//! The words that stand in place of a plan that could not be shown.

/// Errors of the element. What a plan file can say of itself stands in its own words.
pub struct ErrorWords {
    /// Head of the message.
    pub title: &'static str,
    /// No embedded plan of this name; the names that there are.
    pub unknown_plan: fn(asked: &str, known: &[String]) -> String,
    /// Neither `plan` nor `src`.
    pub no_plan: &'static str,
    /// The file could not be fetched: its address, the server's answer (0: none).
    pub not_found: fn(address: &str, status: u32) -> String,
    /// The program stopped.
    pub stopped: &'static str,
    /// For the console: the fragment in the page is of a later date than the plan in the script, and is left alone.
    pub stale: fn(fragment: &str, script: &str) -> String,
    /// For the console: the page answers every change with another, and is no longer heard.
    pub too_many_turns: &'static str,
    /// What a citizen can do: the page's own content stands below.
    pub below: &'static str,
}
