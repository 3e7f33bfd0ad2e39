//! `/api/v1/customers`

mod create;
mod list;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Needs(Permission::CustomersRead),
            routes!(list::list_customers),
        )
        .route(
            Policy::Needs(Permission::CustomersWrite),
            routes!(create::create_customer),
        )
}
