//! `/api/v1/products`

mod body;
mod create;
mod export;
mod get;
mod list;
mod price;
mod tax_rate;
mod update;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let read = Policy::Needs(Permission::ProductsRead);
    let write = Policy::Needs(Permission::ProductsWrite);
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_products),
        )
        .route(read, routes!(list::list_products))
        .route(write, routes!(create::create_product))
        .route(read, routes!(get::get_product))
        .route(write, routes!(update::update_product))
        .route(write, routes!(price::set_product_price))
        .route(write, routes!(tax_rate::set_product_tax_rate))
}
