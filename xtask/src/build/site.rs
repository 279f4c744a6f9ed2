//! The demo site: copies the files that a page loads to `www/assets` and fills the page templates.
//!
//! A template is `www/pages/<name>.html` with the marker `<!-- machi-plan:fragment okayama -->` at the position of
//! that plan's fragment. The filled page is written to `www/assets/<name>.html`. So a host that serves the folder
//! `www`, and knows nothing of markers, has the page with its fragment. Both folders are one level deep: a template
//! refers to the script as `../assets/machi-plan.js` and to other pages as `../index.html`, which is right before and
//! after it is filled, under any path. (`cargo xtask serve` also sends `/<name>.html` on to `/assets/<name>.html`.)

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::plans::{self, Built};
use crate::paths::Paths;
use crate::stamp;

const OPEN: &str = "<!-- machi-plan:fragment ";
const CLOSE: &str = " -->";

/// Writes `www/assets`. Files of an earlier build that this one did not write are removed.
pub fn build(paths: &Paths, plans: &[Built], officer: &str) -> Result<((), String)> {
    let mut written: Vec<PathBuf> = Vec::new();
    let mut write = |name: &str, content: &[u8]| {
        let path = paths.assets.join(name);
        stamp::write(&path, content)?;
        written.push(path);
        anyhow::Ok(())
    };
    for name in ["machi-plan.js", "machi-plan.css", "embed.html"] {
        write(name, &super::read(&paths.pkg.join(name))?)?;
    }
    write("officer.js", officer.as_bytes())?;
    let mut fragments: Vec<(&str, String)> = Vec::new();
    for plan in plans {
        write(&format!("plans/{}.json", plan.id), &super::read(&plan.file(paths))?)?;
        fragments.push((&plan.id, super::text(&plan.fragment(paths))?));
    }
    if let Some(sample) = plans::sample(paths, plans)? {
        write("plans/sample.json", &sample.file)?;
        fragments.push((plans::SAMPLE, sample.fragment));
    }
    let mut notes = Vec::new();
    for template in templates(&paths.www.join("pages"))? {
        let name = template.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match fill(&super::text(&template)?, &fragments).with_context(|| paths.shown(&template))? {
            Filled::Page(page) => write(&name, page.as_bytes())?,
            Filled::OtherPlan(plan) => notes.push(format!("{name} left out: “{plan}” is not in this build")),
        }
    }
    remove_others(&paths.assets, &written)?;
    notes.insert(0, format!("{} files", written.len()));
    Ok(((), notes.join("; ")))
}

enum Filled {
    Page(String),
    /// A build for one city leaves out the pages of the others.
    OtherPlan(String),
}

fn fill(template: &str, fragments: &[(&str, String)]) -> Result<Filled> {
    let mut page = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((id, after)) = after.split_once(CLOSE) else {
            bail!("a marker “{OPEN}” without its “{CLOSE}”")
        };
        let Some((_, fragment)) = fragments.iter().find(|(plan, _)| *plan == id) else {
            return Ok(Filled::OtherPlan(id.to_string()));
        };
        page.push_str(before);
        page.push_str(fragment.trim_end());
        rest = after;
    }
    page.push_str(rest);
    Ok(Filled::Page(page))
}

fn templates(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut templates = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "html") {
            templates.push(path);
        }
    }
    templates.sort();
    Ok(templates)
}

fn remove_others(folder: &Path, written: &[PathBuf]) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, written)?;
        } else if !written.contains(&path) {
            fs::remove_file(&path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(template: &str) -> Option<String> {
        match fill(template, &[("a", "<p>A</p>\n".into()), ("b", "<p>B</p>".into())]).unwrap() {
            Filled::Page(page) => Some(page),
            Filled::OtherPlan(_) => None,
        }
    }

    #[test]
    fn markers_become_fragments() {
        let template = "<main><!-- machi-plan:fragment a --></main><!-- machi-plan:fragment b -->!";
        assert_eq!(page(template).unwrap(), "<main><p>A</p></main><p>B</p>!");
        assert_eq!(page("<p>no marker</p>").unwrap(), "<p>no marker</p>");
        assert_eq!(page("<!-- machi-plan:fragment c -->"), None);
        assert!(fill("<!-- machi-plan:fragment a", &[]).is_err());
    }
}
