//! Money on both engines: receipts, allocation, ageing, books, statements.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "helpers of tests")]

mod ageing;
mod allocation;
mod bank;
mod books;
<<<<<<< HEAD
mod disputes;
=======
mod desk;
>>>>>>> ce2e3fd (feat(bank): statements from files, rows known again, receipts of payers; feat(desk): proposals, applying, learnt payers; API)
mod insight;
mod race;
mod receipts;
mod seed;
mod statements;
