//! `/api/v1/setup`: the first start.

mod get;
mod run;

use crate::registry::{Policy, Registry};
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Public("tells whether anybody can sign in yet"),
            routes!(get::get_setup),
        )
        .route(
            Policy::Public("the one-time token printed at the first start is the credential"),
            routes!(run::run_setup),
        )
}
