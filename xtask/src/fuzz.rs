//! `cargo xtask fuzz`: the targets of `fuzz/` under libFuzzer, guided by coverage.
//!
//! Without a sanitizer: neither machi-plan nor its checks hold `unsafe` code, and the targets then run on the stable
//! toolchain that everything else uses, several times as fast.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::command::Command;
use crate::places::Places;
use crate::test::count::Count;
use crate::tools;

/// Seconds a target in `cargo xtask test --all`.
const SHORT: u32 = 15;
/// Seconds a target where the command line names none.
const LONG: u32 = 600;

/// Runs the named target, or all, for as long as asked.
pub fn fuzz(places: &Places, arguments: &[String]) -> Result<()> {
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
    let mut targets = targets(places)?;
    if let Some(chosen) = chosen {
        if !targets.contains(&chosen) {
            bail!("there is no target “{chosen}”: {}", targets.join(", "));
        }
        targets = vec![chosen];
    }
    build(places)?;
    let count = side_by_side(places, &targets, seconds);
    ensure!(count.failed == 0, "found something: {}", count.names.join(", "));
    Ok(())
}

/// Every target for a few seconds; a target that stands is one check that passed.
pub fn short(places: &Places) -> Result<Count> {
    let start = Instant::now();
    build(places)?;
    println!("built in {:.0} s", start.elapsed().as_secs_f64());
    Ok(side_by_side(places, &targets(places)?, SHORT))
}

/// Runs the targets, as many at a time as the machine has cores; a target that stands is one check that passed.
fn side_by_side(places: &Places, targets: &[String], seconds: u32) -> Count {
    let waiting = Mutex::new(targets.iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut count = Count::default();
        while let Some(target) = next() {
            let done = run(places, target, seconds);
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
fn targets(places: &Places) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(places.root.join("fuzz/targets"))? {
        if let Some(name) = entry?.path().file_stem() {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn build(places: &Places) -> Result<()> {
    tools::cargo_fuzz(places)?;
    cargo_fuzz(places, "build", &[], &[]).run()
}

/// Runs a target with what earlier runs found and with its seeds; a crash stays in `fuzz/artifacts`.
fn run(places: &Places, target: &str, seconds: u32) -> Result<()> {
    let found = places.work.join("fuzz").join(target);
    fs::create_dir_all(&found)?;
    let seeds = places.root.join("fuzz/seeds").join(target);
    let limits = [
        format!("-max_total_time={seconds}"),
        // A few kilobytes that take ten seconds or a gigabyte are as bad as a panic.
        "-timeout=10".to_owned(),
        "-rss_limit_mb=1024".to_owned(),
        "-print_final_stats=1".to_owned(),
        "-verbosity=0".to_owned(),
    ];
    let paths = [Path::new(target), &found, &seeds].map(|path| path.display().to_string());
    let (report, stands) = cargo_fuzz(places, "run", &paths, &limits).all_captured()?;
    // Of a target that stands only the figures matter; its words fill a thousand lines. At once, for another may speak too.
    let figures = |line: &&str| !stands || line.starts_with("stat::");
    let lines: Vec<&str> = report.lines().filter(figures).collect();
    println!("\n{target}, {seconds} s\n{}", lines.join("\n"));
    ensure!(stands, "the target {target} has found something");
    Ok(())
}

fn cargo_fuzz(places: &Places, command: &str, what: &[String], limits: &[String]) -> Command {
    let folder = places.target.join("fuzz").display().to_string();
    let mut arguments: Vec<String> =
        ["fuzz", command, "--sanitizer", "none", "--target-dir", &folder].map(String::from).to_vec();
    arguments.extend(what.iter().cloned());
    if !limits.is_empty() {
        arguments.push("--".to_owned());
        arguments.extend(limits.iter().cloned());
    }
    Command::cargo(&places.root, &arguments)
}
