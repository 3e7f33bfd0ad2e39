//! One SQL text, two engines: a thin synchronous layer over rusqlite and postgres.
//!
//! - [`Db`] opens either engine; [`Db::write`] runs a function in one durable transaction,
//!   [`Db::read`] on a snapshot. On SQLite one writer thread commits queued writes **in groups**,
//!   a savepoint each; on PostgreSQL each write is a transaction of its own.
//! - Statements are [`sql!`] constants with `$1…$n`; a test prepares every one on both engines.
//! - Values cross through [`V`], [`ToV`] and [`FromV`]; rows through [`row!`].
//!
//! **Invariants:** a transaction can neither await nor call out, since it is a plain function;
//! nobody is answered before the commit; SQL is only ever a `&'static str` or made of them.

mod backup;
mod build;
mod bulk;
mod connect;
mod error;
pub mod events;
pub mod jobs;
mod migrate;
mod migrations;
mod pg;
mod pool;
mod row;
mod sql;
mod sqlite;
pub mod testkit;
mod tx;
mod value;

pub use backup::{BackupReport, backup_sqlite};
pub use build::SqlBuilder;
pub use bulk::{Bulk, Column};
pub use connect::{Db, DbOptions, Engine};
pub use error::{DbError, DbResult};
pub use migrate::{MigrateReport, schema_version};
pub use row::{FromRow, Row};
#[doc(hidden)]
pub use sql::sql_listed;
pub use sql::{Sql, catalogue};
pub use tx::{ReadTx, WriteTx};
pub use value::{FromV, ToV, V};

#[doc(hidden)]
pub use inventory;
