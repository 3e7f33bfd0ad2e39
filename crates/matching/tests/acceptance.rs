//! Real lists from `../shared/data`, with the facts of its README; skipped when it is absent.
#![expect(clippy::unwrap_used, reason = "a helper of a test may stop it")]

use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::decimal::parse_scaled;
use jieqing_matching::{Decision, Input, Item, Plan, Policy, Receipt, plan};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn shared_data() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    dir.is_dir().then_some(dir)
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let texts = |row: csv::StringRecord| row.iter().map(String::from).collect();
    reader.records().map(|row| texts(row.unwrap())).collect()
}

fn cents(text: &str) -> i64 {
    parse_scaled(text, 2).unwrap()
}

fn day_first(text: &str) -> Option<Date> {
    Date::parse_from_str(text, "%d/%m/%Y").ok()
}

/// Item and receipt of the lines with a decision.
fn pairs(done: &Plan, input: &Input<'_>, decision: Decision) -> BTreeSet<(String, String)> {
    let lines = done.lines.iter().filter(|l| l.decision == decision);
    lines
        .filter_map(|l| {
            let item = input.items[l.item? as usize].id;
            Some((
                item.to_owned(),
                input.receipts[l.receipt as usize].id.to_owned(),
            ))
        })
        .collect()
}

/// Our records as items, the other side's statement as receipts that name them.
fn statement(name: &str, equal: usize, differs: &str, theirs_only: &str) {
    let Some(base) = shared_data() else { return };
    let folder = base.join("cash-application");
    let ours = rows(&folder.join(format!("{name}.internal.csv")));
    let theirs = rows(&folder.join(format!("{name}.statement.csv")));
    let numbers: Vec<[&str; 1]> = ours.iter().map(|r| [r[0].as_str()]).collect();
    let date = |text: &str| Date::parse_from_str(text, "%Y-%m-%d").ok();
    let items: Vec<Item<'_>> = ours
        .iter()
        .zip(&numbers)
        .map(|(r, numbers)| Item {
            id: &r[0],
            party: "",
            name: "",
            numbers,
            issued: date(&r[2]),
            due: None,
            amount: cents(&r[1]),
            currency: Currency::CNY,
        })
        .collect();
    let texts: Vec<String> = theirs
        .iter()
        .map(|r| format!("{} {}", r[0], r[3]))
        .collect();
    let receipts: Vec<Receipt<'_>> = theirs
        .iter()
        .zip(&texts)
        .map(|(r, text)| Receipt {
            id: &r[0],
            date: date(&r[2]),
            payer: &r[4],
            amount: cents(&r[1]),
            currency: Currency::CNY,
            text,
        })
        .collect();
    let input = Input {
        items: &items,
        receipts: &receipts,
        ..Input::default()
    };
    let done = plan(input, Policy::default());
    let applied = pairs(&done, &input, Decision::Applied);
    assert_eq!(applied.len(), equal, "{name}");
    assert!(
        applied.iter().all(|(item, receipt)| item == receipt),
        "{name}: {applied:?}"
    );
    assert!(
        applied
            .iter()
            .all(|(item, _)| item != differs && item != theirs_only)
    );
    let proposed = pairs(&done, &input, Decision::Proposed);
    assert!(
        proposed
            .iter()
            .all(|(item, receipt)| item == differs && receipt == differs),
        "{name}: {proposed:?}"
    );
}

#[test]
fn two_lists_of_the_same_business_agree_where_they_agree() {
    statement("statement-basic", 8, "INV-004", "INV-005");
    statement("statement-large", 49, "INV-1004", "INV-1026");
}

#[test]
fn a_year_of_invoices_paid_by_their_numbers_is_applied_in_full() {
    let Some(base) = shared_data() else { return };
    let all = rows(&base.join("ar/ibm-accounts-receivable.dmy.part1.csv"));
    let numbers: Vec<[&str; 1]> = all.iter().map(|r| [r[3].as_str()]).collect();
    let items: Vec<Item<'_>> = all
        .iter()
        .zip(&numbers)
        .map(|(r, numbers)| Item {
            id: &r[3],
            party: &r[1],
            name: &r[1],
            numbers,
            issued: day_first(&r[4]),
            due: day_first(&r[5]),
            amount: cents(&r[6]),
            currency: Currency::CNY,
        })
        .collect();
    let receipts: Vec<Receipt<'_>> = all
        .iter()
        .map(|r| Receipt {
            id: &r[3],
            date: day_first(&r[8]),
            payer: &r[1],
            amount: cents(&r[6]),
            currency: Currency::CNY,
            text: &r[3],
        })
        .collect();
    let input = Input {
        items: &items,
        receipts: &receipts,
        ..Input::default()
    };
    let done = plan(input, Policy::default());
    let applied = pairs(&done, &input, Decision::Applied);
    assert_eq!(applied.len(), 1_267);
    assert!(applied.iter().all(|(item, receipt)| item == receipt));
    let sum: i64 = done.lines.iter().map(|l| l.amount).sum();
    assert_eq!(sum, 7_812_661);
    // Without numbers nothing is applied, and what is proposed is nearly always right.
    let silent: Vec<Receipt<'_>> = receipts
        .iter()
        .map(|r| Receipt { text: "", ..*r })
        .collect();
    let input = Input {
        receipts: &silent,
        ..input
    };
    let done = plan(input, Policy::default());
    assert!(pairs(&done, &input, Decision::Applied).is_empty());
    let proposed = pairs(&done, &input, Decision::Proposed);
    let right = proposed
        .iter()
        .filter(|(item, receipt)| item == receipt)
        .count();
    assert!(
        right * 100 >= proposed.len() * 97,
        "{right} of {}",
        proposed.len()
    );
    assert!(right * 100 >= 1_267 * 80, "{right} of 1267");
}
