//! Saved views.

use crate::admin::store::views as store;
use crate::wire;
use jieqing_db::{ReadTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use std::collections::BTreeMap;

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Id.
    pub id: Id<wire::SavedView>,
    /// The list.
    pub list: String,
    /// Name on the tab.
    pub name: String,
    /// Filters and sort.
    pub query: BTreeMap<String, String>,
    /// Whether the whole company sees it.
    pub shared: bool,
    /// Whether the caller made it.
    pub mine: bool,
}

/// The caller's views of a list and those shared with the company, by name.
///
/// # Errors
/// Database errors.
pub fn views(tx: &mut ReadTx<'_>, ctx: &Ctx, list: &str) -> Result<Vec<SavedView>> {
    type Row = (Id<wire::SavedView>, String, String, String, bool, i64);
    let user = ctx.actor.raw();
    let rows = tx.all::<Row>(&store::LIST, params![ctx.company, user, list])?;
    let view = |(id, list, name, query, shared, owner): Row| SavedView {
        id,
        list,
        name,
        // Written by us; a view that can't be read any more filters nothing.
        query: serde_json::from_str(&query).unwrap_or_default(),
        shared,
        mine: owner == user,
    };
    Ok(rows.into_iter().map(view).collect())
}
