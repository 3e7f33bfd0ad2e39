//! `/api/v1/reports`, `/worklist`, `/search`, and customers at a glance.

mod aging;
mod aging_items;
mod balance;
mod dashboard;
mod export;
mod over_limit;
mod overview;
mod search;
mod worklist;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_aging),
        )
        .route(
            Policy::Needs(Permission::ReportsRead),
            routes!(aging::get_aging),
        )
        .route(
            Policy::Needs(Permission::ReportsRead),
            routes!(aging_items::list_aging_items),
        )
        .route(
            Policy::Needs(Permission::ReportsRead),
            routes!(balance::get_customer_balance),
        )
        .route(
            Policy::Needs(Permission::ReportsRead),
            routes!(overview::get_customer_overview),
        )
        .route(
            Policy::Needs(Permission::ReportsRead),
            routes!(over_limit::list_over_limit),
        )
        .route(
            Policy::Needs(Permission::ReportsRead),
            routes!(dashboard::get_dashboard),
        )
        .route(
            Policy::Needs(Permission::SelfUse),
            routes!(worklist::get_worklist),
        )
        .route(
            Policy::Needs(Permission::SelfUse),
            routes!(search::search_everything),
        )
}
