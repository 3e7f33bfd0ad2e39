//! SQL of the read models.

pub(super) mod aging;
