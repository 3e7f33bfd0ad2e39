//! `/api/v1/saved-views`

mod create;
mod list;
mod remove;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let own = Policy::Needs(Permission::SelfUse);
    registry
        .route(own, routes!(list::list_saved_views))
        .route(own, routes!(create::create_saved_view))
        .route(own, routes!(remove::remove_saved_view))
}
