//! JSON bodies, strictly.

use crate::guard::Caller;
use crate::problem::Teller;
use crate::state::ApiState;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::Response;
use jieqing_domain::texts::Lang;
use jieqing_kernel::error::{Error, FieldError};
use serde::de::{DeserializeOwned, IgnoredAny};
use sha2::{Digest, Sha256};

/// A parsed JSON body and the digest of its bytes.
///
/// Refused: another content type (415, also the CSRF wall), a content encoding (415), more than the
/// limit (413), what is not JSON (400), unknown, missing, repeated or wrongly typed fields (422).
pub struct Body<T> {
    /// What was sent.
    pub value: T,
    /// SHA-256 of the bytes.
    pub hash: [u8; 32],
}

impl<T: DeserializeOwned> FromRequest<ApiState> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &ApiState) -> Result<Self, Response> {
        let teller = request.extensions().get::<Caller>().map_or_else(
            || Teller {
                lang: Lang::Zh,
                request_id: String::new(),
            },
            |caller| caller.teller.clone(),
        );
        let headers = request.headers();
        let kind = headers
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("");
        let plain = kind.to_ascii_lowercase().replace(' ', "");
        let json = matches!(
            plain.as_str(),
            "application/json" | "application/json;charset=utf-8"
        );
        if !json || headers.contains_key(header::CONTENT_ENCODING) {
            return Err(teller.refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.content_type"));
        }
        let Ok(bytes) = to_bytes(request.into_body(), state.limits.body_bytes).await else {
            return Err(teller.refuse(StatusCode::PAYLOAD_TOO_LARGE, "request.too_large"));
        };
        let hash = Sha256::digest(&bytes).into();
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Self { value, hash }),
            // Only a whole, single JSON text can have wrong fields.
            Err(error)
                if error.is_data() && serde_json::from_slice::<IgnoredAny>(&bytes).is_ok() =>
            {
                let field = FieldError::new("body", "request.malformed").with("why", error);
                Err(teller.error(&Error::Invalid(vec![field])))
            }
            Err(_) => Err(teller.refuse(StatusCode::BAD_REQUEST, "request.malformed")),
        }
    }
}

/// Digest of a request without a body.
pub(crate) fn empty_hash() -> [u8; 32] {
    Sha256::digest([]).into()
}
