//! Many clients on one item: exactly as many succeed as fit.

use crate::seed::World;
use jieqing_db::db_test;
use jieqing_domain::access::Permission;
use jieqing_domain::receivables::query::{ItemFilter, list_items};
use jieqing_domain::receivables::{Allocate, AllocationLine};
use jieqing_kernel::error::Error;
use jieqing_kernel::page::PageRequest;

db_test! { parallel_allocations_never_pass_the_amount, |db| {
    let w = World::new(db);
    let c = w.customer("A");
    let debit = w.invoice(c, "IN-1", "2026-11-01", "2026-12-01", 10_000);
    let credits: Vec<_> = (0..8).map(|_| w.receive(c, "2026-11-02", 3_000).item.expect("item")).collect();
    let (mut fitted, mut refused) = (0, 0);
    std::thread::scope(|scope| {
        let workers: Vec<_> = credits.iter().map(|credit| {
            let w = &w;
            scope.spawn(move || loop {
                let lines = vec![AllocationLine { debit, credit: *credit, amount: 3_000 }];
                match w.j.execute(&w.ctx, Allocate { lines, on: None, reason: String::new() }) {
                    Ok(_) => return true,
                    Err(Error::Refused(r)) if r.code == "receivables.over_allocated" => return false,
                    Err(Error::Busy(_)) => {}
                    Err(other) => panic!("{other:?}"),
                }
            })
        }).collect();
        for worker in workers {
            if worker.join().expect("worker") { fitted += 1 } else { refused += 1 }
        }
    });
    assert_eq!((fitted, refused), (3, 5));
    let filter = ItemFilter { debit: Some(true), ..ItemFilter::default() };
    let left = w.j.read(&w.ctx, Permission::ReceiptsRead, |tx, ctx, s| list_items(tx, ctx, s, &filter, &PageRequest::default())).expect("list");
    assert_eq!(left.items[0].open, 1_000);
    w.assert_sound(w.today());
} }
