//! The sizes of all files that a page loads, and the bounds of the build.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use flate2::{Compression, write::GzEncoder};

use super::plans::Built;
use super::{bytes, grouped};
use crate::paths::Paths;

/// For a CMS that does not compress, as many do not.
pub const RAW_BOUND: usize = 260_000;
/// For a host with brotli, at quality 11.
pub const BROTLI_BOUND: usize = 165_000;

/// A file with the sizes that hosts send.
pub struct Measured {
    pub file: PathBuf,
    pub raw: usize,
    /// At quality 11.
    pub brotli: usize,
}

/// Prints the table; an error if the script is over one of its bounds.
pub fn report(paths: &Paths, plans: &[Built]) -> Result<Vec<Measured>> {
    let mut files: Vec<PathBuf> = ["machi-plan.js", "machi-plan.css"].map(|name| paths.pkg.join(name)).into();
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
        if file.ends_with("machi-plan.js") {
            over = over_bounds(raw, brotli);
            println!(
                "{:<32} {:>11} {:>11} {:>11}",
                "    at most",
                grouped(RAW_BOUND),
                "",
                grouped(BROTLI_BOUND)
            );
        }
        measured.push(Measured { file, raw, brotli });
    }
    println!();
    if !over.is_empty() {
        bail!("machi-plan.js is over its bounds: {}", over.join("; "));
    }
    Ok(measured)
}

fn over_bounds(raw: usize, brotli: usize) -> Vec<String> {
    let checks = [("uncompressed", raw, RAW_BOUND), ("with brotli", brotli, BROTLI_BOUND)];
    let over = checks.into_iter().filter(|(_, is, bound)| is > bound);
    over.map(|(how, is, bound)| format!("{} {how}, at most {} are allowed", bytes(is), bytes(bound)))
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
        assert!(over_bounds(RAW_BOUND, BROTLI_BOUND).is_empty());
        assert_eq!(over_bounds(RAW_BOUND + 1, BROTLI_BOUND).len(), 1);
        assert_eq!(over_bounds(RAW_BOUND + 1, BROTLI_BOUND + 1).len(), 2);
    }
}
