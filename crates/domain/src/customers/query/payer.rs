//! Whose money is it? Customers a payer's name or account may belong to.

use crate::access::Scope;
use crate::wire;
use jieqing_db::{ReadTx, params, sql};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::taxid::{normalise_id, search_key};

jieqing_db::text_enum! {
    /// Why a customer is proposed, the surest first.
    pub enum PayerMatch {
        /// The account is theirs.
        Account = "account",
        /// The name is one they pay under.
        Alias = "alias",
        /// The name looks like theirs.
        Name = "name",
    }
}

/// A customer a payment may come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayerCandidate {
    /// Customer.
    pub id: Id<wire::Customer>,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Why.
    pub how: PayerMatch,
}

sql!(
    BY_ACCOUNT,
    "select c.id, c.code, c.name, c.owner_id, c.department_id from customer_bank_accounts a
     join customers c on c.company_id = a.company_id and c.id = a.customer_id
     where a.company_id = $1 and a.account = $2 order by c.code limit 10"
);
sql!(
    BY_ALIAS,
    "select c.id, c.code, c.name, c.owner_id, c.department_id from customer_aliases a
     join customers c on c.company_id = a.company_id and c.id = a.customer_id
     where a.company_id = $1 and a.search_key = $2 order by c.code limit 10"
);
sql!(
    BY_LEARNT,
    "select c.id, c.code, c.name, c.owner_id, c.department_id from payer_aliases a
     join customers c on c.company_id = a.company_id and c.id = a.customer_id
     where a.company_id = $1 and a.search_key = $2 order by c.code limit 10"
);
sql!(
    BY_NAME,
    "select c.id, c.code, c.name, c.owner_id, c.department_id from customers c
     where c.company_id = $1 and c.search_key = $2 order by c.code limit 10"
);

/// Customers inside `scope` that a payer called `name` with account `account` may be; each once, by
/// its surest reason.
///
/// # Errors
/// Database errors.
pub fn resolve_payer(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    name: &str,
    account: &str,
) -> Result<Vec<PayerCandidate>> {
    let key = search_key(name);
    let account = normalise_id(account);
    let mut out: Vec<PayerCandidate> = Vec::new();
    for (sql, value, how) in [
        (&BY_ACCOUNT, &account, PayerMatch::Account),
        (&BY_ALIAS, &key, PayerMatch::Alias),
        (&BY_LEARNT, &key, PayerMatch::Alias),
        (&BY_NAME, &key, PayerMatch::Name),
    ] {
        if value.is_empty() {
            continue;
        }
        type Row = (Id<wire::Customer>, String, String, i64, i64);
        for (id, code, name, owner, department) in
            tx.all::<Row>(sql, params![ctx.company, *value])?
        {
            if scope.covers(owner, department) && !out.iter().any(|c| c.id == id) {
                out.push(PayerCandidate {
                    id,
                    code,
                    name,
                    how,
                });
            }
        }
    }
    Ok(out)
}
