//! A statement as PDF and as workbook: made once from what was stored with it, then kept.

mod labels;
mod pdf;
mod xlsx;

use super::query::{self, StatementDetail};
use super::store::write;
use crate::access::Permission;
use crate::documents::Documents;
use crate::facade::Jieqing;
use crate::wire;
use jieqing_db::params;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

jieqing_db::text_enum! {
    /// Kinds of file.
    pub enum Rendered {
        /// To print, sign and send.
        Pdf = "pdf",
        /// To check and import.
        Xlsx = "xlsx",
    }
}

impl Rendered {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    fn stored(self, statement: &StatementDetail) -> &str {
        match self {
            Self::Pdf => &statement.row.pdf_sha256,
            Self::Xlsx => &statement.row.xlsx_sha256,
        }
    }
}

/// The file of a statement and its name, for who has the permission `reading`. The first call makes and keeps it; later calls give the same
/// bytes. Blocks; not to be called inside a transaction.
///
/// # Errors
/// [`Error::NotFound`]; `statements.no_fonts`.
pub fn rendered(
    jieqing: &Jieqing,
    documents: &Documents,
    (ctx, reading): (&Ctx, Permission),
    id: Id<wire::Statement>,
    kind: Rendered,
) -> Result<(String, Vec<u8>)> {
    let statement = jieqing.read(ctx, reading, |tx, ctx, scope| {
        query::get(tx, ctx, scope, id)
    })?;
    let name = format!("{}.{}", statement.row.number, kind.as_str());
    let stored = kind.stored(&statement);
    if !stored.is_empty() {
        return Ok((name, documents.blobs.get(stored)?));
    }
    let bytes = match kind {
        Rendered::Pdf => pdf::render(documents.fonts()?, &statement)?,
        Rendered::Xlsx => xlsx::render(&statement)?,
    };
    let hash = documents.blobs.put(&bytes)?;
    let company = ctx.company;
    let kept = hash.clone();
    let first = jieqing.db.write(move |tx| {
        let sql = match kind {
            Rendered::Pdf => &write::KEEP_PDF,
            Rendered::Xlsx => &write::KEEP_XLSX,
        };
        Ok::<_, Error>(tx.exec(sql, params![company, id, kept])? == 1)
    })?;
    if first {
        return Ok((name, bytes));
    }
    // Somebody else was first: theirs is the file.
    let statement = jieqing.read(ctx, reading, |tx, ctx, scope| {
        query::get(tx, ctx, scope, id)
    })?;
    Ok((name, documents.blobs.get(kind.stored(&statement))?))
}
