//! Drafts: without number and effect.

use super::super::error::InvoicingRefusal;
use super::super::model::{InvoiceDraft, InvoiceForm, InvoiceKind, InvoiceStatus};
use super::super::store::{self, InvoiceHead, InvoiceLine};
use super::gather::{Chosen, Gathered, choose, invoice_lines, lock_all};
use super::{buyer_of, facts, lock, require_draft};
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::fulfilment::orders_of_lines;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sum;

/// Drafts an invoice over signed delivery lines of one customer and currency.
#[derive(Debug, Clone)]
pub struct DraftInvoice {
    /// What is invoiced.
    pub draft: InvoiceDraft,
}

impl Command for DraftInvoice {
    type Out = Id<wire::Invoice>;
    const PERMISSION: Permission = Permission::InvoicesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let (gathered, chosen) = gather(tx, ctx, scope, &self.draft)?;
        let made = compose(tx, ctx, &gathered, &chosen, &self.draft)?;
        let today = ctx.today();
        let head = made.head(ctx.new_id(), today);
        store::insert(tx, ctx, &head, None, &made.lines)?;
        let facts = facts(&head, &made.customer_code);
        record(tx, ctx, "invoice", head.id.raw(), "invoice.drafted", &facts)?;
        Ok(head.id)
    }
}

/// Replaces the content of a draft; the buyer's data are read again.
#[derive(Debug, Clone)]
pub struct ChangeDraft {
    /// Which.
    pub id: Id<wire::Invoice>,
    /// The version the change was made against.
    pub version: i64,
    /// The whole new content.
    pub draft: InvoiceDraft,
}

impl Command for ChangeDraft {
    type Out = Id<wire::Invoice>;
    const PERMISSION: Permission = Permission::InvoicesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let (gathered, chosen) = gather(tx, ctx, scope, &self.draft)?;
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        require_draft(&now)?;
        let made = compose(tx, ctx, &gathered, &chosen, &self.draft)?;
        if made.customer != now.customer_id {
            return Err(InvoicingRefusal::OtherCustomer.into());
        }
        let head = InvoiceHead {
            version: now.version,
            ..made.head(now.id, now.drafted_on)
        };
        store::update(tx, ctx, &head)?;
        tx.exec(&store::DELETE_LINES, params![ctx.company, self.id])?;
        store::insert_lines(tx, ctx, self.id, &made.lines)?;
        let mut facts = facts(&head, &made.customer_code);
        if let Some(map) = facts.as_object_mut() {
            let before = jieqing_kernel::money::Money::new(now.total_minor, now.currency);
            map.insert("before".to_owned(), before.text().into());
        }
        record(tx, ctx, "invoice", head.id.raw(), "invoice.changed", &facts)?;
        Ok(head.id)
    }
}

/// Deletes a draft: it had no number and no effect.
#[derive(Debug, Clone, Copy)]
pub struct DeleteDraft {
    /// Which.
    pub id: Id<wire::Invoice>,
    /// The version it was decided on.
    pub version: i64,
}

impl Command for DeleteDraft {
    type Out = ();
    const PERMISSION: Permission = Permission::InvoicesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<()> {
        let head = lock(tx, ctx, scope, self.id, self.version)?;
        require_draft(&head)?;
        tx.exec(&store::DELETE_LINES, params![ctx.company, self.id])?;
        tx.exec_one(&store::DELETE, params![ctx.company, self.id, self.version])?;
        let facts = facts(&head, "");
        record(tx, ctx, "invoice", head.id.raw(), "invoice.deleted", &facts)?;
        Ok(())
    }
}

fn gather(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    draft: &InvoiceDraft,
) -> Result<(Vec<Gathered>, Vec<Chosen>)> {
    draft.check()?;
    let ids: Vec<_> = draft.lines.iter().map(|l| l.delivery_line).collect();
    let orders = orders_of_lines(tx, ctx, &ids)?
        .ok_or_else(|| Error::field("lines", "field.unknown_reference"))?;
    let gathered = lock_all(tx, ctx, scope, &orders)?;
    let chosen = choose(&gathered, &draft.lines)?;
    Ok((gathered, chosen))
}

/// Content of an invoice before it has an identity.
pub(super) struct Composed {
    pub(super) customer: Id<wire::Customer>,
    pub(super) customer_code: String,
    pub(super) lines: Vec<InvoiceLine>,
    template: InvoiceHead,
}

impl Composed {
    /// A draft's header.
    pub(super) fn head(&self, id: Id<wire::Invoice>, day: Date) -> InvoiceHead {
        InvoiceHead {
            id,
            drafted_on: day,
            ..self.template.clone()
        }
    }
}

/// Header and lines from the choices: amounts are sums of lines, buyer from the customer's file.
pub(super) fn compose(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    gathered: &[Gathered],
    chosen: &[Chosen],
    draft: &InvoiceDraft,
) -> Result<Composed> {
    let first = gathered
        .first()
        .map(|g| &g.order)
        .ok_or_else(|| Error::bug("an invoice without an order"))?;
    let terms_id = match draft.terms {
        Some(terms) => terms,
        None if gathered.iter().all(|g| g.order.terms_id == first.terms_id) => first.terms_id,
        None => return Err(InvoicingRefusal::TermsDiffer.into()),
    };
    let (buyer, customer_code) = buyer_of(tx, ctx, first.customer)?;
    let form = draft.form.unwrap_or(if buyer.fit_for_special() {
        InvoiceForm::Special
    } else {
        InvoiceForm::Ordinary
    });
    let lines = invoice_lines(ctx, gathered, chosen, first.currency)?;
    let template = InvoiceHead {
        id: Id::from_raw(0),
        number: String::new(),
        kind: InvoiceKind::Blue,
        form,
        customer_id: first.customer,
        status: InvoiceStatus::Draft,
        bureau_number: None,
        blue_id: None,
        red_reason: String::new(),
        buyer_name: buyer.name,
        buyer_tax_id: buyer.tax_id,
        buyer_address: buyer.address,
        buyer_bank: buyer.bank,
        drafted_on: ctx.today(),
        issued_on: None,
        base_on: None,
        due_on: None,
        terms_id,
        currency: first.currency,
        rate_e9: first.rate_e9,
        net_minor: sum(lines.iter().map(|l| l.net_minor))?,
        tax_minor: sum(lines.iter().map(|l| l.tax_minor))?,
        total_minor: sum(lines.iter().map(|l| l.total_minor))?,
        base_total_minor: 0,
        red_total_minor: 0,
        red_tax_minor: 0,
        remark: draft.remark.clone(),
        digest: String::new(),
        owner_id: first.owner,
        department_id: first.department,
        version: 1,
    };
    Ok(Composed {
        customer: first.customer,
        customer_code,
        lines,
        template,
    })
}
