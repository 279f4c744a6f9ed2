//! Prints the names that the JavaScript of the script shares with Rust: `cargo xtask build` runs it.

fn main() {
    print!("{}", machi_plan::model::names_for_script());
}
