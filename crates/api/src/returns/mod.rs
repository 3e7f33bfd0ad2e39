//! `/api/v1/returns`

mod create;
mod credit;
mod export;
mod get;
mod list;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_returns),
        )
        .route(
            Policy::Needs(Permission::DeliveriesRead),
            routes!(list::list_returns),
        )
        .route(
            Policy::Needs(Permission::ReturnsWrite),
            routes!(create::create_return),
        )
        .route(
            Policy::Needs(Permission::DeliveriesRead),
            routes!(get::get_return),
        )
        .route(
            Policy::Needs(Permission::InvoicesIssue),
            routes!(credit::credit_return),
        )
}
