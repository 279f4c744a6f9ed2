//! Turns the words of `src/locale/*.txt` into Rust: one file of plain strings a language.
//!
//! `ja.txt` defines which words exist. A word that another language lacks is Japanese in a debug build and does not
//! compile in a release build. A misspelt key or field never compiles. The head of `ja.txt` explains the form of the
//! files.

// `{:?}` writes a text with Rust's own quoting. The lint is meant for the module, which has no room for `Debug`.
#![allow(clippy::use_debug)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// One word or sentence.
#[derive(Default)]
struct Entry {
    doc: String,
    key: String,
    /// The fields of a template, in their order.
    fields: Vec<String>,
    texts: Vec<String>,
    is_list: bool,
}

/// The words of one part of the interface.
struct Group {
    doc: String,
    name: String,
    /// The feature that needs it.
    feature: Option<String>,
    /// Whether its keys are codes of problems, each with a message and a hint.
    by_code: bool,
    /// Whether its words can also be found by their keys.
    by_name: bool,
    entries: Vec<Entry>,
}

/// The languages of a build that names none. Ours and the reader's own come first.
const LANGUAGES: &str = "ja,ja-easy,en";
/// Names the languages of a build. Japanese is always one of them.
const VARIABLE: &str = "MACHI_PLAN_LANGUAGES";

/// The words of one file.
struct Words {
    /// The groups that it takes from Japanese.
    without: Vec<String>,
    /// Whether the language shares letters with Japanese.
    is_han: bool,
    groups: Vec<Group>,
}

fn main() {
    println!("cargo::rerun-if-changed=src/locale");
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let folder =
        Path::new(&env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder")).join("src/locale");
    let read = |lang: &str| {
        let path = folder.join(format!("{lang}.txt"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
    };
    let japanese = parse("ja", &read("ja")).groups;
    let mut out = types(&japanese);
    let asked = env::var(VARIABLE).ok().filter(|asked| !asked.is_empty());
    let may_lack = may_lack_words() && asked.is_none();
    let mut keys = vec!["ja"];
    for key in asked.as_deref().unwrap_or(LANGUAGES).split(',').map(str::trim) {
        if !keys.contains(&key) && (!may_lack || folder.join(format!("{key}.txt")).exists()) {
            keys.push(key);
        }
    }
    for key in &keys {
        out += &language(key, &japanese, parse(key, &read(key)));
    }
    // A language that is in no build by default is held to the same rules.
    for path in fs::read_dir(&folder).expect("src/locale").map(|entry| entry.expect("an entry").path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(key) = name.strip_suffix(".txt").filter(|key| !keys.contains(key)) {
            let words = language(key, &japanese, parse(key, &read(key)));
            out.extend(
                words
                    .lines()
                    .filter(|line| line.starts_with("compile_error!"))
                    .map(|line| line.to_owned() + "\n"),
            );
        }
    }
    let names: String = keys.iter().map(|key| format!("&{}, ", constant(key))).collect();
    out += &format!(
        "/// The languages of this build, Japanese first.\npub static LANGUAGES: &[&Locale] = &[{names}];\n"
    );
    let target = Path::new(&env::var_os("OUT_DIR").expect("cargo names the folder")).join("words.rs");
    fs::write(target, out).expect("OUT_DIR can be written");
}

fn parse(lang: &str, text: &str) -> Words {
    let mut groups: Vec<Group> = Vec::new();
    let mut without = Vec::new();
    let mut is_han = false;
    let mut doc = String::new();
    for (number, line) in text.lines().enumerate() {
        let wrong = |what: &str| -> ! { panic!("src/locale/{lang}.txt:{}: {what}", number + 1) };
        if let Some(comment) = line.strip_prefix('#') {
            doc += &format!("{}\n", comment.trim());
        } else if line.trim().is_empty() {
            doc.clear();
        } else if let Some(names) = line.strip_prefix("without = ").filter(|_| groups.is_empty()) {
            without.extend(names.split(',').map(|name| name.trim().to_owned()));
        } else if line == "letters = han" && groups.is_empty() {
            is_han = true;
        } else if let Some(head) = line.strip_prefix('[') {
            let head = head.strip_suffix(']').unwrap_or_else(|| wrong("no ] at the end"));
            let (head, feature) = head
                .split_once(" if ")
                .map_or((head, None), |(head, feature)| (head, Some(feature.to_owned())));
            let (name, by_name) = head.strip_suffix(" by name").map_or((head, false), |name| (name, true));
            let (name, by_code) = name.strip_suffix(" by code").map_or((name, false), |name| (name, true));
            groups.push(Group {
                doc: std::mem::take(&mut doc),
                name: name.to_owned(),
                feature,
                by_code,
                by_name,
                entries: Vec::new(),
            });
        } else {
            let group = groups.last_mut().unwrap_or_else(|| wrong("a word before the first [group]"));
            let is_hint = group.by_code && line.starts_with('>');
            if is_hint {
                let hint = line.trim_start_matches('>').trim();
                group
                    .entries
                    .last_mut()
                    .unwrap_or_else(|| wrong("a hint of no message"))
                    .texts
                    .push(hint.to_owned());
                continue;
            }
            let entry = entry(line, std::mem::take(&mut doc))
                .unwrap_or_else(|| wrong("neither `key = text` nor a comment"));
            match group.entries.iter_mut().find(|other| other.key == entry.key) {
                Some(list) if list.is_list && entry.is_list => list.texts.extend(entry.texts),
                Some(_) => wrong("this key is there already"),
                None => group.entries.push(entry),
            }
        }
    }
    Words { without, is_han, groups }
}

/// `key = text`, `key(field, field) = text` or `key[] = text`.
fn entry(line: &str, doc: String) -> Option<Entry> {
    let (head, text) = line.split_once(" = ")?;
    let text = text.trim();
    // Quotes keep the spaces at both ends.
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let (key, fields) = match head.split_once('(') {
        Some((key, fields)) => (key, fields.strip_suffix(')')?.split(", ").map(str::to_owned).collect()),
        None => (head, Vec::new()),
    };
    let plain = key.strip_suffix("[]");
    Some(Entry {
        doc,
        key: plain.unwrap_or(key).to_owned(),
        fields,
        texts: vec![text.to_owned()],
        is_list: plain.is_some(),
    })
}

/// The fields of each problem's message and hint, in the order in which they are given.
const PROBLEM_FIELDS: [&str; 3] = ["found", "expected", "count"];

/// The text with the index of each field in place of its name, as `fill` wants it.
fn numbered(text: &str, fields: &[&str]) -> String {
    assert!(fields.len() <= 10, "an index is one digit");
    fields.iter().enumerate().fold(text.to_owned(), |text, (index, field)| {
        let text = text.replace(&format!("{{{field}}}"), &format!("{{{index}}}"));
        text.replace(&format!("{{{field}:"), &format!("{{{index}:"))
    })
}

/// The names between `{` and `}` in a text.
fn blanks(text: &str) -> Vec<&str> {
    let inside = text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
    // `{count:item|items}` is of the field `count`.
    inside.map(|blank| blank.split_once(':').map_or(blank, |(name, _)| name)).collect()
}

/// The text with each reading, `{絞|しぼ}`, as the characters of Unicode for an annotation between the lines. They are in no
/// text of an interface, so they pass through templates; `src/view/finish.rs` writes them as elements.
fn with_readings(text: &str) -> String {
    let inside = |inside: &str| match inside.split_once('|').filter(|_| !inside.contains(':')) {
        Some((base, reading)) => annotated(base, reading),
        None => format!("{{{inside}}}"),
    };
    rewritten(text, str::to_owned, inside)
}

/// The text with its own words in the form of a word with an empty reading. Every other word in such letters is the plan's,
/// and `src/view/finish.rs` marks it as Japanese.
fn with_own_marked(text: &str) -> String {
    let own = |text: &str| match text.is_ascii() {
        true => text.to_owned(),
        false => annotated(text, ""),
    };
    rewritten(text, own, |inside| format!("{{{inside}}}"))
}

fn annotated(base: &str, reading: &str) -> String {
    format!("\u{fff9}{base}\u{fffa}{reading}\u{fffb}")
}

/// The text with what is outside of braces, and what is inside of them, written by these functions.
fn rewritten(text: &str, outside: impl Fn(&str) -> String, inside: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (blank, after) = after.split_once('}').unwrap_or((after, ""));
        out += &outside(before);
        out += &inside(blank);
        rest = after;
    }
    out + &outside(rest)
}

/// Whether this is a build for the work on a language.
fn may_lack_words() -> bool {
    env::var_os("CARGO_CFG_DEBUG_ASSERTIONS").is_some()
}

/// The name of the static of a language.
fn constant(key: &str) -> String {
    key.replace('-', "_").to_uppercase()
}

/// The language tag of HTML. `easy` is no subtag of the registry, and one of four letters would be a script.
fn tag(key: &str) -> String {
    key.replace("-easy", "-x-easy")
}

fn documented(doc: &str) -> String {
    doc.lines().fold(String::new(), |all, line| all + "/// " + line + "\n")
}

/// The condition under which a group is compiled.
fn condition(group: &Group) -> String {
    group.feature.as_ref().map_or(String::new(), |feature| format!("#[cfg(feature = \"{feature}\")]\n"))
}

/// `missing_table` is `MissingTable`.
fn camel(name: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    name.split('_').map(capital).collect()
}

fn kind(group: &Group) -> String {
    match group.by_code {
        true => format!("[[&'static str; 2]; {}]", group.entries.len()),
        false => camel(&group.name) + "Words",
    }
}

/// The types: a struct for each group, with a field for each word and a method for each template.
fn types(groups: &[Group]) -> String {
    let mut out = "/// The words of one language, by the part of the interface that says them.\n#[derive(Debug)]\npub struct Locale {\n/// Our name of the language, `ja-easy`.\npub key: &'static str,\n/// The language tag, `ja-x-easy`.\npub lang: &'static str,\n".to_owned();
    for group in groups {
        let _ = writeln!(
            out,
            "{}{}pub {}: {},",
            documented(&group.doc),
            condition(group),
            group.name,
            kind(group)
        );
    }
    out += "}\n";
    for group in groups {
        if group.by_code {
            let codes: Vec<&str> = group.entries.iter().map(|entry| entry.key.as_str()).collect();
            let _ = writeln!(
                out,
                "{}/// The codes that have words.\npub const CODES: [&str; {}] = {codes:?};",
                condition(group),
                codes.len()
            );
            continue;
        }
        let (mut fields, mut methods) = (String::new(), String::new());
        for Entry { doc, key, fields: names, texts, is_list } in &group.entries {
            // A word without a comment is its own documentation.
            let doc = documented(&format!("{doc}\n`{}`", texts[0]));
            let _ = match (is_list, names.is_empty()) {
                (true, _) => writeln!(fields, "{doc}pub {key}: [&'static str; {}],", texts.len()),
                (false, true) => writeln!(fields, "{doc}pub {key}: &'static str,"),
                (false, false) => {
                    fields += &format!("{key}: &'static str,\n");
                    let given: String =
                        names.iter().map(|name| format!(", {name}: impl std::fmt::Display")).collect();
                    let fields: String = names.iter().map(|name| format!("&{name}, ")).collect();
                    // Inlined, because it only hands the fields on and there is one for each mixture of their types.
                    writeln!(
                        methods,
                        "{doc}#[inline(always)]\npub fn {key}(&self{given}) -> String {{ super::fill(self.{key}, &[{fields}]) }}"
                    )
                }
            };
        }
        if group.by_name {
            methods += &find(group);
        }
        let (name, condition, doc) = (kind(group), condition(group), documented(&group.doc));
        let _ = writeln!(
            out,
            "{doc}{condition}#[derive(Debug)]\npub struct {name} {{\n{fields}}}\n{condition}impl {name} {{\n{methods}}}"
        );
    }
    out
}

/// The method that finds a word by its key.
fn find(group: &Group) -> String {
    let words = group.entries.iter().filter(|entry| entry.fields.is_empty() && !entry.is_list);
    let arms: String = words.map(|Entry { key, .. }| format!("{key:?} => self.{key},\n")).collect();
    format!(
        "/// The word with this key.\npub fn find(&self, key: &str) -> Option<&'static str> {{ Some(match key {{ {arms} _ => return None }}) }}\n"
    )
}

/// The words of a language as a static. Mistakes in them become compiler errors.
fn language(lang: &str, japanese: &[Group], Words { without, is_han, groups }: Words) -> String {
    let is_ours = |name: &str| japanese.iter().any(|group| group.name == name);
    let mut wrong: Vec<String> = without
        .iter()
        .filter(|name| !is_ours(name))
        .map(|name| format!("src/locale/{lang}.txt: ja.txt has no group {name}"))
        .collect();
    let mut words: BTreeMap<(String, String), Entry> = BTreeMap::new();
    for group in groups {
        for entry in group.entries {
            words.insert((group.name.clone(), entry.key.clone()), entry);
        }
    }
    let may_fall_back = may_lack_words();
    let mut out = format!(
        "/// The words of `src/locale/{lang}.txt`.\npub static {}: Locale = Locale {{ key: {lang:?}, lang: {:?},\n",
        constant(lang),
        tag(lang)
    );
    for group in japanese {
        let mut values = String::new();
        for ours in &group.entries {
            let own = words.remove(&(group.name.clone(), ours.key.clone()));
            let at = format!("src/locale/{lang}.txt, [{}] {}", group.name, ours.key);
            if own.is_none() && !may_fall_back && !without.contains(&group.name) {
                wrong.push(format!("{at}: this word is missing"));
            }
            let texts = own.as_ref().map_or(&ours.texts, |own| &own.texts);
            let is_own = is_han && own.is_some();
            let written = |text: &String| if is_own { with_own_marked(text) } else { with_readings(text) };
            let texts: Vec<String> = texts.iter().map(written).collect();
            let fields: Vec<&str> = match group.by_code {
                true => PROBLEM_FIELDS.to_vec(),
                false => ours.fields.iter().map(String::as_str).collect(),
            };
            wrong.extend(
                texts
                    .iter()
                    .flat_map(|text| blanks(text))
                    .filter(|name| !fields.contains(name))
                    .map(|name| format!("{at}: no field {{{name}}}")),
            );
            let texts: Vec<String> = texts.iter().map(|text| numbered(text, &fields)).collect();
            if texts.len() != if group.by_code { 2 } else { ours.texts.len() } {
                wrong.push(format!("{at}: {} texts", texts.len()));
            }
            let _ = match (group.by_code, ours.is_list) {
                (true, _) => writeln!(values, "{texts:?},"),
                (false, true) => writeln!(values, "{}: {texts:?},", ours.key),
                (false, false) => writeln!(values, "{}: {:?},", ours.key, texts[0]),
            };
        }
        let (open, close) = if group.by_code { ("[".to_owned(), ']') } else { (kind(group) + " {", '}') };
        let _ = writeln!(out, "{}{}: {open}\n{values}{close},", condition(group), group.name);
    }
    wrong.extend(
        words
            .into_keys()
            .map(|(group, key)| format!("src/locale/{lang}.txt, [{group}] {key}: ja.txt has no such word")),
    );
    wrong.iter().fold(out + "};\n", |all, what| all + &format!("compile_error!({what:?});\n"))
}
