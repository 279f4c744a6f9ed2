//! The plan files for the script, made shorter as the library makes them for the script of a city.

// The library writes the same text into a city's own script.
#[path = "../../../src/product/phrases.rs"]
mod shared;

pub use shared::{Shortened, shorten};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::pack;

    #[test]
    fn the_script_opens_the_joined_plans() {
        // A character that is itself a code, quotes and line breaks inside values, characters of two units, an empty
        // plan.
        let first = r#"{"a":"90°","b":"岡山\n","a":"\"x\"","b":"𠮷","a":"","b":""}"#;
        let Shortened { phrases, plans } = shorten(&[first, "{}"]);
        let packed =
            plans.iter().map(|plan| pack::base64(&pack::brotli(&[plan], pack::Effort::Some).unwrap()));
        let plans: Vec<_> = ["first", "second"].into_iter().zip(packed).collect();
        let modules = pack::tests::program(&[include_str!("../../../src/widget/plans.js")]);
        let program = format!(
            "const PHRASES = {}, PLANS = {};\n{}\n\
             const text = async (id) => new TextDecoder().decode(await openPlan(id));\n\
             Promise.all([PLAN_IDS, text('first'), text('second'), openPlan('third')])\n\
             .then((opened) => process.stdout.write(JSON.stringify(opened)));",
            serde_json::to_string(&phrases).unwrap(),
            serde_json::to_string(&plans).unwrap(),
            modules
        );
        let node = std::process::Command::new("node").args(["-e", &program]).output().unwrap();
        assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
        let opened: serde_json::Value = serde_json::from_slice(&node.stdout).unwrap();
        assert_eq!(opened, serde_json::json!([["first", "second"], first, "{}", null]));
    }
}
