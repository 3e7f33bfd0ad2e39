//! Bills of exchange: one row each, known by package number and interval. The customer is the one the
//! row names, or the one who endorsed the bill to us, or its drawer.

use super::columns::columns;
use super::{attempt, first, records};
use crate::access::{Permission, authorize};
use crate::bills::{BillDraft, EnterBill, Interval, PackageNo};
use crate::facade::Command;
use crate::imports::cells::Cells;
use crate::imports::input::ImportInput;
use crate::imports::report::{Outcome, Tally};
use crate::imports::store::{self, BillRef, CustomerRef};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use std::collections::{HashMap, HashSet};

columns!(Columns {
    package_no,
    interval,
    amount,
    issued_on,
    due_on,
    received_on,
    acceptor,
    drawer,
    drawer_account,
    drawer_bank,
    payee,
    endorser,
    transferable,
    customer,
    note,
});

/// Words of the bank for "may not be passed on".
const NOT_TRANSFERABLE: [&str; 8] = [
    "否",
    "不能",
    "不可转让",
    "不得转让",
    "不能转让",
    "不可",
    "no",
    "n",
];

struct Context<'a> {
    ctx: &'a Ctx,
    columns: Columns,
    codes: HashMap<String, Id<wire::Customer>>,
    /// By name; `None` when two customers have it.
    names: HashMap<String, Option<Id<wire::Customer>>>,
}

pub(super) fn apply(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    input: &ImportInput,
    tally: &mut Tally,
) -> Result<()> {
    let scope = authorize(tx, ctx, Permission::BillsWrite)?;
    let table = first(input)?;
    let context = Context {
        ctx,
        columns: Columns::of(input, table),
        codes: tx
            .all::<CustomerRef>(&store::CUSTOMERS, params![ctx.company])?
            .into_iter()
            .map(|c| (c.code, c.id))
            .collect(),
        names: by_name(tx.all(&store::CUSTOMER_NAMES, params![ctx.company])?),
    };
    let mut known: HashSet<(String, i64, i64)> = tx
        .all::<BillRef>(&store::BILLS, params![ctx.company])?
        .into_iter()
        .map(|b| (b.package, b.from, b.to))
        .collect();
    for at in records(table, tally) {
        let mut cells = Cells::new(at.row);
        let draft = context.draft(&mut cells);
        let Some(draft) = draft.filter(|_| cells.problems.is_empty()) else {
            tally.document(Outcome::Failed);
            tally.failed(at, cells.problems);
            continue;
        };
        let key = key_of(&draft);
        if key.as_ref().is_some_and(|key| known.contains(key)) {
            tally.document(Outcome::Unchanged);
            tally.unchanged();
            continue;
        }
        let command = EnterBill { draft };
        match attempt(tx, |tx| command.run(tx, ctx, &scope))? {
            Ok(_) => {
                known.extend(key);
                tally.document(Outcome::Added);
                tally.added();
            }
            Err(problems) => {
                tally.document(Outcome::Failed);
                tally.failed(at, problems);
            }
        }
    }
    Ok(())
}

/// Package and interval; `None` when they can't be read, which the command then says.
fn key_of(draft: &BillDraft) -> Option<(String, i64, i64)> {
    let package = PackageNo::parse(&draft.package_no).ok()?;
    let (from, to) = Interval::parse(&draft.interval).ok()?.bounds();
    Some((package.digits, from, to))
}

fn by_name(rows: Vec<(Id<wire::Customer>, String)>) -> HashMap<String, Option<Id<wire::Customer>>> {
    let mut names: HashMap<String, Option<Id<wire::Customer>>> = HashMap::new();
    for (id, name) in rows {
        names
            .entry(name.trim().to_owned())
            .and_modify(|known| *known = known.filter(|k| *k == id))
            .or_insert(Some(id));
    }
    names
}

impl Context<'_> {
    fn draft(&self, cells: &mut Cells<'_>) -> Option<BillDraft> {
        let c = &self.columns;
        let endorser = cells.string(&c.endorser);
        let drawer = cells.string(&c.drawer);
        let customer = self.customer(cells, &endorser, &drawer);
        let issued_on = cells.date(&c.issued_on);
        let due_on = cells.date(&c.due_on);
        let received_on = if cells.text(&c.received_on).is_empty() {
            Some(self.ctx.today())
        } else {
            cells.date(&c.received_on)
        };
        let interval = cells.string(&c.interval);
        let flag = cells.text(&c.transferable).to_lowercase();
        Some(BillDraft {
            customer: customer?,
            package_no: cells.string(&c.package_no),
            // The old system has no intervals.
            interval: if interval.is_empty() {
                "0".to_owned()
            } else {
                interval
            },
            amount: cells.number(&c.amount, 2),
            issued_on: issued_on?,
            due_on: due_on?,
            received_on: received_on?,
            drawer,
            drawer_account: cells.string(&c.drawer_account),
            drawer_bank: cells.string(&c.drawer_bank),
            payee: cells.string(&c.payee),
            acceptor: cells.string(&c.acceptor),
            endorser,
            transferable: !NOT_TRANSFERABLE.contains(&flag.trim()),
            note: cells.string(&c.note),
        })
    }

    fn customer(
        &self,
        cells: &mut Cells<'_>,
        endorser: &str,
        drawer: &str,
    ) -> Option<Id<wire::Customer>> {
        let c = &self.columns;
        let code = cells.text(&c.customer);
        if !code.is_empty() {
            let found = self.codes.get(code).copied();
            if found.is_none() {
                cells.fail(&c.customer, "imports.unknown_customer", code);
            }
            return found;
        }
        let name = if endorser.trim().is_empty() {
            drawer
        } else {
            endorser
        };
        let found = self.names.get(name.trim()).copied().flatten();
        if found.is_none() {
            let slot = if endorser.trim().is_empty() {
                &c.drawer
            } else {
                &c.endorser
            };
            cells.fail(slot, "imports.unknown_customer", name);
        }
        found
    }
}
