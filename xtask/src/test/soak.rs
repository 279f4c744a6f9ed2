//! Long runs in Chromium: a random walk that is compared with fresh elements, and pages that take a widget apart.

use std::env;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};

use super::browser;
use super::count::Count;
use crate::paths::Paths;

/// Minutes of each run in `cargo xtask test --all`. The runs are parallel.
const SHORT: &str = "1";
/// The environment variable of the seed.
const SEED: &str = "MACHI_PLAN_SEED";
/// Minutes where the command line gives none.
const LONG: &str = "60";

/// `cargo xtask soak [--minutes N]`.
pub fn soak(paths: &Paths, arguments: &[String]) -> Result<()> {
    let minutes = match arguments {
        [] => LONG,
        [name, minutes] if name == "--minutes" => minutes,
        other => bail!("“{}” is not understood here", other.join(" ")),
    };
    minutes.parse::<f64>().with_context(|| format!("“{minutes}” is not a number of minutes"))?;
    let seed = match env::var(SEED) {
        Ok(seed) => seed,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis().rem_euclid(1 << 31).to_string(),
    };
    let count = run(paths, minutes, Some(&seed))?;
    ensure!(count.failed == 0, "{} of the runs failed: {}", count.failed, count.names.join("\n"));
    Ok(())
}

/// Every run, for a minute, with the seed of the tests: a failure comes from the last change.
pub fn short(paths: &Paths) -> Result<Count> {
    run(paths, SHORT, None)
}

/// Runs `tests/browser/soak/*.test.mjs` with the last build. The curves are written below the target folder.
fn run(paths: &Paths, minutes: &str, seed: Option<&str>) -> Result<Count> {
    browser::prepare(paths)?;
    let curves = paths.work.join("soak");
    let named = [("MACHI_PLAN_MINUTES", Path::new(minutes)), ("MACHI_PLAN_CURVES", &curves)];
    let seed = seed.map(|seed| (SEED, Path::new(seed)));
    let named: Vec<_> = named.into_iter().chain(seed).collect();
    browser::node_tests(paths, "tests/browser/soak", "soak", &named)
}
