//! `cargo xtask fuzz`: the targets of `fuzz/` under libFuzzer, guided by coverage.
//!
//! There is no sanitizer, because neither machi-plan nor its checks have `unsafe` code. So the targets run on the
//! stable toolchain that everything else uses, several times as fast.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::command::Command;
use crate::paths::Paths;
use crate::test::count::Count;
use crate::tools;

/// Seconds for each target in `cargo xtask test --all`.
const SHORT: u32 = 5;
/// Seconds for each target where the command line gives none.
const LONG: u32 = 600;

/// How the targets are compiled: see `fuzz/Cargo.toml`.
#[derive(Clone, Copy)]
enum Profile {
    /// For a few seconds: quick to compile.
    Short,
    /// For minutes: quick to run.
    Long,
}

impl Profile {
    /// The option of cargo-fuzz.
    fn option(self) -> &'static str {
        match self {
            Profile::Short => "--dev",
            Profile::Long => "--release",
        }
    }
}

/// Runs the named target, or all, for the given time.
pub fn fuzz(paths: &Paths, arguments: &[String]) -> Result<()> {
    let mut chosen = None;
    let mut seconds = LONG;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => {
                let value = arguments.next().context("--seconds needs a number")?;
                seconds = value.parse().with_context(|| format!("“{value}” is not a number of seconds"))?;
            }
            name if chosen.is_none() && !name.starts_with('-') => chosen = Some(name.to_owned()),
            other => bail!("“{other}” is not understood here"),
        }
    }
    let mut targets = targets(paths)?;
    if let Some(chosen) = chosen {
        if !targets.contains(&chosen) {
            bail!("there is no target “{chosen}”: {}", targets.join(", "));
        }
        targets = vec![chosen];
    }
    build(paths, Profile::Long)?;
    let count = side_by_side(paths, &targets, Profile::Long, seconds);
    ensure!(count.failed == 0, "found something: {}", count.names.join(", "));
    Ok(())
}

/// Runs every target for a few seconds. A target without a failure is one check that passed.
pub fn short(paths: &Paths) -> Result<Count> {
    let start = Instant::now();
    build(paths, Profile::Short)?;
    println!("built in {:.0} s", start.elapsed().as_secs_f64());
    Ok(side_by_side(paths, &targets(paths)?, Profile::Short, SHORT))
}

/// Runs the targets, as many at a time as the machine has cores; a target without a failure is one check that passed.
fn side_by_side(paths: &Paths, targets: &[String], profile: Profile, seconds: u32) -> Count {
    let waiting = Mutex::new(targets.iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut count = Count::default();
        while let Some(target) = next() {
            let done = run(paths, target, profile, seconds);
            if let Err(error) = &done {
                println!("{error:#}");
            }
            let names = if done.is_ok() { Vec::new() } else { vec![target.clone()] };
            count = count + Count { names, ..Count::of(done.is_ok()) };
        }
        count
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.min(targets.len())).map(|_| scope.spawn(worker)).collect();
        let counts = workers.into_iter().map(|worker| worker.join().unwrap_or(Count::FAILED));
        counts.fold(Count::default(), |sum, count| sum + count)
    })
}

/// The targets are the files of `fuzz/targets`.
fn targets(paths: &Paths) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(paths.root.join("fuzz/targets"))? {
        if let Some(name) = entry?.path().file_stem() {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn build(paths: &Paths, profile: Profile) -> Result<()> {
    tools::cargo_fuzz(paths)?;
    cargo_fuzz(paths, "build", profile, &[], &[]).run()
}

/// Runs a target with the inputs of earlier runs and with its seeds. A crash stays in `fuzz/artifacts`.
fn run(paths: &Paths, target: &str, profile: Profile, seconds: u32) -> Result<()> {
    let found = paths.work.join("fuzz").join(target);
    fs::create_dir_all(&found)?;
    let seeds = paths.root.join("fuzz/seeds").join(target);
    let limits = [
        format!("-max_total_time={seconds}"),
        // A few kilobytes that take ten seconds or a gigabyte are as bad as a panic.
        "-timeout=10".to_owned(),
        "-rss_limit_mb=1024".to_owned(),
        "-print_final_stats=1".to_owned(),
        "-verbosity=0".to_owned(),
    ];
    let folders = [Path::new(target), &found, &seeds].map(|path| path.display().to_string());
    let (report, succeeded) = cargo_fuzz(paths, "run", profile, &folders, &limits).all_captured()?;
    // Of a target without a failure only the figures matter. Its other output is a thousand lines.
    let figures = |line: &&str| !succeeded || line.starts_with("stat::");
    let lines: Vec<&str> = report.lines().filter(figures).collect();
    // In one call: another target runs at the same time.
    println!("\n{target}, {seconds} s\n{}", lines.join("\n"));
    ensure!(succeeded, "the target {target} has found something");
    Ok(())
}

fn cargo_fuzz(paths: &Paths, command: &str, profile: Profile, what: &[String], limits: &[String]) -> Command {
    let folder = paths.target.join("fuzz").display().to_string();
    let mut arguments: Vec<String> =
        ["fuzz", command, "--sanitizer", "none", "--codegen-units", "16", "--target-dir", &folder]
            .map(String::from)
            .to_vec();
    arguments.push(profile.option().to_owned());
    arguments.extend(what.iter().cloned());
    if !limits.is_empty() {
        arguments.push("--".to_owned());
        arguments.extend(limits.iter().cloned());
    }
    Command::cargo(&paths.root, &arguments)
}
