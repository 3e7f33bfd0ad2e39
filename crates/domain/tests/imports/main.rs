//! Imports on both engines, and a real file of 245,903 lines.

#![expect(clippy::expect_used, reason = "helpers of tests")]

mod common;
mod framework;
mod online_retail;
