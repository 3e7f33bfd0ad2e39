//! OFX 1.x (SGML with unclosed tags) and 2.x (XML), QFX.
//!
//! # Sources
//! OFX 1.0.2, 1.6, 2.0–2.2: `STMTRS`, `CCSTMTRS` (cards); `LEDGERBAL` is the booked closing balance;
//! an opening balance does not exist in the format.
//!
//! # Deviations read
//! Blank lines before, no blank line or no header at all, wrong or missing charset names, header
//! and content in one line, tags closed in 1.x or not closed in 2.x, empty tags, tags outside the
//! standard, decimal commas, amounts with a currency sign, zero dates, mixed-case tags.

mod header;
mod sgml;
mod statement;

pub(crate) use statement::read;
