//! `/api/v1/orders`

mod cancel;
mod change;
mod close;
mod confirm;
mod create;
mod deals;
mod document;
mod draft;
mod export;
mod get;
mod list;
mod release;
mod submit;
mod suggestions;
mod verify;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let read = Policy::Needs(Permission::OrdersRead);
    let write = Policy::Needs(Permission::OrdersWrite);
    let confirm = Policy::Needs(Permission::OrdersConfirm);
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_orders),
        )
        .route(read, routes!(list::list_orders))
        .route(read, routes!(suggestions::list_price_suggestions))
        .route(read, routes!(deals::list_last_deals))
        .route(read, routes!(get::get_order))
        .route(write, routes!(create::create_order))
        .route(write, routes!(verify::verify_order))
        .route(write, routes!(change::change_order))
        .route(write, routes!(submit::submit_order))
        .route(confirm, routes!(confirm::confirm_order))
        .route(confirm, routes!(close::close_order))
        .route(confirm, routes!(cancel::cancel_order))
        .route(
            Policy::Needs(Permission::OrdersRelease),
            routes!(release::release_finding),
        )
}
