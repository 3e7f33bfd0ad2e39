//! One customer with everything known about it.

use super::super::model::{
    CustomerAddress, CustomerBankAccount, CustomerContact, CustomerDraft, CustomerStatus,
};
use crate::access::Scope;
use crate::wire;
use jieqing_db::{ReadTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

row! {
    struct HeadRow {
        code: String,
        name: String,
        name_en: String,
        invoice_title: String,
        tax_id: String,
        tax_address: String,
        tax_phone: String,
        tax_bank: String,
        tax_account: String,
        invoice_email: String,
        country: String,
        region: String,
        channel: String,
        currency: Currency,
        terms: Id<wire::Terms>,
        credit_limit: Option<i64>,
        owner: i64,
        department: i64,
        cut_off_day: i64,
        note: String,
        status: CustomerStatus,
        grade: String,
        hold_reason: String,
        version: i64,
        terms_name: String,
        owner_name: String,
        department_name: String,
    }
}

sql!(
    HEAD,
    "select c.code, c.name, c.name_en, c.invoice_title, c.tax_id, c.tax_address, c.tax_phone,
       c.tax_bank, c.tax_account, c.invoice_email, c.country, c.region, c.channel, c.currency,
       c.terms_id, c.credit_limit_minor, c.owner_id, c.department_id, c.cut_off_day, c.note,
       c.status, c.credit_grade, c.hold_reason, c.version,
       coalesce(t.name, ''), coalesce(u.name, ''), coalesce(d.name, '')
     from customers c
     left join payment_terms t on t.company_id = c.company_id and t.id = c.terms_id
     left join users u on u.id = c.owner_id
     left join departments d on d.company_id = c.company_id and d.id = c.department_id
     where c.company_id = $1 and c.id = $2"
);
sql!(
    ADDRESSES,
    "select kind, recipient, phone, address, is_default from customer_addresses
     where company_id = $1 and customer_id = $2 order by line_no"
);
sql!(
    CONTACTS,
    "select name, title, phone, email, duty from customer_contacts
     where company_id = $1 and customer_id = $2 order by line_no"
);
sql!(
    ACCOUNTS,
    "select bank, account, holder from customer_bank_accounts
     where company_id = $1 and customer_id = $2 order by line_no"
);
sql!(
    ALIASES,
    "select alias from customer_aliases
     where company_id = $1 and customer_id = $2 order by created_at_us, alias"
);

/// A customer with everything.
#[derive(Debug, Clone)]
pub struct CustomerDetail {
    /// Id.
    pub id: Id<wire::Customer>,
    /// What was entered; `code` is always there.
    pub draft: CustomerDraft,
    /// Status.
    pub status: CustomerStatus,
    /// Credit grade.
    pub grade: String,
    /// Why on hold or stopped.
    pub hold_reason: String,
    /// Row version.
    pub version: i64,
    /// Name of the terms.
    pub terms_name: String,
    /// Name of the owner.
    pub owner_name: String,
    /// Name of the department.
    pub department_name: String,
}

/// One customer inside `scope`.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    id: Id<wire::Customer>,
) -> Result<CustomerDetail> {
    let key = params![ctx.company, id];
    let head = tx.opt::<HeadRow>(&HEAD, key)?.ok_or(Error::NotFound)?;
    scope.check(head.owner, head.department)?;
    let addresses = tx.query(&ADDRESSES, key, |row| {
        Ok(CustomerAddress {
            kind: row.get(0)?,
            recipient: row.get(1)?,
            phone: row.get(2)?,
            address: row.get(3)?,
            is_default: row.get(4)?,
        })
    })?;
    let contacts = tx.query(&CONTACTS, key, |row| {
        Ok(CustomerContact {
            name: row.get(0)?,
            title: row.get(1)?,
            phone: row.get(2)?,
            email: row.get(3)?,
            duty: row.get(4)?,
        })
    })?;
    let bank_accounts = tx.query(&ACCOUNTS, key, |row| {
        Ok(CustomerBankAccount {
            bank: row.get(0)?,
            account: row.get(1)?,
            holder: row.get(2)?,
        })
    })?;
    let aliases = tx.query(&ALIASES, key, |row| row.get::<String>(0))?;
    let aliases = aliases.into_iter().filter(|a| *a != head.name).collect();
    Ok(CustomerDetail {
        id,
        draft: CustomerDraft {
            code: Some(head.code),
            name: head.name,
            name_en: head.name_en,
            invoice_title: head.invoice_title,
            tax_id: head.tax_id,
            tax_address: head.tax_address,
            tax_phone: head.tax_phone,
            tax_bank: head.tax_bank,
            tax_account: head.tax_account,
            invoice_email: head.invoice_email,
            country: head.country,
            region: head.region,
            channel: head.channel,
            currency: head.currency,
            terms: head.terms,
            credit_limit: head.credit_limit,
            owner: head.owner,
            department: head.department,
            cut_off_day: head.cut_off_day,
            note: head.note,
            addresses,
            contacts,
            bank_accounts,
            aliases,
        },
        status: head.status,
        grade: head.grade,
        hold_reason: head.hold_reason,
        version: head.version,
        terms_name: head.terms_name,
        owner_name: head.owner_name,
        department_name: head.department_name,
    })
}
