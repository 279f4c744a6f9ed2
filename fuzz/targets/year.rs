//! Fuzz target: see `machi_plan_fuzz::year`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| machi_plan_fuzz::year(bytes));
