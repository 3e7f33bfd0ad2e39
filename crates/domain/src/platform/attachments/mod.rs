//! Files of documents (附件): proof of delivery, contracts, letters.
//!
//! **Invariants:** what a file is, is read from its content and must be on the list; an attachment
//! is readable exactly when its document is (Z7); content is stored, durably and by digest, before
//! the row that names it.

mod name;
mod sniff;

use super::error::PlatformRefusal;
use super::store;
pub use super::store::Attachment;
use super::subject::{Subject, subject_of};
use crate::access::{Permission, Scope, authorize};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

pub use name::clean_name;
pub use sniff::media_type;

/// Largest file, bytes.
pub const MAX_BYTES: usize = 20 << 20;
const PURPOSE_MAX: usize = 40;

jieqing_kernel::known_codes!(
    "attachments.kind",
    "attachments.empty",
    "attachments.too_large"
);

/// A file that may be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Name, cleaned, with the ending of its type.
    pub file_name: String,
    /// Type found in its content.
    pub media_type: &'static str,
}

/// Looks at a file before it is stored.
///
/// # Errors
/// [`Error::Invalid`] when it is empty, too large, or not of a kind that is taken.
pub fn check_file(name: &str, bytes: &[u8]) -> Result<Checked> {
    let file_name = clean_name(name);
    if bytes.is_empty() {
        return Err(Error::field("file", "attachments.empty"));
    }
    if bytes.len() > MAX_BYTES {
        let wrong = FieldError::new("file", "attachments.too_large").with("limit", "20 MB");
        return Err(Error::Invalid(vec![wrong]));
    }
    match media_type(&file_name, bytes) {
        Some((media_type, ending)) => Ok(Checked {
            file_name: name::with_ending(&file_name, ending),
            media_type,
        }),
        None => {
            let wrong = FieldError::new("file", "attachments.kind").with("name", file_name);
            Err(Error::Invalid(vec![wrong]))
        }
    }
}

/// Attaches a stored file to a document that the caller can see.
#[derive(Debug, Clone)]
pub struct AddAttachment {
    /// Kind of document, e.g. `delivery`.
    pub subject_type: String,
    /// Its id on the wire.
    pub subject_id: String,
    /// What for, e.g. `proof_of_delivery`.
    pub purpose: String,
    /// The file.
    pub file: Checked,
    /// Bytes.
    pub size: i64,
    /// Name in the blob store.
    pub sha256: String,
}

impl Command for AddAttachment {
    type Out = Attachment;
    const PERMISSION: Permission = Permission::AttachmentsWrite;

    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Attachment> {
        let subject = known(&self.subject_type)?;
        let mut errors = Vec::new();
        wire::check_text(&mut errors, "purpose", &self.purpose, PURPOSE_MAX);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if self.purpose.is_empty() || !self.purpose.chars().all(plain) {
            errors.push(FieldError::new("purpose", "field.not_a_code"));
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let document = subject.parse_id(&self.subject_id).ok_or(Error::NotFound)?;
        readable(tx, ctx, subject, document)?;
        let id: Id<wire::Attachment> = ctx.new_id();
        tx.exec_one(
            &store::INSERT_ATTACHMENT,
            params![
                ctx.company,
                id,
                subject.word,
                document,
                self.purpose,
                self.file.file_name,
                self.file.media_type,
                self.size,
                self.sha256,
                ctx.actor.raw(),
                ctx.now()
            ],
        )?;
        let facts = json!({ "attachment": id.to_string(), "purpose": self.purpose,
            "file_name": self.file.file_name, "size": self.size, "sha256": self.sha256 });
        record(tx, ctx, subject.word, document, "attachment.added", &facts)?;
        find(tx, ctx, id)
    }
}

/// An attachment whose document the caller can see.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_attachment(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Attachment>,
) -> Result<Attachment> {
    let found = find(tx, ctx, id)?;
    let subject = subject_of(&found.subject_type).ok_or(Error::NotFound)?;
    readable(tx, ctx, subject, found.subject_id)?;
    Ok(found)
}

/// The attachments of a document that the caller can see, oldest first.
///
/// # Errors
/// [`Error::NotFound`].
pub fn attachments_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    subject_type: &str,
    subject_id: &str,
) -> Result<Vec<Attachment>> {
    let subject = known(subject_type)?;
    let document = subject.parse_id(subject_id).ok_or(Error::NotFound)?;
    readable(tx, ctx, subject, document)?;
    let of = params![ctx.company, subject.word, document];
    Ok(tx.all(&store::ATTACHMENTS_OF, of)?)
}

fn known(word: &str) -> Result<&'static Subject> {
    subject_of(word).filter(|s| s.takes_files).ok_or_else(|| {
        let subject = word.chars().take(40).collect();
        PlatformRefusal::Subject { subject }.into()
    })
}

fn find(tx: &mut ReadTx<'_>, ctx: &Ctx, id: Id<wire::Attachment>) -> Result<Attachment> {
    tx.opt(&store::GET_ATTACHMENT, params![ctx.company, id])?
        .ok_or(Error::NotFound)
}

/// Whoever may not see the document is told that there is nothing.
fn readable(tx: &mut ReadTx<'_>, ctx: &Ctx, subject: &Subject, id: i64) -> Result<()> {
    let scope = authorize(tx, ctx, subject.permission).map_err(|error| match error {
        Error::Forbidden { .. } => Error::NotFound,
        other => other,
    })?;
    subject.check(tx, ctx, &scope, id)
}
