//! The plan packages: the native command of this repository compiles them to plan files and renders them to
//! fragments.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::bytes;
use crate::command::Command;
use crate::paths::Paths;
use crate::stamp;

/// One plan of this build.
pub struct Built {
    /// The plan's own id, from the compiled file. It names all files of this plan.
    pub id: String,
    /// The folder it was compiled from.
    pub package: PathBuf,
}

impl Built {
    /// `pkg/plans/<id>.json`
    pub fn file(&self, paths: &Paths) -> PathBuf {
        paths.pkg.join("plans").join(&self.id).with_extension("json")
    }

    /// `pkg/plans/<id>.txt`: the same for a system that does not accept `.json`.
    fn text_file(&self, paths: &Paths) -> PathBuf {
        self.file(paths).with_extension("txt")
    }

    /// `pkg/fragments/<id>.html`
    pub fn fragment(&self, paths: &Paths) -> PathBuf {
        paths.pkg.join("fragments").join(&self.id).with_extension("html")
    }

    /// `pkg/fragments/<id>-all.html`: with every view below the first, for a page that shows all views without a
    /// script.
    pub fn all_views(&self, paths: &Paths) -> PathBuf {
        paths.pkg.join("fragments").join(format!("{}-all.html", self.id))
    }

    /// `pkg/fragments/<id>-editor.html`: with only the elements that the editors of content management systems keep.
    fn editor(&self, paths: &Paths) -> PathBuf {
        paths.pkg.join("fragments").join(format!("{}-editor.html", self.id))
    }
}

/// Compiles each package to `pkg/plans/<id>.json` and `<id>.txt`.
pub fn compile(paths: &Paths, packages: &[PathBuf]) -> Result<(Vec<Built>, String)> {
    let mut plans: Vec<Built> = Vec::new();
    let mut notes = Vec::new();
    for package in packages {
        let compiled = |name: &str| {
            let fresh = paths.work.join(name);
            fs::create_dir_all(&paths.work)?;
            let _ = fs::remove_file(&fresh);
            machi_plan(paths, &["compile"], package, &fresh)?;
            super::read(&fresh)
        };
        let content = compiled("plan.json")?;
        let id = id_of(&content).with_context(|| format!("the plan file of {}", package.display()))?;
        if let Some(other) = plans.iter().find(|other| other.id == id) {
            bail!("{} and {} have the same plan id “{id}”", other.package.display(), package.display());
        }
        let plan = Built { id, package: package.clone() };
        stamp::write(&plan.file(paths), &content)?;
        stamp::write(&plan.text_file(paths), &compiled("plan.txt")?)?;
        notes.push(format!("{} {}", plan.id, bytes(content.len())));
        plans.push(plan);
    }
    let written: Vec<PathBuf> =
        plans.iter().flat_map(|plan| [plan.file(paths), plan.text_file(paths)]).collect();
    remove_others(&paths.pkg.join("plans"), &written)?;
    Ok((plans, notes.join(", ")))
}

/// Renders each plan to `pkg/fragments/<id>.html`, with every view to `<id>-all.html`, and for editors to
/// `<id>-editor.html`.
pub fn render(paths: &Paths, plans: &[Built]) -> Result<((), String)> {
    let mut notes = Vec::new();
    let mut written = Vec::new();
    for plan in plans {
        let forms: [(PathBuf, &[&str]); 3] = [
            (plan.fragment(paths), &["render"]),
            (plan.all_views(paths), &["render", "--all-views"]),
            (plan.editor(paths), &["render", "--as", "editor"]),
        ];
        for (path, command) in forms {
            let fresh = paths.work.join("fragment.html");
            let _ = fs::remove_file(&fresh);
            machi_plan(paths, command, &plan.package, &fresh)?;
            let content = super::read(&fresh)?;
            ensure!(!content.is_empty(), "{} is empty", paths.shown(&path));
            stamp::write(&path, &content)?;
            notes.push(format!(
                "{} {}",
                path.file_stem().unwrap_or_default().display(),
                bytes(content.len())
            ));
            written.push(path);
        }
    }
    remove_others(&paths.pkg.join("fragments"), &written)?;
    Ok(((), notes.join(", ")))
}

/// The id of the made-up plan in `data/sample`.
pub const SAMPLE: &str = "sample";

/// A plan that only the demo site has. It is neither in the script nor in `pkg`.
pub struct OfSite {
    /// Its plan file.
    pub file: Vec<u8>,
    /// Its fragment with all views, which names the plan file as `plans/sample.json`.
    pub fragment: String,
}

/// Compiles and renders the sample; `None` where it is one of the plans of this build.
pub fn sample(paths: &Paths, plans: &[Built]) -> Result<Option<OfSite>> {
    if plans.iter().any(|plan| plan.id == SAMPLE) {
        return Ok(None);
    }
    let package = paths.root.join("data").join(SAMPLE);
    let made = |name: &str, command: &[&str]| {
        let fresh = paths.work.join(name);
        let _ = fs::remove_file(&fresh);
        machi_plan(paths, command, &package, &fresh)?;
        super::read(&fresh)
    };
    let file = made("sample.json", &["compile"])?;
    let fragment = made("sample.html", &["render", "--all-views", "--src", "plans/sample.json"])?;
    Ok(Some(OfSite { file, fragment: String::from_utf8(fragment)? }))
}

fn machi_plan(paths: &Paths, command: &[&str], package: &Path, out: &Path) -> Result<()> {
    let (package, out) = (package.to_string_lossy(), out.to_string_lossy());
    let cargo = ["run", "--quiet", "--package", "machi-plan", "--bin", "machi-plan", "--"];
    let arguments = [&package, "--out", &out];
    let (printed, success) =
        Command::cargo(&paths.root, &[&cargo[..], command, &arguments[..]].concat()).captured()?;
    let command = command.join(" ");
    ensure!(success, "machi-plan {command} {package} failed\n{printed}");
    ensure!(Path::new(&*out).exists(), "machi-plan {command} {package} wrote no file\n{printed}");
    Ok(())
}

/// The id becomes a file name, an attribute and a part of an address, so it may contain only the characters that
/// `check` allows.
fn id_of(content: &[u8]) -> Result<String> {
    let file: serde_json::Value = serde_json::from_slice(content)?;
    let id = file["plan"]["about"]["plan_id"].as_str().context("it has no plan.about.plan_id")?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
    ensure!(
        !id.is_empty() && id.chars().all(plain),
        "its id “{id}” is not made of A–Z, a–z, 0–9, -, . and _"
    );
    Ok(id.to_string())
}

/// A plan of an earlier build would be served and measured as if it belonged to this one.
fn remove_others(folder: &Path, written: &[PathBuf]) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if !written.contains(&path) {
            fs::remove_file(&path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_read_from_the_file_and_must_be_fit_for_a_file_name() {
        let id = |id: &str| id_of(format!(r#"{{"plan":{{"about":{{"plan_id":"{id}"}}}}}}"#).as_bytes());
        for good in ["okayama-2", "Okayama", "a_b.2"] {
            assert_eq!(id(good).unwrap(), good);
        }
        for bad in ["", "../pkg", "岡山", "a b"] {
            assert!(id(bad).is_err(), "{bad}");
        }
        assert!(id_of(b"{}").is_err());
    }
}
