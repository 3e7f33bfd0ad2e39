//! `/api/v1/departments`

mod create;
mod list;
mod update;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let write = Policy::Needs(Permission::UsersWrite);
    registry
        .route(
            Policy::Needs(Permission::SelfUse),
            routes!(list::list_departments),
        )
        .route(write, routes!(create::create_department))
        .route(write, routes!(update::update_department))
}
