//! What holds for all lists: no order of rows matters, no money is lost.

use crate::support::{Done, run};
use proptest::prelude::*;

/// Number, day, amount in cents, text.
type Line = (u16, u8, i32, u8);

fn line() -> impl Strategy<Value = Line> {
    (0_u16..12, 1_u8..9, -300_i32..900, 0_u8..4)
}

fn file(lines: &[Line]) -> String {
    let mut text = "单号,日期,金额,备注\n".to_owned();
    for (number, day, cents, said) in lines {
        let number = match number {
            0 | 1 => String::new(),
            n => format!("DN-26-{n:05}"),
        };
        let said = ["", "退货", "货款 DN26-3", "年返利"][usize::from(*said)];
        let sign = if *cents < 0 { "-" } else { "" };
        let cents = cents.abs();
        text.push_str(&format!(
            "{number},2026-03-0{day},{sign}{}.{:02},{said}\n",
            cents / 100,
            cents % 100
        ));
    }
    text
}

/// The outcome without places in the file: what the rows say, group by group.
fn told(done: &Done) -> Vec<String> {
    let rows = |ours: bool, list: &[u32]| {
        let side = if ours {
            &done.ours.side
        } else {
            &done.theirs.side
        };
        let mut all: Vec<String> = list
            .iter()
            .map(|r| {
                let row = &side.rows()[*r as usize];
                let number = side.text(*r as usize, jieqing_reconcile::Field::Doc);
                let said = side.text(*r as usize, jieqing_reconcile::Field::Text);
                format!("{number}/{}/{}/{said}", row.day, row.amount)
            })
            .collect();
        all.sort();
        all.join("+")
    };
    let o = &done.outcome;
    let mut all: Vec<String> = Vec::new();
    for g in o.matched.iter().chain(&o.differs) {
        all.push(format!(
            "{}={} {:?} {:?}",
            rows(true, &g.ours),
            rows(false, &g.theirs),
            g.cause,
            g.tax
        ));
    }
    for (ours, list) in [(true, &o.only_ours), (false, &o.only_theirs)] {
        for s in list {
            all.push(format!("{ours} {} {:?}", rows(ours, &[s.row]), s.cause));
        }
    }
    for d in &o.duplicates {
        let ours = d.party == jieqing_reconcile::Party::Ours;
        all.push(format!("twice {ours} {}", rows(ours, &[d.row])));
    }
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn order_does_not_matter_and_money_stays(
        (ours, mixed) in prop::collection::vec(line(), 1..14)
            .prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle())),
        (theirs, other) in prop::collection::vec(line(), 1..14)
            .prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle())),
    ) {
        // `run` checks that each row is in exactly one list and that the sums add up.
        let first = run(&file(&ours), &file(&theirs));
        let second = run(&file(&mixed), &file(&other));
        prop_assert_eq!(told(&first), told(&second));
    }

    #[test]
    fn a_list_agrees_with_itself(lines in prop::collection::vec(line(), 2..14)) {
        let numbered: Vec<Line> = (2..)
            .zip(&lines)
            .map(|(n, l)| (n, l.1, l.2, 0))
            .collect();
        let done = run(&file(&numbered), &file(&numbered));
        prop_assert_eq!(done.outcome.matched.len(), numbered.len());
        prop_assert_eq!(done.balance().unexplained, 0);
    }
}
