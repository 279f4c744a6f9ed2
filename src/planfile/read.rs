//! Reads a whole plan file, natively and in the browser the same.

use super::{Head, Json, PlanFileError, read_head, wire};
use crate::plan::Plan;

/// Reads a plan file: its head, its JSON, and every check on the plan. Never panics, whatever the bytes.
///
/// ```
/// use machi_plan::planfile::{self, PlanFileError};
/// assert!(matches!(planfile::read(b"\"a,b\"\n1,2"), Err(PlanFileError::NotAPlan(_))));
/// ```
pub fn read(bytes: &[u8]) -> Result<(Plan, Head<'_>), PlanFileError> {
    let head = read_head(bytes)?;
    let body = Json::parse(head.body).map_err(PlanFileError::Damaged)?;
    Ok((wire::from_json(body)?, head))
}
