//! Writes a plan file.

use super::head::{BEFORE_BODY, BEFORE_FINGERPRINT, OPENING};
use super::{VERSION, fingerprint, wire};
use crate::plan::Plan;

/// The plan file of a plan. The same plan always gives the same bytes.
pub fn write(plan: &Plan) -> String {
    // Text, numbers and lists: nothing in them that JSON cannot say.
    let body = serde_json::to_string(&wire::to_json(plan)).expect("a plan is always JSON");
    let fingerprint = fingerprint(&body);
    format!("{OPENING}{VERSION}{BEFORE_FINGERPRINT}{fingerprint}{BEFORE_BODY}{body}}}")
}
