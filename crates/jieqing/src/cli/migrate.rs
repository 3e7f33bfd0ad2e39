//! `jieqing migrate`: the schema, brought up to date.

use crate::config::{Config, Place};
use crate::failure::Outcome;
use crate::place;
use jieqing_db::{DbResult, schema_version};

/// Arguments.
#[derive(clap::Args)]
pub(super) struct Migrate {
    #[command(flatten)]
    place: Place,
}

impl Migrate {
    /// Migrates and says what the version is.
    pub(super) fn run(self) -> Outcome {
        let config = Config::load(&self.place, None)?;
        super::start_logging(&config);
        let open = place::open(&config)?;
        let version: DbResult<i64> = open.db.read(schema_version);
        super::say(format!(
            "{} is at schema version {}",
            place::name(&config),
            version?
        ));
        Ok(())
    }
}
