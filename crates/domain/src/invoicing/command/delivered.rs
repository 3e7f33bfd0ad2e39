//! Invoicing what is delivered, in one go.

use super::super::model::{InvoiceDraft, InvoiceForm};
use super::super::store;
use super::draft::compose;
use super::gather::{choose_rest, lock_all};
use super::issue::{check_issue, finish_issue, issue};
use super::refuse_taken_source;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::fulfilment::orders_of_deliveries;
use crate::wire;
use jieqing_db::WriteTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// What [`InvoiceDelivered`] covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvoiceWhat {
    /// Everything signed and not invoiced of an order.
    Order(Id<wire::Order>),
    /// The same of these deliveries.
    Deliveries(Vec<Id<wire::Delivery>>),
}

/// Drafts and issues in one transaction everything that is signed and not invoiced: imports, demo,
/// invoicing on delivery.
#[derive(Debug, Clone)]
pub struct InvoiceDelivered {
    /// What.
    pub what: InvoiceWhat,
    /// Date of the invoice; today when absent.
    pub issued_on: Option<Date>,
    /// Form; special when the buyer's tax data allow it, when absent.
    pub form: Option<InvoiceForm>,
    /// Payment terms; the orders', when absent.
    pub terms: Option<Id<wire::Terms>>,
    /// The bureau's 20 digits.
    pub bureau_number: Option<String>,
    /// Number in the system it comes from; unique.
    pub source_no: Option<String>,
    /// 备注.
    pub remark: String,
}

impl InvoiceDelivered {
    /// All of an order, dated `issued_on`.
    #[must_use]
    pub fn order(order: Id<wire::Order>, issued_on: Option<Date>) -> Self {
        Self {
            what: InvoiceWhat::Order(order),
            issued_on,
            form: None,
            terms: None,
            bureau_number: None,
            source_no: None,
            remark: String::new(),
        }
    }
}

impl Command for InvoiceDelivered {
    type Out = Id<wire::Invoice>;
    const PERMISSION: Permission = Permission::InvoicesIssue;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let day = self.issued_on.unwrap_or_else(|| ctx.today());
        check_issue(ctx, self.issued_on, day, self.bureau_number.as_deref())?;
        refuse_taken_source(tx, ctx, self.source_no.as_deref())?;
        let (gathered, chosen) = match &self.what {
            InvoiceWhat::Order(order) => {
                let gathered = lock_all(tx, ctx, scope, &[*order])?;
                let chosen = choose_rest(&gathered, |_| true)?;
                (gathered, chosen)
            }
            InvoiceWhat::Deliveries(ids) => {
                let orders = orders_of_deliveries(tx, ctx, ids)?.ok_or(Error::NotFound)?;
                let gathered = lock_all(tx, ctx, scope, &orders)?;
                let chosen = choose_rest(&gathered, |l| ids.contains(&l.delivery))?;
                (gathered, chosen)
            }
        };
        let draft = InvoiceDraft {
            customer: None,
            lines: Vec::new(),
            form: self.form,
            terms: self.terms,
            remark: self.remark.clone(),
        };
        let made = compose(tx, ctx, &gathered, &chosen, &draft)?;
        let mut head = made.head(ctx.new_id(), day);
        head.bureau_number.clone_from(&self.bureau_number);
        issue(tx, ctx, &gathered, &chosen, &mut head, &made, day)?;
        let source = self.source_no.as_deref();
        store::insert(tx, ctx, &head, source, &made.lines)?;
        finish_issue(tx, ctx, &gathered, &chosen, &head, &made)
    }
}
