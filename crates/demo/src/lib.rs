//! A believable trading company with eighteen months of business, the same for the same seed,
//! dated relative to today and made through the same commands as everything else.

pub mod world;
