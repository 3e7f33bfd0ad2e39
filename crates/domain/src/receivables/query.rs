//! Read models of the sub-ledger. Lists and ageing are added beside this file.

/// The document whose timeline shows what happens to items of `source_type`.
pub(super) fn subject_of(source_type: &str) -> Option<&'static str> {
    match source_type {
        "invoice" => Some("invoice"),
        "receipt" => Some("receipt"),
        "return" => Some("return"),
        "delivery" => Some("delivery"),
        _ => None,
    }
}
