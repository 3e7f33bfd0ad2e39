//! Departments (部门).

use super::error::AdminRefusal;
use super::store::users as store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::{Ctx, Department};
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use serde_json::json;

/// Makes a department, or changes the one of `id` when its version is right.
#[derive(Debug, Clone)]
pub struct SaveDepartment {
    /// Which one and the version the change was made against; `None` for a new one.
    pub id: Option<(Id<Department>, i64)>,
    /// Code, unique in the company.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether it is offered.
    pub active: bool,
}

impl Command for SaveDepartment {
    type Out = Id<Department>;
    const PERMISSION: Permission = Permission::UsersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        for (path, text, max) in [("code", &self.code, 20), ("name", &self.name, 100)] {
            if text.trim().is_empty() {
                errors.push(FieldError::new(path, "field.required"));
            }
            wire::check_text(&mut errors, path, text, max);
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let (code, name) = (self.code.trim(), self.name.trim());
        let owner = tx.opt::<(Id<Department>, String)>(
            &store::DEPARTMENT_BY_CODE,
            params![ctx.company, code],
        )?;
        if let Some((other, name)) = owner
            && self.id.is_none_or(|(id, _)| id != other)
        {
            let code = code.to_owned();
            return Err(AdminRefusal::CodeTaken { code, name }.into());
        }
        let (id, kind) = match self.id {
            None => {
                let id: Id<Department> = ctx.new_id();
                let values = params![ctx.company, id, code, name];
                tx.exec_one(&store::INSERT_DEPARTMENT, values)?;
                (id, "department.created")
            }
            Some((id, version)) => {
                let (_, current) = tx
                    .opt::<(String, i64)>(&store::DEPARTMENT, params![ctx.company, id])?
                    .ok_or(Error::NotFound)?;
                let values = params![ctx.company, id, version, code, name, self.active];
                if tx.exec(&store::CHANGE_DEPARTMENT, values)? == 0 {
                    return Err(Error::Stale { current });
                }
                (id, "department.changed")
            }
        };
        let facts = json!({ "code": code, "name": name, "active": self.active });
        record(tx, ctx, "department", id.raw(), kind, &facts)?;
        Ok(id)
    }
}
