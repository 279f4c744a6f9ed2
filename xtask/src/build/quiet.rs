//! Removes from a module the code that writes the messages of panics. In a browser nobody would see them, because
//! standard error is lost there. But their texts, their formatting and the source location of each check are some
//! kilobytes. The page learns the same of a panic: the program traps.
//!
//! Standard Rust cannot leave them out, because the standard library comes compiled. At this point the module still
//! has its names.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use walrus::ir::{Const, Instr, InstrLocId, Value, Visitor, dfs_in_order};
use walrus::{FunctionBuilder, FunctionKind, Module};

/// Parts of the names of functions that never return and only report a panic, and of types in a panic. They are
/// mangled as Rust does, with the length before each part.
const REPORTING: [&str; 17] = [
    "12PanicPayload",
    "19FormatStringPayload",
    "16StaticStrPayload",
    "4core9panicking",
    "3std9panicking15panic_with_hook",
    "16slice_error_fail",
    "16slice_index_fail",
    "13unwrap_failed",
    "13expect_failed",
    "17len_mismatch_fail",
    "13assert_failed",
    "22panic_already_borrowed",
    "30panic_already_mutably_borrowed",
    "14panic_poisoned",
    "19panic_access_error",
    "17capacity_overflow",
    "18handle_alloc_error",
];

/// Parts of the names of functions that write a value as `Debug`, in the old and the new mangling. Panics use them,
/// and the widget may show nothing with them (clippy's `use_debug` checks that; on the officer's page, a crate that
/// reads files describes errors with it).
pub const DEBUG: &[&str] = &["core..fmt..Debug", "3fmt5Debug", "_5Debug"];

/// Part of the names of the standard library's functions about properties of characters.
const UNICODE: &str = "4core7unicode";

/// A source location in memory: address and length of the file's name, line, column.
const LOCATION: usize = 16;

/// Replaces every function that reports a panic, or has one of the `other` names, by one that traps at once. Zeroes
/// the source locations and the tables that only such functions read.
pub fn panics(module: &mut Module, other: &[&str]) -> Result<()> {
    let telling: Vec<_> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| {
            let name = module.funcs.get(*id).name.as_deref().unwrap_or_default();
            REPORTING.iter().chain(other).any(|part| name.contains(part))
        })
        .collect();
    ensure!(
        !telling.is_empty(),
        "no function of the module is known to report a panic: has Rust renamed them?"
    );
    for id in telling {
        let of = module.types.get(module.funcs.get(id).ty());
        let (parameters, results) = (of.params().to_vec(), of.results().to_vec());
        let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
        body.func_body().unreachable();
        let parameters = parameters.iter().map(|of| module.locals.add(*of)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(parameters));
    }
    let dropped = addresses(module, |name| name.contains(UNICODE));
    walrus::passes::gc::run(module);
    let still = addresses(module, |_| true);
    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in segments {
        let data = module.data.get_mut(id);
        if let Some(start) = address(&data.kind) {
            blank_locations(&mut data.value, start);
            blank_tables(&mut data.value, start, &dropped, &still);
        }
    }
    Ok(())
}

/// The numbers in the code that may be addresses, in the functions with these names.
fn addresses(module: &Module, named: impl Fn(&str) -> bool) -> BTreeSet<usize> {
    let mut numbers = Numbers(BTreeSet::new());
    for (id, function) in module.funcs.iter_local() {
        if named(module.funcs.get(id).name.as_deref().unwrap_or_default()) {
            dfs_in_order(&mut numbers, function, function.entry_block());
        }
    }
    numbers.0
}

struct Numbers(BTreeSet<usize>);

impl Visitor<'_> for Numbers {
    fn visit_instr(&mut self, of: &Instr, _: &InstrLocId) {
        let number = match of {
            Instr::Const(Const { value: Value::I32(number) }) => u64::try_from(*number).ok(),
            Instr::Load(load) => Some(load.arg.offset),
            Instr::Store(store) => Some(store.arg.offset),
            _ => None,
        };
        self.0.extend(number.and_then(|number| usize::try_from(number).ok()));
    }
}

/// Zeroes the tables that only the removed code used: each up to the next one that the remaining code or data uses.
fn blank_tables(segment: &mut [u8], start: usize, dropped: &BTreeSet<usize>, still: &BTreeSet<usize>) {
    let words =
        segment.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]) as usize);
    let still: BTreeSet<usize> = still.iter().copied().chain(words).collect();
    for table in dropped.difference(&still) {
        let Some(from) = table.checked_sub(start).filter(|from| *from < segment.len()) else { continue };
        let end = still.range(table..).next().map_or(segment.len(), |next| (next - start).min(segment.len()));
        segment[from..end].fill(0);
    }
}

fn address(kind: &walrus::DataKind) -> Option<usize> {
    match kind {
        walrus::DataKind::Active { offset: walrus::ConstExpr::Value(walrus::ir::Value::I32(at)), .. } => {
            usize::try_from(*at).ok()
        }
        _ => None,
    }
}

/// Zeroes every [`LOCATION`] in a segment and the names that they point to. Nothing reads them any more, and zeroes
/// compress to nothing.
fn blank_locations(segment: &mut [u8], start: usize) {
    let mut names = Vec::new();
    for at in (0..segment.len().saturating_sub(LOCATION - 1)).step_by(4) {
        let words: Vec<usize> = segment[at..at + LOCATION]
            .chunks(4)
            .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]) as usize)
            .collect();
        let Some(name) = words[0].checked_sub(start).map(|from| from..from + words[1]) else { continue };
        if segment.get(name.clone()).is_some_and(|name| name.ends_with(b".rs") && !name.contains(&b'\n')) {
            segment[at..at + LOCATION].fill(0);
            names.push(name);
        }
    }
    for name in names {
        segment[name].fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_of_a_panic_traps_and_the_rest_stays() {
        let mut module = Module::default();
        let mut add = |name: &str| {
            let mut body = FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
            body.name(name.to_owned()).func_body().i32_const(1);
            let id = body.finish(Vec::new(), &mut module.funcs);
            module.exports.add(name, id);
            id
        };
        let (telling, working) = (add("_RNvNtCs1_4core9panicking9panic_fmt"), add("_ZN4core3fmt5write"));
        let debug = add("_RNvXs_NtCs1_4core3fmtNtB5_5Debug3fmt");
        panics(&mut module, DEBUG).unwrap();
        let first = |id| {
            let body = module.funcs.get(id).kind.unwrap_local();
            body.block(body.entry_block()).instrs[0].0.clone()
        };
        assert!(matches!(first(telling), Instr::Unreachable(_)));
        assert!(matches!(first(debug), Instr::Unreachable(_)));
        assert!(matches!(first(working), Instr::Const(_)));
        assert!(panics(&mut Module::default(), DEBUG).is_err());
    }

    #[test]
    fn only_source_locations_are_zeroed() {
        let word = |number: u32| number.to_le_bytes();
        let place = [word(1000), word(8), word(7), word(5)].concat();
        let slice = [word(1008), word(8), word(7), word(5)].concat();
        let mut segment = [&b"src/a.rshtml.txt"[..], &place, &slice].concat();
        blank_locations(&mut segment, 1000);
        assert_eq!(segment, [&[0; 8][..], b"html.txt", &[0; 16], &slice].concat());
    }

    #[test]
    fn a_table_is_zeroed_up_to_the_next_one_in_use() {
        // Three tables of four bytes; the word after them is the address of the third.
        let mut segment = [&[7; 12][..], &1008_u32.to_le_bytes()].concat();
        let dropped = [5, 1000, 9000].into();
        blank_tables(&mut segment, 1000, &dropped, &[1004].into());
        assert_eq!(segment, [&[0; 4][..], &[7; 8], &1008_u32.to_le_bytes()].concat());
        blank_tables(&mut segment, 1000, &[1004, 1008].into(), &[1004].into());
        assert_eq!(segment[4..12], [7; 8], "named in the code, named in the data");
        blank_tables(&mut segment, 1000, &[1004].into(), &BTreeSet::new());
        assert_eq!(segment[4..12], [0, 0, 0, 0, 7, 7, 7, 7], "up to what the data names");
    }

    #[test]
    fn numbers_are_those_of_the_named_functions() {
        let mut module = Module::default();
        let mut add = |name: &str, number| {
            let mut body = FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
            body.name(name.to_owned()).func_body().i32_const(number);
            body.finish(Vec::new(), &mut module.funcs)
        };
        let _ = (add("_RNvNtCs1_4core7unicode9printable12is_printable", 12), add("other", 13));
        assert_eq!(addresses(&module, |name| name.contains(UNICODE)), [12].into());
    }
}
