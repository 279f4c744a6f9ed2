//! `cargo xtask release`: one archive for officers, who do not build anything: `dist/machi-plan-<version>.zip`.
//!
//! It has the pages that work from a disk, the files for a server, a sample workbook, the command for Windows and Linux,
//! the licences and the hashes of all files. The same sources give the same bytes in any folder.

mod archive;
mod commands;
mod pages;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use self::archive::Files;
pub use self::commands::MACHINES;
use crate::build::licences;
use crate::command::Command;
use crate::paths::Paths;
use crate::stamp;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where the command is in the archive.
const COMMAND: &str = "command";

/// The pages that an officer uses, and what they load.
const PAGES: [&str; 2] = ["officer.html", "guide.html"];
const BESIDE: [&str; 9] = [
    "style.css",
    "officer.css",
    "guide.css",
    "site.js",
    "images/icon.svg",
    "images/guide-widget.webp",
    "images/guide-table.webp",
    "images/guide-frame.webp",
    "images/guide-phone.webp",
];
const ASSETS: [&str; 2] = ["assets/machi-plan.js", "assets/officer.js"];
/// What is put on a server, and what programs read of it.
const PACKAGE: [&str; 10] = [
    "machi-plan.js",
    "machi-plan-empty.js",
    "machi-plan.css",
    "embed.html",
    "integrity.json",
    "machi-plan.d.ts",
    "custom-elements.json",
    "plan-file.schema.json",
    "LICENSES.txt",
    "sbom.cdx.json",
];
/// What the guide refers to, and the reference of the command and its messages.
const DOCS: [&str; 5] = ["api.md", "command.md", "embedding-table.md", "hosts.md", "problems.md"];

/// Writes the archive of what was built. The error names a command that could not be compiled here; the archive is written
/// without it.
pub fn release(paths: &Paths) -> Result<()> {
    let (bytes, missing) = archive(paths)?;
    let to = path(paths);
    stamp::write(&to, &bytes)?;
    println!("{}: {} bytes", paths.shown(&to), bytes.len());
    if !missing.is_empty() {
        bail!("the archive is written, but it lacks:\n{}", missing.join("\n"));
    }
    Ok(())
}

/// Where the archive is.
pub fn path(paths: &Paths) -> PathBuf {
    paths.root.join("dist").join(format!("machi-plan-{VERSION}.zip"))
}

/// The commands as they were compiled last.
pub fn programs(paths: &Paths) -> Vec<PathBuf> {
    MACHINES.iter().map(|machine| machine.program(paths)).collect()
}

/// The archive, and a line for each command that is missing in it.
pub fn archive(paths: &Paths) -> Result<(Vec<u8>, Vec<String>)> {
    let mut files = Files::new();
    let mut missing = Vec::new();
    for machine in &MACHINES {
        match machine.compile(paths) {
            Ok(program) => drop(files.insert(format!("{COMMAND}/{}", machine.name), read(program)?)),
            Err(error) => missing.push(format!("{}: {error:#}", machine.name)),
        }
    }
    pages(paths, &mut files)?;
    workbooks(paths, &mut files)?;
    let empty = "machi-plan-empty.js";
    // The command looks for it beside itself.
    files.insert(format!("{COMMAND}/{empty}"), read(paths.pkg.join(empty))?);
    files.insert("licences/command-and-officer.txt".to_owned(), licences::of_command(paths)?.into_bytes());
    for name in ["LICENSE", "LICENSE-MIT", "LICENSE-APACHE"] {
        files.insert(format!("licences/{name}"), read(paths.root.join(name))?);
    }
    files.insert("CHANGELOG.md".to_owned(), read(paths.root.join("CHANGELOG.md"))?);
    files.insert("SHA256SUMS".to_owned(), hashes(&files).into_bytes());
    pages::are_whole(&files)?;
    let within = files.into_iter().map(|(name, content)| (format!("machi-plan-{VERSION}/{name}"), content));
    let is_program = |name: &str| name.ends_with(&format!("{COMMAND}/machi-plan"));
    Ok((archive::zip(&within.collect(), is_program)?, missing))
}

fn pages(paths: &Paths, files: &mut Files) -> Result<()> {
    for name in BESIDE.into_iter().chain(ASSETS) {
        files.insert(name.to_owned(), read(paths.www.join(name))?);
    }
    for name in PACKAGE {
        files.insert(format!("pkg/{name}"), read(paths.pkg.join(name))?);
    }
    let fragments = fs::read_dir(paths.pkg.join("fragments")).context("pkg/fragments")?;
    for fragment in fragments {
        let fragment = fragment?;
        files.insert(
            format!("pkg/fragments/{}", fragment.file_name().to_string_lossy()),
            read(fragment.path())?,
        );
    }
    for name in DOCS {
        files.insert(format!("docs/{name}"), read(paths.root.join("docs").join(name))?);
    }
    files.insert(pages::START.to_owned(), include_bytes!("start.html").to_vec());
    for name in PAGES {
        let is_there = |link: &str| PAGES.contains(&link) || files.contains_key(link);
        let html = String::from_utf8(read(paths.www.join(name))?)?;
        let page = pages::page(&html, is_there).with_context(|| name.to_owned())?;
        files.insert(name.to_owned(), page.into_bytes());
    }
    Ok(())
}

/// The workbook of みほん市, and the template. The command writes both: the compiled one where it runs, so that it is seen to.
fn workbooks(paths: &Paths, files: &mut Files) -> Result<()> {
    let [linux, _] = &MACHINES;
    let runs = cfg!(all(target_os = "linux", target_arch = "x86_64"));
    let compiled = runs && files.contains_key(&format!("{COMMAND}/{}", linux.name));
    for (name, words) in [
        ("sample.xlsx", &["export", "data/sample", "--as", "workbook"][..]),
        ("template.xlsx", &["template"]),
    ] {
        let fresh = paths.work.join(name);
        fs::create_dir_all(&paths.work)?;
        let _ = fs::remove_file(&fresh);
        let out = fresh.to_string_lossy();
        let words = [words, &["--out", &out]].concat();
        let cargo = ["run", "--quiet", "--package", "machi-plan", "--bin", "machi-plan", "--"];
        let command = match compiled {
            true => Command::new(&paths.root, linux.program(paths), &words),
            false => Command::cargo(&paths.root, &[&cargo[..], &words].concat()),
        };
        command.output()?;
        files.insert(format!("sample/{name}"), read(fresh)?);
    }
    Ok(())
}

/// The lines that `sha256sum --check` reads.
fn hashes(files: &Files) -> String {
    let hash =
        |content: &[u8]| Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    files.iter().map(|(name, content)| format!("{}  {name}\n", hash(content))).collect()
}

fn read(path: PathBuf) -> Result<Vec<u8>> {
    fs::read(&path).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hashes_are_in_the_form_that_sha256sum_reads() {
        let files = Files::from([("b".to_owned(), Vec::new()), ("a".to_owned(), b"abc".to_vec())]);
        assert_eq!(
            hashes(&files),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n"
        );
    }

    #[test]
    fn the_start_page_names_what_is_in_the_archive() {
        let start = include_str!("start.html");
        for name in ["officer.html", "guide.html", "sample/sample.xlsx", "sample/template.xlsx", "SHA256SUMS"]
        {
            assert!(start.contains(&format!("href=\"{name}\"")), "{name}");
        }
    }
}
