//! What a confirmed match teaches.

use super::store;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::taxid::search_key;
use serde_json::json;

/// Keeps the payer's name for the customer, unless it is the customer's own or is known already.
pub(super) fn teach(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    customer: Id<wire::Customer>,
    payer: &str,
    receipt: Id<wire::Receipt>,
) -> Result<bool> {
    let key = search_key(payer);
    if key.is_empty() {
        return Ok(false);
    }
    let own = tx.opt::<(String,)>(&store::CUSTOMER_KEY, params![ctx.company, customer])?;
    let known = tx.all::<(i64,)>(&store::KNOWN_ALIAS, params![ctx.company, key, customer])?;
    if own.is_none_or(|(own,)| own == key) || !known.is_empty() {
        return Ok(false);
    }
    let id: Id<wire::PayerAlias> = ctx.new_id();
    tx.exec(
        &store::TEACH,
        params![
            ctx.company,
            id,
            customer,
            payer.trim(),
            key,
            receipt,
            ctx.actor.raw(),
            ctx.now()
        ],
    )?;
    let facts = json!({ "payer": payer.trim(), "customer_id": customer.to_string() });
    record(
        tx,
        ctx,
        "payer_alias",
        id.raw(),
        "payer_alias.learned",
        &facts,
    )?;
    Ok(true)
}
