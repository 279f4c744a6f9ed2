//! `cargo xtask`: everything that builds, serves, tests and measures machi-plan.
//!
//! It is a program and not a set of shell scripts, because it links `wasm-bindgen-cli-support`. So `Cargo.lock` fixes
//! the version of the generator beside that of the library, and a fresh clone needs no `cargo install`.

mod bench;
mod build;
mod command;
mod figures;
mod fuzz;
mod paths;
mod release;
mod serve;
mod stamp;
mod test;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const HELP: &str = "\
cargo xtask build [--plan DIR …] [--lang LANG,…] [--widget]
                                             the script, the style sheet, the plan files, the fragments, www/assets
cargo xtask serve [--port N] [--no-build]    build, then serve www on 127.0.0.1 (port 8080)
cargo xtask test  [--all] [lint|native|build|browser|firefox|engines|offices|hosts|fuzz|soak|release|twice|release-twice …]
                                             all parts, or the named ones; last line: N passed, N failed
cargo xtask release [--no-build]              build, then write dist/machi-plan-<version>.zip for officers
cargo xtask size                             the bytes of code of each crate and each room in the script
cargo xtask bench                            build, then measure natively and in the browser
cargo xtask fuzz  [TARGET] [--seconds N]     the fuzz targets, or one of them, each for N seconds (600)
cargo xtask soak  [--minutes N]              the long runs in the browser, over what was built, each for N minutes (60)

--plan DIR   a folder with a plan package; may be repeated (default: data/okayama data/yamaguchi)
--lang LANG  the languages that the script and the command speak beside ja (default: ja-easy,en)
--widget     the officer's page stays as it was built before, which saves half of the time";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    let paths = paths::Paths::find()?;
    match command {
        "build" => {
            let options = Options::read(rest, &["--plan", "--lang", "--widget"])?;
            if let Some(languages) = options.languages.as_deref().filter(|asked| !is_named(asked)) {
                return again(&paths, arguments, languages);
            }
            if options.widget {
                return build::widget(&paths, &options.plans).map(|()| ExitCode::SUCCESS);
            }
            let tree = build::build(&paths, &options.plans)?;
            // docs/sizes.md describes the build with both cities and all languages.
            if options.plans == Options::cities() && options.languages.is_none() {
                tree.write_or_check(&paths)?;
            }
            Ok(ExitCode::SUCCESS)
        }
        "serve" => {
            let options = Options::read(rest, &["--plan", "--port", "--no-build"])?;
            if !options.no_build {
                build::build(&paths, &options.plans)?;
            }
            serve::serve(&paths, options.port).map(|()| ExitCode::SUCCESS)
        }
        "test" => test::test(&paths, rest),
        "bench" => {
            let options = Options::read(rest, &["--plan"])?;
            bench::bench(&paths, &options.plans).map(|()| ExitCode::SUCCESS)
        }
        "release" => {
            let options = Options::read(rest, &["--no-build"])?;
            if !options.no_build {
                build::build(&paths, &options.plans)?;
            }
            release::release(&paths).map(|()| ExitCode::SUCCESS)
        }
        "size" => {
            tools::wasm_target(&paths)?;
            tools::npm(&paths, &paths.root.join("xtask"))?;
            build::weights::report(&paths).map(|()| ExitCode::SUCCESS)
        }
        "fuzz" => fuzz::fuzz(&paths, rest).map(|()| ExitCode::SUCCESS),
        "soak" => test::soak::soak(&paths, rest).map(|()| ExitCode::SUCCESS),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command “{other}”\n\n{HELP}"),
    }
}

/// The variable in which the build script of the crate finds the languages.
const LANGUAGES: &str = "MACHI_PLAN_LANGUAGES";

fn is_named(languages: &str) -> bool {
    std::env::var(LANGUAGES).is_ok_and(|named| named == languages)
}

/// The same command in a process with these languages: this one links the crate with those of the last build.
fn again(paths: &paths::Paths, arguments: &[String], languages: &str) -> Result<ExitCode> {
    let mut cargo = std::process::Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let done =
        cargo.arg("xtask").args(arguments).current_dir(&paths.root).env(LANGUAGES, languages).status()?;
    Ok(if done.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The options after a command.
struct Options {
    plans: Vec<PathBuf>,
    languages: Option<String>,
    port: u16,
    no_build: bool,
    widget: bool,
}

impl Options {
    fn cities() -> Vec<PathBuf> {
        ["data/okayama", "data/yamaguchi"].map(PathBuf::from).to_vec()
    }

    /// Reads the arguments. An argument that is not in `allowed` is an error.
    fn read(arguments: &[String], allowed: &[&str]) -> Result<Options> {
        let mut options =
            Options { plans: Vec::new(), languages: None, port: 8080, no_build: false, widget: false };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            if !allowed.contains(&name.as_str()) {
                bail!("“{name}” is not understood here\n\n{HELP}");
            }
            let mut value = || arguments.next().with_context(|| format!("{name} needs a value\n\n{HELP}"));
            match name.as_str() {
                "--plan" => options.plans.push(std::path::absolute(value()?)?),
                "--port" => {
                    let port = value()?;
                    options.port = port.parse().with_context(|| format!("“{port}” is not a port number"))?;
                }
                "--lang" => options.languages = Some(value()?.clone()),
                "--no-build" => options.no_build = true,
                "--widget" => options.widget = true,
                other => bail!("“{other}” is allowed but not read"),
            }
        }
        if options.plans.is_empty() {
            options.plans = Options::cities();
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, allowed: &[&str]) -> Result<Options> {
        let arguments: Vec<String> = line.split_whitespace().map(String::from).collect();
        Options::read(&arguments, allowed)
    }

    #[test]
    fn both_cities_are_the_default_and_named_plans_replace_them() {
        assert_eq!(read("", &[]).unwrap().plans.len(), 2);
        let named = read("--plan a --plan b/c --plan d", &["--plan"]).unwrap().plans;
        assert_eq!(named, ["a", "b/c", "d"].map(|plan| std::path::absolute(plan).unwrap()));
    }

    #[test]
    fn an_unknown_or_misplaced_argument_is_an_error() {
        assert!(read("--prot 80", &["--port"]).is_err());
        assert!(read("--port 80", &["--plan"]).is_err());
        assert!(read("--port", &["--port"]).is_err());
        assert!(read("--port 99999", &["--port"]).is_err());
    }
}
