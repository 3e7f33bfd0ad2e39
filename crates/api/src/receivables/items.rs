//! `GET /open-items`

use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use crate::wire_money::{amount, document};
use jieqing_domain::receivables::ItemKind;
use jieqing_domain::receivables::query::{self, ItemFilter, ItemSort, ItemTotals, ItemView};
use jieqing_kernel::aging::overdue_days;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListOpenItemsQuery {
    /// Only this customer.
    customer_id: Option<String>,
    /// Only this currency.
    currency: Option<String>,
    /// Only billed (`true`) or unbilled items.
    billed: Option<bool>,
    /// `delivery`, `return`, `invoice`, `credit`, `receipt`, `bill` or `write_off`.
    kind: Option<String>,
    /// `debit` or `credit`.
    side: Option<String>,
    /// Only debits due before today.
    overdue: Option<bool>,
    /// Only those with (`true`) or without a disputed part.
    disputed: Option<bool>,
    /// Only those due on or before the day.
    due_to: Option<String>,
    /// Also those with nothing open.
    settled: Option<bool>,
    /// Also the sums of everything found, by currency.
    totals: Option<bool>,
    /// `due_on` (when absent), `-due_on`, `-doc_on`, `doc_on`, `-number`, `number`, `-open` or `open`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// An open item. Debits are positive, credits negative.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenItemBody {
    /// Id.
    #[schema(example = "itm_0c1x2y3z4w5v6")]
    id: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// What it stands for.
    #[schema(example = "invoice")]
    kind: &'static str,
    /// Whether it may be paid.
    #[schema(example = true)]
    billed: bool,
    /// Kind of its document.
    #[schema(example = "invoice")]
    document_type: String,
    /// Its document.
    #[schema(example = "inv_0c1x2y3z4w5v6")]
    document_id: Option<String>,
    /// Number of its document.
    #[schema(example = "IN-202611-0001")]
    document_no: String,
    /// Date of its document.
    #[schema(example = "2026-10-24")]
    document_on: String,
    /// Due date before the holiday roll.
    #[schema(example = "2026-11-23")]
    raw_due_on: String,
    /// Due date.
    #[schema(example = "2026-11-23")]
    due_on: String,
    /// Days overdue today; 0 when not due or a credit.
    #[schema(example = 1)]
    overdue_days: i64,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Amount.
    #[schema(example = "1130.00")]
    amount: String,
    /// What is open of it.
    #[schema(example = "1130.00")]
    open: String,
    /// The same in company currency.
    #[schema(example = "1130.00")]
    base_open: String,
    /// What the customer disputes of the open part.
    #[schema(example = "130.00")]
    disputed: String,
    /// Its version.
    #[schema(example = 1)]
    version: i64,
}

pub(super) fn body(i: ItemView, base: Currency, today: Date) -> OpenItemBody {
    OpenItemBody {
        id: i.id.to_string(),
        customer_id: i.customer_id.to_string(),
        customer_code: i.customer_code,
        customer_name: i.customer_name,
        kind: i.kind.as_str(),
        billed: i.billed,
        document_id: document(&i.source_type, i.source_id),
        document_type: i.source_type,
        document_no: i.doc_no,
        document_on: i.doc_on.to_string(),
        raw_due_on: i.raw_due_on.to_string(),
        due_on: i.due_on.to_string(),
        overdue_days: if i.open > 0 {
            overdue_days(i.due_on, today)
        } else {
            0
        },
        currency: i.currency.to_string(),
        amount: amount(i.amount, i.currency),
        open: amount(i.open, i.currency),
        base_open: amount(i.base_open, base),
        disputed: amount(i.disputed, i.currency),
        version: i.version,
    }
}

/// Sums of everything found in one currency; credits are negative.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenItemTotal {
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Items.
    #[schema(example = 12)]
    count: i64,
    /// Amounts.
    #[schema(example = "13560.00")]
    amount: String,
    /// What is open of them.
    #[schema(example = "9040.00")]
    open: String,
    /// The same in company currency.
    #[schema(example = "9040.00")]
    base_open: String,
    /// What is disputed of what is open.
    #[schema(example = "130.00")]
    disputed: String,
}

fn total(t: &ItemTotals, base: Currency) -> OpenItemTotal {
    OpenItemTotal {
        currency: t.currency.to_string(),
        count: t.count,
        amount: amount(t.amount, t.currency),
        open: amount(t.open, t.currency),
        base_open: amount(t.base_open, base),
        disputed: amount(t.disputed, t.currency),
    }
}

/// A page of open items, oldest due date first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenItemList {
    items: Vec<OpenItemBody>,
    next_cursor: Option<String>,
    /// When asked for.
    totals: Option<Vec<OpenItemTotal>>,
}

impl ListOpenItemsQuery {
    pub(super) fn filter(&self) -> Result<ItemFilter> {
        let mut fields = Fields::new();
        let filter = ItemFilter {
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            currency: self
                .currency
                .as_deref()
                .map(|t| fields.currency("currency", t)),
            billed: self.billed,
            kind: self
                .kind
                .as_deref()
                .map(|t| fields.word("kind", ItemKind::parse(t), ItemKind::Invoice)),
            debit: self.side.as_deref().map(|t| {
                let side = match t {
                    "debit" => Some(true),
                    "credit" => Some(false),
                    _ => None,
                };
                fields.word("side", side, true)
            }),
            disputed: self.disputed,
            overdue: self.overdue.unwrap_or(false),
            due_to: self.due_to.as_deref().map(|t| fields.date("due_to", t)),
            settled: self.settled.unwrap_or(false),
            sort: self.sort.as_deref().map_or_else(ItemSort::default, |word| {
                fields.word("sort", ItemSort::parse(word), ItemSort::default())
            }),
        };
        fields.finish(filter)
    }
}

/// List open items
#[utoipa::path(get, path = "/api/v1/open-items", operation_id = "list_open_items", tag = "receivables",
    params(ListOpenItemsQuery), responses((status = 200, body = OpenItemList)))]
pub(crate) async fn list_open_items(
    call: Call,
    Params(query): Params<ListOpenItemsQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let filter = query.filter()?;
        let page = query::list_items(tx, ctx, scope, &filter, &paging.page()?)?;
        let (base, today) = (ctx.base_currency, ctx.today());
        let totals = match query.totals {
            Some(true) => Some(query::item_totals(tx, ctx, scope, &filter)?),
            _ => None,
        };
        Ok(OpenItemList {
            totals: totals.map(|rows| rows.iter().map(|t| total(t, base)).collect()),
            next_cursor: write_cursor(&page.next),
            items: page
                .items
                .into_iter()
                .map(|i| body(i, base, today))
                .collect(),
        })
    })
    .await
}
