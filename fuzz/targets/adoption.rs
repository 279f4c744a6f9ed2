//! Fuzz target: see `machi_plan_fuzz::adoption`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| machi_plan_fuzz::adoption(bytes));
