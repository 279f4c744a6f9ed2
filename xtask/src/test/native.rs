//! `cargo test` over the whole workspace.

use anyhow::Result;

use super::count::Count;
use crate::command::Command;
use crate::paths::Paths;

pub fn test(paths: &Paths) -> Result<Count> {
    // --no-fail-fast: one failing test file must not hide the others.
    let arguments = ["test", "--quiet", "--workspace", "--no-fail-fast"];
    let (output, success) = Command::cargo(&paths.root, &arguments).captured()?;
    if success {
        output.lines().filter(|line| line.starts_with("test result")).for_each(|line| println!("{line}"));
    } else {
        println!("{output}");
    }
    Ok(Count::of_cargo(&output).or_crashed(success))
}
