//! What screens are told of changes as they happen: that a document changed, never its content.

use super::store;
pub use super::store::Change;
use super::subject::subject_of;
use crate::access::{Permission, Scope, granted};
use jieqing_db::{ReadTx, params};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::error::{Error, Result};

/// Changes after `seq`, oldest first.
///
/// # Errors
/// Database errors.
pub fn changes_after(
    tx: &mut ReadTx<'_>,
    company: i64,
    seq: i64,
    limit: i64,
) -> Result<Vec<Change>> {
    Ok(tx.all(&store::CHANGES, params![company, seq, limit])?)
}

/// Position of the newest event of a company, 0 when there is none.
///
/// # Errors
/// Database errors.
pub fn newest(tx: &mut ReadTx<'_>, company: i64) -> Result<i64> {
    let head = tx.opt::<(i64,)>(&store::HEAD, params![company])?;
    Ok(head.map_or(0, |(seq,)| seq))
}

/// What a person may be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eyes(Vec<(Permission, Scope)>);

impl Eyes {
    /// The caller's, as of now.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when the caller may not do anything (any more).
    pub fn open(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Self> {
        let Actor::User(user) = ctx.actor else {
            return Err(Error::NotFound);
        };
        let mut all = granted(tx, ctx.company.raw(), user.raw())?;
        if let Some(limits) = &ctx.token_scopes {
            all.retain(|(p, _)| limits.iter().any(|l| l == p.as_str()));
        } else if all.is_empty() {
            return Err(Error::Forbidden {
                permission: Permission::SelfUse.as_str(),
            });
        }
        Ok(Self(all))
    }

    /// Whether a change may be told: by the kind of its document and, for people who see only a
    /// part, by the document itself.
    ///
    /// # Errors
    /// Database errors.
    pub fn see(&self, tx: &mut ReadTx<'_>, ctx: &Ctx, change: &Change) -> Result<bool> {
        let Some(subject) = subject_of(&change.subject_type) else {
            return Ok(false);
        };
        let Some((_, scope)) = self.0.iter().find(|(p, _)| *p == subject.permission) else {
            return Ok(false);
        };
        if *scope == Scope::Company {
            return Ok(true);
        }
        match subject.check(tx, ctx, scope, change.subject_id) {
            Ok(()) => Ok(true),
            Err(Error::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
