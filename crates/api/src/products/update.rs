//! `PATCH /products/{id}`

use super::body::ProductParts;
use super::view::{ProductView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::catalog::query::{ProductRow, get};
use jieqing_domain::catalog::{ChangeProduct, ProductDraft};
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE, format_trimmed};
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateProductBody {
    /// Our code.
    #[schema(example = "BRG-6204")]
    sku: Option<String>,
    /// Name.
    #[schema(example = "深沟球轴承")]
    name: Option<String>,
    /// Spec.
    #[schema(example = "6204-2RS")]
    spec: Option<String>,
    /// Unit.
    #[schema(example = "套")]
    unit: Option<String>,
    /// Group.
    #[schema(example = "轴承")]
    category: Option<String>,
    /// 税收分类编码.
    #[schema(example = "1090122010000000000")]
    tax_code: Option<String>,
    /// Cost; null for unknown.
    #[schema(example = "8.20")]
    #[serde(default, deserialize_with = "crate::parse::given")]
    cost: Option<Option<String>>,
    /// Floor price; null for none.
    #[schema(example = "10.00")]
    #[serde(default, deserialize_with = "crate::parse::given")]
    floor_price: Option<Option<String>>,
    /// Quantities should be multiples of this.
    #[schema(example = "10")]
    pack_multiple: Option<String>,
    /// Whether it may be sold.
    #[schema(example = true)]
    active: Option<bool>,
    /// Note.
    #[schema(example = "")]
    note: Option<String>,
}

impl UpdateProductBody {
    fn draft(self, now: ProductRow) -> Result<ProductDraft> {
        let mut fields = Fields::new();
        let text = |e8: Option<i64>| e8.map(|v| format_trimmed(v, PRICE_SCALE));
        let parts = ProductParts {
            sku: self.sku.unwrap_or(now.sku),
            name: self.name.unwrap_or(now.name),
            spec: self.spec.unwrap_or(now.spec),
            unit: self.unit.unwrap_or(now.unit),
            category: self.category.unwrap_or(now.category),
            tax_code: self.tax_code.unwrap_or(now.tax_code),
            cost: self.cost.unwrap_or_else(|| text(now.cost_e8)),
            floor_price: self.floor_price.unwrap_or_else(|| text(now.floor_e8)),
            pack_multiple: Some(
                self.pack_multiple
                    .unwrap_or_else(|| format_trimmed(now.pack_e6, QTY_SCALE)),
            ),
            active: self.active.unwrap_or(now.active),
            note: self.note.unwrap_or(now.note),
        };
        let draft = parts.draft(&mut fields);
        fields.finish(draft)
    }
}

/// Change a product
///
/// `If-Match` carries its version. Without `products.cost`, cost and floor price stay as they are.
#[utoipa::path(patch, path = "/api/v1/products/{id}", operation_id = "update_product", tag = "products",
    params(("id" = String, Path, example = "prd_0c1x2y3z4w5v6")),
    request_body = UpdateProductBody, responses((status = 200, body = ProductView)))]
pub(crate) async fn update_product(
    call: Call,
    Path(id): Path<String>,
    body: Body<UpdateProductBody>,
) -> ApiResult {
    let id = call.id(&id)?;
    let version = call.if_match()?;
    // What another change adds between this read and the command is refused by the version.
    let now = call
        .load(move |tx, ctx, _| Ok(get(tx, ctx, id)?.product))
        .await?;
    let draft = body.value.draft(now).map_err(|e| call.fail(&e))?;
    let command = ChangeProduct { id, version, draft };
    call.with_body(body.hash)
        .write(StatusCode::OK, command, load)
        .await
}
