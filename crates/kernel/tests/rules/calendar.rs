use crate::{any_day, day};
use jieqing_kernel::calendar::*;
use proptest::prelude::*;

#[test]
fn vectors_of_2026() {
    let china = HolidayCalendar::china_2026();
    for (from, next) in [
        ("2026-02-15", "2026-02-24"),
        ("2026-10-01", "2026-10-08"),
        ("2026-02-14", "2026-02-14"),
        ("2026-01-01", "2026-01-04"),
        ("2026-10-10", "2026-10-10"),
        ("2026-03-07", "2026-03-09"),
    ] {
        assert_eq!(china.next_workday(day(from)), Some(day(next)), "{from}");
    }
    for (from, previous) in [
        ("2026-02-23", "2026-02-14"),
        ("2026-10-07", "2026-09-30"),
        ("2026-01-02", "2025-12-31"),
        ("2026-03-08", "2026-03-06"),
    ] {
        assert_eq!(
            china.previous_workday(day(from)),
            Some(day(previous)),
            "{from}"
        );
    }
    assert_eq!(
        china.rows().filter(|(_, k)| *k == DayKind::Holiday).count(),
        33
    );
    assert_eq!(
        china
            .rows()
            .filter(|(_, k)| *k == DayKind::MakeUpWorkday)
            .count(),
        6
    );
    assert!(china.covers_year(2026) && !china.covers_year(2027));
}

#[test]
fn working_days_are_counted() {
    let china = HolidayCalendar::china_2026();
    assert_eq!(
        china.add_workdays(day("2026-02-13"), 2),
        Some(day("2026-02-24"))
    );
    assert_eq!(
        china.add_workdays(day("2026-02-15"), 0),
        Some(day("2026-02-15"))
    );
    let plain = HolidayCalendar::weekends_only();
    assert_eq!(
        plain.add_workdays(day("2026-07-03"), 1),
        Some(day("2026-07-06"))
    );
    assert_eq!(
        plain.add_workdays(day("2026-07-04"), 5),
        Some(day("2026-07-10"))
    );
}

#[test]
fn rows_merge_and_the_later_wins() {
    let mut mine = HolidayCalendar::china_2026();
    let shop = day("2026-02-16");
    mine.merge(&HolidayCalendar::from_rows([
        (shop, DayKind::MakeUpWorkday),
        (day("2027-01-01"), DayKind::Holiday),
    ]));
    assert!(mine.is_workday(shop) && mine.covers_year(2027));
    mine.set(shop, DayKind::Holiday);
    assert!(!mine.is_workday(shop));
    assert!(mine.unset(shop) && !mine.unset(shop));
    assert!(mine.is_workday(shop), "a plain Monday again");
    for kind in [DayKind::Holiday, DayKind::MakeUpWorkday] {
        assert_eq!(DayKind::from_code(kind.code()), Some(kind));
    }
}

#[test]
fn a_year_without_work_gives_no_day() {
    let start = day("2026-01-01");
    let shut = HolidayCalendar::from_rows(
        (0..800).map(|n| (start + chrono::Days::new(n), DayKind::Holiday)),
    );
    assert_eq!(shut.next_workday(start), None);
    assert_eq!(shut.add_workdays(start, 1), None);
    assert_eq!(shut.previous_workday(start), Some(day("2025-12-31")));
    let plain = HolidayCalendar::weekends_only();
    assert_eq!(plain.add_workdays(chrono::NaiveDate::MAX, 1), None);
}

proptest! {
    #[test]
    fn rolling_lands_on_the_nearest_workday(date in any_day()) {
        let china = HolidayCalendar::china_2026();
        let next = china.next_workday(date).unwrap();
        let previous = china.previous_workday(date).unwrap();
        prop_assert!(china.is_workday(next) && china.is_workday(previous));
        prop_assert!(previous <= date && date <= next);
        prop_assert_eq!(previous == next, china.is_workday(date));
        prop_assert_eq!(china.next_workday(next), Some(next));
    }
}
