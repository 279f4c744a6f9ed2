//! The sizes of all files that a page loads, and the bounds of the build.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use flate2::{Compression, write::GzEncoder};

use super::plans::Built;
use super::{bytes, grouped};
use crate::paths::Paths;

/// The most that a script may weigh.
pub struct Bound {
    pub file: &'static str,
    /// As it is, for a CMS that does not compress, as many do not.
    pub raw: Option<usize>,
    /// For a host with brotli, at quality 11.
    pub brotli: usize,
}

pub const BOUNDS: [Bound; 2] = [
    Bound { file: "machi-plan.js", raw: Some(390_000), brotli: 269_400 },
    Bound { file: super::script::EMPTY, raw: None, brotli: 234_000 },
];

/// A file with the sizes that hosts send.
pub struct Measured {
    pub file: PathBuf,
    pub raw: usize,
    /// At quality 11.
    pub brotli: usize,
}

/// Prints the table; an error if a script is over one of its bounds.
pub fn report(paths: &Paths, plans: &[Built]) -> Result<Vec<Measured>> {
    let mut files: Vec<PathBuf> =
        ["machi-plan.js", super::script::EMPTY, "machi-plan.css"].map(|name| paths.pkg.join(name)).into();
    files.extend(plans.iter().map(|plan| plan.file(paths)));
    files.extend(plans.iter().flat_map(|plan| [plan.fragment(paths), plan.all_views(paths)]));
    // It has no bound, because only an officer loads it.
    files.push(paths.assets.join("officer.js"));

    let mut over = Vec::new();
    let mut measured = Vec::new();
    println!("{:<32} {:>11} {:>11} {:>11}", "loaded by a page, bytes", "raw", "gzip -9", "brotli 11");
    for file in files {
        let content = super::read(&file)?;
        let (raw, gzip, brotli) = (content.len(), gzip(&content)?, brotli(&content)?);
        println!(
            "{:<32} {:>11} {:>11} {:>11}",
            paths.shown(&file),
            grouped(raw),
            grouped(gzip),
            grouped(brotli)
        );
        if let Some(bound) = BOUNDS.iter().find(|bound| file.ends_with(bound.file)) {
            over.extend(over_bound(bound, raw, brotli));
            let raw = bound.raw.map(grouped).unwrap_or_default();
            println!("{:<32} {raw:>11} {:>11} {:>11}", "    at most", "", grouped(bound.brotli));
        }
        measured.push(Measured { file, raw, brotli });
    }
    println!();
    if !over.is_empty() {
        bail!("over the bounds: {}", over.join("; "));
    }
    Ok(measured)
}

fn over_bound(bound: &Bound, raw: usize, brotli: usize) -> Vec<String> {
    let checks = [("uncompressed", raw, bound.raw), ("with brotli", brotli, Some(bound.brotli))];
    let over =
        checks.into_iter().filter_map(|(how, is, bound)| Some((how, is, bound.filter(|bound| is > *bound)?)));
    over.map(|(how, is, most)| {
        format!("{} {} {how}, at most {} are allowed", bound.file, bytes(is), bytes(most))
    })
    .collect()
}

fn gzip(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(9));
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

/// The length in brotli at quality 11.
pub fn brotli(content: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)?;
    Ok(packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_may_be_reached_but_not_passed() {
        let [both, empty] = &BOUNDS;
        let raw = both.raw.unwrap();
        assert!(over_bound(both, raw, both.brotli).is_empty());
        assert_eq!(over_bound(both, raw + 1, both.brotli).len(), 1);
        assert_eq!(over_bound(both, raw + 1, both.brotli + 1).len(), 2);
        assert!(over_bound(empty, usize::MAX, empty.brotli).is_empty());
        assert_eq!(over_bound(empty, 0, empty.brotli + 1).len(), 1);
    }
}
