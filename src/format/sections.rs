//! The sheet 本文.

use super::TableSpec;
use crate::plan::Section;

table! { Section: TableSpec::new("本文", "sections", "計画書の文章を、見出しごとに1行ずつ。").short();
    ID = Id(id), "section_id", "節ID", .must().always().open().says("1", "この節の番号。");
    PARENT_ID = Reference(parent_id), "parent_id", "上位ID", .open_as("parent_id", "上位の節ID")
        .says("", "一つ上の節の節ID。一番上では空欄にします。");
    HEADING = Text(heading), "heading", "見出し", .open().says("はじめに", "見出し。");
    TEXT = Text(text), "text", "本文", .open()
        .says("この計画は、市の仕事の進め方を見直すものです。", "本文。段落は改行で分けます。");
}
