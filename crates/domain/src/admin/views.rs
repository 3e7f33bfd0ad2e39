//! Saved views of lists: filters and sort under a name, one's own or shared with the company.

use super::error::AdminRefusal;
use super::store::views as store;
use crate::access::{Permission, Scope};
use crate::facade::Command;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use std::collections::BTreeMap;

/// Most views of one user.
const VIEWS_MOST: i64 = 200;

/// Saves a view. It is nobody's business record, so no event is written.
#[derive(Debug, Clone)]
pub struct CreateView {
    /// The list, e.g. `orders`.
    pub list: String,
    /// Name on the tab.
    pub name: String,
    /// Filters and sort as in the address.
    pub query: BTreeMap<String, String>,
    /// Whether the whole company sees it.
    pub shared: bool,
}

impl Command for CreateView {
    type Out = Id<wire::SavedView>;
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<Self::Out> {
        let mut errors = Vec::new();
        for (path, text, max) in [("list", &self.list, 50), ("name", &self.name, 50)] {
            if text.trim().is_empty() {
                errors.push(FieldError::new(path, "field.required"));
            }
            wire::check_text(&mut errors, path, text, max);
        }
        let query = serde_json::to_string(&self.query).map_err(|e| Error::bug(e.to_string()))?;
        if query.len() > 4_000 {
            errors.push(
                FieldError::new("query", "field.too_long")
                    .with("length", query.len())
                    .with("max", 4_000),
            );
        }
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let user = ctx.actor.raw();
        let (mine,) = tx.one::<(i64,)>(&store::COUNT, params![ctx.company, user])?;
        if mine >= VIEWS_MOST {
            return Err(AdminRefusal::TooManyViews {
                most: VIEWS_MOST.to_string(),
            }
            .into());
        }
        let id: Id<wire::SavedView> = ctx.new_id();
        tx.exec_one(
            &store::INSERT,
            params![
                ctx.company,
                id,
                user,
                self.list,
                self.name.trim(),
                query,
                self.shared,
                ctx.now()
            ],
        )?;
        Ok(id)
    }
}

/// Removes a view of the caller.
#[derive(Debug, Clone, Copy)]
pub struct RemoveView {
    /// Which.
    pub id: Id<wire::SavedView>,
}

impl Command for RemoveView {
    type Out = ();
    const PERMISSION: Permission = Permission::SelfUse;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, _scope: &Scope) -> Result<()> {
        let user = ctx.actor.raw();
        if tx.exec(&store::REMOVE, params![ctx.company, self.id, user])? == 0 {
            return Err(Error::NotFound);
        }
        Ok(())
    }
}
