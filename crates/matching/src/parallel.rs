//! Work on several threads with a result that does not depend on how many there are.

use std::ops::Range;
use std::thread;

/// Two pieces of work at once.
pub(crate) fn pair<A: Send, B>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let left = scope.spawn(a);
        let right = b();
        match left.join() {
            Ok(left) => (left, right),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// `work` over consecutive parts of `0..n`; the results in the order of the parts.
pub(crate) fn parts<T: Send>(
    n: usize,
    threads: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let threads = threads.clamp(1, 16);
    if threads == 1 || n < 2_000 {
        return vec![work(0..n)];
    }
    let size = n.div_ceil(threads);
    let work = &work;
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|t| scope.spawn(move || work((t * size).min(n)..((t + 1) * size).min(n))))
            .collect();
        running
            .into_iter()
            .map(|part| match part.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}
