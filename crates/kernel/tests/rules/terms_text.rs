use crate::terms::any_terms;
use jieqing_kernel::terms::*;
use proptest::prelude::*;

#[test]
fn reads_and_writes_the_short_form() {
    for text in [
        "net_30",
        "net_0",
        "on_delivery",
        "on_invoice_received",
        "on_invoice",
        "work_10@signoff",
        "eom_30",
        "month_end",
        "next_month_end@statement;cut_25",
        "month_end_2",
        "month_day_10",
        "next_month_day_25;cut_25;next_workday",
        "month_2_day_31",
        "net_12m@acceptance",
        "net_30:0.3+net_60:rest",
        "net_30:0.333333333+net_60:0.666666667;previous_workday",
        "on_order:0.3+on_delivery:0.6+net_12m@acceptance:rest~retention",
    ] {
        let terms: Terms = text.parse().unwrap();
        assert_eq!(terms.to_string(), text);
        assert_eq!(terms.canonical(), terms);
    }
    let from_url: Terms = "net_30:0.3 net_60:rest".parse().unwrap();
    assert_eq!(from_url.to_string(), "net_30:0.3+net_60:rest");
    assert_eq!(
        "next_workday".parse::<Terms>().unwrap_err().code(),
        "terms.malformed"
    );
}

#[test]
fn refuses_sloppy_texts() {
    for (text, code) in [
        ("", "terms.malformed"),
        ("net_", "terms.malformed"),
        ("net_030", "terms.malformed"),
        ("net_-1", "terms.malformed"),
        ("net_99999", "terms.malformed"),
        ("NET_30", "terms.malformed"),
        ("net_30@moon", "terms.malformed"),
        ("on_event", "terms.malformed"),
        ("net_30;cut_25;cut_26", "terms.malformed"),
        ("net_30;next_workday;previous_workday", "terms.malformed"),
        ("net_30;", "terms.malformed"),
        ("net_30:30%", "terms.malformed"),
        ("net_30++net_60:rest", "terms.malformed"),
        ("net_30:0.3", "terms.share_sum"),
        ("net_30+net_60", "terms.rest_not_last"),
        ("net_3651", "terms.period_range"),
        ("month_day_32", "terms.day_of_month"),
        ("net_30;cut_0", "terms.day_of_month"),
    ] {
        assert_eq!(text.parse::<Terms>().unwrap_err().code(), code, "{text}");
    }
}

#[test]
fn says_it_in_words() {
    for (text, zh, en) in [
        (
            "eom_30",
            "开票月月末后30天",
            "30 days after the end of the invoice month",
        ),
        ("net_30@signoff", "签收后30天", "30 days after sign-off"),
        ("net_1", "开票后1天", "1 day after invoice"),
        ("on_delivery", "交货时付款", "on delivery"),
        (
            "work_10@invoice_received",
            "收票后10个工作日",
            "10 working days after invoice receipt",
        ),
        (
            "net_12m@acceptance",
            "验收后12个月",
            "12 months after acceptance",
        ),
        ("month_end", "开票月月末", "end of the invoice month"),
        (
            "next_month_end@statement;cut_25",
            "对账次月月末，每月25日截止",
            "end of the month after the statement month, monthly cut-off on the 25th",
        ),
        (
            "month_end_2",
            "开票月后第2个月月末",
            "end of the 2nd month after the invoice month",
        ),
        (
            "next_month_day_25;next_workday",
            "开票次月25日，遇非工作日顺延",
            "25th of the month after the invoice month, moved to the next working day",
        ),
        (
            "month_day_31;previous_workday",
            "开票当月31日（已过则为下月）（无此日则为月末），遇非工作日提前",
            "31st of the invoice month or, when past, of the next (month end when shorter), \
             moved to the working day before",
        ),
        (
            "month_3_day_12",
            "开票月后第3个月12日",
            "12th of the 3rd month after the invoice month",
        ),
        (
            "on_order:0.3+on_delivery:0.625+net_24m@acceptance:rest~retention",
            "30% 下单时付款；62.5% 交货时付款；其余 验收后24个月（质保金）",
            "30 % on order; 62.5 % on delivery; the rest 24 months after acceptance (retention)",
        ),
    ] {
        let terms: Terms = text.parse().unwrap();
        assert_eq!(describe(&terms, Language::Zh), zh);
        assert_eq!(describe(&terms, Language::En), en);
    }
}

proptest! {
    #[test]
    fn text_round_trips(terms in any_terms()) {
        prop_assert_eq!(terms.validate(), Ok(()));
        let back: Terms = terms.to_string().parse().unwrap();
        prop_assert_eq!(&back, &terms.canonical());
        for (a, b) in back.instalments.iter().zip(&terms.instalments) {
            prop_assert_eq!(back.event_of(a), terms.event_of(b));
        }
    }

    #[test]
    fn reading_never_panics(text in "[a-z_0-9:+;@~.]{0,40}") {
        if let Ok(terms) = text.parse::<Terms>() {
            prop_assert_eq!(terms.to_string().parse::<Terms>(), Ok(terms));
        }
    }
}
