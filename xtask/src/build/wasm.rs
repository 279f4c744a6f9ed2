//! Compiles the crate to WebAssembly, once as the widget and once for the officer's page: cargo, wasm-bindgen,
//! wasm-opt, Brotli.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;

use super::names::Names;
use super::{bytes, esbuild, order, pack, quiet, step, streams, tool_output};
use crate::command::Command;
use crate::paths::Paths;
use crate::stamp::{self, Inputs};
use crate::tools::WASM_TARGET;

/// One of the two modules that the crate becomes.
pub struct Module {
    name: &'static str,
    feature: Option<&'static str>,
    /// Each module has a profile, so that Cargo keeps both results.
    profile: &'static str,
    optimise: &'static [&'static str],
    effort: pack::Effort,
    /// Functions to remove beside those that report a panic: see [`quiet`].
    unspoken: &'static [&'static str],
}

/// `-Oz`: bytes before speed. Functions with a single caller stay functions unless they are tiny: inlined into their
/// caller they make a smaller module that compresses worse (116 KB in gzip against 108 for the same code). The
/// features are not listed: listing one switches the others off, and the module names its features in a section;
/// afterwards a browser does not need that section. The lowest kilobyte of memory is the far end of the stack. No
/// text and no allocation is there, so an offset may go into the load instruction.
pub const WIDGET: Module = Module {
    name: "widget",
    feature: None,
    profile: "widget",
    optimise: &[
        "--low-memory-unused",
        "--flatten",
        "--rereloop",
        "-Oz",
        "-Oz",
        "--one-caller-inline-max-function-size=20",
    ],
    effort: pack::Effort::Most,
    unspoken: quiet::DEBUG,
};

/// Not optimised again: it takes a minute for a module of this size, and the result does not pack smaller (568 KB
/// with `-Os` against 546).
pub const OFFICER: Module = Module {
    name: "officer",
    feature: Some("officer"),
    profile: "officer",
    optimise: &[],
    effort: pack::Effort::Some,
    unspoken: &[],
};

/// The options that strip both modules.
const STRIP: [&str; 4] = [
    "--minify-imports-and-exports-and-modules",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// The finished module and its JavaScript.
pub struct Wasm {
    /// `let wasm_bindgen = …`, not minified.
    pub glue: String,
    /// The module.
    pub bytes: Vec<u8>,
    /// The same in streams (see [`streams`]), in Brotli.
    pub packed: Vec<u8>,
}

/// Builds a module. Every step after cargo's own is skipped while the compiled module is the same.
pub fn build(paths: &Paths, module: &Module) -> Result<Wasm> {
    let work = paths.work.join("wasm").join(module.name);
    fs::create_dir_all(&work)?;
    let step_of = |tool: &str| format!("{}, {tool}", module.name);
    let compiled = step(&step_of("cargo"), || compile(paths, module))?;
    let bindgen = step(&step_of("bindgen"), || bind(paths, &work, &compiled, module.unspoken))?;
    let optimised = step(&step_of("wasm-opt"), || optimise(paths, &work, &bindgen, module.optimise))?;
    step(&step_of("brotli"), || {
        let packed = packed(&work, &optimised, module.effort)?;
        let note = bytes(packed.len());
        let names = Names::read(&super::text(&work.join("names.json"))?)?;
        let glue = trimmed(&super::text(&work.join("glue.js"))?)?;
        Ok((Wasm { glue: names.apply(&glue)?, bytes: super::read(&optimised)?, packed }, note))
    })
}

/// The module in streams, packed. That takes many seconds.
fn packed(work: &Path, optimised: &Path, effort: pack::Effort) -> Result<Vec<u8>> {
    let packed = work.join("packed.bin");
    let code = [include_str!("pack.rs"), include_str!("streams.rs")].concat();
    let inputs = Inputs::default().add(code).add([effort as u8]).add_file(optimised)?;
    stamp::unless_fresh(&work.join("packed.stamp"), inputs, &[&packed], || {
        let streams = streams::split(&super::read(optimised)?)?;
        let streams: Vec<&[u8]> = streams.iter().map(Vec::as_slice).collect();
        stamp::write(&packed, pack::brotli(&streams, effort)?)
    })?;
    super::read(&packed)
}

/// The types of the widget's glue for `tsc`: compiled and bound as for the script, without further steps.
pub fn declarations(paths: &Paths) -> Result<PathBuf> {
    let work = paths.work.join("wasm").join(WIDGET.name);
    fs::create_dir_all(&work)?;
    let (compiled, _) = compile(paths, &WIDGET)?;
    bind(paths, &work, &compiled, WIDGET.unspoken)?;
    Ok(work.join(DECLARATIONS))
}

/// The types of the glue, next to it.
const DECLARATIONS: &str = "machi_plan.d.ts";

/// The widget's module as it is published, except that it keeps the names of its functions.
pub fn with_names(paths: &Paths) -> Result<Vec<u8>> {
    let work = paths.work.join("wasm/named");
    fs::create_dir_all(&work)?;
    let (compiled, _) = compile(paths, &WIDGET)?;
    let mut module =
        ModuleConfig::new().strict_validate(false).generate_producers_section(false).parse_file(compiled)?;
    quiet::panics(&mut module, WIDGET.unspoken)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_module("machi_plan", module).out_name("machi_plan").no_modules(true)?;
    bindgen.omit_default_module_path(true).generate_output()?.emit(&work)?;
    let (from, to) = (work.join("machi_plan_bg.wasm"), work.join("optimised.wasm"));
    let files = [&*from.to_string_lossy(), "-o", &*to.to_string_lossy(), "--debuginfo"];
    tool_output(paths, "wasm-opt", &[&files[..], WIDGET.optimise].concat())?;
    super::read(&to)
}

/// The glue without parts that we do not use: the code that fetches a module (ours is passed in compiled),
/// replacements for features that every supported browser has, and a third way of freeing objects.
fn trimmed(glue: &str) -> Result<String> {
    const CUTS: [(&str, &str); 6] = [
        ("async function __wbg_load(", "function initSync("),
        ("let __wbg_init_promise;", "return Object.assign("),
        ("module !== void 0 && (Object.getPrototypeOf(module)", "const imports ="),
        ("module instanceof WebAssembly.Module ||", "const instance ="),
        ("\"encodeInto\" in cachedTextEncoder ||", "let WASM_VECTOR_LEN"),
        ("Symbol.dispose && (", "exports."),
    ];
    let mut glue = glue.replace("Object.assign(__wbg_init,", "Object.assign(");
    for (from, to) in CUTS {
        ensure!(glue.contains(from), "the glue has no “{from}”");
        while let Some(start) = glue.find(from) {
            let end =
                glue[start..].find(to).with_context(|| format!("the glue has no “{to}” after “{from}”"))?;
            glue.replace_range(start..start + end, "");
        }
    }
    Ok(glue.replace("function initSync(module)", "function initSync({ module })"))
}

fn compile(paths: &Paths, module: &Module) -> Result<(PathBuf, String)> {
    let mut arguments = vec!["build", "--quiet", "--package", "machi-plan", "--lib", "--no-default-features"];
    arguments.extend(["--target", WASM_TARGET, "--profile", module.profile]);
    if let Some(feature) = module.feature {
        arguments.extend(["--features", feature]);
    }
    Command::cargo(&paths.root, &arguments).env("CARGO_ENCODED_RUSTFLAGS", rust_flags()?).run()?;
    let compiled = paths.target.join(WASM_TARGET).join(module.profile).join("machi_plan.wasm");
    let size = fs::metadata(&compiled).with_context(|| compiled.display().to_string())?.len();
    Ok((compiled, bytes(size as usize)))
}

/// The module contains the source locations of possible panics as text. Without these flags the text would name the
/// folders of the build machine, and no two machines would make the same file.
fn rust_flags() -> Result<String> {
    // The stack comes first in memory, 1 MB by default. Then every address of a text would take a byte more in the
    // code.
    let mut flags = vec!["-Clink-arg=-zstack-size=524288".to_owned()];
    if let Ok(given) = std::env::var("RUSTFLAGS") {
        flags.extend(given.split_whitespace().map(String::from));
    }
    flags.extend(remapped()?);
    Ok(flags.join("\x1f"))
}

/// The flags that write the folder of the crates from outside as `crates`, wherever it is on this machine, and the sources of
/// the standard library as the compiler writes them where they are not installed.
pub fn remapped() -> Result<Vec<String>> {
    let mut flags = Vec::new();
    let said = |arguments: &[&str]| -> Result<String> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        Ok(String::from_utf8(Command::new(Path::new("."), rustc, arguments).output()?)?)
    };
    let library = Path::new(said(&["--print", "sysroot"])?.trim()).join("lib/rustlib/src/rust");
    let version = said(&["--version", "--verbose"])?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    if let Some(commit) = commit.filter(|_| library.exists()) {
        flags.push(format!("--remap-path-prefix={}=/rustc/{commit}", library.display()));
    }
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.context("no home directory")?.join("registry/src");
    if let Ok(registries) = fs::read_dir(&sources) {
        for registry in registries {
            flags.push(format!("--remap-path-prefix={}=crates", registry?.path().display()));
        }
    }
    Ok(flags)
}

/// The lock file with the versions of the npm tools that work on a module.
fn lock(paths: &Paths) -> PathBuf {
    paths.root.join("xtask/package-lock.json")
}

fn bind(paths: &Paths, work: &Path, compiled: &Path, unspoken: &[&str]) -> Result<(PathBuf, String)> {
    let (bound, glue) = (work.join("machi_plan_bg.wasm"), work.join("glue.js"));
    let types = work.join(DECLARATIONS);
    let inputs =
        Inputs::default().add(include_str!("wasm.rs")).add(include_str!("quiet.rs")).add_file(compiled)?;
    // The version of esbuild matters too.
    let inputs = inputs.add_file(&lock(paths))?;
    stamp::unless_fresh(&work.join("bindgen.stamp"), inputs, &[&bound, &glue, &types], || {
        // The same settings with which wasm-bindgen itself reads a module, except that the names are kept. Later
        // steps find functions by them.
        let mut config = ModuleConfig::new();
        config.strict_validate(false).generate_name_section(false).generate_producers_section(false);
        let mut module = config.parse_file(compiled)?;
        quiet::panics(&mut module, unspoken)?;
        let mut bindgen = Bindgen::new();
        bindgen.input_module("machi_plan", module).out_name("machi_plan").no_modules(true)?.typescript(true);
        bindgen.remove_name_section(true).remove_producers_section(true);
        bindgen.omit_default_module_path(true);
        let mut output = bindgen.generate_output()?;
        // A crate that uses js-sys is listed with an empty list.
        let inline: Vec<&String> =
            output.snippets().iter().filter(|(_, list)| !list.is_empty()).map(|(of, _)| of).collect();
        ensure!(inline.is_empty(), "inline JavaScript cannot stand in one file; it comes from {inline:?}");
        output.emit(work)?;
        // The glue looks up the address of its script, to fetch the module from beside it. We pass the module as
        // bytes. In a page without an address of its own (an editor's preview in srcdoc) that look-up throws, so it
        // is removed.
        let (from, outfile) = (work.join("machi_plan.js"), format!("--outfile={}", glue.display()));
        let options = ["--define:document.currentScript=null", "--minify-syntax", "--log-level=warning"];
        esbuild(paths, &[&[&*from.to_string_lossy(), &*outfile][..], &options].concat())
    })?;
    let note = bytes(super::read(&bound)?.len());
    Ok((bound, note))
}

fn optimise(paths: &Paths, work: &Path, bound: &Path, options: &[&str]) -> Result<(PathBuf, String)> {
    let optimised = work.join("optimised.wasm");
    let code = [include_str!("wasm.rs"), include_str!("order.rs")].concat();
    let inputs = Inputs::default().add(code).add([options, &STRIP].concat().join(" "));
    let inputs = inputs.add_file(&lock(paths))?.add_file(bound)?;
    let names = work.join("names.json");
    stamp::unless_fresh(&work.join("optimised.stamp"), inputs, &[&optimised, &names], || {
        let to = optimised.to_string_lossy();
        let run = |from: &Path, options: &[&str]| {
            let from = from.to_string_lossy();
            tool_output(paths, "wasm-opt", &[&[&*from, "-o", &*to], options].concat())
        };
        let (mut from, mut last) = (bound.to_owned(), STRIP.to_vec());
        // A module that is not optimised for size is not reordered either, because that takes functions × functions
        // steps.
        if !options.is_empty() {
            run(bound, options)?;
            from = work.join("named.wasm");
            stamp::write(&from, order::named(&super::read(&optimised)?)?)?;
            last.insert(0, "--reorder-functions-by-name");
        }
        // Stripping comes last: the list of the module's features is in a section that is removed too.
        stamp::write(&names, run(&from, &last)?)
    })?;
    let note = bytes(super::read(&optimised)?.len());
    Ok((optimised, note))
}
