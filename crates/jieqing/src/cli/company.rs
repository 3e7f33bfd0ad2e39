//! `jieqing company`: legal entities.

use super::workplace;
use crate::config::Place;
use crate::failure::{Failure, Outcome};
use clap::Subcommand;
use jieqing_domain::admin::{NewCompany, create_company, list_companies};
use jieqing_kernel::actor::Actor;
use jieqing_ledger::AccountingStandard;

/// Legal entities that keep books here
#[derive(clap::Args)]
pub(super) struct Company {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Found a company: chart of accounts, payment terms, a bank account
    Create(Create),
    /// List the companies
    List(List),
}

#[derive(clap::Args)]
struct Create {
    #[command(flatten)]
    place: Place,
    /// Short unique code
    #[arg(long)]
    code: String,
    /// Name
    #[arg(long)]
    name: String,
    /// Currency of the books
    #[arg(long, default_value = "CNY")]
    currency: String,
    /// Accounting standard: enterprise (企业会计准则) or small (小企业会计准则)
    #[arg(long, default_value = "enterprise")]
    standard: String,
    /// Minutes east of UTC that decide the business day
    #[arg(long, default_value_t = 480, allow_negative_numbers = true)]
    utc_offset: i32,
}

#[derive(clap::Args)]
struct List {
    #[command(flatten)]
    place: Place,
}

impl Company {
    /// Does it.
    pub(super) fn run(self) -> Outcome {
        match self.what {
            What::Create(create) => create.run(),
            What::List(list) => list.run(),
        }
    }
}

impl Create {
    fn run(self) -> Outcome {
        let new = NewCompany {
            code: self.code,
            name: self.name,
            uscc: String::new(),
            currency: self
                .currency
                .parse()
                .map_err(|e| Failure::usage(format!("{e}")))?,
            standard: AccountingStandard::parse(&self.standard)
                .ok_or_else(|| Failure::usage(format!("no such standard: {}", self.standard)))?,
            utc_offset_minutes: self.utc_offset,
        };
        let (_, _open, jieqing) = workplace::open(&self.place)?;
        let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
        let code = new.code.clone();
        jieqing
            .db
            .write(move |tx| create_company(tx, &clock, &ids, Actor::System, &new))?;
        super::say(format!("company {code} created"));
        Ok(())
    }
}

impl List {
    fn run(self) -> Outcome {
        let (_, _open, jieqing) = workplace::open(&self.place)?;
        for company in jieqing.db.read(list_companies)? {
            super::say(format!("{}\t{}", company.code, company.name));
        }
        Ok(())
    }
}
