//! `/api/v1/session`, `/api/v1/sessions`: signing in and out, one's own sessions and password.

mod end;
mod end_others;
mod get;
mod list;
mod password;
mod peer;
mod sign_in;
mod sign_out;
mod switch;
mod view;

pub(crate) use peer::Peer;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let own = Policy::Needs(Permission::SelfUse);
    registry
        .route(
            Policy::Public("signing in needs no session"),
            routes!(sign_in::sign_in),
        )
        .route(own, routes!(get::get_session))
        .route(own, routes!(switch::switch_company))
        .route(own, routes!(password::change_password))
        .route(own, routes!(list::list_sessions))
        .route(own, routes!(end::end_session))
        .route(own, routes!(end_others::end_other_sessions))
        .route(own, routes!(sign_out::sign_out))
}
