//! The content that the script carries as text: deflate, then base64. The browser inflates it itself
//! (`src/widget/inflate.js`); a host's own compression cannot shrink the base64. Why not LZMA: docs/decisions/size.md.

use std::num::NonZeroU64;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zopfli::{Format, Options};

/// How long the packer looks for a smaller result.
#[derive(Clone, Copy)]
pub enum Effort {
    /// For what every reader loads: 3% smaller than the usual packers.
    Most = 15,
    /// For the officer's page alone, whose parts are three times as large.
    Some = 1,
}

/// The content without any head, as `DecompressionStream("deflate-raw")` reads it.
pub fn deflate(content: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let iteration_count = NonZeroU64::new(effort as u64).context("no effort")?;
    // Any number of blocks: each stream of a module has statistics of its own.
    let options = Options { iteration_count, maximum_block_splits: 0, ..Options::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, Format::Deflate, content, &mut packed)?;
    Ok(packed)
}

/// The bytes as text for a string literal.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::process::{Command, Stdio};

    /// The result of `inflate.js`, run by Node.
    fn inflated(packed: &[u8]) -> Vec<u8> {
        let inflate = include_str!("../../../src/widget/inflate.js").replace("export async", "async");
        let program = format!(
            "{inflate}\nconst read = require('fs').readFileSync(0, 'utf8');\n\
             inflated(read).then((bytes) => process.stdout.write(bytes));"
        );
        let mut node = Command::new("node");
        node.args(["-e", &program]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut node = node.spawn().unwrap();
        node.stdin.take().unwrap().write_all(base64(packed).as_bytes()).unwrap();
        let output = node.wait_with_output().unwrap();
        assert!(output.status.success());
        output.stdout
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let plan = include_bytes!("../../../tests/documents/yamaguchi-r5-plan.txt");
        for content in [&b""[..], b"a", &[b'a'; 100_000], plan] {
            for effort in [Effort::Most, Effort::Some] {
                let packed = deflate(content, effort).unwrap();
                assert!(inflated(&packed) == content, "{} bytes", content.len());
            }
        }
    }
}
