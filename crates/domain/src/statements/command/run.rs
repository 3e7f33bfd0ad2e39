//! Making the statements of everybody.

use super::super::model;
use super::super::store::read::{self, Candidate};
use super::make::{MadeStatement, MakeStatement, make};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::receivables::lock_customer;
use crate::wire;
use jieqing_db::{WriteTx, params};
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
        model::check_period(self.from, self.to, ctx.today())?;
        let mut report = RunReport::default();
        let all = params![ctx.company, self.to, self.from];
        for candidate in tx.all::<Candidate>(&read::CANDIDATES, all)? {
            let customer = Id::from_raw(candidate.customer);
            let wanted = self.customers.is_empty() || self.customers.contains(&customer);
            if !wanted || !scope.covers(candidate.owner, candidate.department) {
                continue;
            }
            if candidate.balance == 0 && candidate.movements == 0 {
                continue;
            }
            let command = MakeStatement {
                customer,
                currency: candidate.currency,
                from: self.from,
                to: self.to,
            };
            let locked = lock_customer(tx, ctx, customer)?;
            // A refusal is decided before anything of this statement is written.
            match make(tx, ctx, &command, &locked) {
                Ok(made) => report.made.push((made, candidate.currency)),
                Err(Error::Refused(why)) => report.none.push(NotMade {
                    customer,
                    code: candidate.code,
                    name: candidate.name,
                    currency: candidate.currency,
                    why,
                }),
                Err(other) => return Err(other),
            }
        }
        Ok(report)
    }
}
