//! Whether the statements of an account follow one another without a gap. Pure.

use jieqing_kernel::date::Date;

/// What a stored statement says. Minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Opening balance.
    pub opening: Option<i64>,
    /// Closing balance.
    pub closing: Option<i64>,
}

jieqing_db::text_enum! {
    /// How a statement joins the one before.
    pub enum Link {
        /// Nothing is stored before it.
        First = "first",
        /// Opening = closing before.
        Continuous = "continuous",
        /// Its days are stored already, wholly or in part.
        Overlap = "overlap",
        /// Something lies between, or is missing.
        Gap = "gap",
        /// A balance is not stated.
        Unknown = "unknown",
    }
}

/// How a statement joins those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continuity {
    /// How.
    pub link: Link,
    /// Opening less closing before, when both are stated and differ.
    pub missing: Option<i64>,
    /// Days between the two on which nothing is stored.
    pub days: i64,
}

/// Judges statements that are in order of their first and last day. A statement that begins with the
/// closing balance before it is continuous, also within one day; one that begins on or before the last
/// day stored overlaps, and its balance is not compared.
#[must_use]
pub fn continuity(statements: &[Stated]) -> Vec<Continuity> {
    let mut reached: Option<(Date, Option<i64>)> = None;
    let mut out = Vec::with_capacity(statements.len());
    for now in statements {
        let (link, missing, days) = match reached {
            None => (Link::First, None, 0),
            Some((to, closing)) => {
                let days = (now.from - to).num_days().saturating_sub(1).max(0);
                match closing.zip(now.opening) {
                    Some((before, opening)) if before == opening && now.to >= to => {
                        (Link::Continuous, None, 0)
                    }
                    _ if now.from <= to => (Link::Overlap, None, 0),
                    Some((before, opening)) => {
                        (Link::Gap, Some(opening.saturating_sub(before)), days)
                    }
                    None => (Link::Unknown, None, days),
                }
            }
        };
        out.push(Continuity {
            link,
            missing,
            days,
        });
        // The last day decides what the next one has to begin with; within it, the later statement.
        if reached.is_none_or(|(to, _)| now.to >= to) {
            reached = Some((now.to, now.closing));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(from: u32, to: u32, opening: i64, closing: i64) -> Stated {
        let day = |d| Date::from_ymd_opt(2026, 11, d).expect("day");
        Stated {
            from: day(from),
            to: day(to),
            opening: Some(opening),
            closing: Some(closing),
        }
    }

    #[test]
    fn gaps_have_their_figures() {
        let all = [
            stated(1, 5, 0, 100),
            stated(6, 10, 100, 150),
            stated(8, 9, 120, 140),
            stated(10, 10, 150, 170),
            stated(14, 20, 200, 210),
            Stated {
                opening: None,
                ..stated(21, 22, 0, 220)
            },
        ];
        let links: Vec<_> = continuity(&all)
            .into_iter()
            .map(|c| (c.link, c.missing, c.days))
            .collect();
        assert_eq!(
            links,
            [
                (Link::First, None, 0),
                (Link::Continuous, None, 0),
                (Link::Overlap, None, 0),
                (Link::Continuous, None, 0),
                (Link::Gap, Some(30), 3),
                (Link::Unknown, None, 0),
            ]
        );
    }
}
