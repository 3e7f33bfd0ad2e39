//! How a clerk reads: numbers in any dress, names with and without what does not tell them apart.

mod fold;
mod likeness;
mod name;
mod reading;

pub(crate) use likeness::{Fit, fit};
pub(crate) use name::{Forms, forms};
pub(crate) use reading::{Digits, Group, Join, Prefixes, ends_with, pow10, read};
