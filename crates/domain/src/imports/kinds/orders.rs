//! Orders: one row per line with repeated headers, or headers and lines in two files. An order is
//! imported whole or not at all.

use super::building::{Building, Head};
use super::columns::columns;
use super::records;
use super::status::{FileStatus, status_of};
use crate::access::{Permission, authorize};
use crate::imports::cells::{Cells, Slot};
use crate::imports::error::ImportRefusal;
use crate::imports::input::ImportInput;
use crate::imports::kind::Part;
use crate::imports::options::OrderState;
use crate::imports::report::{Outcome, Problem, Tally};
use crate::imports::store::{self, TermsRef};
use crate::imports::table::Table;
use crate::orders::{
    ImportTarget, ImportedOrder, LineDraft, OrderDraft, ProductRef, import_orders,
};
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE};
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::{Discount, TaxTreatment};
use std::collections::HashMap;

columns!(HeadColumns {
    order_no,
    customer,
    ordered_on,
    requested_on,
    status,
    customer_po,
    currency,
    terms,
    ship_to,
    special,
    note,
});
columns!(LineColumns {
    sku,
    qty,
    price,
    line_no,
    discount,
    tax_rate,
    line_note,
});

pub(super) fn apply(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    input: &ImportInput,
    tally: &mut Tally,
) -> Result<()> {
    let scope = authorize(tx, ctx, Permission::OrdersWrite)?;
    let terms = tx.all::<TermsRef>(&store::TERMS, params![ctx.company])?;
    let mut orders = Orders {
        ctx,
        input,
        terms,
        index: HashMap::new(),
        all: Vec::new(),
    };
    for table in &input.tables {
        orders.gather(table, tally);
    }
    let mut ready = Vec::new();
    let mut waiting = Vec::new();
    for mut order in orders.all {
        order.check_whole();
        if order.rows.iter().any(|(_, p)| !p.is_empty()) {
            order.fail(tally);
            continue;
        }
        if let Some(import) = order.import() {
            ready.push(import);
            waiting.push(order);
        }
    }
    if ready.iter().any(|o| o.target != ImportTarget::Draft) {
        authorize(tx, ctx, Permission::OrdersConfirm)?;
    }
    if ready.iter().any(|o| o.target == ImportTarget::Confirmed) && !input.options.credit_off {
        return Err(ImportRefusal::CreditChoice.into());
    }
    let done = import_orders(tx, ctx, &scope, ready)?;
    for (mut order, done) in waiting.into_iter().zip(done) {
        match done {
            ImportedOrder::Added { .. } => order.each(tally, Outcome::Added),
            ImportedOrder::Unchanged { .. } => order.each(tally, Outcome::Unchanged),
            ImportedOrder::Changed { .. } => order.each(tally, Outcome::Changed),
            ImportedOrder::Failed(error) => {
                order.blame(error)?;
                order.fail(tally);
            }
        }
    }
    Ok(())
}

struct Orders<'t> {
    ctx: &'t Ctx,
    input: &'t ImportInput,
    terms: Vec<TermsRef>,
    index: HashMap<String, usize>,
    all: Vec<Building<'t>>,
}

impl<'t> Orders<'t> {
    fn gather(&mut self, table: &'t Table, tally: &mut Tally) {
        let heads = (table.part != Part::Lines).then(|| HeadColumns::of(self.input, table));
        let lines = (table.part != Part::Heads).then(|| LineColumns::of(self.input, table));
        let number_slot = super::columns::slot(self.input, table, "order_no");
        for at in records(table, tally) {
            let mut cells = Cells::new(at.row);
            let number = cells.text(&number_slot);
            if number.is_empty() {
                tally.document(Outcome::Failed);
                tally.failed(at, cells.problems);
                continue;
            }
            let order_at = match self.index.get(number) {
                Some(at) => *at,
                None => {
                    let at = self.all.len();
                    self.index.insert(number.to_owned(), at);
                    self.all.push(Building::new(number));
                    at
                }
            };
            let Some(order) = self.all.get_mut(order_at) else {
                continue;
            };
            if let Some(columns) = &heads {
                head_row(
                    self.ctx,
                    self.input,
                    &self.terms,
                    columns,
                    &mut cells,
                    order,
                    table.part,
                );
            }
            if let Some(columns) = &lines {
                line_row(columns, &mut cells, order);
            }
            order.rows.push((at, cells.problems));
        }
    }
}

fn header_slots(c: &HeadColumns) -> [&Slot; 10] {
    [
        &c.customer,
        &c.ordered_on,
        &c.requested_on,
        &c.status,
        &c.customer_po,
        &c.currency,
        &c.terms,
        &c.ship_to,
        &c.special,
        &c.note,
    ]
}

/// The first header field of a later row that is not what the first row says. Days are compared as
/// days: the time of a line may be another minute.
fn differs(
    columns: &HeadColumns,
    cells: &mut Cells<'_>,
    head: &Head,
    number: &str,
) -> Option<Problem> {
    for (slot, first) in header_slots(columns).into_iter().zip(&head.texts) {
        let text = cells.plain(slot);
        if text == first.as_str() {
            continue;
        }
        let same_day = match slot.field {
            "ordered_on" => cells.date(slot) == Some(head.draft.ordered_on),
            "requested_on" => cells.date(slot) == head.draft.requested_on,
            _ => false,
        };
        if !same_day {
            return Some(
                Problem::at(&slot.column, "imports.header_differs")
                    .with("document", number)
                    .with("field", slot.field)
                    .with("first", first)
                    .with("value", text),
            );
        }
    }
    None
}

/// The first row of an order gives its header; the others must repeat it.
fn head_row(
    ctx: &Ctx,
    input: &ImportInput,
    terms: &[TermsRef],
    columns: &HeadColumns,
    cells: &mut Cells<'_>,
    order: &mut Building<'_>,
    part: Part,
) {
    refuse_no_order(&columns.order_no, cells, &order.number);
    let mut customer = cells.plain(&columns.customer).to_owned();
    if customer.is_empty() {
        match &input.options.walk_in {
            Some(code) => customer.clone_from(code),
            None => {
                let missing = Problem::at(&columns.customer.column, "orders.customer_missing");
                cells.problems.push(missing);
            }
        }
    }
    if let Some(head) = &order.head {
        if part == Part::Heads {
            let twice = Problem::at(&columns.order_no.column, "imports.duplicate_key");
            cells.problems.push(twice.with("key", &order.number));
            return;
        }
        if let Some(problem) = differs(columns, cells, head, &order.number) {
            cells.problems.push(problem);
        }
        return;
    }
    let texts = header_slots(columns)
        .into_iter()
        .map(|slot| cells.plain(slot).to_owned())
        .collect();
    let ordered_on = cells
        .date(&columns.ordered_on)
        .unwrap_or_else(|| ctx.today());
    let mut draft = OrderDraft::new(Id::from_raw(0), ordered_on, Vec::new());
    draft.requested_on = cells.date(&columns.requested_on);
    draft.currency = cells.currency(&columns.currency);
    draft.customer_po = cells.string(&columns.customer_po);
    draft.ship_to = cells.string(&columns.ship_to);
    draft.special = cells.string(&columns.special);
    draft.note = cells.string(&columns.note);
    draft.tax_inclusive = !input.options.tax_exclusive;
    let word = cells.text(&columns.terms);
    match terms.iter().find(|t| t.code == word || t.name == word) {
        Some(found) => draft.terms = Some(found.id),
        None if word.is_empty() => {}
        None => cells.fail(&columns.terms, "imports.unknown_terms", word),
    }
    order.head = Some(Head {
        customer,
        target: target_of(input, columns, cells),
        draft,
        texts,
    });
}

fn target_of(input: &ImportInput, columns: &HeadColumns, cells: &mut Cells<'_>) -> ImportTarget {
    let word = cells.text(&columns.status);
    if word.is_empty() {
        return match input.options.order_state {
            OrderState::Draft => ImportTarget::Draft,
            OrderState::Confirmed => ImportTarget::Confirmed,
        };
    }
    match status_of(word) {
        Some(FileStatus::Draft) => ImportTarget::Draft,
        Some(FileStatus::Open | FileStatus::Delivered) => ImportTarget::Confirmed,
        Some(FileStatus::Cancelled) => ImportTarget::Cancelled,
        None => {
            cells.fail(&columns.status, "imports.unknown_status", word);
            ImportTarget::Draft
        }
    }
}

/// Documents that shops number like orders but that are none: `C` and digits cancels, `A` and
/// digits adjusts.
fn refuse_no_order(slot: &Slot, cells: &mut Cells<'_>, number: &str) {
    let mut chars = number.chars();
    let code = match chars.next() {
        Some('C') => "imports.cancellation_document",
        Some('A') => "imports.adjustment_document",
        _ => return,
    };
    let rest = chars.as_str();
    if rest.len() >= 6 && rest.bytes().all(|b| b.is_ascii_digit()) {
        cells
            .problems
            .push(Problem::at(&slot.column, code).with("document", number));
    }
}

fn line_row(columns: &LineColumns, cells: &mut Cells<'_>, order: &mut Building<'_>) {
    let sku = cells.string(&columns.sku);
    let qty = cells.number(&columns.qty, QTY_SCALE);
    let price = cells.number(&columns.price, PRICE_SCALE);
    let problem =
        |slot: &Slot, code, value: &str| Problem::at(&slot.column, code).with("value", value);
    match qty {
        Some(qty) if qty < 0 => {
            let text = cells.plain(&columns.qty).to_owned();
            cells
                .problems
                .push(problem(&columns.qty, "imports.return_line", &text));
        }
        Some(0) => cells
            .problems
            .push(problem(&columns.qty, "imports.zero_quantity", "0")),
        Some(_) | None => {}
    }
    match price {
        Some(price) if price < 0 => {
            let text = cells.plain(&columns.price).to_owned();
            cells
                .problems
                .push(problem(&columns.price, "imports.price_negative", &text));
        }
        Some(0) => cells
            .problems
            .push(problem(&columns.price, "imports.price_zero", "0")),
        Some(_) | None => {}
    }
    let tax = cells.percent(&columns.tax_rate).map(|rate| match rate {
        0 => TaxTreatment::ZeroRated,
        rate => TaxTreatment::Taxed(rate),
    });
    let discount = match cells.percent(&columns.discount) {
        None | Some(0) => Discount::None,
        Some(rate) => Discount::Rate(rate),
    };
    let next = i64::try_from(order.lines.len())
        .unwrap_or(i64::MAX)
        .saturating_add(1);
    let line_no = cells.number(&columns.line_no, 0).unwrap_or(next);
    let line = LineDraft {
        spec: None,
        unit: None,
        price_e8: price,
        discount,
        tax,
        requested_on: None,
        note: cells.string(&columns.line_note),
        ..LineDraft::of(ProductRef::Sku(sku), qty.unwrap_or(0))
    };
    order.lines.push((line_no, line));
    order.line_rows.push(order.rows.len());
}
