//! Ids that stand more than once in a file: a plan could not say which row it means, so none of
//! them is used.

use super::problems::{Problem, Problems};
use std::collections::HashMap;

/// Rows whose id another row has, too, and a problem for each, in order of their line.
pub(super) fn repeated<T>(
    rows: &[T],
    id: impl Fn(&T) -> &str,
    lines: &[u32],
    (file, column): (&str, &'static str),
    problems: &mut Problems,
) -> Vec<bool> {
    // Exports are mostly in the order of their ids: then nothing has to be sorted.
    if rows.is_sorted_by(|a, b| (id(a).len(), id(a)) < (id(b).len(), id(b))) {
        return Vec::new();
    }
    let mut order: Vec<(u64, u32)> = (0_u32..)
        .zip(rows)
        .map(|(at, row)| (hash(id(row)), at))
        .collect();
    order.sort_unstable();
    let mut twice: HashMap<&str, Vec<u32>> = HashMap::new();
    for same in order.chunk_by(|a, b| a.0 == b.0).filter(|c| c.len() > 1) {
        for (_, at) in same {
            twice.entry(id(&rows[*at as usize])).or_default().push(*at);
        }
    }
    twice.retain(|_, rows| rows.len() > 1);
    if twice.is_empty() {
        return Vec::new();
    }
    let mut out = vec![false; rows.len()];
    let mut all: Vec<(&str, Vec<u32>)> = twice.into_iter().collect();
    all.sort_unstable_by(|a, b| a.1.cmp(&b.1));
    for (id, places) in all {
        let at: Vec<String> = places
            .iter()
            .map(|p| lines[*p as usize].to_string())
            .collect();
        problems.push(Problem {
            file: file.to_owned(),
            line: lines[places[0] as usize].into(),
            column,
            code: Problem::TWICE,
            message: format!(
                "{id:?} stands on the lines {}; none of them is used",
                at.join(", ")
            ),
        });
        for place in places {
            out[place as usize] = true;
        }
    }
    out
}

/// Keeps what is not marked.
pub(super) fn without<T>(rows: Vec<T>, marked: &[bool]) -> Vec<T> {
    if marked.is_empty() {
        return rows;
    }
    let kept = rows.into_iter().zip(marked).filter(|(_, marked)| !**marked);
    kept.map(|(row, _)| row).collect()
}

/// FNV-1a over eight bytes at a time: only to bring equal ids together.
fn hash(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mix = |hash: u64, word: u64| {
        (hash ^ word)
            .wrapping_mul(0x0000_0100_0000_01B3)
            .rotate_left(29)
    };
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let start = 0xCBF2_9CE4_8422_2325 ^ text.len() as u64;
    let hash = words
        .iter()
        .fold(start, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    mix(hash, u64::from_le_bytes(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rows_of_a_repeated_id_go() {
        let mut problems = Problems::default();
        let rows = ["b", "a", "c", "a"];
        let lines = [2, 3, 4, 5];
        let marked = repeated(&rows, |r| r, &lines, ("x.csv", "item_id"), &mut problems);
        assert_eq!(marked, [false, true, false, true]);
        assert_eq!(without(rows.to_vec(), &marked), ["b", "c"]);
        assert_eq!(problems.count, 1);
        assert!(problems.kept[0].message.contains("3, 5"));
        let none = repeated(&["a", "b"], |r| r, &[2, 3], ("x", "id"), &mut problems);
        assert!(none.is_empty());
    }
}
