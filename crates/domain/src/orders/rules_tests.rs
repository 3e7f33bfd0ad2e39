use super::*;
use crate::orders::pricing::Prices;

const RATE: i64 = 130_000_000;
const E8: i64 = 100_000_000;
const ONE: i64 = 1_000_000;

fn day(d: u32) -> Date {
    Date::from_ymd_opt(2026, 11, d).expect("day")
}

fn customer() -> CustomerFacts {
    CustomerFacts {
        status: "normal".into(),
        hold_reason: String::new(),
        foreign: false,
        tax_data_complete: true,
        limit: None,
        exposure: 0,
        credit_check: CreditCheck::Hold,
    }
}

fn product() -> ProductFacts {
    ProductFacts {
        id: Id::from_raw(1),
        sku: "A-1".into(),
        name: "轴承".into(),
        spec: "6204".into(),
        unit: "个".into(),
        tax_code: String::new(),
        cost_e8: None,
        floor_e8: Some(8 * E8),
        pack_e6: 10 * ONE,
        active: true,
        tax: Some(TaxTreatment::Taxed(RATE)),
        prices: Prices {
            list: Some(10 * E8),
            ..Prices::default()
        },
        usual_e6: Some(20 * ONE),
    }
}

fn line(product: Option<&ProductFacts>) -> LineFacts<'_> {
    LineFacts {
        line_no: 1,
        named: "A-1".into(),
        product,
        spec: None,
        unit: None,
        qty_e6: 100 * ONE,
        price_e8: 10 * E8,
        total_minor: 100_000,
        tax: TaxTreatment::Taxed(RATE),
        requested_on: None,
    }
}

/// Findings of one order with `change` applied to its only line, as `line:rule severity`.
fn found(
    customer: &CustomerFacts,
    line: LineFacts<'_>,
    duplicate: Option<&str>,
    requested_on: Option<Date>,
) -> Vec<String> {
    let order = OrderFacts {
        customer,
        ordered_on: day(24),
        requested_on,
        inclusive: true,
        currency: Currency::CNY,
        rate_e9: 1_000_000_000,
        base_currency: Currency::CNY,
        base_total: line.total_minor,
        po: "PO-1",
        duplicate,
        lines: vec![line],
    };
    verify(&order)
        .iter()
        .map(|f| format!("{} {}", f.key(), f.severity.as_str()))
        .collect()
}

fn of_line(line: LineFacts<'_>) -> Vec<String> {
    found(&customer(), line, None, None)
}

#[test]
fn a_clean_order_has_no_findings() {
    let p = product();
    assert_eq!(of_line(line(Some(&p))), Vec::<String>::new());
    let at_the_day = LineFacts {
        requested_on: Some(day(24)),
        spec: Some("6204 "),
        unit: Some("个"),
        ..line(Some(&p))
    };
    assert_eq!(of_line(at_the_day), Vec::<String>::new());
}

#[test]
fn unknown_and_inactive_products_block() {
    assert_eq!(of_line(line(None)), ["1:product_unknown block"]);
    let p = ProductFacts {
        active: false,
        ..product()
    };
    assert_eq!(of_line(line(Some(&p))), ["1:product_inactive block"]);
}

#[test]
fn other_spec_warns_and_other_unit_waits() {
    let p = product();
    let other = LineFacts {
        spec: Some("6205"),
        unit: Some("箱"),
        ..line(Some(&p))
    };
    assert_eq!(
        of_line(other),
        ["1:spec_differs warn", "1:unit_differs approve"]
    );
}

#[test]
fn quantities_against_pack_and_habit() {
    let p = product();
    let qty = |q: i64| LineFacts {
        qty_e6: q * ONE,
        total_minor: q * 1000,
        ..line(Some(&p))
    };
    assert_eq!(of_line(qty(105)), ["1:pack_multiple warn"]);
    assert_eq!(of_line(qty(200)), Vec::<String>::new());
    assert_eq!(of_line(qty(210)), ["1:quantity_unusual warn"]);
}

#[test]
fn prices_below_the_reference_wait_and_above_it_warn() {
    let p = product();
    let at = |price: i64| LineFacts {
        price_e8: price,
        total_minor: price / E8 * 10_000,
        ..line(Some(&p))
    };
    assert_eq!(of_line(at(9 * E8)), ["1:price_differs approve"]);
    assert_eq!(of_line(at(11 * E8)), ["1:price_differs warn"]);
    assert_eq!(of_line(at(8 * E8)), ["1:price_differs approve"]);
    assert_eq!(
        of_line(at(7 * E8)),
        ["1:price_differs approve", "1:below_floor approve"]
    );
    let deal = ProductFacts {
        prices: Prices {
            last: Some((10 * E8, true)),
            ..Prices::default()
        },
        ..product()
    };
    let lower = LineFacts {
        price_e8: 9 * E8,
        product: Some(&deal),
        ..line(None)
    };
    assert_eq!(of_line(lower), ["1:price_differs warn"]);
}

#[test]
fn a_discount_counts_against_the_floor() {
    let p = product();
    let discounted = |total| LineFacts {
        total_minor: total,
        ..line(Some(&p))
    };
    assert_eq!(of_line(discounted(80_000)), Vec::<String>::new());
    assert_eq!(of_line(discounted(79_999)), ["1:below_floor approve"]);
}

#[test]
fn tax_differs_unless_exported() {
    let p = product();
    let zero = LineFacts {
        tax: TaxTreatment::ZeroRated,
        ..line(Some(&p))
    };
    assert_eq!(of_line(zero.clone()), ["1:tax_rate_differs approve"]);
    let abroad = CustomerFacts {
        foreign: true,
        tax_data_complete: false,
        ..customer()
    };
    assert_eq!(found(&abroad, zero, None, None), Vec::<String>::new());
}

#[test]
fn dates_and_duplicates_warn() {
    let p = product();
    let early = LineFacts {
        requested_on: Some(day(23)),
        ..line(Some(&p))
    };
    assert_eq!(
        found(&customer(), early, Some("SO-1"), Some(day(1))),
        [
            "0:duplicate_po warn",
            "0:requested_too_early warn",
            "1:requested_too_early warn"
        ]
    );
}

#[test]
fn customers_on_hold_wait_stopped_ones_block() {
    let p = product();
    let with = |status: &str, complete| CustomerFacts {
        status: status.into(),
        tax_data_complete: complete,
        ..customer()
    };
    let say = |c: &CustomerFacts| found(c, line(Some(&p)), None, None);
    assert_eq!(say(&with("hold", true)), ["0:customer_hold approve"]);
    assert_eq!(say(&with("stop", true)), ["0:customer_stop block"]);
    assert_eq!(say(&with("normal", false)), ["0:customer_tax_data warn"]);
}

#[test]
fn exactly_at_the_limit_passes_one_cent_more_follows_the_policy() {
    let p = product();
    let with = |exposure, credit_check| CustomerFacts {
        limit: Some(150_000),
        exposure,
        credit_check,
        ..customer()
    };
    let say = |c: CustomerFacts| found(&c, line(Some(&p)), None, None);
    assert_eq!(say(with(50_000, CreditCheck::Hold)), Vec::<String>::new());
    for (policy, want) in [
        (CreditCheck::Hold, "0:credit_exceeded approve"),
        (CreditCheck::Warn, "0:credit_exceeded warn"),
        (CreditCheck::Pass, "0:credit_exceeded info"),
    ] {
        assert_eq!(say(with(50_001, policy)), [want]);
    }
}
