//! `/api/v1/public/…`: what a link opens for somebody without an account (reliability.md §4.7).
//!
//! The secret is in the path and nowhere else: it is never logged, stored or part of an
//! idempotency key; asking twice gives the same answer because of what the statement already is.

mod answer;
mod file;
mod guard;
mod pace;
mod seen;
mod show;
mod view;

pub(crate) use guard::guard;
pub use pace::Pace;

use crate::registry::{Policy, Registry};
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(Policy::Link, routes!(show::show_statement))
        .route(Policy::Link, routes!(seen::mark_statement_seen))
        .route(Policy::Link, routes!(answer::answer_statement))
        .route(Policy::Link, routes!(file::show_statement_pdf))
        .route(Policy::Link, routes!(file::show_statement_xlsx))
}
