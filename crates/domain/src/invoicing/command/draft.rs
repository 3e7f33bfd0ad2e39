//! Drafts: without number and effect.

use super::super::error::InvoicingRefusal;
use super::super::model::{
    InvoiceDraft, InvoiceForm, InvoiceKind, InvoiceLineDraft, InvoiceStatus,
};
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
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::sum;
use jieqing_kernel::taxid::normalise_id;

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

/// Changes a draft; absent fields stay. Amounts are taken anew from what is signed and not invoiced.
#[derive(Debug, Clone)]
pub struct ChangeDraft {
    /// Which.
    pub id: Id<wire::Invoice>,
    /// The version the change was made against.
    pub version: i64,
    /// Lines.
    pub lines: Option<Vec<InvoiceLineDraft>>,
    /// Form.
    pub form: Option<InvoiceForm>,
    /// Payment terms.
    pub terms: Option<Id<wire::Terms>>,
    /// 备注.
    pub remark: Option<String>,
    /// What is printed about the buyer.
    pub buyer: BuyerChange,
}

/// Changed texts about the buyer; absent ones stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuyerChange {
    /// 名称.
    pub name: Option<String>,
    /// 纳税人识别号.
    pub tax_id: Option<String>,
    /// 地址、电话.
    pub address: Option<String>,
    /// 开户行及账号.
    pub bank: Option<String>,
}

impl BuyerChange {
    fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        for (path, text, max) in [
            ("buyer_name", &self.name, 100),
            ("buyer_tax_id", &self.tax_id, 20),
            ("buyer_address", &self.address, 200),
            ("buyer_bank", &self.bank, 200),
        ] {
            if let Some(text) = text {
                wire::check_text(&mut errors, path, text, max);
            }
        }
        if self.name.as_ref().is_some_and(|n| n.trim().is_empty()) {
            errors.push(FieldError::new("buyer_name", "field.required"));
        }
        wire::finish(errors)
    }
}

impl Command for ChangeDraft {
    type Out = Id<wire::Invoice>;
    const PERMISSION: Permission = Permission::InvoicesWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        self.buyer.check()?;
        let mut draft = InvoiceDraft {
            customer: None,
            lines: match &self.lines {
                Some(lines) => lines.clone(),
                None => stored_lines(tx, ctx, self.id)?,
            },
            form: self.form,
            terms: self.terms,
            remark: self.remark.clone().unwrap_or_default(),
        };
        let (gathered, chosen) = gather(tx, ctx, scope, &draft)?;
        let now = lock(tx, ctx, scope, self.id, self.version)?;
        require_draft(&now)?;
        draft.form = draft.form.or(Some(now.form));
        draft.terms = draft.terms.or(Some(now.terms_id));
        if self.remark.is_none() {
            draft.remark.clone_from(&now.remark);
        }
        let made = compose(tx, ctx, &gathered, &chosen, &draft)?;
        if made.customer != now.customer_id {
            return Err(InvoicingRefusal::OtherCustomer.into());
        }
        let text =
            |new: &Option<String>, old: &String| new.as_ref().unwrap_or(old).trim().to_owned();
        let head = InvoiceHead {
            version: now.version,
            buyer_name: text(&self.buyer.name, &now.buyer_name),
            buyer_tax_id: normalise_id(&text(&self.buyer.tax_id, &now.buyer_tax_id)),
            buyer_address: text(&self.buyer.address, &now.buyer_address),
            buyer_bank: text(&self.buyer.bank, &now.buyer_bank),
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

/// What a draft is made of, read without locks: orders are locked first.
pub(super) fn stored_lines(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Invoice>,
) -> Result<Vec<InvoiceLineDraft>> {
    let rows = tx.all::<(Option<Id<wire::DeliveryLine>>, i64)>(
        &store::DRAFT_LINES,
        params![ctx.company, id],
    )?;
    if rows.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(rows
        .into_iter()
        .filter_map(|(line, qty)| {
            Some(InvoiceLineDraft {
                delivery_line: line?,
                qty_e6: Some(qty),
            })
        })
        .collect())
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
    if draft
        .customer
        .is_some_and(|wanted| wanted != first.customer)
    {
        return Err(InvoicingRefusal::OtherCustomer.into());
    }
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
