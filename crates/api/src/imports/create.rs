//! `POST /imports`

use super::run::{blocking, try_import};
use super::view::ImportView;
use crate::call::{ApiResult, Call};
use axum::extract::Multipart;
use axum::extract::multipart::Field;
use axum::http::StatusCode;
use jieqing_domain::imports::{ImportKind, ImportRequest, Mapping, SourceFile, query};
use jieqing_kernel::error::{Error, FieldError, Result};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use utoipa::ToSchema;

/// What is sent.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the multipart body")]
pub(crate) struct CreateImportBody {
    /// `customers`, `products`, `orders`, `deliveries`, `invoices` or `receipts`.
    #[schema(example = "customers")]
    kind: String,
    /// csv (also .gz), xlsx, xls or ods.
    #[schema(format = Binary, content_media_type = "application/octet-stream", example = "客户编码,客户名称")]
    file: String,
    /// Orders: a second file with the lines.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    lines: Option<String>,
    /// JSON: field → column name or `{"const": "…"}`.
    #[schema(example = "{}")]
    mapping: Option<String>,
    /// JSON: option → value.
    #[schema(example = "{}")]
    options: Option<String>,
}

/// Upload a file to import and look at it
///
/// Nothing but the record of the import is stored. `missing` names required fields without a
/// column; otherwise `rows` tells what a commit would do.
#[utoipa::path(post, path = "/api/v1/imports", operation_id = "create_import", tag = "imports",
    request_body(content = CreateImportBody, content_type = "multipart/form-data"),
    responses((status = 201, body = ImportView)))]
pub(crate) async fn create_import(call: Call, mut form: Multipart) -> ApiResult {
    let mut sent = Sent::default();
    loop {
        let next = form.next_field().await;
        match next {
            Ok(Some(field)) => sent.take(field).await.map_err(|e| call.fail(&e))?,
            Ok(None) => break,
            Err(_) => {
                let refused = StatusCode::BAD_REQUEST;
                return Err(call.teller.refuse(refused, "request.malformed"));
            }
        }
    }
    let call = call.with_body(sent.hash.finalize().into());
    let request = sent.request.into_request().map_err(|e| call.fail(&e))?;
    let (ctx, state) = (call.ctx()?.clone(), call.state.clone());
    let files = request.files.clone();
    let blobs = Arc::clone(&state.blobs);
    let record = async {
        blocking(move || files.iter().try_for_each(|f| blobs.put(&f.bytes).map(drop))).await?;
        try_import(state, ctx, request, None).await
    };
    let record = record.await.map_err(|e| call.fail(&e))?;
    call.write(StatusCode::CREATED, record, |tx, ctx, done| {
        Ok(ImportView::from(query::get(tx, ctx, done.id)?))
    })
    .await
}

/// The form so far, and the digest of all of it.
#[derive(Default)]
struct Sent {
    request: Parts,
    hash: Sha256,
}

#[derive(Default)]
struct Parts {
    kind: String,
    files: Vec<SourceFile>,
    lines: Vec<SourceFile>,
    mapping: String,
    options: String,
}

impl Sent {
    async fn take(&mut self, field: Field<'_>) -> Result<()> {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field
            .bytes()
            .await
            .map_err(|_too_large| Error::field(name.clone(), "request.too_large"))?;
        self.hash.update(name.as_bytes());
        self.hash.update(bytes.len().to_be_bytes());
        self.hash.update(&bytes);
        let text = || {
            String::from_utf8(bytes.to_vec())
                .map_err(|_not_text| Error::field(name.clone(), "request.malformed"))
        };
        match name.as_str() {
            "kind" => self.request.kind = text()?,
            "mapping" => self.request.mapping = text()?,
            "options" => self.request.options = text()?,
            "file" | "lines" => {
                let list = if name == "file" {
                    &mut self.request.files
                } else {
                    &mut self.request.lines
                };
                list.push(SourceFile {
                    name: file_name.chars().take(200).collect(),
                    bytes: bytes.to_vec(),
                });
            }
            _ => return Err(Error::field(name, "request.unknown_parameter")),
        }
        Ok(())
    }
}

impl Parts {
    fn into_request(self) -> Result<ImportRequest> {
        let mut errors = Vec::new();
        let kind = ImportKind::parse(&self.kind);
        if kind.is_none() {
            errors.push(FieldError::new("kind", "field.not_a_code"));
        }
        if self.files.len() != 1 {
            errors.push(FieldError::new("file", "field.required"));
        }
        if self.lines.len() > 1 {
            errors.push(FieldError::new("lines", "field.duplicate"));
        }
        let options = if self.options.is_empty() {
            Ok(Default::default())
        } else {
            serde_json::from_str(&self.options)
        };
        if options.is_err() {
            errors.push(FieldError::new("options", "request.malformed"));
        }
        let mapping = if self.mapping.is_empty() {
            Mapping::default()
        } else {
            Mapping::parse(&self.mapping)?
        };
        let mut files = self.files;
        files.extend(self.lines);
        match (kind, options, errors.is_empty()) {
            (Some(kind), Ok(options), true) => Ok(ImportRequest {
                kind,
                files,
                mapping,
                options,
            }),
            _ => Err(Error::Invalid(errors)),
        }
    }
}
