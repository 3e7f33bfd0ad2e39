//! API tokens: for programs acting as their owner, in one company, within named permissions.

use super::secret::{Secret, SecretHash};
use super::session::refuse_token;
use crate::access::{Permission, Scope, granted};
use crate::admin::error::AdminRefusal;
use crate::admin::store::tokens::{self as store, TokenRow};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::{Id, encode};
use serde_json::json;

/// Longest life of a token, days.
pub const TOKEN_DAYS_MOST: i64 = 366;
/// Most live tokens of one user.
const TOKENS_MOST: i64 = 50;
const DAY: i64 = 86_400_000_000;

/// The secret of a new token, `jq_<id>_<random>`. Only its hash goes into [`CreateToken`].
///
/// # Errors
/// [`Error::Bug`] when the system has no randomness.
pub fn token_secret(id: Id<wire::Token>) -> Result<Secret> {
    Secret::try_new(&format!("jq_{}_", encode(id.raw())))
}

/// Makes a token of the caller. A token can't make tokens.
#[derive(Clone)]
pub struct CreateToken {
    /// Its id, as in its secret.
    pub id: Id<wire::Token>,
    /// What it is for.
    pub name: String,
    /// Permissions it is limited to; never more than its owner's.
    pub scopes: Vec<Permission>,
    /// Days it lives, 1 to [`TOKEN_DAYS_MOST`].
    pub days: i64,
    /// Hash of its secret.
    pub hash: SecretHash,
}

impl CreateToken {
    fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("name", "field.required"));
        }
        wire::check_text(&mut errors, "name", &self.name, 100);
        if self.scopes.is_empty() {
            errors.push(FieldError::new("scopes", "field.required"));
        }
        if !(1..=TOKEN_DAYS_MOST).contains(&self.days) {
            errors.push(
                FieldError::new("days", "field.out_of_range")
                    .with("allowed", format!("1–{TOKEN_DAYS_MOST}")),
            );
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

impl Command for CreateToken {
    type Out = Id<wire::Token>;
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        self.check()?;
        let Actor::User(user) = ctx.actor else {
            return Err(Error::NotFound);
        };
        refuse_token(ctx)?;
        let mine = granted(tx, ctx.company.raw(), user.raw())?;
        if let Some(wide) = self
            .scopes
            .iter()
            .find(|s| !mine.iter().any(|(p, _)| p == *s))
        {
            return Err(AdminRefusal::ScopeTooWide {
                scope: wide.as_str().to_owned(),
            }
            .into());
        }
        let now = ctx.now();
        let (live,) = tx.one::<(i64,)>(&store::LIVE, params![ctx.company, user, now])?;
        if live >= TOKENS_MOST {
            return Err(AdminRefusal::TooManyTokens {
                most: TOKENS_MOST.to_string(),
            }
            .into());
        }
        let scopes: Vec<&str> = self.scopes.iter().map(|s| s.as_str()).collect();
        let scopes = scopes.join(" ");
        tx.exec_one(
            &store::INSERT,
            params![
                ctx.company,
                self.id,
                user,
                self.name,
                self.hash[..],
                scopes,
                now,
                now + self.days * DAY
            ],
        )?;
        let facts = json!({ "name": self.name, "scopes": scopes, "days": self.days });
        record(tx, ctx, "token", self.id.raw(), "token.created", &facts)?;
        Ok(self.id)
    }
}

/// Revokes a token of the caller, from the next request on.
#[derive(Debug, Clone, Copy)]
pub struct RevokeToken {
    /// Which.
    pub id: Id<wire::Token>,
}

impl Command for RevokeToken {
    type Out = ();
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        let (user, now) = (ctx.actor.raw(), ctx.now());
        let revoked = tx.exec(&store::REVOKE, params![ctx.company, self.id, user, now])?;
        if revoked == 0 {
            return Err(Error::NotFound);
        }
        record(tx, ctx, "token", self.id.raw(), "token.revoked", &json!({}))?;
        Ok(())
    }
}

/// My tokens in this company, newest first.
///
/// # Errors
/// Database errors.
pub fn own_tokens(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<TokenRow>> {
    Ok(tx.all(&store::LIST, params![ctx.company, ctx.actor.raw()])?)
}
