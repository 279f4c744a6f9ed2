//! The cost of a package as it grows: reading it from a folder of CSV files and from a workbook, and writing both. It
//! prints the median of several runs, the time for an item, the growth of that time, and the peak memory of a
//! separate process. `cargo bench --bench package`
//!
//! There is no harness and no assertion: linear cost is a ratio of about 1.

mod plans;

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use machi_plan::package;
use machi_plan::plan::Plan;

use plans::{generated, grown, median, yamaguchi};

const RUNS: usize = 5;
const SIZES: [usize; 2] = [1_000, 10_000];

type Files = Vec<(String, Vec<u8>)>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [task, folder] = arguments.as_slice() {
        return child(task, Path::new(folder));
    }
    let real = yamaguchi();
    println!("median of {RUNS} runs, an item, and the most memory of a process that does nothing else");
    measure("one outline, items grow", "items", &SIZES.map(|count| generated(&real, count)));
    measure("every table grows", "all", &SIZES.map(|count| grown(&real, count)));
}

/// One block of the table: a plan at both sizes.
fn measure(title: &str, name: &str, plans: &[Plan; 2]) {
    let folders = SIZES.map(|count| {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-package").join(format!("{name}-{count}"))
    });
    let book = |plan: &Plan| package::write_workbook(plan).expect("a plan that fits a workbook");
    for (plan, folder) in plans.iter().zip(&folders) {
        put(&folder.join("csv"), package::write_files(plan));
        put(&folder.join("workbook"), vec![("plan.xlsx".to_owned(), book(plan))]);
    }
    println!("\n{title:24} {:>32} {:>32} {:>7}", "1,000 items", "10,000 items", "ratio");
    for task in ["csv", "workbook"] {
        let files = folders.each_ref().map(|folder| get(&folder.join(task)));
        let peaks = folders.each_ref().map(|folder| peak(task, &folder.join(task)));
        row(&format!("{task}, read"), peaks, |at| read(task, &files[at]).items.len());
    }
    row("csv, write", Default::default(), |at| package::write_files(&plans[at]).len());
    row("workbook, write", Default::default(), |at| book(&plans[at]).len());
}

/// Reads the files in the form that a task names.
fn read(task: &str, files: &Files) -> Plan {
    let (plan, problems) = match (task, files.as_slice()) {
        ("workbook", [(name, bytes)]) => package::read_file(name, bytes),
        _ => package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))),
    };
    assert!(!package::has_errors(&problems), "{}", problems[0]);
    plan
}

/// One line: the time, the time for an item, the peak memory; then the growth of the time for an item.
fn row(name: &str, peaks: [String; 2], work: impl Fn(usize) -> usize) {
    let times = [0, 1].map(|at| median(RUNS, || _ = black_box(work(at))).as_secs_f64());
    let each = [0, 1].map(|at| times[at] * 1e6 / SIZES[at] as f64);
    let cells = [0, 1].map(|at| format!("{:>9.1} ms {:>6.1} µs {:>9}", times[at] * 1e3, each[at], peaks[at]));
    println!("{name:24} {:>32} {:>32} {:>7.2}", cells[0], cells[1], each[1] / each[0]);
}

/// The peak memory of a process that reads this folder. Linux reports it; on other systems nothing is printed.
fn peak(task: &str, folder: &Path) -> String {
    let own = std::env::current_exe().expect("the path of this bench");
    let output = Command::new(own).arg(task).arg(folder).output().expect("this bench once more");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn child(task: &str, folder: &Path) {
    black_box(read(task, &get(folder)));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let kilobytes: f64 = kilobytes.trim().trim_end_matches(" kB").parse().unwrap_or(0.0);
    println!("{:.0} MiB", kilobytes / 1024.0);
}

fn put(folder: &Path, files: Files) {
    std::fs::create_dir_all(folder).expect("a folder below the target directory");
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).expect("a file below the target directory");
    }
}

fn get(folder: &Path) -> Files {
    let entries = std::fs::read_dir(folder).expect("the folder just written");
    let paths = entries.map(|entry| entry.expect("an entry of that folder").path());
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.map(|path| (name(&path), std::fs::read(&path).expect("a file of that folder"))).collect()
}
