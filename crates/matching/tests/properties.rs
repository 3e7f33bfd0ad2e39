//! What holds for every plan, whatever comes in.

use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_matching::{
    Advice, Decision, Input, Item, Plan, Policy, Receipt, Words, plan, reasons,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
struct World {
    items: Vec<(String, usize, String, i64, u32)>,
    receipts: Vec<(String, usize, String, i64, u32)>,
    advices: Vec<(usize, usize, Option<i64>)>,
}

const NAMES: [&str; 4] = [
    "南京盛瑞食品有限公司",
    "Alpha Foods Ltd",
    "Alpha Foods Inc.",
    "Delta Steel GmbH",
];
const PAYERS: [&str; 6] = [
    "南京盛瑞食品",
    "ALPHA FOODS LTD",
    "Alpha Foods",
    "delta steel gmbh",
    "财付通",
    "",
];

fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => prop::sample::select(vec![10_000_i64, 20_000, 30_000, 50_000]),
        4 => 1_i64..900_000,
        1 => -50_000_i64..0,
        1 => Just(i64::MAX),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (0_usize..30).prop_map(|n| format!("货款 INV-2501-{n:05}")),
        2 => (0_usize..30, 0_usize..30).prop_map(|(a, b)| format!("INV-2501-{a:05}, INV25O1{b:05}")),
        1 => (0_usize..30, 0_usize..30).prop_map(|(a, b)| format!("INV-2501-{a:05}~{b:05}")),
        2 => (0_usize..30).prop_map(|n| format!("{n}")),
        2 => Just(String::new()),
        1 => "[ -~]{0,24}",
    ]
}

fn world() -> impl Strategy<Value = World> {
    let item = (0_usize..NAMES.len(), 0_usize..30, amount(), 0_u32..90);
    let receipt = (0_usize..PAYERS.len(), text(), amount(), 0_u32..120);
    (
        prop::collection::vec(item, 0..24),
        prop::collection::vec(receipt, 0..24),
        prop::collection::vec(
            (0_usize..24, 0_usize..30, prop::option::of(1_i64..60_000)),
            0..4,
        ),
    )
        .prop_map(|(items, receipts, advices)| World {
            items: (0..)
                .zip(items)
                .map(|(i, (p, n, a, d))| (format!("I{i}"), p, format!("INV-2501-{n:05}"), a, d))
                .collect(),
            receipts: (0..)
                .zip(receipts)
                .map(|(i, (p, t, a, d))| (format!("R{i}"), p, t, a, d))
                .collect(),
            advices,
        })
}

fn day(n: u32) -> Option<Date> {
    Date::from_ymd_opt(2025, 1, 1)?.checked_add_days(chrono_days(n))
}

fn chrono_days(n: u32) -> chrono::Days {
    chrono::Days::new(n.into())
}

/// A line by ids, so that plans over differently ordered input compare.
type Named = (String, Option<String>, i64, Decision, u16, &'static str);

fn planned(world: &World, turn: usize, threads: usize) -> (Plan, Vec<Named>, Vec<String>) {
    let numbers: Vec<[&str; 1]> = world.items.iter().map(|i| [i.2.as_str()]).collect();
    let mut items: Vec<Item<'_>> = world
        .items
        .iter()
        .zip(&numbers)
        .map(|((id, party, _, amount, due), numbers)| Item {
            id,
            party: NAMES[*party],
            name: NAMES[*party],
            numbers,
            issued: None,
            due: day(*due),
            amount: *amount,
            currency: Currency::CNY,
        })
        .collect();
    let mut receipts: Vec<Receipt<'_>> = world
        .receipts
        .iter()
        .map(|(id, payer, text, amount, date)| Receipt {
            id,
            date: day(*date),
            payer: PAYERS[*payer],
            amount: *amount,
            currency: Currency::CNY,
            text,
        })
        .collect();
    let refs: Vec<(String, String)> = world
        .advices
        .iter()
        .map(|(r, n, _)| (format!("R{r}"), format!("INV-2501-{n:05}")))
        .collect();
    let mut advices: Vec<Advice<'_>> = refs
        .iter()
        .zip(&world.advices)
        .map(|((receipt, number), (_, _, amount))| Advice {
            receipt,
            number,
            amount: *amount,
            memo: "",
        })
        .collect();
    let (i, r, a) = (
        items.len().max(1),
        receipts.len().max(1),
        advices.len().max(1),
    );
    items.rotate_left(turn % i);
    receipts.rotate_left(turn % r);
    advices.rotate_left(turn % a);
    if turn % 2 == 1 {
        items.reverse();
        receipts.reverse();
        advices.reverse();
    }
    let input = Input {
        items: &items,
        receipts: &receipts,
        advices: &advices,
        aliases: &[],
    };
    let policy = Policy {
        threads,
        ..Policy::default()
    };
    let plan = plan(input, policy);
    check(&plan, &input);
    let named = plan
        .lines
        .iter()
        .map(|l| {
            (
                receipts[l.receipt as usize].id.to_owned(),
                l.item.map(|i| items[i as usize].id.to_owned()),
                l.amount,
                l.decision,
                l.score,
                l.rule.code(),
            )
        })
        .collect();
    let words = plan
        .lines
        .iter()
        .flat_map(|l| reasons(l, &input, Words::English))
        .collect();
    (plan, named, words)
}

/// Money is conserved, nothing is used beyond what it has, every line says why.
fn check(plan: &Plan, input: &Input<'_>) {
    let mut receipts: BTreeMap<u32, i128> = BTreeMap::new();
    let mut items: BTreeMap<u32, i128> = BTreeMap::new();
    for line in &plan.lines {
        *receipts.entry(line.receipt).or_default() += i128::from(line.amount);
        assert!(!reasons(line, input, Words::Chinese).is_empty());
        let Some(at) = line.item else {
            assert_eq!(line.decision, Decision::None);
            continue;
        };
        let item = &input.items[at as usize];
        assert_ne!(line.decision, Decision::None);
        assert_eq!(
            item.currency,
            input.receipts[line.receipt as usize].currency
        );
        assert!(line.amount != 0 && (line.amount > 0) == (item.amount > 0));
        *items.entry(at).or_default() += i128::from(line.amount);
    }
    assert_eq!(
        receipts.len(),
        input.receipts.len(),
        "every receipt has a line"
    );
    for (at, sum) in receipts {
        assert_eq!(
            sum,
            i128::from(input.receipts[at as usize].amount),
            "conserved"
        );
    }
    for (at, sum) in items {
        let open = i128::from(input.items[at as usize].amount);
        assert!(
            sum.unsigned_abs() <= open.unsigned_abs(),
            "never more than is open"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn order_and_threads_never_matter(world in world(), turn in 1_usize..40) {
        let (_, lines, words) = planned(&world, 0, 1);
        let (_, turned, turned_words) = planned(&world, turn, 3);
        prop_assert_eq!(lines, turned);
        prop_assert_eq!(words, turned_words);
    }

    /// What is applied without a person pays items in full, or is one of instalments that do.
    #[test]
    fn applied_is_exact(world in world()) {
        let (plan, ..) = planned(&world, 0, 2);
        let mut applied: BTreeMap<u32, i64> = BTreeMap::new();
        for line in plan.lines.iter().filter(|l| l.decision == Decision::Applied) {
            *applied.entry(line.item.unwrap()).or_default() += line.amount;
        }
        for (at, sum) in applied {
            prop_assert_eq!(sum, world.items[at as usize].3);
        }
    }
}
