//! The words of each language, made of `src/locale/*.txt` by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/words.rs"));
