//! Parses the arguments into a command.

use std::path::{Path, PathBuf};

use lexopt::prelude::*;
use machi_plan::locale::JA;
use machi_plan::package::is_page_address;
use machi_plan::product::Product;
use machi_plan::selection::View;
use machi_plan::view::{FragmentOptions, Paper, SPECS};

use crate::help::{self, COMMANDS, HELP};

/// The command with its options.
#[derive(Debug)]
pub enum Command {
    /// Prints this help.
    Help(String),
    /// Prints the version.
    Version,
    /// Reports every problem of a package.
    Check {
        /// The package.
        plan: PathBuf,
        /// Whether to print JSON for programs.
        json: bool,
        /// Whether to report also what the checker of a content management system would find in the plan's own text.
        cms: bool,
        /// Whether to print how each value is read. Standard output then has these readings instead of the problems.
        readings: bool,
    },
    /// Writes the plan file.
    Compile {
        /// The package.
        plan: PathBuf,
        /// The file to write; standard output if `None`.
        out: Option<PathBuf>,
    },
    /// Writes HTML.
    Render {
        /// The package.
        plan: PathBuf,
        /// The file to write; standard output if `None`.
        out: Option<PathBuf>,
        /// The product to write.
        product: Product,
        /// The script of the page.
        script: Option<PathBuf>,
        /// The options of the HTML.
        options: Box<FragmentOptions>,
        /// The address of the page with the plan, for the sheets.
        base: Option<String>,
        /// The size of the paper of the list.
        paper: Paper,
    },
    /// Writes the script with the plan inside.
    Script {
        /// The package.
        plan: PathBuf,
        /// The script without plans; the one beside the command or in `pkg` if `None`.
        script: Option<PathBuf>,
        /// The file to write; standard output if `None`.
        out: Option<PathBuf>,
    },
    /// Writes the plan as data.
    Export {
        /// The package.
        plan: PathBuf,
        /// The folder or file to write.
        out: PathBuf,
        /// The product to write.
        product: Product,
    },
    /// Merges filled forms into a plan.
    Merge {
        /// The folder of the forms, or one form.
        forms: PathBuf,
        /// The package from which the forms were made.
        plan: PathBuf,
        /// The file or folder to write.
        out: PathBuf,
    },
    /// Compares two editions of a plan.
    Changes {
        /// The older edition: a package or a plan file.
        old: PathBuf,
        /// The newer one.
        new: PathBuf,
        /// Whether to write JSON for programs.
        json: bool,
        /// The file to write; standard output if `None`. Its suffix may ask for rows to copy.
        out: Option<PathBuf>,
    },
    /// Writes an empty workbook with examples.
    Template {
        /// The file.
        out: PathBuf,
    },
    /// Makes a folder for a new plan.
    New {
        /// The folder.
        dir: PathBuf,
    },
}

/// The products of `render`. The first is the default.
const RENDERED: [Product; 6] =
    [Product::Fragment, Product::Editor, Product::Page, Product::Print, Product::Sheet, Product::Council];
/// The products of `export`. The first is the default.
const EXPORTED: [Product; 5] =
    [Product::OpenData, Product::Package, Product::Workbook, Product::NextYear, Product::Zip];

/// Options as they were typed.
#[derive(Default)]
struct Typed {
    path: Option<PathBuf>,
    newer: Option<PathBuf>,
    out: Option<PathBuf>,
    form: Option<String>,
    format: Option<String>,
    script: Option<PathBuf>,
    into: Option<PathBuf>,
    split: Option<String>,
    src: Option<String>,
    base: Option<String>,
    paper: Option<Paper>,
    name: Option<String>,
    heading_level: Option<u8>,
    view: Option<View>,
    item: Option<String>,
    all_views: bool,
    without_controls: bool,
    departments: Vec<String>,
    cms: bool,
    readings: bool,
}

/// Parses the arguments. The error is a sentence for the user.
pub fn parse(mut parser: lexopt::Parser) -> Result<Command, String> {
    let mut name: Option<(&'static str, &'static str)> = None;
    let mut typed = Typed::default();
    while let Some(arg) = parser.next().map_err(say)? {
        let command = name.map_or("", |(name, _)| name);
        let is = |commands: &[&str]| commands.contains(&command);
        match arg {
            Short('h') | Long("help") => {
                return Ok(Command::Help(help::written(name.map_or(HELP, |(_, help)| help))));
            }
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("out") if is(&["compile", "script", "render", "export", "merge", "changes", "template"]) => {
                typed.out = Some(parser.value().map_err(say)?.into());
            }
            Long("as") if is(&["render", "export"]) => typed.form = Some(text(&mut parser)?),
            Long("into") if is(&["merge"]) => typed.into = Some(parser.value().map_err(say)?.into()),
            Long("split") if is(&["export"]) => typed.split = Some(text(&mut parser)?),
            Long("format") if is(&["check", "changes"]) => typed.format = Some(text(&mut parser)?),
            Long("cms") if is(&["check"]) => typed.cms = true,
            Long("readings") if is(&["check"]) => typed.readings = true,
            Long("script") if is(&["script", "render"]) => {
                typed.script = Some(parser.value().map_err(say)?.into())
            }
            Long("view") if is(&["render"]) => typed.view = Some(view(&text(&mut parser)?)?),
            Long("item") if is(&["render"]) => typed.item = Some(text(&mut parser)?),
            Long("all-views") if is(&["render"]) => typed.all_views = true,
            Long("controls") if is(&["render"]) => {
                typed.without_controls = controls(&text(&mut parser)?)?;
            }
            Long("department") if is(&["render"]) => typed.departments.push(text(&mut parser)?),
            Long("src") if is(&["render"]) => typed.src = Some(text(&mut parser)?),
            Long("base") if is(&["render"]) => typed.base = Some(address(text(&mut parser)?)?),
            Long("paper") if is(&["render"]) => typed.paper = Some(paper(&text(&mut parser)?)?),
            Long("name") if is(&["render"]) => typed.name = Some(widget_name(text(&mut parser)?)?),
            Long("heading-level") if is(&["render"]) => {
                typed.heading_level = Some(heading_level(&text(&mut parser)?)?);
            }
            Value(value) if name.is_none() => name = Some(command_of(&value.string().map_err(say)?)?),
            Value(value) if typed.path.is_none() && command != "template" => typed.path = Some(value.into()),
            Value(value) if typed.newer.is_none() && command == "changes" => typed.newer = Some(value.into()),
            other => return Err(say(other.unexpected())),
        }
    }
    let known = COMMANDS.map(|(name, _)| name).join(JA.text.between);
    let (name, _) = name.ok_or(JA.command.no_name(known))?;
    command(name, typed)
}

fn command_of(value: &str) -> Result<(&'static str, &'static str), String> {
    COMMANDS.into_iter().find(|(name, _)| *name == value).ok_or_else(|| no_command(value))
}

fn no_command(value: &str) -> String {
    let known = COMMANDS.map(|(name, _)| name).join(JA.text.between);
    JA.command.unknown_name(value, known)
}

fn command(name: &str, mut typed: Typed) -> Result<Command, String> {
    if name == "template" {
        let out = typed.out.ok_or(JA.command.template_without_out)?;
        return Ok(Command::Template { out: ending(out, "xlsx")? });
    }
    let path = typed.path.take();
    if name == "new" {
        let dir = path.ok_or(JA.command.new_without_folder)?;
        return Ok(Command::New { dir });
    }
    if name == "changes" {
        let (Some(old), Some(new)) = (path, typed.newer) else {
            return Err(JA.command.changes_without_plans.to_owned());
        };
        return Ok(Command::Changes { old, new, json: format(typed.format.as_deref())?, out: typed.out });
    }
    let plan = path.ok_or(JA.command.without_plan(name))?;
    Ok(match name {
        "check" => Command::Check {
            plan,
            json: format(typed.format.as_deref())?,
            cms: typed.cms,
            readings: typed.readings,
        },
        "compile" => Command::Compile { plan, out: typed.out },
        "merge" => merge(plan, typed)?,
        "script" => Command::Script { plan, script: typed.script, out: typed.out },
        "render" => render(plan, typed)?,
        "export" => export(plan, typed)?,
        unknown => return Err(no_command(unknown)),
    })
}

fn render(plan: PathBuf, typed: Typed) -> Result<Command, String> {
    let product = one_of(&RENDERED, typed.form.as_deref())?;
    let is = |products: &[Product]| products.contains(&product);
    let papers = [Product::Print, Product::Sheet, Product::Council];
    let refused = [
        ("--base", typed.base.is_some() && !is(&[Product::Sheet])),
        ("--paper", typed.paper.is_some() && !is(&[Product::Council])),
        ("--script", typed.script.is_some() && !is(&[Product::Page])),
        ("--src", typed.src.is_some() && !product.names_address()),
        ("--view", typed.view.is_some() && is(&papers)),
        ("--item", typed.item.is_some() && is(&papers)),
        ("--all-views", typed.all_views && is(&papers)),
        ("--controls", typed.without_controls && (is(&papers) || is(&[Product::Editor]))),
        ("--name", typed.name.is_some() && is(&papers)),
        ("--heading-level", typed.heading_level.is_some() && is(&papers)),
    ];
    if let Some((option, _)) = refused.into_iter().find(|(_, refused)| *refused) {
        return Err(JA.command.not_with_this(option));
    }
    let mut options = FragmentOptions { src: typed.src, all_views: typed.all_views, ..product.options() };
    options.heading_level = typed.heading_level.unwrap_or(options.heading_level);
    options.has_controls = !typed.without_controls;
    options.name = typed.name.unwrap_or(options.name);
    options.state.view = typed.view.unwrap_or_default();
    options.state.facets.ask("department", typed.departments);
    options.state.set("item", &typed.item.unwrap_or_default());
    Ok(Command::Render {
        plan,
        out: typed.out,
        product,
        script: typed.script,
        options: Box::new(options),
        base: typed.base,
        paper: typed.paper.unwrap_or_default(),
    })
}

fn merge(forms: PathBuf, typed: Typed) -> Result<Command, String> {
    match (typed.into, typed.out) {
        (Some(plan), Some(out)) => Ok(Command::Merge { forms, plan, out }),
        _ => Err(JA.command.merge_without_plan.to_owned()),
    }
}

fn export(plan: PathBuf, typed: Typed) -> Result<Command, String> {
    let mut product = one_of(&EXPORTED, typed.form.as_deref())?;
    let out = typed.out.ok_or(JA.command.export_without_out)?;
    if let Some(by) = typed.split {
        let is_zip = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        product = match (product, by.as_str()) {
            (Product::NextYear, "department") if is_zip => Product::FormsZip,
            (Product::NextYear, "department") => Product::Forms,
            _ => return Err(JA.command.wrong_split(by)),
        };
    }
    let out = match product.suffix() {
        Some(suffix) => ending(out, suffix)?,
        None => out,
    };
    Ok(Command::Export { plan, out, product })
}

/// The product with the given code; without a code, the first product.
fn one_of(products: &[Product], asked: Option<&str>) -> Result<Product, String> {
    let Some(asked) = asked else { return Ok(products[0]) };
    let known: Vec<&str> = products.iter().map(|product| product.code()).collect();
    let found = products.iter().copied().find(|product| product.code() == asked);
    found.ok_or(JA.command.unknown_as(asked, known.join(JA.text.between)))
}

/// Checks the suffix of a file, because programs recognise the file by it.
fn ending(out: PathBuf, wanted: &str) -> Result<PathBuf, String> {
    let has = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted));
    let message = JA.command.wrong_suffix(out.display(), wanted);
    if has(&out) { Ok(out) } else { Err(message) }
}

fn format(asked: Option<&str>) -> Result<bool, String> {
    match asked {
        None | Some("text") => Ok(false),
        Some("json") => Ok(true),
        Some(other) => Err(JA.command.unknown_format(other)),
    }
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    parser.value().and_then(|value| value.string()).map_err(say)
}

fn view(value: &str) -> Result<View, String> {
    let known = SPECS.iter().map(|spec| spec.view.name()).collect::<Vec<_>>().join(JA.text.between);
    value.parse().map_err(|()| JA.command.unknown_view(value, known))
}

/// Whether there are none.
fn controls(value: &str) -> Result<bool, String> {
    if value == "none" { Ok(true) } else { Err(JA.command.unknown_controls(value)) }
}

fn heading_level(value: &str) -> Result<u8, String> {
    let level = value.parse().ok().filter(|level| (1..=6).contains(level));
    level.ok_or(JA.command.wrong_level(value))
}

/// Checks the address of a page: a telephone opens it from a code on paper.
fn address(value: String) -> Result<String, String> {
    if is_page_address(&value) { Ok(value) } else { Err(JA.command.wrong_base(value)) }
}

fn paper(value: &str) -> Result<Paper, String> {
    let known = Paper::ALL.map(|(name, _)| name).join(JA.text.between);
    let found = Paper::ALL.into_iter().find(|(name, _)| *name == value);
    found.map(|(_, paper)| paper).ok_or(JA.command.unknown_paper(value, known))
}

/// Checks the name of the widget. It is used as an `id` and in addresses.
fn widget_name(value: String) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        Ok(value)
    } else {
        Err(JA.command.wrong_widget(value))
    }
}

fn say(error: lexopt::Error) -> String {
    use lexopt::Error;
    match error {
        Error::MissingValue { option } => JA.command.no_value(option.unwrap_or_default()),
        Error::UnexpectedOption(option) => JA.command.option_not_here(option),
        Error::UnexpectedArgument(value) => JA.command.too_much(value.to_string_lossy()),
        Error::UnexpectedValue { option, .. } => JA.command.takes_no_value(option),
        other => JA.command.unreadable_arguments(other),
    }
}

#[cfg(test)]
mod tests;
