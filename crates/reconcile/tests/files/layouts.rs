//! Files as people make them.

use crate::support::{read, run};

#[test]
fn preamble_totals_notes_and_repeated_headers() {
    let text = "某某有限公司对账单,,,,\n客户：甲公司,,期间：2026-01,,\n,,,,\n序号,送货单号,日期,金额（元）,备注\n\
        1,DN001,2026年1月5日,\"￥1,200.00\",\n2,DN002,1月6日,（35.00）,退货\n小计,,,\"1,165.00\",\n\
        序号,送货单号,日期,金额（元）,备注\n3,DN003,26/1/7,１００．００,\n合计,,,\"1,265.00\",\n\
        大写：壹仟贰佰陆拾伍圆整,,,,\n制表：张三　　复核：李四,,,,\n";
    let loaded = read(text);
    let side = &loaded.side;
    let keys: Vec<String> = (0..side.rows().len()).map(|r| side.key(r)).collect();
    assert_eq!(keys, ["DN001", "DN002", "DN003"]);
    assert_eq!(side.total(), 12_650_000);
    assert!(
        side.rows().iter().all(|r| r.day > 20_000),
        "{:?}",
        side.rows()
    );
    assert_eq!(loaded.left_out.len(), 5, "{:?}", loaded.left_out);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
}

#[test]
fn a_total_without_a_word_is_known_by_its_sum() {
    let loaded = read("单号,日期,金额\nA1,2026-01-01,10.00\nA2,2026-01-02,20.00\n,,30.00\n");
    assert_eq!(loaded.side.rows().len(), 2);
}

#[test]
fn balances_are_no_movements() {
    let loaded = read(
        "日期,摘要,借方,贷方,余额\n,期初余额,,,500.00\n2026-01-05,销售 DN1,100.00,,600.00\n2026-01-09,收款,,50.00,550.00\n,期末余额,,,550.00\n",
    );
    assert_eq!(loaded.side.rows().len(), 3);
    assert_eq!(loaded.side.total(), 5_500_000);
    assert_eq!(loaded.stated, Some(5_500_000));
    assert!(loaded.problems.is_empty());
}

#[test]
fn a_file_that_does_not_foot_is_told() {
    let loaded =
        read("日期,摘要,借方,贷方,余额\n2026-01-05,销售 DN1,100.00,,600.00\n,期末余额,,,550.00\n");
    assert_eq!(loaded.problems[0].code, "file.does_not_foot");
}

#[test]
fn merged_headers_and_separate_receipts() {
    let loaded = read(
        "单号,日期,送货,,,收款\n,,数量,单价,金额,金额\nDN1,2026-01-05,2,5.00,10.00,\nDN2,2026-01-06,1,7.00,7.00,\nSK1,2026-01-07,,,,12.00\n",
    );
    assert_eq!(loaded.side.total(), 50_000, "{:?}", loaded.columns);
}

#[test]
fn quantity_times_price_and_net_plus_tax() {
    assert_eq!(
        read("单号,数量,单价\nA1,3,1.50\nA2,2,2.00\n").side.total(),
        85_000
    );
    let loaded =
        read("发票号码,金额,税率,税额\n26440001,100.00,13%,13.00\n26440002,200.00,13%,26.00\n");
    assert_eq!(loaded.side.total(), 3_390_000);
    let loaded = read(
        "发票号码,金额,税额,价税合计\n26440001,100.00,13.00,113.00\n26440002,200.00,26.00,226.00\n",
    );
    assert_eq!(loaded.side.total(), 3_390_000);
    assert_eq!(
        read("doc no,amount cents\nA1,12345\nA2,55\n").side.total(),
        1_240_000
    );
}

#[test]
fn english_layouts_and_other_separators() {
    let ours =
        "Invoice No;Invoice Date;Amount\nINV-1;05/01/2026;1.234,56\nINV-2;15/01/2026;99,00\n";
    let theirs = "Vendor Statement\n\nDoc. No.\tDate\tDebit\tCredit\nINV-1\t2026-01-05\t1,234.56\t\nINV-2\t2026-01-15\t99.00\t\nPMT-1\t2026-01-20\t\t50.00\n";
    let done = run(ours, theirs);
    assert_eq!(done.matched(), ["INV-1=INV-1", "INV-2=INV-2"]);
    assert_eq!(done.only_theirs(), ["PMT-1 payment_in_transit"]);
}

#[test]
fn a_list_without_a_header() {
    let done = run(
        "INV-001,1500.00,2026-01-15,Website\nINV-002,2300.50,2026-01-18,Hosting\n",
        "number,value\nINV-001,1500\nINV-002,2300.5\n",
    );
    assert_eq!(done.matched(), ["INV-001=INV-001", "INV-002=INV-002"]);
}

#[test]
fn a_document_without_an_amount_is_told() {
    let loaded = read("单号,日期,金额\nA1,2026-01-01,10.00\nA2,2026-01-02,待定\n");
    assert_eq!(loaded.side.rows().len(), 1);
    assert_eq!(loaded.problems[0].code, "amount.unreadable");
}
