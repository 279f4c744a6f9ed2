//! Runs other programs, never through a shell. An error shows their output.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

/// One call of another program.
pub struct Command {
    inner: std::process::Command,
    words: String,
}

impl Command {
    /// A program with its arguments, run in `folder`.
    pub fn new<S: AsRef<OsStr>>(folder: &Path, program: impl AsRef<OsStr>, arguments: &[S]) -> Command {
        let mut inner = std::process::Command::new(program.as_ref());
        inner.args(arguments).current_dir(folder);
        let mut words =
            Path::new(program.as_ref()).file_name().unwrap_or_default().to_string_lossy().into_owned();
        for argument in arguments {
            words.push(' ');
            words.push_str(&argument.as_ref().to_string_lossy());
        }
        Command { inner, words }
    }

    /// The Cargo that runs this program. So a toolchain chosen with `+` is used here too.
    pub fn cargo<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Command {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Command::new(folder, program, arguments)
    }

    /// Sets an environment variable of the call.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Command {
        self.inner.env(name, value);
        self
    }

    /// Runs it and shows its output. An exit code other than 0 is an error.
    pub fn run(mut self) -> Result<()> {
        let status = self.inner.status().with_context(|| format!("{} could not be started", self.words))?;
        if !status.success() {
            bail!("{} failed ({status})", self.words);
        }
        Ok(())
    }

    /// Runs it and returns its output. Its errors are shown only if it fails.
    pub fn output(mut self) -> Result<Vec<u8>> {
        let output = self.inner.output().with_context(|| format!("{} could not be started", self.words))?;
        if !output.status.success() {
            bail!("{} failed ({})\n{}", self.words, output.status, String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.stdout)
    }

    /// Runs it and shows its errors at once. Returns its output and whether it succeeded.
    pub fn captured(mut self) -> Result<(String, bool)> {
        let output = self
            .inner
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| format!("{} could not be started", self.words))?;
        Ok((String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success()))
    }

    /// Runs it and returns all its output, and whether it succeeded.
    pub fn all_captured(mut self) -> Result<(String, bool)> {
        let output = self.inner.output().with_context(|| format!("{} could not be started", self.words))?;
        let said = [output.stdout, output.stderr].concat();
        Ok((String::from_utf8_lossy(&said).into_owned(), output.status.success()))
    }

    /// Whether it runs and succeeds. Prints nothing.
    pub fn succeeds(mut self) -> bool {
        let status = self.inner.stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    }
}
