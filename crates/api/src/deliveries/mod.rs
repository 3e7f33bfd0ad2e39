//! `/api/v1/deliveries`

mod cancel;
mod change;
mod create;
mod export;
mod get;
mod list;
mod sign;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_deliveries),
        )
        .route(
            Policy::Needs(Permission::DeliveriesRead),
            routes!(list::list_deliveries),
        )
        .route(
            Policy::Needs(Permission::DeliveriesWrite),
            routes!(create::create_delivery),
        )
        .route(
            Policy::Needs(Permission::DeliveriesRead),
            routes!(get::get_delivery),
        )
        .route(
            Policy::Needs(Permission::DeliveriesWrite),
            routes!(change::change_delivery),
        )
        .route(
            Policy::Needs(Permission::DeliveriesSign),
            routes!(sign::sign_delivery),
        )
        .route(
            Policy::Needs(Permission::DeliveriesWrite),
            routes!(cancel::cancel_delivery),
        )
}
