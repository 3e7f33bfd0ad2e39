//! The steps, strongest evidence first. Rows are taken only through the desk, each once.

mod alone;
mod causes;
mod desk;
mod evidence;
mod fit;
mod keys;
mod links;
mod loose;
mod resolve;
mod signs;

use crate::amount::NOISE;
use crate::outcome::{How, Outcome};
use crate::side::{Side, Standing};
use desk::Desk;

/// What the two parties allow.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// Amounts this close agree, in [`crate::amount::ONE`]ths, inclusive.
    pub tolerance: i64,
    /// Days that rows without a common number may lie apart, inclusive.
    pub days: i32,
    /// Threads to work with; the result is the same with any number.
    pub threads: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            tolerance: 0,
            days: 5,
            threads: 2,
        }
    }
}

/// Reconciles two sides. Theirs is turned when their sign is the opposite of ours, so that its rows
/// and the outcome speak one language afterwards.
pub fn reconcile(ours: &Side, theirs: &mut Side, policy: Policy) -> Outcome {
    let policy = Policy {
        tolerance: policy.tolerance.clamp(0, i64::MAX / 4).max(NOISE),
        ..policy
    };
    let our_keys = keys::Keys::read(ours);
    let their_keys = keys::Keys::read(theirs);
    let pairs = links::weigh(ours, &our_keys, theirs, &their_keys, &policy);
    let turned = signs::opposite(ours, theirs, &pairs);
    if turned {
        theirs.turn();
    }
    let mut desk = Desk::new(ours, theirs, policy);
    openings(&mut desk);
    links::run(&mut desk, &our_keys, &their_keys, &pairs);
    evidence::run(&mut desk);
    loose::run(&mut desk);
    let mut outcome = alone::conclude(desk);
    outcome.turned = turned;
    outcome
}

/// Opening balances are compared with each other and with nothing else.
fn openings(desk: &mut Desk<'_>) {
    let of = |view: &desk::View<'_>| -> Vec<u32> {
        (0..view.len())
            .filter(|rank| view.row(*rank).standing == Standing::Opening)
            .collect()
    };
    let (ours, theirs) = (of(&desk.ours), of(&desk.theirs));
    if !ours.is_empty() && !theirs.is_empty() {
        desk.take(&ours, &theirs, How::Opening);
    }
}
