//! `GET /statements`

use super::view::{StatementBody, body};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::statements::StatementStatus;
use jieqing_domain::statements::agreement::Agreement;
use jieqing_domain::statements::query::{self, StatementFilter, StatementSort};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListStatementsQuery {
    /// Only this customer.
    customer_id: Option<String>,
    /// `issued`, `superseded` or `void`.
    status: Option<String>,
    /// `unsent`, `sent`, `viewed`, `differing` or `confirmed`.
    agreement: Option<String>,
    /// Those that end on or after the day.
    from: Option<String>,
    /// Those that end on or before the day.
    to: Option<String>,
    /// `-period_to` (when absent), `period_to`, `-number`, `number`, `-closing` or `closing`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A page of statements, latest period first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementList {
    items: Vec<StatementBody>,
    next_cursor: Option<String>,
}

impl ListStatementsQuery {
    pub(super) fn filter(&self) -> Result<StatementFilter> {
        let mut fields = Fields::new();
        let filter = StatementFilter {
            customer: self
                .customer_id
                .as_deref()
                .map(|t| fields.id("customer_id", t)),
            status: self.status.as_deref().map(|word| {
                fields.word(
                    "status",
                    StatementStatus::parse(word),
                    StatementStatus::Issued,
                )
            }),
            agreement: self
                .agreement
                .as_deref()
                .map(|word| fields.word("agreement", Agreement::parse(word), Agreement::Unsent)),
            from: self.from.as_deref().map(|t| fields.date("from", t)),
            to: self.to.as_deref().map(|t| fields.date("to", t)),
            sort: self
                .sort
                .as_deref()
                .map_or_else(StatementSort::default, |word| {
                    fields.word("sort", StatementSort::parse(word), StatementSort::default())
                }),
        };
        fields.finish(filter)
    }
}

/// List statements
#[utoipa::path(get, path = "/api/v1/statements", operation_id = "list_statements", tag = "statements",
    params(ListStatementsQuery), responses((status = 200, body = StatementList)))]
pub(crate) async fn list_statements(
    call: Call,
    Params(query): Params<ListStatementsQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, scope| {
        let page = query::list(tx, ctx, scope, &query.filter()?, &paging.page()?)?;
        Ok(StatementList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(body).collect(),
        })
    })
    .await
}
