//! Which rows belong together.

use crate::support::{run, run_with};
use jieqing_reconcile::Policy;

#[test]
fn numbers_are_known_in_any_dress() {
    let ours = "单号,日期,金额\nDN-2026-000123,2026-01-01,100.00\nDN-2026-000124,2026-01-02,200.00\n\
        DN-2026-000125,2026-01-03,300.00\nDN-2026-000126,2026-01-04,400.00\nDN-2026-000127,2026-01-05,500.00\n\
        DN-2026-000128,2026-01-06,601.00\n";
    let theirs = "送货单,入库日期,含税金额\nＤＮ２０２６０００１２３,2026/1/1,100\ndn 2026 000124,2026/1/2,200\n\
        2026000125,2026/1/3,300\n126,2026/1/4,400\nDN-2O26-OOO127,2026/1/5,500\n2026-128,2026/1/6,600\n";
    let done = run(ours, theirs);
    assert_eq!(
        done.matched().len(),
        5,
        "{:?} {:?}",
        done.only_ours(),
        done.only_theirs()
    );
    assert_eq!(done.differs().len() + done.only_ours().len(), 1);
}

#[test]
fn another_number_is_another_document() {
    // Same amount, neighbouring numbers, a day apart: not the same.
    let ours = "invoice,date,amount\nINV-1001,2026-01-01,5000.00\nINV-1003,2026-01-03,70.00\nINV-1004,2026-01-04,80.00\n";
    let theirs = "invoice,date,amount\nINV-1002,2026-01-02,5000.00\nINV-1003,2026-01-03,70.00\nINV-1004,2026-01-04,80.00\n";
    let done = run(ours, theirs);
    assert_eq!(done.matched(), ["INV-1003=INV-1003", "INV-1004=INV-1004"]);
    assert_eq!((done.only_ours().len(), done.only_theirs().len()), (1, 1));
    // It is offered to be looked at.
    assert!(done.outcome.only_ours[0].maybe.is_some());
}

#[test]
fn lines_of_a_document_and_its_total() {
    let ours = "送货单号,行号,品名,数量,金额\nDN1,1,螺丝,10,100.00\nDN1,2,螺母,5,50.00\nDN2,1,螺丝,1,10.00\n";
    let totals = "单号,金额\nDN1,150.00\nDN2,10.00\n";
    assert_eq!(run(ours, totals).matched(), ["DN1+DN1=DN1", "DN2=DN2"]);
    assert_eq!(run(totals, ours).matched(), ["DN1=DN1+DN1", "DN2=DN2"]);
    let lines = "单号,项次,名称,实收数量,价税合计\nDN1,2,螺母,5,50.00\nDN1,1,螺丝,9,90.00\nDN2,1,螺丝,1,10.00\n";
    let done = run(ours, lines);
    assert_eq!(done.matched().len(), 2);
    assert_eq!(done.differs(), ["DN1=DN1 quantity"]);
}

#[test]
fn purchase_orders_when_their_numbers_are_their_own() {
    let ours = "送货单号,客户采购单号,日期,数量,金额\nDN1,PO-77001,2026-01-01,10,100.00\nDN2,PO-77001,2026-01-02,20,210.00\nDN3,PO-77002,2026-01-03,30,330.00\n";
    let theirs = "入库单号,采购订单号,日期,数量,金额\nRK901,PO-77001,2026-01-04,20,210.00\nRK902,PO-77001,2026-01-03,10,100.00\nRK903,PO-77002,2026-01-05,30,300.00\n";
    let done = run(ours, theirs);
    assert_eq!(done.matched(), ["DN1=RK902", "DN2=RK901"]);
    assert_eq!(done.differs(), ["DN3=RK903 price"]);
}

#[test]
fn without_numbers_quantity_amount_and_day_decide_or_nobody() {
    let ours = "日期,数量,金额\n2026-01-01,10,100.00\n2026-01-05,10,100.00\n2026-01-09,3,33.00\n";
    let theirs = "日期,数量,金额\n2026-01-01,10,100.00\n2026-01-05,10,100.00\n2026-01-10,3,33.00\n2026-02-20,7,70.00\n";
    let done = run(ours, theirs);
    assert_eq!(done.matched(), ["2=2", "3=3", "4=4"]);
    // Two of ours, one of theirs, all alike: not decided.
    let ours = "日期,金额\n2026-01-01,100.00\n2026-01-01,100.00\n";
    let theirs = "日期,金额\n2026-01-01,100.00\n";
    assert!(run(ours, theirs).matched().is_empty());
    // The amount alone is never enough.
    let done = run(
        "日期,金额\n2026-01-01,123.45\n",
        "日期,金额\n2026-06-01,123.45\n",
    );
    assert!(done.matched().is_empty());
    assert_eq!(done.outcome.only_ours[0].maybe, Some(0));
}

#[test]
fn a_payment_names_what_it_pays_in_its_text() {
    let ours = "发票号码,日期,金额\n26440001,2026-01-01,1000.00\n26440002,2026-01-02,2000.00\n26440003,2026-01-03,3000.00\n";
    let theirs = "日期,付款金额,摘要\n2026-01-20,3000.00,付26440001、26440002货款\n2026-01-21,3000.00,货款 26440003\n";
    let done = run(ours, theirs);
    assert_eq!(done.matched(), ["26440001+26440002=2", "26440003=3"]);
}

#[test]
fn their_payable_is_our_receivable() {
    let ours = "单号,借方,贷方\nA1,100.00,\nA2,200.00,\nP1,,50.00\n";
    let theirs = "单号,借方,贷方\nA1,,100.00\nA2,,200.00\nP1,50.00,\n";
    let done = run(ours, theirs);
    assert!(done.outcome.turned);
    assert_eq!(done.matched(), ["A1=A1", "A2=A2", "P1=P1"]);
    assert_eq!(done.balance().unexplained, 0);
}

#[test]
fn tax_is_tried_before_a_price_difference() {
    let ours = "单号,数量,含税金额\nA1,1,113.00\nA2,2,226.00\nA3,3,339.00\nA4,4,109.00\n";
    let theirs = "单号,数量,未税金额\nA1,1,100.00\nA2,2,200.00\nA3,3,300.00\nA4,4,100.00\n";
    let done = run(ours, theirs);
    assert_eq!(done.matched().len(), 4, "{:?}", done.differs());
    let balance = done.balance();
    assert_eq!(
        (balance.ours_adjusted, balance.unexplained),
        (balance.ours, 0)
    );
}

#[test]
fn tolerance_and_days_are_honoured() {
    let ours = "单号,日期,金额\nA1,2026-01-01,100.00\nA2,2026-01-01,200.00\n";
    let theirs = "单号,日期,金额\nA1,2026-01-01,100.40\nA2,2026-01-01,200.60\n";
    let policy = Policy {
        tolerance: 5_000,
        ..Policy::default()
    };
    let done = run_with(ours, theirs, policy);
    assert_eq!(done.matched(), ["A1=A1"]);
    assert_eq!(done.differs().len(), 1);
    let (ours, theirs) = (
        "日期,金额\n2026-01-01,123.45\n",
        "日期,金额\n2026-01-11,123.45\n",
    );
    let policy = |days| Policy {
        days,
        ..Policy::default()
    };
    assert_eq!(run_with(ours, theirs, policy(5)).matched().len(), 0);
    assert_eq!(run_with(ours, theirs, policy(10)).matched().len(), 1);
}

#[test]
fn a_sum_without_a_number_when_nothing_else_makes_it() {
    let ours = "日期,金额\n2026-01-01,1234.56\n2026-01-02,8765.43\n2026-01-03,333.33\n";
    let theirs = "日期,金额\n2026-01-03,9999.99\n2026-01-03,333.33\n";
    let done = run(ours, theirs);
    assert_eq!(done.matched(), ["2+3=2", "4=3"]);
}
