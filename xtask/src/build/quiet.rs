//! Takes out of a module what writes the message of a panic. In a browser nobody would see it (standard error leads
//! nowhere there), but its texts, its formatting and the place in the source that each check hands over are some
//! kilobytes. What the page learns of a panic stays the same: the program traps.
//!
//! Standard Rust cannot leave them out: the standard library comes compiled. The module still has its names here.

use anyhow::{Result, ensure};
use walrus::{FunctionBuilder, FunctionKind, Module};

/// In the names of functions that never return and only tell why; as Rust mangles them, with the length before each part.
const TELLING: [&str; 14] = [
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

/// A place in the source as it lies in memory: address and length of the file's name, line, column.
const LOCATION: usize = 16;

/// Makes of every function that tells of a panic one that traps at once, and blanks the places in the source.
pub fn panics(module: &mut Module) -> Result<()> {
    let telling: Vec<_> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|id| {
            let name = module.funcs.get(*id).name.as_deref().unwrap_or_default();
            TELLING.iter().any(|part| name.contains(part))
        })
        .collect();
    ensure!(
        !telling.is_empty(),
        "no function of the module is known to tell of a panic: has Rust renamed them?"
    );
    for id in telling {
        let of = module.types.get(module.funcs.get(id).ty());
        let (parameters, results) = (of.params().to_vec(), of.results().to_vec());
        let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
        body.func_body().unreachable();
        let parameters = parameters.iter().map(|of| module.locals.add(*of)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(parameters));
    }
    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in segments {
        let data = module.data.get_mut(id);
        if let Some(start) = address(&data.kind) {
            blank_locations(&mut data.value, start);
        }
    }
    Ok(())
}

fn address(kind: &walrus::DataKind) -> Option<usize> {
    match kind {
        walrus::DataKind::Active { offset: walrus::ConstExpr::Value(walrus::ir::Value::I32(at)), .. } => {
            usize::try_from(*at).ok()
        }
        _ => None,
    }
}

/// Zeroes every [`LOCATION`] in a segment and the names that they point at: nothing reads them any more, and zeroes pack
/// to nothing.
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
            body.finish(Vec::new(), &mut module.funcs)
        };
        let (telling, working) = (add("_RNvNtCs1_4core9panicking9panic_fmt"), add("_ZN4core3fmt5write"));
        panics(&mut module).unwrap();
        let first = |id| {
            let body = module.funcs.get(id).kind.unwrap_local();
            body.block(body.entry_block()).instrs[0].0.clone()
        };
        assert!(matches!(first(telling), walrus::ir::Instr::Unreachable(_)));
        assert!(matches!(first(working), walrus::ir::Instr::Const(_)));
        assert!(panics(&mut Module::default()).is_err());
    }

    #[test]
    fn only_places_in_the_source_are_blanked() {
        let word = |number: u32| number.to_le_bytes();
        let place = [word(1000), word(8), word(7), word(5)].concat();
        let slice = [word(1008), word(8), word(7), word(5)].concat();
        let mut segment = [&b"src/a.rshtml.txt"[..], &place, &slice].concat();
        blank_locations(&mut segment, 1000);
        assert_eq!(segment, [&[0; 8][..], b"html.txt", &[0; 16], &slice].concat());
    }
}
