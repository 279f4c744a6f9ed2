//! Writes a plan file.

use super::head::{BEFORE_BODY, BEFORE_FINGERPRINT, OPENING};
use super::{VERSION, fingerprint};
#[cfg(feature = "package")]
use crate::plan::Plan;

/// The plan file of a plan. The same plan always gives the same bytes.
///
/// No `<` stands in it: as it is, with its fingerprint, it can be the text of a `script` element of a page.
///
/// ```
/// use machi_plan::{plan::Plan, planfile};
/// let file = planfile::write(&Plan::default());
/// assert_eq!(planfile::read_head(file.as_bytes()).unwrap().version, planfile::VERSION);
/// ```
#[cfg(feature = "package")]
pub fn write(plan: &Plan) -> String {
    // Text, numbers and lists: nothing in them that JSON cannot say.
    write_body(&serde_json::to_string(&super::wire::to_json(plan)).expect("a plan is always JSON"))
}

/// The plan file around its body: the tree of [`super::wire`] as JSON text on one line.
pub fn write_body(body: &str) -> String {
    // Outside strings JSON has none.
    let body = body.replace('<', "\\u003c");
    let fingerprint = fingerprint(&body);
    format!("{OPENING}{VERSION}{BEFORE_FINGERPRINT}{fingerprint}{BEFORE_BODY}{body}}}")
}
