//! One search over everything the caller may see: what begins with the text before what contains it.

use super::store::search::{FINDS, Find, HitRow};
use crate::access::{Scope, authorize};
use crate::wire::{self, contains_pattern};
use jieqing_db::ReadTx;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::{Id, Kind};
use jieqing_kernel::money::Money;

jieqing_db::text_enum! {
    /// A kind of record the search knows.
    pub enum SearchKind {
        /// Customer.
        Customer = "customer",
        /// Product.
        Product = "product",
        /// Order.
        Order = "order",
        /// Delivery.
        Delivery = "delivery",
        /// Invoice.
        Invoice = "invoice",
        /// Receipt.
        Receipt = "receipt",
        /// Statement.
        Statement = "statement",
    }
}

/// A record found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: SearchKind,
    /// Its id on the wire.
    pub id: String,
    /// Number, code or sku; empty for a draft that has none yet.
    pub number: String,
    /// Name of the customer or product.
    pub title: String,
    /// What tells it from its like: day and amount, spec, region.
    pub hint: String,
}

/// Most hits a search gives.
pub const SEARCH_MOST: i64 = 50;

/// Up to `limit` records: exact numbers, then numbers and names that begin with `text`, then those
/// that contain it; within each the kinds take turns.
///
/// # Errors
/// Database errors.
pub fn search(tx: &mut ReadTx<'_>, ctx: &Ctx, text: &str, limit: i64) -> Result<Vec<Hit>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let limit = limit.clamp(1, SEARCH_MOST);
    let mut kinds = Vec::new();
    for find in &FINDS {
        match authorize(tx, ctx, find.permission) {
            Ok(scope) => kinds.push(found(tx, (ctx, &scope), find, text, limit)?),
            Err(Error::Forbidden { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(take_turns(kinds, usize::try_from(limit).unwrap_or(0)))
}

/// How well a record fits: lower is better.
const EXACT: u8 = 0;
const BEGINS: u8 = 1;
const CONTAINS: u8 = 2;

fn found(
    tx: &mut ReadTx<'_>,
    who: (&Ctx, &Scope),
    find: &Find,
    text: &str,
    limit: i64,
) -> Result<Vec<(u8, Hit)>> {
    let mut rows: Vec<(u8, HitRow)> = Vec::new();
    let mut add = |rank: u8, more: Vec<HitRow>| {
        for row in more {
            if !rows.iter().any(|(_, r)| r.id == row.id) {
                let rank = if row.number.eq_ignore_ascii_case(text) {
                    EXACT
                } else {
                    rank
                };
                rows.push((rank, row));
            }
        }
        i64::try_from(rows.len()).unwrap_or(i64::MAX) >= limit
    };
    // Numbers are written in capitals, codes as their company likes.
    let mut writings = vec![text.to_owned(), text.to_uppercase()];
    writings.dedup();
    let mut full = false;
    for begins in find.begins {
        for writing in &writings {
            let (sql, values) = find.beginning(who, begins, writing, limit);
            full |= add(BEGINS, tx.all(&sql, &values)?);
        }
    }
    let pattern = contains_pattern(text);
    if !full {
        let (sql, values) = find.containing(who, &pattern, limit);
        full = add(CONTAINS, tx.all(&sql, &values)?);
    }
    if !full && let Some((sql, values)) = find.of_customers(who, &pattern, limit) {
        add(CONTAINS, tx.all(&sql, &values)?);
    }
    rows.sort_by_key(|(rank, _)| *rank);
    rows.into_iter()
        .map(|(rank, row)| Ok((rank, hit(find.kind, row)?)))
        .collect()
}

fn hit(kind: SearchKind, row: HitRow) -> Result<Hit> {
    let mut hint = row.hint;
    if !row.currency.is_empty() {
        let currency: Currency = row
            .currency
            .parse()
            .map_err(|_| Error::bug(format!("currency {}", row.currency)))?;
        let amount = Money::new(row.amount, currency).text();
        hint = format!("{hint} · {amount} {currency}");
    }
    fn text<K: Kind>(raw: i64) -> String {
        Id::<K>::from_raw(raw).to_string()
    }
    let id = match kind {
        SearchKind::Customer => text::<wire::Customer>(row.id),
        SearchKind::Product => text::<wire::Product>(row.id),
        SearchKind::Order => text::<wire::Order>(row.id),
        SearchKind::Delivery => text::<wire::Delivery>(row.id),
        SearchKind::Invoice => text::<wire::Invoice>(row.id),
        SearchKind::Receipt => text::<wire::Receipt>(row.id),
        SearchKind::Statement => text::<wire::Statement>(row.id),
    };
    Ok(Hit {
        kind,
        id,
        number: row.number,
        title: row.title,
        hint,
    })
}

/// The best ranks first; within a rank one of each kind in turn, so that none crowds out the others.
fn take_turns(kinds: Vec<Vec<(u8, Hit)>>, limit: usize) -> Vec<Hit> {
    let mut all = Vec::new();
    for (at, hits) in kinds.into_iter().enumerate() {
        let mut before = (CONTAINS, 0_usize);
        for (rank, hit) in hits {
            let turn = if before.0 == rank { before.1 + 1 } else { 0 };
            before = (rank, turn);
            all.push((rank, turn, at, hit));
        }
    }
    all.sort_by_key(|(rank, turn, at, _)| (*rank, *turn, *at));
    all.truncate(limit);
    all.into_iter().map(|(.., hit)| hit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(kind: SearchKind, ranks: &[u8]) -> Vec<(u8, Hit)> {
        let of = |(i, rank): (usize, &u8)| {
            let hit = Hit {
                kind,
                id: String::new(),
                number: format!("{}{i}", kind.as_str()),
                title: String::new(),
                hint: String::new(),
            };
            (*rank, hit)
        };
        ranks.iter().enumerate().map(of).collect()
    }

    #[test]
    fn kinds_take_turns_within_a_rank() {
        let kinds = vec![
            hits(SearchKind::Customer, &[BEGINS, BEGINS, CONTAINS]),
            hits(SearchKind::Order, &[EXACT, BEGINS, BEGINS]),
            hits(SearchKind::Invoice, &[CONTAINS]),
        ];
        let order: Vec<_> = take_turns(kinds.clone(), 10)
            .into_iter()
            .map(|h| h.number)
            .collect();
        assert_eq!(
            order,
            [
                "order0",
                "customer0",
                "order1",
                "customer1",
                "order2",
                "customer2",
                "invoice0"
            ]
        );
        assert_eq!(take_turns(kinds, 2).len(), 2);
    }
}
