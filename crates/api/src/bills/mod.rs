//! `/api/v1/bills`: bills of exchange.

mod allocate_oldest;
mod back;
mod done;
mod due;
mod enter;
mod export;
mod get;
mod ladder;
mod list;
mod pass;
mod split;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let read = || Policy::Needs(Permission::ReceiptsRead);
    let write = || Policy::Needs(Permission::BillsWrite);
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_bills),
        )
        .route(read(), routes!(ladder::get_bill_ladder))
        .route(read(), routes!(ladder::list_bill_alerts))
        .route(read(), routes!(list::list_bills))
        .route(write(), routes!(enter::enter_bill))
        .route(read(), routes!(get::get_bill))
        .route(write(), routes!(split::split_bill))
        .route(write(), routes!(pass::endorse_bill))
        .route(write(), routes!(pass::discount_bill))
        .route(write(), routes!(pass::pledge_bill))
        .route(write(), routes!(pass::release_bill))
        .route(write(), routes!(due::present_bill))
        .route(write(), routes!(due::honour_bill))
        .route(write(), routes!(due::dishonour_bill))
        .route(write(), routes!(due::recourse_bill))
        .route(write(), routes!(back::take_back_bill))
        .route(write(), routes!(back::reverse_bill))
        .route(
            Policy::Needs(Permission::AllocationsWrite),
            routes!(allocate_oldest::allocate_bill_oldest),
        )
}
