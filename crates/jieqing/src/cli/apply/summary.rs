//! Counts, sums and times of a plan.

use super::problems::{Problem, Problems};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::decimal::format_scaled;
use jieqing_matching::{Decision, Input, Line, Plan};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// Lines, receipts and sums of a part of the plan.
#[derive(Default)]
struct Part {
    lines: u64,
    receipts: u64,
    last: Option<u32>,
    sums: Sums,
}

#[derive(Default)]
struct Sums(BTreeMap<Currency, i128>);

impl Sums {
    fn add(&mut self, amount: i64, currency: Currency) {
        *self.0.entry(currency).or_default() += i128::from(amount);
    }

    /// Decimal strings by currency.
    fn json(&self) -> Value {
        let texts: BTreeMap<&str, String> = self
            .0
            .iter()
            .map(|(currency, sum)| (currency.code(), text(*sum, *currency)))
            .collect();
        json!(texts)
    }
}

impl Part {
    /// The lines of a receipt stand together.
    fn add(&mut self, line: &Line, currency: Currency) {
        self.lines += 1;
        self.receipts += u64::from(self.last != Some(line.receipt));
        self.last = Some(line.receipt);
        self.sums.add(line.amount, currency);
    }

    fn json(&self) -> Value {
        json!({ "lines": self.lines, "receipts": self.receipts, "amount": self.sums.json() })
    }
}

/// Time of each stage.
pub(super) struct Times {
    pub(super) read: Duration,
    pub(super) plan: Duration,
    pub(super) write: Duration,
}

/// The summary as JSON; amounts are decimal strings per currency, times seconds.
pub(super) fn of(plan: &Plan, input: &Input<'_>, problems: &Problems, times: &Times) -> Value {
    let mut decisions: BTreeMap<&str, Part> = BTreeMap::new();
    let mut rules: BTreeMap<(&str, &str), Part> = BTreeMap::new();
    for decision in [Decision::Applied, Decision::Proposed, Decision::None] {
        decisions.insert(decision.code(), Part::default());
    }
    for line in &plan.lines {
        let currency = input.receipts[line.receipt as usize].currency;
        let decision = line.decision.code();
        let part = decisions.entry(decision).or_default();
        part.add(line, currency);
        let part = rules.entry((decision, line.rule.code())).or_default();
        part.add(line, currency);
    }
    let mut by_rule: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for ((decision, rule), part) in &rules {
        let rules = by_rule.entry(decision).or_default();
        rules.insert((*rule).to_owned(), part.json());
    }
    let decisions: BTreeMap<&str, Value> = decisions
        .iter()
        .map(|(decision, part)| {
            let mut part = part.json();
            part["rules"] = json!(by_rule.remove(decision).unwrap_or_default());
            (*decision, part)
        })
        .collect();
    let (mut open, mut money) = (Sums::default(), Sums::default());
    input
        .items
        .iter()
        .for_each(|i| open.add(i.amount, i.currency));
    input
        .receipts
        .iter()
        .for_each(|r| money.add(r.amount, r.currency));
    json!({
        "items": { "count": input.items.len(), "amount": open.json() },
        "receipts": { "count": input.receipts.len(), "amount": money.json() },
        "remittances": input.advices.len(),
        "aliases": input.aliases.len(),
        "decisions": decisions,
        "learned_aliases": plan.learned.len(),
        "problem_count": problems.count,
        "problems": problems.kept.iter().map(Problem::json).collect::<Vec<_>>(),
        "seconds": {
            "read": seconds(times.read),
            "plan": seconds(times.plan),
            "write": seconds(times.write),
            "total": seconds(times.read + times.plan + times.write),
        },
    })
}

/// To the millisecond.
fn seconds(time: Duration) -> f64 {
    let whole = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(whole).as_secs_f64()
}

/// A sum of any size as decimal text.
fn text(sum: i128, currency: Currency) -> String {
    i64::try_from(sum).map_or_else(
        |_| sum.to_string() + " minor units",
        |sum| format_scaled(sum, currency.exponent()),
    )
}
