//! `/api/v1/ledger` and `/periods`

mod close;
mod entries;
mod entry;
mod export;
mod export_entries;
mod journal;
mod periods;
mod reopen;
mod tie_out;
mod trial_balance;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    registry
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export::export_trial_balance),
        )
        .route(
            Policy::Needs(Permission::ExportsRead),
            routes!(export_entries::export_ledger_entries),
        )
        .route(
            Policy::Needs(Permission::LedgerRead),
            routes!(entries::list_ledger_entries),
        )
        .route(
            Policy::Needs(Permission::LedgerRead),
            routes!(entry::get_ledger_entry),
        )
        .route(
            Policy::Needs(Permission::LedgerRead),
            routes!(trial_balance::get_trial_balance),
        )
        .route(
            Policy::Needs(Permission::LedgerRead),
            routes!(tie_out::get_tie_out),
        )
        .route(
            Policy::Needs(Permission::LedgerRead),
            routes!(periods::list_periods),
        )
        .route(
            Policy::Needs(Permission::LedgerPost),
            routes!(journal::post_ledger_entry),
        )
        .route(
            Policy::Needs(Permission::LedgerPost),
            routes!(journal::reverse_ledger_entry),
        )
        .route(
            Policy::Needs(Permission::LedgerClose),
            routes!(close::close_period),
        )
        .route(
            Policy::Needs(Permission::LedgerClose),
            routes!(reopen::reopen_period),
        )
}
