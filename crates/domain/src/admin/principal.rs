//! Who a session or token stands for.

use jieqing_db::{ReadTx, params, sql};
use jieqing_kernel::actor::{Company, User};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use std::sync::Arc;

/// A caller who proved who they are.
#[derive(Debug, Clone)]
pub struct Principal {
    /// The person.
    pub user: Id<User>,
    /// The company they work in.
    pub company: Id<Company>,
    /// Token against cross-site requests; empty for API tokens.
    pub csrf: String,
    /// Permissions an API token is limited to.
    pub token_scopes: Option<Arc<[String]>>,
}

sql!(
    SESSION,
    "select s.user_id, s.company_id, s.csrf from sessions s
     join users u on u.id = s.user_id and u.active
     where s.token_hash = $1 and s.expires_at_us > $2"
);
sql!(
    TOKEN,
    "select t.user_id, t.company_id, t.scopes from api_tokens t
     join users u on u.id = t.user_id and u.active
     where t.token_hash = $1 and t.expires_at_us > $2 and t.revoked_at_us is null"
);

/// The principal of a live session.
///
/// # Errors
/// Database errors.
pub fn authenticate_session(
    tx: &mut ReadTx<'_>,
    token_hash: &[u8; 32],
    now: Micros,
) -> Result<Option<Principal>> {
    let row = tx.opt::<(Id<User>, Id<Company>, String)>(&SESSION, params![token_hash[..], now])?;
    Ok(row.map(|(user, company, csrf)| Principal {
        user,
        company,
        csrf,
        token_scopes: None,
    }))
}

/// The principal of a live API token.
///
/// # Errors
/// Database errors.
pub fn authenticate_token(
    tx: &mut ReadTx<'_>,
    token_hash: &[u8; 32],
    now: Micros,
) -> Result<Option<Principal>> {
    let row = tx.opt::<(Id<User>, Id<Company>, String)>(&TOKEN, params![token_hash[..], now])?;
    Ok(row.map(|(user, company, scopes)| Principal {
        user,
        company,
        csrf: String::new(),
        token_scopes: Some(scopes.split_whitespace().map(str::to_owned).collect()),
    }))
}
