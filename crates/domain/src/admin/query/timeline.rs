//! What happened to a document, for everybody who may see the document.

use super::audit::{AuditFilter, AuditRow, audit};
use crate::access::{Permission, authorize};
use jieqing_db::{ReadTx, Sql, params, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::decode;
use jieqing_kernel::page::{Page, PageRequest};

sql!(
    CUSTOMER,
    "select owner_id, department_id from customers where company_id = $1 and id = $2"
);
sql!(
    ORDER,
    "select owner_id, department_id from sales_orders where company_id = $1 and id = $2"
);
sql!(
    DELIVERY,
    "select owner_id, department_id from deliveries where company_id = $1 and id = $2"
);
sql!(
    RETURN,
    "select owner_id, department_id from returns where company_id = $1 and id = $2"
);
sql!(
    INVOICE,
    "select owner_id, department_id from invoices where company_id = $1 and id = $2"
);
sql!(
    RECEIPT,
    "select owner_id, department_id from receipts where company_id = $1 and id = $2"
);
sql!(
    STATEMENT,
    "select owner_id, department_id from statements where company_id = $1 and id = $2"
);

// The books belong to the whole company: nobody and no department owns an entry.
sql!(
    ENTRY,
    "select cast(0 as bigint), cast(0 as bigint) from ledger_entries where company_id = $1 and id = $2"
);

/// A kind of document that has a timeline.
struct Subject {
    prefix: &'static str,
    subject_type: &'static str,
    permission: Permission,
    /// Owner and department; `None` for kinds that everybody with the permission sees.
    place: Option<&'static Sql>,
}

const fn owned(
    prefix: &'static str,
    subject_type: &'static str,
    permission: Permission,
    place: &'static Sql,
) -> Subject {
    Subject {
        prefix,
        subject_type,
        permission,
        place: Some(place),
    }
}

const fn common(
    prefix: &'static str,
    subject_type: &'static str,
    permission: Permission,
) -> Subject {
    Subject {
        prefix,
        subject_type,
        permission,
        place: None,
    }
}

static SUBJECTS: &[Subject] = &[
    owned("cus", "customer", Permission::CustomersRead, &CUSTOMER),
    owned("ord", "order", Permission::OrdersRead, &ORDER),
    owned("dlv", "delivery", Permission::DeliveriesRead, &DELIVERY),
    owned("ret", "return", Permission::DeliveriesRead, &RETURN),
    owned("inv", "invoice", Permission::InvoicesRead, &INVOICE),
    owned("rcp", "receipt", Permission::ReceiptsRead, &RECEIPT),
    owned("stm", "statement", Permission::StatementsRead, &STATEMENT),
    owned("ent", "entry", Permission::LedgerRead, &ENTRY),
    common("prd", "product", Permission::ProductsRead),
    common("trm", "terms", Permission::SettingsRead),
    common("bnk", "bank_account", Permission::SettingsRead),
    common("com", "company", Permission::SettingsRead),
    common("usr", "user", Permission::UsersRead),
    common("dep", "department", Permission::UsersRead),
];

/// Events of the document with the wire id `subject`, newest first, when the caller may read it.
///
/// # Errors
/// [`Error::NotFound`] for ids of no kind with a timeline, for documents outside the caller's scope and
/// for kinds the caller may not read: the same answer, so that nothing tells whether a document exists.
pub fn timeline(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    subject: &str,
    page: &PageRequest,
) -> Result<Page<AuditRow>> {
    let (prefix, digits) = subject.split_once('_').ok_or(Error::NotFound)?;
    let found = SUBJECTS.iter().find(|s| s.prefix == prefix);
    let (kind, id) = found.zip(decode(digits)).ok_or(Error::NotFound)?;
    let scope = authorize(tx, ctx, kind.permission).map_err(|error| match error {
        Error::Forbidden { .. } => Error::NotFound,
        other => other,
    })?;
    if let Some(place) = kind.place {
        let (owner, department) = tx
            .opt::<(i64, i64)>(place, params![ctx.company, id])?
            .ok_or(Error::NotFound)?;
        scope.check(owner, department)?;
    }
    let filter = AuditFilter {
        subject_type: Some(kind.subject_type.to_owned()),
        subject_id: Some(id),
        ..AuditFilter::default()
    };
    audit(tx, ctx, &filter, page)
}

/// The wire id of an event's subject; `None` for kinds without one.
#[must_use]
pub fn subject_id(subject_type: &str, raw: i64) -> Option<String> {
    let found = SUBJECTS.iter().find(|s| s.subject_type == subject_type)?;
    Some(format!(
        "{}_{}",
        found.prefix,
        jieqing_kernel::id::encode(raw)
    ))
}
