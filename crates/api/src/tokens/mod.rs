//! `/api/v1/tokens`: one's own API tokens.

mod create;
mod list;
mod revoke;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let own = Policy::Needs(Permission::SelfUse);
    registry
        .route(own, routes!(list::list_tokens))
        .route(own, routes!(create::create_token))
        .route(own, routes!(revoke::revoke_token))
}
