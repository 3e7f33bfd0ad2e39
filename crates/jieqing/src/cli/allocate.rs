//! `jieqing allocate`: unapplied receipts on open invoices.

use super::workplace::Work;
use crate::failure::{Failure, Outcome};
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::receivables::AllocateOldestFirst;
use jieqing_domain::receivables::query::customer_totals;
use jieqing_kernel::money::Money;

/// Arguments.
#[derive(clap::Args)]
pub(super) struct Allocate {
    #[command(flatten)]
    work: Work,
    /// Oldest due first; the rest stays unapplied
    #[arg(long)]
    oldest_first: bool,
    /// Every customer, in company currency
    #[arg(long)]
    all: bool,
}

impl Allocate {
    /// One command and one transaction per customer.
    pub(super) fn run(self) -> Outcome {
        if !(self.oldest_first && self.all) {
            return Err(Failure::usage("say --oldest-first --all"));
        }
        let w = self.work.open()?;
        let customers = w
            .jieqing
            .read(&w.ctx, Permission::ReportsRead, |tx, ctx, _| {
                customer_totals(tx, ctx, &Scope::Company)
            })?;
        let (mut amount, mut pairs, mut who) = (0, 0, 0);
        for customer in customers {
            let command = AllocateOldestFirst {
                customer: customer.id,
                currency: w.ctx.base_currency,
                credit: None,
                on: None,
            };
            if let Some(done) = w.jieqing.execute(&w.ctx, command)? {
                amount = jieqing_kernel::money::add(amount, done.amount)?;
                pairs += done.lines;
                who += 1;
            }
        }
        super::say(format!(
            "{} allocated in {pairs} pairs for {who} customers",
            Money::new(amount, w.ctx.base_currency)
        ));
        Ok(())
    }
}
