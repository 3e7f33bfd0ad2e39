//! A small pair for every cause, and the worked example of the domain notes.

use crate::support::run;
use jieqing_reconcile::amount::text;

const HEAD: &str = "单号,日期,数量,单价,金额,备注\n";

#[test]
fn the_worked_example_comes_out() {
    // china.md §5.4: 100,000 against 88,700; both come to 96,700.
    let ours = "送货单号,日期,类型,金额\n\
        DN001,2026-10-05,送货,50000.00\nDN002,2026-10-12,送货,31800.00\n\
        DN003,2026-10-20,送货,10200.00\nDN004,2026-10-31,送货,8000.00\n";
    let theirs = "单号,日期,类型,金额,备注\n\
        DN001,2026-10-05,入库,50000.00,\nDN002,2026-10-12,入库,31800.00,\n\
        DN003,2026-10-20,入库,10000.00,折让200\n\
        TH001,2026-10-25,退货,-1300.00,质量退货\nFK001,2026-10-30,付款,-1800.00,电汇付款\n";
    let done = run(ours, theirs);
    let balance = done.balance();
    assert_eq!(
        (text(balance.ours), text(balance.theirs)),
        ("100000.00".into(), "88700.00".into())
    );
    assert_eq!(
        (
            text(balance.ours_adjusted),
            text(balance.theirs_adjusted),
            balance.unexplained
        ),
        ("96700.00".into(), "96700.00".into(), 0)
    );
    assert_eq!(done.only_ours(), ["DN004 goods_in_transit"]);
    assert_eq!(
        done.only_theirs(),
        ["FK001 payment_in_transit", "TH001 return_not_booked"]
    );
    assert_eq!(done.differs(), ["DN003=DN003 discount"]);
}

#[test]
fn a_difference_has_the_cause_that_the_rows_tell() {
    let same = "A1,2026-01-01,1,10.00,10.00,\nA2,2026-01-02,2,10.00,20.00,\n";
    for (ours, theirs, cause) in [
        (
            "D1,2026-01-05,10,12.00,120.00,",
            "D1,2026-01-05,10,11.50,115.00,",
            "price",
        ),
        (
            "D1,2026-01-05,10,12.00,120.00,",
            "D1,2026-01-05,9,12.00,108.00,",
            "quantity",
        ),
        (
            "D1,2026-01-05,,,113000.00,",
            "D1,2026-01-05,,,109000.00,",
            "tax_rate",
        ),
        (
            "D1,2026-01-05,,,2000.00,",
            "D1,2026-01-05,,,1900.00,",
            "discount",
        ),
        (
            "D1,2026-01-05,,,2000.00,",
            "D1,2026-01-05,,,1733.00,扣返利",
            "rebate",
        ),
        (
            "D1,2026-01-05,,,2000.00,",
            "D1,2026-01-05,,,1733.00,质量扣款",
            "deduction",
        ),
        (
            "D1,2026-01-05,,,2000.03,",
            "D1,2026-01-05,,,2000.00,",
            "rounding",
        ),
        (
            "D1,2026-01-05,,,2000.73,",
            "D1,2026-01-05,,,2000.00,",
            "rounding",
        ),
        (
            "D1,2026-01-05,,,3250.00,",
            "D1,2026-01-05,,,3200.00,",
            "amount",
        ),
    ] {
        let done = run(
            &format!("{HEAD}{same}{ours}\n"),
            &format!("{HEAD}{same}{theirs}\n"),
        );
        assert_eq!(
            done.differs(),
            [format!("D1=D1 {cause}")],
            "{ours} {theirs}"
        );
        assert_eq!(done.matched(), ["A1=A1", "A2=A2"]);
    }
}

#[test]
fn a_row_alone_has_the_cause_that_it_tells() {
    let same = "A1,2026-01-01,1,,10.00,\nA2,2026-01-20,2,,20.00,\nA3,2026-01-31,2,,20.00,\n";
    for (row, ours, cause) in [
        ("B1,2026-01-31,,,77.00,送货", true, "goods_in_transit"),
        ("B1,2026-01-31,,,77.00,发票", true, "invoice_in_transit"),
        ("B1,2026-01-03,,,77.00,送货", true, "missing_theirs"),
        ("B1,2026-01-03,,,77.00,", false, "missing_ours"),
        (
            "B1,2026-01-30,,,-77.00,电汇付款",
            false,
            "payment_in_transit",
        ),
        ("B1,2026-01-30,,,-77.00,退货", false, "return_not_booked"),
        ("B1,2026-01-30,,,-77.00,退货", true, "return_not_booked"),
        ("B1,2026-01-30,,,-77.00,罚款", false, "deduction"),
        ("B1,2026-01-30,,,-77.00,年返利", false, "rebate"),
    ] {
        let (all, part) = (format!("{HEAD}{same}{row}\n"), format!("{HEAD}{same}"));
        let done = if ours {
            run(&all, &part)
        } else {
            run(&part, &all)
        };
        let found = if ours {
            done.only_ours()
        } else {
            done.only_theirs()
        };
        assert_eq!(found, [format!("B1 {cause}")], "{row}");
    }
}

#[test]
fn the_same_row_twice_is_a_duplicate_on_either_side() {
    let one = "A1,2026-01-01,1,,10.00,\nA2,2026-01-02,2,,20.00,\n";
    let two = "A1,2026-01-01,1,,10.00,\nA2,2026-01-02,2,,20.00,\nA2,2026-01-09,2,,20.00,\n";
    for (ours, theirs) in [(one, two), (two, one)] {
        let done = run(&format!("{HEAD}{ours}"), &format!("{HEAD}{theirs}"));
        assert_eq!(done.matched(), ["A1=A1", "A2=A2"]);
        assert_eq!(done.outcome.duplicates.len(), 1);
        let balance = done.balance();
        assert_eq!(
            (balance.unexplained, text(balance.ours_adjusted)),
            (0, "30.00".into())
        );
    }
}

#[test]
fn opening_balances_are_compared_and_stay_unexplained() {
    let ours = format!("{HEAD}期初余额,,,,500.00,\nA1,2026-01-01,1,,10.00,\n");
    let theirs = format!("{HEAD}期初余额,,,,480.00,\nA1,2026-01-01,1,,10.00,\n");
    let done = run(&ours, &theirs);
    assert_eq!(done.differs().len(), 1);
    assert!(
        done.differs()[0].ends_with("opening"),
        "{:?}",
        done.differs()
    );
    assert_eq!(text(done.balance().unexplained), "20.00");
}

#[test]
fn a_row_of_somebody_else_is_told() {
    let head = "单号,客户,日期,金额\n";
    let same: String = (1..9)
        .map(|n| format!("A{n},甲公司,2026-01-0{n},1{n}.00\n"))
        .collect();
    let done = run(
        &format!("{head}{same}B1,乙公司,2026-01-05,99.00\n"),
        &format!("{head}{same}"),
    );
    assert_eq!(done.only_ours(), ["B1 wrong_customer"]);
}
