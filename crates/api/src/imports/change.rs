//! `PATCH /imports/{id}`

use super::run::{blocking, try_import};
use super::view::ImportView;
use crate::body::Body;
use crate::call::{ApiResult, Call};
use axum::extract::Path;
use axum::http::StatusCode;
use jieqing_domain::imports::{Mapping, query};
use jieqing_domain::wire;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;

/// What is decided anew; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeImportBody {
    /// Field → column name, `{"const": "…"}` or null.
    #[schema(value_type = std::collections::BTreeMap<String, serde_json::Value>, example = json!({"code": "客户编码", "currency": {"const": "CNY"}}))]
    #[serde(default)]
    mapping: Option<Value>,
    /// Option → value, e.g. `sheet`, `header_row`, `date_order`, `skip_failed`.
    #[schema(example = json!({"skip_failed": "true"}))]
    #[serde(default)]
    options: Option<BTreeMap<String, String>>,
}

/// Change mapping or options of an import and look again
#[utoipa::path(patch, path = "/api/v1/imports/{id}", operation_id = "change_import", tag = "imports",
    params(("id" = String, Path, example = "imp_0c1x2y3z4w5v6")),
    request_body = ChangeImportBody, responses((status = 200, body = ImportView)))]
pub(crate) async fn change_import(
    call: Call,
    Path(id): Path<String>,
    Body { value: body, hash }: Body<ChangeImportBody>,
) -> ApiResult {
    let call = call.with_body(hash);
    let id = call.id::<wire::Import>(&id)?;
    let stored = call.load(move |tx, ctx, _| query::get(tx, ctx, id)).await?;
    let (ctx, state) = (call.ctx()?.clone(), call.state.clone());
    let blobs = Arc::clone(&state.blobs);
    let record = async {
        let mut request = blocking(move || query::stored_request(&stored, &*blobs)).await?;
        if let Some(mapping) = &body.mapping {
            request.mapping = Mapping::parse(&mapping.to_string())?;
        }
        if let Some(options) = body.options {
            request.options = options;
        }
        try_import(state, ctx, request, Some(id)).await
    };
    let record = record.await.map_err(|e| call.fail(&e))?;
    call.write(StatusCode::OK, record, |tx, ctx, done| {
        Ok(ImportView::from(query::get(tx, ctx, done.id)?))
    })
    .await
}
