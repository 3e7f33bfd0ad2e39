//! Passwords: which are refused, how they are hashed.
//!
//! argon2id, by default m = 46 MiB, t = 1, p = 1 (OWASP ASVS 5.0 appendix C). Hashing takes some
//! 100 ms and 46 MiB, so it happens outside transactions and the edge bounds how many run at once.

use super::secret::random;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use jieqing_kernel::error::{Error, FieldError, Result};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewest characters.
pub const PASSWORD_MIN: usize = 8;
/// Most characters.
pub const PASSWORD_MAX: usize = 256;

/// The 3,000 commonest of eight characters and more (zxcvbn's list, MIT, and Chinese favourites).
static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().collect());

/// What is wrong with `password` for the account `login`, as errors of the field `path`. The text
/// is taken as it is: no trimming, no normalisation.
#[must_use]
pub fn password_errors(path: &'static str, login: &str, password: &str) -> Vec<FieldError> {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        return vec![
            FieldError::new(path, "field.password_short")
                .with("length", length)
                .with("min", PASSWORD_MIN),
        ];
    }
    if length > PASSWORD_MAX {
        return vec![
            FieldError::new(path, "field.too_long")
                .with("length", length)
                .with("max", PASSWORD_MAX),
        ];
    }
    let lower = password.to_lowercase();
    if lower == login.to_lowercase() {
        return vec![FieldError::new(path, "field.password_is_login")];
    }
    let mut chars = lower.chars();
    let first = chars.next();
    if COMMON.contains(lower.as_str()) || chars.all(|c| Some(c) == first) {
        return vec![FieldError::new(path, "field.password_common")];
    }
    Vec::new()
}

/// What a hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashCost {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl HashCost {
    /// For real passwords.
    pub const STANDARD: Self = Self {
        memory_kib: 46 * 1024,
        passes: 1,
    };
    /// For tests and demos: fast, and worth nothing.
    pub const CHEAP: Self = Self {
        memory_kib: 8,
        passes: 1,
    };
}

/// Hashes and verifies at one cost. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hasher {
    argon: Argon2<'static>,
    cost: HashCost,
}

impl Hasher {
    /// A hasher of `cost`.
    ///
    /// # Errors
    /// [`Error::Bug`] for a cost that argon2 does not take.
    pub fn try_new(cost: HashCost) -> Result<Self> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None)
            .map_err(|e| Error::bug(format!("hash cost: {e}")))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Ok(Self { argon, cost })
    }

    /// The stored form of a password. Slow by intention: never inside a transaction.
    ///
    /// # Errors
    /// [`Error::Bug`].
    pub fn hash(&self, password: &str) -> Result<String> {
        let fail = |e: argon2::password_hash::Error| Error::bug(format!("argon2: {e}"));
        let salt = random::<16>()?;
        let made = self
            .argon
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map_err(fail)?;
        Ok(made.to_string())
    }

    /// Whether `password` is the one behind `stored`. As slow as [`Hasher::hash`].
    #[must_use]
    pub fn verify(&self, password: &str, stored: &str) -> bool {
        PasswordHash::new(stored).is_ok_and(|hash| {
            self.argon
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    }

    /// A hash of no password, to be verified when there is no such user, so that the answer takes
    /// as long.
    #[must_use]
    pub fn nobody(&self) -> String {
        let HashCost { memory_kib, passes } = self.cost;
        let output = "A".repeat(43);
        format!("$argon2id$v=19$m={memory_kib},t={passes},p=1$AAAAAAAAAAAAAAAAAAAAAA${output}")
    }

    /// Whether `stored` was made at another cost and should be made anew at the next login.
    #[must_use]
    pub fn is_outdated(&self, stored: &str) -> bool {
        let HashCost { memory_kib, passes } = self.cost;
        !stored.starts_with(&format!("$argon2id$v=19$m={memory_kib},t={passes},p=1$"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(login: &str, password: &str) -> Vec<&'static str> {
        let errors = password_errors("password", login, password);
        errors.iter().map(|e| e.code).collect()
    }

    #[test]
    fn refuses_short_long_common_and_the_login() {
        assert_eq!(codes("wang", "1234567"), ["field.password_short"]);
        assert_eq!(codes("wang", &"长".repeat(257)), ["field.too_long"]);
        assert_eq!(codes("wang", "Password1"), ["field.password_common"]);
        assert_eq!(codes("wang", "5201314520"), ["field.password_common"]);
        assert_eq!(codes("wang", "zzzzzzzzzzzz"), ["field.password_common"]);
        assert_eq!(codes("wang.fang", "Wang.Fang"), ["field.password_is_login"]);
        assert_eq!(codes("wang", "长长的密码一二三四"), [""; 0]);
        assert_eq!(codes("wang", &"ab".repeat(128)), [""; 0]);
    }

    #[test]
    fn hashes_exactly_what_was_typed() {
        let hasher = Hasher::try_new(HashCost::CHEAP).expect("cost");
        // NUL, and e + combining acute, which normalisation would change.
        let typed = "e\u{301}tude\0 长";
        let stored = hasher.hash(typed).expect("hash");
        assert!(hasher.verify(typed, &stored));
        assert!(!hasher.verify("étude\0 长", &stored));
        assert!(!hasher.verify("e\u{301}tude", &stored));
        assert_ne!(stored, hasher.hash(typed).expect("hash"));
    }

    #[test]
    fn nobody_is_a_hash_of_the_same_cost_that_nothing_matches() {
        let hasher = Hasher::try_new(HashCost::CHEAP).expect("cost");
        assert!(PasswordHash::new(&hasher.nobody()).is_ok());
        assert!(!hasher.is_outdated(&hasher.nobody()));
        assert!(!hasher.verify("", &hasher.nobody()));
        let other = Hasher::try_new(HashCost::STANDARD).expect("cost");
        assert!(other.is_outdated(&hasher.nobody()));
    }
}
