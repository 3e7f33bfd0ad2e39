//! `/api/v1/imports`: the import wizard.

mod change;
mod commit;
mod create;
mod errors;
mod get;
mod kinds;
mod list;
mod rows;
mod run;
mod view;

use crate::registry::{Policy, Registry};
use axum::extract::DefaultBodyLimit;
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

/// Two files of 50 MiB and what multipart puts around them.
const UPLOAD_BYTES: usize = 101 << 20;

pub(crate) fn routes(registry: Registry) -> Registry {
    let needs = Policy::Needs(Permission::ImportsWrite);
    let (schemas, paths, methods) = routes!(create::create_import);
    let upload = (
        schemas,
        paths,
        methods.layer(DefaultBodyLimit::max(UPLOAD_BYTES)),
    );
    registry
        .route(needs, routes!(list::list_imports))
        .route(needs, upload)
        .route(needs, routes!(kinds::list_import_kinds))
        .route(needs, routes!(get::get_import))
        .route(needs, routes!(change::change_import))
        .route(needs, routes!(commit::commit_import))
        .route(needs, routes!(rows::list_import_rows))
        .route(needs, routes!(errors::export_import_errors))
}
