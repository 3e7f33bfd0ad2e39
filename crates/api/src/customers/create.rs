//! `POST /customers`

use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::customers::{CreateCustomer, CustomerDraft};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A customer to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateCustomerBody {
    /// Code; from the number series when absent.
    #[schema(example = "C-1001")]
    code: Option<String>,
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    /// 纳税人识别号.
    #[schema(example = "91330100799655058B")]
    #[serde(default)]
    tax_id: String,
    /// Currency of new orders.
    #[schema(example = "CNY")]
    currency: String,
    /// Payment terms.
    #[schema(example = "trm_0c1x2y3z4w5v6")]
    terms_id: String,
    /// Credit limit in company currency; absent is unlimited.
    #[schema(example = "500000.00")]
    credit_limit: Option<String>,
}

/// The new record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Created {
    /// Id.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    id: String,
}

impl CreateCustomerBody {
    fn command(self, base: Currency) -> Result<CreateCustomer> {
        let mut fields = Fields::new();
        let draft = CustomerDraft {
            currency: fields.currency("currency", &self.currency),
            terms: fields.id("terms_id", &self.terms_id),
            credit_limit: self
                .credit_limit
                .map(|text| fields.money("credit_limit", &text, base)),
            code: self.code,
            tax_id: self.tax_id,
            ..CustomerDraft::named(self.name)
        };
        fields.finish(CreateCustomer { draft })
    }
}

/// Create a customer
#[utoipa::path(post, path = "/api/v1/customers", operation_id = "create_customer", tag = "customers",
    request_body = CreateCustomerBody, responses((status = 201, body = Created)))]
pub(crate) async fn create_customer(call: Call, body: Body<CreateCustomerBody>) -> ApiResult {
    let base = call.ctx()?.base_currency;
    let command = body.value.command(base).map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::CREATED, command, |_, _, id| {
            Ok(Created { id: id.to_string() })
        })
        .await
}
