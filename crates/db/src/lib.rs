//! One SQL text, two engines: a thin synchronous layer over rusqlite and postgres.
//!
//! - [`Db`] opens either engine; [`Db::write`] runs a function in one durable transaction,
//!   [`Db::read`] on a snapshot. On SQLite one writer thread commits queued writes **in groups**,
//!   a savepoint each; on PostgreSQL each write is a transaction of its own.
//! - Statements are [`sql!`] constants with `$1…$n`; a test prepares every one on both engines.
//! - Values cross through [`V`], [`ToV`] and [`FromV`]; rows through [`row!`].
//!
//! **Invariants:** a transaction can neither await nor call out, since it is a plain function;
//! nobody is answered before the commit; a function that fails or panics undoes its own writes and
//! nobody else's; a failed statement ends its transaction on both engines; SQL is only ever a
//! `&'static str` or made of them.
//!
//! **Limits:** no constraint may be deferred (on SQLite it would fail a whole group at its commit);
//! PostgreSQL is reached without TLS.

mod apart;
mod backup;
mod build;
mod bulk;
mod call;
mod connect;
mod error;
pub mod events;
mod figures;
mod group;
pub mod jobs;
mod migrate;
mod migrations;
mod pg;
mod pool;
mod row;
mod sql;
mod sqlite;
mod stats;
pub mod testkit;
mod tx;
mod unique;
mod value;
mod wakes;

pub use apart::Shadow;
pub use backup::{BackupReport, backup_sqlite, check_file};
pub use build::SqlBuilder;
pub use bulk::{Bulk, Column};
pub use connect::{Db, DbOptions, Engine};
pub use error::{DbError, DbResult};
pub use migrate::{MigrateReport, schema_version};
pub use row::{FromRow, Row};
#[doc(hidden)]
pub use sql::sql_listed;
pub use sql::{Sql, catalogue};
pub use stats::DbStats;
pub use tx::{ReadTx, WriteTx};
pub use value::{FromV, ToV, V};

#[doc(hidden)]
pub use inventory;
