//! Which money pays which debt. Pure functions over slices: no clock, no database.
//!
//! **Invariants:** Σ pairs never exceeds either side; no item is used beyond what it has open; the
//! same input gives the same plan. The engine that reads references and payers (issue 3) grows
//! here beside [`oldest_first`].

mod oldest_first;

pub use oldest_first::{Open, Pair, oldest_first};
