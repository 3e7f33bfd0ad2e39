//! User accounts and their roles.
// tidy-allow: length — one command after the other on one table

use super::auth::normal_login;
use super::duties::conflicts;
use super::error::AdminRefusal;
use super::store::users::{self as store, Account};
use super::store::{sessions, tokens};
use crate::access::{Permission, Role, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::{Actor, Company, Ctx, Department, User};
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// How far a role reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantScope {
    /// Own records.
    Own,
    /// A department's records.
    Department(Id<Department>),
    /// The company's records.
    Company,
}

impl GrantScope {
    fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Department(_) => "department",
            Self::Company => "company",
        }
    }
    fn department(self) -> Option<Id<Department>> {
        match self {
            Self::Department(id) => Some(id),
            Self::Own | Self::Company => None,
        }
    }
}

/// A role to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleGrant {
    /// Role.
    pub role: Role,
    /// How far.
    pub scope: GrantScope,
}

impl RoleGrant {
    /// Whether one of both adds nothing to the other: the same role with the same reach, or with the
    /// whole company's. The same role in several departments adds up.
    fn makes_idle(&self, other: &Self) -> bool {
        let whole = |g: &Self| g.scope == GrantScope::Company;
        self.role == other.role && (self.scope == other.scope || whole(self) || whole(other))
    }
}

/// Who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserDraft {
    /// Name to show.
    pub name: String,
    /// E-mail, may be empty.
    pub email: String,
    /// `zh-CN` or `en-US`.
    pub locale: String,
}

impl UserDraft {
    fn check(&self, errors: &mut Vec<FieldError>) {
        if self.name.trim().is_empty() {
            errors.push(FieldError::new("name", "field.required"));
        }
        wire::check_text(errors, "name", &self.name, 100);
        wire::check_text(errors, "email", &self.email, 200);
        if !matches!(self.locale.as_str(), "zh-CN" | "en-US") {
            errors.push(FieldError::new("locale", "field.not_a_code"));
        }
    }
}

fn finish(errors: Vec<FieldError>) -> Result<()> {
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

/// Makes an account with a temporary password, managed by this company.
#[derive(Clone)]
pub struct CreateUser {
    /// Name to sign in with; stored in lower case.
    pub login: String,
    /// Who it is.
    pub draft: UserDraft,
    /// Hash of the temporary password, to be changed at the first login.
    pub password_hash: String,
    /// Roles in this company.
    pub roles: Vec<RoleGrant>,
    /// Why roles that should be apart are together.
    pub reason: String,
}

impl Command for CreateUser {
    type Out = Id<User>;
    const PERMISSION: Permission = Permission::UsersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        let login = normal_login(&self.login);
        if login.is_empty() || login.chars().any(char::is_whitespace) {
            errors.push(FieldError::new("login", "field.login"));
        }
        wire::check_text(&mut errors, "login", &login, 64);
        self.draft.check(&mut errors);
        finish(errors)?;
        if tx.opt::<(i64,)>(&store::TAKEN, params![login])?.is_some() {
            return Err(AdminRefusal::LoginTaken { login }.into());
        }
        let id: Id<User> = ctx.new_id();
        tx.exec_one(
            &store::INSERT,
            params![
                id,
                login,
                self.draft.name.trim(),
                self.draft.email.trim(),
                self.password_hash,
                self.draft.locale,
                true,
                ctx.company,
                ctx.now()
            ],
        )?;
        let facts = json!({ "login": login, "name": self.draft.name });
        record(tx, ctx, "user", id.raw(), "user.created", &facts)?;
        set_roles(tx, ctx, id, &self.roles, &self.reason)?;
        Ok(id)
    }
}

/// Changes name, e-mail and language.
#[derive(Debug, Clone)]
pub struct ChangeUser {
    /// Whom.
    pub id: Id<User>,
    /// The version the change was made against.
    pub version: i64,
    /// The whole new content.
    pub draft: UserDraft,
}

impl Command for ChangeUser {
    type Out = Id<User>;
    const PERMISSION: Permission = Permission::UsersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        self.draft.check(&mut errors);
        finish(errors)?;
        let now = lock_managed(tx, ctx, self.id, self.version)?;
        let UserDraft {
            name,
            email,
            locale,
        } = &self.draft;
        tx.exec_one(&store::CHANGE, params![self.id, name, email, *locale])?;
        let facts = json!({
            "login": now.login, "name": name, "email": email,
            "before": { "name": now.name, "email": now.email },
        });
        record(tx, ctx, "user", self.id.raw(), "user.changed", &facts)?;
        Ok(self.id)
    }
}

/// Disables an account: its sessions and tokens end at once. Or enables it again.
#[derive(Debug, Clone, Copy)]
pub struct SetUserActive {
    /// Whom.
    pub id: Id<User>,
    /// The version the decision was made against.
    pub version: i64,
    /// Whether they may sign in.
    pub active: bool,
}

impl Command for SetUserActive {
    type Out = Id<User>;
    const PERMISSION: Permission = Permission::UsersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        refuse_self(ctx, self.id)?;
        let now = lock_managed(tx, ctx, self.id, self.version)?;
        if !self.active {
            let companies = tx.all::<(Id<Company>,)>(&store::ADMINISTERS, params![self.id])?;
            for (company,) in companies {
                refuse_last_administrator(tx, company, self.id)?;
            }
        }
        tx.exec_one(&store::SET_ACTIVE, params![self.id, self.active])?;
        if !self.active {
            tx.exec(&sessions::END_OTHERS, params![self.id, 0_i64])?;
            tx.exec(&tokens::REVOKE_ALL, params![self.id, ctx.now()])?;
        }
        let kind = if self.active {
            "user.enabled"
        } else {
            "user.disabled"
        };
        let facts = json!({ "login": now.login, "name": now.name });
        record(tx, ctx, "user", self.id.raw(), kind, &facts)?;
        Ok(self.id)
    }
}

/// Gives somebody a temporary password; their sessions and tokens end.
#[derive(Clone)]
pub struct ResetPassword {
    /// Whom.
    pub id: Id<User>,
    /// The version the decision was made against.
    pub version: i64,
    /// Hash of the temporary password.
    pub password_hash: String,
}

impl Command for ResetPassword {
    type Out = Id<User>;
    const PERMISSION: Permission = Permission::UsersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        refuse_self(ctx, self.id)?;
        let now = lock_managed(tx, ctx, self.id, self.version)?;
        tx.exec_one(
            &store::SET_PASSWORD,
            params![self.id, self.password_hash, true],
        )?;
        tx.exec(&sessions::END_OTHERS, params![self.id, 0_i64])?;
        tx.exec(&tokens::REVOKE_ALL, params![self.id, ctx.now()])?;
        let facts = json!({ "login": now.login, "name": now.name });
        record(
            tx,
            ctx,
            "user",
            self.id.raw(),
            "user.password_reset",
            &facts,
        )?;
        Ok(self.id)
    }
}

/// Replaces somebody's roles in this company, from their next request on.
#[derive(Debug, Clone)]
pub struct AssignRoles {
    /// Whom.
    pub id: Id<User>,
    /// The version the decision was made against.
    pub version: i64,
    /// All their roles in this company.
    pub roles: Vec<RoleGrant>,
    /// Why roles that should be apart are together.
    pub reason: String,
}

impl Command for AssignRoles {
    type Out = Id<User>;
    const PERMISSION: Permission = Permission::UsersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let now = lock(tx, ctx, self.id)?;
        if now.version != self.version {
            return Err(Error::Stale {
                current: now.version,
            });
        }
        set_roles(tx, ctx, self.id, &self.roles, &self.reason)?;
        tx.exec_one(&store::BUMP, params![self.id])?;
        Ok(self.id)
    }
}

/// Gives roles in this company to somebody whose account another company manages.
#[derive(Debug, Clone)]
pub struct AddMember {
    /// Their login, which they tell.
    pub login: String,
    /// Roles in this company.
    pub roles: Vec<RoleGrant>,
    /// Why roles that should be apart are together.
    pub reason: String,
}

impl Command for AddMember {
    type Out = Id<User>;
    const PERMISSION: Permission = Permission::UsersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let login = normal_login(&self.login);
        let (id,) = tx
            .opt::<(Id<User>,)>(&store::TAKEN, params![login])?
            .ok_or_else(|| Error::field("login", "field.unknown_reference"))?;
        set_roles(tx, ctx, id, &self.roles, &self.reason)?;
        tx.exec_one(&store::BUMP, params![id])?;
        Ok(id)
    }
}

/// The account, when it belongs to or works in this company; locked.
fn lock(tx: &mut WriteTx<'_>, ctx: &Ctx, id: Id<User>) -> Result<Account> {
    tx.opt::<Account>(&store::LOCK, params![id, ctx.company])?
        .ok_or(Error::NotFound)
}

/// As [`lock`], for what only the company that manages the account may do.
fn lock_managed(tx: &mut WriteTx<'_>, ctx: &Ctx, id: Id<User>, version: i64) -> Result<Account> {
    let now = lock(tx, ctx, id)?;
    if now.version != version {
        return Err(Error::Stale {
            current: now.version,
        });
    }
    if now.managed_by != ctx.company && ctx.actor != Actor::System {
        return Err(AdminRefusal::ManagedElsewhere { login: now.login }.into());
    }
    Ok(now)
}

fn refuse_self(ctx: &Ctx, id: Id<User>) -> Result<()> {
    if ctx.actor == Actor::User(id) {
        return Err(AdminRefusal::NotYourself.into());
    }
    Ok(())
}

fn refuse_last_administrator(
    tx: &mut WriteTx<'_>,
    company: Id<Company>,
    except: Id<User>,
) -> Result<()> {
    // The rows are locked, so that two administrators can't remove each other.
    let all = tx.all::<(Id<User>,)>(&store::LOCK_ADMINISTRATORS, params![company])?;
    let mut others = 0;
    for (id,) in all {
        let active = tx.opt::<(String, String)>(&store::PASSWORD_OF, params![id])?;
        others += i64::from(id != except && active.is_some());
    }
    if others == 0 {
        return Err(AdminRefusal::LastAdministrator.into());
    }
    Ok(())
}

fn set_roles(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<User>,
    grants: &[RoleGrant],
    reason: &str,
) -> Result<()> {
    refuse_self(ctx, id)?;
    check_grants(tx, ctx, grants)?;
    let roles: Vec<Role> = grants.iter().map(|g| g.role).collect();
    let clashes = conflicts(&roles);
    if let Some((a, b)) = clashes.first()
        && reason.trim().is_empty()
    {
        return Err(AdminRefusal::DutiesConflict {
            one: a.as_str().to_owned(),
            other: b.as_str().to_owned(),
        }
        .into());
    }
    let before = tx.all::<store::AssignmentRow>(&store::ROLES_IN, params![ctx.company, id])?;
    let was_admin = before.iter().any(|r| r.role == Role::Administrator);
    let stays = grants
        .iter()
        .any(|g| g.role == Role::Administrator && g.scope == GrantScope::Company);
    if was_admin && !stays {
        refuse_last_administrator(tx, ctx.company, id)?;
    }
    tx.exec(&store::CLEAR_ROLES, params![ctx.company, id])?;
    let mut words = Vec::new();
    for grant in grants {
        let row = (grant.role, grant.scope.word(), grant.scope.department());
        tx.exec_one(
            &store::INSERT_ROLE,
            params![ctx.company, id, row.0, row.1, row.2],
        )?;
        words.push(format!("{}:{}", grant.role.as_str(), grant.scope.word()));
    }
    let old: Vec<_> = before
        .iter()
        .map(|r| format!("{}:{}", r.role.as_str(), r.scope))
        .collect();
    let facts = json!({ "roles": words, "before": { "roles": old }, "reason": reason.trim() });
    record(tx, ctx, "user", id.raw(), "user.roles_assigned", &facts)?;
    if !clashes.is_empty() {
        let pairs: Vec<_> = clashes
            .iter()
            .map(|(a, b)| format!("{} + {}", a.as_str(), b.as_str()))
            .collect();
        let facts = json!({ "roles": pairs, "reason": reason.trim() });
        record(tx, ctx, "user", id.raw(), "user.exception_recorded", &facts)?;
    }
    Ok(())
}

fn check_grants(tx: &mut WriteTx<'_>, ctx: &Ctx, grants: &[RoleGrant]) -> Result<()> {
    let mut errors = Vec::new();
    for (i, grant) in grants.iter().enumerate() {
        if grants.iter().take(i).any(|g| g.makes_idle(grant)) {
            let path = format!("roles[{i}].role");
            errors.push(FieldError::new(path, "field.duplicate"));
        }
        if grant.role == Role::Administrator && grant.scope != GrantScope::Company {
            let path = format!("roles[{i}].scope");
            errors.push(FieldError::new(path, "field.not_a_code"));
        }
        if let GrantScope::Department(id) = grant.scope
            && tx
                .opt::<(String, i64)>(&store::DEPARTMENT, params![ctx.company, id])?
                .is_none()
        {
            let path = format!("roles[{i}].department_id");
            errors.push(FieldError::new(path, "field.unknown_reference"));
        }
    }
    finish(errors)
}
