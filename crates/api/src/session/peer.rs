//! Where a request comes from.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::SocketAddr;

/// The network address of the other end, empty when the server does not tell. Forwarding headers are
/// not believed: anybody can write them.
pub(crate) struct Peer(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(
            known.map_or_else(String::new, |c| c.0.ip().to_string()),
        ))
    }
}
