//! The commands: a package in, what was asked for out, problems to standard error.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use machi_plan::locale::JA;
use machi_plan::package::{self, Problem, Severity};
use machi_plan::plan::Plan;
use machi_plan::selection::Prepared;
use machi_plan::view::{FragmentOptions, fragment};
use machi_plan::{export, planfile};

use crate::args::{Command, HELP};
use crate::folder;

/// The exit code of a package with an error, or of a file that cannot be read or written.
pub const PROBLEMS: u8 = 1;
/// The exit code of a wrong command line.
pub const USAGE: u8 = 2;

/// Runs a command.
pub fn run(command: &Command) -> ExitCode {
    let done = match command {
        Command::Help => print(HELP),
        Command::Version => print(concat!("machi-plan ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Check { dir } => check(dir),
        Command::Compile { dir, out } => {
            load(dir).and_then(|plan| put(out.as_deref(), &planfile::write(&plan)))
        }
        Command::Render { dir, out, options } => {
            load(dir).and_then(|plan| render(plan, options)).and_then(|html| put(out.as_deref(), &html))
        }
        Command::Export { dir, out, as_package } => export_to(dir, out, *as_package),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(PROBLEMS)
        }
    }
}

fn check(dir: &Path) -> Result<(), String> {
    let (plan, problems) = read(dir)?;
    tell(&problems, Severity::Note);
    if package::has_errors(&problems) {
        return Err(summary(&problems));
    }
    let indicators: usize = plan.items.iter().map(|item| item.indicators.len()).sum();
    let about = plan.corrected().0.about;
    print(&format!(
        "{}「{}」: 取組{}件、指標{indicators}行。{}\n",
        about.municipality,
        about.title,
        plan.items.len(),
        summary(&problems)
    ))
}

fn render(plan: Plan, options: &FragmentOptions) -> Result<String, String> {
    let file = planfile::write(&plan);
    // What was written just now is a plan file; without a head the fragment would only not be adopted.
    let fingerprint = planfile::read_head(file.as_bytes()).map_or("", |head| head.fingerprint);
    let prepared = Prepared::new(plan);
    let known = &prepared.plan.departments;
    for asked in &options.state.departments {
        let name = prepared.plan.department_name(asked);
        if !known.iter().any(|department| department.name == name) {
            let names: Vec<&str> = known.iter().map(|department| department.name.as_str()).collect();
            return Err(format!("部署「{asked}」はこの計画にありません。あるのは{}です。", names.join("、")));
        }
    }
    Ok(fragment(&prepared, fingerprint, &JA, options).into_string() + "\n")
}

fn export_to(dir: &Path, out: &Path, as_package: bool) -> Result<(), String> {
    let plan = load(dir)?;
    if let (Ok(from), Ok(to)) = (dir.canonicalize(), out.canonicalize())
        && from == to
    {
        return Err("--out に元のフォルダは使えません。別のフォルダを書いてください。".to_owned());
    }
    let files: Vec<(PathBuf, Vec<u8>)> = if as_package {
        package::write_files(&plan).into_iter().map(|(name, bytes)| (name.into(), bytes)).collect()
    } else {
        export::open_data(&plan).into_iter().map(|file| (file.name.into(), file.bytes)).collect()
    };
    let files: Vec<(PathBuf, &[u8])> =
        files.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
    folder::write_all(out, &files)
}

/// The plan of a package. Its errors and warnings are told; with an error there is no plan.
fn load(dir: &Path) -> Result<Plan, String> {
    let (plan, problems) = read(dir)?;
    tell(&problems, Severity::Warning);
    if package::has_errors(&problems) {
        return Err(format!("{}何も書き換えていません。", summary(&problems)));
    }
    Ok(plan)
}

fn read(dir: &Path) -> Result<(Plan, Vec<Problem>), String> {
    Ok(match folder::read(dir)? {
        folder::Package::Folder(files) => {
            package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
        }
        folder::Package::File(name, bytes) => package::read_file(&name, &bytes),
    })
}

fn tell(problems: &[Problem], least: Severity) {
    for problem in problems.iter().filter(|problem| problem.severity() <= least) {
        eprintln!("{problem}");
    }
}

fn summary(problems: &[Problem]) -> String {
    let count = |severity| problems.iter().filter(|problem| problem.severity() == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    format!("エラー{errors}件、注意{warnings}件、参考{notes}件。")
}

fn put(out: Option<&Path>, text: &str) -> Result<(), String> {
    match out {
        Some(path) => folder::write(path, text.as_bytes()),
        None => print(text),
    }
}

/// Not `print!`, which panics where the reader of a pipe has gone.
fn print(text: &str) -> Result<(), String> {
    let mut stdout = std::io::stdout().lock();
    stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| format!("書けません（{error}）。"))
}
