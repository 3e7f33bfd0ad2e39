//! A place for one measurement: a folder on a real disk, or a database of its own on the server
//! given. Both disappear with the value.

use crate::meter::parent;
use crate::{Options, Outcome};
use jieqing_db::{Db, DbOptions};
use postgres::{Client, NoTls};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Connections of a layer under test: enough for the largest number of clients.
pub(crate) const CONNECTIONS: usize = 32;

/// A durable session of the raw client.
pub(crate) fn connect(url: &str) -> Outcome<Client> {
    let mut client = Client::connect(url, NoTls)?;
    client.batch_execute("set synchronous_commit = on")?;
    Ok(client)
}

/// A database of its own on a PostgreSQL server.
pub(crate) struct Scratch {
    pub(crate) url: String,
    /// The server's process, when it runs on this machine.
    pub(crate) server: Option<u32>,
    /// What the reader must know of the server.
    pub(crate) note: String,
    admin: Client,
    name: String,
}

impl Scratch {
    pub(crate) fn new(url: &str) -> Outcome<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let mut admin = Client::connect(url, NoTls)?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
        let name = ["jq_bench", &std::process::id().to_string(), &number].join("_");
        admin.batch_execute(&["create database", &name].join(" "))?;
        let stem = url.rsplit_once('/').map_or(url, |(stem, _)| stem);
        let row = admin.query_one(
            "select pg_backend_pid(), current_setting('fsync'), current_setting('server_version')",
            &[],
        )?;
        let (pid, fsync, version): (i32, String, String) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        Ok(Self {
            url: [stem, &name].join("/"),
            server: u32::try_from(pid).ok().and_then(parent),
            note: format!("PostgreSQL {version}, fsync = {fsync}"),
            admin,
            name,
        })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let drop = ["drop database", &self.name, "with (force)"].join(" ");
        // A leftover database harms nobody.
        let _ = self.admin.batch_execute(&drop);
    }
}

/// A folder for SQLite files.
pub(crate) fn folder(options: &Options) -> Outcome<tempfile::TempDir> {
    std::fs::create_dir_all(&options.folder)?;
    Ok(tempfile::tempdir_in(&options.folder)?)
}

/// A migrated database of one engine.
pub(crate) struct Place {
    pub(crate) db: Db,
    pub(crate) engine: &'static str,
    /// Process of the server, if there is one.
    pub(crate) server: Option<u32>,
    pub(crate) at: At,
}

/// Where it is.
pub(crate) enum At {
    /// A file in this folder, named as `jieqing serve --data` expects it.
    Folder(tempfile::TempDir),
    /// A database on a server.
    Server(Scratch),
}

impl Place {
    pub(crate) fn sqlite(options: &Options) -> Outcome<Self> {
        let folder = folder(options)?;
        let path = folder.path().join("jieqing.db");
        Ok(Self {
            db: open(&path.to_string_lossy())?,
            engine: "sqlite",
            server: None,
            at: At::Folder(folder),
        })
    }

    pub(crate) fn postgres(url: &str) -> Outcome<Self> {
        let scratch = Scratch::new(url)?;
        Ok(Self {
            db: open(&scratch.url)?,
            engine: "postgres",
            server: scratch.server,
            at: At::Server(scratch),
        })
    }

    /// One for each engine at hand.
    pub(crate) fn each(options: &Options) -> Outcome<Vec<Self>> {
        let mut places = vec![Self::sqlite(options)?];
        if let Some(url) = &options.pg {
            places.push(Self::postgres(url)?);
        }
        Ok(places)
    }
}

fn open(url: &str) -> Outcome<Db> {
    Ok(Db::open(
        url,
        DbOptions {
            connections: CONNECTIONS,
        },
    )?)
}
