//! Orders: one row per line with repeated headers, or headers and lines in two files. An order is
//! imported whole or not at all.

use super::columns::columns;
use super::records;
use super::status::{FileStatus, status_of};
use crate::access::{Permission, authorize};
use crate::imports::cells::{Cells, Slot};
use crate::imports::error::ImportRefusal;
use crate::imports::input::ImportInput;
use crate::imports::kind::Part;
use crate::imports::options::OrderState;
use crate::imports::report::{Change, Outcome, Problem, RowRef, Tally};
use crate::imports::store::{self, TermsRef};
use crate::imports::table::Table;
use crate::orders::{
    ImportOrder, ImportTarget, ImportedOrder, LineDraft, OrderDraft, ProductRef, import_orders,
};
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::decimal::{PRICE_SCALE, QTY_SCALE};
use jieqing_kernel::error::{Error, Result};
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

/// An order being put together.
struct Building<'t> {
    number: String,
    head: Option<Head>,
    lines: Vec<(i64, LineDraft)>,
    /// Rows with what is wrong with them.
    rows: Vec<(RowRef<'t>, Vec<Problem>)>,
    /// Row of each line, by position in `lines`.
    line_rows: Vec<usize>,
}

/// Texts of the header: compared between the rows of an order, then turned into values once.
struct Head {
    customer: String,
    target: ImportTarget,
    draft: OrderDraft,
    /// Texts of the header columns in the first row.
    texts: Vec<String>,
}

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
                    self.all.push(Building {
                        number: number.to_owned(),
                        head: None,
                        lines: Vec::new(),
                        rows: Vec::new(),
                        line_rows: Vec::new(),
                    });
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
    if let Some(head) = &order.head {
        if part == Part::Heads {
            let twice = Problem::at(&columns.order_no.column, "imports.duplicate_key");
            cells.problems.push(twice.with("key", &order.number));
            return;
        }
        let mut differs = None;
        for (slot, first) in header_slots(columns).into_iter().zip(&head.texts) {
            let text = cells.plain(slot);
            if text != first.as_str() && differs.is_none() {
                differs = Some(
                    Problem::at(&slot.column, "imports.header_differs")
                        .with("document", &order.number)
                        .with("field", slot.field)
                        .with("first", first)
                        .with("value", text),
                );
            }
        }
        cells.problems.extend(differs);
        return;
    }
    let texts = header_slots(columns)
        .into_iter()
        .map(|slot| cells.plain(slot).to_owned())
        .collect();
    refuse_no_order(&columns.order_no, cells, &order.number);
    let mut customer = cells.plain(&columns.customer).to_owned();
    if customer.is_empty() {
        match &input.options.walk_in {
            Some(code) => customer.clone_from(code),
            None => cells.problems.push(Problem::at(
                &columns.customer.column,
                "orders.customer_missing",
            )),
        }
    }
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

impl Building<'_> {
    /// A header needs lines, lines need a header.
    fn check_whole(&mut self) {
        let code = match (&self.head, self.lines.is_empty()) {
            (Some(_), false) => return,
            (Some(_), true) => "imports.header_without_lines",
            (None, _) => "imports.lines_without_header",
        };
        for (_, problems) in &mut self.rows {
            if problems.is_empty() {
                problems.push(Problem::row(code).with("document", &self.number));
            }
        }
    }

    fn import(&mut self) -> Option<ImportOrder> {
        let head = self.head.take()?;
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        order.sort_by_key(|at| self.lines.get(*at).map(|(no, _)| *no));
        self.line_rows = order
            .iter()
            .filter_map(|at| self.line_rows.get(*at).copied())
            .collect();
        let mut lines = std::mem::take(&mut self.lines);
        lines.sort_by_key(|(no, _)| *no);
        let mut draft = head.draft;
        draft.lines = lines.into_iter().map(|(_, line)| line).collect();
        Some(ImportOrder {
            source_no: self.number.clone(),
            customer_code: head.customer,
            target: head.target,
            draft,
        })
    }

    /// Puts what the command refused on the rows it is about.
    fn blame(&mut self, error: Error) -> Result<()> {
        for mut problem in Problem::of(error)? {
            let line = problem
                .column
                .strip_prefix("lines[")
                .and_then(|rest| rest.split_once(']'))
                .and_then(|(at, _)| at.parse::<usize>().ok());
            if problem.code == "field.unknown_reference" {
                problem.code = match problem.column.as_str() {
                    "customer" => "imports.unknown_customer",
                    _ => "imports.unknown_product",
                };
                let value = problem.facts.iter_mut().find(|(name, _)| *name == "given");
                if let Some((name, _)) = value {
                    *name = "value";
                }
            }
            if let Some((_, field)) = problem.column.rsplit_once('.') {
                problem.column = field.to_owned();
            }
            let row = line
                .and_then(|at| self.line_rows.get(at).copied())
                .unwrap_or(0);
            if let Some((_, problems)) = self.rows.get_mut(row) {
                problems.push(problem);
            }
        }
        Ok(())
    }

    /// Every row with the same outcome.
    fn each(self, tally: &mut Tally, outcome: Outcome) {
        tally.document(outcome);
        for (at, _) in self.rows {
            match outcome {
                Outcome::Added => tally.added(),
                Outcome::Changed => tally.changed(
                    at,
                    vec![Change {
                        field: "order",
                        before: self.number.clone(),
                        after: self.number.clone(),
                    }],
                ),
                Outcome::Unchanged | Outcome::Failed | Outcome::Ignored => tally.unchanged(),
            }
        }
    }

    /// Rows that are wrong with their reasons, the others because of them.
    fn fail(self, tally: &mut Tally) {
        tally.document(Outcome::Failed);
        let culprit = self
            .rows
            .iter()
            .find(|(_, problems)| !problems.is_empty())
            .map_or(0, |(at, _)| at.row.number());
        for (at, mut problems) in self.rows {
            if problems.is_empty() {
                problems.push(
                    Problem::row("imports.document_incomplete")
                        .with("document", &self.number)
                        .with("row", culprit),
                );
            }
            tally.failed(at, problems);
        }
    }
}
