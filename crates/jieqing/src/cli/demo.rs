//! `jieqing demo`: a trading company with eighteen months of business.

use crate::config::{Config, Place};
use crate::failure::{Failure, Outcome};
use crate::place;
use jieqing_demo::{DEMO_MONTHS, DEMO_PASSWORD, build};
use jieqing_domain::Jieqing;
use jieqing_domain::admin::auth::{HashCost, Hasher};
use jieqing_domain::platform::companies;
use jieqing_kernel::clock::Clock;

/// Arguments.
#[derive(clap::Args)]
pub(super) struct Demo {
    #[command(flatten)]
    place: Place,
    /// The same seed makes the same company
    #[arg(long, default_value_t = 20_261_124)]
    seed: u64,
}

impl Demo {
    /// Builds the company in an empty database.
    pub(super) fn run(self) -> Outcome {
        let config = Config::load(&self.place, None)?;
        super::start_logging(&config);
        let open = place::open(&config)?;
        if !open.db.read(companies)?.is_empty() {
            return Err(Failure::failed(format!(
                "{} is not empty; the demo needs a folder of its own",
                place::name(&config)
            )));
        }
        let today = Clock::System.today(480);
        let jieqing = Jieqing::new(
            open.db.clone(),
            Clock::manual(Clock::System.now()),
            config.node,
        );
        let password = Hasher::try_new(HashCost::STANDARD)?.hash(DEMO_PASSWORD)?;
        let report = build(
            &jieqing,
            today,
            DEMO_MONTHS,
            self.seed,
            password,
            |done, all| {
                if done % 60 == 0 || done == all {
                    super::say(format!("  {done} / {all} days"));
                }
            },
        )?;
        super::say(format!(
            "demo company from {} to {}; everybody signs in with the password {DEMO_PASSWORD}:",
            report.from, report.to
        ));
        for person in jieqing_demo::world::people() {
            let roles: Vec<_> = person.roles.iter().map(|r| r.as_str()).collect();
            super::say(format!(
                "  {:<9} {}  {}",
                person.login,
                person.name,
                roles.join(", ")
            ));
        }
        Ok(())
    }
}
