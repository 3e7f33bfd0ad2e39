//! Dashboard, worklist, customer at a glance, limits; and every statement of the domain.

use crate::seed::{World, day};
use jieqing_db::testkit::unprepared;
use jieqing_db::{db_test, params, sql};
use jieqing_domain::access::Permission;
use jieqing_domain::insight::{WorkKind, dashboard, over_limit, overview, worklist};
use jieqing_domain::receipts::EnterReceipt;
use jieqing_domain::receivables::{Allocate, AllocationLine};
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;

sql!(
    SET_LIMIT,
    "update customers set credit_limit_minor = $3 where company_id = $1 and id = $2"
);
sql!(
    HOLD,
    "update customers set status = 'hold' where company_id = $1 and code = 'C'"
);

db_test! { every_statement_is_accepted, |db| {
    assert_eq!(unprepared(db).expect("describe"), Vec::<String>::new());
} }

db_test! { figures_of_the_home_page, |db| {
    let w = World::new(db);
    let (a, b, c) = (w.customer("A"), w.customer("B"), w.customer("C"));
    let first = w.invoice(a, "IN-1", "2026-09-05", "2026-10-05", 100_000);
    w.invoice(b, "IN-2", "2026-11-05", "2026-12-05", 50_000);
    w.invoice(c, "IN-3", "2026-11-06", "2026-11-20", 20_000);
    let credit = w.receive(a, "2026-11-10", 60_000).item.expect("item");
    let lines = vec![AllocationLine { debit: first, credit, amount: 40_000 }];
    w.j.execute(&w.ctx, Allocate { lines, on: None, reason: String::new() }).expect("allocate");
    let d = w.j.read(&w.ctx, Permission::ReportsRead, dashboard).expect("dashboard");
    assert_eq!(d.sales.len(), 12);
    assert_eq!(d.sales[9..].iter().map(|m| (m.period.as_str(), m.net, m.gross)).collect::<Vec<_>>(),
        [("2026-09", 100_000, 100_000), ("2026-10", 0, 0), ("2026-11", 70_000, 70_000)]);
    assert_eq!((d.receivables[0].balance, d.receivables[0].base_overdue), (110_000, 80_000));
    assert_eq!((d.aging.buckets[0], d.aging.credits, d.aging.balance), (50_000, -20_000, 110_000));
    assert_eq!(d.top[0].name, "客户B有限公司");
    // Received 600 of 700 sold; 400 of the 1,200 due were paid; 1,100 of 1,700 sold in 85 days.
    assert_eq!(d.kpis.iter().map(|k| (k.id, k.value)).collect::<Vec<_>>(),
        [("kpi.k1a", Some(8_571)), ("kpi.k1d", Some(3_333)), ("kpi.k3a", Some(550))]);
} }

db_test! { what_waits_comes_by_money_and_time, |db| {
    let w = World::new(db);
    let (a, c) = (w.customer("A"), w.customer("C"));
    w.invoice(a, "IN-1", "2026-09-05", "2026-10-05", 100_000);
    w.invoice(c, "IN-2", "2026-11-05", "2026-11-20", 900);
    w.receive(a, "2026-11-10", 60_000);
    let draft = w.draft(None, "2026-11-20", 50_000);
    w.j.execute(&w.ctx, EnterReceipt { draft }).expect("unclaimed");
    let company = w.ctx.company;
    w.write(move |tx, _| { tx.exec_one(&SET_LIMIT, params![company, a, 30_000])?; Ok(tx.exec_one(&HOLD, params![company])?) });
    let list = w.j.read(&w.ctx, Permission::SelfUse, |tx, ctx, _| worklist(tx, ctx)).expect("worklist");
    let rows: Vec<_> = list.items.iter().map(|i| (i.kind, i.no.as_str(), i.amount)).collect();
    assert_eq!(rows, [
        (WorkKind::CollectOverdue, "A", 100_000),
        (WorkKind::ClaimReceipt, "RC-202611-0002", 50_000),
        (WorkKind::AllocateCredit, "A", 60_000),
        (WorkKind::ReviewLimit, "A", 10_000),
        (WorkKind::CollectOverdue, "C", 900),
        (WorkKind::ReviewHold, "C", 900),
    ]);
    assert_eq!(list.counts.iter().find(|n| n.kind == WorkKind::CollectOverdue).map(|n| n.count), Some(2));
    let limits = w.j.read(&w.ctx, Permission::ReportsRead, over_limit).expect("limits");
    assert_eq!(limits.iter().map(|l| (l.code.as_str(), l.limit, l.exposure)).collect::<Vec<_>>(), [("A", 30_000, 40_000)]);
    w.write(move |tx, _| Ok(tx.exec_one(&SET_LIMIT, params![company, a, 40_000])?));
    let limits = w.j.read(&w.ctx, Permission::ReportsRead, over_limit).expect("limits");
    assert!(limits.is_empty(), "exactly at the limit passes");
    let o = w.j.read(&w.ctx, Permission::ReportsRead, |tx, ctx, s| overview(tx, ctx, s, a)).expect("overview");
    assert_eq!((o.head.code.as_str(), o.exposure, o.room, o.overdue), ("A", 40_000, Some(0), 100_000));
    assert_eq!(o.receipts.iter().map(|r| (r.number.as_str(), r.total, r.on)).collect::<Vec<_>>(), [("RC-202611-0001", 60_000, day("2026-11-10"))]);
    let nobody = w.j.read(&w.ctx, Permission::ReportsRead, |tx, ctx, s| overview(tx, ctx, s, Id::from_raw(1)));
    assert!(matches!(nobody, Err(Error::NotFound)));
} }
