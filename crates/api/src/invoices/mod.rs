//! `/api/v1/invoices`

mod billable;
mod bureau;
mod change;
mod create;
mod credit;
mod delete;
mod export;
mod get;
mod issue;
mod list;
mod view;

pub(crate) use credit::RedBody;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_invoices),
        )
        .route(
            Policy::Needs(Permission::InvoicesRead),
            routes!(list::list_invoices),
        )
        .route(
            Policy::Needs(Permission::InvoicesWrite),
            routes!(create::draft_invoice),
        )
        .route(
            Policy::Needs(Permission::InvoicesRead),
            routes!(billable::list_billable),
        )
        .route(
            Policy::Needs(Permission::InvoicesRead),
            routes!(get::get_invoice),
        )
        .route(
            Policy::Needs(Permission::InvoicesWrite),
            routes!(change::change_invoice),
        )
        .route(
            Policy::Needs(Permission::InvoicesWrite),
            routes!(delete::delete_invoice),
        )
        .route(
            Policy::Needs(Permission::InvoicesIssue),
            routes!(issue::issue_invoice),
        )
        .route(
            Policy::Needs(Permission::InvoicesIssue),
            routes!(credit::credit_invoice),
        )
        .route(
            Policy::Needs(Permission::InvoicesIssue),
            routes!(bureau::record_bureau_number),
        )
}
