//! `machi-plan.js` with one plan inside: the script without plans, whose one line for plans is filled in.
//!
//! The build writes that line at the beginning of the function that the script is (`xtask/src/build/script.rs`). So
//! the plan is added without a bundler, and what is in the file is the tested script and one plan.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use brotli::enc::backward_references::BrotliEncoderMode::BROTLI_FORCE_SIGNED_PRIOR;
use sha2::{Digest, Sha384};

use super::{pack, phrases};
use crate::plan::Plan;
use crate::planfile;

/// The beginning of the line for plans. The build of the repository has the same words.
const OPEN: &str = "const machiPlanOwn=";
/// What it holds without a plan: no phrases and no plans.
const NOTHING: &str = "[[],[]];";

/// The script with the plan; `None` where the script is not one without plans.
pub(super) fn with_plan(script: &str, plan: &Plan) -> Option<String> {
    let (before, after) = script.split_once(&format!("{OPEN}{NOTHING}"))?;
    let file = planfile::write(plan);
    let phrases::Shortened { phrases, plans } = phrases::shorten(&[&file]);
    let shortened = plans.first()?;
    let mut packed = pack::head(shortened.len(), 1).ok()?;
    packed.extend(pack::in_mode(shortened, BROTLI_FORCE_SIGNED_PRIOR).ok()?);
    let own = serde_json::json!([phrases, [[plan.about.id, STANDARD.encode(packed)]]]).to_string();
    Some(format!("{before}{OPEN}{};{after}", ascii(&own)))
}

/// The value of the attribute `integrity` for a file.
///
/// ```
/// use machi_plan::product::integrity;
/// assert!(integrity(b"").starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"));
/// ```
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The text of a literal in ASCII, so that the encoding of a page cannot change it.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for unit in json.encode_utf16() {
        match char::from_u32(unit.into()).filter(char::is_ascii) {
            Some(letter) => text.push(letter),
            None => text.push_str(&format!("\\u{unit:04x}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_is_put_into_the_one_line_for_it_and_nothing_else_changes() {
        let mut plan = Plan::default();
        plan.about.id = "machi".to_owned();
        plan.about.title = "計画 90° 𠮷".to_owned();
        let empty = format!("/*! a */\n(()=>{{\"use strict\";{OPEN}{NOTHING}var a=1;}})();\n");
        let script = with_plan(&empty, &plan).unwrap();
        assert!(script.is_ascii());
        let (before, after) = empty.split_once(NOTHING).unwrap();
        assert!(script.starts_with(before) && script.ends_with(after));
        assert!(script.contains(r#"[["machi",""#), "{script}");
        assert_eq!(with_plan(&script, &plan), None, "it has a plan already");
        assert_eq!(with_plan("(()=>{})();", &plan), None);
        assert_eq!(ascii("a\u{b0}𠮷"), "a\\u00b0\\ud842\\udfb7");
    }
}
