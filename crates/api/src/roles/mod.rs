//! `/api/v1/roles`

mod list;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry.route(
        Policy::Needs(Permission::UsersRead),
        routes!(list::list_roles),
    )
}
