//! Query parameters, strictly: unknown ones are an error.

use crate::guard::Caller;
use crate::problem::Teller;
use crate::state::ApiState;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::response::Response;
use jieqing_domain::texts::Lang;
use jieqing_kernel::error::{Error, FieldError};
use serde::de::DeserializeOwned;

/// Parsed query parameters.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<ApiState> for Params<T> {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Response> {
        let teller = parts.extensions.get::<Caller>().map_or_else(
            || Teller {
                lang: Lang::Zh,
                request_id: String::new(),
            },
            |caller| caller.teller.clone(),
        );
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(value)) => Ok(Self(value)),
            Err(rejection) => {
                let why = std::error::Error::source(&rejection)
                    .map_or_else(|| rejection.to_string(), ToString::to_string);
                let field = FieldError::new("query", "request.unknown_parameter").with("why", why);
                Err(teller.error(&Error::Invalid(vec![field])))
            }
        }
    }
}
