//! Several files as one zip, stored without compression. It is our own code, so that the browser writes the same
//! bytes as the command: the native crate for deflate is not in the widget, and a browser's own deflate gives other
//! bytes.

use super::OutFile;
use crate::list::List;
use crate::plan::Lookup;

/// One zip of the files, in their order. The same files give the same bytes, because it contains no time of writing.
/// Names are UTF-8. If two files have the same name, the later one counts. `None` where they are too many or too large
/// for a zip that every program reads: it has up to 65,535 files and 4 GB.
///
/// ```
/// use machi_plan::{export, plan::Plan};
/// let zip = export::zip(&export::open_data(&Plan::default())).unwrap();
/// assert!(zip.starts_with(b"PK"));
/// ```
pub fn zip(files: &[OutFile]) -> Option<Vec<u8>> {
    let last = Lookup::new(files.iter().rev().map(|file| file.name.as_str()));
    let is_last = |(at, file): &(usize, &OutFile)| last.find(&file.name) == Some(files.len() - 1 - at);
    let files = files.iter().enumerate().filter(is_last).map(|(_, file)| file).list();
    let count = u16::try_from(files.len()).ok()?;
    size(files.iter().map(|file| (file.name.len(), file.bytes.len())))?;
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for file in files {
        let offset = zip.len() as u32;
        let size = (file.bytes.len() as u32).to_le_bytes();
        // The fields that occur before the file and again in the directory: version 2.0, names in UTF-8, stored, the
        // earliest time that a zip can express.
        let mut entry = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        entry.extend(crc32(&file.bytes).to_le_bytes());
        entry.extend(size);
        entry.extend(size);
        entry.extend((file.name.len() as u32).to_le_bytes());
        zip.extend(b"PK\x03\x04");
        zip.extend(&entry);
        zip.extend(file.name.as_bytes());
        zip.extend(&file.bytes);
        // Made on Unix: an ordinary file that its owner may write and everybody may read.
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&entry);
        directory.extend([0; 6]);
        directory.extend((0o100_644_u32 << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(file.name.as_bytes());
    }
    let (start, size) = (zip.len() as u32, directory.len() as u32);
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend(size.to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0; 2]);
    Some(zip)
}

/// The bytes of a zip of files whose names and contents have so many; `None` above what its fields can say.
fn size(mut files: impl Iterator<Item = (usize, usize)>) -> Option<u32> {
    // The heads of an entry and of its line in the directory; the end of the zip.
    const HEADS: u64 = 30 + 46;
    const END: u64 = 22;
    let all = files.try_fold(END, |all, (name, bytes)| {
        u16::try_from(name).ok()?;
        Some(all + HEADS + 2 * name as u64 + bytes as u64)
    })?;
    u32::try_from(all).ok()
}

/// The checksum of a zip, computed bit by bit: a megabyte takes milliseconds, and a table would cost bytes in the
/// widget.
fn crc32(bytes: &[u8]) -> u32 {
    let byte = |crc: u32, byte: &u8| {
        let bit = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        (0..8).fold(crc ^ u32::from(*byte), bit)
    };
    !bytes.iter().fold(!0, byte)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn zipped_files_come_out_again_and_each_name_once() {
        let file = |name: &str, bytes: &[u8]| OutFile { name: name.into(), bytes: bytes.to_vec() };
        let files = [file("取組.csv", b"old"), file("b.csv", &[7; 70_000]), file("取組.csv", b"new")];
        let bytes = zip(&files).unwrap();
        assert_eq!(Some(&bytes), zip(&files).as_ref());
        let sizes = [("b.csv", 70_000), ("取組.csv", 3)].map(|(name, bytes)| (name.len(), bytes));
        assert_eq!(size(sizes.into_iter()), u32::try_from(bytes.len()).ok());
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
    }

    #[test]
    fn more_files_or_bytes_than_a_zip_can_count_are_refused() {
        let files = |count: usize| -> Vec<OutFile> {
            (0..count).map(|at| OutFile { name: at.to_string(), bytes: Vec::new() }).collect()
        };
        let most = zip(&files(65_535)).unwrap();
        assert_eq!(::zip::ZipArchive::new(Cursor::new(most)).unwrap().len(), 65_535);
        assert_eq!(zip(&files(65_536)), None);
        let name = OutFile { name: "n".repeat(65_536), bytes: Vec::new() };
        assert_eq!(zip(&[name]), None);
        let one = 22 + 30 + 46 + 2;
        assert_eq!(size([(1, u32::MAX as usize - one)].into_iter()), Some(u32::MAX));
        assert_eq!(size([(1, u32::MAX as usize - one + 1)].into_iter()), None);
        assert_eq!(size([(1, 3_000_000_000), (1, 3_000_000_000)].into_iter()), None);
    }
}
