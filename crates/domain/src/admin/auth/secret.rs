//! Unguessable texts: made here, shown once, kept only as their SHA-256.

use jieqing_kernel::error::{Error, Result};
use sha2::{Digest, Sha256};

/// SHA-256 of a secret, as stored.
pub type SecretHash = [u8; 32];

/// A new secret and what is stored of it.
#[derive(Clone)]
pub struct Secret {
    /// What its owner keeps.
    pub text: String,
    /// What we keep.
    pub hash: SecretHash,
}

impl Secret {
    /// `prefix` followed by 256 random bits in hex.
    ///
    /// # Errors
    /// [`Error::Bug`] when the system has no randomness.
    pub fn try_new(prefix: &str) -> Result<Self> {
        let mut text = prefix.to_owned();
        for byte in random::<32>()? {
            text.push_str(&format!("{byte:02x}"));
        }
        let hash = hash_secret(&text);
        Ok(Self { text, hash })
    }
}

/// What is stored of a secret.
#[must_use]
pub fn hash_secret(text: &str) -> SecretHash {
    Sha256::digest(text).into()
}

/// Bytes of the system's random source.
pub(super) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| Error::bug(format!("no randomness: {e}")))?;
    Ok(bytes)
}

/// Letters and digits nobody mistakes for another, 32 of them.
const SPOKEN: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password to be read to somebody over the phone and changed at once: 75 random bits.
///
/// # Errors
/// [`Error::Bug`] when the system has no randomness.
pub fn temporary_password() -> Result<String> {
    let mut out = String::new();
    for (i, byte) in random::<15>()?.into_iter().enumerate() {
        if i > 0 && i % 5 == 0 {
            out.push('-');
        }
        let at = usize::from(byte % 32);
        out.push(char::from(SPOKEN.get(at).copied().unwrap_or(b'x')));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_hash_to_what_is_stored() {
        let a = Secret::try_new("jq_").expect("random");
        let b = Secret::try_new("jq_").expect("random");
        assert_ne!(a.text, b.text);
        assert_eq!(a.text.len(), 67);
        assert_eq!(a.hash, hash_secret(&a.text));
    }

    #[test]
    fn temporary_passwords_can_be_spoken() {
        let text = temporary_password().expect("random");
        assert_eq!(text.len(), 17);
        assert!(!text.contains(['l', 'o', '0', '1']), "{text}");
    }
}
