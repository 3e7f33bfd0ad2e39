//! `GET /invoices`

use super::view::{InvoiceBody, body};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::amount;
use jieqing_domain::invoicing::query::{self, InvoiceFilter, InvoiceSort, InvoiceTotals};
use jieqing_domain::invoicing::{InvoiceForm, InvoiceKind, InvoiceStatus};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListInvoicesQuery {
    /// Part of our, the bureau's or the source's number, or of the buyer's name.
    search: Option<String>,
    /// `draft` or `issued`.
    status: Option<String>,
    /// `blue` or `red`.
    kind: Option<String>,
    /// `special` or `ordinary`.
    form: Option<String>,
    /// Only this customer.
    customer_id: Option<String>,
    /// Only with a line of this order.
    order_id: Option<String>,
    /// First date.
    from: Option<String>,
    /// Last date.
    to: Option<String>,
    /// With or without the bureau's number.
    has_bureau_number: Option<bool>,
    /// Sums of everything found, by currency.
    totals: Option<bool>,
    /// `-date` (when absent), `date`, `-number`, `number`, `-total` or `total`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// Sums in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvoiceTotal {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Documents.
    #[schema(example = 12)]
    count: i64,
    /// Without tax.
    #[schema(example = "12000.00")]
    net: String,
    /// Tax.
    #[schema(example = "1560.00")]
    tax: String,
    /// With tax.
    #[schema(example = "13560.00")]
    total: String,
    /// With tax, in company currency.
    #[schema(example = "13560.00")]
    base_total: String,
}

/// A page of invoices, latest date first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvoiceList {
    items: Vec<InvoiceBody>,
    next_cursor: Option<String>,
    /// When asked for.
    totals: Option<Vec<InvoiceTotal>>,
    /// Their sum in company currency, when asked for.
    #[schema(example = "13560.00")]
    base_total: Option<String>,
}

impl ListInvoicesQuery {
    pub(super) fn filter(&self) -> Result<InvoiceFilter> {
        let mut fields = Fields::new();
        let filter = InvoiceFilter {
            status: self.status.as_deref().map(|word| {
                fields.word("status", InvoiceStatus::parse(word), InvoiceStatus::Draft)
            }),
            kind: self
                .kind
                .as_deref()
                .map(|word| fields.word("kind", InvoiceKind::parse(word), InvoiceKind::Blue)),
            form: self
                .form
                .as_deref()
                .map(|word| fields.word("form", InvoiceForm::parse(word), InvoiceForm::Special)),
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            order: self.order_id.as_deref().map(|t| fields.id("order_id", t)),
            from: self.from.as_deref().map(|t| fields.date("from", t)),
            to: self.to.as_deref().map(|t| fields.date("to", t)),
            has_bureau_number: self.has_bureau_number,
            search: self.search.clone(),
            sort: self
                .sort
                .as_deref()
                .map_or_else(InvoiceSort::default, |word| {
                    fields.word("sort", InvoiceSort::parse(word), InvoiceSort::default())
                }),
        };
        fields.finish(filter)
    }
}

fn total(t: &InvoiceTotals, base: Currency) -> InvoiceTotal {
    InvoiceTotal {
        currency: t.currency.to_string(),
        count: t.count,
        net: amount(t.net_minor, t.currency),
        tax: amount(t.tax_minor, t.currency),
        total: amount(t.total_minor, t.currency),
        base_total: amount(t.base_total_minor, base),
    }
}

/// List invoices
#[utoipa::path(get, path = "/api/v1/invoices", operation_id = "list_invoices", tag = "invoices",
    params(ListInvoicesQuery), responses((status = 200, body = InvoiceList)))]
pub(crate) async fn list_invoices(
    call: Call,
    Params(query): Params<ListInvoicesQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let filter = query.filter()?;
        let page = query::list(tx, ctx, scope, &filter, &paging.page()?)?;
        let totals = match query.totals {
            Some(true) => Some(query::totals(tx, ctx, scope, &filter)?),
            Some(false) | None => None,
        };
        let base = ctx.base_currency;
        let sum = totals
            .as_ref()
            .map(|rows| jieqing_kernel::money::sum(rows.iter().map(|t| t.base_total_minor)))
            .transpose()?;
        Ok(InvoiceList {
            base_total: sum.map(|minor| amount(minor, base)),
            next_cursor: write_cursor(&page.next),
            items: page.items.iter().map(|r| body(ctx, r)).collect(),
            totals: totals.map(|rows| rows.iter().map(|t| total(t, base)).collect()),
        })
    })
    .await
}
