//! The rows in a canonical order, names and days as numbers. Everything after this works on
//! positions in that order, which is why the order of the input cannot matter.

use crate::model::{Input, Item, Receipt};
use crate::parallel::pair;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use std::collections::{BTreeMap, HashMap};

/// No row, no party.
pub(crate) const NONE: u32 = u32::MAX;
/// No date.
pub(crate) const NO_DAY: i32 = i32::MIN;

/// What the engine asks of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ItemFact {
    pub(crate) amount: i64,
    pub(crate) party: u32,
    /// Due, or issued where no due date is known; days since 1970.
    pub(crate) due: i32,
    pub(crate) currency: Currency,
}

/// What the engine asks of a receipt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReceiptFact {
    pub(crate) amount: i64,
    /// Number of the payer's name.
    pub(crate) payer: u32,
    pub(crate) date: i32,
    pub(crate) currency: Currency,
}

/// Both sides in canonical order.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    pub(crate) input: Input<'a>,
    pub(crate) items: Vec<ItemFact>,
    pub(crate) receipts: Vec<ReceiptFact>,
    /// Position → index in the input.
    pub(crate) item_at: Vec<u32>,
    pub(crate) receipt_at: Vec<u32>,
    /// Distinct payer names.
    pub(crate) payers: Vec<&'a str>,
    /// Distinct customers: id and first name seen.
    pub(crate) parties: Vec<(&'a str, &'a str)>,
    pub(crate) party_of: HashMap<&'a str, u32, super::Hashed>,
    /// Receipts with remittance advice, and the rows of it, in an order of their own.
    pub(crate) advices: BTreeMap<u32, Vec<u32>>,
    /// Their texts with the numbers of the advice.
    advised: BTreeMap<u32, String>,
}

impl<'a> Facts<'a> {
    /// The row behind an item's position.
    pub(crate) fn item(&self, at: u32) -> &'a Item<'a> {
        &self.input.items[self.item_at[at as usize] as usize]
    }

    /// What a receipt says, with the numbers of its remittance advice.
    pub(crate) fn text(&self, at: u32) -> &str {
        match self.advised.get(&at) {
            Some(text) => text,
            None => self.receipt(at).text,
        }
    }

    /// The row behind a receipt's position.
    pub(crate) fn receipt(&self, at: u32) -> &'a Receipt<'a> {
        &self.input.receipts[self.receipt_at[at as usize] as usize]
    }
}

fn day(date: Option<Date>) -> i32 {
    date.map_or(NO_DAY, |d| d.to_epoch_days())
}

/// Order by id: shorter first, then by bytes. Equal ids by everything else.
fn order<T>(
    rows: &[T],
    id: impl Fn(&T) -> &str,
    rest: impl Fn(&T, &T) -> std::cmp::Ordering,
) -> Vec<u32> {
    // Exports are mostly in the order of their ids.
    let in_order = |a: &T, b: &T| (id(a).len(), id(a)) < (id(b).len(), id(b));
    if rows.is_sorted_by(in_order) {
        return (0..u32::try_from(rows.len()).unwrap_or(NONE)).collect();
    }
    let head = |row: &T| {
        let id = id(row).as_bytes();
        let mut first = [0; 8];
        let n = id.len().min(8);
        first[..n].copy_from_slice(&id[..n]);
        (id.len(), u64::from_be_bytes(first))
    };
    let mut keyed: Vec<(usize, u64, u32)> = (0_u32..)
        .zip(rows)
        .map(|(at, row)| {
            let (len, first) = head(row);
            (len, first, at)
        })
        .collect();
    let compare = |a: &(usize, u64, u32), b: &(usize, u64, u32)| {
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| {
            let (x, y) = (&rows[a.2 as usize], &rows[b.2 as usize]);
            id(x).cmp(id(y)).then_with(|| rest(x, y))
        })
    };
    if !keyed.is_sorted_by(|a, b| compare(a, b).is_le()) {
        keyed.sort_unstable_by(compare);
    }
    keyed.into_iter().map(|k| k.2).collect()
}

/// Puts both sides in canonical order.
pub(crate) fn facts<'a>(input: Input<'a>) -> Facts<'a> {
    let (sides, payments) = pair(|| item_side(&input), || receipt_side(&input));
    let (item_at, items, parties, party_of) = sides;
    let (receipt_at, receipts, payers) = payments;
    let advices = advices(&input, &receipt_at);
    let advised = advices
        .iter()
        .map(|(at, rows)| {
            let mut text = input.receipts[receipt_at[*at as usize] as usize]
                .text
                .to_owned();
            for row in rows {
                let advice = &input.advices[*row as usize];
                text.extend([", ", advice.number, ", ", advice.memo]);
            }
            (*at, text)
        })
        .collect();
    Facts {
        advices,
        advised,
        input,
        items,
        receipts,
        item_at,
        receipt_at,
        payers,
        parties,
        party_of,
    }
}

/// Remittance lines of each receipt, sorted by what they say.
fn advices(input: &Input<'_>, receipt_at: &[u32]) -> BTreeMap<u32, Vec<u32>> {
    if input.advices.is_empty() {
        return BTreeMap::new();
    }
    let mut of: HashMap<&str, Vec<u32>> = HashMap::new();
    for (row, advice) in (0_u32..).zip(input.advices) {
        of.entry(advice.receipt).or_default().push(row);
    }
    let mut all = BTreeMap::new();
    for (at, receipt) in (0_u32..).zip(receipt_at) {
        if let Some(mut rows) = of.remove(input.receipts[*receipt as usize].id) {
            rows.sort_by_key(|row| {
                let advice = &input.advices[*row as usize];
                (advice.number, advice.amount, advice.memo)
            });
            all.insert(at, rows);
        }
    }
    all
}

type Parties<'a> = (
    Vec<u32>,
    Vec<ItemFact>,
    Vec<(&'a str, &'a str)>,
    HashMap<&'a str, u32, super::Hashed>,
);

fn item_side<'a>(input: &Input<'a>) -> Parties<'a> {
    let items = input.items;
    let item_at = order(
        items,
        |i| i.id,
        |a, b| {
            (a.party, a.amount, a.due, a.issued, a.currency, a.numbers)
                .cmp(&(b.party, b.amount, b.due, b.issued, b.currency, b.numbers))
        },
    );
    let mut parties = Vec::new();
    let mut party_of: HashMap<&str, u32, super::Hashed> = HashMap::default();
    let facts = item_at
        .iter()
        .map(|at| {
            let item = &items[*at as usize];
            let party = *party_of.entry(item.party).or_insert_with(|| {
                parties.push((item.party, item.name));
                u32::try_from(parties.len() - 1).unwrap_or(NONE)
            });
            let due = item.due.or(item.issued);
            ItemFact {
                amount: item.amount,
                party,
                due: day(due),
                currency: item.currency,
            }
        })
        .collect();
    (item_at, facts, parties, party_of)
}

fn receipt_side<'a>(input: &Input<'a>) -> (Vec<u32>, Vec<ReceiptFact>, Vec<&'a str>) {
    let rows = input.receipts;
    let receipt_at = order(
        rows,
        |r| r.id,
        |a, b| {
            (a.payer, a.amount, a.date, a.currency, a.text)
                .cmp(&(b.payer, b.amount, b.date, b.currency, b.text))
        },
    );
    let mut payers = Vec::new();
    // By hash: the text behind a number would be one more place in memory for each receipt.
    let mut payer_of: HashMap<u64, u32, super::Hashed> = HashMap::default();
    let facts = receipt_at
        .iter()
        .map(|at| {
            let receipt = &rows[*at as usize];
            let payer = *payer_of
                .entry(super::hash(receipt.payer))
                .or_insert_with(|| {
                    payers.push(receipt.payer);
                    u32::try_from(payers.len() - 1).unwrap_or(NONE)
                });
            ReceiptFact {
                amount: receipt.amount,
                payer,
                date: day(receipt.date),
                currency: receipt.currency,
            }
        })
        .collect();
    (receipt_at, facts, payers)
}
