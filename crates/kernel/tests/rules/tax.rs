use jieqing_kernel::tax::*;
use proptest::prelude::*;

const R13: i64 = 130_000_000;
const R1: i64 = 10_000_000;

fn split(net: i64, tax: i64, total: i64) -> Split {
    Split { net, tax, total }
}

#[test]
fn inclusive_vectors() {
    for (total, rate, net, tax) in [
        (113_000, 13, 100_000, 13_000),
        (10_000, 13, 8_850, 1_150),
        (11_468, 1, 11_354, 114),
        (3_954, 3, 3_839, 115),
        (1_919, 3, 1_863, 56),
        (659_800, 13, 583_894, 75_906),
        (170_540_000, 13, 150_920_354, 19_619_646),
        (11_100, 6, 10_472, 628),
        (1_000_000, 9, 917_431, 82_569),
        (99_999, 6, 94_339, 5_660),
        (1, 13, 1, 0),
        (4, 13, 4, 0),
        (5, 13, 4, 1),
        (-50_000, 1, -49_505, -495),
    ] {
        assert_eq!(
            split_inclusive(total, rate * R1),
            Some(split(net, tax, total)),
            "{total} at {rate} %"
        );
    }
}

#[test]
fn the_two_modes_are_not_inverse() {
    assert_eq!(
        split_exclusive(8_850, R13),
        Some(split(8_850, 1_151, 10_001))
    );
}

#[test]
fn header_is_the_sum_of_lines() {
    let twenty = (0..20).map(|_| split_inclusive(5, R13).unwrap());
    assert_eq!(Split::sum(twenty), Some(split(80, 20, 100)));
    assert_eq!(split_inclusive(100, R13), Some(split(88, 12, 100)));
    let thirds: Vec<Split> = [3_333, 3_333, 3_334]
        .iter()
        .map(|t| split_inclusive(*t, R13).unwrap())
        .collect();
    assert_eq!(
        thirds.iter().map(|s| (s.net, s.tax)).collect::<Vec<_>>(),
        [(2_950, 383), (2_950, 383), (2_950, 384)]
    );
    assert_eq!(Split::sum([split(i64::MAX, 0, 0), split(1, 0, 0)]), None);
    assert_eq!(split(i64::MIN, 0, 0).checked_neg(), None);
    assert_eq!(split(-1, -2, -3).checked_neg(), Some(split(1, 2, 3)));
}

#[test]
fn platform_tolerances() {
    let tiny = split(80, 20, 100);
    assert_eq!(
        tax_agrees(tiny, R13, TAX_TOLERANCE),
        Some(false),
        "0.096 off"
    );
    assert_eq!(tax_agrees(split(4, 1, 5), R13, TAX_TOLERANCE), Some(true));
    assert_eq!(
        tax_agrees(split(1_000, 136, 1_136), R13, TAX_TOLERANCE),
        Some(true)
    );
    assert_eq!(
        tax_agrees(split(1_000, 137, 1_137), R13, TAX_TOLERANCE),
        Some(false)
    );
    assert_eq!(tax_agrees(tiny, -1, TAX_TOLERANCE), None);
    let third = 33_333_333;
    assert_eq!(
        price_agrees(3_000_000, third, 100, 2, PRICE_TOLERANCE),
        Some(true)
    );
    assert_eq!(
        price_agrees(3_000_000, third, 101, 2, PRICE_TOLERANCE),
        Some(false)
    );
    assert_eq!(
        price_agrees(3_000_000, third, 100, 5, PRICE_TOLERANCE),
        None
    );
}

#[test]
fn line_amounts_round_once_half_up() {
    for (qty, price, exponent, want) in [
        (1_000_000, 12_500_000, 2, Some(13)),
        (-1_000_000, 12_500_000, 2, Some(-13)),
        (1_000_000, 100_500_000, 2, Some(101)),
        (1_000_000, 234_500_000, 2, Some(235)),
        (3_000_000, 33_333_333, 2, Some(100)),
        (1_500_000, 100_000_000, 0, Some(2)),
        (1_500_000, 100_000_000, 3, Some(1_500)),
        (1_000_000, 100_000_000, 4, Some(10_000)),
        (1_000_000, 100_000_000, 5, None),
        (i64::MAX, i64::MAX, 2, None),
        (i64::MAX, 0, 2, Some(0)),
    ] {
        assert_eq!(line_amount(qty, price, exponent), want, "{qty} x {price}");
    }
    assert_eq!(unit_price(100, 3_000_000, 2), Some(33_333_333));
    assert_eq!(unit_price(100, 0, 2), None);
}

#[test]
fn discount_row_follows_the_invoice() {
    let line =
        |discount, inclusive| line_split(1_000_000, 113_000_000_000, discount, inclusive, R13, 2);
    let want = LineSplit {
        gross: split(100_000, 13_000, 113_000),
        discount: split(-5_000, -650, -5_650),
        net: split(95_000, 12_350, 107_350),
    };
    assert_eq!(line(Discount::Amount(5_650), true), Ok(want));
    assert_eq!(line(Discount::Rate(50_000_000), true), Ok(want));
    let plain = line(Discount::None, true).unwrap();
    assert_eq!((plain.net, plain.discount), (plain.gross, Split::default()));
    assert_eq!(
        line(Discount::Amount(113_000), true).unwrap().net,
        Split::default()
    );
    assert_eq!(
        line(Discount::Amount(13_000), false).unwrap().net,
        split(100_000, 13_000, 113_000)
    );
    for discount in [113_001, -1] {
        let error = line(Discount::Amount(discount), true).unwrap_err();
        assert_eq!(
            error,
            LineError::DiscountExceedsLine {
                amount: 113_000,
                discount
            }
        );
        assert_eq!(error.code(), "tax.discount_exceeds_line");
    }
    assert_eq!(
        line(Discount::Rate(RATE_ONE + 1), true),
        Err(LineError::DiscountRate)
    );
    assert_eq!(
        line_split(1, 1, Discount::None, true, -1, 2),
        Err(LineError::TaxRate)
    );
    assert_eq!(
        line_split(i64::MAX, i64::MAX, Discount::None, true, R13, 2),
        Err(LineError::OutOfRange)
    );
    let back = line_split(
        -1_000_000,
        113_000_000_000,
        Discount::Amount(-5_650),
        true,
        R13,
        2,
    );
    assert_eq!(back.unwrap().net, split(-95_000, -12_350, -107_350));
}

#[test]
fn three_zeros_are_three_things() {
    let all = [
        (TaxTreatment::Taxed(R13), "taxed", R13, None),
        (TaxTreatment::ZeroRated, "zero_rated", 0, Some(3)),
        (TaxTreatment::Exempt, "exempt", 0, Some(1)),
        (TaxTreatment::NotTaxable, "not_taxable", 0, Some(2)),
    ];
    for (treatment, code, rate, mark) in all {
        assert_eq!(treatment.code(), code);
        assert_eq!(treatment.rate_e9(), rate);
        assert_eq!(treatment.zero_rate_mark(), mark);
        assert_eq!(TaxTreatment::from_parts(code, rate), Some(treatment));
    }
    assert_eq!(TaxTreatment::from_parts("taxed", 0), None);
    assert_eq!(TaxTreatment::from_parts("exempt", 1), None);
    assert_eq!(TaxTreatment::from_parts("free", 0), None);
}

#[test]
fn allocation_vectors() {
    assert_eq!(
        allocate_proportional(1_000, &[10_000, 20_000, 3_333]),
        Some(vec![300, 600, 100])
    );
    assert_eq!(
        allocate_proportional(100, &[1, 1, 1]),
        Some(vec![34, 33, 33])
    );
    assert_eq!(
        allocate_proportional(-100, &[1, 1, 1]),
        Some(vec![-34, -33, -33])
    );
    assert_eq!(allocate_proportional(100, &[-1, -2]), Some(vec![33, 67]));
    assert_eq!(allocate_proportional(1, &[1, 1, 1]), Some(vec![1, 0, 0]));
    assert_eq!(allocate_proportional(2, &[3, 3, 3]), Some(vec![0, 1, 1]));
    assert_eq!(
        allocate_proportional(100, &[1; 200]).map(|p| p.into_iter().filter(|x| *x == 1).count()),
        Some(100),
        "many tiny parts: one unit each instead of -99 for the first"
    );
    assert_eq!(allocate_proportional(0, &[]), Some(vec![]));
    assert_eq!(allocate_proportional(0, &[0, 0]), Some(vec![0, 0]));
    assert_eq!(allocate_proportional(1, &[]), None);
    assert_eq!(allocate_proportional(1, &[0]), None);
    assert_eq!(allocate_proportional(1, &[1, -1]), None);
    assert_eq!(
        allocate_proportional(i64::MIN, &[i64::MAX, 0]),
        Some(vec![i64::MIN, 0])
    );
}

#[test]
fn last_instalment_takes_the_remainder() {
    let third = 333_333_333;
    assert_eq!(
        split_last(100, &[third, third, third]),
        Some(vec![33, 33, 34])
    );
    assert_eq!(
        split_last(-100, &[third, third, third]),
        Some(vec![-33, -33, -34])
    );
    assert_eq!(
        split_last(999, &[300_000_000, 600_000_000, 100_000_000]),
        Some(vec![300, 599, 100])
    );
    assert_eq!(
        split_last(5, &[100_000_000; 10]),
        Some(vec![1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    );
    assert_eq!(split_last(5, &[]), None);
    assert_eq!(split_last(5, &[RATE_ONE, 1]), None);
    assert_eq!(split_last(5, &[-1, RATE_ONE]), None);
}

#[test]
fn parts_of_a_quantity() {
    assert_eq!(part_of(100, 0, 1, 3), Some(33));
    assert_eq!(part_of(100, 1, 2, 3), Some(34));
    assert_eq!(part_of(100, 2, 3, 3), Some(33));
    assert_eq!(part_of(100, 3, 1, 3), Some(-67));
    assert_eq!(part_of(100, 0, 1, 0), None);
    assert_eq!(part_of(i64::MAX, 0, i64::MAX, 1), None);
}

proptest! {
    #[test]
    fn splits_add_up_and_keep_their_sign(total in any::<i64>(), rate in 0..=RATE_ONE) {
        let s = split_inclusive(total, rate).unwrap();
        prop_assert_eq!(i128::from(s.net) + i128::from(s.tax), i128::from(s.total));
        prop_assert!(s.net.signum() * total.signum() >= 0 && s.tax.signum() * total.signum() >= 0);
        if let Some(s) = split_exclusive(total, rate) {
            prop_assert_eq!(i128::from(s.net) + i128::from(s.tax), i128::from(s.total));
        }
        prop_assert_eq!(split_inclusive(total, -1 - rate), None);
    }

    #[test]
    fn each_line_stays_in_the_platform_tolerance(
        total in -1_000_000_000_000_i64..1_000_000_000_000, rate in 0..=130_000_000_i64,
    ) {
        let s = split_inclusive(total, rate).unwrap();
        prop_assert_eq!(tax_agrees(s, rate, TAX_TOLERANCE), Some(true));
        prop_assert_eq!(tax_agrees(split_exclusive(total, rate).unwrap(), rate, 1), Some(true));
    }

    #[test]
    fn discounted_lines_never_go_below_zero(
        qty in 0..1_000_000_000_i64, price in 0..1_000_000_000_000_i64, off in 0..=RATE_ONE,
        inclusive in any::<bool>(), rate in 0..=RATE_ONE,
    ) {
        let line = line_split(qty, price, Discount::Rate(off), inclusive, rate, 2).unwrap();
        for s in [line.gross, line.discount, line.net] {
            prop_assert_eq!(s.net + s.tax, s.total);
        }
        prop_assert!(line.net.net >= 0 && line.net.tax >= 0);
        prop_assert_eq!(line.gross.checked_add(line.discount), Some(line.net));
    }

    #[test]
    fn unit_price_gives_the_amount_back(amount in 0..1_000_000_000_000_i64, units in 1..10_000_i64) {
        let qty = units * 1_000_000;
        let price = unit_price(amount, qty, 2).unwrap();
        prop_assert_eq!(price_agrees(qty, price, amount, 2, PRICE_TOLERANCE), Some(true));
    }

    #[test]
    fn allocations_sum_and_stay_inside(
        amount in -100_000_i64..100_000, weights in prop::collection::vec(0..5_000_i64, 1..60),
    ) {
        let sum: i64 = weights.iter().sum();
        prop_assume!(sum > 0);
        let parts = allocate_proportional(amount, &weights).unwrap();
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(parts.iter().sum::<i64>(), amount);
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert!(part.signum() * amount.signum() >= 0);
            if amount.abs() <= sum {
                prop_assert!(part.abs() <= *weight, "{part} of {weight}");
            }
        }
    }

    #[test]
    fn instalments_sum(amount in any::<i64>(), cuts in prop::collection::vec(0..=RATE_ONE, 0..20)) {
        let mut cuts = cuts;
        cuts.extend([0, RATE_ONE]);
        cuts.sort_unstable();
        let shares: Vec<i64> = cuts.windows(2).map(|w| w[1] - w[0]).collect();
        let parts = split_last(amount, &shares).unwrap();
        prop_assert_eq!(parts.iter().map(|p| i128::from(*p)).sum::<i128>(), i128::from(amount));
        prop_assert!(parts.iter().all(|p| p.signum() * amount.signum() >= 0));
    }

    #[test]
    fn partition_sums(total in -1_000_000_000_i64..1_000_000_000,
        steps in prop::collection::vec(0..1_000_000_i64, 1..20)) {
        let full: i64 = steps.iter().sum();
        prop_assume!(full > 0);
        let mut at = 0;
        let mut sum = 0;
        for step in steps {
            sum += part_of(total, at, at + step, full).unwrap();
            at += step;
        }
        prop_assert_eq!(sum, total);
    }
}
