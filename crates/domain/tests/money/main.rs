//! Money on both engines: receipts, allocation, ageing, books, statements.

#![expect(clippy::expect_used, reason = "helpers of tests")]

mod allocation;
mod race;
mod receipts;
mod seed;
