//! The content that the script carries as text: packed, then base64.
//!
//! LZMA, which the script unpacks itself (`src/widget/unpack.js`). It is a fifth smaller than gzip, and a host's own
//! compression cannot shrink the base64 of either.

use std::io::Write;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};

/// The units of a content. `unpack.js` must get the same.
#[derive(Clone, Copy, Debug)]
pub enum Units {
    /// A wasm module, UTF-8.
    Bytes = 0,
    /// UTF-16: the model distinguishes the first and the second byte of a unit.
    Pairs = 1,
}

/// The input of `unpack.js`: the length as four bytes, little endian, and the LZMA stream with lc = 3, lp = 0 and
/// `units` as pb.
pub fn lzma(content: &[u8], units: Units) -> Result<Vec<u8>> {
    let options = LzmaOptions {
        dict_size: 1 << 20,
        lc: 3,
        lp: 0,
        pb: units as u32,
        mode: EncodeMode::Normal,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        mf: MfType::Bt4,
        // The highest effort: it is packed once and unpacked in every browser.
        depth_limit: 1000,
        preset_dict: None,
    };
    let length = u32::try_from(content.len()).context("more than 4 GB")?;
    let mut writer = LzmaWriter::new_no_header(length.to_le_bytes().to_vec(), &options, false)?;
    writer.write_all(content)?;
    Ok(writer.finish()?)
}

/// The bytes as text for a string literal.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::process::{Command, Stdio};

    /// The result of `unpack.js`, run by Node.
    fn unpacked(packed: &[u8], units: Units) -> Vec<u8> {
        let unpack = include_str!("../../../src/widget/unpack.js").replace("export function", "function");
        let program = format!(
            "{unpack}\nconst read = require('fs').readFileSync(0, 'utf8');\n\
             process.stdout.write(unpack(Uint8Array.from(atob(read), (char) => char.charCodeAt(0)), {}));",
            units as u32
        );
        let mut node = Command::new("node");
        node.args(["-e", &program]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut node = node.spawn().unwrap();
        node.stdin.take().unwrap().write_all(base64(packed).as_bytes()).unwrap();
        let mut out = Vec::new();
        node.stdout.take().unwrap().read_to_end(&mut out).unwrap();
        assert!(node.wait().unwrap().success());
        out
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        // Numbers without a pattern: long distances, literals after a match, every length of match.
        let mut number = 1_u32;
        let mut noise = || {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (number >> 24) as u8
        };
        let mixed: Vec<u8> = (0..300)
            .flat_map(|n| {
                let piece: Vec<u8> = (0..n % 40).map(|_| noise()).collect();
                [piece.clone(), vec![b'a'; n], piece].concat()
            })
            .collect();
        let plan = include_bytes!("../../../tests/documents/yamaguchi-r5-plan.txt");
        for content in [&b""[..], b"a", &[b'a'; 100_000], &mixed, plan] {
            for units in [Units::Bytes, Units::Pairs] {
                let packed = lzma(content, units).unwrap();
                assert!(unpacked(&packed, units) == content, "{} bytes in {units:?}", content.len());
            }
        }
    }
}
