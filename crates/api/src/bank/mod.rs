//! `/api/v1/bank`: our accounts' statements, their rows, bank files; `/api/v1/receipt-rules`.

mod accounts;
mod classify;
mod import_view;
mod imports;
mod rows;
mod rules;
mod statements;

use crate::registry::{Policy, Registry};
use axum::extract::DefaultBodyLimit;
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

/// A file of 50 MiB and what multipart puts around it.
const UPLOAD_BYTES: usize = 51 << 20;

pub(crate) fn routes(registry: Registry) -> Registry {
    let reads = Policy::Needs(Permission::BankRead);
    let imports = Policy::Needs(Permission::ImportsWrite);
    let (schemas, paths, methods) = routes!(imports::start_bank_import);
    let upload = (
        schemas,
        paths,
        methods.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
    );
    registry
        .route(reads, routes!(accounts::list_bank_states))
        .route(reads, routes!(statements::list_bank_statements))
        .route(reads, routes!(rows::list_bank_rows))
        .route(
            Policy::Needs(Permission::ReceiptsWrite),
            routes!(classify::classify_bank_row),
        )
        .route(imports, upload)
        .route(imports, routes!(imports::get_bank_import))
        .route(imports, routes!(imports::store_bank_import))
        .route(
            Policy::Needs(Permission::SettingsRead),
            routes!(rules::get_receipt_rules),
        )
        .route(
            Policy::Needs(Permission::SettingsWrite),
            routes!(rules::set_receipt_rules),
        )
}
