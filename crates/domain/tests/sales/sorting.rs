//! Every order of a list, walked in small pages, gives every row once and in order.

use crate::world::{Line, ONE, VAT, World, day, world};
use jieqing_db::db_test;
use jieqing_domain::access::Scope;
use jieqing_domain::customers::query::{self as customers, CustomerFilter, CustomerSort};
use jieqing_domain::fulfilment::query::{self as deliveries, DeliveryFilter, DeliverySort};
use jieqing_domain::fulfilment::{DeliverAndSign, DeliveryLineDraft, NewDelivery};
use jieqing_domain::receivables::query::{ItemFilter, ItemSort, list_items};
use jieqing_kernel::error::Error;
use jieqing_kernel::page::{Page, PageRequest};

/// All rows, two at a time.
fn walk<T>(list: impl Fn(&PageRequest) -> Page<T>) -> Vec<T> {
    let mut page = PageRequest {
        after: None,
        limit: 2,
    };
    let mut all = Vec::new();
    loop {
        let found = list(&page);
        all.extend(found.items);
        match found.next {
            Some(next) => page.after = Some(next),
            None => return all,
        }
    }
}

/// Checks that `rows` (sort key, id) are `count` different ones in the order `word` names.
fn in_order<K: Ord + std::fmt::Debug>(word: &str, count: usize, rows: Vec<(K, i64)>) {
    let falls = word.starts_with('-');
    for pair in rows.windows(2) {
        let rises = pair[0] < pair[1];
        assert!(pair[0] != pair[1] && rises != falls, "{word}: {rows:?}");
    }
    assert_eq!(rows.len(), count, "{word}");
}

fn deliver(w: &World, name: &str, total: i64, on: &str) {
    let order = w.order(w.customer(name), &[Line(1, total, VAT, None)]);
    let lines = vec![DeliveryLineDraft {
        order_line: order.lines[0],
        qty_e6: ONE,
    }];
    w.run(DeliverAndSign {
        delivery: NewDelivery {
            lines,
            dispatched_on: Some(day(on)),
            ..NewDelivery::of(order.id)
        },
        signed_on: Some(day(on)),
        signed_by: "王五".to_owned(),
    })
    .expect("delivered");
}

db_test! { every_order_gives_every_row_once, |db| {
    let w = world(db);
    for (name, total, on) in [
        ("甲", 11_300, "2026-11-05"), ("乙", 22_600, "2026-11-04"), ("丙", 11_300, "2026-11-05"),
        ("丁", 45_200, "2026-11-03"), ("戊", 33_900, "2026-11-06"),
    ] {
        deliver(&w, name, total, on);
    }
    let all = &Scope::Company;
    for sort in DeliverySort::ALL {
        let filter = DeliveryFilter { sort: *sort, ..DeliveryFilter::default() };
        let rows = walk(|page| w.read(|tx| deliveries::list(tx, &w.ctx, all, &filter, page)));
        let word = sort.as_str();
        match word.trim_start_matches('-') {
            "total" => in_order(word, 5, rows.iter().map(|r| (r.total_minor, r.id.raw())).collect()),
            "number" => in_order(word, 5, rows.iter().map(|r| (r.number.clone(), r.id.raw())).collect()),
            _ => in_order(word, 5, rows.iter().map(|r| (r.dispatched_on, r.id.raw())).collect()),
        }
    }
    for sort in ItemSort::ALL {
        let filter = ItemFilter { sort: *sort, ..ItemFilter::default() };
        let rows = walk(|page| w.read(|tx| list_items(tx, &w.ctx, all, &filter, page)));
        let word = sort.as_str();
        match word.trim_start_matches('-') {
            "open" => in_order(word, 5, rows.iter().map(|r| (r.open, r.id.raw())).collect()),
            "number" => in_order(word, 5, rows.iter().map(|r| (r.doc_no.clone(), r.id.raw())).collect()),
            "doc_on" => in_order(word, 5, rows.iter().map(|r| (r.doc_on, r.id.raw())).collect()),
            _ => in_order(word, 5, rows.iter().map(|r| (r.due_on, r.id.raw())).collect()),
        }
    }
    for sort in CustomerSort::ALL {
        let filter = CustomerFilter { sort: *sort, ..CustomerFilter::default() };
        let rows = walk(|page| w.read(|tx| customers::list(tx, &w.ctx, all, &filter, page)));
        let word = sort.as_str();
        match word.trim_start_matches('-') {
            "balance" => in_order(word, 5, rows.iter().map(|r| (r.balance_minor, r.id.raw())).collect()),
            "code" => in_order(word, 5, rows.iter().map(|r| (r.code.clone(), r.id.raw())).collect()),
            // Names sort as the database was made to.
            _ => {
                let mut ids: Vec<_> = rows.iter().map(|r| r.id.raw()).collect();
                ids.sort_unstable();
                ids.dedup();
                assert_eq!((ids.len(), rows.len()), (5, 5));
            }
        }
    }
    let filter = ItemFilter { sort: ItemSort::LargestFirst, ..ItemFilter::default() };
    let wrong = PageRequest { after: Some(("2026-11-05".to_owned(), 1)), limit: 2 };
    let refused = w.app.db.read(|tx| list_items(tx, &w.ctx, all, &filter, &wrong));
    assert!(matches!(refused, Err(Error::Invalid(_))));
}}
