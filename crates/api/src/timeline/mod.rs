//! `/api/v1/timeline`

mod list;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    // The kind of the document decides the permission, inside the query.
    registry.route(
        Policy::Needs(Permission::SelfUse),
        routes!(list::get_timeline),
    )
}
