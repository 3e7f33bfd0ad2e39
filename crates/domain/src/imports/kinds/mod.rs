//! One file per kind: rows → drafts → commands, each compared with what is stored.

mod bills;
mod building;
mod columns;
mod countries;
mod customers;
mod documents;
mod orders;
mod products;
mod receipts;
mod status;

use super::input::ImportInput;
use super::kind::ImportKind;
use super::report::{Problem, Report, RowRef, Tally};
use super::table::Table;
use jieqing_db::WriteTx;
use jieqing_formats::table::header::RowRole;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};

/// Applies the whole input inside `tx`.
pub(super) fn apply(tx: &mut WriteTx<'_>, ctx: &Ctx, input: &ImportInput) -> Result<Report> {
    let mut tally = Tally::default();
    for table in &input.tables {
        tally.expect(table.row_count());
    }
    match input.kind {
        ImportKind::Customers => customers::apply(tx, ctx, input, &mut tally)?,
        ImportKind::Products => products::apply(tx, ctx, input, &mut tally)?,
        ImportKind::Orders => orders::apply(tx, ctx, input, &mut tally)?,
        ImportKind::Deliveries => documents::deliveries(tx, ctx, input, &mut tally)?,
        ImportKind::Invoices => documents::invoices(tx, ctx, input, &mut tally)?,
        ImportKind::Receipts => receipts::apply(tx, ctx, input, &mut tally)?,
        ImportKind::Bills => bills::apply(tx, ctx, input, &mut tally)?,
    }
    tally.finish()
}

/// The first table.
fn first(input: &ImportInput) -> Result<&Table> {
    input
        .tables
        .first()
        .ok_or_else(|| Error::bug("an import has a table"))
}

/// Records of a table; totals and notes below it are accounted for here.
fn records<'t>(table: &'t Table, tally: &mut Tally) -> Vec<RowRef<'t>> {
    let mut out = Vec::new();
    for (role, row) in table.data() {
        let at = RowRef { table, row };
        match role {
            RowRole::Data => out.push(at),
            RowRole::Total => tally.ignored(at, Problem::row("imports.total_row")),
            RowRole::Note => tally.ignored(at, Problem::row("imports.note_row")),
        }
    }
    out
}

/// Runs `f` in a savepoint; what it refuses becomes problems of the row.
fn attempt<T>(
    tx: &mut WriteTx<'_>,
    f: impl FnOnce(&mut WriteTx<'_>) -> Result<T>,
) -> Result<Result<T, Vec<Problem>>> {
    match tx.attempt(f) {
        Ok(value) => Ok(Ok(value)),
        Err(error) => Problem::of(error).map(Err),
    }
}
