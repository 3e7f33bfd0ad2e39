use crate::{any_day, day};
use jieqing_kernel::aging::*;
use proptest::prelude::*;

#[test]
fn overdue_vectors() {
    let as_of = day("2026-06-30");
    let buckets = AgingBuckets::default_overdue();
    for (due, days, bucket) in [
        ("2026-07-01", 0, 0),
        ("2026-06-30", 0, 0),
        ("2026-06-29", 1, 1),
        ("2026-05-31", 30, 1),
        ("2026-05-30", 31, 2),
        ("2026-04-01", 90, 3),
        ("2026-03-31", 91, 4),
        ("2026-01-01", 180, 4),
        ("2025-12-31", 181, 5),
        ("2025-06-30", 365, 5),
        ("2025-06-29", 366, 6),
    ] {
        assert_eq!(overdue_days(day(due), as_of), days, "{due}");
        assert_eq!(buckets.bucket_of(day(due), as_of), bucket, "{due}");
    }
    assert_eq!(days_past_due(day("2026-07-05"), as_of), -5);
}

#[test]
fn statutory_years_end_on_the_anniversary() {
    let buckets = AgingBuckets::statutory();
    for (document, as_of, bucket) in [
        ("2026-01-01", "2025-12-31", 0),
        ("2025-06-30", "2026-06-30", 0),
        ("2025-06-29", "2026-06-30", 1),
        ("2024-02-29", "2025-02-28", 0),
        ("2024-02-29", "2025-03-01", 1),
        ("2021-06-30", "2026-06-30", 4),
        ("2021-06-29", "2026-06-30", 5),
        ("1990-01-01", "2026-06-30", 5),
    ] {
        assert_eq!(
            buckets.bucket_of(day(document), day(as_of)),
            bucket,
            "{document}"
        );
    }
}

#[test]
fn column_heads() {
    let heads = |b: &AgingBuckets| {
        b.buckets()
            .iter()
            .map(|x| (x.from, x.to))
            .collect::<Vec<_>>()
    };
    let some = |from: i64, to: i64| (Some(from), Some(to));
    assert_eq!(
        heads(&AgingBuckets::default_overdue()),
        [
            (None, Some(0)),
            some(1, 30),
            some(31, 60),
            some(61, 90),
            some(91, 180),
            some(181, 365),
            (Some(366), None)
        ]
    );
    assert_eq!(
        heads(&AgingBuckets::statutory()),
        [
            some(0, 1),
            some(1, 2),
            some(2, 3),
            some(3, 4),
            some(4, 5),
            (Some(5), None)
        ]
    );
}

#[test]
fn edges_are_checked() {
    use AgingError::*;
    let days = |edges: &[i64]| AgingBuckets::try_new(AgeUnit::OverdueDays, edges.to_vec());
    assert_eq!(days(&[30, 60]).unwrap().edges(), [30, 60]);
    assert_eq!(days(&[30, 60]).unwrap().unit(), AgeUnit::OverdueDays);
    for (edges, error, code) in [
        (vec![], Count(0), "aging.edge_count"),
        ((1..=13).collect(), Count(13), "aging.edge_count"),
        (vec![0], Range(0), "aging.edge_range"),
        (vec![36_501], Range(36_501), "aging.edge_range"),
        (vec![30, 30], Order(30), "aging.edge_order"),
        (vec![60, 30], Order(30), "aging.edge_order"),
    ] {
        assert_eq!(days(&edges), Err(error));
        assert_eq!(error.code(), code);
    }
    assert_eq!(
        AgingBuckets::try_new(AgeUnit::DocumentYears, vec![51]),
        Err(Range(51))
    );
}

#[test]
fn a_row_keeps_credits_apart() {
    let mut row = AgingRow::new(&AgingBuckets::default_overdue());
    row.add(0, 1_000).unwrap();
    row.add(6, 300).unwrap();
    row.add(1, -200).unwrap();
    row.add_unapplied(250).unwrap();
    let totals = row.totals().unwrap();
    assert_eq!(totals.buckets, [1_000, 0, 0, 0, 0, 0, 300]);
    assert_eq!((totals.credits, totals.balance), (-450, 850));
    let netted = totals.net_oldest_first();
    assert_eq!(netted.buckets, [850, 0, 0, 0, 0, 0, 0]);
    assert_eq!((netted.credits, netted.balance), (0, 850));

    row.add_unapplied(2_000).unwrap();
    let over = row.totals().unwrap().net_oldest_first();
    assert_eq!((over.credits, over.balance), (-1_150, -1_150));
    assert_eq!(row.add(7, 1), Err(AgingError::Bucket(7)));
    assert_eq!(row.add_unapplied(-1), Err(AgingError::OutOfRange));
    let other = AgingRow::new(&AgingBuckets::statutory());
    assert_eq!(row.merge(&other), Err(AgingError::Bucket(6)));
}

#[test]
fn sums_beyond_64_bits_are_refused_only_at_the_end() {
    let mut row = AgingRow::new(&AgingBuckets::default_overdue());
    row.add(0, i64::MAX).unwrap();
    row.add(0, i64::MAX).unwrap();
    assert_eq!(row.totals(), Err(AgingError::OutOfRange));
}

proptest! {
    #[test]
    fn buckets_and_credits_sum_to_the_balance(
        items in prop::collection::vec((any_day(), -1_000_000_i64..1_000_000), 0..50),
        unapplied in 0..1_000_000_i64, as_of in any_day(), at in 0..50_usize,
    ) {
        for definition in [AgingBuckets::default_overdue(), AgingBuckets::statutory()] {
            let row = |items: &[(chrono::NaiveDate, i64)]| {
                let mut row = AgingRow::new(&definition);
                for (due, open) in items {
                    row.add(definition.bucket_of(*due, as_of), *open).unwrap();
                }
                row
            };
            let mut whole = row(&items);
            whole.add_unapplied(unapplied).unwrap();
            let totals = whole.totals().unwrap();
            let open: i64 = items.iter().map(|(_, open)| open).sum();
            prop_assert_eq!(totals.balance, open - unapplied);
            prop_assert_eq!(totals.buckets.iter().sum::<i64>() + totals.credits, totals.balance);
            prop_assert!(totals.credits <= 0 && totals.buckets.iter().all(|b| *b >= 0));
            let netted = totals.net_oldest_first();
            prop_assert_eq!(netted.buckets.iter().sum::<i64>() + netted.credits, totals.balance);
            prop_assert!(netted.credits <= 0 && netted.buckets.iter().all(|b| *b >= 0));

            let (left, right) = items.split_at(at.min(items.len()));
            let mut merged = row(right);
            merged.add_unapplied(unapplied).unwrap();
            merged.merge(&row(left)).unwrap();
            prop_assert_eq!(merged, whole);
        }
    }

    #[test]
    fn time_only_makes_things_older(date in any_day(), as_of in any_day()) {
        let next = as_of.succ_opt().unwrap();
        prop_assert!(overdue_days(date, next) >= overdue_days(date, as_of));
        for definition in [AgingBuckets::default_overdue(), AgingBuckets::statutory()] {
            let bucket = definition.bucket_of(date, as_of);
            prop_assert!(definition.bucket_of(date, next) >= bucket);
            prop_assert!(bucket < definition.buckets().len());
        }
    }

    #[test]
    fn days_fall_in_the_bucket_that_says_so(due in any_day(), as_of in any_day()) {
        let definition = AgingBuckets::default_overdue();
        let bucket = definition.buckets()[definition.bucket_of(due, as_of)];
        let days = overdue_days(due, as_of);
        prop_assert!(bucket.from.unwrap_or(0) <= days && days <= bucket.to.unwrap_or(i64::MAX));
    }
}
