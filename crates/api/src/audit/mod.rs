//! `/api/v1/audit`, `/api/v1/access-log`

mod access;
pub(crate) mod event;
mod list;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let read = Policy::Needs(Permission::AuditRead);
    registry
        .route(read, routes!(list::list_audit))
        .route(read, routes!(access::list_access_log))
}
