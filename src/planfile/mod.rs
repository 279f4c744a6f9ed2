//! The compiled plan: the one file that the widget loads, under any file name.
//!
//! It is JSON text on one line, UTF-8, with a fixed head. So the head is read before any JSON is parsed:
//!
//! ```text
//! {"format":"machi-plan","version":2,"fingerprint":"89abcdef01234567","plan":{"about":{…},"items":[…],…}}
//! └────────── format ───┘└ version ┘└──── FNV-1a 64 over the body ────┘└─┬──┘└────────── body ─────────┘│
//!                                                                       key                           end
//! ```
//!
//! - The body is a tree of the keys in `crate::format`; its keys are the English column names of the plan package.
//!   Values that are empty, `false` or unstated are left out. Unknown keys are ignored, so that a later version can
//!   add some.
//! - The fingerprint finds damage (a cut transfer, an editor that changed a byte). It is no signature: whoever writes
//!   the file can write the fingerprint too.
//! - A change that an older reader would misread or lose raises the version. [`read_head`] refuses a newer version and
//!   names it. Each key knows the version that brought it, and a file has the version of its latest key.
//! - `<` is written `\u003c`, so that a plan file can be the text of a `script` element in a page.
//! - A BOM and white space around the text are ignored: editors and content management systems add them.
//!
//! Never in this room: cells of a sheet, HTML, the DOM, the words of a message (`locale` has them).

mod check;
mod error;
mod head;
mod json;
mod listed;
mod parse;
mod read;
mod say;
#[cfg(feature = "package")]
mod schema;
mod shape;
mod spread;
mod tape;
#[cfg(feature = "package")]
mod types;
mod walk;
pub mod wire;
mod write;

pub(crate) use crate::format::{MAX_LISTED, MAX_LISTED_TOGETHER};
pub use check::{PlanFault, Repeated, check};
pub use error::{Damage, Expected, LooksLike, PlanFileError};
pub use head::{Head, MAX_BYTES, MOST_BYTES, VERSION, fingerprint, read_head};
pub use json::Json;
pub(crate) use json::quote;
pub use read::{read, read_up_to};
#[cfg(feature = "package")]
pub(crate) use say::megabytes;
#[cfg(feature = "package")]
pub use schema::schema;
pub use shape::shape;
#[cfg(feature = "package")]
pub use types::types;
pub use write::write;

#[cfg(feature = "package")]
pub use write::{bytes_for, is_text_name};
