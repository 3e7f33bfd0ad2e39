//! Money on both engines: receipts, allocation, ageing, books, statements.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "helpers of tests")]

mod ageing;
mod agreement;
mod allocation;
mod bank;
mod books;
mod desk;
mod disputes;
mod insight;
mod race;
mod receipts;
mod seed;
mod statements;
