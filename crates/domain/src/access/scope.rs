//! How far a permission reaches, and the check that comes first in every transaction.

use super::store;
use super::{Permission, Role};
use jieqing_db::{ReadTx, params};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::error::{Error, Result};

/// How far a permission reaches. Later variants are wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Records the user owns (raw user id).
    Own(i64),
    /// Records of one department (raw department id).
    Department(i64),
    /// All records of the company.
    Company,
}

impl Scope {
    /// Whether a record of this owner and department is inside.
    #[must_use]
    pub fn covers(&self, owner: i64, department: i64) -> bool {
        match *self {
            Self::Own(user) => owner == user,
            Self::Department(id) => department == id,
            Self::Company => true,
        }
    }

    /// For list filters: the owner, when only own records are visible.
    #[must_use]
    pub fn owner(&self) -> Option<i64> {
        match *self {
            Self::Own(user) => Some(user),
            Self::Department(_) | Self::Company => None,
        }
    }

    /// For list filters: the department, when only its records are visible.
    #[must_use]
    pub fn department(&self) -> Option<i64> {
        match *self {
            Self::Department(id) => Some(id),
            Self::Own(_) | Self::Company => None,
        }
    }

    /// [`Error::NotFound`] for a record outside, so that its existence stays unknown.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn check(&self, owner: i64, department: i64) -> Result<()> {
        if self.covers(owner, department) {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}

/// All permissions of a user in a company with their widest scope. With a temporary password one may
/// only do what changes it.
///
/// # Errors
/// Database errors.
pub fn granted(tx: &mut ReadTx<'_>, company: i64, user: i64) -> Result<Vec<(Permission, Scope)>> {
    let mut out: Vec<(Permission, Scope)> = Vec::new();
    for (role, scope, department, must_change_password) in
        tx.all::<(Role, String, i64, bool)>(&store::ROLES_OF, params![company, user])?
    {
        let scope = match scope.as_str() {
            "company" => Scope::Company,
            "department" => Scope::Department(department),
            _ => Scope::Own(user),
        };
        for permission in role.permissions() {
            if must_change_password && *permission != Permission::SelfUse {
                continue;
            }
            match out.iter_mut().find(|(p, _)| p == permission) {
                Some((_, known)) => *known = scope.max(*known),
                None => out.push((*permission, scope)),
            }
        }
    }
    Ok(out)
}

/// The scope in which the actor may use `permission`.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn authorize(tx: &mut ReadTx<'_>, ctx: &Ctx, permission: Permission) -> Result<Scope> {
    let forbidden = Error::Forbidden {
        permission: permission.as_str(),
    };
    let user = match ctx.actor {
        Actor::System => return Ok(Scope::Company),
        Actor::User(id) => id.raw(),
    };
    if let Some(limits) = &ctx.token_scopes
        && permission != Permission::SelfUse
        && !limits.iter().any(|l| l == permission.as_str())
    {
        return Err(forbidden);
    }
    granted(tx, ctx.company.raw(), user)?
        .into_iter()
        .find(|(p, _)| *p == permission)
        .map(|(_, scope)| scope)
        .ok_or(forbidden)
}
