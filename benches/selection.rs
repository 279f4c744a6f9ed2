//! The native cost of a plan as it grows: reading it, its index, a selection, a change, a fragment. It prints the
//! median of several runs, in total and for an item. `cargo bench`
//!
//! There is no harness and no assertion: the bench only prints medians.

mod plans;

use std::hint::black_box;
use std::rc::Rc;

use machi_plan::locale::JA;
use machi_plan::model::{Loaded, Model, Settings};
use machi_plan::plan::Plan;
use machi_plan::planfile;
use machi_plan::search::Index;
use machi_plan::selection::{Prepared, ViewState, selection};
use machi_plan::view::{FragmentOptions, fragment};

use plans::{generated, median, short, yamaguchi};

const RUNS: usize = 11;

fn main() {
    let real = yamaguchi();
    println!("median of {RUNS} runs, in all and an item");
    println!("{:28} {:>20} {:>20} {:>20}", "", "42 items", "1,000 items", "10,000 items");
    let plans = [real.clone(), generated(&real, 1_000), generated(&real, 10_000)];
    let files: Vec<String> = plans.iter().map(planfile::write).collect();
    let prepared: Vec<Prepared> = plans.iter().cloned().map(Prepared::new).collect();
    let state = |query: &str, department: &str| {
        let mut state = ViewState::default();
        state.set("q", query);
        state.set("department", department);
        state
    };
    let all = state("", "");
    let typed = state("窓口", "");
    let filtered = state("", &real.departments[2].name);

    // 10,000 items as full as these are 26 MB, and a plan file above 20 MB is refused.
    row("plan file read", &plans[..2], |at| drop(black_box(planfile::read(files[at].as_bytes()).unwrap())));
    row("index", &plans, |at| drop(black_box(Index::new(Some(&plans[at]), &prepared[at].plan))));
    row("index, facts, corrections", &plans, |at| drop(black_box(Prepared::new(plans[at].clone()))));
    row("selection, all", &plans, |at| drop(black_box(selection(&prepared[at], &all))));
    row("selection, 「窓口」", &plans, |at| drop(black_box(selection(&prepared[at], &typed))));
    row("selection, a department", &plans, |at| drop(black_box(selection(&prepared[at], &filtered))));
    let settings = Settings::of("machi-plan");
    let drawn = |plan: &Plan| {
        let loaded = Rc::new(Loaded::new(plan.clone(), String::new()));
        Model::new(loaded, settings.clone(), all.clone()).begin_fresh().0
    };
    if std::env::args().any(|argument| argument == "typing") {
        return typing(&real, drawn);
    }
    let models: Vec<Model> = plans.iter().map(drawn).collect();
    row("selection and change", &plans, |at| drop(black_box(models[at].to(typed.clone(), false))));
    row("fragment", &plans, |at| {
        drop(black_box(fragment(&prepared[at], "", &JA, &FragmentOptions::default())));
    });
}

/// The keys and choices of a reader in 100,000 short items, whole turns of a model: the selection and every step.
fn typing(real: &Plan, model_of: impl Fn(&Plan) -> Model) {
    let plan = short(real, 100_000);
    let none = model_of(&plan);
    let go = |model: &Model, q: &str, key: &str, value: &str| {
        let mut state = ViewState::default();
        state.set("q", q);
        state.set(key, value);
        model.to(state, false).expect("another state").0
    };
    let department = &real.departments[2].name;
    let (first, chosen) = (go(&none, "窓", "q", "窓"), go(&none, "", "department", department));
    println!("100,000 short items");
    let line = |name: &str, work: &dyn Fn()| {
        println!("{name:20} {:>8.2} ms", median(RUNS, work).as_secs_f64() * 1e3);
    };
    line("first key", &|| drop(black_box(go(&none, "窓", "q", "窓"))));
    line("later key", &|| drop(black_box(go(&first, "窓口", "q", "窓口"))));
    line("a rare word", &|| drop(black_box(go(&none, "ない言葉", "q", "ない言葉"))));
    line("clear", &|| drop(black_box(go(&first, "", "q", ""))));
    line("a department", &|| drop(black_box(go(&none, "", "department", department))));
    line("all again", &|| drop(black_box(go(&chosen, "", "q", ""))));
    line("sort", &|| drop(black_box(go(&none, "", "sort", "-number"))));
}

/// One line: for each plan a time, and that time for an item.
fn row(name: &str, plans: &[Plan], work: impl Fn(usize)) {
    let cells = plans.iter().enumerate().map(|(at, plan)| {
        let time = median(RUNS, || work(at)).as_secs_f64();
        let each = time * 1e6 / plan.items.len() as f64;
        format!("{:>9.2} ms {each:>5.1} µs", time * 1e3)
    });
    // A Japanese character is two columns wide.
    let wide = name.chars().filter(|c| *c > '\u{2E80}').count();
    println!("{name:width$} {}", cells.collect::<Vec<_>>().join(" "), width = 28 - wide);
}
