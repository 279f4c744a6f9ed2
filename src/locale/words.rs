//! The words of each language, made of `src/locale/*.txt` by `build.rs`.

// A template takes as many fields as its sentence needs.
#![allow(clippy::too_many_arguments)]

include!(concat!(env!("OUT_DIR"), "/words.rs"));
