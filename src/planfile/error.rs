//! Why a file is not read as a plan: data only; `say.rs` makes a message of it.

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
    /// Something else than a plan file.
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
    /// A plan file whose content is not what was written.
    Damaged(Damage),
}

/// What a file looks like that is not a plan file: it decides what the message advises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooksLike {
    /// Nothing in it.
    Empty,
    /// A zip or an Excel workbook, which is one.
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
    /// The head is not as it is written: the file was saved again by another program.
    Head,
    /// Bytes that are not UTF-8.
    Encoding,
    /// The fingerprint is not that of the body.
    Fingerprint,
    /// The body is not JSON.
    Json {
        /// The line in the body, from 1.
        line: usize,
        /// The column in that line, from 1.
        column: usize,
    },
    /// A value is of another type than the format says.
    Value {
        /// The keys that lead to it, as JavaScript writes them: `items[0].name`.
        key: String,
        /// The value, shortened; empty where reading it throws an exception of the page.
        found: String,
        /// What it must be.
        expected: Expected,
    },
    /// The body contradicts itself.
    Plan(PlanFault),
}

/// What a value of the body must be.
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
    /// An array of no more than [`super::MAX_LIST`] entries; how many there are is what was found.
    Short,
    /// A value that can be read.
    Plain,
}

impl From<PlanFault> for PlanFileError {
    fn from(fault: PlanFault) -> Self {
        PlanFileError::Damaged(Damage::Plan(fault))
    }
}
