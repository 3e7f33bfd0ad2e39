//! Fonts inside the binary and the folder of finished files.

use crate::failure::Outcome;
use jieqing_domain::blobs::FolderBlobs;
use jieqing_domain::documents::Documents;
use jieqing_formats::pdf::Fonts;
use rust_embed::{EmbeddedFile, RustEmbed};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// The fonts `scripts/fetch-fonts.sh` brought, if it ran before the build.
#[derive(RustEmbed)]
#[folder = "../../.cache/fonts"]
#[allow_missing = true]
struct FontFiles;

/// Documents kept under `data/blobs`.
///
/// # Errors
/// A failure when the folder can't be made.
pub(crate) fn open(data: &Path) -> Outcome<Arc<Documents>> {
    let blobs = FolderBlobs::open(&data.join("blobs"))?;
    Ok(Arc::new(Documents::new(Arc::new(blobs), fonts)))
}

fn fonts() -> Option<Fonts> {
    let file = |name| FontFiles::get(name).map(|f: EmbeddedFile| f.data);
    let both = (
        file("NotoSansSC-Regular.ttf")?,
        file("NotoSansSC-Bold.ttf")?,
    );
    let fonts = match both {
        (Cow::Borrowed(regular), Cow::Borrowed(bold)) => Fonts::from_static(regular, bold),
        (regular, bold) => Fonts::new(regular.into_owned().into(), bold.into_owned().into()),
    };
    match fonts {
        Ok(fonts) => Some(fonts),
        Err(error) => {
            tracing::error!(%error, "the fonts can't be used");
            None
        }
    }
}
