//! A message to a user who has to wait.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Shorter work needs no message.
const PATIENCE: Duration = Duration::from_secs(1);

/// Does the work. If it takes longer than a second, a message on standard error says what is being done.
pub fn while_saying<T>(what: &str, work: impl FnOnce() -> T) -> T {
    said_after(PATIENCE, || crate::say::report(what), work)
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
    fn only_long_work_gives_a_message() {
        let (sender, receiver) = channel();
        let long = sender.clone();
        // The work waits for the message.
        said_after(
            Duration::ZERO,
            move || long.send("long").unwrap(),
            || assert_eq!(receiver.recv(), Ok("long")),
        );
        said_after(Duration::MAX, move || sender.send("short").unwrap(), || ());
        assert!(receiver.recv().is_err());
    }
}
