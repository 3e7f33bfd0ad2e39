//! Commands on customers.

use super::error::CustomerRefusal;
use super::model::{CustomerDraft, CustomerStatus};
use super::store;
use crate::access::{Permission, Scope, authorize};
use crate::facade::Command;
use crate::numbering::{self, Series};
use crate::record::record;
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::taxid;
use serde_json::json;

/// Enters a customer.
#[derive(Debug, Clone)]
pub struct CreateCustomer {
    /// What was entered.
    pub draft: CustomerDraft,
}

impl Command for CreateCustomer {
    type Out = Id<wire::Customer>;
    const PERMISSION: Permission = Permission::CustomersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        self.draft.check()?;
        let draft = within(&self.draft, scope);
        refuse_unknown(tx, ctx, &draft)?;
        let id: Id<wire::Customer> = ctx.new_id();
        let code = match &draft.code {
            Some(code) => code.trim().to_owned(),
            None => numbering::next(tx, ctx, Series::Customer, ctx.today())?,
        };
        refuse_taken_code(tx, ctx, &code, None)?;
        store::insert(tx, ctx, id, &code, &draft, CustomerStatus::Normal)?;
        write_children(tx, ctx, id, &draft)?;
        let facts = json!({ "code": code, "name": draft.name });
        record(tx, ctx, "customer", id.raw(), "customer.created", &facts)?;
        Ok(id)
    }
}

/// Replaces what is known about a customer. Without `customers.credit` the limit stays as it is.
#[derive(Debug, Clone)]
pub struct ChangeCustomer {
    /// Which.
    pub id: Id<wire::Customer>,
    /// The version the change was made against.
    pub version: i64,
    /// The whole new content.
    pub draft: CustomerDraft,
}

impl Command for ChangeCustomer {
    type Out = Id<wire::Customer>;
    const PERMISSION: Permission = Permission::CustomersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        self.draft.check()?;
        let now = store::lock(tx, ctx, self.id)?.ok_or(Error::NotFound)?;
        scope.check(now.owner, now.department)?;
        if now.version != self.version {
            return Err(Error::Stale {
                current: now.version,
            });
        }
        let mut draft = within(&self.draft, scope);
        refuse_unknown(tx, ctx, &draft)?;
        if authorize(tx, ctx, Permission::CustomersCredit).is_err() {
            draft.credit_limit = now.credit_limit;
        }
        let code = draft.code.clone().unwrap_or(now.code);
        refuse_taken_code(tx, ctx, &code, Some(self.id))?;
        store::update(tx, ctx, self.id, self.version, &code, &draft)?;
        store::clear_children(tx, ctx, self.id)?;
        write_children(tx, ctx, self.id, &draft)?;
        let facts = json!({ "code": code, "name": draft.name, "before": { "name": now.name } });
        record(
            tx,
            ctx,
            "customer",
            self.id.raw(),
            "customer.changed",
            &facts,
        )?;
        Ok(self.id)
    }
}

/// Who may write only own or some departments' customers writes such ones: one outside becomes
/// their own, or that of the (first) department.
fn within(draft: &CustomerDraft, scope: &Scope) -> CustomerDraft {
    let mut draft = draft.clone();
    if scope.covers(draft.owner, draft.department) {
        return draft;
    }
    match scope {
        Scope::Part {
            owner: Some(user), ..
        } => draft.owner = *user,
        Scope::Part { departments, .. } => {
            draft.department = departments.first().copied().unwrap_or(draft.department);
        }
        Scope::Company => {}
    }
    draft
}

fn refuse_unknown(tx: &mut WriteTx<'_>, ctx: &Ctx, draft: &CustomerDraft) -> Result<()> {
    let (terms, owner, department) = tx.one::<(bool, bool, bool)>(
        &store::KNOWN,
        params![ctx.company, draft.terms, draft.owner, draft.department],
    )?;
    let errors: Vec<_> = [
        ("terms_id", draft.terms.raw() == 0 || terms),
        ("owner_id", draft.owner == 0 || owner),
        ("department_id", draft.department == 0 || department),
    ]
    .into_iter()
    .filter(|(_, known)| !known)
    .map(|(path, _)| FieldError::new(path, "field.unknown_reference"))
    .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

fn refuse_taken_code(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    code: &str,
    except: Option<Id<wire::Customer>>,
) -> Result<()> {
    let found =
        tx.opt::<(Id<wire::Customer>, String)>(&store::BY_CODE, params![ctx.company, code])?;
    match found {
        Some((id, name)) if Some(id) != except => Err(CustomerRefusal::CodeTaken {
            code: code.to_owned(),
            name,
        }
        .into()),
        _ => Ok(()),
    }
}

fn write_children(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    id: Id<wire::Customer>,
    draft: &CustomerDraft,
) -> Result<()> {
    store::insert_children(tx, ctx, id, draft)?;
    let names = std::iter::once(&draft.name).chain(&draft.aliases);
    for alias in names {
        let key = taxid::search_key(alias);
        if key.is_empty() {
            continue;
        }
        let found =
            tx.opt::<(Id<wire::Customer>, String)>(&store::ALIAS, params![ctx.company, key])?;
        match found {
            Some((owner, _)) if owner == id => {}
            // Two customers may share a name (branches do); only explicit aliases must be unique.
            Some(_) if alias == &draft.name => {}
            Some((_, owner)) => {
                return Err(CustomerRefusal::AliasTaken {
                    alias: alias.clone(),
                    owner,
                }
                .into());
            }
            None => store::insert_alias(tx, ctx, id, alias, &key, "entered")?,
        }
    }
    Ok(())
}
