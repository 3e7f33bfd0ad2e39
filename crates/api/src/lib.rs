//! The HTTP edge: routes, policies, wire types, errors. No business decisions.
//!
//! # Adding an endpoint
//! One file per endpoint, in the folder of its resource, e.g. `customers/create.rs`:
//!
//! 1. A body or query type: `#[derive(Deserialize, ToSchema)] #[serde(deny_unknown_fields)]`, amounts
//!    and quantities as strings; its `command(&self) -> Result<Command>` collects all field errors.
//! 2. A view type: `#[derive(Serialize, ToSchema)]` with `#[schema(example = …)]` per field.
//! 3. `#[utoipa::path(… operation_id = "create_customer", tag = "customers" …)] async fn
//!    create_customer(call: Call, Body(body): Body<CreateCustomerBody>) -> ApiResult`:
//!    `call.write(command, |tx, ctx, out| …view…)` or `call.read(|tx, ctx, scope| …)`.
//! 4. A line in the resource's `mod.rs`: `registry.route(Policy::Needs(Permission::CustomersWrite),
//!    routes!(create::create_customer))`. A route can't exist without a policy: [`Registry`] is
//!    the only way into the router.
//! 5. A row in `crates/api/authz.csv` (operation × role); `make gen` for `openapi.json`.
//!
//! **Order of checks:** policy (authentication, CSRF, permission) → body → command. The guard runs
//! before a byte of the body is read; the command checks its permission again in its transaction.

mod admin_verify;
mod attachments;
mod audit;
mod bank;
mod bills;
mod body;
pub mod books;
mod call;
mod companies;
pub mod customers;
mod deliveries;
mod departments;
mod desk;
mod events;
pub mod export;
mod guard;
mod hashing;
mod imports;
pub mod insight;
mod invoices;
mod jobs;
mod link;
mod live;
pub mod openapi;
mod orders;
mod params;
mod parse;
mod people;
mod problem;
mod products;
pub mod receipts;
pub mod receivables;
mod registry;
mod returns;
mod roles;
mod saved_views;
mod session;
mod settings;
mod setup;
mod state;
pub mod statements;
mod timeline;
mod tokens;
mod users;
mod wire_money;

pub use body::Body;
pub use call::{ApiResult, Call, ListQuery};
pub use hashing::Hashing;
pub use link::Pace;
pub use live::Live;
pub use params::Params;
pub use parse::Fields;
pub use problem::{Problem, Teller};
pub use registry::{Operation, Policy, Registry};
pub use state::{ApiState, Limits};

use axum::Router;

/// Every route of the API with its policy.
#[must_use]
pub fn registry() -> Registry {
    let registry = Registry::new();
    let registry = setup::routes(registry);
    let registry = session::routes(registry);
    let registry = tokens::routes(registry);
    let registry = users::routes(registry);
    let registry = people::routes(registry);
    let registry = roles::routes(registry);
    let registry = departments::routes(registry);
    let registry = companies::routes(registry);
    let registry = saved_views::routes(registry);
    let registry = audit::routes(registry);
    let registry = timeline::routes(registry);
    let registry = products::routes(registry);
    let registry = settings::routes(registry);
    let registry = openapi::routes(registry);
    let registry = events::routes(registry);
    let registry = jobs::routes(registry);
    let registry = attachments::routes(registry);
    let registry = admin_verify::routes(registry);
    let registry = customers::routes(registry);
    let registry = orders::routes(registry);
    let registry = deliveries::routes(registry);
    let registry = returns::routes(registry);
    let registry = invoices::routes(registry);
    let registry = receipts::routes(registry);
    let registry = bills::routes(registry);
    let registry = receivables::routes(registry);
    let registry = books::routes(registry);
    let registry = insight::routes(registry);
    let registry = imports::routes(registry);
    let registry = bank::routes(registry);
    let registry = desk::routes(registry);
    let registry = statements::routes(registry);
    link::routes(registry)
}

/// The API as a router, under `/api/v1`.
pub fn router(state: ApiState) -> Router {
    registry().into_router(state)
}
