//! A believable trading company with eighteen months of business, the same for the same seed,
//! dated relative to today and made through the same commands as everything else.

mod agenda;
mod agreeing;
mod bills;
mod confirming;
mod disputes;
mod engine;
mod goods;
mod hiring;
mod money;
mod setup;
mod stock;
pub mod world;

pub use setup::{DEMO_MONTHS, DEMO_PASSWORD, DemoReport, build};
