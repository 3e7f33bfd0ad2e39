//! Where the files of people and banks are: `../shared/data` beside the project, not in it.

use std::path::{Path, PathBuf};

/// The folder, or `None` where it is absent and what needs it is skipped.
pub(crate) fn shared_data() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    dir.is_dir().then_some(dir)
}
