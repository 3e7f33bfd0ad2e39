//! `jieqing serve`: the server, from opening the database to the last drained request.

use crate::config::{Config, Place};
use crate::documents;
use crate::failure::{Failure, Outcome};
use crate::http::{self, Edge, Metrics, Rules, Server};
use crate::place::{self, Open};
use crate::workers::{self, Done};
use jieqing_api::{ApiState, Hashing, Limits, Live};
use jieqing_db::{Db, DbResult, DbStats, schema_version};
use jieqing_domain::Jieqing;
use jieqing_domain::admin::auth::{HashCost, Hasher, make_setup_token};
use jieqing_domain::blobs::FolderBlobs;
use jieqing_domain::platform::last_event_at;
use jieqing_kernel::clock::{Clock, rfc3339};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// A job at hand gets this long after the last request.
const WORKERS_END: Duration = Duration::from_secs(1);

/// Arguments.
#[derive(clap::Args)]
pub(super) struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address to answer on (env JIEQING_LISTEN, else 127.0.0.1:8080)
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
}

impl Serve {
    /// Serves until a signal.
    pub(super) fn run(self) -> Outcome {
        let config = Config::load(&self.place, self.listen.as_deref())?;
        super::start_logging(&config);
        let files = http::raise_file_limit();
        let open = place::open(&config)?;
        let schema: DbResult<i64> = open.db.read(schema_version);
        let schema = schema?;
        check_clock(&open.db)?;
        open.db.listen_postgres()?;
        let jieqing = Jieqing::new(open.db.clone(), Clock::System, config.node);
        workers::send_waiting_mail(&config, &jieqing)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .max_blocking_threads(64)
            .build()?;
        let served = runtime.block_on(serve(&config, &open, &jieqing, schema, files));
        // Blocking work that a stuck client started is not waited for; queued writes are, below.
        runtime.shutdown_timeout(Duration::from_secs(1));
        drop((jieqing, open));
        served?;
        tracing::info!("stopped");
        Ok(())
    }
}

async fn serve(
    config: &Config,
    open: &Open,
    jieqing: &Jieqing,
    schema: i64,
    files: u64,
) -> Outcome {
    let metrics = Arc::new(Metrics::default());
    let edge = Arc::new(Edge {
        db: open.db.clone(),
        metrics: metrics.clone(),
        rules: Rules::of(config),
        schema,
    });
    let handlers = workers::handlers(config)?;
    let (stop, stopped) = watch::channel(false);
    let state = ApiState {
        jieqing: jieqing.clone(),
        pace: jieqing_api::Pace::default(),
        documents: documents::open(&config.data)?,
        limits: Limits::default(),
        hashing: Hashing::new(Hasher::try_new(HashCost::STANDARD)?),
        blobs: Arc::new(FolderBlobs::open(&config.blobs())?),
        live: Live::new(stopped.clone()),
    };
    let app = http::app(&edge, jieqing_api::router(state));
    let server = Server::bind(config, app, metrics.clone(), files)
        .await
        .map_err(|e| Failure::failed(format!("can't listen on {}: {e}", config.listen)))?;
    let setup = setup_token(&open.db).await?;
    greet(config, &server, setup.as_deref())?;
    let done = Arc::new(Done::default());
    watch(&metrics, &open.db, &done);
    let background = workers::start(jieqing, &handlers, &stopped, &done);
    tokio::spawn(wait_for_signal(stop));
    server.run(stopped).await;
    for worker in background {
        // A job that does not end in time is another process's when its lease is out.
        if tokio::time::timeout(WORKERS_END, worker).await.is_err() {
            tracing::warn!("a job goes on after the next start");
        }
    }
    Ok(())
}

/// Figures that others keep, read at each scrape.
fn watch(metrics: &Metrics, db: &Db, done: &Arc<Done>) {
    let counted = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let (ran, runs) = (done.clone(), done.clone());
    metrics.watch((
        "jieqing_jobs_worked_total",
        "Attempts at jobs that ended",
        "counter",
        Box::new(move || ran.jobs.load(Ordering::Relaxed)),
    ));
    metrics.watch((
        "jieqing_jobs_running",
        "Workers busy with a job",
        "gauge",
        Box::new(move || runs.running.load(Ordering::Relaxed)),
    ));
    for (name, help, read) in [
        (
            "jieqing_db_writes_total",
            "Transactions committed or rolled back",
            DbStats::writes as fn(&DbStats) -> u64,
        ),
        (
            "jieqing_db_groups_total",
            "Commits; writes divided by these is the size of a group",
            DbStats::groups,
        ),
        (
            "jieqing_db_group_microseconds_total",
            "Time from begin to commit of all groups",
            DbStats::micros,
        ),
    ] {
        let db = db.clone();
        metrics.watch((
            name,
            help,
            "counter",
            Box::new(move || counted(read(db.stats()))),
        ));
    }
}

/// Accounting needs a clock that goes forward: a day behind the last event is a broken clock.
fn check_clock(db: &Db) -> Outcome {
    const DAY: i64 = 86_400 * 1_000_000;
    let last = db.read(last_event_at)?;
    if Clock::System.now().saturating_add(DAY) >= last {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "this machine's clock is before the last recorded event ({}); set it right and start again",
        rfc3339(last)
    )))
}

/// A one-time token when nobody can sign in yet.
async fn setup_token(db: &Db) -> Outcome<Option<String>> {
    let now = Clock::System.now();
    Ok(db.write_async(move |tx| make_setup_token(tx, now)).await?)
}

fn greet(config: &Config, server: &Server, setup: Option<&str>) -> Outcome {
    let url = match &config.external_url {
        Some(url) => url.clone(),
        None => format!("http://{}", server.address()?),
    };
    super::say(format!(
        "结清 Jieqing {} — {url}\n  data: {}\n  Ctrl-C stops it",
        env!("CARGO_PKG_VERSION"),
        place::name(config)
    ));
    if let Some(token) = setup {
        super::say(format!(
            "\n  First start: open {url}/setup and enter this token (valid for one hour)\n  首次启动：打开 {url}/setup，输入初始化令牌（一小时内有效）\n\n      {token}\n"
        ));
    }
    Ok(())
}

async fn wait_for_signal(stop: watch::Sender<bool>) {
    let (Ok(mut term), Ok(mut int)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        tracing::error!("signals can't be heard; stop this process with SIGKILL");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {},
        _ = int.recv() => {},
    }
    tracing::info!("stopping: no new connections, requests under way end");
    // Nobody listens only when the server ended by itself.
    let _ = stop.send(true);
}
