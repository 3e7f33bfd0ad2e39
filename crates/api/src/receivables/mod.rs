//! `/api/v1/open-items`, `/allocations`, `/write-offs`: the sub-ledger.

mod allocate;
mod allocations;
mod dispute;
mod disputes;
mod export;
mod items;
mod oldest_first;
mod sides;
mod undo;
mod write_off;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_open_items),
        )
        .route(
            Policy::Needs(Permission::ReceiptsRead),
            routes!(items::list_open_items),
        )
        .route(
            Policy::Needs(Permission::ReceiptsRead),
            routes!(disputes::list_disputes),
        )
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(disputes::export_disputes),
        )
        .route(
            Policy::Needs(Permission::DisputesWrite),
            routes!(dispute::raise_dispute),
        )
        .route(
            Policy::Needs(Permission::DisputesWrite),
            routes!(dispute::resolve_dispute),
        )
        .route(
            Policy::Needs(Permission::ReceiptsRead),
            routes!(sides::get_allocation_sides),
        )
        .route(
            Policy::Needs(Permission::ReceiptsRead),
            routes!(allocations::list_allocations),
        )
        .route(
            Policy::Needs(Permission::AllocationsWrite),
            routes!(allocate::allocate),
        )
        .route(
            Policy::Needs(Permission::AllocationsWrite),
            routes!(oldest_first::allocate_oldest_first),
        )
        .route(
            Policy::Needs(Permission::AllocationsWrite),
            routes!(undo::undo_allocation),
        )
        .route(
            Policy::Needs(Permission::WriteOffsWrite),
            routes!(write_off::write_off_difference),
        )
}
