//! Commands on invoices.

mod bureau;
mod credit;
mod delivered;
mod draft;
mod gather;
mod issue;
pub(super) mod red;

pub use bureau::RecordBureauNumber;
pub use credit::{CreditInvoice, CreditLine};
pub use delivered::{InvoiceDelivered, InvoiceWhat};
pub use draft::{BuyerChange, ChangeDraft, DeleteDraft, DraftInvoice};
pub use issue::IssueInvoice;
pub use red::RedTerms;

pub(super) use credit::tell;
pub(super) use issue::party;

use super::error::InvoicingRefusal;
use super::model::{Buyer, InvoiceStatus};
use super::store::{self, BuyerRow, InvoiceHead, InvoiceLine};
use crate::access::Scope;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::Money;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Locks an invoice at `version`.
fn lock(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Invoice>,
    version: i64,
) -> Result<InvoiceHead> {
    let head = tx
        .opt::<InvoiceHead>(&store::LOCK, params![ctx.company, id])?
        .ok_or(Error::NotFound)?;
    scope.check(head.owner_id, head.department_id)?;
    if head.version != version {
        return Err(Error::Stale {
            current: head.version,
        });
    }
    Ok(head)
}

fn require_draft(head: &InvoiceHead) -> Result<()> {
    match head.status {
        InvoiceStatus::Draft => Ok(()),
        InvoiceStatus::Issued => Err(InvoicingRefusal::NotDraft {
            number: head.number.clone(),
        }
        .into()),
    }
}

/// The buyer as the customer's file has it now, and the customer's code.
fn buyer_of(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
) -> Result<(Buyer, String)> {
    let row = tx.one::<BuyerRow>(&store::BUYER, params![ctx.company, customer])?;
    let title = row.invoice_title.trim();
    let join = |a: &str, b: &str| [a.trim(), b.trim()].join(" ").trim().to_owned();
    let buyer = Buyer {
        name: if title.is_empty() {
            row.name.clone()
        } else {
            title.to_owned()
        },
        tax_id: jieqing_kernel::taxid::normalise_id(&row.tax_id),
        address: join(&row.tax_address, &row.tax_phone),
        bank: join(&row.tax_bank, &row.tax_account),
    };
    Ok((buyer, row.code))
}

/// Refuses a bureau number that another invoice has.
fn refuse_taken_bureau_number(tx: &mut ReadTx<'_>, ctx: &Ctx, number: &str) -> Result<()> {
    match tx.opt::<(String,)>(&store::BY_BUREAU, params![ctx.company, number])? {
        None => Ok(()),
        Some((taken_by,)) => Err(InvoicingRefusal::BureauNumberTaken {
            bureau_number: number.to_owned(),
            number: taken_by,
        }
        .into()),
    }
}

fn refuse_taken_source(tx: &mut ReadTx<'_>, ctx: &Ctx, source_no: Option<&str>) -> Result<()> {
    let Some(source_no) = source_no else {
        return Ok(());
    };
    match tx.opt::<(String,)>(&store::BY_SOURCE, params![ctx.company, source_no])? {
        None => Ok(()),
        Some((number,)) => Err(InvoicingRefusal::SourceTaken {
            source_no: source_no.to_owned(),
            number,
        }
        .into()),
    }
}

/// What a timeline reader needs of an invoice.
fn facts(head: &InvoiceHead, customer: &str) -> Value {
    let text = |minor| Money::new(minor, head.currency).text();
    json!({
        "number": head.number, "kind": head.kind.as_str(), "form": head.form.as_str(),
        "customer": customer, "buyer": head.buyer_name, "currency": head.currency.code(),
        "net": text(head.net_minor), "tax": text(head.tax_minor), "total": text(head.total_minor),
        "bureau_number": head.bureau_number, "issued_on": head.issued_on.map(|d| d.to_string()),
        "due_on": head.due_on.map(|d| d.to_string()),
    })
}

/// SHA-256 over what an issued invoice says, length-prefixed; hex.
fn digest(head: &InvoiceHead, lines: &[InvoiceLine]) -> String {
    let mut hash = Sha256::new();
    let mut field = |text: &str| {
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(text.as_bytes());
    };
    let day = head.issued_on.map(|d| d.to_string()).unwrap_or_default();
    for text in [
        "jieqing.invoice.1",
        &head.number,
        head.kind.as_str(),
        head.form.as_str(),
        &head.buyer_name,
        &head.buyer_tax_id,
        &head.buyer_address,
        &head.buyer_bank,
        &day,
        head.currency.code(),
    ] {
        field(text);
    }
    for line in lines {
        field(&line.name);
        field(&line.spec);
        field(&line.unit);
        let figures = [
            line.qty_e6,
            line.price_e8,
            line.tax_rate_e9,
            line.net_minor,
            line.tax_minor,
            line.total_minor,
        ];
        for figure in figures {
            field(&figure.to_string());
        }
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
