//! Decodes bytes into text: UTF-8, or CP932, in which Japanese Excel saves a CSV.

use std::borrow::Cow;

use encoding_rs::SHIFT_JIS;

use crate::locale::messages;

/// The encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::package) enum Encoding {
    /// Only ASCII. It gives no hint about the rest of a package.
    Ascii,
    /// UTF-8, with or without BOM.
    Utf8,
    /// CP932, which Windows calls Shift_JIS.
    Cp932,
}

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Text from bytes: by the BOM, else strict UTF-8, else CP932. The error describes what the bytes look like.
///
/// The order matters: Japanese text in CP932 is almost never valid UTF-8 by chance, while UTF-8 is often valid CP932.
pub(in crate::package) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), &'static str> {
    if let Some(rest) = bytes.strip_prefix(BOM) {
        let text = std::str::from_utf8(rest).map_err(|_| messages().files.broken_utf8)?;
        return Ok((text.into(), Encoding::Utf8));
    }
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return Err(messages().files.looks_like_utf16);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.into(), if text.is_ascii() { Encoding::Ascii } else { Encoding::Utf8 }));
    }
    if bytes.starts_with(b"PK") {
        return Err(messages().files.looks_like_zip);
    }
    let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(|text| (text, Encoding::Cp932)).ok_or(messages().files.not_cp932)
}

/// The same for a name, where any result is better than none.
pub(in crate::package) fn japanese(bytes: &[u8]) -> (Cow<'_, str>, Option<Encoding>) {
    match decode(bytes) {
        Ok((text, encoding)) => (text, Some(encoding)),
        Err(_) => (String::from_utf8_lossy(bytes), None),
    }
}

/// The readable name of a file, from its bytes. A zip made on Windows and unpacked elsewhere leaves names in CP932.
///
/// ```
/// assert_eq!(machi_plan::package::file_name(b"\x8e\xe6\x91\x67.csv"), "取組.csv");
/// ```
pub fn file_name(bytes: &[u8]) -> String {
    japanese(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::JA;

    fn check(bytes: &[u8], expect: Result<(&str, Encoding), &str>) {
        let decoded = decode(bytes);
        assert_eq!(decoded.as_ref().map(|(text, encoding)| (&**text, *encoding)).map_err(|e| *e), expect);
    }

    #[test]
    fn the_order_is_bom_then_utf8_then_cp932() {
        check(b"a,b", Ok(("a,b", Encoding::Ascii)));
        check("\u{feff}取組".as_bytes(), Ok(("取組", Encoding::Utf8)));
        check("取組".as_bytes(), Ok(("取組", Encoding::Utf8)));
        check(b"\x8e\xe6\x91\x67ID", Ok(("取組ID", Encoding::Cp932)));
        // Only Windows' CP932 has ① and 髙.
        check(b"\x87\x40\xfb\xfc", Ok(("①髙", Encoding::Cp932)));
    }

    #[test]
    fn other_encodings_are_named() {
        check(b"\xff\xfe\x53\x4f", Err(JA.files.looks_like_utf16));
        check(b"\xef\xbb\xbf\x8e\xe6", Err(JA.files.broken_utf8));
        check(b"PK\x03\x04\xff", Err(JA.files.looks_like_zip));
        check(b"\xa0\xff\xfd", Err(JA.files.not_cp932));
        // The last character is cut in two.
        check(b"\x8e\xe6\x91", Err(JA.files.not_cp932));
    }
}
