//! `jieqing openapi`: the API's description on standard output.

use crate::failure::{Failure, Outcome};

/// Prints the document.
pub(super) fn run() -> Outcome {
    let text = jieqing_api::openapi::text().map_err(|e| Failure::failed(e.to_string()))?;
    super::say(text.trim_end());
    Ok(())
}
