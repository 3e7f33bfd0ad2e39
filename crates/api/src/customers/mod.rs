//! `/api/v1/customers`

mod body;
mod create;
mod credit_limit;
mod export;
mod fields;
mod get;
mod list;
mod payers;
mod prices;
mod remove_price;
mod set_price;
mod status;
mod update;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let read = Policy::Needs(Permission::CustomersRead);
    let write = Policy::Needs(Permission::CustomersWrite);
    let credit = Policy::Needs(Permission::CustomersCredit);
    let price = Policy::Needs(Permission::ProductsWrite);
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_customers),
        )
        .route(read, routes!(list::list_customers))
        .route(write, routes!(create::create_customer))
        .route(read, routes!(payers::resolve_payers))
        .route(read, routes!(get::get_customer))
        .route(write, routes!(update::update_customer))
        .route(credit, routes!(status::set_customer_status))
        .route(credit, routes!(credit_limit::set_credit_limit))
        .route(read, routes!(prices::list_customer_prices))
        .route(price, routes!(set_price::set_customer_price))
        .route(price, routes!(remove_price::remove_customer_price))
}
