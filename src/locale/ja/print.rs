//! The Japanese words of the print sheet.

use super::or;
use crate::locale::PrintWords;

pub const PRINT: PrintWords = PrintWords {
    script_refused: "スクリプトの中に「</script」か「<!--」があるので、ページに入れられません。machi-plan.js をそのまま指定してください。",
    read_as_table: "計画を表で読む",
    conditions: |conditions| format!("条件: {}", conditions.join("、")),
    updated: |of| format!("データの更新日: {of}"),
    published: |date| format!("公表: {date}"),
    level: |number| format!("体系（{number}段目）"),
    row_head: |label| format!("取組内容・{}", or(label, "指標")),
    role: "区分",
    beside: "基準値・参考値",
    in_year: |year, text| format!("{} {text}", year.short()),
    no_baseline: |year| format!("{}（値の記載なし）", year.short()),
    unit: |unit| format!("（{unit}）"),
    as_of: |as_of| format!("（{as_of}）"),
    page: |page| format!("資料{page}ページ"),
    inherited: "（上位の項目全体の担当）",
    note_mark: |number| format!("注{number}"),
    reading_head: "この表の読み方",
    reading: "年度の欄には、資料に書かれたとおりの言葉と数を載せています。空欄は資料に何も書かれていないこと、「—」「-」は資料がそう書いていることを表し、0は0という値です。「→」は前の年度に書かれたことの続きです。",
    inferred_means: |mark| {
        format!(
            "「{mark}」とある行は、どの年度の欄のことかを資料から決められないため、規則に従って置いています。理由は注に書いています。"
        )
    },
    notes: "注",
    descriptions: "体系の説明",
    sections: "本文と表",
    glossary: "用語",
    corrections: "訂正した文字",
    correction: |row| {
        let reason = if row.reason.is_empty() { String::new() } else { format!("（{}）", row.reason) };
        let date = if row.date.is_empty() { String::new() } else { format!(" {}", row.date) };
        format!(
            "{} {} {}: 「{}」を「{}」に{reason}{date}",
            row.table, row.id, row.column, row.printed, row.corrected
        )
    },
    source: "出典",
    licence: |licence| format!("利用条件: {licence}"),
    contact: |contact| format!("問合せ先: {contact}"),
};
