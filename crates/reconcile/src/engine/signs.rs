//! Whether the two parties write with opposite signs: their payable is our receivable.

use super::links::Pair;
use crate::side::Side;

/// Whether theirs has to be turned. Rows with a common number decide; without any, the totals.
pub(super) fn opposite(ours: &Side, theirs: &Side, pairs: &[Pair]) -> bool {
    let same: u64 = pairs.iter().map(|p| p.same).sum();
    let other: u64 = pairs.iter().map(|p| p.other).sum();
    if same + other > 0 {
        return other > same;
    }
    let share = |side: &Side| {
        let down = side.rows().iter().filter(|r| r.amount < 0).count();
        let up = side.rows().iter().filter(|r| r.amount > 0).count();
        (up, down)
    };
    let (ours_up, ours_down) = share(ours);
    let (theirs_up, theirs_down) = share(theirs);
    let positive = ours.total() > 0 && ours_up >= ours_down;
    let negative = ours.total() < 0 && ours_down >= ours_up;
    (positive && theirs.total() < 0 && theirs_down > theirs_up)
        || (negative && theirs.total() > 0 && theirs_up > theirs_down)
}
