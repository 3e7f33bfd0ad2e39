//! Ways from what a receipt says to the few items it can mean. Each is built once and read often;
//! none compares every receipt with every item.

mod chains;
mod facts;
mod names;
mod numbers;

pub(crate) use chains::{Buckets, Hashed, hash, mix};
pub(crate) use facts::{Facts, NO_DAY, NONE, facts};
pub(crate) use names::Names;
pub(crate) use numbers::{Link, Linker, NumberIndex};
