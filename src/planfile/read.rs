//! Reads a whole plan file natively.

use super::{Damage, Head, PlanFileError, read_head, wire};
use crate::plan::Plan;

/// Reads a plan file: its head, its JSON, and every check on the plan. Never panics, whatever the bytes.
///
/// ```
/// use machi_plan::planfile::{self, PlanFileError};
/// assert!(matches!(planfile::read(b"\"a,b\"\n1,2"), Err(PlanFileError::NotAPlan(_))));
/// ```
pub fn read(bytes: &[u8]) -> Result<(Plan, Head<'_>), PlanFileError> {
    let head = read_head(bytes)?;
    let body: serde_json::Value = serde_json::from_str(head.body).map_err(|error| {
        PlanFileError::Damaged(Damage::Json { line: error.line(), column: error.column() })
    })?;
    Ok((wire::from_json(body.into())?, head))
}
