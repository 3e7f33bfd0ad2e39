//! Amounts and document links on the wire.

use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::decimal::{QTY_SCALE, format_trimmed};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;

/// Minor units as decimal text with the currency's places.
pub(crate) fn amount(minor: i64, currency: Currency) -> String {
    Money::new(minor, currency).text()
}

/// A quantity (e6) as decimal text without trailing zeros.
pub(crate) fn quantity(qty_e6: i64) -> String {
    format_trimmed(qty_e6, QTY_SCALE)
}

/// The wire id of a stored document (kind, raw id); `None` for kinds without a page of their own.
pub(crate) fn document(kind: &str, raw: i64) -> Option<String> {
    let id = match kind {
        "customer" => Id::<wire::Customer>::from_raw(raw).to_string(),
        "order" => Id::<wire::Order>::from_raw(raw).to_string(),
        "delivery" => Id::<wire::Delivery>::from_raw(raw).to_string(),
        "return" => Id::<wire::Return>::from_raw(raw).to_string(),
        "invoice" => Id::<wire::Invoice>::from_raw(raw).to_string(),
        "receipt" => Id::<wire::Receipt>::from_raw(raw).to_string(),
        "bill" => Id::<wire::Bill>::from_raw(raw).to_string(),
        "write_off" => Id::<wire::WriteOff>::from_raw(raw).to_string(),
        "allocation" => Id::<wire::Allocation>::from_raw(raw).to_string(),
        "statement" => Id::<wire::Statement>::from_raw(raw).to_string(),
        "import" => Id::<wire::Import>::from_raw(raw).to_string(),
        "job" => Id::<wire::Job>::from_raw(raw).to_string(),
        _ => return None,
    };
    Some(id)
}

/// The stored document (kind, raw id) of a wire id such as `inv_0c1x2y3z4w5v6`.
pub(crate) fn document_of(text: &str) -> Option<(String, i64)> {
    let kinds = [
        "delivery",
        "return",
        "invoice",
        "receipt",
        "bill",
        "write_off",
    ];
    let (_, digits) = text.split_once('_')?;
    let raw = jieqing_kernel::id::decode(digits)?;
    kinds
        .into_iter()
        .find(|kind| document(kind, raw).as_deref() == Some(text))
        .map(|kind| (kind.to_owned(), raw))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_go_both_ways() {
        let text = document("invoice", 77).expect("a kind");
        assert_eq!(document_of(&text), Some(("invoice".to_owned(), 77)));
        assert_eq!(document_of("cus_0000000000001"), None);
        assert_eq!(document("unknown", 1), None);
    }
}
