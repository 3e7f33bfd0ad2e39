//! The only way a route comes into being: with a policy.

use crate::guard;
use crate::openapi;
use crate::state::ApiState;
use axum::Router;
use axum::middleware::from_fn_with_state;
use jieqing_domain::access::Permission;
use utoipa::openapi::path::Operation as DocOperation;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{OpenApi, PathItem};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Signed-in users (or tokens) with this permission.
    Needs(Permission),
    /// Everybody, for the reason given.
    Public(&'static str),
    /// Whoever holds the link in `{token}`: one object, and nothing of an account.
    Link,
}

impl Policy {
    /// The word in `x-permission`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Needs(permission) => permission.as_str(),
            Self::Public(_) => "public",
            Self::Link => Permission::LinkUse.as_str(),
        }
    }
}

/// An operation as registered, for tests and documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// `get_customer`.
    pub id: String,
    /// `GET`.
    pub method: &'static str,
    /// `/api/v1/customers/{id}`.
    pub path: String,
    /// Its policy.
    pub policy: Policy,
}

type Entry = (Policy, UtoipaMethodRouter<ApiState>);

/// Routes with their policies.
#[derive(Default)]
pub struct Registry {
    entries: Vec<Entry>,
}

impl Registry {
    /// Without routes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the operations of one `routes!(…)`, all under `policy`.
    #[must_use]
    pub fn route(mut self, policy: Policy, routes: UtoipaMethodRouter<ApiState>) -> Self {
        self.entries.push((policy, routes));
        self
    }

    /// All operations.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        let mut out = Vec::new();
        for (policy, (_, paths, _)) in &self.entries {
            for (path, item) in &paths.paths {
                for (method, operation) in methods(item) {
                    let id = operation.operation_id.clone().unwrap_or_default();
                    out.push(Operation {
                        id,
                        method,
                        path: path.clone(),
                        policy: *policy,
                    });
                }
            }
        }
        out
    }

    /// The OpenAPI document.
    #[must_use]
    pub fn document(self) -> OpenApi {
        let mut document = self.assemble(None).1;
        openapi::add_examples(&mut document);
        document
    }

    /// The router: each route behind its guard.
    pub fn into_router(self, state: ApiState) -> Router {
        self.assemble(Some(&state)).0.with_state(state)
    }

    fn assemble(self, state: Option<&ApiState>) -> (Router<ApiState>, OpenApi) {
        let mut all = OpenApiRouter::with_openapi(openapi::base());
        for (policy, (schemas, mut paths, mut methods)) in self.entries {
            for item in paths.paths.values_mut() {
                for operation in methods_mut(item) {
                    annotate(operation, policy);
                }
            }
            if let Some(state) = state {
                let guarded = guard::Guarded {
                    state: state.clone(),
                    policy,
                };
                methods = methods.layer(from_fn_with_state(guarded, guard::guard));
            }
            all = all.routes((schemas, paths, methods));
        }
        all.split_for_parts()
    }
}

fn annotate(operation: &mut DocOperation, policy: Policy) {
    // The only extension: utoipa keeps them in a hash map, and the text must be the same every time.
    let mut extensions = operation.extensions.take().unwrap_or_default();
    extensions.insert("x-permission".to_owned(), policy.word().into());
    operation.extensions = Some(extensions);
    let open_because = match policy {
        Policy::Public(reason) => Some(reason),
        Policy::Link => Some("the secret of the link in the path is the credential"),
        Policy::Needs(_) => None,
    };
    if let Some(reason) = open_because {
        let told = operation.description.get_or_insert_default();
        if !told.is_empty() {
            told.push_str("\n\n");
        }
        told.push_str("Public: ");
        told.push_str(reason);
        told.push('.');
    }
    operation.security = Some(match policy {
        Policy::Public(_) | Policy::Link => Vec::new(),
        Policy::Needs(_) => vec![
            SecurityRequirement::new::<_, [&str; 0], &str>("session", []),
            SecurityRequirement::new::<_, [&str; 0], &str>("token", []),
        ],
    });
    openapi::add_problem_responses(operation, policy);
}

fn methods(item: &PathItem) -> impl Iterator<Item = (&'static str, &DocOperation)> {
    [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ]
    .into_iter()
    .filter_map(|(name, operation)| operation.as_ref().map(|o| (name, o)))
}

pub(crate) fn methods_mut(item: &mut PathItem) -> impl Iterator<Item = &mut DocOperation> {
    [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.patch,
        &mut item.delete,
    ]
    .into_iter()
    .filter_map(Option::as_mut)
}
