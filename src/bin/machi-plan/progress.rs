//! A word to the one who waits, where there is something to wait for.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Nobody wonders before this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Does the work, and says on standard error what is being done where it takes longer than a second.
pub fn while_saying<T>(what: &str, work: impl FnOnce() -> T) -> T {
    said_after(PATIENCE, || crate::say::tell(what), work)
}

fn said_after<T>(patience: Duration, say: impl FnOnce() + Send, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if waiting.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                say();
            }
        });
        let result = work();
        drop(done);
        result
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_work_is_told() {
        let (told, tells) = channel();
        let long = told.clone();
        // The work lasts until it is told.
        said_after(
            Duration::ZERO,
            move || long.send("long").unwrap(),
            || assert_eq!(tells.recv(), Ok("long")),
        );
        said_after(Duration::MAX, move || told.send("short").unwrap(), || ());
        assert!(tells.recv().is_err());
    }
}
