//! Measures: natively with `benches/`, then the widget in the browser with `tests/browser/bench/bench.mjs`.

use std::path::PathBuf;

use anyhow::Result;

use crate::command::Command;
use crate::places::Places;
use crate::{build, test, tools};

/// Builds the given plans and runs the measurements; they are printed, never asserted.
pub fn bench(places: &Places, plans: &[PathBuf]) -> Result<()> {
    build::build(places, plans)?;
    println!("natively");
    Command::cargo(&places.root, &["bench", "--quiet", "--bench", "package", "--bench", "selection"])
        .run()?;
    test::browser::prepare(places)?;
    tools::node(places)?;
    println!("\nin the browser");
    Command::new(&places.root, "node", &["tests/browser/bench/bench.mjs"]).run()
}
