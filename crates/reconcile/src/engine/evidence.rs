//! Numbers in free text, payers, amounts and dates weighed together: the matching engine's plan.

use super::desk::{Desk, View};
use super::fit::Fit;
use crate::amount::ONE;
use crate::outcome::How;
use crate::side::{Field, NO_DAY, Standing};
use chrono::NaiveDate;
use jieqing_kernel::currency::Currency;
use jieqing_matching::{Input, Item, NumberFit, PayerFit, Plan, Policy, Receipt, plan};
use std::collections::{BTreeMap, BTreeSet};

/// Whether both sides speak of several parties, so that the party helps to find the row.
pub(super) fn several_parties(desk: &Desk<'_>) -> bool {
    let several = |view: &View<'_>| {
        let mut first = "";
        (0..view.len()).any(|rank| {
            let who = view.text(rank, Field::Party);
            if first.is_empty() {
                first = who;
            }
            !who.is_empty() && who != first
        })
    };
    several(&desk.ours) && several(&desk.theirs)
}

/// Which rows are laid before the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    All,
    Numbered,
    Unnumbered,
}

/// Takes what the engine finds, as far as the rows allow it.
pub(super) fn run(desk: &mut Desk<'_>) {
    let parties = several_parties(desk);
    let linked = desk.ours.numbered.iter().any(|n| *n) && desk.theirs.numbered.iter().any(|n| *n);
    let turns: &[(Who, Who)] = if linked {
        &[
            (Who::Numbered, Who::Numbered),
            (Who::All, Who::Unnumbered),
            (Who::Unnumbered, Who::All),
        ]
    } else {
        &[(Who::All, Who::All)]
    };
    for (ours, theirs) in turns {
        for up in [true, false] {
            let careful = *ours == Who::Numbered;
            turn(desk, *ours, *theirs, up, parties, careful);
        }
    }
}

fn pool(view: &View<'_>, who: Who, up: bool) -> Vec<u32> {
    view.rest()
        .filter(|r| match who {
            Who::All => true,
            Who::Numbered => view.numbered[*r as usize],
            Who::Unnumbered => !view.numbered[*r as usize],
        })
        .filter(|r| view.row(*r).standing == Standing::Movement)
        .filter(|r| view.row(*r).amount != 0 && (view.row(*r).amount > 0) == up)
        .collect()
}

/// A side as the engine reads it.
struct Told<'a> {
    ranks: Vec<u32>,
    ids: Vec<String>,
    numbers: Vec<Vec<&'a str>>,
    texts: Vec<String>,
}

impl<'a> Told<'a> {
    fn new(view: &View<'a>, ranks: Vec<u32>) -> Self {
        let numbers: Vec<Vec<&str>> = ranks
            .iter()
            .map(|r| {
                Field::NUMBERS
                    .iter()
                    .map(|f| view.text(*r, *f))
                    .filter(|t| !t.is_empty())
                    .collect()
            })
            .collect();
        let texts = ranks
            .iter()
            .zip(&numbers)
            .map(|(r, numbers)| {
                let mut text = numbers.join("; ");
                let said = view.text(*r, Field::Text);
                if !text.is_empty() && !said.is_empty() {
                    text.push_str("; ");
                }
                text.push_str(said);
                text
            })
            .collect();
        Self {
            ids: ranks.iter().map(|r| format!("{r:010}")).collect(),
            ranks,
            numbers,
            texts,
        }
    }

    fn has_numbers(&self) -> bool {
        self.numbers.iter().any(|n| !n.is_empty())
    }

    fn has_digits(&self) -> bool {
        self.texts
            .iter()
            .any(|t| t.bytes().any(|b| b.is_ascii_digit()))
    }
}

fn date(day: i32) -> Option<NaiveDate> {
    (day != NO_DAY)
        .then(|| NaiveDate::from_epoch_days(day))
        .flatten()
}

fn turn(desk: &mut Desk<'_>, ours: Who, theirs: Who, up: bool, parties: bool, careful: bool) {
    let mine = Told::new(&desk.ours, pool(&desk.ours, ours, up));
    let yours = Told::new(&desk.theirs, pool(&desk.theirs, theirs, up));
    if mine.ranks.is_empty() || yours.ranks.is_empty() {
        return;
    }
    // The side with numbers of its own is looked up; the other one is read as text.
    let swapped = !mine.has_numbers() && yours.has_numbers();
    let (items, receipts) = if swapped {
        (&yours, &mine)
    } else {
        (&mine, &yours)
    };
    let by_number = items.has_numbers() && receipts.has_digits();
    if !parties && !by_number {
        return;
    }
    let (item_view, receipt_view) = if swapped {
        (&desk.theirs, &desk.ours)
    } else {
        (&desk.ours, &desk.theirs)
    };
    let done = planned(
        item_view,
        items,
        receipt_view,
        receipts,
        up,
        desk.policy.threads,
    );
    for (a, b, lines) in components(&done, items, receipts) {
        let by_number = |at: &usize| done.lines[*at].evidence.number != NumberFit::None;
        let sure = if parties {
            !careful
                || lines.iter().all(|at| {
                    let line = &done.lines[*at];
                    by_number(at) && line.evidence.payer == PayerFit::Same && line.score >= 900
                })
        } else {
            lines.iter().any(by_number)
        };
        let (o, t) = if swapped { (b, a) } else { (a, b) };
        let one_day = o.len() == 1
            && t.len() == 1
            && desk.ours.row(o[0]).day == desk.theirs.row(t[0]).day
            && desk.ours.row(o[0]).day != NO_DAY;
        let agrees = desk.fit(&o, &t) != Fit::No;
        // Another well-formed number is another document, unless it is a slip on the same day.
        if sure && (!careful || (agrees && (one_day || parties))) {
            desk.take(&o, &t, How::Evidence);
        }
    }
}

fn planned(
    item_view: &View<'_>,
    items: &Told<'_>,
    receipt_view: &View<'_>,
    receipts: &Told<'_>,
    up: bool,
    threads: usize,
) -> Plan {
    let cents = items
        .ranks
        .iter()
        .all(|r| item_view.row(*r).amount % (ONE / 100) == 0)
        && receipts
            .ranks
            .iter()
            .all(|r| receipt_view.row(*r).amount % (ONE / 100) == 0);
    let (unit, factor) = if cents {
        (ONE / 100, 1)
    } else {
        (1, ONE / 100)
    };
    let minor = |amount: i64| {
        if up {
            amount / unit
        } else {
            (amount / unit).saturating_neg()
        }
    };
    let rows: Vec<Item<'_>> = items
        .ranks
        .iter()
        .enumerate()
        .map(|(at, rank)| {
            let row = item_view.row(*rank);
            let name = item_view.text(*rank, Field::Party);
            Item {
                id: &items.ids[at],
                party: name,
                name,
                numbers: &items.numbers[at],
                issued: date(row.day),
                due: date(row.due).or(date(row.day)),
                amount: minor(row.amount),
                currency: Currency::CNY,
            }
        })
        .collect();
    let moneys: Vec<Receipt<'_>> = receipts
        .ranks
        .iter()
        .enumerate()
        .map(|(at, rank)| Receipt {
            id: &receipts.ids[at],
            date: date(receipt_view.row(*rank).day),
            payer: receipt_view.text(*rank, Field::Party),
            amount: minor(receipt_view.row(*rank).amount),
            currency: Currency::CNY,
            text: &receipts.texts[at],
        })
        .collect();
    let standard = Policy::default();
    plan(
        Input {
            items: &rows,
            receipts: &moneys,
            ..Input::default()
        },
        Policy {
            short_cap: standard.short_cap * factor,
            threads,
            ..standard
        },
    )
}

/// Items and receipts that hang together, as ranks, with the lines that hold them together.
fn components(
    done: &Plan,
    items: &Told<'_>,
    receipts: &Told<'_>,
) -> Vec<(Vec<u32>, Vec<u32>, Vec<usize>)> {
    let n = items.ranks.len();
    let mut root: Vec<u32> =
        (0..u32::try_from(n + receipts.ranks.len()).unwrap_or(u32::MAX)).collect();
    fn find(root: &mut [u32], mut at: u32) -> u32 {
        while root[at as usize] != at {
            root[at as usize] = root[root[at as usize] as usize];
            at = root[at as usize];
        }
        at
    }
    let receipt_at = |receipt: u32| u32::try_from(n).unwrap_or(u32::MAX) + receipt;
    for line in &done.lines {
        if let Some(item) = line.item {
            let (a, b) = (
                find(&mut root, item),
                find(&mut root, receipt_at(line.receipt)),
            );
            root[a.max(b) as usize] = a.min(b);
        }
    }
    let mut groups: BTreeMap<u32, (BTreeSet<u32>, BTreeSet<u32>, Vec<usize>)> = BTreeMap::new();
    for (at, line) in done.lines.iter().enumerate() {
        if let Some(item) = line.item {
            let group = groups.entry(find(&mut root, item)).or_default();
            group.0.insert(items.ranks[item as usize]);
            group.1.insert(receipts.ranks[line.receipt as usize]);
            group.2.push(at);
        }
    }
    groups
        .into_values()
        .map(|(a, b, lines)| (a.into_iter().collect(), b.into_iter().collect(), lines))
        .collect()
}
