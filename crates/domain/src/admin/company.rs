//! A legal entity and the context of working in it.

use super::store::company::{self as store, CompanyFacts};
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, events, params};
use jieqing_kernel::actor::{Actor, Company, Ctx};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::{Id, IdSource};
use jieqing_ledger::{AccountingStandard, install_chart};
use serde_json::json;

/// A company to be founded.
#[derive(Debug, Clone)]
pub struct NewCompany {
    /// Short unique code.
    pub code: String,
    /// Name.
    pub name: String,
    /// 统一社会信用代码, may be empty.
    pub uscc: String,
    /// Accounting currency.
    pub currency: Currency,
    /// Standard its books follow.
    pub standard: AccountingStandard,
    /// Minutes east of UTC.
    pub utc_offset_minutes: i32,
}

/// Payment terms every new company starts with: code, name, rule of `kernel::terms`.
const STARTER_TERMS: &[(&str, &str, &str)] = &[
    ("COD", "货到付款", "on_signoff"),
    ("NET30", "开票后30天", "net_30"),
    ("NET60", "开票后60天", "net_60"),
    ("EOM30", "月结30天（开票月月末后30天）", "eom_30"),
    ("NME", "次月末", "next_month_end"),
    ("NM25", "次月25日", "next_month_day_25"),
];

/// Founds a company: chart of accounts, starter terms, a bank account, the head of its chain.
///
/// # Errors
/// Database errors.
pub fn create_company(
    tx: &mut WriteTx<'_>,
    clock: &Clock,
    ids: &IdSource,
    actor: Actor,
    new: &NewCompany,
) -> Result<Ctx> {
    let id: Id<Company> = ids.next();
    tx.exec_one(
        &store::INSERT_COMPANY,
        params![
            id,
            new.code,
            new.name,
            new.uscc,
            new.currency,
            new.standard,
            new.utc_offset_minutes,
            clock.now()
        ],
    )?;
    events::start_chain(tx, id.raw())?;
    install_chart(tx, id.raw(), new.standard)?;
    for (code, name, rule) in STARTER_TERMS {
        let terms: Id<wire::Terms> = ids.next();
        tx.exec_one(
            &store::INSERT_TERMS,
            params![id, terms, *code, *name, *rule],
        )?;
    }
    let bank: Id<wire::BankAccount> = ids.next();
    tx.exec_one(
        &store::INSERT_BANK,
        params![id, bank, "BANK", "基本户", new.currency, "bank"],
    )?;
    let ctx = Ctx {
        company: id,
        base_currency: new.currency,
        utc_offset_minutes: new.utc_offset_minutes,
        actor,
        request_id: "setup".to_owned(),
        token_scopes: None,
        clock: clock.clone(),
        ids: ids.clone(),
    };
    let facts = json!({ "code": new.code, "name": new.name, "currency": new.currency.code() });
    record(tx, &ctx, "company", id.raw(), "company.created", &facts)?;
    Ok(ctx)
}

/// The context of `actor` working in `company`.
///
/// # Errors
/// [`Error::NotFound`].
pub fn load_ctx(
    tx: &mut ReadTx<'_>,
    clock: &Clock,
    ids: &IdSource,
    company: Id<Company>,
    actor: Actor,
    request_id: String,
) -> Result<Ctx> {
    let facts = tx
        .opt::<CompanyFacts>(&store::COMPANY_FACTS, params![company])?
        .ok_or(Error::NotFound)?;
    Ok(Ctx {
        company,
        base_currency: facts.currency,
        utc_offset_minutes: i32::try_from(facts.utc_offset_minutes).unwrap_or(480),
        actor,
        request_id,
        token_scopes: None,
        clock: clock.clone(),
        ids: ids.clone(),
    })
}

/// All companies by code: for the command line and administrators of the installation.
///
/// # Errors
/// Database errors.
pub fn list_companies(tx: &mut ReadTx<'_>) -> Result<Vec<store::CompanyName>> {
    Ok(tx.all(&store::LIST, params![])?)
}
