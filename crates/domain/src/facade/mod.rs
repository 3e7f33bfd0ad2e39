//! [`Jieqing`]: the only public entry. One function for changes, one for previews, one for reads.

mod store;

use crate::access::{Permission, Scope, authorize};
use jieqing_db::{Db, ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Clock;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::IdSource;

/// A change somebody asks for.
pub trait Command: Send + 'static {
    /// What it gives back.
    type Out: Send + 'static;
    /// What one must be allowed to do.
    const PERMISSION: Permission;

    /// Does it, inside the transaction `tx`; `scope` is how far the actor's permission reaches.
    ///
    /// # Errors
    /// Whatever the command documents; then nothing was written.
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out>;
}

/// Identity of a request that may be sent again (reliability.md I1–I4).
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    /// HTTP method.
    pub method: String,
    /// Path with its ids.
    pub path: String,
    /// The caller's key.
    pub key: String,
    /// SHA-256 of the body.
    pub request_hash: [u8; 32],
}

/// The answer to a request, as first given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// HTTP status.
    pub status: i64,
    /// Body, byte for byte.
    pub body: Vec<u8>,
    /// Whether it was given before.
    pub replayed: bool,
}

/// The product without its edges. Cheap to clone.
#[derive(Clone)]
pub struct Jieqing {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Ids.
    pub ids: IdSource,
}

impl Jieqing {
    /// On an open database.
    #[must_use]
    pub fn new(db: Db, clock: Clock, node: u8) -> Self {
        let ids = IdSource::new(clock.clone(), node);
        Self { db, clock, ids }
    }

    /// Runs a command in one durable transaction. Blocks.
    ///
    /// # Errors
    /// The command's, or [`Error::Forbidden`].
    pub fn execute<C: Command>(&self, ctx: &Ctx, command: C) -> Result<C::Out> {
        let ctx = ctx.clone();
        self.db.write(move |tx| run(tx, &ctx, &command))
    }

    /// Runs a command and rolls it back: what it would do (L10). Blocks.
    ///
    /// # Errors
    /// As [`Jieqing::execute`].
    pub fn preview<C: Command>(&self, ctx: &Ctx, command: C) -> Result<C::Out> {
        let ctx = ctx.clone();
        self.db.preview(move |tx| run(tx, &ctx, &command))
    }

    /// [`Jieqing::preview`] for a command that takes long: other writes go on meanwhile. Blocks.
    ///
    /// # Errors
    /// As [`Jieqing::execute`].
    pub fn preview_apart<C: Command>(&self, ctx: &Ctx, command: &C) -> Result<C::Out> {
        self.db
            .preview_apart(store::SHADOWS, |tx| run(tx, ctx, command))
    }

    /// Runs a command at most once per key and renders its answer in the same transaction, so that
    /// a repeated request gets the same bytes.
    ///
    /// # Errors
    /// As [`Jieqing::execute`]; [`Error::KeyReused`] for another request under the same key.
    pub async fn answer<C: Command>(
        &self,
        ctx: Ctx,
        key: IdempotencyKey,
        command: C,
        render: impl Fn(&mut ReadTx<'_>, &Ctx, C::Out) -> Result<(i64, Vec<u8>)> + Send + 'static,
    ) -> Result<StoredAnswer> {
        self.db
            .write_async(move |tx| {
                let who = ctx.actor.raw();
                let company = ctx.company.raw();
                let found = tx.opt::<(Vec<u8>, i64, Vec<u8>)>(
                    &store::FIND_KEY,
                    params![company, who, key.method, key.path, key.key],
                )?;
                if let Some((hash, status, body)) = found {
                    if hash != key.request_hash {
                        return Err(Error::KeyReused);
                    }
                    return Ok(StoredAnswer {
                        status,
                        body,
                        replayed: true,
                    });
                }
                let out = run(tx, &ctx, &command)?;
                let (status, body) = render(tx, &ctx, out)?;
                let kept = tx.exec_one(
                    &store::KEEP_KEY,
                    params![
                        company,
                        who,
                        key.method,
                        key.path,
                        key.key,
                        key.request_hash[..],
                        status,
                        body,
                        ctx.now()
                    ],
                );
                match kept {
                    // The same request ran beside this one and committed first: start over and replay.
                    Err(e) if e.is_unique("idempotency_keys") => Err(Error::Busy("database.retry")),
                    Err(e) => Err(e.into()),
                    Ok(()) => Ok(StoredAnswer {
                        status,
                        body,
                        replayed: false,
                    }),
                }
            })
            .await
    }

    /// Reads on a snapshot after checking `permission`. Blocks.
    ///
    /// # Errors
    /// [`Error::Forbidden`] or whatever `f` fails with.
    pub fn read<T>(
        &self,
        ctx: &Ctx,
        permission: Permission,
        f: impl FnOnce(&mut ReadTx<'_>, &Ctx, &Scope) -> Result<T>,
    ) -> Result<T> {
        self.db.read(|tx| {
            let scope = authorize(tx, ctx, permission)?;
            f(tx, ctx, &scope)
        })
    }

    /// [`Jieqing::read`] from async code.
    ///
    /// # Errors
    /// As [`Jieqing::read`].
    pub async fn read_async<T: Send + 'static>(
        &self,
        ctx: Ctx,
        permission: Permission,
        f: impl FnOnce(&mut ReadTx<'_>, &Ctx, &Scope) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.db
            .read_async(move |tx| {
                let scope = authorize(tx, &ctx, permission)?;
                f(tx, &ctx, &scope)
            })
            .await
    }
}

fn run<C: Command>(tx: &mut WriteTx<'_>, ctx: &Ctx, command: &C) -> Result<C::Out> {
    let scope = authorize(tx, ctx, C::PERMISSION)?;
    command.run(tx, ctx, &scope)
}
