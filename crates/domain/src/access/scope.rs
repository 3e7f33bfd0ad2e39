//! How far a permission reaches, and the check that comes first in every transaction.

use super::store;
use super::{Permission, Role};
use jieqing_db::{ReadTx, SqlBuilder, ToV, params};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};

/// How far a permission reaches: the union of what the user's assignments give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Some records of the company: own ones, those of departments, or both.
    Part {
        /// Records this user owns (raw id).
        owner: Option<i64>,
        /// Records of these departments (raw ids), ascending.
        departments: Vec<i64>,
    },
    /// All records of the company.
    Company,
}

impl Scope {
    /// Records the user owns (raw id).
    #[must_use]
    pub fn own(user: i64) -> Self {
        Self::Part {
            owner: Some(user),
            departments: Vec::new(),
        }
    }

    /// Records of one department (raw id).
    #[must_use]
    pub fn department(department: i64) -> Self {
        Self::Part {
            owner: None,
            departments: vec![department],
        }
    }

    /// What either of both covers.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        match (self, other) {
            (
                Self::Part { owner, departments },
                Self::Part {
                    owner: too,
                    departments: more,
                },
            ) => {
                let all: BTreeSet<i64> = departments.into_iter().chain(more).collect();
                Self::Part {
                    owner: owner.or(too),
                    departments: all.into_iter().collect(),
                }
            }
            (Self::Company, _) | (_, Self::Company) => Self::Company,
        }
    }

    /// Whether a record of this owner and department is inside.
    #[must_use]
    pub fn covers(&self, owner: i64, department: i64) -> bool {
        match self {
            Self::Part {
                owner: own,
                departments,
            } => *own == Some(owner) || departments.binary_search(&department).is_ok(),
            Self::Company => true,
        }
    }

    fn narrow(
        &self,
        build: SqlBuilder,
        owner: &'static str,
        department: &'static str,
    ) -> SqlBuilder {
        let Self::Part {
            owner: own,
            departments,
        } = self
        else {
            return build;
        };
        let ids: Vec<&dyn ToV> = departments.iter().map(|d| d as &dyn ToV).collect();
        match (own, ids.as_slice()) {
            (Some(user), []) => build.push("and").push(owner).bind("= ?", &[user]),
            (None, ids) => build.push("and").push(department).bind_in("in", ids),
            (Some(user), ids) => build
                .push("and (")
                .push(owner)
                .bind("= ? or", &[user])
                .push(department)
                .bind_in("in", ids)
                .push(")"),
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

/// Lists that show only what is inside a scope.
pub trait InScope {
    /// Narrowed to the records inside; `owner` and `department` are the list's columns.
    #[must_use]
    fn within(self, scope: &Scope, owner: &'static str, department: &'static str) -> Self;
}

impl InScope for SqlBuilder {
    fn within(self, scope: &Scope, owner: &'static str, department: &'static str) -> Self {
        scope.narrow(self, owner, department)
    }
}

/// All permissions of a user in a company with their scope: the
/// union over the assignments. With a temporary password one may
/// only do what changes it.
///
/// # Errors
/// Database errors.
pub fn granted(tx: &mut ReadTx<'_>, company: i64, user: i64) -> Result<Vec<(Permission, Scope)>> {
    let mut out: BTreeMap<Permission, Scope> = BTreeMap::new();
    for given in assignments(tx, company, user)? {
        for permission in given.role.permissions() {
            if !given.allows(*permission) {
                continue;
            }
            let wider = match out.remove(permission) {
                Some(known) => known.union(given.scope.clone()),
                None => given.scope.clone(),
            };
            out.insert(*permission, wider);
        }
    }
    Ok(out.into_iter().collect())
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
        // The command itself holds it to the one object the link opens.
        Actor::Link(_) if permission == Permission::LinkUse => return Ok(Scope::Company),
        Actor::Link(_) => return Err(forbidden),
        Actor::User(id) => id.raw(),
    };
    if let Some(limits) = &ctx.token_scopes
        && permission != Permission::SelfUse
        && !limits.iter().any(|l| l == permission.as_str())
    {
        return Err(forbidden);
    }
    let mut scope: Option<Scope> = None;
    for given in assignments(tx, ctx.company.raw(), user)? {
        if given.allows(permission) {
            scope = Some(match scope {
                Some(known) => known.union(given.scope),
                None => given.scope,
            });
        }
    }
    scope.ok_or(forbidden)
}

/// A role with its reach.
struct Assignment {
    role: Role,
    scope: Scope,
    must_change_password: bool,
}

impl Assignment {
    /// With a temporary password one may only do what changes it.
    fn allows(&self, permission: Permission) -> bool {
        (!self.must_change_password || permission == Permission::SelfUse)
            && self.role.permissions().contains(&permission)
    }
}

fn assignments(tx: &mut ReadTx<'_>, company: i64, user: i64) -> Result<Vec<Assignment>> {
    let rows = tx.all::<(Role, String, i64, bool)>(&store::ROLES_OF, params![company, user])?;
    Ok(rows
        .into_iter()
        .map(
            |(role, reach, department, must_change_password)| Assignment {
                role,
                scope: match reach.as_str() {
                    "company" => Scope::Company,
                    "department" => Scope::department(department),
                    _ => Scope::own(user),
                },
                must_change_password,
            },
        )
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sql(scope: &Scope) -> (String, usize) {
        let build = SqlBuilder::new("T", "where true");
        let (sql, values) = build.within(scope, "x.o", "x.d").finish();
        (sql.text().replace("  ", " "), values.len())
    }

    #[test]
    fn a_union_covers_what_either_covers() {
        let all = [
            Scope::own(1),
            Scope::department(7),
            Scope::department(5),
            Scope::own(1).union(Scope::department(5)),
            Scope::Company,
        ];
        for a in &all {
            for b in &all {
                let both = a.clone().union(b.clone());
                for owner in 0..3 {
                    for department in 4..9 {
                        assert_eq!(
                            both.covers(owner, department),
                            a.covers(owner, department) || b.covers(owner, department),
                            "{a:?} {b:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn lists_are_narrowed_to_the_same() {
        assert_eq!(sql(&Scope::Company), ("where true".to_owned(), 0));
        assert_eq!(
            sql(&Scope::own(1)),
            ("where true and x.o = $1".to_owned(), 1)
        );
        let two = Scope::department(7).union(Scope::department(5));
        assert_eq!(sql(&two), ("where true and x.d in ($1, $2)".to_owned(), 2));
        assert_eq!(
            sql(&two.union(Scope::own(1))),
            (
                "where true and ( x.o = $1 or x.d in ($2, $3) )".to_owned(),
                3
            )
        );
        let none = Scope::Part {
            owner: None,
            departments: Vec::new(),
        };
        assert_eq!(sql(&none), ("where true and x.d in (null)".to_owned(), 0));
    }
}
