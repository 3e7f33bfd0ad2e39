//! Open receipts and items to the engine, and its plan back.

use super::model::{Proposal, Reach, Subject, proposals};
use super::store::{self, OpenDebit, OpenReceipt};
use crate::access::{InScope, Scope};
use crate::bank::receipt_rules;
use jieqing_db::{ReadTx, SqlBuilder, ToV, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_matching::{Alias, Input, Item, Policy, Receipt, plan};
use std::collections::HashMap;

/// Most receipts of a run, and on demand.
const RECEIPTS: (i64, usize) = (20_000, 50);
/// Most items of a run, and on demand for payers that are not known.
const ITEMS: (i64, i64) = (1_000_000, 20_000);

/// What a run found.
pub type Proposals = Vec<Proposal>;

/// Numbers of a document besides its own.
type Numbers = HashMap<i64, Vec<String>>;

/// Proposals for open receipts inside `scope`. Reads and thinks, writes nothing.
///
/// # Errors
/// Database errors.
pub fn propose(tx: &mut ReadTx<'_>, ctx: &Ctx, scope: &Scope, reach: &Reach) -> Result<Proposals> {
    let receipts = receipts(tx, ctx, scope, reach)?;
    // One known customer: only its items can be meant.
    let mut customers: Vec<Option<i64>> = receipts.iter().map(|r| r.customer_id).collect();
    customers.sort_unstable();
    customers.dedup();
    let only = match (reach, customers.as_slice()) {
        (Reach::These(_), [Some(only)]) => Some(*only),
        _ => None,
    };
    let limit = match (reach, only) {
        (Reach::These(_), None) => ITEMS.1,
        _ => ITEMS.0,
    };
    let debits = debits(tx, ctx, scope, only, limit)?;
    let numbers = numbers(tx, ctx, only)?;
    let aliases = tx.all::<(String, i64)>(&store::ALIASES, params![ctx.company])?;
    let rules = receipt_rules(tx, ctx)?;
    Ok(think(
        &receipts,
        &debits,
        &numbers,
        &aliases,
        &Policy {
            short_cap: rules.short_cap,
            short_permille: rules.short_permille,
            ..Policy::default()
        },
    ))
}

fn think(
    receipts: &[OpenReceipt],
    debits: &[OpenDebit],
    numbers: &Numbers,
    aliases: &[(String, i64)],
    policy: &Policy,
) -> Proposals {
    let ids: Vec<(String, String)> = debits
        .iter()
        .map(|d| (d.id.to_string(), d.customer_id.to_string()))
        .collect();
    let called: Vec<Vec<&str>> = debits
        .iter()
        .map(|d| {
            let more = (d.source_type == "invoice")
                .then(|| numbers.get(&d.source_id))
                .flatten();
            let mut all = vec![d.doc_no.as_str()];
            all.extend(more.into_iter().flatten().map(String::as_str));
            all
        })
        .collect();
    let items: Vec<Item<'_>> = debits
        .iter()
        .zip(&ids)
        .zip(&called)
        .map(|((d, (id, party)), numbers)| Item {
            id,
            party,
            name: &d.customer_name,
            numbers,
            issued: Some(d.doc_on),
            due: Some(d.due_on),
            amount: d.open,
            currency: d.currency,
        })
        .collect();
    let names: Vec<String> = receipts.iter().map(|r| r.id.raw().to_string()).collect();
    let money: Vec<Receipt<'_>> = receipts
        .iter()
        .zip(&names)
        .map(|(r, id)| Receipt {
            id,
            date: Some(r.received_on),
            // Whose money it is was decided: the customer's own name leaves no doubt.
            payer: r.customer_name.as_deref().unwrap_or(&r.payer),
            amount: r.open,
            currency: r.currency,
            text: &r.text,
        })
        .collect();
    let parties: Vec<String> = aliases.iter().map(|(_, c)| c.to_string()).collect();
    let aliases: Vec<Alias<'_>> = aliases
        .iter()
        .zip(&parties)
        .map(|((payer, _), party)| Alias { payer, party })
        .collect();
    let input = Input {
        items: &items,
        receipts: &money,
        advices: &[],
        aliases: &aliases,
    };
    let subjects: Vec<Subject> = receipts
        .iter()
        .map(|r| Subject {
            receipt: r.id,
            customer: r.customer_id,
            open: r.open,
        })
        .collect();
    let owners: Vec<(i64, i64)> = debits.iter().map(|d| (d.id, d.customer_id)).collect();
    proposals(&plan(input, *policy), &input, &subjects, &owners)
}

fn receipts(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    reach: &Reach,
) -> Result<Vec<OpenReceipt>> {
    let mut build = SqlBuilder::new("DESK_RECEIPTS", store::OPEN_RECEIPTS)
        .bind("where r.company_id = ?", &[&ctx.company])
        .push("and r.reversed_on is null and (r.status = 'unclaimed' or i.open_minor < 0)")
        .within(scope, "r.owner_id", "r.department_id");
    if let Reach::These(ids) = reach {
        let ids: Vec<&dyn ToV> = ids
            .iter()
            .take(RECEIPTS.1)
            .map(|id| id as &dyn ToV)
            .collect();
        build = build.bind_in("and r.id in", &ids);
    }
    let (sql, values) = build
        .bind("order by r.received_on, r.id limit ?", &[&RECEIPTS.0])
        .finish();
    Ok(tx.all(&sql, &values)?)
}

fn debits(
    tx: &mut ReadTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    only: Option<i64>,
    limit: i64,
) -> Result<Vec<OpenDebit>> {
    let (sql, values) = SqlBuilder::new("DESK_DEBITS", store::OPEN_DEBITS)
        .bind("where i.company_id = ?", &[&ctx.company])
        .push("and i.open_minor > 0 and i.billed")
        .within(scope, "i.owner_id", "i.department_id")
        .bind_if(
            "and i.customer_id = ?",
            only.as_ref().map(|v| v as &dyn ToV),
        )
        .bind("order by i.due_on, i.id limit ?", &[&limit])
        .finish();
    Ok(tx.all(&sql, &values)?)
}

fn numbers(tx: &mut ReadTx<'_>, ctx: &Ctx, only: Option<i64>) -> Result<Numbers> {
    type Row = (i64, String, String, String, String, String);
    let mut out = Numbers::new();
    for (id, a, b, c, d, e) in tx.all::<Row>(
        &store::INVOICE_NUMBERS,
        params![ctx.company, only.unwrap_or(0)],
    )? {
        let of = out.entry(id).or_default();
        for number in [a, b, c, d, e] {
            if !number.is_empty() && !of.contains(&number) {
                of.push(number);
            }
        }
    }
    Ok(out)
}
