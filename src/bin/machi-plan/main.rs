//! temporary
use machi_plan::{locale::JA, planfile, planfile::wire, selection::Prepared, view};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let id = a[2].rsplit('/').next().unwrap();
    let w: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(format!("/tmp/tmpplans/{id}.json")).unwrap()).unwrap();
    let plan = wire::from_json(w.into()).unwrap();
    let file = planfile::write(&plan);
    let out = &a[4];
    if a[1] == "compile" {
        std::fs::write(out, file).unwrap();
    } else {
        let head = planfile::read_head(file.as_bytes()).unwrap();
        let fp = head.fingerprint.to_owned();
        let html = view::fragment(&Prepared::new(plan), &fp, &JA, &view::FragmentOptions::default());
        std::fs::write(out, html.into_string()).unwrap();
    }
}
