//! Measures the widget in the browser: builds, then hands over to `tests/browser/bench/bench.mjs`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::command::Command;
use crate::places::Places;
use crate::{build, test, tools};

/// Builds the given plans and runs the measurements; they are printed, never asserted.
pub fn bench(places: &Places, plans: &[PathBuf]) -> Result<()> {
    let script = places.root.join("tests/browser/bench/bench.mjs");
    if !script.exists() {
        bail!("{} is not there: nothing to measure with", places.shown(&script));
    }
    build::build(places, plans)?;
    test::browser::prepare(places)?;
    tools::node(places)?;
    Command::new(&places.root, "node", &[&script]).run()
}
