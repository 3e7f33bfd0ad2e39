//! The company a command works in.

use crate::config::{Config, Place};
use crate::failure::{Failure, Outcome};
use crate::place::{self, Open};
use jieqing_domain::Jieqing;
use jieqing_domain::admin::{list_companies, load_ctx};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Clock;

/// Where the database is and which company is meant.
#[derive(clap::Args)]
pub(super) struct Work {
    #[command(flatten)]
    pub(super) place: Place,
    /// Code of the company; may be left out when there is only one
    #[arg(long, value_name = "CODE")]
    company: Option<String>,
}

/// An open database with a company to work in, as the system itself.
pub(super) struct Workplace {
    pub(super) jieqing: Jieqing,
    pub(super) ctx: Ctx,
    pub(super) config: Config,
    _open: Open,
}

/// Opens the database without choosing a company.
pub(super) fn open(place: &Place) -> Outcome<(Config, Open, Jieqing)> {
    let config = Config::load(place, None)?;
    super::start_logging(&config);
    let open = place::open(&config)?;
    let jieqing = Jieqing::new(open.db.clone(), Clock::System, config.node);
    Ok((config, open, jieqing))
}

impl Work {
    /// Opens the database and finds the company.
    pub(super) fn open(&self) -> Outcome<Workplace> {
        let (config, open, jieqing) = open(&self.place)?;
        let ctx = self.context(&jieqing)?;
        Ok(Workplace {
            jieqing,
            ctx,
            config,
            _open: open,
        })
    }

    /// The system itself, working in the company that is meant.
    pub(super) fn context(&self, jieqing: &Jieqing) -> Outcome<Ctx> {
        let companies = jieqing.db.read(list_companies)?;
        let names = || {
            companies
                .iter()
                .map(|c| c.code.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let id = match (&self.company, companies.as_slice()) {
            (_, []) => {
                return Err(Failure::failed(
                    "there is no company yet; `jieqing company create` makes one",
                ));
            }
            (None, [only]) => only.id,
            (None, _) => {
                return Err(Failure::usage(format!(
                    "choose one with --company: {}",
                    names()
                )));
            }
            (Some(code), _) => match companies.iter().find(|c| c.code == *code) {
                Some(found) => found.id,
                None => {
                    return Err(Failure::failed(format!(
                        "there is no company {code}; there are: {}",
                        names()
                    )));
                }
            },
        };
        let request = format!("cli-{}", std::process::id());
        let clock = jieqing.clock.clone();
        let ids = jieqing.ids.clone();
        Ok(jieqing
            .db
            .read(|tx| load_ctx(tx, &clock, &ids, id, Actor::System, request))?)
    }
}
