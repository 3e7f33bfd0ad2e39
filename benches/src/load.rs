//! Many clients doing the same thing for a while.

use crate::meter::{Cost, Meter};
use crate::{Options, Outcome};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// Runs `op` on `clients` threads for the time of the options, each with a state of its own and
/// never the same number twice; gives how many it did, what it cost, and how long each took.
pub(crate) fn hammer<S>(
    clients: usize,
    options: &Options,
    server: Option<u32>,
    state: impl Fn(usize) -> Outcome<S> + Sync,
    op: impl Fn(&mut S, i64) -> Outcome<()> + Sync,
) -> Outcome<(u64, Cost, Vec<Duration>)> {
    static NEXT: AtomicI64 = AtomicI64::new(1);
    let stop = AtomicBool::new(false);
    let ready = std::sync::Barrier::new(clients + 1);
    std::thread::scope(|scope| {
        let (ready, stop, state, op) = (&ready, &stop, &state, &op);
        let threads: Vec<_> = (0..clients)
            .map(|client| {
                scope.spawn(move || -> Outcome<Vec<Duration>> {
                    let made = state(client);
                    ready.wait();
                    let mut made = made?;
                    let mut times = Vec::new();
                    while !stop.load(Ordering::Relaxed) {
                        let began = Instant::now();
                        op(&mut made, NEXT.fetch_add(1, Ordering::Relaxed))?;
                        times.push(began.elapsed());
                    }
                    Ok(times)
                })
            })
            .collect();
        ready.wait();
        let meter = Meter::start(server);
        std::thread::sleep(options.time());
        stop.store(true, Ordering::Relaxed);
        let mut times = Vec::new();
        for thread in threads {
            times.extend(thread.join().map_err(|_panic| "a client panicked")??);
        }
        let cost = meter.stop();
        Ok((u64::try_from(times.len())?, cost, times))
    })
}
