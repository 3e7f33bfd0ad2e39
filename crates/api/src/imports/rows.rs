//! `GET /imports/{id}/rows`

use super::view::ImportRow;
use crate::call::{ApiResult, Call};
use crate::params::Params;
use axum::extract::Path;
use jieqing_domain::imports::{Outcome, query};
use jieqing_domain::wire;
use jieqing_kernel::error::Error;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which rows.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListImportRowsQuery {
    /// `failed`, `changed` or `ignored`.
    #[param(example = "failed")]
    outcome: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    #[param(example = 50)]
    limit: Option<i64>,
}

/// Rows by file and row number.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportRowList {
    /// Rows; one entry per problem.
    items: Vec<ImportRow>,
    /// Given when more follow.
    next_cursor: Option<String>,
}

/// List the rows of an import that fail, change something or are passed over
#[utoipa::path(get, path = "/api/v1/imports/{id}/rows", operation_id = "list_import_rows", tag = "imports",
    params(("id" = String, Path, example = "imp_0c1x2y3z4w5v6"), ListImportRowsQuery),
    responses((status = 200, body = ImportRowList)))]
pub(crate) async fn list_import_rows(
    call: Call,
    Path(id): Path<String>,
    Params(q): Params<ListImportRowsQuery>,
) -> ApiResult {
    let id = call.id::<wire::Import>(&id)?;
    let lang = call.teller.lang;
    call.read(move |tx, ctx, _| {
        let limit = q.limit.unwrap_or(50);
        if !(1..=500).contains(&limit) {
            return Err(Error::field("limit", "field.out_of_range"));
        }
        let outcome = match &q.outcome {
            Some(word) => Some(
                Outcome::parse(word).ok_or_else(|| Error::field("outcome", "field.not_a_code"))?,
            ),
            None => None,
        };
        let after = match &q.cursor {
            Some(text) => {
                Some(position(text).ok_or_else(|| Error::field("cursor", "request.cursor"))?)
            }
            None => None,
        };
        query::get(tx, ctx, id)?;
        let more = limit.saturating_add(1);
        let mut found = query::notes(tx, ctx, id, outcome, after, more, lang)?;
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let cut = found.len() > wanted;
        found.truncate(wanted);
        let items: Vec<ImportRow> = found.into_iter().map(ImportRow::from).collect();
        let last = items.last().filter(|_| cut);
        Ok(ImportRowList {
            next_cursor: last.map(|r| format!("{}.{}.{}", r.file_no, r.row_no, r.position)),
            items,
        })
    })
    .await
}

fn position(text: &str) -> Option<(i64, i64, i64)> {
    let mut parts = text.splitn(3, '.').map(|p| p.parse::<i64>().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}
