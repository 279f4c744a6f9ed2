//! Parses the arguments into a command.

use std::path::PathBuf;

use lexopt::prelude::*;
use machi_plan::locale::{JA, Locale, messages, say_messages_in};
use machi_plan::product::{By, Product};
use machi_plan::selection::View;
use machi_plan::view::{FragmentOptions, Paper};

use crate::help;

mod values;

pub use values::has_suffix;
use values::{address, controls, ending, heading_level, language, paper, site, view, widget_name};

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
        /// The font of the pictures of the site.
        font: Option<PathBuf>,
        /// The language of the HTML.
        locale: &'static Locale,
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
    /// Checks that the colours of a style sheet can be read.
    ThemeCheck {
        /// The style sheet.
        sheet: PathBuf,
    },
    /// Makes a folder for a new plan.
    New {
        /// The folder.
        dir: PathBuf,
    },
}

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
    font: Option<PathBuf>,
    site: Option<String>,
    locale: Option<&'static Locale>,
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
    let mut name: Option<&'static str> = None;
    let mut typed = Typed::default();
    while let Some(arg) = parser.next().map_err(say)? {
        let command = name.unwrap_or_default();
        let is = |commands: &[&str]| commands.contains(&command);
        match arg {
            Short('h') | Long("help") => return help(parser, name, typed.locale),
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
            Long("font") if is(&["render"]) => typed.font = Some(parser.value().map_err(say)?.into()),
            Long("site") if is(&["render"]) => typed.site = Some(site(&text(&mut parser)?)?),
            Long("paper") if is(&["render"]) => typed.paper = Some(paper(&text(&mut parser)?)?),
            // Behind `render` it is the language of the HTML, whose makers read the messages in their own.
            Long("lang") if is(&["render"]) => typed.locale = Some(language(&text(&mut parser)?)?),
            Long("lang") => say_messages_in(language(&text(&mut parser)?)?),
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
    command(name.ok_or_else(|| messages().command.no_name(known_commands()))?, typed)
}

/// The help of a command; of the program if `None`. The language may have been typed before `--help` or come behind it,
/// and for `render` it is that of the help: there is no HTML.
fn help(
    mut parser: lexopt::Parser,
    command: Option<&str>,
    before: Option<&'static Locale>,
) -> Result<Command, String> {
    before.into_iter().for_each(say_messages_in);
    while let Some(arg) = parser.next().map_err(say)? {
        if matches!(arg, Long("lang")) {
            say_messages_in(language(&text(&mut parser)?)?);
        }
    }
    Ok(Command::Help(help::of(command)))
}

fn command_of(value: &str) -> Result<&'static str, String> {
    help::commands().find(|name| *name == value).ok_or_else(|| no_command(value))
}

fn no_command(value: &str) -> String {
    messages().command.unknown_name(value, known_commands())
}

fn known_commands() -> String {
    help::commands().collect::<Vec<_>>().join(messages().text.between)
}

fn command(name: &str, mut typed: Typed) -> Result<Command, String> {
    if name == "template" {
        let out = typed.out.ok_or(messages().command.template_without_out)?;
        return Ok(Command::Template { out: ending(out, "xlsx")? });
    }
    let path = typed.path.take();
    if name == "new" {
        let dir = path.ok_or(messages().command.new_without_folder)?;
        return Ok(Command::New { dir });
    }
    if name == "theme-check" {
        let sheet = path.ok_or(messages().command.theme_without_file)?;
        return Ok(Command::ThemeCheck { sheet });
    }
    if name == "changes" {
        let (Some(old), Some(new)) = (path, typed.newer) else {
            return Err(messages().command.changes_without_plans.to_owned());
        };
        let is_table = |out: &PathBuf| ["csv", "xlsx"].iter().any(|suffix| has_suffix(out, suffix));
        refuse(name, &[("--format", typed.format.is_some() && typed.out.as_ref().is_some_and(is_table))])?;
        return Ok(Command::Changes { old, new, json: format(typed.format.as_deref())?, out: typed.out });
    }
    let plan = path.ok_or(messages().command.without_plan(name))?;
    refuse(name, &[("--cms", typed.cms && typed.readings)])?;
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
    let product = one_of(By::Render, typed.form.as_deref())?;
    let is = |products: &[Product]| products.contains(&product);
    let papers = [Product::Print, Product::Sheet, Product::Council, Product::Site];
    let refused = [
        ("--base", typed.base.is_some() && !is(&[Product::Sheet, Product::Site])),
        ("--font", typed.font.is_some() && !is(&[Product::Site])),
        ("--site", typed.site.is_some() && !is(&[Product::Fragment, Product::Page])),
        ("--department", !typed.departments.is_empty() && is(&[Product::Site])),
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
    refuse("render", &refused)?;
    let has_both = typed.out.is_some() && typed.base.is_some();
    if product == Product::Site && !has_both {
        return Err(messages().command.site_without_base.to_owned());
    }
    if let Some(base) = typed.base.as_deref().filter(|_| product == Product::Site) {
        site(base)?;
    }
    if typed.item.is_none() && typed.view.is_some_and(|view| view.name() == "item") {
        return Err(messages().command.view_without_item.to_owned());
    }
    let mut options =
        FragmentOptions { src: typed.src, all_views: typed.all_views, site: typed.site, ..product.options() };
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
        font: typed.font,
        locale: typed.locale.unwrap_or(&JA),
    })
}

/// Refuses an option that would have no effect beside the others.
fn refuse(command: &str, options: &[(&str, bool)]) -> Result<(), String> {
    match options.iter().find(|(_, refused)| *refused) {
        Some((option, _)) => Err(messages().command.not_with_this(command, option)),
        None => Ok(()),
    }
}

fn merge(forms: PathBuf, typed: Typed) -> Result<Command, String> {
    match (typed.into, typed.out) {
        (Some(plan), Some(out)) => {
            // The plan's own file comes back. Of a folder the suffix is known when it is read.
            let own = ["xlsx", "xlsm", "zip"].into_iter().find(|suffix| has_suffix(&plan, suffix));
            let out = own.map_or(Ok(out.clone()), |suffix| ending(out, suffix))?;
            Ok(Command::Merge { forms, plan, out })
        }
        _ => Err(messages().command.merge_without_plan.to_owned()),
    }
}

fn export(plan: PathBuf, typed: Typed) -> Result<Command, String> {
    let mut product = one_of(By::Export, typed.form.as_deref())?;
    let out = typed.out.ok_or(messages().command.export_without_out)?;
    if let Some(by) = typed.split {
        let is_zip = has_suffix(&out, "zip");
        product = match (product, by.as_str()) {
            (Product::NextYear, "department") if is_zip => Product::FormsZip,
            (Product::NextYear, "department") => Product::Forms,
            _ => return Err(messages().command.wrong_split(by)),
        };
    }
    let out = match product.suffix() {
        Some(suffix) => ending(out, suffix)?,
        None => out,
    };
    Ok(Command::Export { plan, out, product })
}

/// The product with the given code; without a code, the first product.
fn one_of(by: By, asked: Option<&str>) -> Result<Product, String> {
    let found = Product::offered(by).find(|product| asked.is_none_or(|asked| product.code() == asked));
    let known: Vec<&str> = Product::offered(by).map(Product::code).collect();
    let asked = asked.unwrap_or_default();
    found.ok_or(messages().command.unknown_as(asked, known.join(messages().text.between)))
}

fn format(asked: Option<&str>) -> Result<bool, String> {
    match asked {
        None | Some("text") => Ok(false),
        Some("json") => Ok(true),
        Some(other) => Err(messages().command.unknown_format(other)),
    }
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    parser.value().and_then(|value| value.string()).map_err(say)
}

fn say(error: lexopt::Error) -> String {
    use lexopt::Error;
    match error {
        Error::MissingValue { option } => messages().command.no_value(option.unwrap_or_default()),
        Error::UnexpectedOption(option) => messages().command.option_not_here(option),
        Error::UnexpectedArgument(value) => messages().command.too_much(value.to_string_lossy()),
        Error::UnexpectedValue { option, .. } => messages().command.takes_no_value(option),
        other => messages().command.unreadable_arguments(other),
    }
}

#[cfg(test)]
mod tests;
