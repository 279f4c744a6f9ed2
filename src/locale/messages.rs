//! The language of messages about packages and of the command. It is one for a process: the rooms that read a package report
//! hundreds of problems from as many places, and each would need the language only to hand it on. What is written into
//! files, sheets and pages does not depend on it.

use std::sync::OnceLock;

use super::{JA, Locale};

static LANGUAGE: OnceLock<&'static Locale> = OnceLock::new();

/// Sets the language of the messages of this process, once. The later ones count for nothing.
pub fn say_messages_in(locale: &'static Locale) {
    let _ = LANGUAGE.set(locale);
}

/// The words of messages; Japanese unless [`say_messages_in`] was called.
pub fn messages() -> &'static Locale {
    LANGUAGE.get().copied().unwrap_or(&JA)
}
