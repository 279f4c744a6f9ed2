//! Several files as one zip.

use std::io::{Cursor, Write};

use ::zip::result::ZipResult;
use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, ZipWriter};

use super::OutFile;

/// One zip of the files, in their order. The same files give the same bytes: no time of writing stands in it. Names are
/// UTF-8. Of two files with one name the later one counts.
///
/// ```
/// use machi_plan::{export, plan::Plan};
/// let zip = export::zip(&export::open_data(&Plan::default()));
/// assert!(zip.starts_with(b"PK"));
/// ```
pub fn zip(files: &[OutFile]) -> Vec<u8> {
    let last = files
        .iter()
        .enumerate()
        .filter(|(at, file)| files[at + 1..].iter().all(|later| later.name != file.name));
    let write = || -> ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        for (_, file) in last {
            zip.start_file(&file.name, options.large_file(u32::try_from(file.bytes.len()).is_err()))?;
            zip.write_all(&file.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    };
    // Into memory, each name once: nothing is left that could fail.
    write().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_zipped_comes_out_again_and_no_name_twice() {
        let file = |name: &str, bytes: &[u8]| OutFile { name: name.into(), bytes: bytes.to_vec() };
        let files = [file("取組.csv", b"old"), file("b.csv", &[7; 70_000]), file("取組.csv", b"new")];
        let bytes = zip(&files);
        assert_eq!(bytes, zip(&files));
        let mut archive = ::zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut read = |at| {
            let mut file = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        };
        assert_eq!(
            [read(0), read(1)],
            [("b.csv".into(), vec![7; 70_000]), ("取組.csv".into(), b"new".to_vec())]
        );
        assert!(bytes.len() < 1_000, "not deflated: {}", bytes.len());
    }
}
