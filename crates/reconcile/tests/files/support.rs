//! Files as text, reconciled, and the result by keys.

use jieqing_formats::table::{ReadOptions, TableFile};
use jieqing_reconcile::balance::Balance;
use jieqing_reconcile::file::{Loaded, load};
use jieqing_reconcile::{Cause, Outcome, Policy, Side, reconcile};

pub(crate) fn read(text: &str) -> Loaded {
    let book = TableFile::read(text.as_bytes(), "list.csv", &ReadOptions::default()).unwrap();
    load(&book, &[]).unwrap()
}

pub(crate) struct Done {
    pub(crate) ours: Loaded,
    pub(crate) theirs: Loaded,
    pub(crate) outcome: Outcome,
}

pub(crate) fn run(ours: &str, theirs: &str) -> Done {
    run_with(ours, theirs, Policy::default())
}

pub(crate) fn run_with(ours: &str, theirs: &str, policy: Policy) -> Done {
    let (ours, mut theirs) = (read(ours), read(theirs));
    let outcome = reconcile(&ours.side, &mut theirs.side, policy);
    let done = Done {
        ours,
        theirs,
        outcome,
    };
    done.conserves();
    done
}

fn keys(side: &Side, rows: &[u32]) -> String {
    rows.iter()
        .map(|r| side.key(*r as usize))
        .collect::<Vec<_>>()
        .join("+")
}

impl Done {
    /// `ours=theirs` of the groups that agree.
    pub(crate) fn matched(&self) -> Vec<String> {
        self.groups(true)
    }

    /// `ours=theirs cause` of the groups that differ.
    pub(crate) fn differs(&self) -> Vec<String> {
        self.groups(false)
    }

    fn groups(&self, agreeing: bool) -> Vec<String> {
        let list = if agreeing {
            &self.outcome.matched
        } else {
            &self.outcome.differs
        };
        let mut all: Vec<String> = list
            .iter()
            .map(|g| {
                let cause = g.cause.map_or("", Cause::code);
                let both = format!(
                    "{}={}",
                    keys(&self.ours.side, &g.ours),
                    keys(&self.theirs.side, &g.theirs)
                );
                format!("{both} {cause}").trim_end().to_owned()
            })
            .collect();
        all.sort();
        all
    }

    /// `key cause` of our rows that stand alone.
    pub(crate) fn only_ours(&self) -> Vec<String> {
        alone(&self.ours.side, &self.outcome.only_ours)
    }

    /// The same of theirs.
    pub(crate) fn only_theirs(&self) -> Vec<String> {
        alone(&self.theirs.side, &self.outcome.only_theirs)
    }

    pub(crate) fn balance(&self) -> Balance {
        Balance::of(
            &self.outcome,
            self.ours.side.total(),
            self.theirs.side.total(),
        )
    }

    /// Each row is in exactly one list, and the money adds up.
    pub(crate) fn conserves(&self) {
        let o = &self.outcome;
        let groups = || o.matched.iter().chain(&o.differs);
        for (party, side, alone) in [
            (
                jieqing_reconcile::Party::Ours,
                &self.ours.side,
                &o.only_ours,
            ),
            (
                jieqing_reconcile::Party::Theirs,
                &self.theirs.side,
                &o.only_theirs,
            ),
        ] {
            let own = party == jieqing_reconcile::Party::Ours;
            let copies = || o.duplicates.iter().filter(|d| d.party == party);
            let mut rows: Vec<u32> = groups()
                .flat_map(|g| if own { &g.ours } else { &g.theirs })
                .copied()
                .chain(alone.iter().map(|s| s.row))
                .chain(copies().map(|d| d.row))
                .collect();
            rows.sort_unstable();
            let all: Vec<u32> = (0..u32::try_from(side.rows().len()).unwrap()).collect();
            assert_eq!(rows, all);
            let money: i64 = groups()
                .map(|g| if own { g.ours_amount } else { g.theirs_amount })
                .chain(alone.iter().map(|s| s.amount))
                .chain(copies().map(|d| d.amount))
                .sum();
            assert_eq!(money, side.total());
        }
    }
}

fn alone(side: &Side, list: &[jieqing_reconcile::Single]) -> Vec<String> {
    let mut all: Vec<String> = list
        .iter()
        .map(|s| format!("{} {}", side.key(s.row as usize), s.cause.code()))
        .collect();
    all.sort();
    all
}
