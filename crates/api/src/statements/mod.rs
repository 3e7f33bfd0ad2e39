//! `/api/v1/statements`

mod agreement;
mod export;
mod file;
mod get;
mod list;
mod make;
mod run;
mod view;
mod void;

pub(crate) use file::download;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    agreement::routes(registry)
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_statements),
        )
        .route(
            Policy::Needs(Permission::StatementsRead),
            routes!(list::list_statements),
        )
        .route(
            Policy::Needs(Permission::StatementsWrite),
            routes!(make::make_statement),
        )
        .route(
            Policy::Needs(Permission::StatementsWrite),
            routes!(run::run_statements),
        )
        .route(
            Policy::Needs(Permission::StatementsWrite),
            routes!(run::start_statement_run),
        )
        .route(
            Policy::Needs(Permission::StatementsRead),
            routes!(get::get_statement),
        )
        .route(
            Policy::Needs(Permission::StatementsWrite),
            routes!(void::void_statement),
        )
        .route(
            Policy::Needs(Permission::StatementsRead),
            routes!(file::get_statement_pdf),
        )
        .route(
            Policy::Needs(Permission::StatementsRead),
            routes!(file::get_statement_xlsx),
        )
}
