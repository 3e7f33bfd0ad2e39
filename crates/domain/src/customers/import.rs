//! All customers as they were entered, for imports that compare and change them.

use super::model::{CustomerAddress, CustomerBankAccount, CustomerContact, CustomerDraft};
use super::store::{self, StoredAddress, StoredBankAccount, StoredContact, StoredRow};
use crate::wire;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use std::collections::HashMap;

/// A customer as stored.
#[derive(Debug, Clone)]
pub struct StoredCustomer {
    /// Id.
    pub id: Id<wire::Customer>,
    /// Row version.
    pub version: i64,
    /// Content.
    pub draft: CustomerDraft,
}

/// All customers of the company with their children, in a handful of statements.
///
/// # Errors
/// Database errors.
pub fn stored_customers(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<StoredCustomer>> {
    let mut out: Vec<StoredCustomer> = tx
        .all::<StoredRow>(&store::STORED, params![ctx.company])?
        .into_iter()
        .map(|r| StoredCustomer {
            id: r.id,
            version: r.version,
            draft: draft_of(r),
        })
        .collect();
    let index: HashMap<i64, usize> = out
        .iter()
        .enumerate()
        .map(|(at, c)| (c.id.raw(), at))
        .collect();
    for a in tx.all::<StoredAddress>(&store::STORED_ADDRESSES, params![ctx.company])? {
        if let Some(c) = index.get(&a.customer).and_then(|at| out.get_mut(*at)) {
            c.draft.addresses.push(CustomerAddress {
                kind: a.kind,
                recipient: a.recipient,
                phone: a.phone,
                address: a.address,
                is_default: a.is_default,
            });
        }
    }
    for a in tx.all::<StoredContact>(&store::STORED_CONTACTS, params![ctx.company])? {
        if let Some(c) = index.get(&a.customer).and_then(|at| out.get_mut(*at)) {
            c.draft.contacts.push(CustomerContact {
                name: a.name,
                title: a.title,
                phone: a.phone,
                email: a.email,
                duty: a.duty,
            });
        }
    }
    for a in tx.all::<StoredBankAccount>(&store::STORED_ACCOUNTS, params![ctx.company])? {
        if let Some(c) = index.get(&a.customer).and_then(|at| out.get_mut(*at)) {
            c.draft.bank_accounts.push(CustomerBankAccount {
                bank: a.bank,
                account: a.account,
                holder: a.holder,
            });
        }
    }
    for (customer, alias) in
        tx.all::<(i64, String)>(&store::STORED_ALIASES, params![ctx.company])?
    {
        if let Some(c) = index.get(&customer).and_then(|at| out.get_mut(*at))
            && alias != c.draft.name
        {
            c.draft.aliases.push(alias);
        }
    }
    Ok(out)
}

fn draft_of(r: StoredRow) -> CustomerDraft {
    CustomerDraft {
        code: Some(r.code),
        name: r.name,
        name_en: r.name_en,
        invoice_title: r.invoice_title,
        tax_id: r.tax_id,
        tax_address: r.tax_address,
        tax_phone: r.tax_phone,
        tax_bank: r.tax_bank,
        tax_account: r.tax_account,
        invoice_email: r.invoice_email,
        country: r.country,
        region: r.region,
        channel: r.channel,
        currency: r.currency,
        terms: r.terms,
        credit_limit: r.credit_limit,
        owner: r.owner,
        department: r.department,
        cut_off_day: r.cut_off_day,
        note: r.note,
        addresses: Vec::new(),
        contacts: Vec::new(),
        bank_accounts: Vec::new(),
        aliases: Vec::new(),
    }
}
