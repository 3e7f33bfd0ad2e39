//! `GET /search`

use crate::call::{ApiResult, Call};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::insight::{Hit, SEARCH_MOST, search};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchQuery {
    /// A number or its beginning, or part of a name; 1–100 characters.
    #[param(example = "SO-202611")]
    q: String,
    /// Hits wanted, 1–50; 12 when absent.
    #[param(example = 12)]
    limit: Option<i64>,
}

/// A record found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchHit {
    /// `customer`, `product`, `order`, `delivery`, `invoice`, `receipt` or `statement`.
    #[schema(example = "order")]
    kind: &'static str,
    /// Id.
    #[schema(example = "ord_0c1x2y3z4w5v6")]
    id: String,
    /// Number, code or sku; empty for a draft.
    #[schema(example = "SO-202611-0001")]
    number: String,
    /// Name of the customer or product.
    #[schema(example = "杭州云栖贸易有限公司")]
    title: String,
    /// Day and amount of a document, spec of a product, region of a customer.
    #[schema(example = "2026-11-24 · 1250.00 CNY")]
    hint: String,
}

/// What was found, the best first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchHits {
    items: Vec<SearchHit>,
}

const DEFAULT: i64 = 12;
const LONGEST: usize = 100;

/// Search everything you may see
///
/// Numbers and names that begin with `q` come first, then those that contain it and documents of
/// customers whose name does. Kinds you have no permission for are left out.
#[utoipa::path(get, path = "/api/v1/search", operation_id = "search_everything", tag = "reports",
    params(SearchQuery), responses((status = 200, body = SearchHits)))]
pub(crate) async fn search_everything(call: Call, Params(query): Params<SearchQuery>) -> ApiResult {
    call.read(move |tx, ctx, _| {
        let mut fields = Fields::new();
        let limit = query.limit.unwrap_or(DEFAULT);
        if !(1..=SEARCH_MOST).contains(&limit) {
            fields.error("limit", "field.out_of_range");
        }
        match query.q.trim().chars().count() {
            0 => fields.error("q", "field.required"),
            n if n > LONGEST => fields.error("q", "field.too_long"),
            _ => {}
        }
        fields.finish(())?;
        let items = search(tx, ctx, &query.q, limit)?;
        Ok(SearchHits {
            items: items.into_iter().map(view).collect(),
        })
    })
    .await
}

fn view(hit: Hit) -> SearchHit {
    SearchHit {
        kind: hit.kind.as_str(),
        id: hit.id,
        number: hit.number,
        title: hit.title,
        hint: hit.hint,
    }
}
