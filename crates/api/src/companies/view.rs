//! The company as sent.

use jieqing_domain::ReadTx;
use jieqing_domain::admin::query::company;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::decimal::{RATE_SCALE, format_trimmed};
use jieqing_kernel::error::Result;
use jieqing_kernel::money::Money;
use serde::Serialize;
use utoipa::ToSchema;

/// The company with its settings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CompanyView {
    /// Id.
    #[schema(example = "com_0c1x2y3z4w5v6")]
    id: String,
    /// Code.
    #[schema(example = "01")]
    code: String,
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    /// English name.
    #[schema(example = "")]
    name_en: String,
    /// 统一社会信用代码.
    #[schema(example = "91330100799655058B")]
    uscc: String,
    /// Address on documents.
    #[schema(example = "杭州市余杭区文一西路 969 号")]
    address: String,
    /// Phone on documents.
    #[schema(example = "0571-85022088")]
    phone: String,
    /// 开户行.
    #[schema(example = "中国工商银行杭州分行")]
    bank_name: String,
    /// Account on documents.
    #[schema(example = "1202020209900012345")]
    bank_account: String,
    /// Accounting currency.
    #[schema(example = "CNY")]
    currency: String,
    /// `enterprise` or `small`.
    #[schema(example = "enterprise")]
    accounting_standard: &'static str,
    /// Minutes east of UTC.
    #[schema(example = 480)]
    utc_offset_minutes: i64,
    /// When a receivable arises: `signoff` or `dispatch`.
    #[schema(example = "signoff")]
    receivable_on: &'static str,
    /// What a credit check does: `pass`, `warn` or `hold`.
    #[schema(example = "hold")]
    credit_check: &'static str,
    /// Whether undelivered orders count against the limit.
    #[schema(example = true)]
    count_undelivered: bool,
    /// Over-delivery allowed.
    #[schema(example = "0.05")]
    over_tolerance: String,
    /// Under-delivery that closes a line.
    #[schema(example = "0.02")]
    under_tolerance: String,
    /// Largest difference written off without approval.
    #[schema(example = "1.00")]
    write_off_limit: String,
    /// How much of an unpaid bill of exchange counts as exposure, 0 to 1.
    #[schema(example = "1")]
    bill_weight: String,
    /// Version for `If-Match`.
    #[schema(example = 1)]
    version: i64,
}

/// The company one works in.
pub(super) fn load(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<CompanyView> {
    let row = company(tx, ctx)?;
    Ok(CompanyView {
        id: row.id.to_string(),
        code: row.code,
        name: row.name,
        name_en: row.name_en,
        uscc: row.uscc,
        address: row.address,
        phone: row.phone,
        bank_name: row.bank_name,
        bank_account: row.bank_account,
        currency: row.currency.to_string(),
        accounting_standard: row.standard.as_str(),
        utc_offset_minutes: row.utc_offset_minutes,
        receivable_on: row.receivable_on.as_str(),
        credit_check: row.credit_check.as_str(),
        count_undelivered: row.count_undelivered,
        over_tolerance: format_trimmed(row.over_tolerance_e9, RATE_SCALE),
        under_tolerance: format_trimmed(row.under_tolerance_e9, RATE_SCALE),
        write_off_limit: Money::new(row.write_off_limit, row.currency).text(),
        bill_weight: format_trimmed(row.bill_weight_e9, RATE_SCALE),
        version: row.version,
    })
}
