//! Red invoices: what they take of the blue one, their own document, their credit.

use super::super::error::InvoicingRefusal;
use super::super::model::{InvoiceKind, InvoiceStatus, RedReason, check_bureau_number};
use super::super::posting::Amount;
use super::super::rules::BlueLine;
use super::super::store::{self, InvoiceHead, InvoiceLine, red as red_store};
use super::{digest, refuse_taken_bureau_number, refuse_taken_source};
use crate::access::Scope;
use crate::numbering::{self, Series};
// tidy-allow: privacy — the exported function, not the module of the same name
use crate::receivables::{How, allocate, open_of_source, split_oldest_first};
use crate::wire;
use chrono::Datelike;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, add, sub, sum, to_base};
use jieqing_kernel::tax::{Split, part_of};

/// What a person decides about a red invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedTerms {
    /// Date; today when absent.
    pub issued_on: Option<Date>,
    /// The bureau's 20 digits, when known already.
    pub bureau_number: Option<String>,
    /// Number in the system it comes from; unique.
    pub source_no: Option<String>,
    /// 备注.
    pub remark: String,
}

impl RedTerms {
    /// Checks them against the blue invoice; gives the day.
    pub(in super::super) fn check(
        &self,
        tx: &mut WriteTx<'_>,
        ctx: &Ctx,
        blue: &InvoiceHead,
    ) -> Result<Date> {
        let day = self.issued_on.unwrap_or_else(|| ctx.today());
        let mut errors = Vec::new();
        wire::check_not_future(&mut errors, "issued_on", self.issued_on, ctx.today());
        if let Some(blue_day) = blue.issued_on.filter(|blue_day| day < *blue_day) {
            errors.push(
                FieldError::new("issued_on", "field.out_of_range")
                    .with("allowed", format!("≥ {blue_day}")),
            );
        }
        wire::check_text(&mut errors, "remark", &self.remark, 230);
        if let Some(number) = &self.bureau_number {
            check_bureau_number(&mut errors, number, Some(day.year()));
        }
        wire::finish(errors)?;
        if let Some(number) = &self.bureau_number {
            refuse_taken_bureau_number(tx, ctx, number)?;
        }
        refuse_taken_source(tx, ctx, self.source_no.as_deref())?;
        Ok(day)
    }
}

/// Running sums of a blue invoice.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct BlueSums {
    pub(in super::super) currency: Currency,
    pub(in super::super) rate_e9: i64,
    pub(in super::super) total: i64,
    pub(in super::super) base_total: i64,
    pub(in super::super) red_total: i64,
    pub(in super::super) red_tax: i64,
}

impl BlueSums {
    pub(in super::super) fn of(head: &InvoiceHead) -> Self {
        Self {
            currency: head.currency,
            rate_e9: head.rate_e9,
            total: head.total_minor,
            base_total: head.base_total_minor,
            red_total: head.red_total_minor,
            red_tax: head.red_tax_minor,
        }
    }

    /// Adds a red line; gives its total and tax in both currencies. Company-currency amounts are
    /// differences of cumulative ones, so that a whole red gives back exactly the blue.
    pub(in super::super) fn take(&mut self, ctx: &Ctx, red: Split) -> Result<(Amount, Amount)> {
        let (total, tax) = (add(self.red_total, red.total)?, add(self.red_tax, red.tax)?);
        let base = part_of(self.base_total, self.red_total, total, self.total)
            .ok_or_else(|| Error::bug("base of a red line"))?;
        let tax_base = |minor| {
            to_base(
                Money::new(minor, self.currency),
                self.rate_e9,
                ctx.base_currency,
            )
        };
        let base_tax = sub(tax_base(tax)?, tax_base(self.red_tax)?)?;
        self.red_total = total;
        self.red_tax = tax;
        let amount = |minor, base| Amount { minor, base };
        Ok((amount(red.total, base), amount(red.tax, base_tax)))
    }
}

/// A line of a red invoice: positive figures of what it takes of the blue line.
pub(in super::super) struct RedLine {
    pub(in super::super) blue: InvoiceLine,
    pub(in super::super) qty_e6: i64,
    pub(in super::super) split: Split,
    pub(in super::super) return_line: Option<Id<wire::ReturnLine>>,
}

pub(in super::super) fn blue_line(line: &InvoiceLine) -> BlueLine {
    BlueLine {
        qty: line.qty_e6,
        split: Split {
            net: line.net_minor,
            tax: line.tax_minor,
            total: line.total_minor,
        },
        red_qty: line.red_e6,
        red_total: line.red_total_minor,
        red_tax: line.red_tax_minor,
    }
}

/// Writes what the blue invoice and its line gave; the constraint on the table is N7.
pub(in super::super) fn write_taken(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    invoice: Id<wire::Invoice>,
    line: (i64, &BlueLine),
    sums: &BlueSums,
) -> Result<()> {
    let (line_no, blue) = line;
    tx.exec_one(
        &red_store::TAKE_LINE,
        params![
            ctx.company,
            invoice,
            line_no,
            blue.red_qty,
            blue.red_total,
            blue.red_tax
        ],
    )?;
    tx.exec_one(
        &red_store::TAKE_HEAD,
        params![ctx.company, invoice, sums.red_total, sums.red_tax],
    )?;
    Ok(())
}

/// Refuses anything but an issued blue invoice.
pub(in super::super) fn require_blue(head: &InvoiceHead) -> Result<()> {
    if head.kind != InvoiceKind::Blue {
        return Err(InvoicingRefusal::NotBlue {
            number: head.number.clone(),
        }
        .into());
    }
    if head.status != InvoiceStatus::Issued {
        return Err(InvoicingRefusal::NotIssued.into());
    }
    Ok(())
}

/// Writes the red document: the blue one's copy with negative figures.
#[expect(clippy::too_many_arguments, reason = "the content of one document")]
pub(in super::super) fn write_red(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    blue: &InvoiceHead,
    lines: &[RedLine],
    base_total: i64,
    reason: RedReason,
    terms: &RedTerms,
    day: Date,
) -> Result<InvoiceHead> {
    let neg = |v: i64| v.saturating_neg();
    let mut written = Vec::with_capacity(lines.len());
    for (line_no, red) in (1_i64..).zip(lines) {
        written.push(InvoiceLine {
            line_no,
            id: ctx.new_id(),
            return_line_id: red.return_line,
            blue_line_id: Some(red.blue.id),
            qty_e6: neg(red.qty_e6),
            net_minor: neg(red.split.net),
            tax_minor: neg(red.split.tax),
            total_minor: neg(red.split.total),
            red_e6: 0,
            red_total_minor: 0,
            red_tax_minor: 0,
            ..red.blue.clone()
        });
    }
    let mut head = InvoiceHead {
        id: ctx.new_id(),
        number: numbering::next(tx, ctx, Series::Invoice, day)?,
        kind: InvoiceKind::Red,
        bureau_number: terms.bureau_number.clone(),
        blue_id: Some(blue.id),
        red_reason: reason.as_str().to_owned(),
        drafted_on: day,
        issued_on: Some(day),
        base_on: None,
        due_on: None,
        net_minor: sum(written.iter().map(|l| l.net_minor))?,
        tax_minor: sum(written.iter().map(|l| l.tax_minor))?,
        total_minor: sum(written.iter().map(|l| l.total_minor))?,
        base_total_minor: neg(base_total),
        red_total_minor: 0,
        red_tax_minor: 0,
        remark: terms.remark.clone(),
        version: 1,
        ..blue.clone()
    };
    head.digest = digest(&head, &written);
    store::insert(tx, ctx, &head, terms.source_no.as_deref(), &written)?;
    Ok(head)
}

/// Uses the open credit of `source` on what is still open of the blue invoice.
pub(in super::super) fn settle(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    blue: &InvoiceHead,
    source: (&'static str, i64),
    most: i64,
    day: Date,
) -> Result<()> {
    let debits = open_of_source(tx, ctx, ("invoice", blue.id.raw()))?;
    let credits: Vec<_> = open_of_source(tx, ctx, source)?
        .into_iter()
        .map(|(id, open)| (id, open.saturating_neg().min(most)))
        .collect();
    let pairs = split_oldest_first(&debits, &credits);
    if !pairs.is_empty() {
        allocate(tx, ctx, scope, &pairs, day, How::Direct, "红字发票")?;
    }
    Ok(())
}
