//! The plans in `data`, read as the command reads them.

use std::path::Path;

use machi_plan::package;
use machi_plan::plan::Plan;

/// The plan in a folder of `data`.
pub fn plan(city: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(city);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<(String, Vec<u8>)> = files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    package::read_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).0
}
