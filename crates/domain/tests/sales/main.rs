//! Stories of fulfilment, invoicing and returns on both engines, each ending in exact open items,
//! an exact trial balance and every proof clean.

#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod bills;
mod deliveries;
mod invoices;
mod races;
mod returns;
mod sorting;
mod world;
