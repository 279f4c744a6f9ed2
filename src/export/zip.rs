//! Several files as one zip, stored without compression. It is our own code, so that the browser writes the same
//! bytes as the command: the native crate for deflate is not in the widget, and a browser's own deflate gives other
//! bytes.

use super::OutFile;

/// One zip of the files, in their order. The same files give the same bytes, because it contains no time of writing.
/// Names are UTF-8. If two files have the same name, the later one counts. A zip has sizes up to 4 GB, and the files
/// of a plan are far below that.
///
/// ```
/// use machi_plan::{export, plan::Plan};
/// let zip = export::zip(&export::open_data(&Plan::default()));
/// assert!(zip.starts_with(b"PK"));
/// ```
pub fn zip(files: &[OutFile]) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    let mut count = 0_u16;
    for (at, file) in files.iter().enumerate() {
        if files[at + 1..].iter().any(|later| later.name == file.name) {
            continue;
        }
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
        count += 1;
    }
    let (start, size) = (zip.len() as u32, directory.len() as u32);
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend(size.to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0; 2]);
    zip
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
    }
}
