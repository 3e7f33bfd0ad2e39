//! `/api/v1/statements/{id}/agreement`, `/links`, `/objections`: what staff do about a customer's answer.

mod get;
mod paper;
mod revoke;
mod send;
mod settle;
mod sheet;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission::{StatementsRead, StatementsWrite};
use utoipa_axum::routes;

pub(super) fn routes(registry: Registry) -> Registry {
    registry
        .route(Policy::Needs(StatementsRead), routes!(get::get_agreement))
        .route(
            Policy::Needs(StatementsRead),
            routes!(sheet::get_confirmation_sheet),
        )
        .route(
            Policy::Needs(StatementsWrite),
            routes!(send::send_statement_link),
        )
        .route(
            Policy::Needs(StatementsWrite),
            routes!(revoke::revoke_statement_link),
        )
        .route(
            Policy::Needs(StatementsWrite),
            routes!(paper::record_paper_confirmation),
        )
        .route(
            Policy::Needs(StatementsWrite),
            routes!(settle::settle_objection),
        )
}
