//! The steps, strongest evidence first. Each takes money only through the book.

mod advised;
mod edges;
mod gathered;
mod groups;
mod leftovers;
mod marginals;
mod named;
mod pool;
mod singles;
mod twins;

use crate::desk::Desk;
use crate::model::{Input, Plan, Policy};

/// Runs all steps.
pub(crate) fn run(input: Input<'_>, policy: Policy) -> Plan {
    let mut desk = Desk::new(input, policy);
    advised::run(&mut desk);
    named::exact(&mut desk);
    desk.learn();
    named::instalments(&mut desk);
    named::short(&mut desk);
    let rests = named::lists(&mut desk);
    let twins = twins::Twins::find(&desk);
    let mut edges = singles::edges(&desk, &twins);
    singles::run(&mut desk, &mut edges, 900);
    groups::run(&mut desk, &twins, &rests);
    singles::run(&mut desk, &mut edges, policy.propose_from);
    gathered::run(&mut desk);
    leftovers::plan(desk, &twins, edges)
}
