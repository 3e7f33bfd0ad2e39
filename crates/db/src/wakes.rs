//! Live wake-ups between the nodes on one PostgreSQL: `company X's event log grew`.
//!
//! A wake-up is a hint, never the news itself: consumers read `event_log` after the last sequence
//! number they know. So one too many costs a query, and one too few would cost latency only; the
//! listener compares all chain heads whenever it connects and every [`RESYNC`].
//!
//! `NOTIFY` is sent after the commit and by a thread of its own: inside the transaction it takes a
//! lock of the whole database until the commit is on disk, which ends PostgreSQL's group commit
//! (ADR 1 has the figures).

use crate::error::{DbError, DbResult};
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, NoTls};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const CHANNEL: &str = "jieqing_events";
const RESYNC: Duration = Duration::from_secs(15);
/// How often the listener looks whether the database was closed.
const TICK: Duration = Duration::from_millis(500);
const BACKOFF_FIRST: Duration = Duration::from_millis(100);
const BACKOFF_LAST: Duration = Duration::from_secs(10);

/// Sends wake-ups to the other nodes.
pub(crate) struct Notifier {
    /// Marks our own notifications, so that our listener does not pass them on a second time.
    token: String,
    queue: Option<Sender<i64>>,
    thread: Option<JoinHandle<()>>,
}

impl Notifier {
    pub(crate) fn start(config: postgres::Config) -> DbResult<Self> {
        let token = format!(
            "{:016x}",
            std::hash::RandomState::new().build_hasher().finish()
        );
        let (queue, companies) = channel();
        let own = token.clone();
        let thread = std::thread::Builder::new()
            .name("pg-notifier".into())
            .spawn(move || notify_loop(&config, &own, &companies))
            .map_err(|e| DbError::Unavailable(e.to_string()))?;
        Ok(Self {
            token,
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    pub(crate) fn send(&self, company: i64) {
        if let Some(queue) = &self.queue
            && queue.send(company).is_err()
        {
            tracing::error!("the notifier has stopped");
        }
    }
}

impl Drop for Notifier {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the notifier panicked");
        }
    }
}

fn notify_loop(config: &postgres::Config, token: &str, companies: &Receiver<i64>) {
    let mut client = None;
    while let Ok(first) = companies.recv() {
        // Everything that came up meanwhile goes in one message each.
        let mut due = BTreeSet::from([first]);
        due.extend(companies.try_iter());
        for _ in 0..2 {
            match notify(&mut client, config, token, &due) {
                Ok(()) => break,
                // The other nodes find out by their resync.
                Err(error) => {
                    tracing::warn!(%error, "notify");
                    client = None;
                }
            }
        }
    }
}

fn notify(
    client: &mut Option<Client>,
    config: &postgres::Config,
    token: &str,
    due: &BTreeSet<i64>,
) -> Result<(), postgres::Error> {
    let client = match client {
        Some(client) => client,
        None => client.insert(config.connect(NoTls)?),
    };
    for company in due {
        let payload = format!("{token} {company}");
        client.execute("select pg_notify($1, $2)", &[&CHANNEL, &payload])?;
    }
    Ok(())
}

/// Receives wake-ups from the other nodes until `closed`.
pub(crate) struct Listener<W, C> {
    config: postgres::Config,
    token: String,
    wake: W,
    closed: C,
    /// The chain heads as last compared.
    heads: BTreeMap<i64, i64>,
}

impl<W: Fn(i64), C: Fn() -> bool> Listener<W, C> {
    pub(crate) fn new(config: postgres::Config, notifier: &Notifier, wake: W, closed: C) -> Self {
        Self {
            config,
            token: notifier.token.clone(),
            wake,
            closed,
            heads: BTreeMap::new(),
        }
    }

    /// Connects and starts to listen; then takes the heads as they are, waking those that grew
    /// since the last time.
    pub(crate) fn connect(&mut self, first: bool) -> Result<Client, postgres::Error> {
        let mut client = self.config.connect(NoTls)?;
        client.batch_execute("listen jieqing_events")?;
        self.resync(&mut client, first)?;
        Ok(client)
    }

    pub(crate) fn run(mut self, mut client: Client) {
        let mut backoff = BACKOFF_FIRST;
        loop {
            match self.listen(&mut client) {
                Ok(()) => return,
                Err(error) => tracing::warn!(%error, "the event listener lost its connection"),
            }
            client = loop {
                if (self.closed)() {
                    return;
                }
                match self.connect(false) {
                    Ok(client) => break client,
                    Err(error) => tracing::warn!(%error, ?backoff, "the event listener waits"),
                }
                std::thread::sleep(backoff);
                backoff = (backoff * 2).min(BACKOFF_LAST);
            };
            backoff = BACKOFF_FIRST;
        }
    }

    fn listen(&mut self, client: &mut Client) -> Result<(), postgres::Error> {
        let mut synced = Instant::now();
        while !(self.closed)() {
            let began = Instant::now();
            let next = client.notifications().timeout_iter(TICK).next()?;
            let early = next.is_none() && began.elapsed() < TICK;
            if let Some(notification) = next {
                self.notified(notification.payload());
            }
            // Nothing, and too early: the server hung up, which the resync will tell.
            if early || synced.elapsed() > RESYNC {
                self.resync(client, false)?;
                synced = Instant::now();
            }
        }
        Ok(())
    }

    fn notified(&self, payload: &str) {
        if let Some((token, company)) = payload.split_once(' ')
            && token != self.token
            && let Ok(company) = company.parse()
        {
            (self.wake)(company);
        }
    }

    fn resync(&mut self, client: &mut Client, first: bool) -> Result<(), postgres::Error> {
        let rows = client.query("select company_id, seq from chain_heads", &[])?;
        for row in rows {
            let (company, seq): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
            if self.heads.insert(company, seq) != Some(seq) && !first {
                (self.wake)(company);
            }
        }
        Ok(())
    }
}
