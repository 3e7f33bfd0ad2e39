//! `/attachments`: files of documents.

use crate::call::{ApiResult, Call};
use crate::export::disposition;
use crate::params::Params;
use crate::registry::{Policy, Registry};
use axum::body::Body;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jieqing_domain::access::Permission;
use jieqing_domain::platform::attachments::{
    AddAttachment, Attachment, MAX_BYTES, attachments_of, check_file, get_attachment,
};
use jieqing_domain::platform::subject::subject_of;
use jieqing_domain::wire;
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

/// What stands around the file in the form.
const FORM_EXTRA: usize = 64 << 10;
const TEXT_MAX: usize = 200;

pub(crate) fn routes(registry: Registry) -> Registry {
    let own = Policy::Needs(Permission::SelfUse);
    let (schemas, paths, upload) = routes!(add_attachment);
    let upload = upload.layer(DefaultBodyLimit::max(MAX_BYTES + FORM_EXTRA));
    registry
        .route(
            Policy::Needs(Permission::AttachmentsWrite),
            (schemas, paths, upload),
        )
        .route(own, routes!(list_attachments))
        .route(own, routes!(get_attachment_content))
}

/// The form of an upload.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the API's document")]
pub(crate) struct AttachmentForm {
    /// Kind of document.
    #[schema(example = "delivery")]
    subject_type: String,
    /// Document.
    #[schema(example = "dlv_0c1x2y3z4w5v6")]
    subject_id: String,
    /// What for.
    #[schema(example = "proof_of_delivery")]
    purpose: String,
    /// PDF, PNG, JPEG, Excel, Word, CSV or text, OFD, XML; at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// An attachment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttachmentView {
    /// Id.
    #[schema(example = "att_0c1x2y3z4w5v6")]
    id: String,
    /// Kind of document.
    #[schema(example = "delivery")]
    subject_type: String,
    /// Document.
    #[schema(example = "dlv_0c1x2y3z4w5v6")]
    subject_id: String,
    /// What for.
    #[schema(example = "proof_of_delivery")]
    purpose: String,
    /// Name.
    #[schema(example = "签收单.pdf")]
    file_name: String,
    /// Type found in its content.
    #[schema(example = "application/pdf")]
    media_type: String,
    /// Bytes.
    #[schema(example = 48213)]
    size: i64,
    /// Digest of its content.
    #[schema(example = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")]
    sha256: String,
    /// When it was attached.
    #[schema(example = "2026-11-24T03:00:00.000Z")]
    created_at: String,
}

/// Attachments of a document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttachmentList {
    items: Vec<AttachmentView>,
}

/// Which document.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AttachmentsQuery {
    /// Kind of document.
    #[param(example = "delivery")]
    subject_type: String,
    /// Document.
    #[param(example = "dlv_0c1x2y3z4w5v6")]
    subject_id: String,
}

/// Attach a file
///
/// The document must be one that the caller can read. What the file is, is read from its content.
#[utoipa::path(post, path = "/api/v1/attachments", operation_id = "add_attachment", tag = "attachments",
    request_body(content = AttachmentForm, content_type = "multipart/form-data"),
    responses((status = 201, body = AttachmentView)))]
async fn add_attachment(
    call: Call,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> ApiResult {
    let Ok(form) = form else {
        let media = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return Err(call.teller.refuse(media, "request.multipart"));
    };
    let form = read_form(form).await.map_err(|wrong| wrong.tell(&call))?;
    let hash = form.hash();
    let blobs = call.state.blobs.clone();
    let stored = tokio::task::spawn_blocking(move || form.store(blobs.as_ref()))
        .await
        .unwrap_or_else(|_| Err(Error::bug("storing an attachment")));
    let command = stored.map_err(|error| call.fail(&error))?;
    call.with_body(hash)
        .write(StatusCode::CREATED, command, |_, _, added| Ok(view(added)))
        .await
}

/// List a document's attachments
#[utoipa::path(get, path = "/api/v1/attachments", operation_id = "list_attachments", tag = "attachments",
    params(AttachmentsQuery), responses((status = 200, body = AttachmentList)))]
async fn list_attachments(call: Call, Params(query): Params<AttachmentsQuery>) -> ApiResult {
    call.read(move |tx, ctx, _| {
        let found = attachments_of(tx, ctx, &query.subject_type, &query.subject_id)?;
        let items = found.into_iter().map(view).collect();
        Ok(AttachmentList { items })
    })
    .await
}

/// Get an attachment's content
///
/// Always as a download; browsers never open it inside this site.
#[utoipa::path(get, path = "/api/v1/attachments/{id}/content", operation_id = "get_attachment_content", tag = "attachments",
    params(("id" = String, Path, example = "att_0c1x2y3z4w5v6")),
    responses((status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream")))]
async fn get_attachment_content(call: Call, Path(id): Path<String>) -> ApiResult {
    let id: Id<wire::Attachment> = call.id(&id)?;
    let found = call
        .load(move |tx, ctx, _| get_attachment(tx, ctx, id))
        .await?;
    let (blobs, name) = (call.state.blobs.clone(), found.sha256.clone());
    let bytes = tokio::task::spawn_blocking(move || blobs.get(&name))
        .await
        .unwrap_or_else(|_| Err(Error::bug("reading an attachment")))
        .map_err(|error| call.fail(&error))?;
    Ok(download(&found, bytes))
}

fn download(found: &Attachment, bytes: Vec<u8>) -> Response {
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, found.media_type.clone()),
        (header::CONTENT_DISPOSITION, disposition(&found.file_name)),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

/// A form as received.
#[derive(Default)]
struct Form {
    texts: [Option<String>; 3],
    file: Option<(String, Vec<u8>)>,
}

const TEXTS: [&str; 3] = ["subject_type", "subject_id", "purpose"];

/// What is wrong with a form.
enum Wrong {
    /// Not a form, or broken off.
    Broken,
    /// More than is taken.
    TooLarge,
    /// Parts of it.
    Fields(Vec<FieldError>),
}

impl Wrong {
    fn tell(self, call: &Call) -> Response {
        match self {
            Self::Broken => call
                .teller
                .refuse(StatusCode::BAD_REQUEST, "request.multipart"),
            Self::TooLarge => call
                .teller
                .refuse(StatusCode::PAYLOAD_TOO_LARGE, "request.too_large"),
            Self::Fields(fields) => call.fail(&Error::Invalid(fields)),
        }
    }
}

async fn read_form(mut multipart: Multipart) -> Result<Form, Wrong> {
    let mut form = Form::default();
    let mut wrong = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(|e| broken(&e))? {
        let name = field.name().unwrap_or("").to_owned();
        if name == "file" && form.file.is_none() {
            let file_name = field.file_name().unwrap_or("").to_owned();
            form.file = Some((file_name, read(field, MAX_BYTES).await?));
            continue;
        }
        let place = TEXTS.iter().position(|t| *t == name);
        match place.and_then(|p| form.texts.get_mut(p)) {
            Some(text @ None) => {
                let bytes = read(field, TEXT_MAX).await?;
                *text = Some(String::from_utf8(bytes).map_err(|_| Wrong::Broken)?);
            }
            _ => wrong.push(FieldError::new("form", "field.duplicate")),
        }
    }
    for (name, text) in TEXTS.iter().zip(&form.texts) {
        if text.is_none() {
            wrong.push(FieldError::new(*name, "field.required"));
        }
    }
    if form.file.is_none() {
        wrong.push(FieldError::new("file", "field.required"));
    }
    if wrong.is_empty() {
        Ok(form)
    } else {
        Err(Wrong::Fields(wrong))
    }
}

async fn read(mut field: Field<'_>, max: usize) -> Result<Vec<u8>, Wrong> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|e| broken(&e))? {
        if bytes.len() + chunk.len() > max {
            return Err(Wrong::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn broken(error: &axum::extract::multipart::MultipartError) -> Wrong {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Wrong::TooLarge
    } else {
        Wrong::Broken
    }
}

impl Form {
    /// Digest of everything in it, for the idempotency key.
    fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let (name, bytes) = self.file.as_ref().map_or(("", &[][..]), |(n, b)| (n, b));
        let texts = self.texts.iter().map(|t| t.as_deref().unwrap_or(""));
        for part in texts.chain([name]).map(str::as_bytes).chain([bytes]) {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }

    /// Checks and stores the content, before the row that will name it.
    fn store(self, blobs: &dyn jieqing_domain::blobs::BlobStore) -> Result<AddAttachment> {
        let (name, bytes) = self.file.unwrap_or_default();
        let file = check_file(&name, &bytes)?;
        let [subject_type, subject_id, purpose] = self.texts.map(Option::unwrap_or_default);
        Ok(AddAttachment {
            subject_type,
            subject_id,
            purpose,
            file,
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            sha256: blobs.put(&bytes)?,
        })
    }
}

fn view(found: Attachment) -> AttachmentView {
    let subject_id = subject_of(&found.subject_type)
        .map_or_else(String::new, |subject| subject.wire_id(found.subject_id));
    AttachmentView {
        id: Id::<wire::Attachment>::from_raw(found.id).to_string(),
        subject_id,
        subject_type: found.subject_type,
        purpose: found.purpose,
        file_name: found.file_name,
        media_type: found.media_type,
        size: found.size,
        sha256: found.sha256,
        created_at: rfc3339(found.created_at_us),
    }
}

jieqing_kernel::known_codes!("request.multipart");
