use crate::{any_day, day};
use chrono::NaiveDate;
use jieqing_kernel::calendar::HolidayCalendar;
use jieqing_kernel::terms::*;
use proptest::prelude::*;

fn due(terms: &Terms, base: &str) -> NaiveDate {
    let plan = schedule(terms, day(base), 100, &HolidayCalendar::china_2026()).unwrap();
    assert_eq!(plan.len(), 1);
    assert_eq!(plan[0].amount, 100);
    plan[0].due_on
}

fn rule(rule: DueRule) -> Terms {
    Terms::single(BaseEvent::Invoice, rule)
}

#[test]
fn vectors() {
    use DueRule::*;
    for (terms, base, want) in [
        (rule(EndOfMonthPlusDays(30)), "2026-01-15", "2026-03-02"),
        (rule(EndOfMonthPlusMonths(1)), "2026-01-15", "2026-02-28"),
        (rule(NetDays(30)), "2026-01-15", "2026-02-14"),
        (rule(EndOfMonthPlusDays(60)), "2026-01-15", "2026-04-01"),
        (rule(EndOfMonthPlusMonths(2)), "2026-01-15", "2026-03-31"),
        (
            Terms::next_month_day(BaseEvent::Invoice, 25),
            "2026-01-15",
            "2026-02-25",
        ),
        (rule(NetDays(30)), "2026-01-31", "2026-03-02"),
        (rule(EndOfMonthPlusDays(30)), "2025-12-26", "2026-01-30"),
        (rule(EndOfMonthPlusMonths(1)), "2025-12-26", "2026-01-31"),
        (rule(OnEvent), "2026-02-15", "2026-02-15"),
        (rule(WorkingDays(2)), "2026-02-13", "2026-02-24"),
        (rule(NetMonths(12)), "2028-02-29", "2029-02-28"),
        (rule(NetMonths(24)), "2026-01-31", "2028-01-31"),
        (rule(EndOfMonthPlusMonths(0)), "2028-02-01", "2028-02-29"),
        (
            Terms::next_month_day(BaseEvent::Invoice, 31),
            "2028-01-31",
            "2028-02-29",
        ),
        (
            Terms::next_month_day(BaseEvent::Invoice, 30),
            "2027-01-31",
            "2027-02-28",
        ),
    ] {
        assert_eq!(due(&terms, base), day(want), "{terms} from {base}");
    }
}

#[test]
fn the_four_readings_differ() {
    let dates = Terms::monthly_readings(BaseEvent::Invoice, 30, 25)
        .map(|terms| (terms.to_string(), due(&terms, "2026-01-15").to_string()));
    let want = [
        ("eom_30", "2026-03-02"),
        ("next_month_end", "2026-02-28"),
        ("net_30", "2026-02-14"),
        ("next_month_day_25", "2026-02-25"),
    ];
    assert_eq!(dates, want.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let sixty = Terms::monthly_readings(BaseEvent::Invoice, 60, 25);
    assert_eq!(due(&sixty[1], "2026-01-15"), day("2026-03-31"));
    assert_eq!(sixty[0], Terms::month_end_plus_days(BaseEvent::Invoice, 60));
    assert_eq!(sixty[2], Terms::net_days(BaseEvent::Invoice, 60));
}

#[test]
fn cut_off_moves_late_documents_to_the_next_statement() {
    for (date, cut_off, month) in [
        ("2026-01-25", Some(25), "2026-01-01"),
        ("2026-01-26", Some(25), "2026-02-01"),
        ("2026-12-26", Some(25), "2027-01-01"),
        ("2026-02-28", Some(30), "2026-02-01"),
        ("2026-01-31", Some(30), "2026-02-01"),
        ("2026-01-31", None, "2026-01-01"),
    ] {
        assert_eq!(
            statement_month(day(date), cut_off),
            Some(day(month)),
            "{date}"
        );
    }
    let terms = Terms::next_month_end(BaseEvent::Statement).with_cut_off(25);
    assert_eq!(due(&terms, "2026-01-25"), day("2026-02-28"));
    assert_eq!(due(&terms, "2026-01-26"), day("2026-03-31"));
}

#[test]
fn a_pay_day_already_past_moves_on() {
    let this_month = rule(DueRule::FixedDayOfMonth {
        months_ahead: 0,
        day: 10,
    });
    assert_eq!(due(&this_month, "2026-01-10"), day("2026-01-10"));
    assert_eq!(due(&this_month, "2026-01-11"), day("2026-02-10"));
}

#[test]
fn rolls_keep_the_raw_date() {
    let calendar = HolidayCalendar::china_2026();
    for (base, roll, want) in [
        ("2026-02-15", Roll::None, "2026-02-15"),
        ("2026-02-15", Roll::NextWorkday, "2026-02-24"),
        ("2026-02-15", Roll::PreviousWorkday, "2026-02-14"),
        ("2026-10-01", Roll::NextWorkday, "2026-10-08"),
        ("2026-02-14", Roll::NextWorkday, "2026-02-14"),
    ] {
        let terms = rule(DueRule::OnEvent).with_roll(roll);
        let plan = schedule(&terms, day(base), 1, &calendar).unwrap();
        assert_eq!((plan[0].raw_due_on, plan[0].due_on), (day(base), day(want)));
    }
}

fn milestones() -> Terms {
    Terms {
        base: BaseEvent::Order,
        cut_off_day: None,
        instalments: vec![
            Instalment::new(Share::Part(300_000_000), DueRule::OnEvent),
            Instalment::new(Share::Part(600_000_000), DueRule::OnEvent).on(BaseEvent::Delivery),
            Instalment::new(Share::Rest, DueRule::NetMonths(12))
                .on(BaseEvent::Acceptance)
                .as_retention(),
        ],
        roll: Roll::None,
    }
}

#[test]
fn milestones_wait_for_their_events() {
    let terms = milestones();
    let dates = |event| match event {
        BaseEvent::Order => Some(day("2026-03-01")),
        BaseEvent::Delivery => Some(day("2026-04-10")),
        _ => None,
    };
    let plan = schedule_by_event(&terms, dates, 99_999, &HolidayCalendar::china_2026()).unwrap();
    let seen: Vec<_> = plan
        .iter()
        .map(|p| (p.amount, p.due.map(|(raw, _)| raw.to_string()), p.retention))
        .collect();
    assert_eq!(
        seen,
        [
            (30_000, Some("2026-03-01".to_owned()), false),
            (59_999, Some("2026-04-10".to_owned()), false),
            (10_000, None, true),
        ]
    );
    assert_eq!(plan[2].event, BaseEvent::Acceptance);
}

#[test]
fn refusals() {
    use TermsError as E;
    let with = |instalments: Vec<Instalment>| Terms {
        base: BaseEvent::Invoice,
        cut_off_day: None,
        instalments,
        roll: Roll::None,
    };
    let part = |share| Instalment::new(Share::Part(share), DueRule::NetDays(1));
    let rest = Instalment::new(Share::Rest, DueRule::NetDays(1));
    let fixed = |day| DueRule::FixedDayOfMonth {
        months_ahead: 1,
        day,
    };
    for (terms, error, code) in [
        (
            with(vec![]),
            E::InstalmentCount(0),
            "terms.instalment_count",
        ),
        (
            with(vec![part(1); 61]),
            E::InstalmentCount(61),
            "terms.instalment_count",
        ),
        (with(vec![part(0), rest]), E::Share(0), "terms.share_range"),
        (
            with(vec![part(1_000_000_001)]),
            E::Share(0),
            "terms.share_range",
        ),
        (
            with(vec![part(300_000_000)]),
            E::ShareSum(300_000_000),
            "terms.share_sum",
        ),
        (
            with(vec![part(700_000_000), part(700_000_000)]),
            E::ShareSum(1_400_000_000),
            "terms.share_sum",
        ),
        (
            with(vec![part(1_000_000_000), rest]),
            E::ShareSum(1_000_000_000),
            "terms.share_sum",
        ),
        (
            with(vec![rest, rest]),
            E::RestNotLast(0),
            "terms.rest_not_last",
        ),
        (
            rule(DueRule::NetDays(3_651)),
            E::Period(0),
            "terms.period_range",
        ),
        (
            rule(DueRule::NetMonths(121)),
            E::Period(0),
            "terms.period_range",
        ),
        (rule(fixed(0)), E::DayOfMonth(0), "terms.day_of_month"),
        (rule(fixed(32)), E::DayOfMonth(32), "terms.day_of_month"),
        (
            rule(DueRule::OnEvent).with_cut_off(0),
            E::DayOfMonth(0),
            "terms.day_of_month",
        ),
    ] {
        assert_eq!(terms.validate(), Err(error), "{terms}");
        assert_eq!(
            schedule(
                &terms,
                day("2026-01-01"),
                1,
                &HolidayCalendar::weekends_only()
            ),
            Err(error)
        );
        assert_eq!(error.code(), code);
    }
    let end = schedule(
        &rule(DueRule::NetDays(1)),
        NaiveDate::MAX,
        1,
        &HolidayCalendar::weekends_only(),
    );
    assert_eq!(end, Err(E::OutOfRange));
}

#[test]
fn sixty_day_rule() {
    use BuyerKind::*;
    let check = |terms: &Terms, buyer| {
        statutory_warning(terms, true, buyer)
            .unwrap()
            .map(|w| (w.code, w.days, w.limit))
    };
    let on = |event, r| Terms::single(event, r);
    let delivery = BaseEvent::Delivery;
    assert_eq!(
        check(&on(delivery, DueRule::NetDays(60)), LargeEnterprise),
        None
    );
    assert_eq!(
        check(&on(delivery, DueRule::NetDays(61)), LargeEnterprise),
        Some(("terms.large_over_60_days", 61, 60))
    );
    assert_eq!(
        check(
            &Terms::month_end_plus_days(BaseEvent::Statement, 30),
            LargeEnterprise
        ),
        None,
        "the first of a long month waits 30 days for its end"
    );
    assert_eq!(
        check(
            &Terms::month_end_plus_days(BaseEvent::Statement, 60),
            LargeEnterprise
        ),
        Some(("terms.large_over_60_days", 90, 60))
    );
    assert_eq!(
        check(
            &Terms::next_month_end(BaseEvent::Statement),
            LargeEnterprise
        ),
        Some(("terms.large_over_60_days", 61, 60))
    );
    assert_eq!(
        check(&Terms::net_days(BaseEvent::Invoice, 30), LargeEnterprise),
        Some(("terms.counted_from_invoice", 30, 60))
    );
    assert_eq!(
        check(&on(delivery, DueRule::NetDays(45)), PublicBody),
        Some(("terms.public_over_30_days", 45, 30))
    );
    assert_eq!(
        check(&on(delivery, DueRule::NetMonths(3)), PublicBody),
        Some(("terms.public_over_60_days", 92, 60))
    );
    assert_eq!(
        check(&milestones(), PublicBody),
        None,
        "retention is left out"
    );
    assert_eq!(check(&on(delivery, DueRule::NetDays(99)), Other), None);
    let long = on(delivery, DueRule::NetDays(99));
    assert_eq!(statutory_warning(&long, false, PublicBody), Ok(None));
    assert_eq!(
        check(&on(delivery, DueRule::WorkingDays(50)), LargeEnterprise),
        Some(("terms.large_over_60_days", 70, 60))
    );
}

pub(crate) fn any_rule() -> impl Strategy<Value = DueRule> {
    prop_oneof![
        Just(DueRule::OnEvent),
        (0..200_u16).prop_map(DueRule::NetDays),
        (0..60_u16).prop_map(DueRule::WorkingDays),
        (0..30_u16).prop_map(DueRule::NetMonths),
        (0..100_u16).prop_map(DueRule::EndOfMonthPlusDays),
        (0..6_u16).prop_map(DueRule::EndOfMonthPlusMonths),
        (0..4_u16, 1..=31_u8)
            .prop_map(|(months_ahead, day)| DueRule::FixedDayOfMonth { months_ahead, day }),
    ]
}

fn any_event() -> impl Strategy<Value = BaseEvent> {
    prop::sample::select(BaseEvent::ALL.to_vec())
}

/// Valid terms of one to six instalments.
pub(crate) fn any_terms() -> impl Strategy<Value = Terms> {
    let instalment = (
        any_rule(),
        prop::option::of(any_event()),
        any::<bool>(),
        1..160_000_000_i64,
    );
    (
        any_event(),
        prop::option::of(1..=31_u8),
        prop::collection::vec(instalment, 1..6),
        prop::sample::select(vec![Roll::None, Roll::NextWorkday, Roll::PreviousWorkday]),
        any::<bool>(),
    )
        .prop_map(|(base, cut_off_day, parts, roll, rest)| {
            let mut left = 1_000_000_000;
            let last = parts.len() - 1;
            let instalments = parts
                .into_iter()
                .enumerate()
                .map(|(at, (rule, event, retention, share))| {
                    let share = match (at == last, rest) {
                        (true, true) => Share::Rest,
                        (true, false) => Share::Part(left),
                        (false, _) => Share::Part(share),
                    };
                    if let Share::Part(part) = share {
                        left -= part;
                    }
                    Instalment {
                        share,
                        rule,
                        event,
                        retention,
                    }
                })
                .collect();
            Terms {
                base,
                cut_off_day,
                instalments,
                roll,
            }
        })
}

proptest! {
    #[test]
    fn schedules_sum_and_never_look_back(
        terms in any_terms(), base in any_day(), amount in any::<i64>(),
    ) {
        let calendar = HolidayCalendar::china_2026();
        let plan = schedule(&terms, base, amount, &calendar).unwrap();
        prop_assert_eq!(plan.len(), terms.instalments.len());
        let sum: i128 = plan.iter().map(|d| i128::from(d.amount)).sum();
        prop_assert_eq!(sum, i128::from(amount));
        for due in &plan {
            prop_assert!(due.raw_due_on >= base);
            match terms.roll {
                Roll::None => prop_assert_eq!(due.due_on, due.raw_due_on),
                Roll::NextWorkday => prop_assert!(due.due_on >= due.raw_due_on),
                Roll::PreviousWorkday => prop_assert!(due.due_on <= due.raw_due_on),
            }
        }
    }

    #[test]
    fn a_later_base_is_never_due_earlier(
        terms in any_terms(), base in any_day(), later in 0..80_u64,
    ) {
        let calendar = HolidayCalendar::china_2026();
        let first = schedule(&terms, base, 1, &calendar).unwrap();
        let second = schedule(&terms, base + chrono::Days::new(later), 1, &calendar).unwrap();
        for (a, b) in first.iter().zip(&second) {
            prop_assert!(a.raw_due_on <= b.raw_due_on && a.due_on <= b.due_on, "{:?} {:?}", a, b);
        }
    }
}
