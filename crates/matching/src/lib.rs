//! Which money pays which debt. Pure functions over slices: no clock, no database, no float.
//!
//! # Purpose
//! - [`plan`]: open items and receipts (with remittance advice and payer aliases where there are
//!   any) into a [`Plan`]: who pays what, how sure that is, why, and what else was possible.
//! - [`reasons`]: a line of a plan in words.
//! - [`oldest_first`]: a credit on debts in their order.
//! - [`NumberReader`], [`sums_to`]: its reading of numbers and its bounded search for sums, for
//!   others who compare two lists.
//!
//! # How it thinks
//! Strongest evidence first; each step sees only what the steps before left open.
//! 1. *Advice and names.* Numbers are read from text in any dress (full-width, `O` for `0`, blanks,
//!    prefixes, ranges, shortened lists) and looked up by their digits. What is named and agrees to
//!    the cent, alone, as a list or as instalments, and has no rival, is the only thing **applied**.
//! 2. *Learning.* These receipts show who pays for whom and how late; both serve the steps below.
//!    Nothing is learnt beyond the call; [`Plan::learned`] offers aliases for a person to confirm.
//! 3. *Short, part, more, lists* of named items, within the [`Policy`].
//! 4. *Single items without a good number.* Candidates come from indexes (customer and amount, amount
//!    and date, running number, one slip away); evidence is added up in bits; belief propagation
//!    gives each answer its probability when nothing may be used twice.
//! 5. *Groups.* A bounded search for the items of a payer that make a sum; a choice must be far
//!    likelier than every other choice and than chance, otherwise nobody decides.
//! 6. *Leftovers* with the reason why.
//!
//! # Invariants
//! - Lines and leftovers of a receipt sum to the receipt; lines of an item never exceed what is open
//!   and have its sign; one currency a line.
//! - The plan depends on the rows, never on their order or on the number of threads.
//! - Two equally good answers: neither is applied.
//!
//! # Cost
//! O(n log n) in rows. Searches are bounded: 22 items a sum, 128 items an amount, 500 numbers a text.

mod assign;
mod bits;
mod book;
mod delay;
mod desk;
mod explain;
mod index;
mod model;
mod normalise;
mod numbers;
mod oldest_first;
mod parallel;
mod subset;

pub use explain::{Sentences, Words, explain, reasons};
pub use model::{
    Advice, Alias, Alternative, Decision, Evidence, Input, Item, Learned, Line, NumberFit,
    PayerFit, Plan, Policy, Receipt, Rule,
};
pub use numbers::{NumberForm, NumberReader};
pub use oldest_first::{Open, Pair, oldest_first};
pub use subset::solve as sums_to;

/// Plans which receipt pays which item. Ids must be unique on each side; rows that share one are
/// still never used twice, but which of them is first is decided by what else they hold.
#[must_use]
pub fn plan(input: Input<'_>, policy: Policy) -> Plan {
    assign::run(input, policy)
}
