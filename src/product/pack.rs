//! Brotli as the script's own reader (`src/widget/unpack`) takes it.
//!
//! The build of the repository compiles this file too, by its path, so it uses nothing from the library.

use std::io::{Error, Result};

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;

/// What is before the streams: their length together as four bytes, little endian, and their number.
pub fn head(length: usize, streams: usize) -> Result<Vec<u8>> {
    let mut head = u32::try_from(length).map_err(Error::other)?.to_le_bytes().to_vec();
    head.push(u8::try_from(streams).map_err(Error::other)?);
    Ok(head)
}

/// One stream. The mode is the way in which literals depend on the bytes before them: the reader knows only the forced
/// priors.
pub fn in_mode(stream: &[u8], mode: BrotliEncoderMode) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        mode,
        // Its words are 122 KB, which a browser does not lend.
        use_dictionary: false,
        size_hint: stream.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*stream, &mut packed, &parameters)?;
    Ok(packed)
}
