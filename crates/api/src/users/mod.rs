//! `/api/v1/users`: accounts and their roles.

mod active;
mod body;
mod create;
mod get;
mod list;
mod member;
mod reset;
mod roles;
mod update;
mod view;

use crate::registry::{Policy, Registry};
use jieqing_domain::access::Permission;
use utoipa_axum::routes;

pub(crate) fn routes(registry: Registry) -> Registry {
    let read = Policy::Needs(Permission::UsersRead);
    let write = Policy::Needs(Permission::UsersWrite);
    registry
        .route(read, routes!(list::list_users))
        .route(write, routes!(create::create_user))
        .route(write, routes!(member::add_member))
        .route(read, routes!(get::get_user))
        .route(write, routes!(update::update_user))
        .route(write, routes!(active::set_user_active))
        .route(write, routes!(reset::reset_password))
        .route(write, routes!(roles::assign_roles))
}
