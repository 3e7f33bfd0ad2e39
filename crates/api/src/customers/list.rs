//! `GET /customers`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use jieqing_domain::customers::CustomerStatus;
use jieqing_domain::customers::query::{self, CustomerFilter, CustomerRow, CustomerSort};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::money::Money;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListCustomersQuery {
    /// Part of the name or code.
    search: Option<String>,
    /// `normal`, `hold` or `stop`.
    status: Option<String>,
    /// `code` (when absent), `-code`, `name`, `-name`, `-balance` or `balance`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A customer in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerListRow {
    /// Id.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    id: String,
    /// Code.
    #[schema(example = "KH-202611-0001")]
    code: String,
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    /// `normal`, `hold` or `stop`.
    #[schema(example = "normal")]
    status: &'static str,
    /// Currency of new orders.
    #[schema(example = "CNY")]
    currency: String,
    /// Credit limit in company currency; null is unlimited.
    #[schema(example = "500000.00")]
    credit_limit: Option<String>,
    /// Owner's name.
    #[schema(example = "王芳")]
    owner: String,
    /// Name of the payment terms.
    #[schema(example = "月结30天")]
    terms: String,
    /// What they owe net of credits, in their currency.
    #[schema(example = "120000.00")]
    balance: String,
    /// Version for `If-Match`.
    #[schema(example = 3)]
    version: i64,
}

/// A page of customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerList {
    items: Vec<CustomerListRow>,
    next_cursor: Option<String>,
}

impl ListCustomersQuery {
    pub(super) fn filter(&self) -> Result<CustomerFilter> {
        let status = match &self.status {
            None => None,
            Some(word) => Some(
                CustomerStatus::parse(word)
                    .ok_or_else(|| Error::field("status", "field.not_a_code"))?,
            ),
        };
        Ok(CustomerFilter {
            search: self.search.clone(),
            status,
            sort: match &self.sort {
                None => CustomerSort::default(),
                Some(word) => CustomerSort::parse(word)
                    .ok_or_else(|| Error::field("sort", "field.not_a_code"))?,
            },
        })
    }
}

/// List customers
#[utoipa::path(get, path = "/api/v1/customers", operation_id = "list_customers", tag = "customers",
    params(ListCustomersQuery), responses((status = 200, body = CustomerList)))]
pub(crate) async fn list_customers(
    call: Call,
    Params(query): Params<ListCustomersQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::list(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        let base = ctx.base_currency;
        Ok(CustomerList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(|row| view(row, base)).collect(),
        })
    })
    .await
}

fn view(row: CustomerRow, base: jieqing_kernel::currency::Currency) -> CustomerListRow {
    CustomerListRow {
        id: row.id.to_string(),
        code: row.code,
        name: row.name,
        status: row.status.as_str(),
        currency: row.currency.to_string(),
        credit_limit: row
            .credit_limit_minor
            .map(|minor| Money::new(minor, base).text()),
        owner: row.owner,
        terms: row.terms,
        balance: Money::new(row.balance_minor, row.currency).text(),
        version: row.version,
    }
}
