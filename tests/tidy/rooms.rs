//! Compares the table of ARCHITECTURE.md, which room may import which, with every import in `src`. The table has no
//! circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{assert_none, rust_files, shipped};
use crate::lexer::{Part, parts};

/// The table: for each room the rooms that it may import.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let rows = page.split("| room | may import |\n|---|---|\n").nth(1).expect("the table of the rooms");
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
    let rows = rows.lines().take_while(|line| line.starts_with('|')).map(|line| {
        let mut cells = line.trim_matches('|').split('|');
        let room = names(cells.next().unwrap()).pop_first().expect("a room");
        (room, names(cells.next().expect("what it may import")))
    });
    rows.collect()
}

/// The room of a file: `src/view/item.rs` belongs to `view`, `src/list.rs` to `list`.
fn room(file: &str) -> &str {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

/// The code of a file without comments, texts and tests, on one line.
fn code(text: &str) -> String {
    let code = parts(shipped(text)).into_iter().filter_map(|(_, part)| match part {
        Part::Code(code) => Some(code),
        Part::Literal(_) => None,
    });
    code.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names after `root::`, also those of `root::{a, b::{c, d}}`.
fn imported(code: &str, root: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(root) {
        let rest = &code[at + root.len()..];
        if code[..at].ends_with(is_name) {
            continue;
        }
        let Some(list) = rest.strip_prefix('{') else {
            found.extend(rest.split(|c| !is_name(c)).next().map(str::to_owned));
            continue;
        };
        let mut depth = 0;
        let mut begins = true;
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                _ if depth == 0 && begins && is_name(c) => {
                    found.extend(list[at..].split(|c| !is_name(c)).next().map(str::to_owned));
                }
                _ => {}
            }
            begins = c == ',' || c.is_whitespace() && begins;
        }
    }
    found
}

/// How many modules are between a file and the root of the crate, including itself.
fn depth(file: &str) -> usize {
    file.split('/').count() - 1 - usize::from(file.ends_with("/mod.rs"))
}

#[test]
fn rooms_import_only_allowed_rooms() {
    let table = table();
    let mut found = Vec::new();
    for (file, text) in rust_files("src") {
        let room = room(&file);
        let code = code(&text);
        // The command is a crate of its own and uses the library by its name.
        let roots: &[&str] = if room == "bin" { &["machi_plan::"] } else { &["crate::", "machi_plan::"] };
        let others = roots.iter().flat_map(|root| imported(&code, root)).filter(|other| other != room);
        let Some(allowed) = table.get(room) else {
            // lib.rs declares the rooms.
            if room != "lib" {
                found.push(format!("{file}: the table has no room `{room}`"));
            }
            continue;
        };
        found.extend(
            others
                .filter(|other| !allowed.contains(other))
                .map(|other| format!("{file}: `{room}` imports `{other}`")),
        );
        if room != "bin" && code.contains(&"super::".repeat(depth(&file))) {
            found.push(format!("{file}: leaves its room by super::"));
        }
    }
    assert_none(found, "imports that the table of ARCHITECTURE.md does not allow");
}

#[test]
fn the_table_has_every_room_and_no_circle() {
    let mut table = table();
    let files = rust_files("src");
    let rooms: BTreeSet<&str> =
        files.iter().map(|(file, _)| room(file)).filter(|room| *room != "lib").collect();
    assert_eq!(table.keys().map(String::as_str).collect::<BTreeSet<_>>(), rooms);
    // Rooms without imports are removed until none is left. A circle would remain.
    while let Some(done) = table.iter().find(|(_, imports)| imports.is_empty()).map(|(room, _)| room.clone())
    {
        table.remove(&done);
        table.values_mut().for_each(|imports| {
            imports.remove(&done);
        });
    }
    assert!(table.is_empty(), "a circle of rooms: {table:?}");
}

#[test]
fn imports_are_found_however_they_are_written() {
    let names = |text: &str| imported(&code(text), "crate::").into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(names("use crate::plan::Item;\nfn a() { crate::view::b() }"), "plan view");
    assert_eq!(names("use crate::{\n    chart::{Role, view::X},\n    locale,\n};"), "chart locale");
    assert_eq!(names("// crate::view\nlet a = \"crate::plan\"; mycrate::b();"), "");
    assert_eq!(depth("src/view/mod.rs"), 1);
    assert_eq!(depth("src/view/overview/counts.rs"), 3);
}
