//! Bundles JavaScript modules into one file with esbuild. Besides the modules of the repository there are some that
//! the build writes. Each of these is a file in the work folder, imported by its bare name.

use anyhow::{Context, Result};

use super::esbuild;
use crate::paths::Paths;
use crate::stamp;

/// The input of a bundle.
pub struct Bundle<'a> {
    /// The name of the file in the work folder.
    pub name: &'a str,
    /// The entry module, from the root of the repository.
    pub entry: &'a str,
    /// The modules that the build writes: name and text.
    pub modules: &'a [(&'a str, String)],
    /// The first line, a comment. Every minifier keeps it because of its `!`.
    pub banner: &'a str,
}

/// How a page loads the file.
#[derive(Clone, Copy)]
pub enum Format {
    /// As a classic script, which also works as a module: all code is in one function in strict mode.
    Script,
    /// As a module with exports.
    Module,
}

impl Bundle<'_> {
    /// Writes the bundle into the work folder and returns its text.
    pub fn write(&self, paths: &Paths, format: Format) -> Result<String> {
        let folder = paths.work.join("bundle").join(self.name);
        let outfile = folder.join("bundle.js");
        let entry = paths.root.join(self.entry);
        let mut arguments = vec![
            entry.to_string_lossy().into_owned(),
            format!("--outfile={}", outfile.display()),
            format!("--banner:js={}", self.banner),
        ];
        for (name, text) in self.modules {
            let path = folder.join(format!("{name}.js"));
            stamp::write(&path, text)?;
            arguments.push(format!("--alias:{name}={}", path.display()));
        }
        arguments.push(match format {
            Format::Script => "--format=iife".to_owned(),
            Format::Module => "--format=esm".to_owned(),
        });
        let options = [
            "--bundle",
            "--minify",
            "--target=es2022",
            "--charset=ascii",
            "--legal-comments=inline",
            "--log-level=warning",
        ];
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(options).collect();
        esbuild(paths, &arguments)?;
        let text = super::text(&outfile)?;
        match format {
            Format::Script => strict_inside(&text),
            Format::Module => Ok(text),
        }
    }
}

/// Makes the one function strict, as a module is. The file itself must not be: where a site joins its scripts into
/// one file, the other scripts must not become strict.
fn strict_inside(text: &str) -> Result<String> {
    const OPENING: &str = "(()=>{";
    let (banner, body) = text.split_once(OPENING).context("the bundle is no function")?;
    let is_comment = banner.lines().all(|line| line.starts_with("/*!") && line.ends_with("*/"));
    anyhow::ensure!(is_comment, "before the one function of the bundle there is {banner}");
    Ok(format!("{banner}{OPENING}\"use strict\";{body}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_is_strict_and_the_file_is_not() {
        let strict = strict_inside("/*! a */\n(()=>{var a={};})();\n");
        assert_eq!(strict.unwrap(), "/*! a */\n(()=>{\"use strict\";var a={};})();\n");
        assert!(strict_inside("var a;").is_err());
        assert!(strict_inside("/*! a */\nvar a;(()=>{})();").is_err(), "something before the function");
    }
}
