//! A receipt on the wire.

use crate::wire_money::amount;
use jieqing_domain::receipts::query::ReceiptView;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::decimal::{RATE_SCALE, format_trimmed};
use serde::Serialize;
use utoipa::ToSchema;

/// A receipt.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReceiptBody {
    /// Id.
    #[schema(example = "rcp_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "RC-202611-0001")]
    number: String,
    /// `unclaimed`, `claimed` or `reversed`.
    #[schema(example = "claimed")]
    status: &'static str,
    /// Customer; null while unclaimed.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: Option<String>,
    /// Its name, empty while unclaimed.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Payer as the bank gave it.
    #[schema(example = "杭州云栖贸易有限公司")]
    payer: String,
    /// Account of the payer.
    #[schema(example = "6222 0000 1111 2222")]
    payer_account: String,
    /// Our account.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    bank_account_id: String,
    /// Its name.
    #[schema(example = "基本户")]
    bank_account_name: String,
    /// `bank`, `cash` or `wallet`.
    #[schema(example = "bank")]
    method: &'static str,
    /// The bank's reference.
    #[schema(example = "202611240001")]
    bank_ref: Option<String>,
    /// The bank's date.
    #[schema(example = "2026-11-24")]
    received_on: String,
    /// Purpose.
    #[schema(example = "货款")]
    text: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Rate to company currency.
    #[schema(example = "1")]
    rate: String,
    /// What the customer paid.
    #[schema(example = "50000.00")]
    amount: String,
    /// The same in company currency.
    #[schema(example = "50000.00")]
    base_amount: String,
    /// What the bank kept of it.
    #[schema(example = "0.00")]
    fee: String,
    /// What is not allocated.
    #[schema(example = "20000.00")]
    open: String,
    /// Its credit item, for allocations; null while unclaimed.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    item_id: Option<String>,
    /// Day it was claimed, when it came in unclaimed.
    #[schema(example = "2026-11-24")]
    claimed_on: Option<String>,
    /// Day it was reversed.
    #[schema(example = "2026-11-25")]
    reversed_on: Option<String>,
    /// Why.
    #[schema(example = "")]
    reverse_reason: String,
    /// Owner's name.
    #[schema(example = "王芳")]
    owner: String,
    /// Who entered it; empty for the system.
    #[schema(example = "李会计")]
    created_by: String,
    /// When.
    #[schema(example = "2026-11-24T02:00:00.000Z")]
    created_at: String,
    /// Version for `If-Match`.
    #[schema(example = 1)]
    version: i64,
}

pub(super) fn body(r: ReceiptView, base: jieqing_kernel::currency::Currency) -> ReceiptBody {
    ReceiptBody {
        id: r.id.to_string(),
        number: r.number,
        status: r.status.as_str(),
        customer_id: r.customer_id.map(|id| id.to_string()),
        customer_name: r.customer_name,
        payer: r.payer,
        payer_account: r.payer_account,
        bank_account_id: r.bank_account_id.to_string(),
        bank_account_name: r.bank_account_name,
        method: r.method.as_str(),
        bank_ref: r.bank_ref,
        received_on: r.received_on.to_string(),
        text: r.text,
        currency: r.currency.to_string(),
        rate: format_trimmed(r.rate_e9, RATE_SCALE),
        amount: amount(r.amount, r.currency),
        base_amount: amount(r.base_amount, base),
        fee: amount(r.fee, r.currency),
        open: amount(r.open, r.currency),
        item_id: r.item_id.map(|id| id.to_string()),
        claimed_on: r.claimed_on.map(|d| d.to_string()),
        reversed_on: r.reversed_on.map(|d| d.to_string()),
        reverse_reason: r.reverse_reason,
        owner: r.owner,
        created_by: r.created_by,
        created_at: rfc3339(r.created_at_us),
        version: r.version,
    }
}
