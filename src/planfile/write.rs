//! Writes a plan file.

use super::fingerprint;
#[cfg(feature = "package")]
use super::head::BOM;
use super::head::{BEFORE_BODY, BEFORE_FINGERPRINT, OPENING};
use crate::plan::Plan;

/// The plan file of a plan. The same plan always gives the same bytes. Its version is that of its latest key, so a plan
/// that uses nothing of format 2 has a file of version 1, which every script reads.
///
/// It contains no `<`, so the file, with its fingerprint, can be the text of a `script` element in a page.
///
/// ```
/// use machi_plan::{plan::Plan, planfile};
/// let file = planfile::write(&Plan::default());
/// assert_eq!(planfile::read_head(file.as_bytes()).unwrap().version, 1);
/// ```
pub fn write(plan: &Plan) -> String {
    let (body, version) = super::wire::to_json_and_version(plan);
    write_body(&body.text(), version)
}

/// The bytes of a plan file that is saved under this name.
///
/// A byte order mark comes first where the name ends in `.txt` or `.csv`: content management systems look into
/// uploads, and without the mark WordPress takes the file for JSON with a wrong suffix. Every reader here ignores the
/// mark.
///
/// ```
/// use machi_plan::{plan::Plan, planfile};
/// let file = planfile::write(&Plan::default());
/// assert_eq!(planfile::bytes_for("plan.json", &file), file.as_bytes());
/// let text = planfile::bytes_for("plan.TXT", &file);
/// assert!(text.starts_with(b"\xEF\xBB\xBF{") && planfile::read_head(&text).is_ok());
/// ```
#[cfg(feature = "package")]
pub fn bytes_for(name: &str, file: &str) -> Vec<u8> {
    [if is_text_name(name) { BOM } else { "" }, file].concat().into_bytes()
}

/// Whether a plan file with this name is saved as text: see [`bytes_for`].
#[cfg(feature = "package")]
pub fn is_text_name(name: &str) -> bool {
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    ["txt", "csv"].iter().any(|text| suffix.eq_ignore_ascii_case(text))
}

/// The plan file around its body. The body is the tree of [`super::wire`] as JSON text on one line.
fn write_body(body: &str, version: u8) -> String {
    // In JSON `<` occurs only inside strings.
    let body = body.replace('<', "\\u003c");
    let fingerprint = fingerprint(&body);
    format!("{OPENING}{version}{BEFORE_FINGERPRINT}{fingerprint}{BEFORE_BODY}{body}}}")
}
