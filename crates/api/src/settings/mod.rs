//! `/api/v1/terms`, `/bank-accounts`, `/accounts`, `/rates`

mod accounts;
mod bank_accounts;
mod change_bank_account;
mod change_terms;
mod rates;
mod terms;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let read = Policy::Needs(Permission::SettingsRead);
    let write = Policy::Needs(Permission::SettingsWrite);
    registry
        .route(read, routes!(terms::list_terms))
        .route(read, routes!(terms::get_terms))
        .route(write, routes!(terms::create_terms))
        .route(write, routes!(change_terms::update_terms))
        .route(read, routes!(terms::preview_terms))
        .route(read, routes!(bank_accounts::list_bank_accounts))
        .route(write, routes!(bank_accounts::create_bank_account))
        .route(write, routes!(change_bank_account::update_bank_account))
        .route(read, routes!(accounts::list_accounts))
        .route(write, routes!(accounts::map_account))
        .route(read, routes!(rates::list_rates))
        .route(write, routes!(rates::set_rate))
}
