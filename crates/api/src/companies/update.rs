//! `PATCH /company`

use super::view::{CompanyView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::admin::query::company;
use jieqing_domain::admin::{ChangeCompany, CompanyDraft, CompanyRow, CreditCheck, ReceivableOn};
use jieqing_kernel::decimal::RATE_SCALE;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateCompanyBody {
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: Option<String>,
    /// English name.
    #[schema(example = "Hangzhou Yunqi Trading")]
    name_en: Option<String>,
    /// 统一社会信用代码.
    #[schema(example = "91330100799655058B")]
    uscc: Option<String>,
    /// Address on documents.
    #[schema(example = "杭州市余杭区文一西路 969 号")]
    address: Option<String>,
    /// Phone on documents.
    #[schema(example = "0571-85022088")]
    phone: Option<String>,
    /// 开户行.
    #[schema(example = "中国工商银行杭州分行")]
    bank_name: Option<String>,
    /// Account on documents.
    #[schema(example = "1202020209900012345")]
    bank_account: Option<String>,
    /// When a receivable arises: `signoff` or `dispatch`.
    #[schema(example = "signoff")]
    receivable_on: Option<String>,
    /// What a credit check does: `pass`, `warn` or `hold`.
    #[schema(example = "hold")]
    credit_check: Option<String>,
    /// Whether undelivered orders count against the limit.
    #[schema(example = true)]
    count_undelivered: Option<bool>,
    /// Over-delivery allowed, 0 to 1.
    #[schema(example = "0.05")]
    over_tolerance: Option<String>,
    /// Under-delivery that closes a line, 0 to 1.
    #[schema(example = "0.02")]
    under_tolerance: Option<String>,
    /// Largest difference written off without approval.
    #[schema(example = "1.00")]
    write_off_limit: Option<String>,
    /// How much of an unpaid bill of exchange counts as exposure, 0 to 1.
    #[schema(example = "1")]
    bill_weight: Option<String>,
}

impl UpdateCompanyBody {
    fn draft(self, now: CompanyRow) -> Result<CompanyDraft> {
        let mut fields = Fields::new();
        let mut rate = |path: &'static str, text: Option<String>, now: i64| {
            text.map_or(now, |t| fields.scaled(path, &t, RATE_SCALE))
        };
        let over = rate("over_tolerance", self.over_tolerance, now.over_tolerance_e9);
        let under = rate(
            "under_tolerance",
            self.under_tolerance,
            now.under_tolerance_e9,
        );
        let weight = rate("bill_weight", self.bill_weight, now.bill_weight_e9);
        let receivable_on = match &self.receivable_on {
            Some(word) => fields.word(
                "receivable_on",
                ReceivableOn::parse(word),
                now.receivable_on,
            ),
            None => now.receivable_on,
        };
        let credit_check = match &self.credit_check {
            Some(word) => fields.word("credit_check", CreditCheck::parse(word), now.credit_check),
            None => now.credit_check,
        };
        let limit = self.write_off_limit.map_or(now.write_off_limit, |t| {
            fields.money("write_off_limit", &t, now.currency)
        });
        let uscc = match &self.uscc {
            Some(text) => fields.own_tax_id("uscc", text),
            None => now.uscc,
        };
        fields.finish(CompanyDraft {
            name: self.name.unwrap_or(now.name),
            name_en: self.name_en.unwrap_or(now.name_en),
            uscc,
            address: self.address.unwrap_or(now.address),
            phone: self.phone.unwrap_or(now.phone),
            bank_name: self.bank_name.unwrap_or(now.bank_name),
            bank_account: self.bank_account.unwrap_or(now.bank_account),
            receivable_on,
            credit_check,
            count_undelivered: self.count_undelivered.unwrap_or(now.count_undelivered),
            over_tolerance_e9: over,
            under_tolerance_e9: under,
            write_off_limit: limit,
            bill_weight_e9: weight,
        })
    }
}

/// Change the company's settings
///
/// `If-Match` carries its version. Documents made before keep what they were made with.
#[utoipa::path(patch, path = "/api/v1/company", operation_id = "update_company", tag = "companies",
    request_body = UpdateCompanyBody, responses((status = 200, body = CompanyView)))]
pub(crate) async fn update_company(call: Call, body: Body<UpdateCompanyBody>) -> ApiResult {
    let version = call.if_match()?;
    let now = call.load(|tx, ctx, _| company(tx, ctx)).await?;
    let draft = body.value.draft(now).map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(
            StatusCode::OK,
            ChangeCompany { version, draft },
            |tx, ctx, ()| load(tx, ctx),
        )
        .await
}
