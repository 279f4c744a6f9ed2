//! The commands: a package in, what was asked for out, problems to standard error.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use machi_plan::locale::JA;
use machi_plan::package::{self, Opened, Problem, Severity};
use machi_plan::plan::Plan;
use machi_plan::selection::Prepared;
use machi_plan::view::{FragmentOptions, editor_file, fragment_file, print_sheet, single_page};
use machi_plan::{export, planfile};

use crate::args::{Command, Form, Html};
use crate::progress::while_saying;
use crate::say::{mention, print, tell, tell_problems};
use crate::{folder, output};

/// The exit code of a package with an error, or of a file that cannot be read or written.
pub const PROBLEMS: u8 = 1;
/// The exit code of a wrong command line.
pub const USAGE: u8 = 2;

/// Runs a command.
pub fn run(command: &Command) -> ExitCode {
    let done = match command {
        Command::Help(text) => print(text),
        Command::Version => print(concat!("machi-plan ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Check { plan, json, cms } => check(plan, *json, *cms),
        Command::Compile { plan, out } => {
            load(plan).and_then(|plan| compile(&planfile::write(&plan), out.as_deref()))
        }
        Command::Render { plan, out, form, options } => {
            render(plan, form, options).and_then(|html| put(out.as_deref(), &html))
        }
        Command::Export { plan, out, form } => export_to(plan, out, *form),
        Command::Template { out } => output::write(out, &package::template()),
        Command::New { dir } => new(dir),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            tell(message);
            ExitCode::from(PROBLEMS)
        }
    }
}

fn check(path: &Path, json: bool, cms: bool) -> Result<(), String> {
    let Opened { sheets, plan, mut problems } =
        while_saying("計画を読んでいます。", || open(path))?;
    if cms {
        problems.extend(package::cms_notes(&sheets));
    }
    if json {
        print(&(package::problems_json(&problems) + "\n"))?;
    } else {
        tell_problems(&problems, Severity::Note);
    }
    let verdict = package::verdict(&plan, &problems);
    if package::has_errors(&problems) {
        return Err(verdict);
    }
    if !json {
        mention(&verdict);
    }
    Ok(())
}

fn compile(file: &str, out: Option<&Path>) -> Result<(), String> {
    match out {
        Some(path) => output::write(path, &planfile::bytes_for(&path.to_string_lossy(), file)),
        None => print(file),
    }
}

fn render(path: &Path, form: &Html, options: &FragmentOptions) -> Result<String, String> {
    let script = match form {
        Html::Page(Some(script)) => Some(folder::read_text(script)?),
        _ => None,
    };
    let plan = load(path)?;
    let prepared = Prepared::new(plan.clone());
    departments_are_known(&prepared, options)?;
    while_saying("HTMLを作っています。", || match form {
        Html::Page(_) => single_page(&plan, &JA, options, script.as_deref()),
        Html::Print => Ok(print_sheet(&prepared, &JA, &options.state)),
        Html::Editor => Ok(editor_file(&plan, &JA, options)),
        Html::Fragment => Ok(fragment_file(&plan, &JA, options)),
    })
}

fn departments_are_known(prepared: &Prepared, options: &FragmentOptions) -> Result<(), String> {
    let known = &prepared.plan.departments;
    for asked in &options.state.departments {
        let name = prepared.plan.department_name(asked);
        if !known.iter().any(|department| department.name == name) {
            let names: Vec<&str> = known.iter().map(|department| department.name.as_str()).collect();
            return Err(format!("部署「{asked}」はこの計画にありません。あるのは{}です。", names.join("、")));
        }
    }
    Ok(())
}

fn export_to(path: &Path, out: &Path, form: Form) -> Result<(), String> {
    let plan = load(path)?;
    if let (Ok(from), Ok(to)) = (path.canonicalize(), out.canonicalize())
        && from == to
    {
        return Err("--out に元の計画は使えません。別の名前を書いてください。".to_owned());
    }
    let workbook = |written: Result<Vec<u8>, Vec<Problem>>| {
        written.map_err(|problems| {
            tell_problems(&problems, Severity::Error);
            format!("{}何も書き換えていません。", package::summary(&problems))
        })
    };
    while_saying("書き出しています。", || match form {
        Form::OpenData => {
            let files = export::open_data(&plan).into_iter();
            folder::write_only(out, &files.map(|file| (file.name.into(), file.bytes)).collect::<Vec<_>>())
        }
        Form::Package => {
            let files = package::write_files(&plan).into_iter();
            folder::write_only(out, &files.map(|(name, bytes)| (name.into(), bytes)).collect::<Vec<_>>())
        }
        Form::Zip => output::write(out, &export::zip(&export::open_data(&plan))),
        Form::Workbook => output::write(out, &workbook(package::write_workbook(&plan))?),
        Form::NextYear => output::write(out, &workbook(package::write_next_year(&plan))?),
    })
}

fn new(dir: &Path) -> Result<(), String> {
    folder::is_free(dir)?;
    let files: Vec<(PathBuf, Vec<u8>)> =
        package::template_files().into_iter().map(|(name, bytes)| (name.into(), bytes)).collect();
    folder::write_only(dir, &files)?;
    mention(&format!("{} を作りました。guide.csv を読んで、記入例を書きかえてください。", dir.display()));
    Ok(())
}

/// The plan of a package. Its errors and warnings are told; with an error there is no plan.
fn load(path: &Path) -> Result<Plan, String> {
    let (plan, problems) = while_saying("計画を読んでいます。", || read(path))?;
    tell_problems(&problems, Severity::Warning);
    if package::has_errors(&problems) {
        return Err(format!("{}何も書き換えていません。", package::summary(&problems)));
    }
    Ok(plan)
}

fn read(path: &Path) -> Result<(Plan, Vec<Problem>), String> {
    let Opened { plan, problems, .. } = open(path)?;
    Ok((plan, problems))
}

fn open(path: &Path) -> Result<Opened, String> {
    Ok(match folder::read(path)? {
        folder::Package::Folder(files) => {
            package::open_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
        }
        folder::Package::File(name, bytes) => package::open_file(&name, &bytes),
    })
}

fn put(out: Option<&Path>, text: &str) -> Result<(), String> {
    match out {
        Some(path) => output::write(path, text.as_bytes()),
        None => print(text),
    }
}
