//! Links: the secret, and what a link opens (reliability.md §4.7, §5.2).

use super::model::Agreement;
use super::store;
use crate::admin::auth::{Secret, SecretHash};
use crate::statements::StatementStatus;
use crate::wire;
use jieqing_db::{ReadTx, params, row};
use jieqing_kernel::actor::{Company, Link};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;

/// Longest life of a link, days.
pub const LINK_DAYS_MOST: i64 = 90;

/// The secret of a new link: 256 random bits.
///
/// # Errors
/// [`jieqing_kernel::error::Error::Bug`] when the system has no randomness.
pub fn link_secret() -> Result<Secret> {
    Secret::try_new("")
}

row! {
    /// A link as stored, with what its statement is now.
    pub struct OpenLink {
        /// The company.
        pub company: Id<Company>,
        /// The link.
        pub id: Id<Link>,
        /// The statement it opens.
        pub statement: Id<wire::Statement>,
        /// Currency of its amounts.
        pub currency: Currency,
        /// Whether the statement counts.
        pub status: StatementStatus,
        /// How far it is agreed.
        pub agreement: Agreement,
        /// When the link ends, µs.
        pub expires_at: Micros,
        /// When it was revoked, µs.
        pub revoked_at: Option<Micros>,
        /// When it was first opened, µs.
        pub first_seen_at: Option<Micros>,
    }
}

impl OpenLink {
    /// Whether it opens anything at `now`.
    #[must_use]
    pub fn is_live(&self, now: Micros) -> bool {
        self.revoked_at.is_none() && now < self.expires_at && self.status == StatementStatus::Issued
    }
}

/// What a secret opens.
#[derive(Debug, Clone)]
pub enum LinkFound {
    /// Nothing: no such link.
    Unknown,
    /// Nothing any more.
    Gone,
    /// A statement.
    Live(OpenLink),
}

/// Looks a secret up by its hash.
///
/// # Errors
/// Database errors.
pub fn find_link(tx: &mut ReadTx<'_>, hash: &SecretHash, now: Micros) -> Result<LinkFound> {
    Ok(
        match tx.opt::<OpenLink>(&store::FIND_LINK, params![hash[..]])? {
            None => LinkFound::Unknown,
            Some(link) if link.is_live(now) => LinkFound::Live(link),
            Some(_) => LinkFound::Gone,
        },
    )
}
