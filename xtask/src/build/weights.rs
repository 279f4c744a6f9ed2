//! `cargo xtask size`: what each part of the module weighs before it is packed, by crate, and by room for our own code.
//! The module is built once more with its names, which the published one has not.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use super::order::{self, number};
use super::{grouped, wasm};
use crate::figures;
use crate::paths::Paths;

/// The part of the page of figures.
const PART: &str = "weights";
const OURS: &str = "machi_plan";

/// Prints the table. With `UPDATE_SNAPSHOTS`, it is written into the page of figures too.
pub fn report(paths: &Paths) -> Result<()> {
    let module = wasm::with_names(paths)?;
    let table = table(&weights(&module)?, module.len());
    print!("{table}");
    if figures::are_written() {
        figures::write(paths, PART, &format!("\n{table}\n"))?;
    }
    Ok(())
}

/// Bytes of code by the part that they belong to.
fn weights(module: &[u8]) -> Result<BTreeMap<String, usize>> {
    let (imports, functions) = order::read(module)?;
    let names = names(module)?;
    let mut weights = BTreeMap::new();
    for (index, body) in functions.iter().enumerate() {
        let name = names.get(&(imports + index)).map_or("", String::as_str);
        *weights.entry(part_of(name)).or_default() += body.len();
    }
    Ok(weights)
}

fn table(weights: &BTreeMap<String, usize>, module: usize) -> String {
    let mut rows: Vec<(&String, &usize)> = weights.iter().collect();
    rows.sort_by_key(|(name, bytes)| (std::cmp::Reverse(**bytes), (*name).clone()));
    let mut table = "| code of | bytes |\n|---|--:|\n".to_owned();
    for (name, bytes) in rows {
        table += &format!("| `{name}` | {} |\n", grouped(*bytes));
    }
    let code: usize = weights.values().sum();
    table += &format!("| all code | {} |\n", grouped(code));
    table += &format!("| data, types and names | {} |\n", grouped(module.saturating_sub(code)));
    table
}

/// The crate of a function by its name, and the room if the crate is ours. `<a::B as c::D>::e` belongs to `a`.
fn part_of(name: &str) -> String {
    let path = name
        .trim_start_matches(['<', '&', '[', '(', '*'])
        .trim_start_matches("mut ")
        .trim_start_matches("dyn ");
    let end = path.find(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != ':');
    let mut steps = path[..end.unwrap_or(path.len())].split("::");
    match (steps.next(), steps.next()) {
        (Some(OURS), Some(room)) if !room.is_empty() => format!("{OURS}::{room}"),
        (Some(of), Some(_)) => of.to_owned(),
        _ => "glue".to_owned(),
    }
}

/// The names of functions by their index, from the section of names.
fn names(module: &[u8]) -> Result<BTreeMap<usize, String>> {
    let mut rest = module.get(8..).context("no module")?;
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let mut section = taken(&mut rest)?;
        if id != 0 || taken(&mut section)? != b"name" {
            continue;
        }
        while let Some((&kind, after)) = section.split_first() {
            section = after;
            let mut list = taken(&mut section)?;
            if kind != 1 {
                continue;
            }
            let mut names = BTreeMap::new();
            for _ in 0..number(&mut list)? {
                let index = number(&mut list)?;
                names.insert(index, String::from_utf8_lossy(taken(&mut list)?).into_owned());
            }
            return Ok(names);
        }
    }
    anyhow::bail!("the module has no names of functions")
}

/// A length and so many bytes.
fn taken<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8]> {
    let length = number(bytes)?;
    ensure!(length <= bytes.len(), "a part ends behind the module");
    let (taken, rest) = bytes.split_at(length);
    *bytes = rest;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_its_crate_or_room() {
        let parts = [
            ("machi_plan::view::rows::row", "machi_plan::view"),
            ("<machi_plan::plan::Year as core::fmt::Display>::fmt", "machi_plan::plan"),
            ("<&T as core::fmt::Debug>::fmt", "glue"),
            ("alloc::raw_vec::RawVec<T,A>::grow_one", "alloc"),
            ("<[A] as core::slice::cmp::SlicePartialEq<B>>::equal", "glue"),
            ("memcpy", "glue"),
            ("", "glue"),
        ];
        for (name, part) in parts {
            assert_eq!(part_of(name), part, "{name}");
        }
    }

    #[test]
    fn bodies_are_added_up_by_the_names_of_the_module() {
        // Two functions of 2 and 4 bytes, and their names.
        let code = b"\x0a\x09\x02\x02\x00\x0b\x04\x00\x41\x00\x0b";
        let named =
            [&b"\0asm\x01\0\0\0"[..], code, b"\x00\x14\x04name\x01\x0d\x02\x00\x04a::b\x01\x04c::d"].concat();
        let weights = weights(&named).unwrap();
        assert_eq!(weights, BTreeMap::from([("a".to_owned(), 2), ("c".to_owned(), 4)]));
        assert!(table(&weights, 100).contains("| `c` | 4 |\n| `a` | 2 |\n| all code | 6 |"));
    }
}
