//! Deliveries and sign-off, from a confirmed order to open items and the trial balance.

use crate::world::{Line, ONE, Ordered, VAT, World, code, day, fields, named, world};
use jieqing_db::db_test;
use jieqing_domain::access::Scope;
use jieqing_domain::fulfilment::{
    CancelDelivery, ChangeDelivery, CreateDelivery, DeliverAndSign, DeliveryLineDraft,
    DeliveryStatus, NewDelivery, SignDelivery, SignedQuantity, query,
};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;

fn some(order: &Ordered, qty: &[i64]) -> NewDelivery {
    let lines = order.lines.iter().zip(qty).filter(|(_, q)| **q != 0);
    NewDelivery {
        lines: lines
            .map(|(line, qty)| DeliveryLineDraft {
                order_line: *line,
                qty_e6: qty * ONE,
            })
            .collect(),
        dispatched_on: Some(day("2026-11-05")),
        ..NewDelivery::of(order.id)
    }
}

fn dispatch(w: &World, order: &Ordered, qty: &[i64]) -> Id<wire::Delivery> {
    w.run(CreateDelivery {
        delivery: some(order, qty),
    })
    .expect("dispatched")
}

fn get(w: &World, id: Id<wire::Delivery>) -> (query::DeliveryRow, Vec<query::DeliveryLineRow>) {
    w.read(|tx| query::get(tx, &w.ctx, &Scope::Company, id))
}

fn sign(w: &World, id: Id<wire::Delivery>, rejected: &[i64]) -> Result<Id<wire::Delivery>, Error> {
    let (head, lines) = get(w, id);
    let lines = lines
        .iter()
        .zip(rejected)
        .map(|(l, rejected)| SignedQuantity {
            line: l.id,
            signed_e6: l.qty_e6 - rejected * ONE,
            rejected_e6: rejected * ONE,
            reason: "包装破损".to_owned(),
        })
        .collect();
    w.run(SignDelivery {
        id,
        version: head.version,
        signed_on: Some(day("2026-11-06")),
        signed_by: "王五".to_owned(),
        lines,
    })
}

db_test! { partial_deliveries_sum_to_the_order, |db| {
    let w = world(db);
    let customer = w.customer("杭州远见");
    let order = w.order(customer, &[Line(3, 10_000, VAT, Some(2_000_000_000)), Line(7, 77_777, VAT, None)]);
    let mut totals = Vec::new();
    for qty in [[1, 3], [1, 3], [1, 1]] {
        let id = dispatch(&w, &order, &qty);
        assert_eq!(w.state(&order).0, "confirmed partial none");
        sign(&w, id, &[]).expect("signed");
        let (head, lines) = get(&w, id);
        assert_eq!(head.status, DeliveryStatus::Signed);
        assert_eq!(head.net_minor + head.tax_minor, head.total_minor);
        totals.push(lines.iter().map(|l| (l.net_minor, l.tax_minor, l.total_minor)).collect::<Vec<_>>());
    }
    assert_eq!(totals, [
        vec![(2950, 383, 3333), (29_498, 3835, 33_333)],
        vec![(2950, 384, 3334), (29_498, 3835, 33_333)],
        vec![(2950, 383, 3333), (9833, 1278, 11_111)],
    ]);
    assert_eq!(w.state(&order), ("confirmed delivered none".to_owned(), 0));
    assert_eq!(w.open(), named(&[("delivery", 36_666), ("delivery", 36_667), ("delivery", 14_444)]));
    assert_eq!(w.trial(), named(&[("1122", 87_777), ("1405", -6000), ("222102", -10_098), ("6001", -77_679), ("6401", 6000)]));
    w.verify();
    let list = w.read(|tx| query::list(tx, &w.ctx, &Scope::Company, &query::DeliveryFilter {
        status: Some(DeliveryStatus::Signed), customer: Some(customer), order: Some(order.id),
        search: Some("dn-2026".to_owned()), ..Default::default()
    }, &PageRequest { after: None, limit: 2 }));
    assert_eq!((list.items.len(), list.next.is_some()), (2, true));
    assert_eq!(list.items.first().map(|r| r.number.as_str()), Some("DN-202611-0003"));
}}

db_test! { tolerance_is_inclusive_and_beyond_is_refused, |db| {
    let w = world(db);
    w.policy("signoff", 50_000_000, 50_000_000);
    let order = w.order(w.customer("杭州远见"), &[Line(100, 113_000, VAT, None)]);
    let before = w.counts();
    let over = w.run(CreateDelivery { delivery: some(&order, &[106]) });
    let Err(Error::Refused(refusal)) = &over else { panic!("{over:?}") };
    assert_eq!(refusal.code, "fulfilment.over_tolerance");
    assert_eq!(refusal.facts, [
        ("line", "1".to_owned()), ("product", "轴承".to_owned()), ("ordered", "100 件".to_owned()),
        ("delivered", "0 件".to_owned()), ("wanted", "106 件".to_owned()), ("allowed", "105 件".to_owned()),
    ]);
    assert_eq!(w.counts(), before);
    let first = dispatch(&w, &order, &[60]);
    assert_eq!(code(w.run(CreateDelivery { delivery: some(&order, &[46]) })), "fulfilment.over_tolerance");
    let rest = dispatch(&w, &order, &[45]);
    assert_eq!(code(w.run(CreateDelivery { delivery: NewDelivery::of(order.id) })), "fulfilment.nothing_to_deliver");
    sign(&w, first, &[]).expect("signed");
    sign(&w, rest, &[]).expect("signed");
    assert_eq!(w.open(), named(&[("delivery", 67_800), ("delivery", 50_850)]));
    assert_eq!(w.state(&order), ("confirmed delivered none".to_owned(), 0));

    let short = w.order(w.customer("宁波海通"), &[Line(100, 113_000, VAT, None)]);
    let id = dispatch(&w, &short, &[95]);
    sign(&w, id, &[]).expect("signed");
    assert_eq!(w.state(&short), ("confirmed delivered none".to_owned(), 0));
    assert_eq!(code(w.run(CreateDelivery { delivery: some(&short, &[5]) })), "fulfilment.line_closed");
    w.verify();
}}

db_test! { rejected_goods_go_back_without_touching_revenue, |db| {
    let w = world(db);
    let order = w.order(w.customer("杭州远见"), &[Line(10, 113_000, VAT, Some(500_000_000))]);
    let id = dispatch(&w, &order, &[10]);
    let (head, lines) = get(&w, id);
    let before = w.counts();
    let part = |signed: i64, rejected: i64, reason: &str| SignDelivery {
        id, version: head.version, signed_on: None, signed_by: String::new(),
        lines: lines.iter().map(|l| SignedQuantity {
            line: l.id, signed_e6: signed * ONE, rejected_e6: rejected * ONE, reason: reason.to_owned(),
        }).collect(),
    };
    assert_eq!(code(w.run(part(6, 3, "短少"))), "fulfilment.not_adding_up");
    assert_eq!(fields(w.run(part(12, -2, ""))), [("lines[0].rejected".to_owned(), "field.out_of_range")]);
    assert_eq!(fields(w.run(part(6, 4, " "))), [("lines[0].reason".to_owned(), "field.required")]);
    assert!(matches!(w.run(SignDelivery { version: 7, ..part(10, 0, "") }), Err(Error::Stale { current: 1 })));
    assert_eq!(w.counts(), before);
    w.run(part(6, 4, "破损")).expect("signed");
    assert_eq!(w.open(), named(&[("delivery", 67_800)]));
    assert_eq!(w.trial(), named(&[("1122", 67_800), ("1405", -3000), ("222102", -7800), ("6001", -60_000), ("6401", 3000)]));
    assert_eq!(w.state(&order), ("confirmed partial none".to_owned(), 45_200));
    // The rejected four go out again with the default of everything that remains.
    let again = w.run(CreateDelivery { delivery: some(&order, &[0]) }).expect("dispatched");
    assert_eq!(get(&w, again).1.first().map(|l| l.qty_e6), Some(4 * ONE));
    sign(&w, again, &[4]).expect("all refused");
    assert_eq!(w.open(), named(&[("delivery", 67_800)]));
    assert_eq!(code(sign(&w, again, &[])), "fulfilment.not_dispatched");
    w.verify();
}}

db_test! { cancel_before_sign_off_only, |db| {
    let w = world(db);
    let order = w.order(w.customer("杭州远见"), &[Line(10, 113_000, VAT, None)]);
    let id = dispatch(&w, &order, &[4]);
    w.run(ChangeDelivery { id, version: 1, carrier: Some("顺丰".to_owned()), tracking_no: Some("SF123".to_owned()), ship_to: None, note: None }).expect("changed");
    let (head, _) = get(&w, id);
    assert_eq!((head.carrier.as_str(), head.tracking_no.as_str(), head.ship_to.as_str(), head.version), ("顺丰", "SF123", "杭州", 2));
    assert_eq!(head.unsigned_days(day("2026-11-24")), Some(19));
    w.run(CancelDelivery { id, version: 2, reason: "地址有误".to_owned() }).expect("cancelled");
    assert_eq!(w.state(&order), ("confirmed none none".to_owned(), 113_000));
    assert_eq!(code(w.run(CancelDelivery { id, version: 3, reason: "再来".to_owned() })), "fulfilment.not_dispatched");
    let done = w.run(DeliverAndSign { delivery: NewDelivery::of(order.id), signed_on: None, signed_by: "李四".to_owned() }).expect("delivered");
    assert_eq!(code(w.run(CancelDelivery { id: done, version: 1, reason: "晚了".to_owned() })), "fulfilment.not_dispatched");
    assert_eq!(code(w.run(CreateDelivery { delivery: NewDelivery::of(order.id) })), "fulfilment.nothing_to_deliver");
    assert!(w.trial().contains(&("1122".to_owned(), 113_000)));
    w.verify();
}}

db_test! { receivable_on_dispatch, |db| {
    let w = world(db);
    w.policy("dispatch", 0, 0);
    let usd: Currency = "USD".parse().expect("known");
    let order = w.order_in(w.customer("Acme"), usd, 7_123_456_789, "NET30", &[Line(7, 10_001, VAT, Some(100_000_000))]);
    let first = dispatch(&w, &order, &[3]);
    let gone = dispatch(&w, &order, &[2]);
    assert_eq!(w.open(), named(&[("delivery", 4286), ("delivery", 2858)]));
    w.run(CancelDelivery { id: gone, version: 1, reason: "改期".to_owned() }).expect("cancelled");
    sign(&w, first, &[1]).expect("one refused");
    assert_eq!(w.open(), named(&[("delivery", 2857), ("delivery", 0)]));
    w.verify();
    let rest = w.run(DeliverAndSign { delivery: NewDelivery::of(order.id), signed_on: None, signed_by: String::new() }).expect("delivered");
    assert_eq!(get(&w, rest).1.first().map(|l| (l.qty_e6, l.total_minor)), Some((5 * ONE, 7144)));
    assert_eq!(w.open().iter().map(|(_, v)| v).sum::<i64>(), 10_001);
    assert_eq!(w.state(&order), ("confirmed delivered none".to_owned(), 0));
    let base = jieqing_kernel::money::to_base(jieqing_kernel::money::Money::new(2857, usd), 7_123_456_789, Currency::CNY).expect("fits")
        + jieqing_kernel::money::to_base(jieqing_kernel::money::Money::new(7144, usd), 7_123_456_789, Currency::CNY).expect("fits");
    let trial = w.trial();
    let of = |account: &str| trial.iter().find(|(a, _)| a == account).map_or(0, |(_, v)| *v);
    assert!((of("1122") - base).abs() <= 1, "{trial:?}");
    assert_eq!(of("6401"), 700);
    w.verify();
}}

db_test! { what_is_entered_is_checked_all_at_once, |db| {
    let w = world(db);
    let order = w.order(w.customer("杭州远见"), &[Line(10, 113_000, VAT, None)]);
    let mut bad = some(&order, &[0]);
    let line = order.lines.first().copied().expect("a line");
    bad.lines = vec![
        DeliveryLineDraft { order_line: line, qty_e6: 0 },
        DeliveryLineDraft { order_line: line, qty_e6: ONE },
    ];
    bad.dispatched_on = Some(day("2026-11-25"));
    bad.carrier = "x".repeat(101);
    assert_eq!(fields(w.run(CreateDelivery { delivery: bad })), [
        ("dispatched_on".to_owned(), "field.out_of_range"), ("carrier".to_owned(), "field.too_long"),
        ("lines[0].qty".to_owned(), "field.out_of_range"), ("lines[1].order_line_id".to_owned(), "field.duplicate"),
    ]);
    let mut stranger = some(&order, &[0]);
    stranger.lines = vec![DeliveryLineDraft { order_line: Id::from_raw(5), qty_e6: ONE }];
    assert_eq!(fields(w.run(CreateDelivery { delivery: stranger })), [("lines[0].order_line_id".to_owned(), "field.unknown_reference")]);
    assert!(matches!(w.run(CreateDelivery { delivery: NewDelivery::of(Id::from_raw(9)) }), Err(Error::NotFound)));
    let from = NewDelivery { source_no: Some("EXT-1".to_owned()), ..some(&order, &[2]) };
    w.run(CreateDelivery { delivery: from.clone() }).expect("dispatched");
    assert_eq!(code(w.run(CreateDelivery { delivery: from })), "fulfilment.source_taken");
}}
