//! Tests of dates.

use super::*;
use crate::table::date::{Date, DateTime};
use proptest::prelude::*;

fn parse(text: &str) -> Result<String, &'static str> {
    parse_date_time(text, &DateRules::default())
        .map(|d| d.to_string())
        .map_err(|e| e.code)
}

#[test]
fn what_people_write() {
    let cases = [
        ("2024-01-05", "2024-01-05"),
        ("2024/1/5", "2024-01-05"),
        ("2024.1.5", "2024-01-05"),
        ("20240105", "2024-01-05"),
        ("2024年1月5日", "2024-01-05"),
        ("２０２４年０１月０５日 12时30分", "2024-01-05T12:30:00"),
        ("2023-02-12 21:32:14 ", "2023-02-12T21:32:14"),
        ("2023-02-12T21:32:14.5", "2023-02-12T21:32:14.500"),
        ("20230212213214", "2023-02-12T21:32:14"),
        ("2023-05-02     \t", "2023-05-02"),
        ("5-Jan-2024", "2024-01-05"),
        ("Jan 5, 2024", "2024-01-05"),
        ("2024-02-29 8:05", "2024-02-29T08:05:00"),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(text).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn what_is_refused_and_why() {
    let cases = [
        ("", "date.empty"),
        ("2023-02-30", "date.no_such_day"),
        ("2023-02-29", "date.no_such_day"),
        ("0000-01-01", "date.no_such_day"),
        ("20231301", "date.no_such_day"),
        ("01/02/2024", "date.ambiguous_order"),
        ("25/12/2024", "date.ambiguous_order"),
        ("24-1-5", "date.two_digit_year"),
        ("240105", "date.two_digit_year"),
        ("01/03", "date.no_year"),
        ("2024-01-05 25:00", "date.bad_time"),
        ("2024-01-05T10:00:00Z", "date.time_zone"),
        ("2024-01-05T10:00:00+08:00", "date.time_zone"),
        ("45943", "date.not_a_date"),
        ("昨天", "date.not_a_date"),
        ("2024-", "date.not_a_date"),
    ];
    for (text, code) in cases {
        assert_eq!(parse(text), Err(code), "{text:?}");
    }
}

#[test]
fn order_and_serials_only_when_told() {
    let told = |order| DateRules {
        order: Some(order),
        ..DateRules::default()
    };
    let day = parse_date("01/02/2024", &told(DateOrder::DayMonthYear)).unwrap();
    assert_eq!(day.to_string(), "2024-02-01");
    let month = parse_date("01/02/2024", &told(DateOrder::MonthDayYear)).unwrap();
    assert_eq!(month.to_string(), "2024-01-02");
    let serial = DateRules {
        serial: SerialRule::Epoch1900,
        ..DateRules::default()
    };
    assert_eq!(
        parse_date("45943", &serial).unwrap().to_string(),
        "2025-10-13"
    );
    assert_eq!(
        propose_date_order(["01/02/2024", "25/02/2024"]),
        Some(DateOrder::DayMonthYear)
    );
    assert_eq!(propose_date_order(["01/02/2024"]), None);
}

proptest! {
    #[test]
    fn print_then_parse(days in -25_000_i64..2_900_000, ms in 0_u32..86_400_000) {
        let date = Date::from_days(days).unwrap();
        let full = DateTime { date, time_ms: Some(ms) };
        prop_assert_eq!(parse_date_time(&full.to_string(), &DateRules::default()), Ok(full));
        let zh = format!("{}年{}月{}日", date.year(), date.month(), date.day());
        prop_assert_eq!(parse_date(&zh, &DateRules::default()), Ok(date));
    }

    #[test]
    fn never_panics(text in ".{0,40}", odd in "[0-9年月日时:/.T -]{0,24}") {
        let rules = DateRules { order: Some(DateOrder::DayMonthYear), serial: SerialRule::Epoch1900 };
        let _ = parse_date_time(&text, &rules);
        let _ = parse_date_time(&odd, &rules);
        let _ = propose_date_order([text.as_str(), odd.as_str()]);
    }
}
