//! The API in process: one binary, a module per resource.

mod edge;
mod matrix;
mod money;
mod orders;
mod platform;
mod sales;
mod session;
mod support;
