//! Posting. Phases: check → lock the period → resolve roles → number → write → balances.

use crate::draft::{AccountRef, Draft, DraftLine, LedgerRefusal};
use crate::period::lock_open_day;
use crate::store;
use jieqing_db::{ToV, V, WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::date::{Date, period_of};
use jieqing_kernel::error::{Error, Result};

/// An entry that was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Raw id.
    pub id: i64,
    /// Voucher number, gapless per period.
    pub number: String,
    /// Posting date (the document's, or the first open day).
    pub posted_on: Date,
    /// SHA-256 over the entry and its lines.
    pub digest: [u8; 32],
}

/// Posts `draft`.
///
/// # Errors
/// `ledger.account_missing`, `ledger.no_open_period`; [`Error::Bug`] when it does not balance.
pub fn post(tx: &mut WriteTx<'_>, ctx: &Ctx, draft: &Draft) -> Result<Posted> {
    write(tx, ctx, draft, None)
}

/// Posts the exact opposite of entry `id`, on the accounts it was posted to, under `event`, dated `on`.
///
/// # Errors
/// `ledger.already_reversed`, [`Error::NotFound`], and as [`post`].
pub fn reverse(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: i64,
    event: &'static str,
    source: (&'static str, i64, &str),
    on: Date,
) -> Result<Posted> {
    let company = ctx.company.raw();
    let entry = store::get_entry(tx, company, id)?.ok_or(Error::NotFound)?;
    if entry.reversed_by.is_some() {
        return Err(LedgerRefusal::AlreadyReversed {
            number: entry.number,
        }
        .into());
    }
    let mut draft = Draft::new(
        event,
        source,
        on,
        format!("冲销 {}：{}", entry.number, entry.memo),
    );
    for line in store::entry_lines(tx, company, id)? {
        draft = draft.line(DraftLine {
            account: AccountRef::Code(line.account),
            customer: line.customer_id,
            department: line.department_id,
            currency: line.currency,
            amount: jieqing_kernel::money::sub(line.credit_minor, line.debit_minor)?,
            base: jieqing_kernel::money::sub(line.base_credit_minor, line.base_debit_minor)?,
        });
    }
    write(tx, ctx, &draft, Some(id))
}

fn write(tx: &mut WriteTx<'_>, ctx: &Ctx, draft: &Draft, reverses: Option<i64>) -> Result<Posted> {
    draft.check()?;
    let company = ctx.company.raw();
    let posted_on = lock_open_day(tx, company, draft.doc_on)?;
    let period = period_of(posted_on);
    let roles = store::roles(tx, company)?;
    let mut accounts = Vec::with_capacity(draft.lines.len());
    for line in &draft.lines {
        let role = match &line.account {
            AccountRef::Code(code) => {
                accounts.push(code.clone());
                continue;
            }
            AccountRef::Role(role) => role.as_str(),
        };
        let found = roles.iter().find(|(name, _)| name == role);
        let (_, code) = found.ok_or_else(|| {
            Error::from(LedgerRefusal::AccountMissing {
                role: role.to_owned(),
            })
        })?;
        accounts.push(code.clone());
    }
    let id = ctx.ids.next_raw();
    let number = store::next_number(tx, company, &period)?;
    let digest = store::digest(id, draft.event, posted_on, &accounts, &draft.lines);
    tx.exec_one(
        &store::INSERT_ENTRY,
        params![
            company,
            id,
            number,
            period,
            posted_on,
            draft.doc_on,
            draft.event,
            draft.source_type,
            draft.source_id,
            draft.source_no,
            draft.memo,
            reverses,
            digest[..],
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    let mut rows = Vec::with_capacity(draft.lines.len());
    for (index, (line, account)) in draft.lines.iter().zip(&accounts).enumerate() {
        let line_no = i64::try_from(index).unwrap_or(i64::MAX).saturating_add(1);
        let (debit, credit) = sides(line.amount);
        let (base_debit, base_credit) = sides(line.base);
        rows.push(vec![
            company.to_v(),
            id.to_v(),
            V::Int(line_no),
            account.to_v(),
            posted_on.to_v(),
            line.customer.to_v(),
            line.department.to_v(),
            line.currency.to_v(),
            V::Int(debit),
            V::Int(credit),
            V::Int(base_debit),
            V::Int(base_credit),
        ]);
        tx.exec_one(
            &store::ADD_BALANCE,
            params![
                company,
                period,
                account,
                line.currency,
                debit,
                credit,
                base_debit,
                base_credit
            ],
        )?;
    }
    tx.bulk(store::LINES_INTO, rows)?;
    Ok(Posted {
        id,
        number,
        posted_on,
        digest,
    })
}

fn sides(amount: i64) -> (i64, i64) {
    if amount >= 0 {
        (amount, 0)
    } else {
        (0, amount.saturating_neg())
    }
}
