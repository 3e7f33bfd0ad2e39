//! Which of a few amounts make a sum: meet in the middle, so at most 2^(n/2) sums a side.

/// Most amounts that are looked at together.
pub(crate) const MOST: usize = 22;
/// Solutions beyond this many mean that the sum decides nothing.
const LIMIT: usize = 256;

/// Every choice of at most `max` amounts whose sum is the target, as bit masks in ascending order;
/// `None` when there are more than anybody could choose from.
#[must_use]
pub fn solve(amounts: &[i64], target: i64, max: usize) -> Option<Vec<u32>> {
    let amounts = &amounts[..amounts.len().min(MOST)];
    let positive = amounts.iter().all(|a| *a > 0);
    let half = amounts.len() / 2;
    let sums = |part: &[i64], shift: usize| {
        let mut sums: Vec<(i64, u32)> = Vec::with_capacity(1 << part.len());
        sums.push((0, 0));
        for (place, amount) in part.iter().enumerate() {
            for i in 0..sums.len() {
                let (sum, mask) = sums[i];
                let Some(sum) = sum.checked_add(*amount) else {
                    continue;
                };
                if mask.count_ones() as usize >= max || (positive && sum > target) {
                    continue;
                }
                sums.push((sum, mask | 1 << (place + shift)));
            }
        }
        sums
    };
    let mut low = sums(&amounts[..half], 0);
    low.sort_unstable();
    let mut found = Vec::new();
    for (sum, mask) in sums(&amounts[half..], half) {
        let Some(need) = target.checked_sub(sum) else {
            continue;
        };
        let from = low.partition_point(|l| l.0 < need);
        for (_, other) in low[from..].iter().take_while(|l| l.0 == need) {
            let all = mask | other;
            if all != 0 && all.count_ones() as usize <= max {
                found.push(all);
                if found.len() > LIMIT {
                    return None;
                }
            }
        }
    }
    found.sort_unstable();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finds_all_choices() {
        assert_eq!(solve(&[5, 3, 2, 7], 10, 8), Some(vec![0b0111, 0b1010]));
        assert_eq!(solve(&[5, 3, 2, 7], 10, 2), Some(vec![0b1010]));
        assert_eq!(solve(&[5, 3], 100, 8), Some(vec![]));
        assert_eq!(solve(&[100, -30, 7], 70, 8), Some(vec![0b011]));
        assert_eq!(solve(&[1; 22], 11, 22), None);
    }

    proptest! {
        #[test]
        fn agrees_with_trying_everything(
            amounts in prop::collection::vec(-20_i64..60, 0..11),
            target in 1_i64..120,
            max in 1_usize..6,
        ) {
            let want: Vec<u32> = (1_u32..1 << amounts.len())
                .filter(|m| m.count_ones() as usize <= max)
                .filter(|m| amounts.iter().zip(0..).filter(|(_, b)| m >> b & 1 == 1).map(|(a, _)| a).sum::<i64>() == target)
                .collect();
            if let Some(got) = solve(&amounts, target, max) {
                prop_assert_eq!(got, want);
            } else {
                prop_assert!(want.len() > LIMIT);
            }
        }
    }
}
