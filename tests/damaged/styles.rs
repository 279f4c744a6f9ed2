//! Workbooks with a meaning in their styles, and with objects over their cells.

use super::book::{
    Book, COLOURED, CROSSED, PERCENT, RAISED, STRUCK, WHITE, WIDE_DATE, ZERO_HIDDEN, number, put_beside,
    runs, shape, styled, text, zipped,
};
use super::{Damaged, SOUND};

fn book(name: &'static str, change: impl FnOnce(&mut Book)) -> (&'static str, Damaged) {
    let mut book = Book::of(&SOUND);
    change(&mut book);
    (name, Damaged::File("計画.xlsx", book.bytes()))
}

/// A workbook with extra parts for a sheet, by the number of the sheet, the kind and the XML of the part.
fn beside(name: &'static str, sheet: usize, parts: &[(&str, &str)]) -> (&'static str, Damaged) {
    let mut all = Book::of(&SOUND).parts();
    put_beside(&mut all, sheet, parts);
    (name, Damaged::File("計画.xlsx", zipped(&all)))
}

const ARROW: &str = "<x:sp><a:prstGeom prst=\"rightArrow\"/><a:t>実施</a:t></x:sp>";
const PICTURE: &str = "<x:pic><x:cNvPr id=\"1\"/></x:pic>";

pub fn cases() -> Vec<(&'static str, Damaged)> {
    struck_and_raised().into_iter().chain(unseen()).chain(over()).collect()
}

fn struck_and_raised() -> Vec<(&'static str, Damaged)> {
    vec![
        book("style-struck-words", |book| {
            book.set(
                "取組",
                "D2",
                runs(&[("ひとつ", "<strike/>"), ("ふたつ", ""), ("め", "<strike val=\"0\"/>")]),
            );
            book.set("指標", "E2", runs(&[("85%", "<strike/>"), ("86%", "<b/>")]));
            book.set("指標", "G2", styled("0%", STRUCK));
            book.shared.push("<r><rPr><strike/></rPr><t>する</t></r><r><t>やめる</t></r>".into());
            book.set("年次計画", "C2", "<c t=\"s\"><v>0</v></c>".into());
        }),
        book("style-struck-row", |book| {
            for (address, said) in
                [("A3", "2"), ("B3", "1-1"), ("C3", "②"), ("D3", "ふたつめ"), ("E3", "総務局")]
            {
                book.set("取組", address, styled(said, STRUCK));
            }
        }),
        book("style-struck-column", |book| {
            book.sheet("年次計画").columns = "<cols><col min=\"4\" max=\"5\" style=\"7\"/></cols>";
        }),
        book("style-struck-number", |book| {
            book.set("指標", "E2", format!("<c s=\"{STRUCK}\"><v>85</v></c>"));
        }),
        book("style-raised-mark", |book| {
            book.set("指標", "E2", runs(&[("18", ""), ("1", "<vertAlign val=\"superscript\"/>")]));
            book.set("指標", "F2", runs(&[("90%", ""), ("※2", "<vertAlign val=\"subscript\"/>")]));
            book.set(
                "取組",
                "D2",
                runs(&[("100m", ""), ("2", "<vertAlign val=\"superscript\"/>"), ("の床", "")]),
            );
            book.set("年次計画", "D2", styled("検討", RAISED));
        }),
    ]
}

/// Invisible content, and visible content outside all cells.
fn unseen() -> Vec<(&'static str, Damaged)> {
    vec![
        book("style-zeros-hidden", |book| {
            let sheet = book.sheet("指標");
            sheet.columns = "<sheetViews><sheetView showZeros=\"0\" workbookViewId=\"0\"/></sheetViews>";
            book.set("指標", "E2", number("0", 0));
            book.set("指標", "F2", number("0", PERCENT));
            book.set("指標", "G2", number("0.4", 0));
        }),
        book("style-values-hidden", |book| {
            book.set("指標", "E2", number("0", ZERO_HIDDEN));
            book.set("指標", "F2", number("7", ZERO_HIDDEN));
            book.set("指標", "G2", styled("98%", WHITE));
        }),
        book("style-conditional", |book| {
            book.set("指標", "E2", number("0", 0));
            book.set("指標", "F2", number("7", 0));
            book.set("指標", "G2", number("0", PERCENT));
            let rule = |range: &str, attributes: &str, formula: &str| {
                format!(
                    "<conditionalFormatting sqref=\"{range}\"><cfRule {attributes} priority=\"1\">\
                     <formula>{formula}</formula></cfRule></conditionalFormatting>"
                )
            };
            book.sheet("指標").tail = rule("E2:G9", "type=\"cellIs\" operator=\"equal\" dxfId=\"0\"", "0")
                + &rule("A2:G9", "type=\"expression\" dxfId=\"1\"", "COUNTIF($B$2:$B$9,$B2)&gt;1")
                + &rule("A2:G9", "type=\"expression\" dxfId=\"0\"", "ISERROR(A2)");
        }),
        book("style-white-among-others", |book| {
            book.set("指標", "E2", runs(&[("85", ""), ("0%", "<color rgb=\"FFFFFFFF\"/>")]));
        }),
        book("heads-merged-over-some-years", |book| {
            let sheet = book.sheet("指標");
            let heads = ["", "", "", "", "目標", "", ""]
                .map(|head| if head.is_empty() { String::new() } else { text(head) });
            sheet.rows.insert(0, heads.to_vec());
            sheet.merged.push("E1:F1".into());
            for (address, year) in [("E2", "R5"), ("F2", "R6"), ("G2", "R7")] {
                book.set("指標", address, text(year));
            }
        }),
        book("style-coloured-years", |book| {
            let blank = |style: u8| format!("<c s=\"{style}\"/>");
            book.set("年次計画", "E2", blank(COLOURED));
            book.set("年次計画", "F2", blank(COLOURED));
            book.set("年次計画", "H2", blank(COLOURED));
        }),
        book("style-crossed-years", |book| {
            book.set("指標", "F2", format!("<c s=\"{CROSSED}\"/>"));
            book.set("指標", "G2", styled("0%", CROSSED));
        }),
        book("style-coloured-rows-and-columns", |book| {
            let coloured = |said: &str| styled(said, COLOURED);
            for (column, said) in ["1", "①", "する"].into_iter().enumerate() {
                book.set("年次計画", &format!("{}2", char::from(b'A' + column as u8)), coloured(said));
            }
            book.set("年次計画", "E2", format!("<c s=\"{COLOURED}\"/>"));
            book.sheet("指標").rows.push(["1", "1.2", "数", "件"].map(text).to_vec());
            book.set("指標", "G2", coloured("0%"));
            book.set("指標", "G3", format!("<c s=\"{COLOURED}\"/>"));
        }),
    ]
}

/// Objects over cells, and heads and dates.
fn over() -> Vec<(&'static str, Damaged)> {
    vec![
        beside(
            "comments-on-cells",
            5,
            &[
                (
                    "comments",
                    "<comments><commentList><comment ref=\"E2\"><text><r><t>市民課:</t></r><r><t>\nまだ決まっていない</t></r></text></comment><comment ref=\"F2\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>",
                ),
                (
                    "threadedComment",
                    "<ThreadedComments><threadedComment ref=\"F2\"><text>9割でよいか</text></threadedComment><threadedComment ref=\"F2\"><text>確認中</text></threadedComment></ThreadedComments>",
                ),
            ],
        ),
        {
            let xml = shape((4, 1), (7, 2), ARROW);
            let sheet = |cells: &str| {
                SOUND.map(|(name, table)| {
                    (name, if name == "年次計画" { cells.to_owned() } else { table.to_owned() })
                })
            };
            let tables = sheet("取組ID,記号,取組内容,R5,R6,R7,R8,R9,R10\n1,①,する,検討,,,,,\n");
            let tables: Vec<(&str, &str)> =
                tables.iter().map(|(name, table)| (*name, table.as_str())).collect();
            let mut all = Book::of(&tables).parts();
            let links = "<Relationships><Relationship Id=\"a\" Type=\"x/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>";
            all.push(("xl/worksheets/_rels/sheet4.xml.rels".into(), links.into()));
            all.push(("xl/drawings/drawing1.xml".into(), xml.into_bytes()));
            ("drawn-over-blank-years", Damaged::File("計画.xlsx", zipped(&all)))
        },
        beside("drawn-over-cells", 3, &[("drawing", &shape((3, 1), (4, 3), PICTURE))]),
        beside("drawn-beside-the-table", 3, &[("drawing", &shape((9, 1), (12, 3), PICTURE))]),
        beside("drawing-cut-off", 3, &[("drawing", "<x:wsDr><x:twoCellAnchor>")]),
        book("dates-in-japanese-digits", |book| {
            // 公表日 is in the eighth row.
            book.sheet("計画")
                .rows
                .push(vec![text("公表日"), format!("<c s=\"{WIDE_DATE}\"><v>45383</v></c>")]);
            book.set("年次計画", "D2", format!("<c s=\"{WIDE_DATE}\"><v>43586</v></c>"));
        }),
        book("heads-in-two-rows", |book| {
            let row = |line: &str| {
                line.split(',').map(|cell| if cell.is_empty() { String::new() } else { text(cell) }).collect()
            };
            let sheet = book.sheet("指標");
            sheet.rows[0] = row("取組ID,指標ID,指標名,単位,目標,,実績");
            sheet.rows.insert(1, row(",,,,R5,R6,R5"));
            sheet.merged = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"].map(str::to_owned).to_vec();
        }),
    ]
}
