//! One list of products: the officer's page offers every file of it, the command's help names those that the command
//! accepts, and both make the same bytes as the library.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use machi_plan::locale::JA;
use machi_plan::package;
use machi_plan::product::{Made, Product, Source};
use machi_plan::view::Paper;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn machi_plan(args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_machi-plan")).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The codes in the lines `--as CODE   …` of a help.
fn codes_of_help(command: &str) -> Vec<Product> {
    let help = String::from_utf8(machi_plan(&[command, "--help"])).unwrap();
    let lines = help.lines().filter_map(|line| line.strip_prefix("  --as "));
    let codes = lines.map(|line| line.split_whitespace().next().unwrap());
    codes.map(|code| Product::from_code(code).unwrap_or_else(|| panic!("--as {code}"))).collect()
}

#[test]
fn the_officers_page_offers_every_file() {
    let page = fs::read_to_string(root().join("www/officer.html")).unwrap();
    let entries = page.lines().filter_map(|line| line.strip_prefix("<li data-product=\""));
    let mut offered = BTreeSet::new();
    for entry in entries {
        let (code, rest) = entry.split_once('"').unwrap();
        let product = Product::from_code(code).unwrap_or_else(|| panic!("{code} is no product"));
        assert_eq!(rest.starts_with(" data-of-place>"), product.names_address(), "{code}");
        assert!(offered.insert(code), "{code} twice");
    }
    let files = Product::ALL.iter().copied().filter(|product| product.suffix().is_some());
    assert_eq!(offered, files.map(Product::code).collect());
}

#[test]
fn products_in_the_help_are_made_as_by_the_library() {
    let (rendered, exported) = (codes_of_help("render"), codes_of_help("export"));
    assert_eq!((rendered.len(), exported.len()), (7, 5));
    let data = root().join("data/okayama");
    let opened = {
        let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(&data)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        package::open_files(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("products");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let data = data.to_string_lossy();
    for (command, product) in rendered
        .into_iter()
        .map(|product| ("render", product))
        .chain(exported.into_iter().map(|product| ("export", product)))
    {
        let out = folder.join(product.file_name(&opened.plan));
        let base = (product == Product::Site).then_some("https://example.jp/plan/");
        let out_path = out.to_string_lossy();
        let mut words = vec![command, &data, "--as", product.code(), "--out", &out_path];
        base.iter().for_each(|base| words.extend(["--base", base]));
        machi_plan(&words);
        let options = product.options();
        let source = Source {
            plan: &opened.plan,
            locale: &JA,
            cms_notes: &[],
            options: &options,
            script: None,
            base,
            paper: Paper::default(),
            font: None,
        };
        let files = match product.make(&source).unwrap() {
            Made::File(bytes) => vec![(out.clone(), bytes)],
            Made::Folder(files) => files.into_iter().map(|(name, bytes)| (out.join(name), bytes)).collect(),
        };
        for (path, bytes) in files {
            assert!(fs::read(&path).unwrap() == bytes, "{}", path.display());
        }
    }
}
