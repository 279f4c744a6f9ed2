//! The packages in `data/` match their documents in both directions. The test prints the counts.
//!
//! Package → document: every string occurs in the item's own row or block, except in the listed columns that are
//! ours. Document → package: every cell of 岡山市's headings, index and twelve tables, and of 山口市's contents, three
//! chapters, 42 blocks and 項目一覧, has a field, except listed header words and marks of the conversion. The test uses
//! nothing of the product: it reads the packages with the `csv` crate and the documents with its own parsers. `cargo
//! test --test documents -- --nocapture` shows the counts.

#[path = "documents/assigning.rs"]
mod assigning;
#[path = "documents/corrections.rs"]
mod corrections;
#[path = "documents/mutations.rs"]
mod mutations;
#[path = "documents/okayama.rs"]
mod okayama;
#[path = "documents/okayama_document.rs"]
mod okayama_document;
#[path = "documents/okayama_heads.rs"]
mod okayama_heads;
#[path = "documents/package.rs"]
mod package;
#[path = "documents/report.rs"]
mod report;
#[path = "documents/strings.rs"]
mod strings;
#[path = "documents/text.rs"]
mod text;
#[path = "documents/yamaguchi.rs"]
mod yamaguchi;
#[path = "documents/yamaguchi_document.rs"]
mod yamaguchi_document;
#[path = "documents/yamaguchi_prose.rs"]
mod yamaguchi_prose;
#[path = "documents/yamaguchi_sections.rs"]
mod yamaguchi_sections;

use package::{Package, document};
use report::Report;
use strings::Scopes;

/// Every check on 岡山市's package; `document` is the text of the document.
fn okayama_report(document: &str, package: &Package) -> Report {
    let mut report = Report::default();
    let headings = okayama_heads::Headings::parse(document);
    okayama_heads::check(&headings, package, &mut report);
    let document = okayama_document::Document::parse(document);
    okayama::check(&document, package, &mut report);
    let item = |id: &str| document.rows.iter().find(|row| row.id() == id).map(|row| row.text.clone());
    // The strings of a level may come from every line below it in the index and the tables.
    let node = |id: &str| {
        let depth = id.matches('-').count() + 1;
        let lines = document.index.iter().map(|row| (&row.path, &row.text));
        let lines = lines.chain(document.rows.iter().map(|row| (&row.path, &row.text)));
        let text: String =
            lines.filter(|(path, _)| path.id(depth) == id).map(|(_, text)| text.as_str()).collect();
        Some(text).filter(|text| !text.is_empty())
    };
    let section = |id: &str| headings.text_of(id);
    let whole = &document.text;
    let scopes = Scopes { city: "okayama", whole, item: &item, node: &node, section: &section };
    strings::check(package, &scopes, &mut report);
    corrections::check(package, &document.text, &mut report);
    report
}

/// Every check on 山口市's package.
fn yamaguchi_report(document: &str, package: &Package) -> Report {
    let mut report = Report::default();
    let chapters = yamaguchi_sections::Chapters::parse(document);
    yamaguchi_prose::check(&chapters, package, &mut report);
    let document = yamaguchi_document::Document::parse(document);
    yamaguchi::check(&document, package, &mut report);
    let item = |id: &str| {
        let number: usize = id.parse().ok()?;
        document.blocks.get(number.checked_sub(1)?).map(|block| block.text.clone())
    };
    let node = |id: &str| {
        let node = document.nodes.iter().find(|node| node.id == id)?;
        Some(format!("{}{}{}", node.heading.mark, node.heading.name, text::squash(&node.prose)))
    };
    let section = |id: &str| chapters.text_of(id);
    let whole = &document.text;
    let scopes = Scopes { city: "yamaguchi", whole, item: &item, node: &node, section: &section };
    strings::check(package, &scopes, &mut report);
    corrections::check(package, &document.text, &mut report);
    report
}

#[test]
fn okayama_is_true_to_its_document() {
    okayama_report(&document("okayama-r6-results.txt"), &Package::read("okayama")).finish("岡山市");
}

#[test]
fn yamaguchi_is_true_to_its_document() {
    yamaguchi_report(&document("yamaguchi-r5-plan.txt"), &Package::read("yamaguchi")).finish("山口市");
}
