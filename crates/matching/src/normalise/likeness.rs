//! How a number in a text agrees with one of ours.

use super::reading::Digits;
use crate::model::NumberFit;

/// A number of ours: all its digits, and how many of them are the running number at the end.
pub(crate) type Fit = (NumberFit, u32);

/// Bits of one decimal digit, in thousandths.
const DIGIT: u32 = 3_322;

/// How `found` agrees with `ours`, whose last `tail` digits are the running number, and how much
/// that says, in thousandths of a bit: what a chance agreement of that many digits would take, less
/// the ways in which numbers are damaged.
pub(crate) fn fit(found: Digits, ours: Digits, tail: u8) -> Option<Fit> {
    let say = |kind, digits: u8, less: u32| {
        Some((kind, (u32::from(digits) * DIGIT).saturating_sub(less)))
    };
    if found.len == 0 || ours.len == 0 {
        return None;
    }
    if found == ours {
        return say(NumberFit::Whole, ours.len, 1_000);
    }
    let running = ours.tail(tail);
    let meant = found.significant();
    if meant >= 2 && meant < ours.significant().max(tail) + 1 {
        if found.value == running.value && found.len <= ours.len {
            return say(NumberFit::Tail, meant, 2_000);
        }
        if found.len >= 4 && found.len < ours.len && ours.tail(found.len) == found {
            return say(NumberFit::Tail, found.len, 3_000);
        }
    }
    let lost = ours.len.saturating_sub(found.len);
    if found.len >= 5 && (1..=3).contains(&lost) && ours.head(found.len) == found {
        return say(NumberFit::Cut, found.len, 6_000);
    }
    if found.len >= 5 && one_edit(found, ours) {
        return say(NumberFit::OneEdit, ours.len, 9_000);
    }
    // The running number alone, itself damaged, or the whole with lost zeros and one wrong digit.
    if tail >= 4 && found.len >= 4 && tail < ours.len && one_edit(found, running) {
        return say(NumberFit::OneEdit, tail, 8_000);
    }
    None
}

/// One digit wrong, lost, added, or two neighbours swapped.
fn one_edit(a: Digits, b: Digits) -> bool {
    let (short, long) = if a.len <= b.len { (a, b) } else { (b, a) };
    if long.len - short.len > 1 {
        return false;
    }
    let head = (0..short.len)
        .take_while(|i| short.at(*i) == long.at(*i))
        .count();
    let Ok(head) = u8::try_from(head) else {
        return false;
    };
    if short.len < long.len {
        return short.tail(short.len - head) == long.tail(long.len - head - 1);
    }
    if head == short.len {
        return true;
    }
    let left = short.len - head - 1;
    if short.tail(left) == long.tail(left) {
        return true;
    }
    left >= 1
        && short.at(head) == long.at(head + 1)
        && short.at(head + 1) == long.at(head)
        && short.tail(left - 1) == long.tail(left - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Digits {
        Digits {
            value: text.parse().unwrap(),
            len: text.len().try_into().unwrap(),
        }
    }

    fn kind(found: &str, ours: &str, tail: u8) -> Option<NumberFit> {
        fit(digits(found), digits(ours), tail).map(|f| f.0)
    }

    #[test]
    fn knows_how_numbers_are_damaged() {
        let ours = "25010000123";
        for (found, want) in [
            ("25010000123", Some(NumberFit::Whole)),
            ("123", Some(NumberFit::Tail)),
            ("0000123", Some(NumberFit::Tail)),
            ("010000123", Some(NumberFit::Tail)),
            ("25010000132", Some(NumberFit::OneEdit)),
            ("25010000193", Some(NumberFit::OneEdit)),
            ("2501000123", Some(NumberFit::OneEdit)),
            ("250100000123", Some(NumberFit::OneEdit)),
            ("250100001", Some(NumberFit::Cut)),
            ("0000132", Some(NumberFit::OneEdit)),
            ("25010000345", None),
            ("2501", None),
            ("3", None),
        ] {
            assert_eq!(kind(found, ours, 7), want, "{found}");
        }
    }
}
