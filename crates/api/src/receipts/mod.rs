//! `/api/v1/receipts`

mod allocate_oldest;
mod claim;
mod enter;
mod export;
mod get;
mod list;
mod reverse;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_receipts),
        )
        .route(
            Policy::Needs(Permission::ReceiptsRead),
            routes!(list::list_receipts),
        )
        .route(
            Policy::Needs(Permission::ReceiptsWrite),
            routes!(enter::enter_receipt),
        )
        .route(
            Policy::Needs(Permission::ReceiptsRead),
            routes!(get::get_receipt),
        )
        .route(
            Policy::Needs(Permission::ReceiptsWrite),
            routes!(claim::claim_receipt),
        )
        .route(
            Policy::Needs(Permission::ReceiptsWrite),
            routes!(reverse::reverse_receipt),
        )
        .route(
            Policy::Needs(Permission::AllocationsWrite),
            routes!(allocate_oldest::allocate_receipt_oldest),
        )
}
