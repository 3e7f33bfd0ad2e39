//! Background work of a serving process: jobs as they become due, and the schedules that queue them.

mod smtp;
#[cfg(test)]
mod tests;

pub(crate) use smtp::SmtpPostman;

use crate::config::Config;
use crate::failure::Outcome;
use jieqing_domain::Jieqing;
use jieqing_domain::bank::{BankImportHandler, BankReader};
use jieqing_domain::blobs::FolderBlobs;
use jieqing_domain::desk::DeskRunHandler;
use jieqing_domain::platform::VerifyHandler;
use jieqing_domain::platform::jobs::{JobHandler, next_due, work_one};
use jieqing_domain::platform::mail::MailHandler;
use jieqing_domain::platform::schedules::{PurgeHandler, queue_due, queue_waiting_mail};
use jieqing_domain::statements::StatementRunHandler;
use jieqing_kernel::error::{Error, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// Jobs done at a time, per node.
const WORKERS: usize = 2;
/// How long a worker sleeps without a hint.
const NAP: Duration = Duration::from_secs(2);
/// How often jobs of vanished workers are looked for.
const LOST_AND_FOUND: Duration = Duration::from_secs(15);
const SCHEDULES_EVERY: Duration = Duration::from_secs(30);

/// Figures of the workers.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) jobs: AtomicI64,
    pub(crate) running: AtomicI64,
}

/// Everybody who does a kind of job.
///
/// # Errors
/// When the mail server's settings are wrong.
pub(crate) fn handlers(config: &Config) -> Outcome<Arc<Vec<Box<dyn JobHandler>>>> {
    Ok(Arc::new(vec![
        Box::new(VerifyHandler),
        Box::new(PurgeHandler),
        Box::new(StatementRunHandler),
        Box::new(BankImportHandler {
            reader: BankReader::own(),
            blobs: Arc::new(FolderBlobs::open(&config.blobs())?),
        }),
        Box::new(DeskRunHandler),
        Box::new(MailHandler(SmtpPostman::of(config)?)),
    ]))
}

/// Starts the workers; they end when `stop` turns true, after the job at hand.
pub(crate) fn start(
    jieqing: &Jieqing,
    handlers: &Arc<Vec<Box<dyn JobHandler>>>,
    stop: &watch::Receiver<bool>,
    done: &Arc<Done>,
) -> Vec<JoinHandle<()>> {
    let mut all = vec![tokio::spawn(schedule(jieqing.clone(), stop.clone()))];
    for _ in 0..WORKERS {
        let worker = Worker {
            jieqing: jieqing.clone(),
            handlers: handlers.clone(),
            stop: stop.clone(),
            done: done.clone(),
        };
        all.push(tokio::spawn(worker.run()));
    }
    all
}

struct Worker {
    jieqing: Jieqing,
    handlers: Arc<Vec<Box<dyn JobHandler>>>,
    stop: watch::Receiver<bool>,
    done: Arc<Done>,
}

impl Worker {
    async fn run(mut self) {
        let mut wakes = self.jieqing.db.wakes();
        let mut searched = Instant::now();
        while !*self.stop.borrow() {
            // Hints that came before this look are answered by it.
            wakes = wakes.resubscribe();
            let search = searched.elapsed() >= LOST_AND_FOUND;
            let worked = match self.is_due().await {
                Ok(due) if due || search => {
                    searched = Instant::now();
                    self.work().await
                }
                Ok(_) => Ok(false),
                Err(error) => Err(error),
            };
            match worked {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "a worker pauses"),
            }
            tokio::select! {
                () = tokio::time::sleep(NAP) => {}
                _ = wakes.recv() => {}
                _ = self.stop.changed() => {}
            }
        }
    }

    async fn is_due(&self) -> Result<bool> {
        let now = self.jieqing.clock.now();
        let db = &self.jieqing.db;
        let next = db.read_async(|tx| Ok(next_due(tx)?)).await?;
        Ok(next.is_some_and(|at| at <= now))
    }

    async fn work(&self) -> Result<bool> {
        let (jieqing, handlers) = (self.jieqing.clone(), self.handlers.clone());
        self.done.running.fetch_add(1, Ordering::SeqCst);
        let worked = tokio::task::spawn_blocking(move || work_one(&jieqing, &handlers)).await;
        self.done.running.fetch_sub(1, Ordering::SeqCst);
        let worked = worked.unwrap_or_else(|_| Err(Error::bug("a worker panicked")))?;
        if worked {
            self.done.jobs.fetch_add(1, Ordering::SeqCst);
        }
        Ok(worked)
    }
}

/// Queues mail that waited for the time when there is a mail server.
///
/// # Errors
/// When the database fails.
pub(crate) fn send_waiting_mail(config: &Config, jieqing: &Jieqing) -> Outcome {
    if config.smtp.is_some() {
        let queued = queue_waiting_mail(jieqing)?;
        if queued > 0 {
            tracing::info!(queued, "mail that waited for a server");
        }
    }
    Ok(())
}

async fn schedule(jieqing: Jieqing, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let here = jieqing.clone();
        let queued = tokio::task::spawn_blocking(move || queue_due(&here)).await;
        match queued.unwrap_or_else(|_| Err(Error::bug("the scheduler panicked"))) {
            Ok(0) => {}
            Ok(queued) => tracing::info!(queued, "scheduled jobs"),
            Err(error) => tracing::warn!(%error, "schedules"),
        }
        tokio::select! {
            () = tokio::time::sleep(SCHEDULES_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}
