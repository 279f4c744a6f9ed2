//! Reads a whole plan file, natively and in the browser the same.

use super::head::read_head_up_to;
use super::{Head, MAX_BYTES, PlanFileError, wire};
use crate::plan::Plan;

/// Reads a plan file: its head, its JSON, and every check on the plan. Never panics, whatever the bytes.
///
/// ```
/// use machi_plan::planfile::{self, PlanFileError};
/// assert!(matches!(planfile::read(b"\"a,b\"\n1,2"), Err(PlanFileError::NotAPlan(_))));
/// ```
pub fn read(bytes: &[u8]) -> Result<(Plan, Head<'_>), PlanFileError> {
    read_up_to(bytes, MAX_BYTES)
}

/// The same with another limit of the size, where a page allows a larger file.
pub fn read_up_to(bytes: &[u8], limit: usize) -> Result<(Plan, Head<'_>), PlanFileError> {
    let head = read_head_up_to(bytes, limit)?;
    Ok((wire::from_text(head.body)?, head))
}
