//! The vocabulary every other room uses: money, quantities, ids, dates, the clock, refusals.
//!
//! **Invariant:** no IO, no SQL, no floating point. Everything here is a pure function of its
//! arguments; the time comes from [`clock::Clock`], ids from [`id::IdSource`].

pub mod actor;
pub mod aging;
pub mod calendar;
pub mod clock;
pub mod currency;
pub mod date;
pub mod decimal;
pub mod error;
pub mod id;
pub mod money;
pub mod page;
pub mod tax;
pub mod taxid;
pub mod terms;
pub mod uppercase;
