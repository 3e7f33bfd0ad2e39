//! `POST /bank/imports`, `GET /bank/imports/{id}`, `POST /bank/imports/{id}/store`

use super::import_view::{BankImportBody, body};
use crate::call::{ApiResult, Call};
use crate::parse::Fields;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use jieqing_domain::bank::{StartBankImport, StoreBankImport, query};
use jieqing_domain::wire;
use jieqing_kernel::error::{Error, FieldError};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use utoipa::ToSchema;

/// What is sent.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the multipart body")]
pub(crate) struct StartBankImportBody {
    /// A bank file of any kind: MT940, camt, OFX, BAI2, CODA, Norma 43, QIF, csv, xlsx, xls, ods.
    #[schema(format = Binary, content_media_type = "application/octet-stream", example = "交易日期,贷方发生额")]
    file: String,
    /// Our account; found by the number the file states when absent.
    #[schema(example = "bnk_0c1x2y3z4w5v6")]
    account_id: Option<String>,
}

/// Upload a bank file and look at it
///
/// A job reads the file in the limited process and tries it; nothing is stored. Then `summary` tells what
/// each row would become.
#[utoipa::path(post, path = "/api/v1/bank/imports", operation_id = "start_bank_import", tag = "bank",
    request_body(content = StartBankImportBody, content_type = "multipart/form-data"),
    responses((status = 202, body = BankImportBody)))]
pub(crate) async fn start_bank_import(call: Call, mut form: Multipart) -> ApiResult {
    let (mut hash, mut file, mut account) = (Sha256::new(), None, None);
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => {
                return Err(call
                    .teller
                    .refuse(StatusCode::BAD_REQUEST, "request.malformed"));
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        let file_name: String = field
            .file_name()
            .unwrap_or_default()
            .chars()
            .take(200)
            .collect();
        let too_large = |_| call.fail(&Error::field(name.clone(), "request.too_large"));
        let bytes = field.bytes().await.map_err(too_large)?;
        hash.update(name.as_bytes());
        hash.update(bytes.len().to_be_bytes());
        hash.update(&bytes);
        match name.as_str() {
            "file" if file.is_none() => file = Some((file_name, bytes)),
            "account_id" if account.is_none() => account = Some(bytes),
            _ => return Err(call.fail(&Error::field(name, "request.unknown_parameter"))),
        }
    }
    let Some((file_name, bytes)) = file else {
        return Err(call.fail(&Error::Invalid(vec![FieldError::new(
            "file",
            "field.required",
        )])));
    };
    let mut fields = Fields::new();
    let account = account
        .filter(|a| !a.is_empty())
        .map(|a| fields.id("account_id", &String::from_utf8_lossy(&a)));
    let account = fields.finish(account).map_err(|e| call.fail(&e))?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let blobs = Arc::clone(&call.state.blobs);
    let kept = tokio::task::spawn_blocking(move || blobs.put(&bytes)).await;
    let sha256 = kept
        .unwrap_or_else(|_| Err(Error::bug("bank import")))
        .map_err(|e| call.fail(&e))?;
    let command = StartBankImport {
        file_name,
        sha256,
        size,
        account,
    };
    let lang = call.teller.lang;
    call.with_body(hash.finalize().into())
        .write(StatusCode::ACCEPTED, command, move |tx, ctx, id| {
            Ok(body(query::import(tx, ctx, id)?, lang))
        })
        .await
}

/// Get a bank import
#[utoipa::path(get, path = "/api/v1/bank/imports/{id}", operation_id = "get_bank_import", tag = "bank",
    params(("id" = String, Path, example = "bim_0c1x2y3z4w5v6")),
    responses((status = 200, body = BankImportBody)))]
pub(crate) async fn get_bank_import(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::BankImport>(&id)?;
    let lang = call.teller.lang;
    call.read(move |tx, ctx, _| Ok(body(query::import(tx, ctx, id)?, lang)))
        .await
}

/// Store a bank import
///
/// A job reads the file again and stores what is new, all or nothing.
#[utoipa::path(post, path = "/api/v1/bank/imports/{id}/store", operation_id = "store_bank_import", tag = "bank",
    params(("id" = String, Path, example = "bim_0c1x2y3z4w5v6")),
    responses((status = 202, body = BankImportBody)))]
pub(crate) async fn store_bank_import(call: Call, Path(id): Path<String>) -> ApiResult {
    let id = call.id::<wire::BankImport>(&id)?;
    let lang = call.teller.lang;
    call.write(
        StatusCode::ACCEPTED,
        StoreBankImport { id },
        move |tx, ctx, ()| Ok(body(query::import(tx, ctx, id)?, lang)),
    )
    .await
}
