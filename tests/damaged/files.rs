//! Damaged packages of one file: workbooks, zips, and other files that people take for them.

use encoding_rs::SHIFT_JIS;

use super::book::{Book, DATE, MONTH_DAY, PERCENT, RED_MINUS, THOUSANDS, UNKNOWN, number, text, zipped};
use super::{Damaged, SOUND};

fn book(name: &'static str, change: impl FnOnce(&mut Book)) -> (&'static str, Damaged) {
    let mut book = Book::of(&SOUND);
    change(&mut book);
    (name, Damaged::File("計画.xlsx", book.bytes()))
}

fn parts(name: &'static str, change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> (&'static str, Damaged) {
    let mut parts = Book::of(&SOUND).parts();
    change(&mut parts);
    (name, Damaged::File("計画.xlsx", zipped(&parts)))
}

fn bytes(name: &'static str, file: &'static str, bytes: impl Into<Vec<u8>>) -> (&'static str, Damaged) {
    (name, Damaged::File(file, bytes.into()))
}

/// The files of a sound package, as in a zip.
fn tables(name: impl Fn(&str) -> String) -> Vec<(String, Vec<u8>)> {
    SOUND.iter().map(|(table, text)| (name(table), text.as_bytes().to_vec())).collect()
}

/// The start of a file by Excel before 2007, or by Excel with a password.
fn ole2(stream: &str) -> Vec<u8> {
    let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied().chain([0; 64]).chain(name).collect()
}

/// A zip with names in CP932, as Windows writes them. The names have the same number of bytes, so they can be
/// inserted afterwards.
fn cp932_names() -> Vec<u8> {
    let stand_in = |index: usize, length: usize| {
        format!("{}.csv", char::from(b'a' + index as u8).to_string().repeat(length))
    };
    let names: Vec<Vec<u8>> = SOUND.iter().map(|(name, _)| SHIFT_JIS.encode(name).0.into_owned()).collect();
    let files: Vec<(String, Vec<u8>)> = SOUND
        .iter()
        .enumerate()
        .map(|(index, (_, text))| {
            (stand_in(index, names[index].len()), SHIFT_JIS.encode(text).0.into_owned())
        })
        .collect();
    let mut bytes = zipped(&files);
    for (index, name) in names.iter().enumerate() {
        let stand_in = stand_in(index, name.len()).into_bytes();
        for at in 0..bytes.len() - stand_in.len() {
            if bytes[at..].starts_with(&stand_in) {
                bytes[at..at + name.len()].copy_from_slice(name);
            }
        }
    }
    bytes
}

pub fn cases() -> Vec<(&'static str, Damaged)> {
    let sound = Book::of(&SOUND).bytes();
    let half = sound[..sound.len() / 2].to_vec();
    let mut flipped = sound.clone();
    // This byte is inside the compressed bytes of the last sheet, well before the list at the end.
    let at = flipped.len() / 2;
    flipped[at] ^= 0xFF;
    // 80 MB of one letter are a few kilobytes as a zip.
    let bomb = zipped(&[("取組.csv", vec![b'a'; 80_000_000])]);
    vec![
        book("book-sound", |_| {}),
        book("book-merged-block", |book| {
            book.sheet("取組").merged = ["C2:D3"].map(str::to_owned).to_vec();
            book.set("取組", "D2", String::new());
            book.set("取組", "C3", String::new());
            book.set("取組", "D3", String::new());
        }),
        book("book-merged-departments", |book| {
            book.sheet("取組").merged = ["E2:E3"].map(str::to_owned).to_vec();
            book.set("取組", "E3", String::new());
        }),
        book("book-formula-ref-error", |book| {
            book.set("取組", "D2", "<c t=\"e\"><f>#REF!</f><v>#REF!</v></c>".into());
            book.set("指標", "E2", "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>".into());
        }),
        book("book-formula-without-value", |book| {
            book.set("指標", "E2", "<c><f>SUM(A1:A2)</f></c>".into());
        }),
        book("book-formula-with-value", |book| {
            book.set("指標", "E2", "<c t=\"str\"><f>\"5\"&amp;\"%\"</f><v>5%</v></c>".into());
        }),
        book("book-date-instead-of-id", |book| book.set("取組", "B2", number("46023", MONTH_DAY))),
        book("book-date-in-a-cell", |book| book.set("年次計画", "D2", number("46113", DATE))),
        book("book-percent", |book| {
            book.set("指標", "E2", number("0.85", PERCENT));
            book.set("指標", "F2", number("0", PERCENT));
        }),
        book("book-fraction-as-typed", |book| {
            book.set("指標", "D2", text("%"));
            book.set("指標", "E2", number("0.9", 0));
            book.set("指標", "F2", number("3", 0));
        }),
        book("book-numbers", |book| {
            book.set("指標", "D2", text("円"));
            book.set("指標", "E2", number("1120000", THOUSANDS));
            book.set("指標", "F2", number("0.30000000000000004", 0));
            book.set("指標", "G2", "<c t=\"b\"><v>1</v></c>".into());
        }),
        book("book-minus-by-colour", |book| {
            book.set("指標", "D2", text("円"));
            book.set("指標", "E2", number("-18", RED_MINUS));
            book.set("指標", "F2", number("0", RED_MINUS));
            book.set("指標", "G2", number("18", RED_MINUS));
        }),
        book("book-unknown-format", |book| book.set("指標", "E2", number("7.5", UNKNOWN))),
        book("book-title-row-and-notes", |book| {
            book.sheet("取組").rows.insert(0, vec![text("試しの計画の取組一覧")]);
            book.sheet("取組").rows.insert(1, Vec::new());
            book.sheet("取組").rows.push(vec![text("※令和6年3月現在")]);
        }),
        book("book-head-in-two-rows", |book| {
            book.sheet("指標").rows.insert(
                0,
                ["", "", "", "", "目標", ""]
                    .map(|cell| if cell.is_empty() { String::new() } else { text(cell) })
                    .to_vec(),
            );
            book.set("指標", "E2", text("R5"));
            book.set("指標", "F2", text("R6"));
        }),
        book("book-hidden-column", |book| {
            book.sheet("取組").columns = "<cols><col min=\"4\" max=\"4\" width=\"9\" hidden=\"1\"/></cols>";
        }),
        book("book-hidden-row", |book| book.sheet("取組").row_attributes = vec![(3, "hidden=\"1\"")]),
        book("book-hidden-sheet", |book| book.sheet("実績").state = "state=\"hidden\""),
        book("book-furigana", |book| {
            book.shared = vec![
                "<t>窓口</t><rPh sb=\"0\" eb=\"2\"><t>マドグチ</t></rPh><phoneticPr fontId=\"1\"/>".into(),
            ];
            book.set("取組", "D2", "<c t=\"s\"><v>0</v></c>".into());
        }),
        book("book-text-in-pieces", |book| {
            book.shared = vec![
                "<r><t>窓口</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> の</t></r><r><t>改革</t></r>"
                    .into(),
            ];
            book.set("取組", "D2", "<c t=\"s\"><v>0</v></c>".into());
        }),
        book("book-string-missing", |book| book.set("取組", "D2", "<c t=\"s\"><v>99</v></c>".into())),
        book("book-escaped-control", |book| book.set("取組", "D2", text("一_x0007_行"))),
        book("book-sheet-missing", |book| book.sheets.retain(|sheet| sheet.name != "取組")),
        book("book-sheet-misspelt", |book| book.sheet("取組").name = "取組一覧".into()),
        book("book-sheet-name-with-spaces", |book| book.sheet("取組").name = " 取組　".into()),
        book("book-sheet-empty", |book| book.sheet("取組").rows.clear()),
        book("book-sheet-not-of-the-plan", |book| {
            let mut memo = Book::of(&[("メモ", "あとで消す")]).sheets;
            book.sheets.append(&mut memo);
        }),
        book("book-far-cell", |book| {
            book.sheet("取組").tail =
                "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>".into();
        }),
        book("book-rows-100000-blank", |book| {
            book.sheet("取組").tail =
                (4..100_004).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
        }),
        book("book-addresses-wrong", |book| {
            book.sheet("取組").tail = "<row r=\"0\"><c r=\"1A\"><v>1</v></c></row><row r=\"99999999999999999999\"><c r=\"\"><v>2</v></c></row>".into();
        }),
        parts("book-sheet-cut-off", |parts| {
            let (_, sheet) = parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet3.xml").unwrap();
            sheet.truncate(sheet.len() * 2 / 3);
        }),
        parts("book-sheet-part-missing", |parts| {
            parts.retain(|(name, _)| name != "xl/worksheets/sheet3.xml")
        }),
        parts("book-no-styles-no-strings", |parts| {
            parts.retain(|(name, _)| !name.contains("styles") && !name.contains("Strings"))
        }),
        parts("book-entities", |parts| {
            let (_, sheet) = parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet3.xml").unwrap();
            let xml = String::from_utf8(sheet.clone()).unwrap().replace("ひとつめ", "&b;");
            *sheet = format!("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/hostname\">]>{xml}").into_bytes();
        }),
        bytes("file-0-bytes", "計画.xlsx", []),
        bytes("file-pdf-named-xlsx", "計画.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()),
        bytes("file-picture-named-xlsx", "計画.xlsx", b"\x89PNG\r\n\x1a\n".to_vec()),
        bytes("file-xls", "計画.xls", ole2("Workbook")),
        bytes("file-with-password", "計画.xlsx", ole2("EncryptedPackage")),
        bytes(
            "file-ods",
            "計画.ods",
            zipped(&[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
                ("content.xml", b"<x/>".to_vec()),
            ]),
        ),
        bytes(
            "file-docx",
            "計画.docx",
            zipped(&[("[Content_Types].xml", b"<x/>".to_vec()), ("word/document.xml", b"<x/>".to_vec())]),
        ),
        bytes("file-html-named-xls", "計画.xls", "<html><table><tr><td>取組ID</td></tr></table></html>"),
        bytes("file-one-csv", "取組.csv", SOUND[2].1),
        bytes("file-plan-json", "plan.json", "{\"format\":\"machi-plan\",\"version\":1}"),
        bytes("file-cut-off", "計画.xlsx", half),
        bytes("file-one-byte-wrong", "計画.xlsx", flipped),
        bytes("zip-sound-in-a-folder", "計画.zip", zipped(&tables(|name| format!("岡山/{name}.csv")))),
        bytes("zip-names-in-cp932", "計画.zip", cp932_names()),
        bytes("zip-paths-that-climb", "計画.zip", zipped(&tables(|name| format!("../../{name}.csv")))),
        bytes("zip-of-a-workbook", "計画.zip", zipped(&[("計画.xlsx", sound.clone())])),
        bytes("zip-two-packages", "計画.zip", {
            let mut both = tables(|name| format!("a/{name}.csv"));
            both.extend(tables(|name| format!("b/{name}.csv")));
            zipped(&both)
        }),
        (
            "folder-with-one-workbook",
            Damaged::Folder(vec![
                ("Thumbs.db".into(), vec![0xD0, 0xCF]),
                ("~$計画.xlsx".into(), vec![1]),
                ("計画.pdf".into(), b"%PDF-1.7".to_vec()),
                ("計画.xlsx".into(), sound.clone()),
            ]),
        ),
        (
            "folder-with-two-workbooks",
            Damaged::Folder(vec![
                ("R5計画.xlsx".into(), sound.clone()),
                ("R6計画.xlsx".into(), sound.clone()),
            ]),
        ),
        (
            "folder-with-an-old-workbook",
            Damaged::Folder(vec![("計画.xls".into(), ole2("Workbook")), ("desktop.ini".into(), vec![0])]),
        ),
        (
            "folder-without-a-plan",
            Damaged::Folder(vec![("a.pdf".into(), b"%PDF".to_vec()), ("b.txt".into(), b"x".to_vec())]),
        ),
        bytes("zip-empty", "計画.zip", zipped::<&str>(&[])),
        bytes("zip-bomb", "計画.zip", bomb),
    ]
}
