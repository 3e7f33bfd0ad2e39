//! `GET /products`

use super::view::{ProductItem, item};
use crate::call::{ApiResult, Call, ListQuery, write_cursor};
use crate::params::Params;
use crate::parse::Fields;
use jieqing_domain::catalog::query::{ProductFilter, ProductSort, list};
use jieqing_kernel::error::Result;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListProductsQuery {
    /// Part of the code, name or spec.
    search: Option<String>,
    /// Group.
    category: Option<String>,
    /// Only active or only inactive ones.
    active: Option<bool>,
    /// `sku` (when absent), `-sku`, `name` or `-name`.
    sort: Option<String>,
    /// Continue after this page.
    cursor: Option<String>,
    /// Rows wanted, 1–500.
    limit: Option<i64>,
}

/// A page of products.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductList {
    items: Vec<ProductItem>,
    next_cursor: Option<String>,
}

impl ListProductsQuery {
    pub(super) fn filter(&self) -> Result<ProductFilter> {
        let mut fields = Fields::new();
        let filter = ProductFilter {
            search: self.search.clone(),
            category: self.category.clone(),
            active: self.active,
            sort: self
                .sort
                .as_deref()
                .map_or_else(ProductSort::default, |word| {
                    fields.word("sort", ProductSort::parse(word), ProductSort::default())
                }),
        };
        fields.finish(filter)
    }
}

/// List products
#[utoipa::path(get, path = "/api/v1/products", operation_id = "list_products", tag = "products",
    params(ListProductsQuery), responses((status = 200, body = ProductList)))]
pub(crate) async fn list_products(
    call: Call,
    Params(query): Params<ListProductsQuery>,
) -> ApiResult {
    let paging = ListQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    call.read(move |tx, ctx, _| {
        let page = list(tx, ctx, &query.filter()?, &paging.page()?)?;
        Ok(ProductList {
            next_cursor: write_cursor(&page.next),
            items: page.items.into_iter().map(item).collect(),
        })
    })
    .await
}
