//! The first start: a one-time token instead of a default password.

use super::login::normal_login;
use super::secret::{Secret, hash_secret};
use crate::access::Role;
use crate::admin::company::{NewCompany, create_company};
use crate::admin::error::AdminRefusal;
use crate::admin::store::{tokens, users};
use crate::record::record;
use jieqing_db::{ReadTx, WriteTx, params};
use jieqing_kernel::actor::{Actor, Ctx, Department, User};
use jieqing_kernel::clock::{Clock, Micros};
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::{Id, IdSource};
use serde_json::json;

/// How long a setup token lives: an hour.
const SETUP_LIFE: Micros = 3_600 * 1_000_000;

/// Departments a new company starts with.
const STARTER_DEPARTMENTS: &[(&str, &str)] =
    &[("SALES", "销售部"), ("FIN", "财务部"), ("LOG", "物流部")];

/// Roles of the first user: a small firm must be able to work at once. The combination is an
/// exception to the separation of duties and recorded as one.
const FIRST_ROLES: &[Role] = &[
    Role::Administrator,
    Role::Clerk,
    Role::Finance,
    Role::SalesManager,
];

/// Whether nobody can sign in yet.
///
/// # Errors
/// Database errors.
pub fn setup_needed(tx: &mut ReadTx<'_>) -> Result<bool> {
    Ok(tx.opt::<(Id<User>,)>(&users::ANY, params![])?.is_none())
}

/// Makes the token for the first start, replacing earlier ones; `None` when there are users.
///
/// # Errors
/// Database errors.
pub fn make_setup_token(tx: &mut WriteTx<'_>, now: Micros) -> Result<Option<String>> {
    if !setup_needed(tx)? {
        return Ok(None);
    }
    let secret = Secret::try_new("")?;
    tx.exec(&tokens::CLEAR_SETUP, params![])?;
    tx.exec_one(
        &tokens::INSERT_SETUP,
        params![secret.hash[..], now + SETUP_LIFE],
    )?;
    Ok(Some(secret.text))
}

/// Company and first user.
#[derive(Clone)]
pub struct Setup {
    /// The token printed at the start.
    pub token: String,
    /// The company.
    pub company: NewCompany,
    /// Login of the first user.
    pub login: String,
    /// Name of the first user.
    pub name: String,
    /// Hash of the password.
    pub password_hash: String,
    /// Request id.
    pub request_id: String,
}

/// Whether `token` would be taken now, to refuse before a password is hashed.
///
/// # Errors
/// `admin.setup_token`, `admin.setup_done`.
pub fn check_setup(tx: &mut ReadTx<'_>, token: &str, now: Micros) -> Result<()> {
    if !setup_needed(tx)? {
        return Err(AdminRefusal::SetupDone.into());
    }
    let known = tx.opt::<(i64,)>(
        &tokens::FIND_SETUP,
        params![hash_secret(token.trim())[..], now],
    )?;
    known
        .map(|_| ())
        .ok_or_else(|| AdminRefusal::SetupToken.into())
}

/// Founds the company and makes the first user. The token is used up in the same transaction.
///
/// # Errors
/// [`Error::Invalid`], `admin.setup_token`, `admin.setup_done`.
pub fn run_setup(
    tx: &mut WriteTx<'_>,
    clock: &Clock,
    ids: &IdSource,
    setup: &Setup,
) -> Result<(Ctx, Id<User>)> {
    setup.check()?;
    let now = clock.now();
    check_setup(tx, &setup.token, now)?;
    let token = hash_secret(setup.token.trim());
    if tx.exec(&tokens::USE_SETUP, params![token[..], now])? == 0 {
        return Err(AdminRefusal::SetupToken.into());
    }
    let user: Id<User> = ids.next();
    let login = normal_login(&setup.login);
    let mut ctx = create_company(tx, clock, ids, Actor::User(user), &setup.company)?;
    ctx.request_id.clone_from(&setup.request_id);
    tx.exec_one(
        &users::INSERT,
        params![
            user,
            login,
            setup.name,
            "",
            setup.password_hash,
            "zh-CN",
            false,
            ctx.company,
            now
        ],
    )?;
    for (code, name) in STARTER_DEPARTMENTS {
        let id: Id<Department> = ids.next();
        tx.exec_one(
            &users::INSERT_DEPARTMENT,
            params![ctx.company, id, *code, *name],
        )?;
    }
    let mut roles = Vec::new();
    for role in FIRST_ROLES {
        let nowhere: Option<i64> = None;
        tx.exec_one(
            &users::INSERT_ROLE,
            params![ctx.company, user, *role, "company", nowhere],
        )?;
        roles.push(role.as_str());
    }
    let facts = json!({ "login": login, "name": setup.name, "roles": roles });
    record(tx, &ctx, "user", user.raw(), "user.created", &facts)?;
    let facts = json!({ "roles": roles, "reason": "初次设置：首位用户兼任 (first user)" });
    record(
        tx,
        &ctx,
        "user",
        user.raw(),
        "user.exception_recorded",
        &facts,
    )?;
    Ok((ctx, user))
}

impl Setup {
    fn check(&self) -> Result<()> {
        let mut errors = Vec::new();
        for (path, text, max) in [
            ("company_name", &self.company.name, 200),
            ("login", &self.login, 64),
            ("name", &self.name, 100),
        ] {
            if text.trim().is_empty() {
                errors.push(FieldError::new(path, "field.required"));
            }
            crate::wire::check_text(&mut errors, path, text, max);
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}
