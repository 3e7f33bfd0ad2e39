//! What documents are made with: fonts and the place where finished files are kept.

use crate::blobs::BlobStore;
use jieqing_formats::pdf::Fonts;
use jieqing_kernel::error::{Error, Result};
use std::sync::{Arc, OnceLock};

type LoadFonts = Box<dyn Fn() -> Option<Fonts> + Send + Sync>;

/// Fonts and files. The fonts are loaded when first used.
pub struct Documents {
    /// Finished files by content.
    pub blobs: Arc<dyn BlobStore>,
    load: LoadFonts,
    fonts: OnceLock<Option<Fonts>>,
}

impl Documents {
    /// With a store and a way to load the fonts.
    #[must_use]
    pub fn new(
        blobs: Arc<dyn BlobStore>,
        load: impl Fn() -> Option<Fonts> + Send + Sync + 'static,
    ) -> Self {
        Self {
            blobs,
            load: Box::new(load),
            fonts: OnceLock::new(),
        }
    }

    /// The fonts.
    ///
    /// # Errors
    /// `statements.no_fonts` when they are not installed.
    pub fn fonts(&self) -> Result<&Fonts> {
        self.fonts
            .get_or_init(|| (self.load)())
            .as_ref()
            .ok_or_else(|| Error::refused("statements.no_fonts"))
    }
}
