//! The commands. Each reads a package, writes a result, and reports problems on standard error.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use machi_plan::locale::{JA, Locale, messages};
use machi_plan::package::{self, Opened, Problem, Severity};
use machi_plan::plan::Plan;
use machi_plan::planfile;
use machi_plan::product::{Made, NotMade, Product, Source, integrity};
use machi_plan::theme;
use machi_plan::view::{FragmentOptions, Paper};

use crate::args::{Command, has_suffix};
use crate::folder::Forms;
use crate::progress::while_saying;
use crate::say::{mention, print, print_bytes, report, report_problems};
use crate::{asked, folder, output};

/// The exit code of a package with an error, or of a file that cannot be read or written.
pub const PROBLEMS: u8 = 1;
/// The exit code of a wrong command line.
pub const USAGE: u8 = 2;

/// Runs a command.
pub fn run(command: &Command) -> ExitCode {
    let done = match command {
        Command::Help(text) => print(text),
        Command::Version => print(concat!("machi-plan ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Check { plan, json, readings: true, .. } => show_readings(plan, *json),
        Command::Check { plan, json, cms, .. } => check(plan, *json, *cms),
        Command::Compile { plan, out } => compile(plan, out.as_deref()),
        Command::Render { plan, out, product, script, options, base, paper, font, locale } => {
            let more = More { base: base.as_deref(), paper: *paper, font: font.as_deref(), locale };
            let read: Vec<&Path> = [Some(plan), script.as_ref(), font.as_ref()]
                .into_iter()
                .flatten()
                .map(PathBuf::as_path)
                .collect();
            render(plan, *product, script.as_deref(), options, &more)
                .and_then(|made| put(made, out.as_deref(), &read))
        }
        Command::Script { plan, script, out } => own_script(plan, script.as_deref(), out.as_deref()),
        Command::Export { plan, out, product } => export_to(plan, out, *product),
        Command::Merge { forms, plan, out } => merge(forms, plan, out),
        Command::Changes { old, new, json, out } => changes(old, new, *json, out.as_deref()),
        Command::Template { out } => output::write(out, &package::template()),
        Command::ThemeCheck { sheet } => theme_check(sheet),
        Command::New { dir } => new(dir),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            report(message);
            ExitCode::from(PROBLEMS)
        }
    }
}

fn check(path: &Path, json: bool, cms: bool) -> Result<(), String> {
    let Opened { sheets, plan, mut problems } = while_saying(messages().command.reading, || open(path))?;
    if cms {
        problems.extend(package::cms_notes(&sheets));
    }
    if json {
        print(&(package::problems_json(&problems) + "\n"))?;
    } else {
        report_problems(&problems, Severity::Note);
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

/// Reports every pair of a city's colours that is too faint to be read.
fn theme_check(path: &Path) -> Result<(), String> {
    let words = &messages().theme;
    let found = theme::check(&folder::read_style(path)?, messages());
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    for finding in &found.findings {
        let message = words.at(&file, finding.line, &finding.message);
        report(if finding.is_error { message } else { words.note(message) });
    }
    let errors = found.findings.iter().filter(|finding| finding.is_error).count();
    match (errors, found.colours) {
        (0, 0) => mention(words.no_colours),
        (0, colours) => mention(&words.good(colours, found.pairs)),
        (errors, _) if found.is_dark_assumed => {
            return Err(words.bad(errors) + &words.about_dark(theme::LIGHT_ONLY));
        }
        (errors, _) => return Err(words.bad(errors)),
    }
    Ok(())
}

/// Prints how each value is read, and reports the problems as `check` does.
fn show_readings(path: &Path, json: bool) -> Result<(), String> {
    let Opened { sheets, plan, problems } = while_saying(messages().command.reading, || open(path))?;
    let readings = package::readings(&sheets, &plan, &problems);
    let text =
        if json { package::readings_json(&readings) + "\n" } else { package::readings_table(&readings) };
    print(&text)?;
    report_problems(&problems, Severity::Note);
    let verdict = package::verdict(&plan, &problems);
    if package::has_errors(&problems) {
        return Err(verdict);
    }
    report(verdict);
    Ok(())
}

fn compile(path: &Path, out: Option<&Path>) -> Result<(), String> {
    let plan = load(path)?;
    // The suffix of the file name decides whether the plan file is written as text.
    let product = match out {
        Some(out) if planfile::is_text_name(&out.to_string_lossy()) => Product::PlanText,
        _ => Product::PlanFile,
    };
    put(make(product, &plan, &product.options(), None)?, out, &[path])
}

fn render(
    path: &Path,
    product: Product,
    script: Option<&Path>,
    options: &FragmentOptions,
    more: &More,
) -> Result<Made, String> {
    let font = more.font.map(folder::read_one).transpose()?;
    let font_name = more.font.map_or(String::new(), |font| font.display().to_string());
    let font = font.as_ref().map(|bytes| (font_name.as_str(), bytes.as_slice()));
    let script = script.map(folder::read_text).transpose()?;
    let plan = load(path)?;
    asked::is_known(&plan, &options.state)?;
    while_saying(messages().command.making, || {
        make_with(product, &plan, options, script.as_deref(), more, font)
    })
}

/// Writes the script with the plan inside, and names its hash for the attribute `integrity`.
fn own_script(path: &Path, empty: Option<&Path>, out: Option<&Path>) -> Result<(), String> {
    let script = match empty {
        Some(script) => folder::read_text(script)?,
        None => folder::empty_script()?,
    };
    let plan = load(path)?;
    let product = Product::Script;
    let made =
        while_saying(messages().command.making, || make(product, &plan, &product.options(), Some(&script)))?;
    let hash = match &made {
        Made::File(bytes) => messages().command.integrity(integrity(bytes)),
        Made::Folder(_) => String::new(),
    };
    put(made, out, &[path, empty.unwrap_or(path)])?;
    // Standard output is the script itself where there is no file.
    if out.is_some() {
        mention(&hash)
    } else {
        report(hash)
    }
    Ok(())
}

fn export_to(path: &Path, out: &Path, product: Product) -> Result<(), String> {
    let plan = load(path)?;
    while_saying(messages().command.writing, || {
        put(make(product, &plan, &product.options(), None)?, Some(out), &[path])
    })
}

/// Makes a product of a plan. The error is a sentence; problems are reported before it.
fn make(
    product: Product,
    plan: &Plan,
    options: &FragmentOptions,
    script: Option<&str>,
) -> Result<Made, String> {
    make_with(product, plan, options, script, &More::default(), None)
}

/// What only some products need.
struct More<'a> {
    /// The address of the page with the plan, or of the site.
    base: Option<&'a str>,
    /// The size of the paper.
    paper: Paper,
    /// The file of the font of pictures.
    font: Option<&'a Path>,
    /// The language of the HTML.
    locale: &'static Locale,
}

impl Default for More<'_> {
    fn default() -> Self {
        More { base: None, paper: Paper::default(), font: None, locale: &JA }
    }
}

/// The same with these. `font` is the name of the file of the font, and its bytes.
fn make_with(
    product: Product,
    plan: &Plan,
    options: &FragmentOptions,
    script: Option<&str>,
    more: &More,
    font: Option<(&str, &[u8])>,
) -> Result<Made, String> {
    let source = Source {
        plan,
        locale: more.locale,
        cms_notes: &[],
        options,
        script,
        base: more.base,
        paper: more.paper,
        font,
    };
    product.make(&source).map_err(|why| match why {
        NotMade::Refused(sentence) => sentence,
        NotMade::Problems(problems) => {
            report_problems(&problems, Severity::Error);
            messages().command.nothing_changed(package::summary(&problems))
        }
    })
}

/// Merges filled forms into a plan, in a new file or folder.
fn merge(forms: &Path, plan: &Path, out: &Path) -> Result<(), String> {
    let into = while_saying(messages().command.reading, || files_of(plan))?;
    let Forms { files: sent, beside } =
        while_saying(messages().command.reading, || folder::read_forms(forms))?;
    let mut merged = package::merge(&parts(&into), &parts(&sent));
    merged.add_beside(&beside);
    report_problems(&merged.problems, Severity::Note);
    let summary = package::summary(&merged.problems);
    if package::has_errors(&merged.problems) {
        return Err(messages().forms.not_merged(summary));
    }
    if sent.is_empty() {
        return Err(messages().forms.no_forms(forms.display()));
    }
    if merged.files.is_empty() {
        return Err(messages().forms.nothing_new(summary));
    }
    let made = match merged.files.clone() {
        files if is_merged_to_folder(plan, out, &files)? => Made::Folder(files),
        mut files => Made::File(files.pop().ok_or_else(|| messages().forms.not_merged(&summary))?.1),
    };
    put(made, Some(out), &[plan, forms])?;
    mention(&merged.sentences().concat());
    mention(&messages().forms.merged(merged.taken, sent.len(), summary));
    Ok(())
}

/// Whether these files of a merged plan are tables of a folder. The error is that the name of the result says otherwise.
fn is_merged_to_folder(plan: &Path, out: &Path, files: &[(String, Vec<u8>)]) -> Result<bool, String> {
    const SUFFIXES: [&str; 4] = ["xlsx", "xlsm", "zip", "csv"];
    let of = |path: &Path| SUFFIXES.into_iter().find(|suffix| has_suffix(path, suffix));
    // The name of a file was compared with that of the plan when it was typed.
    if !plan.is_dir() {
        return Ok(false);
    }
    let own = files.iter().find_map(|(name, _)| of(Path::new(name)).filter(|suffix| *suffix != "csv"));
    match (own, of(out)) {
        (None, None) => Ok(true),
        (None, Some(_)) => Err(messages().command.out_is_folder(out.display())),
        (Some(own), typed) if typed == Some(own) => Ok(false),
        (Some(own), _) => Err(messages().command.wrong_suffix(out.display(), own)),
    }
}

fn files_of(path: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    Ok(match folder::read(path)? {
        folder::Package::Folder(files) => files,
        folder::Package::File(name, bytes) => vec![(name, bytes)],
    })
}

fn parts(files: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

/// Compares two editions. Differences are no error.
fn changes(old: &Path, new: &Path, json: bool, out: Option<&Path>) -> Result<(), String> {
    let read = [old, new];
    let (old, new) = (load_edition(old)?, load_edition(new)?);
    let found = package::changes(&old, &new);
    let suffix = out.and_then(Path::extension).unwrap_or_default().to_ascii_lowercase();
    let bytes = match (suffix.to_str(), json) {
        (Some("xlsx"), _) => package::changes_workbook(&found).map_err(|problems| {
            report_problems(&problems, Severity::Error);
            messages().command.nothing_changed(package::summary(&problems))
        })?,
        (Some("csv"), _) => package::changes_csv(&found),
        (_, true) => (package::changes_json(&found) + "\n").into_bytes(),
        (_, false) => {
            let text = package::changes_text(&old, &new, &found);
            let is_same = package::is_same_edition(&old, &new, &found);
            let question = if is_same { String::new() } else { package::changes_question(&old, &new) };
            (format!("{text}\n{question}").trim_end().to_owned() + "\n").into_bytes()
        }
    };
    put(Made::File(bytes), out, &read)
}

/// Reads an edition of a plan: a package, or the plan file that was published.
fn load_edition(path: &Path) -> Result<Plan, String> {
    if let folder::Package::File(name, bytes) = folder::read(path)?
        && let Some(plan) = package::published(&bytes).map_err(|error| error.say(messages(), &name))?
    {
        return Ok(plan);
    }
    load(path)
}

fn new(dir: &Path) -> Result<(), String> {
    folder::is_free(dir)?;
    let files: Vec<(PathBuf, Vec<u8>)> =
        package::template_files().into_iter().map(|(name, bytes)| (name.into(), bytes)).collect();
    folder::write_only(dir, &files)?;
    mention(&messages().command.made_folder(dir.display()));
    Ok(())
}

/// Reads the plan of a package. Reports its errors and warnings; with an error there is no plan.
fn load(path: &Path) -> Result<Plan, String> {
    let (plan, problems) = while_saying(messages().command.reading, || read(path))?;
    report_problems(&problems, Severity::Warning);
    if package::has_errors(&problems) {
        return Err(messages().command.nothing_changed(package::summary(&problems)));
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

/// Writes a product to the given file, or to standard output. What was read for it is never written.
fn put(made: Made, out: Option<&Path>, read: &[&Path]) -> Result<(), String> {
    if let Some(out) = out.filter(|out| read.iter().any(|read| folder::is_source(out, read))) {
        return Err(messages().command.out_is_source(out.display()));
    }
    match (made, out) {
        (Made::File(bytes), Some(path)) => output::write(path, &bytes),
        (Made::File(bytes), None) => print_bytes(&bytes),
        (Made::Folder(files), out) => {
            let files = files.into_iter().map(|(name, bytes)| (name.into(), bytes));
            folder::write_only(out.unwrap_or(Path::new(".")), &files.collect::<Vec<_>>())
        }
    }
}
