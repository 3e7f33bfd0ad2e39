//! Tests of amounts.

use super::*;
use proptest::prelude::*;

#[test]
fn what_people_write() {
    let cases = [
        ("1234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("￥1,234.56", "1234.56"),
        ("¥ -71.89", "-71.89"),
        ("-¥71.89", "-71.89"),
        ("(1,234.56)", "-1234.56"),
        ("（1，234．56）", "-1234.56"),
        ("12.00-", "-12.00"),
        ("+10000.00", "10000.00"),
        ("１２３．４５", "123.45"),
        ("  88 元 ", "88"),
        ("人民币100元整", "100"),
        ("1 234 567.8", "1234567.8"),
        ("1'234.50", "1234.50"),
        ("-0.00", "0.00"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("USD 12.5", "12.5"),
        ("HK$3", "3"),
        ("−5", "-5"),
        ("\"1,234.56  \t".trim_matches('"'), "1234.56"),
    ];
    for (text, expected) in cases {
        let parsed = parse_amount(text).map(|n| n.to_string());
        assert_eq!(parsed.as_deref(), Ok(expected), "{text:?}");
    }
    assert_eq!(parse_amount("￥5").unwrap().currency, Some("CNY"));
    assert_eq!(parse_amount("$5").unwrap().currency, None);
    assert_eq!(parse_amount_opt("-  \t").unwrap(), None);
    assert_eq!(parse_percent("13%").unwrap().to_string(), "0.13");
    assert_eq!(parse_percent("6.5％").unwrap().to_string(), "0.065");
}

#[test]
fn what_is_refused_and_why() {
    let long = "9".repeat(401);
    let cases = [
        ("", "amount.empty"),
        ("--", "amount.empty"),
        ("1e5", "amount.exponent"),
        ("1.5E+3", "amount.exponent"),
        ("0x1F", "amount.hex"),
        ("13%", "amount.percent"),
        ("1.234,56", "amount.decimal_comma"),
        ("1,5", "amount.decimal_comma"),
        ("0,123", "amount.decimal_comma"),
        ("1,23,456", "amount.grouping"),
        ("1.234.567", "amount.grouping"),
        ("1.5万", "amount.unit"),
        ("--5", "amount.sign"),
        ("-(5)", "amount.not_a_number"),
        ("(-5)", "amount.sign"),
        ("235.61(已退款235.50)", "amount.trailing_text"),
        ("NaN", "amount.not_a_number"),
        ("inf", "amount.not_a_number"),
        ("abc", "amount.not_a_number"),
        (&long, "amount.too_long"),
        (&long[..200], "amount.too_long"),
        ("¥", "amount.not_a_number"),
        ("١٢", "amount.not_a_number"),
    ];
    for (text, code) in cases {
        assert_eq!(
            parse_amount(text).map_err(|e| e.code),
            Err(code),
            "{text:?}"
        );
    }
}

#[test]
fn scaling_is_exact() {
    let scaled = |t: &str, e| parse_amount(t).unwrap().to_scaled(e).map_err(|e| e.code);
    assert_eq!(scaled("1234.5", 2), Ok(123_450));
    assert_eq!(scaled("1234.5600", 2), Ok(123_456));
    assert_eq!(scaled("0.125", 2), Err("amount.too_precise"));
    assert_eq!(scaled("100", 0), Ok(100));
    assert_eq!(scaled("100.5", 0), Err("amount.too_precise"));
    assert_eq!(scaled("10000000000000", 2), Ok(1_000_000_000_000_000));
    assert_eq!(scaled("10000000000000.01", 2), Err("amount.too_large"));
}

proptest! {
    #[test]
    fn print_then_parse(unscaled in -10_i128.pow(20)..10_i128.pow(20), scale in 0_u8..10) {
        let number = Number { unscaled, scale, currency: None };
        prop_assert_eq!(parse_amount(&number.to_string()), Ok(number));
    }

    #[test]
    fn grouped_text_means_the_same(cents in 0_i64..1_000_000_000_000) {
        let plain = format!("{}.{:02}", cents / 100, cents % 100);
        let whole = (cents / 100).to_string();
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        let grouped = format!("({grouped}.{:02})", cents % 100);
        let number = parse_amount(&grouped).unwrap();
        prop_assert_eq!(number.to_scaled(2).unwrap(), -cents);
        prop_assert_eq!(parse_amount(&plain).unwrap().to_scaled(2).unwrap(), cents);
    }

    #[test]
    fn never_panics(text in ".{0,60}", odd in "[0-9,.()¥元e%' -]{0,20}") {
        let _ = parse_amount(&text);
        let _ = parse_amount(&odd);
        let _ = parse_percent(&odd);
    }
}
