//! Slowing down of guessed passwords.
//!
//! Failures are counted per account and address, per account, and per address, whether the account
//! exists or not. Each count may fail a few times for free; then every failure doubles the wait.
//! The waits are short, so that nobody can lock the owner out for long.

use super::secret::{SecretHash, hash_secret};
use crate::admin::store::throttle as store;
use jieqing_db::{DbResult, ReadTx, WriteTx, params};
use jieqing_kernel::clock::Micros;

const SECOND: Micros = 1_000_000;
/// A count is forgotten after this long without a failure.
pub(super) const MEMORY: Micros = 15 * 60 * SECOND;

/// What one count allows.
#[derive(Debug, Clone, Copy)]
struct Rule {
    prefix: &'static str,
    free: i64,
    most_seconds: i64,
}

/// One account from one address: 10 a minute at first, then one.
const PAIR: Rule = Rule {
    prefix: "pair",
    free: 5,
    most_seconds: 60,
};
/// One account from everywhere: never slower than 10 a minute.
const ACCOUNT: Rule = Rule {
    prefix: "account",
    free: 10,
    most_seconds: 6,
};
/// One address for all accounts: never slower than 30 a minute.
const ADDRESS: Rule = Rule {
    prefix: "address",
    free: 30,
    most_seconds: 2,
};

impl Rule {
    /// The wait after the `failed`-th failure.
    fn wait(self, failed: i64) -> Micros {
        let over = failed - self.free;
        if over < 0 {
            return 0;
        }
        let doubled = 2_i64.saturating_pow(u32::try_from(over.min(30)).unwrap_or(0) + 1);
        doubled.min(self.most_seconds) * SECOND
    }
}

fn keys(login: &str, address: &str) -> Vec<(Rule, SecretHash)> {
    let login = login.trim().to_lowercase();
    let key = |rule: Rule, text: String| (rule, hash_secret(&format!("{}\n{text}", rule.prefix)));
    let mut out = vec![
        key(PAIR, format!("{login}\n{address}")),
        key(ACCOUNT, login),
    ];
    if !address.is_empty() {
        out.push(key(ADDRESS, address.to_owned()));
    }
    out
}

/// Seconds to wait before a login of `login` from `address` is looked at; 0 for none.
pub(super) fn seconds_to_wait(
    tx: &mut ReadTx<'_>,
    login: &str,
    address: &str,
    now: Micros,
) -> DbResult<i64> {
    let mut until = now;
    for (_, key) in keys(login, address) {
        if let Some((_, _, locked)) = tx.opt::<(i64, i64, i64)>(&store::FIND, params![key[..]])? {
            until = until.max(locked);
        }
    }
    Ok((until - now + SECOND - 1) / SECOND)
}

/// Counts a failure.
pub(super) fn count_failure(
    tx: &mut WriteTx<'_>,
    login: &str,
    address: &str,
    now: Micros,
) -> DbResult<()> {
    for (rule, key) in keys(login, address) {
        let known = tx.opt::<(i64, i64, i64)>(&store::FIND, params![key[..]])?;
        let before = known.map_or(
            0,
            |(failed, last, _)| {
                if last + MEMORY < now { 0 } else { failed }
            },
        );
        let failed = before + 1;
        tx.exec_one(
            &store::COUNT,
            params![key[..], failed, now, now + rule.wait(failed)],
        )?;
    }
    tx.exec(&store::FORGET_OLD, params![now - MEMORY])?;
    Ok(())
}

/// Forgets the failures of an account that has now proved itself.
pub(super) fn forgive(tx: &mut WriteTx<'_>, login: &str, address: &str) -> DbResult<()> {
    for (rule, key) in keys(login, address) {
        if rule.prefix != ADDRESS.prefix {
            tx.exec(&store::FORGET, params![key[..]])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_a_minute_then_slower_but_never_for_long() {
        let waits: Vec<_> = (1..=12).map(|n| PAIR.wait(n) / SECOND).collect();
        assert_eq!(waits, [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(PAIR.wait(i64::MAX), 60 * SECOND);
        assert_eq!(ACCOUNT.wait(500), 6 * SECOND);
        assert_eq!(ADDRESS.wait(29), 0);
        assert_eq!(ADDRESS.wait(30), 2 * SECOND);
    }

    #[test]
    fn accounts_and_addresses_are_counted_apart() {
        assert_eq!(keys("a", "").len(), 2);
        let here = keys("Wang ", "10.0.0.1");
        let there = keys("wang", "10.0.0.2");
        assert_ne!(here.first().map(|k| k.1), there.first().map(|k| k.1));
        assert_eq!(here.get(1).map(|k| k.1), there.get(1).map(|k| k.1));
    }
}
