//! Standard error and standard output. Messages may be lost, results may not.
//!
//! `print!` and `eprintln!` panic where the reader of a pipe has gone. But `machi-plan compile … 2>&1 | head -1` must
//! write its file all the same.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};

use machi_plan::locale::{messages, plain};
use machi_plan::package::{Problem, Severity};

/// How many problems are printed. Nobody reads more, and a damaged file can have one in each of its 600,000 rows.
const MOST_PROBLEMS: usize = 1_000;

/// A line on standard error. If nobody reads it, it is lost.
pub fn report(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{}", plain(&line.to_string()));
}

/// A line on standard output that is not a result. If nobody reads it, it is lost.
pub fn mention(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{}", plain(line));
}

/// A result as text on standard output. The error is a sentence: the result was not written.
pub fn print(text: &str) -> Result<(), String> {
    print_bytes(text.as_bytes())
}

/// The same for bytes.
pub fn print_bytes(bytes: &[u8]) -> Result<(), String> {
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(bytes)
        .and_then(|()| stdout.flush())
        .map_err(|error| messages().command.cannot_print(reason(&error)))
}

/// Why the system refused, in the language of the messages. What is rare stays in the words of the system.
pub fn reason(error: &io::Error) -> String {
    use io::ErrorKind::*;
    let words = &messages().command;
    let own = match error.kind() {
        NotFound => words.not_found,
        PermissionDenied => words.not_allowed,
        NotADirectory => words.no_folder,
        IsADirectory => words.is_folder,
        ReadOnlyFilesystem => words.read_only,
        StorageFull | QuotaExceeded => words.disk_full,
        FileTooLarge => words.file_too_large,
        InvalidFilename => words.name_too_long,
        ResourceBusy | ExecutableFileBusy => words.in_use,
        BrokenPipe => words.nobody_reads,
        InvalidData => words.no_text,
        // Errors of our own are among these.
        _ => return error.to_string(),
    };
    own.to_owned()
}

/// Prints the problems that are at least as severe as `least` on standard error.
pub fn report_problems(problems: &[Problem], least: Severity) {
    let mut shown: Vec<&Problem> = problems.iter().filter(|problem| problem.severity() <= least).collect();
    let more = shown.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        // The gravest problems come first, so that the reason why nothing was written is never cut off.
        shown.sort_by_key(|problem| problem.severity());
        shown.truncate(MOST_PROBLEMS);
    }
    let mut stderr = BufWriter::new(io::stderr().lock());
    let said = shown.iter().try_for_each(|problem| writeln!(stderr, "{}", plain(&problem.to_string())));
    let end = if more > 0 { messages().command.more_problems(more) + "\n" } else { String::new() };
    let _ = said.and_then(|()| stderr.write_all(end.as_bytes())).and_then(|()| stderr.flush());
}
