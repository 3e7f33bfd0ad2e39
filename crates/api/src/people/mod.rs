//! `/api/v1/people`: colleagues, for choosing an owner.

mod list;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry.route(
        Policy::Needs(Permission::SelfUse),
        routes!(list::list_people),
    )
}
