//! `POST /products`

use super::body::{ProductParts, treatment};
use super::view::{ProductView, load};
use crate::body::Body;
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::http::StatusCode;
use jieqing_domain::catalog::CreateProduct;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::decimal::PRICE_SCALE;
use jieqing_kernel::error::Result;
use serde::Deserialize;
use utoipa::ToSchema;

/// A product to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateProductBody {
    /// Our code.
    #[schema(example = "BRG-6204")]
    sku: String,
    /// Name, as on invoices.
    #[schema(example = "深沟球轴承")]
    name: String,
    /// Spec.
    #[schema(example = "6204-2RS")]
    #[serde(default)]
    spec: String,
    /// Unit.
    #[schema(example = "套")]
    unit: String,
    /// Group.
    #[schema(example = "轴承")]
    #[serde(default)]
    category: String,
    /// 税收分类编码.
    #[schema(example = "1090122010000000000")]
    #[serde(default)]
    tax_code: String,
    /// Tax rate from today on.
    #[schema(example = "0.13")]
    tax_rate: String,
    /// `taxed`, `zero_rated`, `exempt`, `not_taxable`; without it zero is exempt.
    #[schema(example = "taxed")]
    treatment: Option<String>,
    /// List price from today on, in company currency.
    #[schema(example = "12.50")]
    price: Option<String>,
    /// Cost per unit in company currency.
    #[schema(example = "8.20")]
    cost: Option<String>,
    /// Lowest price without approval.
    #[schema(example = "10.00")]
    floor_price: Option<String>,
    /// Quantities should be multiples of this.
    #[schema(example = "10")]
    pack_multiple: Option<String>,
    /// Note.
    #[schema(example = "")]
    #[serde(default)]
    note: String,
}

impl CreateProductBody {
    fn command(self, base: Currency) -> Result<CreateProduct> {
        let mut fields = Fields::new();
        let tax_rate = treatment(&mut fields, &self.tax_rate, self.treatment.as_deref());
        let price = self
            .price
            .map(|t| (base, fields.scaled("price", &t, PRICE_SCALE)));
        let parts = ProductParts {
            sku: self.sku,
            name: self.name,
            spec: self.spec,
            unit: self.unit,
            category: self.category,
            tax_code: self.tax_code,
            cost: self.cost,
            floor_price: self.floor_price,
            pack_multiple: self.pack_multiple,
            active: true,
            note: self.note,
        };
        let draft = parts.draft(&mut fields);
        fields.finish(CreateProduct {
            draft,
            tax_rate,
            price,
            from: None,
        })
    }
}

/// Create a product
#[utoipa::path(post, path = "/api/v1/products", operation_id = "create_product", tag = "products",
    request_body = CreateProductBody, responses((status = 201, body = ProductView)))]
pub(crate) async fn create_product(call: Call, body: Body<CreateProductBody>) -> ApiResult {
    let base = call.ctx()?.base_currency;
    let command = body.value.command(base).map_err(|e| call.fail(&e))?;
    call.with_body(body.hash)
        .write(StatusCode::CREATED, command, |tx, ctx, id| {
            load(tx, ctx, id)
        })
        .await
}
