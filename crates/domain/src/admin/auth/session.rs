//! One's own sessions and password.

use crate::access::{Permission, Role, Scope, granted};
use crate::admin::access_log::{AccessKind, AccessNote, note_access};
use crate::admin::error::AdminRefusal;
use crate::admin::principal::SESSION_IDLE;
use crate::admin::store::sessions::{self as store, SessionRow};
use crate::admin::store::users::{self, AssignmentRow, CompanyChoice};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::{Company, Ctx};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

fn note(ctx: &Ctx, kind: AccessKind, detail: String) -> AccessNote {
    AccessNote {
        company: ctx.company.raw(),
        user: ctx.actor.raw(),
        kind,
        detail,
        request_id: ctx.request_id.clone(),
        address: String::new(),
    }
}

/// Sessions and passwords are for people: [`Error::Forbidden`] for an API token.
pub(super) fn refuse_token(ctx: &Ctx) -> Result<()> {
    if ctx.token_scopes.is_none() {
        return Ok(());
    }
    Err(Error::Forbidden {
        permission: Permission::SelfUse.as_str(),
    })
}

/// Who is signed in, for the screens.
#[derive(Debug, Clone)]
pub struct Face {
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// `zh-CN` or `en-US`.
    pub locale: String,
    /// Companies they may work in.
    pub companies: Vec<CompanyChoice>,
    /// Roles in this company.
    pub roles: Vec<Role>,
    /// What they may do here, within a token's limits.
    pub permissions: Vec<Permission>,
}

/// Who the caller is and what they may do.
///
/// # Errors
/// [`Error::NotFound`] for the system.
pub fn own_face(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Face> {
    let user = ctx.actor.raw();
    let (login, name, locale) = tx
        .opt::<(String, String, String)>(&users::FACE, params![user])?
        .ok_or(Error::NotFound)?;
    let roles = tx.all::<AssignmentRow>(&users::ROLES_IN, params![ctx.company, user])?;
    let mut permissions: Vec<Permission> = granted(tx, ctx.company.raw(), user)?
        .into_iter()
        .map(|(permission, _)| permission)
        .filter(|p| {
            ctx.token_scopes.as_ref().is_none_or(|limits| {
                *p == Permission::SelfUse || limits.iter().any(|l| l == p.as_str())
            })
        })
        .collect();
    permissions.sort_unstable();
    let mut roles: Vec<Role> = roles.into_iter().map(|r| r.role).collect();
    roles.dedup();
    Ok(Face {
        login,
        name,
        locale,
        companies: tx.all(&users::COMPANIES_OF, params![user])?,
        roles,
        permissions,
    })
}

/// My live sessions, the last used first.
///
/// # Errors
/// Database errors.
pub fn own_sessions(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<Vec<SessionRow>> {
    let now = ctx.now();
    Ok(tx.all(
        &store::LIST,
        params![ctx.actor.raw(), now, now - SESSION_IDLE],
    )?)
}

/// Ends one of my sessions.
#[derive(Debug, Clone, Copy)]
pub struct EndSession {
    /// Which.
    pub id: Id<wire::Session>,
}

impl Command for EndSession {
    type Out = ();
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        refuse_token(ctx)?;
        if tx.exec(&store::END_ONE, params![self.id, ctx.actor.raw()])? == 0 {
            return Err(Error::NotFound);
        }
        let note = note(ctx, AccessKind::SessionEnded, self.id.to_string());
        Ok(note_access(tx, &ctx.clock, &ctx.ids, &note)?)
    }
}

/// Signs out.
#[derive(Debug, Clone, Copy)]
pub struct SignOut {
    /// The caller's session.
    pub session: Id<wire::Session>,
}

impl Command for SignOut {
    type Out = ();
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        refuse_token(ctx)?;
        if tx.exec(&store::END_ONE, params![self.session, ctx.actor.raw()])? == 0 {
            return Err(Error::NotFound);
        }
        let note = note(ctx, AccessKind::Logout, String::new());
        Ok(note_access(tx, &ctx.clock, &ctx.ids, &note)?)
    }
}

/// Ends all my sessions but one.
#[derive(Debug, Clone, Copy)]
pub struct EndOtherSessions {
    /// The one to keep.
    pub keep: Id<wire::Session>,
}

impl Command for EndOtherSessions {
    type Out = u64;
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<u64> {
        refuse_token(ctx)?;
        let ended = tx.exec(&store::END_OTHERS, params![ctx.actor.raw(), self.keep])?;
        let note = note(ctx, AccessKind::SessionEnded, format!("{ended} others"));
        note_access(tx, &ctx.clock, &ctx.ids, &note)?;
        Ok(ended)
    }
}

/// Goes on in another company where one has a role. Only this session moves.
#[derive(Debug, Clone, Copy)]
pub struct SwitchCompany {
    /// The session.
    pub session: Id<wire::Session>,
    /// Where to.
    pub company: Id<Company>,
}

impl Command for SwitchCompany {
    type Out = ();
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        refuse_token(ctx)?;
        let mine = tx.all::<CompanyChoice>(&users::COMPANIES_OF, params![ctx.actor.raw()])?;
        if !mine.iter().any(|c| c.id == self.company) {
            return Err(Error::NotFound);
        }
        let user = ctx.actor.raw();
        let moved = tx.exec(&store::SWITCH, params![self.session, user, self.company])?;
        if moved == 0 {
            return Err(Error::NotFound);
        }
        let note = AccessNote {
            company: self.company.raw(),
            ..note(ctx, AccessKind::CompanySwitched, ctx.company.to_string())
        };
        Ok(note_access(tx, &ctx.clock, &ctx.ids, &note)?)
    }
}

/// My login and stored hash, for [`Hasher::verify`](super::Hasher::verify) before a change.
///
/// # Errors
/// [`Error::NotFound`] for the system and for disabled users.
pub fn own_password(tx: &mut ReadTx<'_>, ctx: &Ctx) -> Result<(String, String)> {
    tx.opt(&users::PASSWORD_OF, params![ctx.actor.raw()])?
        .ok_or(Error::NotFound)
}

/// Replaces my password; my other sessions end. The old one was verified against `verified`.
#[derive(Clone)]
pub struct ChangePassword {
    /// The hash the old password was verified against.
    pub verified: String,
    /// Hash of the new password.
    pub hash: String,
    /// The session that stays.
    pub keep: Option<Id<wire::Session>>,
}

impl Command for ChangePassword {
    type Out = ();
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        refuse_token(ctx)?;
        let (login, stored) = own_password(tx, ctx)?;
        if stored != self.verified {
            return Err(AdminRefusal::PasswordWrong.into());
        }
        let user = ctx.actor.raw();
        tx.exec_one(&users::SET_PASSWORD, params![user, self.hash, false])?;
        let keep = self.keep.map_or(0, Id::raw);
        tx.exec(&store::END_OTHERS, params![user, keep])?;
        let facts = json!({ "login": login });
        record(tx, ctx, "user", user, "user.password_changed", &facts)?;
        Ok(())
    }
}
