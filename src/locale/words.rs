//! The words of each language. `build.rs` makes them from `src/locale/*.txt`.

// A template has as many fields as its sentence needs.
#![allow(clippy::too_many_arguments)]

include!(concat!(env!("OUT_DIR"), "/words.rs"));
