//! Tests of the parser: against another reader, and of a body against a tree.

use super::*;
use crate::list::List;

/// Texts with every kind of beginning, end and escape.
const TEXTS: [&str; 36] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "4294967295",
    "4294967296",
    "-1",
    "-0",
    "2024.5",
    "1e3",
    "1E+3",
    "1.5e-3",
    "[]",
    "{}",
    " [ 1 , [ ] , { } ] ",
    "\t{\"a\":1,\"b\":[null]}\r\n",
    "\"\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u3042\\ud83d\\ude00\"",
    "",
    " ",
    "nul",
    "nulll",
    ".5",
    "+1",
    "[1,]",
    "[,]",
    "[1",
    "{\"a\"}",
    "{\"a\":}",
    "{a:1}",
    "\"\\x\"",
    "\"\\u12g4\"",
    "\"\n\"",
    "[] []",
];

fn same(own: &Json, theirs: &serde_json::Value) -> bool {
    match (own, theirs) {
        (Json::Null, serde_json::Value::Null) => true,
        (Json::Bool(own), serde_json::Value::Bool(theirs)) => own == theirs,
        (Json::Number(own), serde_json::Value::Number(theirs)) => theirs.as_u64() == Some(u64::from(*own)),
        (Json::Other(own), serde_json::Value::Number(theirs)) => own.parse::<f64>().ok() == theirs.as_f64(),
        (Json::Text(own), serde_json::Value::String(theirs)) => own == theirs,
        (Json::List(own), serde_json::Value::Array(theirs)) => {
            own.len() == theirs.len() && own.iter().zip(theirs).all(|(own, theirs)| same(own, theirs))
        }
        (Json::Object(own), serde_json::Value::Object(theirs)) => {
            own.len() == theirs.len() && own.iter().all(|(key, own)| same(own, &theirs[key]))
        }
        _ => false,
    }
}

#[test]
fn a_text_is_read_as_another_reader_reads_it() {
    for text in TEXTS {
        match (Json::parse(text), serde_json::from_str::<serde_json::Value>(text)) {
            (Ok(own), Ok(theirs)) => assert!(same(&own, &theirs), "{text}: {own:?}, {theirs:?}"),
            (Err(_), Err(_)) => {}
            (own, theirs) => panic!("{text}: {own:?}, {theirs:?}"),
        }
    }
}

/// The body as one tree again.
fn whole(body: Body) -> Json {
    let tree = |text: &str| Json::parse(text).unwrap();
    let value = |(key, member)| match (tree(key), member) {
        (Json::Text(key), Member::Rows(rows)) => (key, Json::List(rows.into_iter().map(tree).list())),
        (Json::Text(key), Member::Value(value)) => (key, tree(value)),
        (key, _) => panic!("{key:?}"),
    };
    match body {
        Body::Plan(members) => Json::Object(members.into_iter().map(value).list()),
        Body::Other(other) => tree(other),
    }
}

#[test]
fn a_body_is_what_a_tree_is_at_every_depth() {
    for text in TEXTS {
        for around in
            [["", ""], ["[", "]"], ["{\"a\":", "}"], ["{\"a\":[1,", "]}"], ["{\"a\":[{\"b\":[", ",2]},3]}"]]
        {
            let text = around.join(text);
            assert_eq!(Body::parse(&text).map(whole), Json::parse(&text), "{text}");
        }
    }
    for depth in [MAX_NESTING - 1, MAX_NESTING] {
        let text = format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(Body::parse(&text).map(whole), Json::parse(&text), "{depth}");
    }
}

#[test]
fn what_only_begins_as_a_number_is_a_number_that_no_plan_holds() {
    for text in ["01", "-", "1.", "1e", "1.2.3", "-x", "1-1"] {
        assert_eq!(Json::parse(text), Ok(Json::Other(text.to_owned())));
    }
}

#[test]
fn half_a_sign_becomes_the_sign_for_what_cannot_be_read() {
    let text = |text: &str| Json::parse(text).map(|json| json.text());
    assert_eq!(text(r#""\ud83d""#), Ok("\"\u{fffd}\"".to_owned()));
    assert_eq!(text(r#""\ude00\ud83dx\ud83d\u3042""#), Ok("\"\u{fffd}\u{fffd}x\u{fffd}あ\"".to_owned()));
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Json::parse(&nested(MAX_NESTING)).is_ok());
    assert!(Json::parse(&nested(MAX_NESTING + 1)).is_err());
    assert!(Json::parse(&"[".repeat(1_000_000)).is_err());
    assert!(Json::parse(&"{\"a\":".repeat(1_000_000)).is_err());
}

#[test]
fn where_a_text_is_no_json_is_said_by_line_and_column() {
    for (text, line, column) in
        [("x", 1, 1), ("[\n  1,\n  x]", 3, 3), ("[\"計画\" 1]", 1, 7), ("\"計\u{1}", 1, 3)]
    {
        assert_eq!(Json::parse(text), Err(Damage::Json { line, column }), "{text}");
    }
}
