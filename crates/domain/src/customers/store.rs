//! SQL of customers.

use super::model::{CustomerDraft, CustomerStatus};
use crate::wire;
use jieqing_db::{DbResult, WriteTx, params, row, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;
use jieqing_kernel::taxid;

row! {
    /// What a change needs to know.
    pub(super) struct Locked {
        pub(super) code: String,
        pub(super) name: String,
        pub(super) owner: i64,
        pub(super) department: i64,
        pub(super) status: CustomerStatus,
        pub(super) credit_limit: Option<i64>,
        pub(super) grade: String,
        pub(super) version: i64,
    }
}

sql!(
    LOCK,
    "select code, name, owner_id, department_id, status, credit_limit_minor, credit_grade, version
     from customers
     where company_id = $1 and id = $2 for update"
);
sql!(pub(super) BY_CODE, "select id, name from customers where company_id = $1 and code = $2");
sql!(
    pub(super) ALIAS,
    "select a.customer_id, c.name from customer_aliases a
     join customers c on c.company_id = a.company_id and c.id = a.customer_id
     where a.company_id = $1 and a.search_key = $2"
);
sql!(
    INSERT,
    "insert into customers (company_id, id, code, name, name_en, search_key, status, invoice_title,
       tax_id, tax_address, tax_phone, tax_bank, tax_account, invoice_email, country, region, channel,
       currency, terms_id, credit_limit_minor, owner_id, department_id, cut_off_day, note,
       created_at_us, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, $21, $22, $23, $24, $25, 1)"
);
sql!(
    UPDATE,
    "update customers set code = $4, name = $5, name_en = $6, search_key = $7, invoice_title = $8,
       tax_id = $9, tax_address = $10, tax_phone = $11, tax_bank = $12, tax_account = $13,
       invoice_email = $14, country = $15, region = $16, channel = $17, currency = $18, terms_id = $19,
       credit_limit_minor = $20, owner_id = $21, department_id = $22, cut_off_day = $23, note = $24,
       version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) SET_STATUS,
    "update customers set status = $4, hold_reason = $5, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) SET_LIMIT,
    "update customers set credit_limit_minor = $4, credit_grade = $5, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) KNOWN,
    "select exists (select 1 from payment_terms where company_id = $1 and id = $2),
       exists (select 1 from role_assignments where company_id = $1 and user_id = $3),
       exists (select 1 from departments where company_id = $1 and id = $4)"
);
sql!(pub(super) PRODUCT, "select sku from products where company_id = $1 and id = $2");
sql!(
    pub(super) PUT_PRICE,
    "insert into customer_prices (company_id, customer_id, product_id, currency, valid_from, valid_to,
       price_e8)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (company_id, customer_id, product_id, currency, valid_from) do update
       set valid_to = excluded.valid_to, price_e8 = excluded.price_e8"
);
sql!(
    pub(super) REMOVE_PRICE,
    "delete from customer_prices where company_id = $1 and customer_id = $2 and product_id = $3
       and currency = $4 and valid_from = $5"
);
sql!(
    INSERT_ADDRESS,
    "insert into customer_addresses (company_id, customer_id, line_no, kind, recipient, phone, address, is_default)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);
sql!(
    INSERT_CONTACT,
    "insert into customer_contacts (company_id, customer_id, line_no, name, title, phone, email, duty)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);
sql!(
    INSERT_ACCOUNT,
    "insert into customer_bank_accounts (company_id, customer_id, line_no, bank, account, holder)
     values ($1, $2, $3, $4, $5, $6)"
);
sql!(
    INSERT_ALIAS,
    "insert into customer_aliases (company_id, customer_id, alias, search_key, source, created_at_us)
     values ($1, $2, $3, $4, $5, $6)"
);
sql!(
    CLEAR_ADDRESSES,
    "delete from customer_addresses where company_id = $1 and customer_id = $2"
);
sql!(
    CLEAR_CONTACTS,
    "delete from customer_contacts where company_id = $1 and customer_id = $2"
);
sql!(
    CLEAR_ACCOUNTS,
    "delete from customer_bank_accounts where company_id = $1 and customer_id = $2"
);
sql!(
    CLEAR_ALIASES,
    "delete from customer_aliases where company_id = $1 and customer_id = $2 and source = 'entered'"
);

pub(super) fn lock(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
) -> DbResult<Option<Locked>> {
    tx.opt(&LOCK, params![ctx.company, id])
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
    code: &str,
    d: &CustomerDraft,
    status: CustomerStatus,
) -> DbResult<()> {
    tx.exec_one(
        &INSERT,
        params![
            ctx.company,
            id,
            code,
            d.name,
            d.name_en,
            taxid::search_key(&d.name),
            status,
            d.invoice_title,
            d.tax_id,
            d.tax_address,
            d.tax_phone,
            d.tax_bank,
            d.tax_account,
            d.invoice_email,
            d.country,
            d.region,
            d.channel,
            d.currency,
            d.terms,
            d.credit_limit,
            d.owner,
            d.department,
            d.cut_off_day,
            d.note,
            ctx.now()
        ],
    )
}

pub(super) fn update(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
    version: i64,
    code: &str,
    d: &CustomerDraft,
) -> DbResult<()> {
    tx.exec_one(
        &UPDATE,
        params![
            ctx.company,
            id,
            version,
            code,
            d.name,
            d.name_en,
            taxid::search_key(&d.name),
            d.invoice_title,
            d.tax_id,
            d.tax_address,
            d.tax_phone,
            d.tax_bank,
            d.tax_account,
            d.invoice_email,
            d.country,
            d.region,
            d.channel,
            d.currency,
            d.terms,
            d.credit_limit,
            d.owner,
            d.department,
            d.cut_off_day,
            d.note
        ],
    )
}

pub(super) fn clear_children(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
) -> DbResult<()> {
    for sql in [
        &CLEAR_ADDRESSES,
        &CLEAR_CONTACTS,
        &CLEAR_ACCOUNTS,
        &CLEAR_ALIASES,
    ] {
        tx.exec(sql, params![ctx.company, id])?;
    }
    Ok(())
}

pub(super) fn insert_children(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
    d: &CustomerDraft,
) -> DbResult<()> {
    for (line, a) in (1_i64..).zip(&d.addresses) {
        tx.exec_one(
            &INSERT_ADDRESS,
            params![
                ctx.company,
                id,
                line,
                a.kind,
                a.recipient,
                a.phone,
                a.address,
                a.is_default
            ],
        )?;
    }
    for (line, c) in (1_i64..).zip(&d.contacts) {
        tx.exec_one(
            &INSERT_CONTACT,
            params![
                ctx.company,
                id,
                line,
                c.name,
                c.title,
                c.phone,
                c.email,
                c.duty
            ],
        )?;
    }
    for (line, b) in (1_i64..).zip(&d.bank_accounts) {
        tx.exec_one(
            &INSERT_ACCOUNT,
            params![ctx.company, id, line, b.bank, b.account, b.holder],
        )?;
    }
    Ok(())
}

pub(super) fn insert_alias(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
    alias: &str,
    key: &str,
    source: &str,
) -> DbResult<()> {
    tx.exec_one(
        &INSERT_ALIAS,
        params![ctx.company, id, alias, key, source, ctx.now()],
    )
}

row! {
    /// Everything in the customer's own row.
    pub(super) struct StoredRow {
        pub(super) id: Id<wire::Customer>,
        pub(super) version: i64,
        pub(super) code: String,
        pub(super) name: String,
        pub(super) name_en: String,
        pub(super) invoice_title: String,
        pub(super) tax_id: String,
        pub(super) tax_address: String,
        pub(super) tax_phone: String,
        pub(super) tax_bank: String,
        pub(super) tax_account: String,
        pub(super) invoice_email: String,
        pub(super) country: String,
        pub(super) region: String,
        pub(super) channel: String,
        pub(super) currency: Currency,
        pub(super) terms: Id<wire::Terms>,
        pub(super) credit_limit: Option<i64>,
        pub(super) owner: i64,
        pub(super) department: i64,
        pub(super) cut_off_day: i64,
        pub(super) note: String,
    }
}
row! {
    pub(super) struct StoredAddress {
        pub(super) customer: i64,
        pub(super) kind: String,
        pub(super) recipient: String,
        pub(super) phone: String,
        pub(super) address: String,
        pub(super) is_default: bool,
    }
}
row! {
    pub(super) struct StoredContact {
        pub(super) customer: i64,
        pub(super) name: String,
        pub(super) title: String,
        pub(super) phone: String,
        pub(super) email: String,
        pub(super) duty: String,
    }
}
row! {
    pub(super) struct StoredBankAccount {
        pub(super) customer: i64,
        pub(super) bank: String,
        pub(super) account: String,
        pub(super) holder: String,
    }
}
sql!(
    pub(super) STORED,
    "select id, version, code, name, name_en, invoice_title, tax_id, tax_address, tax_phone,
       tax_bank, tax_account, invoice_email, country, region, channel, currency, terms_id,
       credit_limit_minor, owner_id, department_id, cut_off_day, note
     from customers where company_id = $1 order by id"
);
sql!(
    pub(super) STORED_ADDRESSES,
    "select customer_id, kind, recipient, phone, address, is_default from customer_addresses
     where company_id = $1 order by customer_id, line_no"
);
sql!(
    pub(super) STORED_CONTACTS,
    "select customer_id, name, title, phone, email, duty from customer_contacts
     where company_id = $1 order by customer_id, line_no"
);
sql!(
    pub(super) STORED_ACCOUNTS,
    "select customer_id, bank, account, holder from customer_bank_accounts
     where company_id = $1 order by customer_id, line_no"
);
sql!(
    pub(super) STORED_ALIASES,
    "select customer_id, alias from customer_aliases
     where company_id = $1 and source = 'entered' order by customer_id, alias"
);
