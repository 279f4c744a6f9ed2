//! Reads the fixed head of a plan file and checks the fingerprint, before any JSON is parsed.

use super::{Damage, LooksLike, PlanFileError};

/// The largest plan file that is read: 20 MB.
pub const MAX_BYTES: usize = 20_000_000;

/// The largest that a page can allow for itself.
pub const MOST_BYTES: usize = 100_000_000;

/// The latest version that is read and written. A plan that uses nothing of it is written with the version before, so that
/// an older script reads its file.
pub const VERSION: u32 = 2;

/// The byte order mark. Some programs write it before UTF-8 text, and some content management systems require it.
pub(super) const BOM: &str = "\u{feff}";
pub(super) const OPENING: &str = "{\"format\":\"machi-plan\",\"version\":";
pub(super) const BEFORE_FINGERPRINT: &str = ",\"fingerprint\":\"";
pub(super) const BEFORE_BODY: &str = "\",\"plan\":";

/// The head of a plan file, and its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The version of the format.
    pub version: u32,
    /// The body's fingerprint, 16 hexadecimal digits.
    pub fingerprint: &'a str,
    /// The text of the plan object.
    pub body: &'a str,
}

/// Reads the head of a plan file. Checks the size, the format, the version, and that the body matches its
/// fingerprint.
///
/// Next, parse the JSON and read its keys into a [`crate::plan::Plan`] with [`super::wire`].
pub fn read_head(bytes: &[u8]) -> Result<Head<'_>, PlanFileError> {
    read_head_up_to(bytes, MAX_BYTES)
}

/// The same with another limit of the size.
pub(super) fn read_head_up_to(bytes: &[u8], limit: usize) -> Result<Head<'_>, PlanFileError> {
    if bytes.len() > limit {
        return Err(PlanFileError::TooLarge { bytes: bytes.len(), limit });
    }
    let bytes = bytes.strip_prefix(BOM.as_bytes()).unwrap_or(bytes).trim_ascii();
    if bytes.is_empty() || !starts_alike(bytes, OPENING.as_bytes()) {
        return Err(other_than_a_plan(bytes));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // No byte is wrong; only the last character is cut in two.
        Err(error) if error.error_len().is_none() => return Err(PlanFileError::Truncated),
        Err(_) => return Err(PlanFileError::Damaged(Damage::Encoding)),
    };

    let rest = expect(text, OPENING)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (version, rest) = rest.split_at(digits);
    if rest.is_empty() {
        return Err(PlanFileError::Truncated);
    }
    let version: u32 = version.parse().map_err(|_| PlanFileError::Damaged(Damage::Head))?;
    if version > VERSION {
        return Err(PlanFileError::Newer { found: version, known: VERSION });
    }
    if version == 0 {
        return Err(PlanFileError::Damaged(Damage::Head));
    }

    let rest = expect(rest, BEFORE_FINGERPRINT)?;
    let hex = |b: &u8| b.is_ascii_digit() || (b'a'..=b'f').contains(b);
    let stated = rest.bytes().take(16).take_while(hex).count();
    let (stated, rest) = rest.split_at(stated);
    if rest.is_empty() {
        return Err(PlanFileError::Truncated);
    }
    if stated.len() != 16 {
        return Err(PlanFileError::Damaged(Damage::Head));
    }
    let rest = expect(rest, BEFORE_BODY)?;
    match rest.strip_suffix('}') {
        Some(body) if fingerprint(body) == stated => Ok(Head { version, fingerprint: stated, body }),
        _ if ends_open(rest) => Err(PlanFileError::Truncated),
        _ => Err(PlanFileError::Damaged(Damage::Fingerprint)),
    }
}

/// The fingerprint of a body: FNV-1a 64 over its bytes, 16 hexadecimal digits. It finds damage, not forgery.
pub fn fingerprint(body: &str) -> String {
    let hash = body.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn starts_alike(bytes: &[u8], opening: &[u8]) -> bool {
    let shared = bytes.len().min(opening.len());
    bytes[..shared] == opening[..shared]
}

fn expect<'a>(text: &'a str, literal: &str) -> Result<&'a str, PlanFileError> {
    match text.strip_prefix(literal) {
        Some(rest) => Ok(rest),
        None if literal.starts_with(text) => Err(PlanFileError::Truncated),
        None => Err(PlanFileError::Damaged(Damage::Head)),
    }
}

/// Whether a brace, bracket or string is still open at the end. The text begins inside the outer object, so the count
/// starts with one open brace.
fn ends_open(text: &str) -> bool {
    let (mut depth, mut in_string, mut escaped) = (1_i64, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth -= 1,
            _ => {}
        }
    }
    in_string || depth > 0
}

fn other_than_a_plan(bytes: &[u8]) -> PlanFileError {
    let start = &bytes[..bytes.len().min(400)];
    let has = |word: &[u8]| start.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    let first_line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    PlanFileError::NotAPlan(match start {
        [] => LooksLike::Empty,
        [b'P', b'K', ..] => LooksLike::Zip,
        [b'%', b'P', b'D', b'F', ..] => LooksLike::Pdf,
        // Our format, but a formatter or an editor has written it again.
        [b'{', ..] if has(b"\"machi-plan\"") && has(b"\"format\"") => {
            return PlanFileError::Damaged(Damage::Head);
        }
        [b'{' | b'[', ..] => LooksLike::Json,
        [b'<', ..] if has(b"<html") || has(b"<!doctype") || has(b"<head") => LooksLike::Html,
        _ if first_line.contains(&b',') || first_line.contains(&b'\t') => LooksLike::Csv,
        _ => LooksLike::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(body: &str) -> String {
        format!("{OPENING}1{BEFORE_FINGERPRINT}{}{BEFORE_BODY}{body}}}", fingerprint(body))
    }

    #[test]
    fn the_head_is_read_also_with_a_bom_and_white_space_around_it() {
        let text = file("{\"about\":{\"plan_id\":\"x\"}}");
        for text in [text.clone(), format!("\u{feff}{text}\r\n"), format!("\n  {text}  \n")] {
            let head = read_head(text.as_bytes()).unwrap();
            assert_eq!((head.version, head.body), (1, "{\"about\":{\"plan_id\":\"x\"}}"));
            assert_eq!(head.fingerprint, fingerprint(head.body));
        }
    }

    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_eq!(fingerprint("foobar"), "85944171f73967e8");
    }

    #[test]
    fn other_files_are_distinguished() {
        for (text, looks_like) in [
            ("", LooksLike::Empty),
            (" \n", LooksLike::Empty),
            ("PK\u{3}\u{4}", LooksLike::Zip),
            ("%PDF-1.7", LooksLike::Pdf),
            ("<!DOCTYPE html><title>404</title>", LooksLike::Html),
            ("{\"type\":\"FeatureCollection\"}", LooksLike::Json),
            ("取組ID,記号\n1,①", LooksLike::Csv),
            ("こんにちは", LooksLike::Other),
        ] {
            assert_eq!(read_head(text.as_bytes()), Err(PlanFileError::NotAPlan(looks_like)), "{text}");
        }
    }

    #[test]
    fn a_newer_version_is_named_even_where_its_head_goes_on_differently() {
        let text = "{\"format\":\"machi-plan\",\"version\":12,\"body\":0}";
        assert_eq!(read_head(text.as_bytes()), Err(PlanFileError::Newer { found: 12, known: VERSION }));
    }

    #[test]
    fn a_file_that_was_formatted_again_is_damaged_not_foreign() {
        let text = "{\n  \"format\": \"machi-plan\",\n  \"version\": 1\n}";
        assert_eq!(read_head(text.as_bytes()), Err(PlanFileError::Damaged(Damage::Head)));
    }

    #[test]
    fn a_file_cut_at_any_byte_is_truncated() {
        let text = file("{\"about\":{\"title\":\"計画{\\\"\"},\"items\":[{},{}]}");
        for end in 1..text.len() {
            assert_eq!(read_head(&text.as_bytes()[..end]), Err(PlanFileError::Truncated), "at {end}");
        }
    }

    #[test]
    fn a_changed_byte_is_damage() {
        let text = file("{\"about\":{\"title\":\"計画\"}}");
        let damaged = text.replace("計画", "計書");
        assert_eq!(read_head(damaged.as_bytes()), Err(PlanFileError::Damaged(Damage::Fingerprint)));
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_by_size() {
        let bytes = vec![b' '; MAX_BYTES + 1];
        assert!(matches!(read_head(&bytes), Err(PlanFileError::TooLarge { .. })));
        let limit = MAX_BYTES + 1;
        assert!(!matches!(read_head_up_to(&bytes, limit), Err(PlanFileError::TooLarge { .. })));
    }
}
