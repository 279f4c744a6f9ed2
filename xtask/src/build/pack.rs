//! What goes into the script as text: gzip, then base64. The browser unpacks it with `atob` and `DecompressionStream`.
//!
//! Gzip and not brotli, because `DecompressionStream` knows no brotli; zopfli, because packing time is paid once here.

use std::path::Path;

use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::stamp::{self, Inputs};

/// The gzip of `content`, kept at `packed` until the content changes.
pub fn gzip(content: &[u8], packed: &Path) -> Result<Vec<u8>> {
    let mut stamp = packed.as_os_str().to_owned();
    stamp.push(".stamp");
    let stamp = Path::new(&stamp);
    stamp::unless_fresh(stamp, Inputs::default().add(content), &[packed], || {
        let mut gzip = Vec::new();
        zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, content, &mut gzip)?;
        stamp::write(packed, gzip)
    })?;
    super::read(packed)
}

/// The bytes as text that can stand in a string literal.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_comes_out_again() {
        let folder = std::env::temp_dir().join(format!("machi-plan-pack-{}", std::process::id()));
        let content = "計画 ".repeat(1000);
        for _ in 0..2 {
            let packed = gzip(content.as_bytes(), &folder.join("plan.gz")).unwrap();
            let mut text = String::new();
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
            assert_eq!(text, content);
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
