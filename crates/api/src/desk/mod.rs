//! `/api/v1/receipt-desk`: proposals and what is done with them; learnt payers; the match rate.

mod accept;
mod aliases;
mod get;
mod list;
mod mark;
mod propose;
mod rate;
mod run;
mod settle;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let reads = Policy::Needs(Permission::ReceiptsRead);
    let applies = Policy::Needs(Permission::AllocationsWrite);
    registry
        .route(reads, routes!(list::list_receipt_desk))
        .route(applies, routes!(run::start_desk_run))
        .route(applies, routes!(accept::accept_exact))
        .route(reads, routes!(get::get_desk_receipt))
        .route(applies, routes!(propose::propose_receipt))
        .route(applies, routes!(settle::settle_receipt))
        .route(applies, routes!(mark::mark_receipt))
        .route(reads, routes!(aliases::list_payer_aliases))
        .route(applies, routes!(aliases::forget_payer_alias))
        .route(
            Policy::Needs(Permission::ReportsRead),
            routes!(rate::get_match_rate),
        )
}
