//! Running a caller's function inside a transaction: panics, swallowed failures, nesting; and the
//! queued form of it.

use crate::error::DbResult;
use crate::group::Job;
use crate::tx::WriteTx;
use jieqing_kernel::error::Error;
use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::sync::oneshot;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is running a write: a second one would wait for the first for ever.
pub(crate) fn inside_a_write() -> bool {
    INSIDE.get()
}

/// Calls `f`; a panic and a swallowed failure of a statement become [`Error::Bug`].
pub(crate) fn guarded<T>(
    f: &mut dyn FnMut(&mut WriteTx<'_>) -> Result<T, Error>,
    tx: &mut WriteTx<'_>,
) -> Result<T, Error> {
    INSIDE.set(true);
    let out = catch_unwind(AssertUnwindSafe(|| f(tx)));
    INSIDE.set(false);
    match out {
        Ok(Ok(value)) => match tx.failed {
            None => Ok(value),
            Some(statement) => Err(Error::bug(format!(
                "{statement} failed and its failure was swallowed"
            ))),
        },
        Ok(Err(error)) => Err(error),
        Err(panic) => {
            let why = words(panic.as_ref());
            tracing::error!(%why, "a transaction panicked");
            Err(Error::bug(format!("a transaction panicked: {why}")))
        }
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

/// A write in SQLite's queue.
pub(crate) struct Call<T, F> {
    f: F,
    keep: bool,
    out: Option<Result<T, Error>>,
    touched: Vec<i64>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<T, F> Call<T, F>
where
    T: Send + 'static,
    F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
{
    pub(crate) fn queued(
        f: F,
        keep: bool,
        reply: oneshot::Sender<Result<T, Error>>,
    ) -> Box<dyn Job> {
        Box::new(Self {
            f,
            keep,
            out: None,
            touched: Vec::new(),
            reply,
        })
    }
}

impl<T, F> Job for Call<T, F>
where
    T: Send + 'static,
    F: FnMut(&mut WriteTx<'_>) -> Result<T, Error> + Send + 'static,
{
    fn run(&mut self, tx: &mut WriteTx<'_>) -> bool {
        let out = guarded(&mut self.f, tx);
        let keep = self.keep && out.is_ok();
        self.touched = if keep {
            std::mem::take(&mut tx.touched)
        } else {
            Vec::new()
        };
        self.out = Some(out);
        keep
    }

    fn touched(&self) -> &[i64] {
        &self.touched
    }

    fn answer(self: Box<Self>, committed: DbResult<()>) {
        let out = match (self.out, committed) {
            (Some(Err(own)), _) => Err(own),
            (_, Err(error)) => Err(error.into()),
            (Some(out), Ok(())) => out,
            (None, Ok(())) => Err(Error::bug("answered before it ran")),
        };
        // A caller who hung up needs no answer; the write stands.
        let _ = self.reply.send(out);
    }
}
