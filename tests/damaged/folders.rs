//! Damaged folders of CSV files: typical mistakes of people and of spreadsheet programs.

use encoding_rs::SHIFT_JIS;

use machi_plan::{export, package};

use super::{Damaged, SOUND};

/// A sound folder with some files replaced or added. An empty text removes a file.
fn folder(changes: &[(&str, Vec<u8>)]) -> Damaged {
    let mut files: Vec<(String, Vec<u8>)> =
        SOUND.iter().map(|(name, text)| (format!("{name}.csv"), text.as_bytes().to_vec())).collect();
    for (name, bytes) in changes {
        files.retain(|(other, _)| other != name);
        if !bytes.is_empty() {
            files.push(((*name).to_owned(), bytes.clone()));
        }
    }
    Damaged::Folder(files)
}

fn text(name: &'static str, changes: &[(&'static str, &str)]) -> (&'static str, Damaged) {
    let changes: Vec<_> = changes.iter().map(|(file, text)| (*file, text.as_bytes().to_vec())).collect();
    (name, folder(&changes))
}

fn cp932(text: &str) -> Vec<u8> {
    SHIFT_JIS.encode(text).0.into_owned()
}

fn sound(sheet: &str) -> &'static str {
    SOUND.iter().find(|(name, _)| *name == sheet).unwrap().1
}

/// The open data that `export` writes.
fn open_data() -> Damaged {
    let (plan, _) = package::read_files(SOUND.iter().map(|(name, text)| (*name, text.as_bytes())));
    Damaged::Folder(export::open_data(&plan).into_iter().map(|file| (file.name, file.bytes)).collect())
}

/// One row of the outline gives 400 departments to each of 900 items.
fn repeated() -> (&'static str, Damaged) {
    let outline = format!("体系ID,名称,担当部署\n1-1,下,{}\n", "財政局、".repeat(400));
    let items: String = (1..=900).map(|at| format!("{at},1-1,取組{at}\n")).collect();
    let items = format!("取組ID,体系ID,名称\n{items}");
    text("department-repeated", &[("体系.csv", &outline), ("取組.csv", &items)])
}

/// A cell with more names than a plan file may have in a row.
fn many_names() -> (&'static str, Damaged) {
    let names: String = (0..=1_000).map(|at| format!("別名{at}、")).collect();
    text("names-without-end", &[("部署.csv", &format!("名称,別名\n財政局,{names}\n"))])
}

pub fn cases() -> Vec<(&'static str, Damaged)> {
    let blank = format!("{}{}", sound("取組"), ",,,,\n".repeat(100_000));
    let fullwidth = sound("取組").replace("取組ID", "取組ＩＤ").replace("体系ID", " 体系ＩＤ　");
    let bom_twice = format!("\u{feff}\u{feff}{}", sound("取組"));
    vec![
        text(
            "ids-look-alike",
            &[
                (
                    "取組.csv",
                    "取組ID,体系ID,記号,名称,担当部署\n1-1,1‐1,①,ひとつめ,窓⼝こ\u{3099}み課\n1-2\u{200b},1-1,②,ふたつめ,財政局\n",
                ),
                ("年次計画.csv", "取組ID,記号,取組内容,R5,R6,R7,R8,R9,R10\n1ー1,①,する,検討,→,→,実施,→,→\n"),
                (
                    "指標.csv",
                    "取組ID,指標ID,指標名,単位,目標R5,目標R6,実績R5\n１－２,2.1,割合,%,85%,90.0\u{ad}%未満,0%\n",
                ),
                ("実績.csv", "取組ID,年度,実績\n1-2,R5,できた\n"),
                ("部署.csv", "名称,よみ,別名\n財政局,ざいせいきょく,\n窓口ごみ課,,\n"),
            ],
        ),
        text(
            "ids-look-alike-twice",
            &[("取組.csv", "取組ID,体系ID,名称\n1-1,1-1,ひとつめ\n1－1,1-1,ふたつめ\n")],
        ),
        text(
            "comma-in-a-document-table",
            &[("表.csv", "表ID,表題\na,調査\n"), ("表_a.csv", "部,数\n甲,1,200\n")],
        ),
        text(
            "comma-in-words-of-short-rows",
            &[(
                "取組.csv",
                "取組ID,体系ID,記号,名称,担当部署,注記\n1,1-1,①,ひとつめ,財政局\n2,1-1,②,ふたつめ,財政局,総務局\n3,1-1,③,みっつめ,総務局\n",
            )],
        ),
        text(
            "ditto-marks",
            &[(
                "取組.csv",
                "取組ID,体系ID,記号,名称,担当部署\n1,1-1,①,ひとつめ,財政局\n2,1-1,②,ふたつめ,〃\n",
            )],
        ),
        text(
            "title-above-a-document-table",
            &[("表.csv", "表ID,表題\na,調査\n"), ("表_a.csv", "調査の結果,\n部,数\n甲,1\n")],
        ),
        text(
            "item-ends-before-it-starts",
            &[(
                "取組.csv",
                "取組ID,体系ID,記号,名称,開始,終了\n1,1-1,①,ひとつめ,R8,R6\n2,1-1,②,ふたつめ,R8,継続\n",
            )],
        ),
        text(
            "results-after-their-year",
            &[
                ("計画.csv", &format!("{}実績年度,R6\n", sound("計画"))),
                ("実績.csv", "取組ID,年度,実績\n1,R6,した\n1,R7,またした\n"),
            ],
        ),
        text("date-in-another-form", &[("計画.csv", &format!("{}更新日,令和7年6月5日\n", sound("計画")))]),
        text("results-year-without-results", &[("計画.csv", &format!("{}実績年度,R7\n", sound("計画")))]),
        text(
            "successors-in-a-circle",
            &[(
                "変更.csv",
                "日付,表,ID,種類,変更前,後継ID\n,取組,8,統合,やっつめ,9\n,取組,9,統合,ここのつめ,8\n",
            )],
        ),
        text(
            "comma-not-quoted-in-short-rows",
            &[(
                "指標.csv",
                "取組ID,指標ID,指標名,単位,目標R5,目標R6,実績R5\n1,1.1,割合,%,85%,90%\n1,1.2,額,円,1,200円,1300円\n2,2.1,数,件,3件,4件\n",
            )],
        ),
        text(
            "row-shorter-than-others",
            &[(
                "指標.csv",
                "取組ID,指標ID,指標名,単位,目標R5,目標R6,実績R5\n1,1.1,割合,%,85%,90%,\n1,1.2,額,円,200円 300円,\n2,2.1,数,件,3件,4件,\n",
            )],
        ),
        text("separators-at-every-end", &[("取組.csv", &sound("取組").replace('\n', ",,,\n"))]),
        ("workbook-beside-tables", folder(&[("計画.xlsx", b"PK\x03\x04".to_vec())])),
        ("open-data-as-package", open_data()),
        text(
            "years-wrong",
            &[
                ("計画.csv", "項目,値\n計画ID,machi\n計画名,試し\n開始年度,令和の5年\n終了年度,R4-R6\n"),
                ("実績.csv", "取組ID,年度,実績\n1,5年度,できた\n1,R0,できた\n1,H元,できた\n"),
            ],
        ),
        text(
            "years-five-of-six",
            &[("年次計画.csv", "取組ID,記号,取組内容,R5,R6,R7,R8,R9\n1,①,する,a,b,c,d,e\n")],
        ),
        text(
            "row-one-cell-short",
            &[(
                "年次計画.csv",
                "取組ID,記号,取組内容,R5,R6,R7,R8,R9,R10,読み取り,注記\n1,①,する,a,b,c,d,e,printed,\n",
            )],
        ),
        text("heads-alike", &[("取組.csv", "取組ID,体系ID,名称,名称\n1,1-1,ひとつめ,また\n")]),
        text(
            "years-doubled",
            &[("年次計画.csv", "取組ID,記号,H31,R1,R5,R6,R7,R8,R9,R10\n1,①,a,b,c,d,e,f,g,h\n")],
        ),
        repeated(),
        many_names(),
        text("department-unknown", &[("取組.csv", "取組ID,体系ID,名称,担当部署\n1,1-1,ひとつめ,財攻局\n")]),
        text("id-twice", &[("取組.csv", "取組ID,体系ID,名称\n1,1-1,ひとつめ\n1,1-1,ふたつめ\n")]),
        text("ids-with-spaces", &[("取組.csv", "取組ID,体系ID,名称\n1 ,　1-1,ひとつめ\n 2,1-1 ,ふたつめ\n")]),
        text("ids-full-width", &[("取組.csv", "取組ID,体系ID,名称\n１,１－１,ひとつめ\n")]),
        text(
            "ids-turned-into-dates",
            &[("取組.csv", "取組ID,体系ID,名称\n1,1月1日,ひとつめ\n2,2026/1/1,ふたつめ\n")],
        ),
        text("ids-in-scientific-notation", &[("取組.csv", "取組ID,体系ID,名称\n1.00E+11,1-1,ひとつめ\n")]),
        text("parent-missing", &[("体系.csv", "体系ID,上位ID,名称\n1,,上\n1-1,1 -,下\n")]),
        text("outline-in-a-circle", &[("体系.csv", "体系ID,上位ID,名称\n1,1-1,上\n1-1,1,下\n")]),
        text(
            "correction-matches-nothing",
            &[(
                "訂正.csv",
                "表,ID,列,原文,訂正,理由\n取組,1,名称,二つ,ふたつ,変換の誤り\n取組,7,名称,一,ひと,変換の誤り\n",
            )],
        ),
        text("private-use-character", &[("取組.csv", "取組ID,体系ID,名称\n1,1-1,\u{e001}田町の再開発\n")]),
        text("mojibake", &[("取組.csv", "取組ID,体系ID,名称\n1,1-1,窓口\u{fffd}\u{fffd}化\n")]),
        text("rows-100000-blank", &[("取組.csv", &blank)]),
        ("encodings-mixed", folder(&[("取組.csv", cp932(sound("取組")))])),
        (
            "cp932-cut-in-a-character",
            folder(&[("取組.csv", {
                let mut bytes = cp932(sound("取組"));
                bytes.truncate(43);
                bytes
            })]),
        ),
        (
            "utf16",
            folder(&[(
                "取組.csv",
                sound("取組").encode_utf16().flat_map(u16::to_le_bytes).fold(
                    vec![0xFF, 0xFE],
                    |mut all, byte| {
                        all.push(byte);
                        all
                    },
                ),
            )]),
        ),
        ("workbook-named-csv", folder(&[("取組.csv", b"PK\x03\x04\x14\x00\x06\x00\xff\xfe".to_vec())])),
        text("table-missing", &[("体系.csv", "")]),
        text("table-misspelt", &[("取組.csv", ""), ("取り組み.csv", sound("取組"))]),
        text("table-in-both-languages", &[("items.csv", sound("取組"))]),
        text(
            "heads-only",
            &[("取組.csv", "取組ID,体系ID,名称\n"), ("年次計画.csv", ""), ("指標.csv", ""), ("実績.csv", "")],
        ),
        text("heads-missing", &[("取組.csv", "1,1-1,ひとつめ\n2,1-1,ふたつめ\n")]),
        text("heads-full-width", &[("取組.csv", &fullwidth)]),
        text("heads-broken-in-lines", &[("取組.csv", "\"取組\nID\",体系ID,\"名　称\"\n1,1-1,ひとつめ\n")]),
        text(
            "title-and-notes",
            &[("実績.csv", "令和5年度の実績,,\n,,\n取組ID,年度,実績\n1,R5,できた\n※速報値,,\n")],
        ),
        text(
            "total-below",
            &[("指標.csv", "取組ID,指標ID,指標名,単位,目標R5\n1,1.1,割合,%,5%\n,,合計,,5%\n")],
        ),
        text("separated-by-tabs", &[("取組.csv", &sound("取組").replace(',', "\t"))]),
        text("separated-by-semicolons", &[("取組.csv", &sound("取組").replace(',', ";"))]),
        text("comma-not-quoted", &[("取組.csv", "取組ID,体系ID,名称\n1,1-1,1,000人の集い\n")]),
        text("quote-not-closed", &[("取組.csv", "取組ID,体系ID,名称\n1,1-1,\"ひとつめ\n2,1-1,ふたつめ\n")]),
        text("bom-twice", &[("取組.csv", &bom_twice)]),
        text(
            "units-in-two-ways",
            &[("指標.csv", "取組ID,指標ID,指標名,単位,目標R5,目標R6\n1,1.1,割合,%,5％,5ポイント\n")],
        ),
        text(
            "two-values-in-one-cell",
            &[("指標.csv", "取組ID,指標ID,指標名,単位,目標R5\n1,1.1,割合,%,5%～7%\n")],
        ),
        text("whole-plan-in-one-file", &[("計画.csv", sound("取組")), ("取組.csv", "")]),
        text(
            "plan-keys-as-heads",
            &[("計画.csv", "計画ID,計画名,開始年度,終了年度\nmachi,試しの計画,R5,R10\n")],
        ),
    ]
}
