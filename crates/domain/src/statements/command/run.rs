//! Making the statements of everybody.

use super::super::model;
use super::super::store::read::{self, Candidate};
use super::make::{MadeStatement, MakeStatement, make};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::receivables::lock_customer;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Refusal, Result};
use jieqing_kernel::id::Id;

/// Makes a statement for every customer in scope with a movement in the period or a balance at its end.
#[derive(Debug, Clone)]
pub struct RunStatements {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Only these; everybody when empty.
    pub customers: Vec<Id<wire::Customer>>,
}

/// A customer and currency without a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMade {
    /// Customer.
    pub customer: Id<wire::Customer>,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Currency.
    pub currency: Currency,
    /// Why, as a refusal.
    pub why: Refusal,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunReport {
    /// New statements and versions, and those that were there unchanged, with their currency.
    pub made: Vec<(MadeStatement, Currency)>,
    /// Who got none and why.
    pub none: Vec<NotMade>,
}

impl Command for RunStatements {
    type Out = RunReport;
    const PERMISSION: Permission = Permission::StatementsWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<RunReport> {
        let mut report = RunReport::default();
        for candidate in self.candidates(tx, ctx, scope)? {
            match self.one(tx, ctx, &candidate)? {
                Ok(made) => report.made.push((made, candidate.currency)),
                Err(none) => report.none.push(none),
            }
        }
        Ok(report)
    }
}

impl RunStatements {
    /// Customers and currencies of the run, in order.
    pub(super) fn candidates(
        &self,
        tx: &mut ReadTx<'_>,
        ctx: &Ctx,
        scope: &Scope,
    ) -> Result<Vec<Candidate>> {
        model::check_period(self.from, self.to, ctx.today())?;
        let values = params![ctx.company, self.to, self.from];
        let mut all = tx.all::<Candidate>(&read::CANDIDATES, values)?;
        all.retain(|c| {
            let wanted =
                self.customers.is_empty() || self.customers.contains(&Id::from_raw(c.customer));
            wanted && scope.covers(c.owner, c.department) && (c.balance != 0 || c.movements != 0)
        });
        Ok(all)
    }

    /// The statement of one of them, or why there is none.
    pub(super) fn one(
        &self,
        tx: &mut WriteTx<'_>,
        ctx: &Ctx,
        candidate: &Candidate,
    ) -> Result<std::result::Result<MadeStatement, NotMade>> {
        let customer = Id::from_raw(candidate.customer);
        let command = MakeStatement {
            customer,
            currency: candidate.currency,
            from: self.from,
            to: self.to,
        };
        let locked = lock_customer(tx, ctx, customer)?;
        // A refusal is decided before anything of this statement is written.
        match make(tx, ctx, &command, &locked) {
            Ok(made) => Ok(Ok(made)),
            Err(Error::Refused(why)) => Ok(Err(NotMade {
                customer,
                code: candidate.code.clone(),
                name: candidate.name.clone(),
                currency: candidate.currency,
                why,
            })),
            Err(other) => Err(other),
        }
    }
}
