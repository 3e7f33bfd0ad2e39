//! What handlers share.

use crate::hashing::Hashing;
use crate::link::Pace;
use crate::live::Live;
use jieqing_domain::Jieqing;
use jieqing_domain::blobs::BlobStore;
use jieqing_domain::documents::Documents;
use std::sync::Arc;

/// Limits of the API that deployments may change.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Largest JSON body, bytes.
    pub body_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
        }
    }
}

/// Shared state. Cheap to clone.
#[derive(Clone)]
pub struct ApiState {
    /// The product.
    pub jieqing: Jieqing,
    /// Limits.
    pub limits: Limits,
    /// Password hashing.
    pub hashing: Hashing,
    /// Content of attachments and stored documents.
    pub blobs: Arc<dyn BlobStore>,
    /// Streams of live events.
    pub live: Live,
    /// How fast links are tried.
    pub pace: Pace,
    /// Fonts and stored files.
    pub documents: Arc<Documents>,
}
