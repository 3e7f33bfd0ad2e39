//! SWIFT MT940 (statement) and MT942 (interim report).
//!
//! # Sources
//! SWIFT standards MT940/MT942: field 61 `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x][34x]`, field 86 free or
//! structured by the bank (`?NN` sub-fields of the German banks, `/WORD/` of the Dutch ones).
//! The sign: `C` and `RD` add, `D` and `RC` subtract; `RC` and `RD` are reversals.
//!
//! # Deviations read
//! Any text before the first tag, SWIFT envelopes, amounts with leading zeros or a point or
//! without a mark, a missing entry date, tags repeated or out of order, texts over the limit,
//! days that do not exist (30 February of 30/360 banks).

mod details;
mod lines;
mod statement;
mod tags;

pub(crate) use statement::read;
