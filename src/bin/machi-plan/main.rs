//! The native command: checks, compiles, renders and exports a plan package.
//!
//! Only this program reads arguments, reads and writes files, and prints. The library does the work of the commands.

mod args;
mod asked;
mod commands;
mod folder;
mod help;
mod output;
mod progress;
mod say;
mod temporary;

use std::process::ExitCode;

fn main() -> ExitCode {
    match args::parse(lexopt::Parser::from_env()) {
        Ok(command) => commands::run(&command),
        Err(message) => {
            say::report(format!("{message}\n{}", machi_plan::locale::messages().command.see_help));
            ExitCode::from(commands::USAGE)
        }
    }
}
