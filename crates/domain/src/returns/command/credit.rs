//! The red invoices of a return.

use super::super::error::ReturnRefusal;
use super::super::model::ReturnStatus;
use super::super::store::{self, ReturnHead, ReturnLine};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::invoicing::{RedTerms, ReservedRed, ReturnedRed, issue_red_of_return};
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::Split;
use serde_json::json;
use std::collections::BTreeMap;

/// Issues the red invoices (reason 02) of a return, one per blue invoice.
#[derive(Debug, Clone)]
pub struct CreditReturn {
    /// The return.
    pub id: Id<wire::Return>,
    /// The version it was decided on.
    pub version: i64,
    /// Only over this blue invoice, when given.
    pub invoice: Option<Id<wire::Invoice>>,
    /// Date, numbers, remark.
    pub terms: RedTerms,
}

impl Command for CreditReturn {
    type Out = Vec<Id<wire::Invoice>>;
    const PERMISSION: Permission = Permission::InvoicesIssue;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let head = tx
            .opt::<ReturnHead>(&store::LOCK, params![ctx.company, self.id])?
            .ok_or(Error::NotFound)?;
        scope.check(head.owner_id, head.department_id)?;
        if head.version != self.version {
            return Err(Error::Stale {
                current: head.version,
            });
        }
        let waiting =
            tx.all::<ReturnLine>(&store::LOCK_UNCREDITED, params![ctx.company, self.id])?;
        let mut by_blue: BTreeMap<Id<wire::Invoice>, Vec<&ReturnLine>> = BTreeMap::new();
        for line in &waiting {
            let blue = line
                .invoice_id
                .ok_or_else(|| Error::bug("a billed return line without invoice"))?;
            if self.invoice.is_none_or(|only| only == blue) {
                by_blue.entry(blue).or_default().push(line);
            }
        }
        if by_blue.is_empty() {
            return Err(ReturnRefusal::NothingToCredit {
                number: head.number,
            }
            .into());
        }
        let numbered = self.terms.bureau_number.is_some() || self.terms.source_no.is_some();
        if by_blue.len() > 1 && numbered {
            return Err(ReturnRefusal::SeveralInvoices {
                number: head.number,
                invoices: i64::try_from(by_blue.len()).unwrap_or(i64::MAX),
            }
            .into());
        }
        let mut issued = Vec::with_capacity(by_blue.len());
        let mut done = 0_usize;
        for (blue, lines) in &by_blue {
            let reds: Vec<ReturnedRed> = lines
                .iter()
                .map(|line| returned(*blue, line))
                .collect::<Result<_>>()?;
            let red = issue_red_of_return(tx, ctx, scope, *blue, self.id, &reds, &self.terms)?;
            for line in lines {
                tx.exec_one(
                    &store::CREDITED,
                    params![ctx.company, self.id, line.line_no],
                )?;
                done = done.saturating_add(1);
            }
            issued.push(red);
        }
        let status = if done == waiting.len() {
            ReturnStatus::Settled
        } else {
            ReturnStatus::Received
        };
        tx.exec_one(
            &store::SET_STATUS,
            params![ctx.company, self.id, self.version, status],
        )?;
        let reds: Vec<String> = issued.iter().map(ToString::to_string).collect();
        let facts = json!({ "number": head.number, "status": status.as_str(), "reds": reds });
        record(tx, ctx, "return", self.id.raw(), "return.credited", &facts)?;
        Ok(issued)
    }
}

fn returned(blue: Id<wire::Invoice>, line: &ReturnLine) -> Result<ReturnedRed> {
    Ok(ReturnedRed {
        return_line: line.id,
        reserved: ReservedRed {
            invoice: blue,
            line: line
                .invoice_line_id
                .ok_or_else(|| Error::bug("a billed return line without invoice line"))?,
            qty_e6: line.qty_e6,
            split: Split {
                net: line.net_minor,
                tax: line.tax_minor,
                total: line.total_minor,
            },
            base_total: line.base_total_minor,
            base_tax: line.base_tax_minor,
        },
    })
}
