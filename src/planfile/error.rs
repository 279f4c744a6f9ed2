//! Why a file is not read as a plan, as data. `say.rs` makes the message.

use super::PlanFault;

/// Why a file is not read as a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFileError {
    /// Larger than [`super::MAX_BYTES`].
    TooLarge {
        /// The file's size.
        bytes: usize,
        /// The largest size that is read.
        limit: usize,
    },
    /// Not a plan file.
    NotAPlan(LooksLike),
    /// Written by a later machi-plan.
    Newer {
        /// The file's version.
        found: u32,
        /// The latest version that this machi-plan reads.
        known: u32,
    },
    /// The end of the file is missing.
    Truncated,
    /// A plan file whose content was changed after it was written.
    Damaged(Damage),
}

/// What a file that is not a plan file looks like. The advice in the message depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooksLike {
    /// Nothing in it.
    Empty,
    /// A zip, or an Excel workbook, which is also a zip.
    Zip,
    /// A PDF.
    Pdf,
    /// A web page; often the error page or the login page of a server.
    Html,
    /// Other JSON.
    Json,
    /// A CSV.
    Csv,
    /// None of these.
    Other,
}

/// How a plan file is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The head has another form: another program saved the file again.
    Head,
    /// Bytes that are not UTF-8.
    Encoding,
    /// The fingerprint does not match the body.
    Fingerprint,
    /// The body is not JSON.
    Json {
        /// The line in the body, from 1.
        line: usize,
        /// The column in that line, from 1.
        column: usize,
    },
    /// A value has another type than the format requires.
    Value {
        /// The keys that lead to it, in the notation of JavaScript: `items[0].name`.
        key: String,
        /// The value, shortened; empty where reading it throws an exception of the page.
        found: String,
        /// The required value.
        expected: Expected,
    },
    /// The body contradicts itself.
    Plan(PlanFault),
}

/// The required kind of a value of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A string.
    Text,
    /// An array of strings.
    Texts,
    /// A fiscal year, as a whole number.
    Year,
    /// `true` or `false`.
    Flag,
    /// An object.
    Row,
    /// An array of objects.
    Rows,
    /// An array with at most so many entries. The found value is the number of entries.
    Short(u32),
    /// A value that can be read.
    Plain,
}

impl From<PlanFault> for PlanFileError {
    fn from(fault: PlanFault) -> Self {
        PlanFileError::Damaged(Damage::Plan(fault))
    }
}
