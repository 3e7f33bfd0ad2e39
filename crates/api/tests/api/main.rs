//! The API in process: one binary, a module per resource.

#![expect(clippy::expect_used, reason = "helpers of tests")]

mod calls;
mod document;
mod edge;
mod link;
mod lists;
mod matrix;
mod money;
mod office;
mod orders;
mod platform;
mod sales;
mod session;
mod support;
mod walls;
