//! The plan file: a written file is read again, and no input makes the reader panic.

use machi_plan::locale::JA;
use machi_plan::plan::*;
use machi_plan::planfile::{self, Damage, Expected, PlanFault, PlanFileError, wire};

fn plan() -> Plan {
    let year = |year, printed: &str| YearCell { year: FiscalYear(year), printed: printed.into() };
    Plan {
        about: About {
            id: "city".into(),
            title: "計画 <script>\"\\\u{2028}".into(),
            first_year: FiscalYear(2023),
            last_year: FiscalYear(2025),
            results_year: Some(FiscalYear(2024)),
            level_names: vec!["基本方針".into(), String::new(), "項目".into()],
            ..About::default()
        },
        outline: vec![
            OutlineRow { id: "1".into(), name: "上".into(), ..OutlineRow::default() },
            OutlineRow { id: "1-1".into(), parent_id: Some("1".into()), ..OutlineRow::default() },
        ],
        items: vec![
            Item {
                id: "1".into(),
                outline_id: "1-1".into(),
                departments: vec![
                    Assignment { department: "財政局".into(), lead: true },
                    Assignment { department: "各課".into(), lead: false },
                ],
                actions: vec![Action {
                    mark: "①".into(),
                    cells: vec!["実施\n→".into(), String::new(), "→".into()],
                    inferred: true,
                    note: "資料の欄が足りません。".into(),
                    ..Action::default()
                }],
                indicators: vec![Indicator {
                    id: "1.1".into(),
                    unit: "%".into(),
                    direction: Direction::Lower,
                    kind: Kind::Cumulative,
                    baseline_year: Some(FiscalYear(2021)),
                    targets: vec![year(2023, "—"), year(2025, "98.0%未満")],
                    ..Indicator::default()
                }],
                results: vec![YearResult {
                    year: FiscalYear(2024),
                    text: "した".into(),
                    ..YearResult::default()
                }],
                ..Item::default()
            },
            Item { id: "2".into(), outline_id: "1".into(), repost_of: Some("1".into()), ..Item::default() },
        ],
        departments: vec![Department { name: "財政局".into(), ..Department::default() }],
        statuses: vec![Status { status: "完了".into(), stage: Stage::NotBegun, ..Status::default() }],
        glossary: vec![Term { term: "DX".into(), ..Term::default() }],
        ..Plan::default()
    }
}

/// The result of reading the plan after a change.
fn fault(change: impl FnOnce(&mut Plan)) -> PlanFault {
    let mut changed = plan();
    change(&mut changed);
    match planfile::read(planfile::write(&changed).as_bytes()) {
        Err(PlanFileError::Damaged(Damage::Plan(fault))) => fault,
        other => panic!("expected a fault, found {other:?}"),
    }
}

#[test]
fn a_written_file_is_read_again() {
    let text = planfile::write(&plan());
    let (read, head) = planfile::read(text.as_bytes()).unwrap();
    assert_eq!(read, plan());
    assert_eq!(head.fingerprint, planfile::fingerprint(head.body));
    assert_eq!(planfile::write(&read), text);
}

#[test]
fn a_file_has_the_version_of_its_latest_key() {
    let version = |plan: &Plan| planfile::read_head(planfile::write(plan).as_bytes()).unwrap().version;
    assert_eq!(version(&plan()), 1);
    let changes: [fn(&mut Plan); 6] = [
        |p| p.about.page_url = "https://example.jp/".into(),
        |p| p.items[1].tags = vec!["SDGs:11".into()],
        |p| p.items[0].indicators[0].rates = vec![YearCell { year: FiscalYear(2023), printed: "98%".into() }],
        |p| p.statuses[0].aspect = "進捗".into(),
        |p| p.items[1].ratings = vec![Rating { year: FiscalYear(2024), ..Rating::default() }],
        |p| p.changes = vec![Change { id: "9".into(), ..Change::default() }],
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let mut changed = plan();
        change(&mut changed);
        assert_eq!(version(&changed), 2, "change {at}");
        assert_eq!(planfile::read(planfile::write(&changed).as_bytes()).unwrap().0, changed, "change {at}");
    }
}

#[test]
fn empty_values_are_not_written() {
    let text = planfile::write(&plan());
    for absent in ["\"\"}", "null", "false", "\"corrections\"", "\"subtitle\"", "[]"] {
        assert!(!text.contains(absent), "{absent} in {text}");
    }
}

#[test]
fn unknown_keys_are_passed_over_and_wrong_types_are_damage() {
    let file = |body: &str| {
        let fingerprint = planfile::fingerprint(body);
        format!(r#"{{"format":"machi-plan","version":1,"fingerprint":"{fingerprint}","plan":{body}}}"#)
    };
    let body = r#"{"about":{"plan_id":"x","first_year":2023,"last_year":2027,"later":[1]},"more":{}}"#;
    assert!(planfile::read(file(body).as_bytes()).is_ok());
    // Another writer may escape a key, or write it twice. The last one counts.
    for (body, found) in [
        (r#"{"\u0069tems":[],"items":3}"#, Some("3")),
        (r#"{"items":[],"\u0069tems":3}"#, Some("3")),
        (r#"{"items":3,"items":[]}"#, None),
    ] {
        let wrong = match planfile::read(file(body).as_bytes()) {
            Err(PlanFileError::Damaged(Damage::Value { key, found, .. })) if key == "items" => Some(found),
            _ => None,
        };
        assert_eq!(wrong.as_deref(), found, "{body}");
    }
    for body in ["{\"items\":[{]}", "[[["] {
        let error = planfile::read(file(body).as_bytes()).unwrap_err();
        assert!(matches!(error, PlanFileError::Damaged(Damage::Json { .. })), "{body}: {error:?}");
    }
    for (body, key, found, expected) in wrong_values() {
        let error = planfile::read(file(&body).as_bytes()).unwrap_err();
        let value = Damage::Value { key: key.into(), found: found.into(), expected };
        assert_eq!(error, PlanFileError::Damaged(value), "{body}");
        let message = error.say(&JA, "planData");
        assert!(message.starts_with(&format!("planData の {key} が {found} になっています。")), "{message}");
    }
}

/// A wrong value of each kind of key: the body, the keys that lead to it, the value, what it must be.
fn wrong_values() -> Vec<(String, &'static str, &'static str, Expected)> {
    let about =
        |value: &str| format!(r#"{{"about":{{"plan_id":"x","first_year":{value},"last_year":2027}}}}"#);
    let item = |inside: &str| format!(r#"{{"items":[{{"item_id":"1"}},{{{inside}}}]}}"#);
    let years = ["\"2024\"", "-1", "99999", "2024.5", "true", "[…]", "{…}"];
    let mut all: Vec<_> =
        years.map(|found| (about(&found.replace('…', "")), "about.first_year", found, Expected::Year)).into();
    all.extend([
        (item(r#""name":12"#), "items[1].name", "12", Expected::Text),
        (
            item(r#""indicators":[{"indicator_id":false}]"#),
            "items[1].indicators[0].indicator_id",
            "false",
            Expected::Text,
        ),
        (item(r#""indicators":{}"#), "items[1].indicators", "{…}", Expected::Rows),
        (item(r#""schedule":[{"cells":["a",null]}]"#), "items[1].schedule[0].cells", "null", Expected::Texts),
        (item(r#""schedule":[{"inferred":1}]"#), "items[1].schedule[0].inferred", "1", Expected::Flag),
        (item(r#""results":[7]"#), "items[1].results[0]", "7", Expected::Row),
        (r#"{"about":[]}"#.into(), "about", "[…]", Expected::Row),
        (r#"{"items":3}"#.into(), "items", "3", Expected::Rows),
        ("[]".into(), "plan", "[…]", Expected::Row),
    ]);
    all
}

#[test]
fn a_plan_that_contradicts_itself_is_refused() {
    use PlanFault::*;
    assert_eq!(fault(|p| p.about.last_year = FiscalYear(2022)), Years { first: 2023, last: 2022 });
    assert_eq!(fault(|p| p.about.last_year = FiscalYear(2123)), Years { first: 2023, last: 2123 });
    assert_eq!(fault(|p| p.about.first_year = FiscalYear(0)), Years { first: 0, last: 2025 });
    assert_eq!(fault(|p| p.about.id = "a b".into()), BadId { table: "計画", id: "a b".into() });
    assert_eq!(fault(|p| p.items[1].id = "1".into()), DuplicateId { table: "取組", id: "1".into() });
    assert_eq!(fault(|p| p.outline[1].id = "1".into()), DuplicateId { table: "体系", id: "1".into() });
    let unresolved = |id: &str| Unresolved { table: "取組", id: id.into(), target: "9".into() };
    assert_eq!(fault(|p| p.items[0].outline_id = "9".into()), unresolved("1"));
    assert_eq!(fault(|p| p.items[1].repost_of = Some("9".into())), unresolved("2"));
    assert_eq!(fault(|p| p.items[1].repost_of = Some("2".into())), RepostOfRepost { id: "2".into() });
    assert_eq!(fault(|p| p.outline[0].parent_id = Some("1-1".into())), ParentAfterChild { id: "1".into() });
    assert_eq!(fault(|p| p.outline[0].parent_id = Some("1".into())), ParentAfterChild { id: "1".into() });
    let count = CellCount { id: "1".into(), found: 2, expected: 3 };
    assert_eq!(fault(|p| p.items[0].actions[0].cells.truncate(2)), count);
    assert_eq!(fault(|p| p.items[0].indicators[0].targets.reverse()), Year { id: "1.1".into(), year: 2023 });
    assert_eq!(
        fault(|p| p.items[0].indicators[0].targets[1].year = FiscalYear(2023)),
        Year { id: "1.1".into(), year: 2023 }
    );
    let change = |year| {
        move |p: &mut Plan| {
            p.changes = vec![Change { id: "9".into(), year: Some(FiscalYear(year)), ..Change::default() }];
        }
    };
    assert_eq!(fault(change(1925)), Year { id: "9".into(), year: 1925 });
    assert_eq!(fault(change(2200)), Year { id: "9".into(), year: 2200 });
    assert_eq!(fault(|p| p.items[0].id = "1,2".into()), BadId { table: "取組", id: "1,2".into() });
    assert_eq!(
        fault(|p| p.items[0].indicators[0].targets[0].printed = " ".into()),
        BlankCell { id: "1.1".into() }
    );
    let twice = Correction {
        table: "取組".into(),
        id: "1".into(),
        column: "記号".into(),
        printed: "a".into(),
        corrected: "aa".into(),
        ..Correction::default()
    };
    let without_end = |p: &mut Plan| {
        p.items[0].mark = "a".into();
        p.corrections = vec![twice.clone(); 40];
    };
    assert_eq!(fault(without_end), Corrections { row: 20 });
    let columns = |head: usize, row: usize| {
        move |p: &mut Plan| {
            let (head, rows) = (vec![String::new(); head], vec![vec![String::new(); row]]);
            p.tables = vec![DocumentTable { id: "t".into(), head, rows, ..DocumentTable::default() }];
        }
    };
    let too_wide = || TooMany { table: "表の列", found: 101, limit: 100 };
    assert_eq!(fault(columns(101, 1)), too_wide());
    assert_eq!(fault(columns(100, 101)), too_wide());
    let mut widest = plan();
    columns(100, 100)(&mut widest);
    assert_eq!(planfile::check(&widest), Ok(()));
    let tables = |p: &mut Plan| p.tables = vec![DocumentTable::default(); 10_001];
    assert_eq!(fault(tables), TooMany { table: "表", found: 10_001, limit: 10_000 });
    let too_many = TooMany { table: "体系", found: 10_001, limit: 10_000 };
    assert_eq!(fault(|p| p.outline = vec![OutlineRow::default(); 10_001]), too_many);
}

#[test]
fn a_very_deep_outline_is_refused() {
    let deep = |p: &mut Plan| {
        for level in 2..40 {
            p.outline.push(OutlineRow {
                id: format!("x{level}"),
                parent_id: Some(if level == 2 { "1".into() } else { format!("x{}", level - 1) }),
                ..OutlineRow::default()
            });
        }
    };
    assert_eq!(fault(deep), PlanFault::TooDeep { id: "x33".into() });
}

/// A small generator: the same sequence on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// Reads the bytes and makes the message of a refusal. Neither may panic.
fn read_and_say(bytes: &[u8]) -> bool {
    match planfile::read(bytes) {
        Ok(_) => true,
        Err(error) => {
            assert!(!error.say(&JA, "plan.json").is_empty());
            false
        }
    }
}

#[test]
fn a_file_cut_at_any_byte_is_refused() {
    let text = planfile::write(&plan());
    for end in 0..text.len() {
        assert!(!read_and_say(&text.as_bytes()[..end]), "cut at {end}");
    }
}

#[test]
fn a_file_with_any_bit_flipped_is_refused() {
    let bytes = planfile::write(&plan()).into_bytes();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert!(!read_and_say(&flipped), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn no_json_makes_it_panic() {
    let body = wire::to_json(&plan()).text();
    let mut random = Random(7);
    let tokens = ["{}", "[]", "0", "-1", "65535", "\"\"", "null", "true", "1e99", "\"1\"", "[[0]]"];
    for _ in 0..3_000 {
        let mut value: serde_json::Value = serde_json::from_str(&body).unwrap();
        for _ in 0..=random.next(3) {
            mutate(&mut value, &mut random, &tokens);
        }
        let body = value.to_string();
        let fingerprint = planfile::fingerprint(&body);
        let head = format!(r#"{{"format":"machi-plan","version":1,"fingerprint":"{fingerprint}","plan":"#);
        read_and_say(format!("{head}{body}}}").as_bytes());
    }
}

/// Replaces a value somewhere in the tree.
fn mutate(value: &mut serde_json::Value, random: &mut Random, tokens: &[&str]) {
    use serde_json::Value;
    let deeper = random.next(6) > 0;
    match value {
        Value::Array(list) if deeper && !list.is_empty() => {
            let at = random.next(list.len());
            mutate(&mut list[at], random, tokens);
        }
        Value::Object(map) if deeper && !map.is_empty() => {
            let at = random.next(map.len());
            if let Some(inside) = map.values_mut().nth(at) {
                mutate(inside, random, tokens);
            }
        }
        _ => *value = serde_json::from_str(tokens[random.next(tokens.len())]).unwrap(),
    }
}
