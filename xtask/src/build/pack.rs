//! The content that the script carries as text: Brotli, then base64; a host's own compression cannot shrink the base64. The
//! script has a module of 3 KB that reads it, `src/widget/unpack`. Why not what the browser inflates itself:
//! docs/decisions/size.md.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use brotli::enc::backward_references::BrotliEncoderMode::{
    self, BROTLI_FORCE_LSB_PRIOR, BROTLI_FORCE_MSB_PRIOR, BROTLI_FORCE_SIGNED_PRIOR,
};

use crate::paths::Paths;
use crate::stamp::{self, Inputs};

// The library packs the plan of a city's own script in the same way.
#[path = "../../../src/product/pack.rs"]
mod shared;

/// How long the packer looks for a smaller result.
#[derive(Clone, Copy)]
pub enum Effort {
    /// For what every reader loads: each stream in the mode that packs it smallest.
    Most,
    /// For the officer's page alone, whose parts are three times as large.
    Some,
}

impl Effort {
    /// The ways in which literals depend on the bytes before them. The unpacker knows no others.
    fn modes(self) -> &'static [BrotliEncoderMode] {
        match self {
            Effort::Most => &[BROTLI_FORCE_SIGNED_PRIOR, BROTLI_FORCE_MSB_PRIOR, BROTLI_FORCE_LSB_PRIOR],
            Effort::Some => &[BROTLI_FORCE_SIGNED_PRIOR],
        }
    }
}

/// The content as `unpack.js` reads it: its length as four bytes, little endian, the number of streams, and each
/// stream in Brotli of its own.
pub fn brotli(streams: &[&[u8]], effort: Effort) -> Result<Vec<u8>> {
    let length = streams.iter().map(|stream| stream.len()).sum::<usize>();
    let mut packed = shared::head(length, streams.len())?;
    for stream in streams {
        let mut smallest: Option<Vec<u8>> = None;
        for mode in effort.modes() {
            let one = shared::in_mode(stream, *mode)?;
            if smallest.as_ref().is_none_or(|smallest| one.len() < smallest.len()) {
                smallest = Some(one);
            }
        }
        packed.extend(smallest.unwrap_or_default());
    }
    Ok(packed)
}

/// The same for one content as text for a string literal. That takes seconds, so an earlier result is kept under a name while the
/// content is the same.
pub fn kept(paths: &Paths, name: &str, content: &[u8]) -> Result<String> {
    let folder = paths.work.join("packed");
    let (packed, stamp) = (folder.join(name), folder.join(format!("{name}.stamp")));
    let inputs = Inputs::default().add(include_str!("pack.rs")).add(content);
    stamp::unless_fresh(&stamp, inputs, &[&packed], || {
        stamp::write(&packed, base64(&brotli(&[content], Effort::Most)?))
    })?;
    super::text(&packed)
}

/// The bytes as text for a string literal.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The module that reads it, from its text in `src/widget/unpack`.
pub fn unpacker(paths: &Paths) -> Result<Vec<u8>> {
    let folder = paths.root.join("src/widget/unpack");
    let mut parts: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| paths.shown(&folder))? {
        parts.push(entry?.path());
    }
    parts.sort();
    let parts = parts.iter().map(|part| super::text(part)).collect::<Result<Vec<_>>>()?;
    let whole = format!("(module\n{})\n", parts.concat());
    fs::create_dir_all(&paths.work)?;
    let (text, module) = (paths.work.join("unpack.wat"), paths.work.join("unpack.wasm"));
    let inputs = Inputs::default().add(include_str!("pack.rs")).add(&whole);
    let inputs = inputs.add_file(&paths.root.join("xtask/package-lock.json"))?;
    stamp::unless_fresh(&paths.work.join("unpack.stamp"), inputs, &[&module], || {
        stamp::write(&text, &whole)?;
        // Before bytes, speed: it is most of what a phone waits for between the script and the compiler.
        let (text, module) = (text.to_string_lossy(), module.to_string_lossy());
        super::tool_output(paths, "wasm-opt", &[&*text, "-o", &*module, "-O3", "--enable-bulk-memory"])
            .map(drop)
    })?;
    super::read(&module)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::Write;
    use std::process::{Command, Stdio};
    use std::sync::LazyLock;

    /// The modules of the widget in Node, as the bundler joins them, and the constant that the build gives them.
    pub fn program(files: &[&str]) -> String {
        // Tests run side by side, and one of them assembles it.
        static ASSEMBLED: LazyLock<String> = LazyLock::new(|| {
            let paths = Paths::find().unwrap();
            crate::tools::npm(&paths, &paths.root.join("xtask")).unwrap();
            base64(&unpacker(&paths).unwrap())
        });
        let mut program = format!("const UNPACKER = \"{}\";\n", *ASSEMBLED);
        for file in [include_str!("../../../src/widget/unpack.js")].iter().chain(files) {
            let lines = file.lines().filter(|line| !line.starts_with("import "));
            lines.for_each(|line| program = format!("{program}{}\n", line.trim_start_matches("export ")));
        }
        program
    }

    /// What a function of `unpack.js` makes of packed bytes, run by Node.
    pub fn opened(packed: &[u8], function: &str) -> Vec<u8> {
        let program = program(&[]);
        let program = format!(
            "{program}\n{function}(require('fs').readFileSync(0, 'utf8')).then((bytes) => process.stdout.write(bytes));"
        );
        let mut node = Command::new("node");
        node.args(["-e", &program]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut node = node.spawn().unwrap();
        node.stdin.take().unwrap().write_all(base64(packed).as_bytes()).unwrap();
        let output = node.wait_with_output().unwrap();
        assert!(output.status.success());
        output.stdout
    }

    /// A number of the reader's text, behind these words.
    fn number(text: &str, before: &str) -> usize {
        let digits = text.split_once(before).unwrap().1.split(|sign: char| !sign.is_ascii_digit()).next();
        digits.unwrap().parse().unwrap()
    }

    /// Whatever the encoder writes, no table runs into the next one. The most of each is in RFC 7932: 256 types of blocks and
    /// 256 prefix codes of each alphabet, 64 contexts of a type for literals and 4 for distances, 704 symbols.
    #[test]
    fn the_tables_of_the_reader_have_room_for_the_most_of_the_format() {
        let tables = include_str!("../../../src/widget/unpack/tables.wat");
        let script = include_str!("../../../src/widget/unpack.js");
        let at = |name: &str| number(tables, &format!("(global ${name} i32 (i32.const "));
        let pages = number(tables, "(memory (export \"memory\") ");
        assert_eq!(
            script.split_once("const PACKED = ").unwrap().1.split(';').next(),
            Some(&*format!("{pages} << 16"))
        );
        let code = 2048;
        assert!(at("DISTANCE_MAP") - at("LITERAL_MAP") >= 256 * 64);
        assert!(at("CODES") - at("DISTANCE_MAP") >= 256 * 4);
        assert!(at("MAP_CODE") - at("CODES") >= code && at("BLOCK_CODES") - at("MAP_CODE") >= code);
        assert!(at("FIRST_CODE") - at("BLOCK_CODES") >= 2 * 3 * code);
        assert!((pages << 16) - at("FIRST_CODE") >= 3 * 256 * code);
        // A code has an entry for each 8 bits, 16 counts of lengths, and its symbols.
        assert!(code >= 2 * (256 + 16 + 704));
        let (lengths, recent) = (at("LENGTHS"), at("RECENT"));
        assert!(recent - lengths >= 704 && at("MODES") - recent >= 256 && at("CLASSES") - at("MODES") >= 256);
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        // Numbers without a pattern are stored; with copies among them come long distances and every length of copy.
        let mut number = 1_u32;
        let mut noise = |length: usize| -> Vec<u8> {
            let mut next = || {
                number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (number >> 24) as u8
            };
            (0..length).map(|_| next()).collect()
        };
        let stored = noise(1000);
        let mixed: Vec<u8> = (0..600)
            .flat_map(|n| {
                let piece = noise(n % 40);
                [piece.clone(), vec![b'a'; n], piece].concat()
            })
            .collect();
        let plan = include_bytes!("../../../tests/documents/yamaguchi-r5-plan.txt");
        // Many kinds of content in one stream have blocks and prefix codes of many types.
        let lock = include_bytes!("../../../Cargo.lock");
        let all = [&lock[..], &noise(20_000), plan, &mixed, include_bytes!("pack.rs")].concat();
        let streams = [b"", &b"a"[..], b"abab", &[b'a'; 100_000], &stored, &all];
        let short = [&mixed[..20_000], plan.split_at(20_000).0];
        for (streams, effort) in [(&streams[..], Effort::Some), (&short, Effort::Most)] {
            let packed = brotli(streams, effort).unwrap();
            assert!(opened(&packed, "unpacked") == streams.concat());
        }
    }
}
