//! Hires the people of the demo with the commands an administrator uses.

use crate::engine::Staff;
use crate::world::{DemoPerson, MORE_DEPARTMENTS, people};
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::access::{Role, Scope};
use jieqing_domain::admin::auth::ChangePassword;
use jieqing_domain::admin::query::departments;
use jieqing_domain::admin::{
    AssignRoles, CreateUser, GrantScope, RoleGrant, SaveDepartment, UserDraft,
};
use jieqing_kernel::actor::{Actor, Ctx, Department, User};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// Who works here now.
pub(crate) struct Hired {
    /// Who does what.
    pub(crate) staff: Staff,
    /// Salespeople.
    pub(crate) sellers: Vec<Actor>,
    /// The sales department, to which the customers belong.
    pub(crate) sales: Id<Department>,
}

const SCOPE: Scope = Scope::Company;

/// Why one demo login may do nearly everything.
const REASON: &str = "演示账号，便于一人看全流程 (demo login that sees the whole process)";

pub(crate) fn hire(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    admin: Id<User>,
    password_hash: &str,
) -> Result<Hired> {
    for (code, name) in MORE_DEPARTMENTS {
        let command = SaveDepartment {
            id: None,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            active: true,
        };
        command.run(tx, ctx, &SCOPE)?;
    }
    let departments: Vec<(String, Id<Department>)> = departments(tx, ctx)?
        .into_iter()
        .map(|d| (d.code, d.id))
        .collect();
    let department = |code: &str| {
        let found = departments.iter().find(|(c, _)| c == code);
        found
            .map(|(_, id)| *id)
            .ok_or_else(|| Error::bug("no such department"))
    };
    let mut hired = Vec::new();
    for person in people() {
        let roles = grants(&person, department(person.department)?);
        let id = if person.roles.contains(&Role::Administrator) {
            let command = AssignRoles {
                id: admin,
                version: 1,
                roles,
                reason: REASON.to_owned(),
            };
            command.run(tx, ctx, &SCOPE)?
        } else {
            enrol(tx, ctx, &person, roles, password_hash)?
        };
        hired.push((person, Actor::User(id)));
    }
    let one = |role: Role| {
        let only = |p: &DemoPerson| p.roles == [role];
        let found = hired.iter().find(|(p, _)| only(p));
        found
            .map(|(_, who)| *who)
            .ok_or_else(|| Error::bug("nobody has that role"))
    };
    Ok(Hired {
        staff: Staff {
            clerk: one(Role::Clerk)?,
            manager: one(Role::SalesManager)?,
            logistics: one(Role::Logistics)?,
            cashier: one(Role::Cashier)?,
            finance: one(Role::Finance)?,
        },
        sellers: hired
            .iter()
            .filter(|(p, _)| p.roles == [Role::Sales])
            .map(|(_, who)| *who)
            .collect(),
        sales: department("SALES")?,
    })
}

fn grants(person: &DemoPerson, department: Id<Department>) -> Vec<RoleGrant> {
    let scope = match person.scope {
        "own" => GrantScope::Own,
        "department" => GrantScope::Department(department),
        _ => GrantScope::Company,
    };
    let grant = |role: &Role| RoleGrant { role: *role, scope };
    person.roles.iter().map(grant).collect()
}

/// Makes the account, and has its owner choose the demo password.
fn enrol(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    person: &DemoPerson,
    roles: Vec<RoleGrant>,
    password_hash: &str,
) -> Result<Id<User>> {
    let command = CreateUser {
        login: person.login.to_owned(),
        draft: UserDraft {
            name: person.name.to_owned(),
            email: String::new(),
            locale: "zh-CN".to_owned(),
        },
        password_hash: password_hash.to_owned(),
        roles,
        reason: String::new(),
    };
    let id = command.run(tx, ctx, &SCOPE)?;
    let own = Ctx {
        actor: Actor::User(id),
        ..ctx.clone()
    };
    let command = ChangePassword {
        verified: password_hash.to_owned(),
        hash: password_hash.to_owned(),
        keep: None,
    };
    command.run(tx, &own, &SCOPE)?;
    Ok(id)
}
