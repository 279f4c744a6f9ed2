//! `LICENSES.txt`: the licence texts of all code inside the script, as each licence requires.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::command::Command;
use crate::paths::Paths;
use crate::stamp;
use crate::tools::WASM_TARGET;

const HEAD: &str = "\
machi-plan.js, machi-plan-empty.js, machi-plan.mjs and machi-plan_bg.wasm hold machi-plan itself, the crates below and the standard library of
Rust (MIT OR Apache-2.0, The Rust Project Developers). Where a licence offers a choice, either may be taken. The plans
inside are the cities' own.
";

const HEAD_OF_COMMAND: &str = "\
The command machi-plan and officer.js hold machi-plan itself, the crates below and the standard library of
Rust (MIT OR Apache-2.0, The Rust Project Developers). Where a licence offers a choice, either may be taken.
";

const AT_THE_END: &str = "\
These bring no text of their own. Copyright of each: its authors, as named above. The permission notice of the MIT
License and the text of the Apache License stand at the end.";

/// One crate that is linked into the module.
pub struct Linked {
    pub name: String,
    pub version: String,
    /// The licence as its manifest writes it.
    pub licence: String,
    pub authors: String,
    /// Where its sources are.
    pub repository: String,
    /// The text of its own licence file; empty where it has none.
    pub text: String,
}

/// The licence texts of the command and of the officer's page.
pub fn of_command(paths: &Paths) -> Result<String> {
    let linked = linked_by(paths, &["--features", "native,officer", "--target", "all"])?;
    let own = |name: &str| super::text(&paths.root.join(name));
    let file = file(&linked, &own("LICENSE")?, &own("LICENSE-MIT")?, &own("LICENSE-APACHE")?)?;
    Ok(file.replacen(HEAD, HEAD_OF_COMMAND, 1))
}

/// Writes `pkg/LICENSES.txt`.
pub fn build(paths: &Paths) -> Result<((), String)> {
    let linked = linked(paths)?;
    let own = |name: &str| super::text(&paths.root.join(name));
    let file = file(&linked, &own("LICENSE")?, &own("LICENSE-MIT")?, &own("LICENSE-APACHE")?)?;
    stamp::write(&paths.pkg.join("LICENSES.txt"), file)?;
    Ok(((), format!("{} crates", linked.len())))
}

fn file(linked: &[Linked], notices: &str, mit: &str, apache: &str) -> Result<String> {
    let mut file = format!("{HEAD}\n");
    // Crates of one project have the same text.
    let mut by_text: BTreeMap<&str, Vec<&Linked>> = BTreeMap::new();
    for one in linked {
        let offers = |licence: &str| one.licence.contains(licence);
        ensure!(
            !one.text.is_empty() || offers("Apache-2.0") || offers("MIT"),
            "{} brings no licence text, and it is none of those that are below",
            one.name
        );
        by_text.entry(&one.text).or_default().push(one);
    }
    for (text, crates) in by_text {
        file += &rule();
        for one in crates {
            let authors = if one.authors.is_empty() { String::new() } else { format!("; {}", one.authors) };
            file += &format!("{} {}: {}{authors}\n", one.name, one.version, one.licence);
        }
        let text = if text.is_empty() { AT_THE_END } else { text.trim() };
        file += &format!("\n{text}\n\n");
    }
    for text in [notices, mit, apache] {
        file += &format!("{}{}\n\n", rule(), text.trim());
    }
    Ok(file.replace("\r\n", "\n"))
}

fn rule() -> String {
    format!("{}\n", "-".repeat(78))
}

/// The crates of the module, by name. Macros run only while it is built, so they are not included.
pub fn linked(paths: &Paths) -> Result<Vec<Linked>> {
    linked_by(paths, &["--target", WASM_TARGET])
}

/// The same for other features and targets.
fn linked_by(paths: &Paths, of: &[&str]) -> Result<Vec<Linked>> {
    let tree = [&["tree", "--package", "machi-plan", "--no-default-features"], of].concat();
    let form = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}", "--locked"];
    let tree = Command::cargo(&paths.root, &[&tree[..], &form[..]].concat()).output()?;
    let metadata = ["metadata", "--format-version", "1", "--locked", "--all-features"];
    let metadata: Value = serde_json::from_slice(&Command::cargo(&paths.root, &metadata).output()?)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let mut linked: BTreeMap<String, Linked> = BTreeMap::new();
    for line in String::from_utf8(tree)?.lines() {
        let mut words = line.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        let version = version.trim_start_matches('v');
        if name == "machi-plan" {
            continue;
        }
        let of = |package: &&Value| package["name"] == name && package["version"] == version;
        let package = packages.iter().find(of).with_context(|| format!("{name} {version} is unknown"))?;
        let said = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let authors: Vec<&str> =
            package["authors"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let folder = said("manifest_path");
        let folder = Path::new(&folder).parent().context("a manifest without a folder")?;
        let text = match said("license").contains(" AND ") {
            true => licence_texts(folder)?,
            false => licence_text(folder)?,
        };
        let one = Linked {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: said("license"),
            authors: authors.iter().map(|author| name_of(author)).collect::<Vec<_>>().join(", "),
            repository: said("repository"),
            text,
        };
        linked.insert(format!("{name} {version}"), one);
    }
    let mut linked: Vec<Linked> = linked.into_values().collect();
    share_texts(&mut linked);
    Ok(linked)
}

/// Two crates of one repository under one licence: the text may be packed with one of them only.
fn share_texts(linked: &mut [Linked]) {
    for at in 0..linked.len() {
        let one = &linked[at];
        let is_of_one = |other: &&Linked| {
            !one.repository.is_empty()
                && (&one.repository, &one.licence) == (&other.repository, &other.licence)
        };
        let found = linked.iter().filter(is_of_one).find(|other| !other.text.is_empty());
        if let Some(text) = found.map(|other| other.text.clone())
            && one.text.is_empty()
        {
            linked[at].text = text;
        }
    }
}

/// An author without the e-mail address.
fn name_of(author: &str) -> &str {
    author.split(" <").next().unwrap_or(author)
}

/// The text that names the holders. Where there is a choice of licences, it is the text of MIT.
fn licence_text(folder: &Path) -> Result<String> {
    for name in ["LICENSE-MIT", "LICENSE-MIT.txt", "LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING"] {
        let path = folder.join(name);
        if path.exists() {
            let text = fs::read_to_string(path)?;
            // A link that was packed as a file contains the path of its target.
            return Ok(if text.lines().count() > 1 { text } else { String::new() });
        }
    }
    Ok(String::new())
}

/// All texts, where several licences hold together.
fn licence_texts(folder: &Path) -> Result<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if ["LICENSE", "COPYING"].iter().any(|start| name.starts_with(start)) {
            let text = fs::read_to_string(folder.join(&name))?;
            texts.push((name, text));
        }
    }
    texts.sort();
    Ok(texts.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(name: &str, licence: &str, text: &str) -> Linked {
        let [version, authors, repository] = ["1.0.0", "", "here"].map(str::to_owned);
        Linked { name: name.into(), version, licence: licence.into(), authors, repository, text: text.into() }
    }

    #[test]
    fn one_text_is_written_once_below_all_its_crates() {
        let crates =
            [linked("a", "MIT", "holders"), linked("b", "MIT", "holders"), linked("c", "Apache-2.0", "")];
        let file = file(&crates, "notices", "mit", "apache").unwrap();
        assert_eq!(file.matches("holders").count(), 1);
        assert!(file.contains("a 1.0.0: MIT\nb 1.0.0: MIT\n\nholders"));
        assert!(file.contains(&format!("c 1.0.0: Apache-2.0\n\n{AT_THE_END}")));
    }

    #[test]
    fn a_text_is_shared_within_a_repository_and_a_licence() {
        let mut crates = [linked("a", "BSD", "holders"), linked("b", "BSD", ""), linked("c", "Zlib", "")];
        share_texts(&mut crates);
        assert_eq!(crates.map(|one| one.text), ["holders", "holders", ""]);
    }

    #[test]
    fn a_crate_without_a_text_must_offer_one_that_is_there() {
        assert!(super::file(&[linked("a", "BSD-3-Clause", "")], "", "", "").is_err());
    }
}
