//! Who a session or token stands for. Asked anew on every request, so that a revoked right, a
//! disabled user or an ended session counts from the next one (reliability.md Z5).

use super::auth::SecretHash;
use super::store::{sessions, tokens};
use crate::wire;
use jieqing_db::{DbResult, ReadTx, WriteTx, params};
use jieqing_kernel::actor::{Company, User};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use std::sync::Arc;

/// A session ends after this long without a request: 30 minutes.
pub const SESSION_IDLE: Micros = 30 * 60 * 1_000_000;
/// A session ends this long after signing in: 12 hours.
pub const SESSION_MOST: Micros = 12 * 3_600 * 1_000_000;
/// How old a "last seen" may become before it is written anew: one minute.
const SEEN_EVERY: Micros = 60 * 1_000_000;

/// How somebody proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A browser session.
    Session(Id<wire::Session>),
    /// An API token.
    Token(Id<wire::Token>),
}

/// A caller who proved who they are.
#[derive(Debug, Clone)]
pub struct Principal {
    /// The person.
    pub user: Id<User>,
    /// The company they work in.
    pub company: Id<Company>,
    /// Session or token.
    pub proof: Proof,
    /// Token against cross-site requests; empty for API tokens.
    pub csrf: String,
    /// Permissions an API token is limited to.
    pub token_scopes: Option<Arc<[String]>>,
    /// Only a temporary password was given so far: nothing is allowed but to change it.
    pub must_change_password: bool,
    /// [`touch`] is due.
    pub unseen: bool,
}

/// The principal of a live session: one query.
///
/// # Errors
/// Database errors.
pub fn authenticate_session(
    tx: &mut ReadTx<'_>,
    token_hash: &SecretHash,
    now: Micros,
) -> Result<Option<Principal>> {
    let found = tx.opt::<sessions::Found>(
        &sessions::FIND,
        params![token_hash[..], now, now - SESSION_IDLE],
    )?;
    Ok(found.map(|s| Principal {
        user: s.user,
        company: s.company,
        proof: Proof::Session(s.id),
        csrf: s.csrf,
        token_scopes: None,
        must_change_password: s.must_change_password,
        unseen: s.seen_at + SEEN_EVERY <= now,
    }))
}

/// The principal of a live API token: one query.
///
/// # Errors
/// Database errors.
pub fn authenticate_token(
    tx: &mut ReadTx<'_>,
    token_hash: &SecretHash,
    now: Micros,
) -> Result<Option<Principal>> {
    let found = tx.opt::<tokens::Found>(&tokens::FIND, params![token_hash[..], now])?;
    Ok(found.map(|t| Principal {
        user: t.user,
        company: t.company,
        proof: Proof::Token(t.id),
        csrf: String::new(),
        token_scopes: Some(t.scopes.split_whitespace().map(str::to_owned).collect()),
        must_change_password: t.must_change_password,
        unseen: t.last_used + SEEN_EVERY <= now,
    }))
}

/// Keeps a session or token alive. To be called when [`Principal::unseen`], after the request.
///
/// # Errors
/// [`DbError`](jieqing_db::DbError).
pub fn touch(tx: &mut WriteTx<'_>, proof: Proof, now: Micros) -> DbResult<()> {
    match proof {
        Proof::Session(id) => tx.exec(&sessions::TOUCH, params![id, now])?,
        Proof::Token(id) => tx.exec(&tokens::TOUCH, params![id, now])?,
    };
    Ok(())
}
