//! The sizes in `docs/sizes.md`: every file of `pkg/` with its bytes and its purpose.
//!
//! `UPDATE_SNAPSHOTS=1 cargo xtask build` writes the table; `cargo xtask test build` fails where it differs. The same
//! sources give the same bytes in any folder. Compiled files differ from one version of Rust to the next, so the
//! table names the version. Under another version only the names of those files are compared.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{grouped, sizes};
use crate::command::Command;
use crate::figures::{self, PAGE};
use crate::paths::Paths;

/// The part of the page of figures.
const PART: &str = "sizes";
const WRITES_IT: &str = "UPDATE_SNAPSHOTS=1 cargo xtask build";

/// A file, or several by its `*`; whether the compiler made it; its purpose. The first match counts.
const FILES: [(&str, bool, &str); 19] = [
    ("machi-plan.js", true, "サイトに置くスクリプト。これ1つで動く"),
    ("machi-plan-empty.js", true, "計画の入っていないスクリプト。計画ファイルを `src` で読むページで使う"),
    ("machi-plan.css", false, "スタイルシート。貼り付けたHTMLのあるページで使う"),
    ("embed.html", true, "iframeで開くページ。スクリプト入り"),
    ("fragments/*-all.html", false, "貼り付け用HTML（すべての表示）"),
    ("fragments/*-editor.html", false, "貼り付け用HTML（編集画面用）"),
    ("fragments/*.html", false, "貼り付け用HTML"),
    ("plans/*.json", false, "計画ファイル。`src` で読む"),
    ("plans/*.txt", false, "計画ファイル。`.json` を受け取らないCMSのため"),
    ("integrity.json", true, "SRIのハッシュ"),
    ("machi-plan.mjs", true, "npmのモジュール"),
    ("machi-plan_bg.wasm", true, "npmのモジュールが読むWebAssembly"),
    ("machi-plan.d.ts", false, "TypeScriptの型"),
    ("custom-elements.json", false, "要素の一覧（Custom Elements Manifest）"),
    ("plan-file.schema.json", false, "計画ファイルのJSON Schema"),
    ("package.json", false, "npmの情報"),
    ("README.md", false, "npmの説明"),
    ("LICENSES.txt", false, "中に入っているもののライセンス文"),
    ("sbom.cdx.json", true, "中に入っているものの一覧（SBOM、CycloneDX）"),
];

/// A file of the package, for the table.
struct Row {
    path: String,
    compiled: bool,
    raw: usize,
    brotli: usize,
    purpose: &'static str,
}

/// The table of the files that are in `pkg/` now.
pub struct Tree {
    rows: Vec<Row>,
    /// The script of the officer's page, which is not in `pkg/`.
    officer: Option<(usize, usize)>,
    rust: String,
}

impl Tree {
    /// Walks `pkg/`. Sizes that were measured before are not measured again.
    pub fn read(paths: &Paths, measured: &[sizes::Measured]) -> Result<Tree> {
        let mut files = Vec::new();
        walk(&paths.pkg, &paths.pkg, &mut files)?;
        let mut rows = Vec::new();
        for path in files {
            let (place, compiled, purpose) = purpose_of(&path)?;
            let file = paths.pkg.join(&path);
            let known = measured.iter().find(|one| one.file == file);
            let (raw, brotli) = match known {
                Some(known) => (known.raw, known.brotli),
                None => {
                    let content = super::read(&file)?;
                    (content.len(), sizes::brotli(&content)?)
                }
            };
            rows.push((place, Row { path, compiled, raw, brotli, purpose }));
        }
        rows.sort_by(|a, b| (a.0, &a.1.path).cmp(&(b.0, &b.1.path)));
        let version = Command::new(&paths.root, "rustc", &["--version"]).output()?;
        let version = String::from_utf8(version)?;
        let rust = version.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let officer = measured.iter().find(|one| one.file.ends_with("officer.js"));
        let officer = officer.map(|one| (one.raw, one.brotli));
        Ok(Tree { rows: rows.into_iter().map(|(_, row)| row).collect(), officer, rust })
    }

    fn table(&self) -> String {
        let mut table = format!(
            "\n| `pkg/` の中（{}） | バイト | brotli 11 | 何に使うか |\n|---|--:|--:|---|\n",
            self.rust
        );
        for Row { path, raw, brotli, purpose, .. } in &self.rows {
            table += &format!("| `{path}` | {} | {} | {purpose} |\n", grouped(*raw), grouped(*brotli));
        }
        let sum = |of: fn(&Row) -> usize| grouped(self.rows.iter().map(of).sum());
        table += &format!("| 合計 | {} | {} | |\n", sum(|row| row.raw), sum(|row| row.brotli));
        for bound in &sizes::BOUNDS {
            let raw = bound.raw.map(grouped).unwrap_or_default();
            table += &format!("| 上限（`{}`） | {raw} | {} | |\n", bound.file, grouped(bound.brotli));
        }
        if let Some((raw, brotli)) = self.officer {
            let of_officer = [raw, brotli].map(grouped).join(" | ");
            table +=
                &format!("| （`www/assets/officer.js`） | {of_officer} | 担当者のページのスクリプト |\n");
        }
        table + "\n"
    }

    /// With `UPDATE_SNAPSHOTS`, writes the table into the page; otherwise says whether it must be written.
    pub fn write_or_check(&self, paths: &Paths) -> Result<()> {
        if figures::are_written() {
            return figures::write(paths, PART, &self.table());
        }
        if let Err(stale) = self.compare(paths) {
            println!("note: {stale}\n");
        }
        Ok(())
    }

    /// An error where the page has other figures.
    pub fn compare(&self, paths: &Paths) -> Result<()> {
        self.differs_from(&figures::read(paths, PART)?)
    }

    fn differs_from(&self, said: &str) -> Result<()> {
        let now = self.table();
        if said.contains(&format!("（{}）", self.rust)) {
            let other = now.lines().find(|line| !said.lines().any(|before| before == *line));
            let gone = said.lines().find(|line| !now.lines().any(|after| after == *line));
            ensure!(
                now == said,
                "{PAGE} says “{}”, it is “{}”; {WRITES_IT} writes it",
                gone.unwrap_or_default(),
                other.unwrap_or_default()
            );
            return Ok(());
        }
        for Row { path, compiled, raw, brotli, .. } in &self.rows {
            let line = said.lines().find(|line| line.starts_with(&format!("| `{path}` |")));
            let line = line.with_context(|| format!("{PAGE} does not list {path}; {WRITES_IT} does"))?;
            let sizes = format!("| {} | {} |", grouped(*raw), grouped(*brotli));
            ensure!(
                *compiled || line.contains(&sizes),
                "{path} is {sizes}; {PAGE} says {line}; {WRITES_IT} writes it"
            );
        }
        let listed = said.lines().filter(|line| line.starts_with("| `") && !line.starts_with("| `pkg/`"));
        ensure!(
            listed.count() == self.rows.len(),
            "{PAGE} lists files that pkg/ has not; {WRITES_IT} writes it"
        );
        Ok(())
    }
}

/// Files by their paths below `root`, written as in an address.
fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, root, found)?;
        } else {
            found.push(path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}

fn purpose_of(path: &str) -> Result<(usize, bool, &'static str)> {
    let fits = |pattern: &str| match pattern.split_once('*') {
        Some((start, end)) => path.starts_with(start) && path.ends_with(end),
        None => path == pattern,
    };
    let place = FILES.iter().position(|(pattern, ..)| fits(pattern));
    let place =
        place.with_context(|| format!("what is pkg/{path} for? xtask/src/build/tree.rs does not say"))?;
    let (_, compiled, purpose) = FILES[place];
    Ok((place, compiled, purpose))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(rust: &str, script: usize, sheet: usize) -> Tree {
        let row = |path: &str, raw: usize| {
            let (_, compiled, purpose) = purpose_of(path).unwrap();
            Row { path: path.to_owned(), compiled, raw, brotli: 7, purpose }
        };
        Tree {
            rows: vec![row("machi-plan.js", script), row("machi-plan.css", sheet)],
            officer: None,
            rust: rust.to_owned(),
        }
    }

    #[test]
    fn a_table_holds_for_its_own_bytes_and_for_no_others() {
        let said = tree("rustc 1.95.0", 240_290, 29_045).table();
        assert!(
            said.contains("| `machi-plan.js` | 240,290 | 7 | ") && said.contains("| 合計 | 269,335 | 14 |")
        );
        assert!(tree("rustc 1.95.0", 240_290, 29_045).differs_from(&said).is_ok());
        assert!(tree("rustc 1.95.0", 240_291, 29_045).differs_from(&said).is_err());
        assert!(tree("rustc 1.95.0", 240_290, 29_044).differs_from(&said).is_err());
    }

    #[test]
    fn another_compiler_may_change_only_its_own_files() {
        let said = tree("rustc 1.95.0", 240_290, 29_045).table();
        assert!(tree("rustc 1.96.0", 240_000, 29_045).differs_from(&said).is_ok());
        assert!(tree("rustc 1.96.0", 240_290, 29_044).differs_from(&said).is_err());
        let mut fewer = tree("rustc 1.96.0", 240_290, 29_045);
        fewer.rows.pop();
        assert!(fewer.differs_from(&said).is_err());
    }

    #[test]
    fn every_file_has_a_purpose() {
        assert_eq!(purpose_of("fragments/okayama-all.html").unwrap().0, 4);
        assert_eq!(purpose_of("fragments/okayama.html").unwrap().0, 6);
        assert!(purpose_of("notes.txt").is_err());
    }
}
