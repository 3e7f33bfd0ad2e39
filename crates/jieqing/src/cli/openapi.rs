//! `jieqing openapi`: the API's description on standard output.

use crate::failure::{Failure, Outcome};

/// Prints the document.
pub(super) fn run() -> Outcome {
    let document = jieqing_api::openapi::document();
    let text =
        serde_json::to_string_pretty(&document).map_err(|e| Failure::failed(e.to_string()))?;
    super::say(text);
    Ok(())
}
