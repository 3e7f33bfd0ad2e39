//! Situations of the trade, one each.

use jieqing_kernel::currency::Currency;
use jieqing_kernel::date;
use jieqing_matching::{Advice, Alias, Decision, Input, Item, Policy, Receipt, plan};

const RUIFENG: (&str, &str) = ("C1", "上海瑞丰贸易有限公司");
const ALPHA: (&str, &str) = ("C2", "Alpha Foods Ltd");

fn item(
    id: &'static str,
    party: (&'static str, &'static str),
    numbers: &'static [&'static str],
    amount: i64,
    due: &str,
) -> Item<'static> {
    Item {
        id,
        party: party.0,
        name: party.1,
        numbers,
        issued: None,
        due: date::parse(due),
        amount,
        currency: Currency::CNY,
    }
}

fn receipt(
    id: &'static str,
    payer: &'static str,
    amount: i64,
    on: &str,
    text: &'static str,
) -> Receipt<'static> {
    Receipt {
        id,
        date: date::parse(on),
        payer,
        amount,
        currency: Currency::CNY,
        text,
    }
}

/// Lines as `receipt item amount decision rule`.
fn told(input: Input<'_>) -> Vec<String> {
    plan(input, Policy::default())
        .lines
        .iter()
        .map(|l| {
            format!(
                "{} {} {} {} {}",
                input.receipts[l.receipt as usize].id,
                l.item.map_or("-", |i| input.items[i as usize].id),
                l.amount,
                l.decision.code(),
                l.rule.code()
            )
        })
        .collect()
}

fn run(items: &[Item<'_>], receipts: &[Receipt<'_>]) -> Vec<String> {
    told(Input {
        items,
        receipts,
        ..Input::default()
    })
}

fn three() -> [Item<'static>; 3] {
    [
        item(
            "a",
            RUIFENG,
            &["INV-1001", "SO-77001"],
            123_456,
            "2025-03-01",
        ),
        item(
            "b",
            RUIFENG,
            &["INV-1002", "SO-77002"],
            98_765,
            "2025-03-05",
        ),
        item(
            "c",
            RUIFENG,
            &["INV-1003", "SO-77003"],
            45_678,
            "2025-03-09",
        ),
    ]
}

#[test]
fn a_named_item_and_the_exact_amount_is_applied() {
    for text in [
        "货款INV-1001谢谢",
        "inv1001",
        "ＩＮＶ－１００１",
        "Payment so 77001",
        "INV-1OO1",
    ] {
        let got = run(
            &three(),
            &[receipt(
                "r",
                "上海瑞丰贸易有限公司",
                123_456,
                "2025-03-02",
                text,
            )],
        );
        assert_eq!(got, ["r a 123456 applied named_exact"], "{text}");
    }
}

#[test]
fn a_range_and_a_list_name_all_their_items() {
    let sum = 123_456 + 98_765 + 45_678;
    let want = [
        "r a 123456 applied named_exact",
        "r b 98765 applied named_exact",
        "r c 45678 applied named_exact",
    ];
    for text in [
        "INV 1001-1003",
        "INV-1001, 1002、INV-1003",
        "INV-1001至INV-1003",
    ] {
        let got = run(&three(), &[receipt("r", "", sum, "2025-03-09", text)]);
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn two_equal_receipts_never_pay_twice_and_a_person_decides() {
    let same = |id| {
        receipt(
            id,
            "上海瑞丰贸易有限公司",
            123_456,
            "2025-03-02",
            "INV-1001",
        )
    };
    assert_eq!(
        run(&three(), &[same("r1"), same("r2")]),
        [
            "r1 a 123456 proposed named_exact",
            "r2 - 123456 none duplicate"
        ]
    );
}

#[test]
fn instalments_that_make_the_item_are_applied() {
    let part = |id, amount, on| receipt(id, "上海瑞丰贸易有限公司", amount, on, "INV-1001");
    assert_eq!(
        run(
            &three(),
            &[
                part("r1", 100_000, "2025-03-02"),
                part("r2", 23_456, "2025-04-02")
            ]
        ),
        [
            "r1 a 100000 applied instalments",
            "r2 a 23456 applied instalments"
        ]
    );
}

#[test]
fn a_fee_is_a_short_payment_and_more_is_a_part() {
    let paid = |amount| {
        run(
            &three(),
            &[receipt(
                "r",
                "上海瑞丰贸易",
                amount,
                "2025-03-02",
                "INV-1001",
            )],
        )
    };
    assert_eq!(paid(123_456 - 3_000), ["r a 120456 proposed named_short"]);
    assert_eq!(paid(60_000), ["r a 60000 proposed named_part"]);
    assert_eq!(
        paid(130_000),
        ["r a 123456 proposed named_over", "r - 6544 none on_account"]
    );
}

#[test]
fn a_credit_note_named_with_its_invoice_counts_against_it() {
    let mut items = three().to_vec();
    items.push(item("k", RUIFENG, &["CN-2001"], -3_456, "2025-03-01"));
    assert_eq!(
        run(
            &items,
            &[receipt(
                "r",
                "",
                120_000,
                "2025-03-02",
                "INV-1001 less CN-2001"
            )]
        ),
        [
            "r a 123456 applied named_exact",
            "r k -3456 applied named_exact"
        ]
    );
}

#[test]
fn without_a_number_payer_amount_and_date_propose() {
    assert_eq!(
        run(
            &three(),
            &[receipt("r", "上海瑞丰贸易", 98_765, "2025-03-06", "货款")]
        ),
        ["r b 98765 proposed payer_amount"]
    );
}

#[test]
fn a_sum_that_only_these_items_make_is_proposed() {
    assert_eq!(
        run(
            &three(),
            &[receipt(
                "r",
                "上海瑞丰贸易有限公司",
                123_456 + 98_765,
                "2025-03-06",
                "月结"
            )]
        ),
        ["r a 123456 proposed group", "r b 98765 proposed group"]
    );
}

#[test]
fn equal_answers_are_left_to_a_person() {
    let items = [
        item("a", RUIFENG, &["INV-1001"], 50_000, "2025-03-01"),
        item("b", RUIFENG, &["INV-1002"], 50_000, "2025-03-01"),
    ];
    let receipts = [receipt("r", "上海瑞丰贸易", 50_000, "2025-03-02", "")];
    let input = Input {
        items: &items,
        receipts: &receipts,
        ..Input::default()
    };
    let plan = plan(input, Policy::default());
    assert_eq!(plan.lines.len(), 1);
    assert_eq!(plan.lines[0].decision, Decision::None);
    assert_eq!(plan.lines[0].rule.code(), "undecided");
    let others: Vec<_> = plan.alternatives.iter().map(|a| a.item).collect();
    assert_eq!(others, [0, 1]);
}

#[test]
fn a_foreign_row_belongs_to_nobody() {
    assert_eq!(
        run(
            &three(),
            &[receipt("r", "税务局", 77_700, "2025-03-02", "退税")]
        ),
        ["r - 77700 none unknown"]
    );
}

#[test]
fn another_currency_is_never_mixed() {
    let usd = Receipt {
        currency: "USD".parse().unwrap(),
        ..receipt(
            "r",
            "上海瑞丰贸易有限公司",
            123_456,
            "2025-03-02",
            "INV-1001",
        )
    };
    assert_eq!(run(&three(), &[usd]), ["r - 123456 none other_currency"]);
}

#[test]
fn a_payer_of_another_customer_is_for_a_person() {
    let mut items = three().to_vec();
    items.push(item("z", ALPHA, &["INV-1009"], 10_000, "2025-03-01"));
    assert_eq!(
        run(
            &items,
            &[receipt(
                "r",
                "Alpha Foods Limited",
                123_456,
                "2025-03-02",
                "INV-1001"
            )]
        ),
        ["r a 123456 proposed named_exact"]
    );
}

#[test]
fn an_alias_makes_an_unknown_payer_known() {
    let items = three();
    let receipts = [receipt(
        "r",
        "Shanghai Ruifeng Trading",
        45_678,
        "2025-03-10",
        "",
    )];
    let aliases = [Alias {
        payer: "SHANGHAI RUIFENG TRADING",
        party: "C1",
    }];
    let input = Input {
        items: &items,
        receipts: &receipts,
        aliases: &aliases,
        ..Input::default()
    };
    assert_eq!(told(input), ["r c 45678 proposed payer_amount"]);
}

#[test]
fn the_remittance_advice_divides_a_receipt() {
    let items = three();
    let receipts = [receipt("r", "财付通", 123_456 + 20_000, "2025-03-10", "")];
    let advice = |number, amount| Advice {
        receipt: "r",
        number,
        amount: Some(amount),
        memo: "",
    };
    let advices = [advice("INV-1001", 123_456), advice("INV-1002", 20_000)];
    let input = Input {
        items: &items,
        receipts: &receipts,
        advices: &advices,
        ..Input::default()
    };
    assert_eq!(
        told(input),
        ["r a 123456 proposed advice", "r b 20000 proposed advice"]
    );
}

#[test]
fn a_slip_in_the_number_is_proposed() {
    let items = [
        item("a", RUIFENG, &["INV-2503-0001234"], 88_888, "2025-03-01"),
        item("b", RUIFENG, &["INV-2503-0001240"], 88_888, "2025-03-01"),
    ];
    for text in [
        "INV-2503-0001243",
        "1234",
        "INV-2503-001234",
        "INV-2503-00012",
    ] {
        let got = run(
            &items,
            &[receipt("r", "上海瑞丰贸易", 88_888, "2025-03-02", text)],
        );
        let want = if text.ends_with("00012") {
            "r - 88888 none undecided"
        } else if text.ends_with("43") {
            // One slip from both.
            "r - 88888 none undecided"
        } else {
            "r a 88888 proposed damaged_number"
        };
        assert_eq!(got, [want], "{text}");
    }
}

/// The rest of a receipt passes the range when its credit is taken before its debit; the sum fits.
#[test]
fn a_credit_beside_the_largest_amount_is_taken_whole() {
    let items = [
        item("a", RUIFENG, &["INV-2501-00001"], -10_000, "2025-03-01"),
        item("b", RUIFENG, &["INV-2501-00002"], i64::MAX, "2025-03-02"),
    ];
    let text = "INV-2501-00001, INV-2501-00002";
    let paid = receipt("r", RUIFENG.1, i64::MAX, "2025-03-09", text);
    assert_eq!(
        run(&items, &[paid]),
        [
            "r a -10000 proposed named_and_more",
            "r b 9223372036854775807 proposed named_and_more",
            "r - 10000 none on_account",
        ]
    );
}
