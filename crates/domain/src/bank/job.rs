//! The import as a job: the file is read in the limited child, tried and rolled back, and on demand stored.

use super::command::ImportBankFile;
use super::error::BankRefusal;
use super::model::Summary;
use super::read::{BankReader, read_bank_file};
use super::store;
use crate::access::{Permission, Scope};
use crate::blobs::BlobStore;
use crate::facade::Command;
use crate::platform::jobs::{Again, JobEnd, JobHandler, JobRun, enqueue};
use crate::record::record;
use crate::texts::{Lang, say};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::{Micros, rfc3339};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;

/// Kind of the imports' jobs.
pub const BANK_IMPORT: &str = "bank.import";

jieqing_db::text_enum! {
    /// Where an import is.
    pub enum ImportStage {
        /// The file is being read and tried.
        Reading = "reading",
        /// Looked at, nothing stored.
        Previewed = "previewed",
        /// It is being stored.
        Storing = "storing",
        /// Stored.
        Stored = "stored",
        /// It could not be read or is refused.
        Failed = "failed",
    }
}

#[derive(Serialize, Deserialize)]
struct Payload {
    import: i64,
    store: bool,
}

/// Queues the look at a bank file whose bytes are in the blob store.
#[derive(Debug, Clone)]
pub struct StartBankImport {
    /// Name of the file.
    pub file_name: String,
    /// Where its bytes are.
    pub sha256: String,
    /// Its size in bytes.
    pub size: i64,
    /// Our account; found by the number the file states when absent.
    pub account: Option<Id<wire::BankAccount>>,
}

impl Command for StartBankImport {
    type Out = Id<wire::BankImport>;
    const PERMISSION: Permission = Permission::ImportsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let id: Id<wire::BankImport> = ctx.new_id();
        let job = enqueue(
            tx,
            ctx,
            BANK_IMPORT,
            None,
            &Payload {
                import: id.raw(),
                store: false,
            },
        )?;
        tx.exec_one(
            &store::INSERT_IMPORT,
            params![
                ctx.company,
                id,
                self.account,
                self.file_name,
                self.sha256,
                self.size,
                ImportStage::Reading,
                job,
                ctx.actor.raw(),
                ctx.now()
            ],
        )?;
        let facts = json!({ "file": self.file_name, "sha256": self.sha256 });
        record(
            tx,
            ctx,
            "bank_import",
            id.raw(),
            "bank_import.started",
            &facts,
        )?;
        Ok(id)
    }
}

/// Queues the storing of an import that was looked at.
#[derive(Debug, Clone, Copy)]
pub struct StoreBankImport {
    /// Which.
    pub id: Id<wire::BankImport>,
}

type Kept = (
    Option<Id<wire::BankAccount>>,
    String,
    String,
    ImportStage,
    Option<Micros>,
);

impl Command for StoreBankImport {
    type Out = ();
    const PERMISSION: Permission = Permission::ImportsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        let (_, file, _, stage, at) = tx
            .opt::<Kept>(&store::LOCK_IMPORT, params![ctx.company, self.id])?
            .ok_or(Error::NotFound)?;
        match stage {
            ImportStage::Stored => {
                return Err(BankRefusal::AlreadyStored {
                    at: rfc3339(at.unwrap_or_default()),
                }
                .into());
            }
            ImportStage::Previewed => {}
            ImportStage::Reading | ImportStage::Storing | ImportStage::Failed => {
                return Err(BankRefusal::NotRead {
                    state: stage.as_str().to_owned(),
                }
                .into());
            }
        }
        let job = enqueue(
            tx,
            ctx,
            BANK_IMPORT,
            None,
            &Payload {
                import: self.id.raw(),
                store: true,
            },
        )?;
        tx.exec_one(
            &store::IMPORT_JOB,
            params![ctx.company, self.id, ImportStage::Storing, job],
        )?;
        record(
            tx,
            ctx,
            "bank_import",
            self.id.raw(),
            "bank_import.storing",
            &json!({ "file": file }),
        )?;
        Ok(())
    }
}

/// Does the imports. Its result: `import`, `new` rows.
pub struct BankImportHandler {
    /// Who reads.
    pub reader: BankReader,
    /// Where files are.
    pub blobs: Arc<dyn BlobStore>,
}

impl JobHandler for BankImportHandler {
    fn kind(&self) -> &'static str {
        BANK_IMPORT
    }

    fn run(&self, run: &JobRun<'_>) -> Result<JobEnd> {
        let payload: Payload =
            serde_json::from_str(&run.job.payload).map_err(|e| Error::bug(e.to_string()))?;
        let id: Id<wire::BankImport> = Id::from_raw(payload.import);
        let (account, name, sha256, stage, _) = run.read(|tx, ctx| {
            tx.opt::<Kept>(&super::query::KEPT, params![ctx.company, id])?
                .ok_or(Error::NotFound)
        })?;
        if stage == ImportStage::Stored {
            return JobEnd::done(&json!({ "import": id.to_string() }));
        }
        let done = self.read(&sha256, &name).and_then(|file| {
            let command = ImportBankFile {
                import: id,
                file: Arc::new(file),
                account,
            };
            if payload.store {
                run.effect(move |tx, ctx| {
                    let scope = crate::access::authorize(tx, ctx, Permission::ImportsWrite)?;
                    let summary = command.run(tx, ctx, &scope)?;
                    finish(tx, ctx, id, ImportStage::Stored, &summary)?;
                    Ok(summary)
                })
            } else {
                let summary = run.jieqing.preview(&run.ctx, command)?;
                let kept = summary.clone();
                run.effect(move |tx, ctx| finish(tx, ctx, id, ImportStage::Previewed, &kept))?;
                Ok(summary)
            }
        });
        match done {
            Ok(summary) => {
                let new: i64 = summary.statements.iter().map(|s| s.new).sum();
                JobEnd::done(&json!({ "import": id.to_string(), "new": new }))
            }
            Err(error) => refuse(run, id, error),
        }
    }
}

impl BankImportHandler {
    fn read(&self, sha256: &str, name: &str) -> Result<jieqing_formats::bank::BankFile> {
        read_bank_file(&self.reader, &self.blobs.get(sha256)?, name)
    }
}

fn finish(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::BankImport>,
    stage: ImportStage,
    summary: &Summary,
) -> Result<()> {
    let report = serde_json::to_string(summary).map_err(|e| Error::bug(e.to_string()))?;
    let at = (stage == ImportStage::Stored).then(|| ctx.now());
    tx.exec_one(
        &store::SET_IMPORT,
        params![ctx.company, id, stage, report, at],
    )?;
    let new: i64 = summary.statements.iter().map(|s| s.new).sum();
    let facts = json!({ "rows": summary.total, "new": new });
    let what = if at.is_some() {
        "bank_import.stored"
    } else {
        "bank_import.previewed"
    };
    record(tx, ctx, "bank_import", id.raw(), what, &facts)?;
    Ok(())
}

/// A refusal is told in the record of the import, in both languages, and ends the job; what may pass is
/// tried again.
fn refuse(run: &JobRun<'_>, id: Id<wire::BankImport>, error: Error) -> Result<JobEnd> {
    let all = |lang| match &error {
        Error::Refused(r) => Some(say(lang, r.code, &r.facts)),
        Error::Invalid(fields) => {
            let words: Vec<_> = fields.iter().map(|f| say(lang, f.code, &f.facts)).collect();
            Some(words.join("; "))
        }
        _ => None,
    };
    let (Some(zh), Some(en)) = (all(Lang::Zh), all(Lang::En)) else {
        return Err(error);
    };
    let report = json!({ "refused": { "zh": zh, "en": en } }).to_string();
    run.effect(move |tx, ctx| {
        tx.exec_one(
            &store::SET_IMPORT,
            params![ctx.company, id, ImportStage::Failed, report, None::<i64>],
        )?;
        record(
            tx,
            ctx,
            "bank_import",
            id.raw(),
            "bank_import.refused",
            &json!({}),
        )?;
        Ok(())
    })?;
    Ok(JobEnd::Failed {
        message: zh,
        again: Again::Never,
    })
}
