//! The made-up world of the demo: who sells, who buys, what is sold. Pure and deterministic.
//!
//! All names are invented; a resemblance to a real company is chance.

mod customers;
mod people;
mod products;

pub use customers::{DemoCustomer, Habit, customers};
pub use people::{DemoPerson, MORE_DEPARTMENTS, people};
pub use products::{DemoProduct, products};
