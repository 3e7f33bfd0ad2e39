//! `/api/v1/companies`, `/api/v1/company`: legal entities; `/api/v1/number-series`.

mod create;
mod get;
mod list;
mod series;
mod update;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let read = Policy::Needs(Permission::SettingsRead);
    registry
        .route(
            Policy::Needs(Permission::SelfUse),
            routes!(list::list_companies),
        )
        .route(
            Policy::Needs(Permission::UsersWrite),
            routes!(create::create_company),
        )
        .route(read, routes!(get::get_company))
        .route(
            Policy::Needs(Permission::SettingsWrite),
            routes!(update::update_company),
        )
        .route(read, routes!(series::list_number_series))
}
