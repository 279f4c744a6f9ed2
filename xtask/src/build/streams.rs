//! A module taken apart for the packer: opcodes in one stream, the operands of each kind in a stream of their own, so that each is
//! packed among its like. `src/widget/unpack/join.wat` puts it together and explains the layout.
//!
//! 128.3 KB of Brotli instead of 146.8. Left out is all that follows from the rest: the length of each function, and how a
//! load or a store is aligned, which is part of its letter. Dropped after measuring, in bytes of LZMA: locals by how
//! lately they were used (+400 against their numbers), addresses as differences (+140 to +220), a finer split of locals and
//! offsets (+550).

use std::ops::Range;

use anyhow::{Context, Result, ensure};

use super::order::{leb, number};

/// The streams, in their order in the file: of those that were tried this order packs smallest.
#[derive(Clone, Copy)]
enum Stream {
    After,
    Locals,
    Before,
    Block,
    Get,
    Set,
    Label,
    Constant,
    Global,
    Load,
    Function,
    Store,
    Address,
    Opcodes,
}

const STREAMS: usize = Stream::Opcodes as usize + 1;
const NO_ALIGNMENT: u8 = 255;
/// In place of a count: a length and so many bytes among the opcodes.
const BYTES: u8 = 255;

/// A number of this range is, as good as always, an address in the data: the stack lies below, 512 KB.
const ADDRESSES: Range<i64> = 0x80000..0x90000;

/// A letter of the stream of opcodes.
#[derive(Clone, Copy, PartialEq)]
struct Letter {
    opcode: u8,
    alignment: u8,
    stream: u8,
    count: u8,
}

struct Split {
    streams: [Vec<u8>; STREAMS],
    /// A letter has the index of its opcode, or a free one if the opcode has more letters than one.
    table: [Option<Letter>; 256],
}

/// The streams of a module; the first has all that `join.wat` needs to join the others.
pub fn split(module: &[u8]) -> Result<Vec<Vec<u8>>> {
    let (functions, code) = code(module)?;
    let mut split = Split { streams: Default::default(), table: [None; 256] };
    split.streams[Stream::Before as usize] = module[..code.start].to_vec();
    split.streams[Stream::After as usize] = module[code.end..].to_vec();
    let mut rest = &module[code];
    for _ in 0..functions {
        let before = rest.len();
        let size = number(&mut rest)?;
        ensure!(before - rest.len() == width(size), "the length of a function is longer than it must be");
        let (body, after) = rest.split_at_checked(size).context("a function ends behind its section")?;
        split.function(body)?;
        rest = after;
    }
    let mut first = Vec::new();
    let lengths = split.streams.iter().map(Vec::len);
    for number in [module.len(), functions].into_iter().chain(lengths) {
        first.extend(u32::try_from(number)?.to_le_bytes());
    }
    let none = Letter { opcode: 0, alignment: NO_ALIGNMENT, stream: 0, count: 0 };
    for Letter { opcode, alignment, stream, count } in split.table.map(|letter| letter.unwrap_or(none)) {
        first.extend([opcode, alignment, stream, count]);
    }
    Ok([vec![first], split.streams.into()].concat())
}

/// How many functions there are, and where they lie.
fn code(module: &[u8]) -> Result<(usize, Range<usize>)> {
    let mut rest = module.get(8..).context("no module")?;
    while let Some((&id, after)) = rest.split_first() {
        rest = after;
        let size = number(&mut rest)?;
        let mut section = rest.get(..size).context("a section ends behind the module")?;
        let end = module.len() - rest.len() + size;
        if id == 10 {
            let functions = number(&mut section)?;
            return Ok((functions, end - section.len()..end));
        }
        rest = &rest[size..];
    }
    anyhow::bail!("the module has no code")
}

fn width(number: usize) -> usize {
    let mut out = Vec::new();
    leb(number, &mut out);
    out.len()
}

impl Split {
    fn function(&mut self, body: &[u8]) -> Result<()> {
        let mut rest = body;
        let groups = number(&mut rest)?;
        ensure!(groups < 128, "a function has {groups} groups of locals");
        for _ in 0..2 * groups {
            skip(&mut rest)?;
        }
        self.streams[Stream::Locals as usize].extend(&body[..body.len() - rest.len()]);
        let mut depth = 1;
        while depth > 0 {
            let (&opcode, after) = rest.split_first().context("a function does not end")?;
            rest = after;
            match opcode {
                0x02..=0x04 => depth += 1,
                0x0b => depth -= 1,
                _ => {}
            }
            self.instruction(opcode, &mut rest)?;
        }
        ensure!(rest.is_empty(), "a function goes on behind its end");
        Ok(())
    }

    fn instruction(&mut self, opcode: u8, rest: &mut &[u8]) -> Result<()> {
        let alignment = match opcode {
            0x28..=0x3e => u8::try_from(number(rest)?)?,
            _ => NO_ALIGNMENT,
        };
        let mut after = *rest;
        let (stream, count) = match opcode {
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => (Stream::Opcodes, 0),
            0x02..=0x04 => (Stream::Block, 1),
            0x0c | 0x0d => (Stream::Label, 1),
            0x10 => (Stream::Function, 1),
            0x11 => (Stream::Opcodes, 2),
            0x20 => (Stream::Get, 1),
            0x21 | 0x22 => (Stream::Set, 1),
            0x23 | 0x24 => (Stream::Global, 1),
            0x28..=0x35 => (Stream::Load, 1),
            0x36..=0x3e => (Stream::Store, 1),
            0x41 if ADDRESSES.contains(&signed(after)?) => (Stream::Address, 1),
            0x41 => (Stream::Constant, 1),
            0x25 | 0x26 | 0x3f | 0x40 | 0x42 | 0xd0 | 0xd2 => (Stream::Opcodes, 1),
            0x0e | 0x43 | 0x44 | 0xfc => (Stream::Opcodes, BYTES),
            _ => anyhow::bail!("the opcode {opcode:#x} is not known here"),
        };
        match (count, opcode) {
            (BYTES, 0x43) => after = after.get(4..).context("half a number")?,
            (BYTES, 0x44) => after = after.get(8..).context("half a number")?,
            (BYTES, 0x0e) => {
                for _ in 0..=number(&mut after)? {
                    skip(&mut after)?;
                }
            }
            (BYTES, _) => {
                let numbers = match number(&mut after)? {
                    0..=7 => 0,
                    8 | 10 | 12 | 14 => 2,
                    9 | 11 | 13 | 15..=17 => 1,
                    other => anyhow::bail!("the opcode 0xfc {other} is not known here"),
                };
                (0..numbers).try_for_each(|_| skip(&mut after))?;
            }
            (count, _) => (0..count).try_for_each(|_| skip(&mut after))?,
        }
        let operands = &rest[..rest.len() - after.len()];
        *rest = after;
        let letter = self.letter(Letter { opcode, alignment, stream: stream as u8, count })?;
        self.streams[Stream::Opcodes as usize].push(letter);
        if count == BYTES {
            let length = u8::try_from(operands.len()).context("a table of more than 255 bytes")?;
            self.streams[Stream::Opcodes as usize].push(length);
        }
        self.streams[stream as usize].extend(operands);
        Ok(())
    }

    /// The index of a letter, which is given one at its first use.
    fn letter(&mut self, letter: Letter) -> Result<u8> {
        let first = usize::from(letter.opcode);
        // Above the last opcode there is room.
        let mut indices = std::iter::once(first).chain(0xd7..0xfc);
        let index = indices.find(|index| self.table[*index].is_none_or(|other| other == letter));
        let index = index.context("there are more kinds of instructions than letters")?;
        self.table[index] = Some(letter);
        Ok(index as u8)
    }
}

/// Behind a number of any kind.
fn skip(bytes: &mut &[u8]) -> Result<()> {
    let end = bytes.iter().position(|byte| *byte < 128).context("the module ends inside a number")?;
    *bytes = &bytes[end + 1..];
    Ok(())
}

/// The number that these bytes begin with.
fn signed(bytes: &[u8]) -> Result<i64> {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes.iter().take(5) {
        number |= i64::from(byte & 127) << shift;
        shift += 7;
        if *byte < 128 {
            return Ok(if *byte < 64 { number } else { number - (1 << shift) });
        }
    }
    anyhow::bail!("a number of more than 32 bits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::pack::{self, Effort, tests::opened};

    /// A module of functions with these bodies, without types: only its form matters here.
    fn module(bodies: &[Vec<u8>]) -> Vec<u8> {
        let mut code = Vec::new();
        leb(bodies.len(), &mut code);
        for body in bodies {
            leb(body.len(), &mut code);
            code.extend(body);
        }
        let mut module = b"\0asm\x01\0\0\0\x05\x03\x01\0\x01\x0a".to_vec();
        leb(code.len(), &mut module);
        [module, code, b"\x0b\x03abc".to_vec()].concat()
    }

    #[test]
    fn what_is_split_is_joined_again() {
        // i32.load as it is aligned and as it is not, i32.store, an address, a negative number, br_table in a block,
        // numbers of 64 bits and of fractions, memory.copy, a call, locals.
        let all = [
            &b"\x02\x03\x7f\x01\x7e\x02\x40\x20\x00\x28\x02\x08\x28\x00\x80\x01\x36\x02\x04"[..],
            b"\x41\x90\x80\x20\x21\x01\x41\x7f\x0e\x02\x00\x01\x00\x0b\x42\x80\x7f",
            b"\x43\x00\x80\xff\x0b\x44\x0b\x0b\x80\x80\x80\x80\x80\x80\xfc\x0a\x00\x00\x10\x81\x01\x11\x00\x00\x23\x00\x0b",
        ]
        .concat();
        let long = |length: usize| [vec![0], b"\x41\x2a\x1a".repeat(length), vec![0x0b]].concat();
        let module = module(&[all, long(0), long(100), long(10_000)]);
        let streams = split(&module).unwrap();
        let streams: Vec<&[u8]> = streams.iter().map(Vec::as_slice).collect();
        let packed = pack::brotli(&streams, Effort::Some).unwrap();
        assert!(opened(&packed, "joined") == module);
    }

    #[test]
    fn a_module_in_another_form_is_an_error() {
        assert!(split(b"\0asm\x01\0\0\0").is_err(), "no code");
        assert!(split(&module(&[b"\x00\x06\x0b".to_vec()])).is_err(), "an opcode of another time");
        assert!(split(&module(&[b"\x00\x0b\x0b".to_vec()])).is_err(), "behind the end");
        assert!(split(&module(&[b"\x00\x41".to_vec()])).is_err(), "no end");
    }
}
