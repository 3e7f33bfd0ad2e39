//! A statement on the wire.

use crate::wire_money::{amount, document};
use jieqing_domain::statements::query::{StatementDetail, StatementRow};
use jieqing_domain::statements::{MadeStatement, Party};
use jieqing_kernel::clock::rfc3339;
use jieqing_kernel::currency::Currency;
use serde::Serialize;
use utoipa::ToSchema;

/// A statement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementBody {
    /// Id.
    #[schema(example = "stm_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "ST-202610-0001")]
    number: String,
    /// Customer.
    #[schema(example = "cus_0c1x2y3z4w5v6")]
    customer_id: String,
    /// Its code.
    #[schema(example = "KH-202611-0001")]
    customer_code: String,
    /// Its name.
    #[schema(example = "杭州云栖贸易有限公司")]
    customer_name: String,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// First day.
    #[schema(example = "2026-10-01")]
    from: String,
    /// Last day.
    #[schema(example = "2026-10-31")]
    to: String,
    /// `issued`, `superseded` or `void`.
    #[schema(example = "issued")]
    status: &'static str,
    /// How far the customer agrees: `unsent`, `sent`, `viewed`, `differing` or `confirmed`.
    #[schema(example = "viewed")]
    agreement: &'static str,
    /// 1 for the first of its period.
    #[schema(example = 1)]
    statement_version: i64,
    /// Balance before.
    #[schema(example = "0.00")]
    opening: String,
    /// Increases.
    #[schema(example = "9000.00")]
    debit: String,
    /// Decreases.
    #[schema(example = "6000.00")]
    credit: String,
    /// Balance after.
    #[schema(example = "3000.00")]
    closing: String,
    /// SHA-256 of its content.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    digest: String,
    /// The one it continues.
    #[schema(example = "stm_0c1x2y3z4w5v6")]
    previous_id: Option<String>,
    /// Why it was voided.
    #[schema(example = "")]
    void_reason: String,
    /// Who made it; empty for the system.
    #[schema(example = "李会计")]
    created_by: String,
    /// When.
    #[schema(example = "2026-11-01T02:00:00.000Z")]
    created_at: String,
    /// Version for `If-Match`.
    #[schema(example = 1)]
    version: i64,
}

pub(super) fn body(s: StatementRow) -> StatementBody {
    let show = |minor| amount(minor, s.currency);
    StatementBody {
        opening: show(s.opening),
        debit: show(s.debit),
        credit: show(s.credit),
        closing: show(s.closing),
        id: s.id.to_string(),
        number: s.number,
        customer_id: s.customer_id.to_string(),
        customer_code: s.customer_code,
        customer_name: s.customer_name,
        currency: s.currency.to_string(),
        from: s.from.to_string(),
        to: s.to.to_string(),
        status: s.status.as_str(),
        agreement: s.agreement.as_str(),
        statement_version: s.statement_version,
        digest: s.digest,
        previous_id: s.previous_id.map(|id| id.to_string()),
        void_reason: s.void_reason,
        created_by: s.created_by,
        created_at: rfc3339(s.created_at_us),
        version: s.version,
    }
}

/// A party as printed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartyBody {
    /// Name.
    #[schema(example = "杭州云栖贸易有限公司")]
    name: String,
    /// Tax id.
    #[schema(example = "91330100799655058B")]
    tax_id: String,
    /// Address.
    #[schema(example = "杭州市西湖区")]
    address: String,
    /// Phone.
    #[schema(example = "0571-88888888")]
    phone: String,
    /// Bank.
    #[schema(example = "招商银行杭州分行")]
    bank: String,
    /// Account.
    #[schema(example = "5719 0000 1111 222")]
    account: String,
    /// Contact.
    #[schema(example = "王会计")]
    contact: String,
}

fn party(p: Party) -> PartyBody {
    PartyBody {
        name: p.name,
        tax_id: p.tax_id,
        address: p.address,
        phone: p.phone,
        bank: p.bank,
        account: p.account,
        contact: p.contact,
    }
}

/// A movement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementLineBody {
    /// From 1.
    #[schema(example = 1)]
    line_no: i64,
    /// Date of the document.
    #[schema(example = "2026-10-08")]
    document_on: String,
    /// Kind of document.
    #[schema(example = "delivery")]
    document_type: String,
    /// The document.
    #[schema(example = "dlv_0c1x2y3z4w5v6")]
    document_id: Option<String>,
    /// Its number.
    #[schema(example = "DN-202610-0001")]
    document_no: String,
    /// Orders, invoices, bank references.
    #[schema(example = "SO-202610-0001 / PO-77")]
    reference: String,
    /// In words.
    #[schema(example = "签收送货单")]
    description: String,
    /// Increase.
    #[schema(example = "9000.00")]
    debit: String,
    /// Decrease.
    #[schema(example = "0.00")]
    credit: String,
    /// Balance after it.
    #[schema(example = "9000.00")]
    balance: String,
}

/// A bucket of the closing balance.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementBucketBody {
    /// Lowest day overdue; null for what is not due.
    #[schema(example = 1)]
    from: Option<i64>,
    /// Highest day overdue; null for the last.
    #[schema(example = 30)]
    to: Option<i64>,
    /// Open.
    #[schema(example = "3000.00")]
    amount: String,
}

/// Money or a credit not joined to a debt yet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnappliedBody {
    /// Number.
    #[schema(example = "RC-202610-0001")]
    document_no: String,
    /// Date.
    #[schema(example = "2026-10-20")]
    document_on: String,
    /// What is open of it.
    #[schema(example = "100.00")]
    open: String,
}

/// A statement with its lines and what its closing balance is made of.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementDetailBody {
    /// Header.
    statement: StatementBody,
    /// We, as printed.
    company: PartyBody,
    /// They, as printed.
    customer: PartyBody,
    /// Payment terms.
    #[schema(example = "月结30天")]
    terms: String,
    /// Movements in order.
    lines: Vec<StatementLineBody>,
    /// Ageing of the closing balance.
    buckets: Vec<StatementBucketBody>,
    /// Credits not applied, zero or negative.
    #[schema(example = "0.00")]
    credits: String,
    /// Invoiced and open.
    #[schema(example = "3000.00")]
    billed: String,
    /// Delivered, not invoiced.
    #[schema(example = "0.00")]
    unbilled: String,
    /// Credits not applied, one by one.
    unapplied: Vec<UnappliedBody>,
    /// How far the closing balance is from the control account; `0.00` when all is well.
    #[schema(example = "0.00")]
    difference: String,
    /// 大写 of the closing balance; null for other currencies than CNY.
    #[schema(example = "人民币叁仟元整")]
    closing_upper: Option<String>,
}

pub(super) fn detail(d: StatementDetail) -> StatementDetailBody {
    let currency = d.row.currency;
    let show = |minor| amount(minor, currency);
    StatementDetailBody {
        company: party(d.facts.company),
        customer: party(d.facts.customer),
        terms: d.facts.terms,
        lines: d
            .lines
            .into_iter()
            .map(|l| StatementLineBody {
                line_no: l.line_no,
                document_on: l.doc_on.to_string(),
                document_id: document(&l.doc_type, l.doc_id),
                document_type: l.doc_type,
                document_no: l.doc_no,
                reference: l.reference,
                description: l.description,
                debit: show(l.debit),
                credit: show(l.credit),
                balance: show(l.balance),
            })
            .collect(),
        buckets: d
            .aging
            .buckets
            .into_iter()
            .map(|b| StatementBucketBody {
                from: b.from,
                to: b.to,
                amount: show(b.amount),
            })
            .collect(),
        credits: show(d.aging.credits),
        billed: show(d.facts.billed),
        unbilled: show(d.facts.unbilled),
        unapplied: d
            .facts
            .unapplied
            .into_iter()
            .map(|u| UnappliedBody {
                document_no: u.no,
                document_on: u.on,
                open: show(u.open),
            })
            .collect(),
        difference: show(d.facts.difference),
        closing_upper: d.row.closing_upper(),
        statement: body(d.row),
    }
}

/// A statement that was made, or was there.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeBody {
    /// Id.
    #[schema(example = "stm_0c1x2y3z4w5v6")]
    id: String,
    /// Number.
    #[schema(example = "ST-202610-0001")]
    number: String,
    /// False when nothing changed since it was made.
    #[schema(example = true)]
    made: bool,
    /// Currency.
    #[schema(example = "CNY")]
    currency: String,
    /// Balance at the end.
    #[schema(example = "3000.00")]
    closing: String,
    /// Movements.
    #[schema(example = 12)]
    lines: usize,
    /// Of them dated before the period: posted after their own statement was made.
    #[schema(example = 0)]
    late_lines: usize,
    /// How far the closing balance is from the control account.
    #[schema(example = "0.00")]
    difference: String,
}

pub(super) fn made(out: MadeStatement, currency: Currency) -> MadeBody {
    MadeBody {
        id: out.id.to_string(),
        number: out.number,
        made: out.made,
        currency: currency.to_string(),
        closing: amount(out.closing, currency),
        lines: out.lines,
        late_lines: out.late,
        difference: amount(out.difference, currency),
    }
}
