//! SQL of invoices.

pub(super) mod red;

use super::model::{InvoiceForm, InvoiceKind, InvoiceStatus};
use crate::wire;
use jieqing_db::{Bulk, DbResult, ToV, V, WriteTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::id::Id;

row! {
    /// An invoice as commands need it. Amounts of red invoices are negative.
    pub(super) struct InvoiceHead {
        pub(super) id: Id<wire::Invoice>,
        pub(super) number: String,
        pub(super) kind: InvoiceKind,
        pub(super) form: InvoiceForm,
        pub(super) customer_id: Id<wire::Customer>,
        pub(super) status: InvoiceStatus,
        pub(super) bureau_number: Option<String>,
        pub(super) blue_id: Option<Id<wire::Invoice>>,
        pub(super) red_reason: String,
        pub(super) buyer_name: String,
        pub(super) buyer_tax_id: String,
        pub(super) buyer_address: String,
        pub(super) buyer_bank: String,
        pub(super) drafted_on: Date,
        pub(super) issued_on: Option<Date>,
        pub(super) base_on: Option<Date>,
        pub(super) due_on: Option<Date>,
        pub(super) terms_id: Id<wire::Terms>,
        pub(super) currency: Currency,
        pub(super) rate_e9: i64,
        pub(super) net_minor: i64,
        pub(super) tax_minor: i64,
        pub(super) total_minor: i64,
        pub(super) base_total_minor: i64,
        pub(super) red_total_minor: i64,
        pub(super) red_tax_minor: i64,
        pub(super) remark: String,
        pub(super) digest: String,
        pub(super) owner_id: i64,
        pub(super) department_id: i64,
        pub(super) version: i64,
    }
}

row! {
    /// A line of an invoice as commands need it.
    pub(super) struct InvoiceLine {
        pub(super) line_no: i64,
        pub(super) id: Id<wire::InvoiceLine>,
        pub(super) order_id: Id<wire::Order>,
        pub(super) delivery_line_id: Option<Id<wire::DeliveryLine>>,
        pub(super) return_line_id: Option<Id<wire::ReturnLine>>,
        pub(super) blue_line_id: Option<Id<wire::InvoiceLine>>,
        pub(super) name: String,
        pub(super) spec: String,
        pub(super) unit: String,
        pub(super) tax_code: String,
        pub(super) qty_e6: i64,
        pub(super) price_e8: i64,
        pub(super) tax_rate_e9: i64,
        pub(super) treatment: String,
        pub(super) net_minor: i64,
        pub(super) tax_minor: i64,
        pub(super) total_minor: i64,
        pub(super) red_e6: i64,
        pub(super) red_total_minor: i64,
        pub(super) red_tax_minor: i64,
    }
}

row! {
    /// A customer's data for invoices.
    pub(super) struct BuyerRow {
        pub(super) code: String,
        pub(super) name: String,
        pub(super) invoice_title: String,
        pub(super) tax_id: String,
        pub(super) tax_address: String,
        pub(super) tax_phone: String,
        pub(super) tax_bank: String,
        pub(super) tax_account: String,
    }
}

sql!(
    pub(super) BUYER,
    "select code, name, invoice_title, tax_id, tax_address, tax_phone, tax_bank, tax_account
     from customers where company_id = $1 and id = $2"
);
sql!(
    pub(super) TERMS_RULE,
    "select rule, name from payment_terms where company_id = $1 and id = $2"
);
sql!(
    pub(super) BY_SOURCE,
    "select number from invoices where company_id = $1 and source_no = $2"
);
sql!(
    pub(super) BY_BUREAU,
    "select number from invoices where company_id = $1 and bureau_number = $2"
);
sql!(
    pub(super) ORDERS_OF,
    "select distinct order_id from invoice_lines where company_id = $1 and invoice_id = $2
     order by order_id"
);
sql!(
    pub(super) LOCK,
    "select id, number, kind, form, customer_id, status, bureau_number, blue_id, red_reason,
       buyer_name, buyer_tax_id, buyer_address, buyer_bank, drafted_on, issued_on, base_on, due_on,
       terms_id, currency, rate_e9, net_minor, tax_minor, total_minor, base_total_minor,
       red_total_minor, red_tax_minor, remark, digest, owner_id, department_id, version
     from invoices where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) DRAFT_LINES,
    "select delivery_line_id, qty_e6 from invoice_lines
     where company_id = $1 and invoice_id = $2 order by line_no"
);
sql!(
    pub(super) LOCK_LINES,
    "select line_no, id, order_id, delivery_line_id, return_line_id, blue_line_id, name, spec, unit,
       tax_code, qty_e6, price_e8, tax_rate_e9, treatment, net_minor, tax_minor, total_minor, red_e6,
       red_total_minor, red_tax_minor
     from invoice_lines where company_id = $1 and invoice_id = $2 order by line_no for update"
);
sql!(
    INSERT,
    "insert into invoices (company_id, id, number, source_no, kind, form, customer_id, status,
       bureau_number, blue_id, red_reason, buyer_name, buyer_tax_id, buyer_address, buyer_bank,
       drafted_on, issued_on, base_on, due_on, terms_id, currency, rate_e9, net_minor, tax_minor,
       total_minor, base_total_minor, remark, digest, owner_id, department_id, created_by,
       created_at_us, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, 1)"
);
sql!(
    UPDATE,
    "update invoices set number = $4, form = $5, status = $6, bureau_number = $7, buyer_name = $8,
       buyer_tax_id = $9, buyer_address = $10, buyer_bank = $11, drafted_on = $12, issued_on = $13,
       base_on = $14, due_on = $15, terms_id = $16, currency = $17, rate_e9 = $18, net_minor = $19,
       tax_minor = $20, total_minor = $21, base_total_minor = $22, remark = $23, digest = $24,
       version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) SET_BUREAU,
    "update invoices set bureau_number = $4, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) DELETE_LINES,
    "delete from invoice_lines where company_id = $1 and invoice_id = $2"
);
sql!(
    pub(super) DELETE,
    "delete from invoices where company_id = $1 and id = $2 and version = $3 and status = 'draft'"
);

const LINES: Bulk = Bulk {
    table: "invoice_lines",
    columns: &[
        "company_id",
        "invoice_id",
        "line_no",
        "id",
        "order_id",
        "delivery_line_id",
        "return_line_id",
        "blue_line_id",
        "name",
        "spec",
        "unit",
        "tax_code",
        "qty_e6",
        "price_e8",
        "tax_rate_e9",
        "treatment",
        "net_minor",
        "tax_minor",
        "total_minor",
    ],
};

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    i: &InvoiceHead,
    source_no: Option<&str>,
    lines: &[InvoiceLine],
) -> DbResult<()> {
    tx.exec_one(
        &INSERT,
        params![
            ctx.company,
            i.id,
            i.number,
            source_no,
            i.kind,
            i.form,
            i.customer_id,
            i.status,
            i.bureau_number,
            i.blue_id,
            i.red_reason,
            i.buyer_name,
            i.buyer_tax_id,
            i.buyer_address,
            i.buyer_bank,
            i.drafted_on,
            i.issued_on,
            i.base_on,
            i.due_on,
            i.terms_id,
            i.currency,
            i.rate_e9,
            i.net_minor,
            i.tax_minor,
            i.total_minor,
            i.base_total_minor,
            i.remark,
            i.digest,
            i.owner_id,
            i.department_id,
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    insert_lines(tx, ctx, i.id, lines)
}

pub(super) fn insert_lines(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    invoice: Id<wire::Invoice>,
    lines: &[InvoiceLine],
) -> DbResult<()> {
    let rows = lines.iter().map(|l| -> Vec<V<'_>> {
        vec![
            ctx.company.to_v(),
            invoice.to_v().into_owned(),
            l.line_no.to_v(),
            l.id.to_v(),
            l.order_id.to_v(),
            l.delivery_line_id.to_v(),
            l.return_line_id.to_v(),
            l.blue_line_id.to_v(),
            l.name.to_v(),
            l.spec.to_v(),
            l.unit.to_v(),
            l.tax_code.to_v(),
            l.qty_e6.to_v(),
            l.price_e8.to_v(),
            l.tax_rate_e9.to_v(),
            l.treatment.to_v(),
            l.net_minor.to_v(),
            l.tax_minor.to_v(),
            l.total_minor.to_v(),
        ]
    });
    tx.bulk(LINES, rows)?;
    Ok(())
}

/// Writes what may change of a draft, or its becoming an issued invoice, at its version.
pub(super) fn update(tx: &mut WriteTx<'_>, ctx: &Ctx, i: &InvoiceHead) -> DbResult<()> {
    tx.exec_one(
        &UPDATE,
        params![
            ctx.company,
            i.id,
            i.version,
            i.number,
            i.form,
            i.status,
            i.bureau_number,
            i.buyer_name,
            i.buyer_tax_id,
            i.buyer_address,
            i.buyer_bank,
            i.drafted_on,
            i.issued_on,
            i.base_on,
            i.due_on,
            i.terms_id,
            i.currency,
            i.rate_e9,
            i.net_minor,
            i.tax_minor,
            i.total_minor,
            i.base_total_minor,
            i.remark,
            i.digest
        ],
    )
}
