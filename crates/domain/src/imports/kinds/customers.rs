//! Customers: one row each, known by their code.

use super::columns::columns;
use super::{attempt, countries, first, records};
use crate::access::{Permission, Scope, authorize};
use crate::customers::{
    ChangeCustomer, CreateCustomer, CustomerAddress, CustomerContact, CustomerDraft,
    StoredCustomer, stored_customers,
};
use crate::facade::Command;
use crate::imports::cells::{Cells, Slot};
use crate::imports::input::ImportInput;
use crate::imports::report::{Change, Outcome, Problem, RowRef, Tally};
use crate::imports::store::{self, TermsRef};
use crate::wire;
use jieqing_db::{WriteTx, params};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::decimal::format_scaled;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::taxid::{Purpose, Severity, check_tax_id};
use std::collections::{HashMap, HashSet};

columns!(Columns {
    code,
    name,
    name_en,
    invoice_title,
    tax_id,
    tax_address,
    tax_phone,
    tax_bank,
    tax_account,
    invoice_email,
    address,
    address2,
    city,
    state,
    postal_code,
    country,
    region,
    channel,
    contact,
    phone,
    currency,
    terms,
    credit_limit,
    cut_off_day,
    note,
});

/// Terms of new customers when the file names none.
const DEFAULT_TERMS: &str = "NET30";

struct Context<'a> {
    ctx: &'a Ctx,
    columns: Columns,
    terms: Vec<TermsRef>,
    default_terms: Id<wire::Terms>,
}

pub(super) fn apply(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    input: &ImportInput,
    tally: &mut Tally,
) -> Result<()> {
    let scope = authorize(tx, ctx, Permission::CustomersWrite)?;
    let table = first(input)?;
    let terms = tx.all::<TermsRef>(&store::TERMS, params![ctx.company])?;
    let default_terms = terms
        .iter()
        .find(|t| t.code == DEFAULT_TERMS)
        .or_else(|| terms.first())
        .map(|t| t.id)
        .ok_or_else(|| Error::refused("imports.unknown_terms"))?;
    let context = Context {
        ctx,
        columns: Columns::of(input, table),
        terms,
        default_terms,
    };
    if context.columns.credit_limit.given() {
        authorize(tx, ctx, Permission::CustomersCredit)?;
    }
    let known: HashMap<String, StoredCustomer> = stored_customers(tx, ctx)?
        .into_iter()
        .filter_map(|c| Some((c.draft.code.clone()?, c)))
        .collect();
    let mut seen = HashSet::new();
    for at in records(table, tally) {
        let mut cells = Cells::new(at.row);
        let code = cells.string(&context.columns.code);
        if !code.is_empty() && !seen.insert(code.clone()) {
            let column = &context.columns.code.column;
            if input.options.repeated_first {
                tally.ignored(
                    at,
                    Problem::at(column, "imports.repeated_key").with("key", code),
                );
            } else {
                tally.document(Outcome::Failed);
                let twice = Problem::at(column, "imports.duplicate_key").with("key", code);
                tally.failed(at, vec![twice]);
            }
            continue;
        }
        let stored = known.get(&code);
        let draft = context.draft(&mut cells, code, stored.map(|s| &s.draft));
        if !cells.problems.is_empty() {
            tally.document(Outcome::Failed);
            tally.failed(at, cells.problems);
            continue;
        }
        one(tx, ctx, &scope, at, draft, stored, tally)?;
    }
    Ok(())
}

fn one(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    scope: &Scope,
    at: RowRef<'_>,
    draft: CustomerDraft,
    stored: Option<&StoredCustomer>,
    tally: &mut Tally,
) -> Result<()> {
    let (done, changes) = match stored {
        None => {
            let command = CreateCustomer { draft };
            (attempt(tx, |tx| command.run(tx, ctx, scope))?, Vec::new())
        }
        Some(stored) => {
            let changes = differences(&stored.draft, &draft, ctx.base_currency.exponent());
            if changes.is_empty() {
                tally.document(Outcome::Unchanged);
                tally.unchanged();
                return Ok(());
            }
            let command = ChangeCustomer {
                id: stored.id,
                version: stored.version,
                draft,
            };
            (attempt(tx, |tx| command.run(tx, ctx, scope))?, changes)
        }
    };
    match (done, stored) {
        (Err(problems), _) => {
            tally.document(Outcome::Failed);
            tally.failed(at, problems);
        }
        (Ok(_), None) => {
            tally.document(Outcome::Added);
            tally.added();
        }
        (Ok(_), Some(_)) => {
            tally.document(Outcome::Changed);
            tally.changed(at, changes);
        }
    }
    Ok(())
}

impl Context<'_> {
    /// The stored customer with the file's values over it; blank cells leave what is there.
    fn draft(
        &self,
        cells: &mut Cells<'_>,
        code: String,
        stored: Option<&CustomerDraft>,
    ) -> CustomerDraft {
        let c = &self.columns;
        let mut draft = stored.cloned().unwrap_or_else(|| self.blank());
        draft.code = Some(code);
        let texts: [(&Slot, &mut String); 12] = [
            (&c.name, &mut draft.name),
            (&c.name_en, &mut draft.name_en),
            (&c.invoice_title, &mut draft.invoice_title),
            (&c.tax_id, &mut draft.tax_id),
            (&c.tax_address, &mut draft.tax_address),
            (&c.tax_phone, &mut draft.tax_phone),
            (&c.tax_bank, &mut draft.tax_bank),
            (&c.tax_account, &mut draft.tax_account),
            (&c.invoice_email, &mut draft.invoice_email),
            (&c.region, &mut draft.region),
            (&c.channel, &mut draft.channel),
            (&c.note, &mut draft.note),
        ];
        for (slot, target) in texts {
            let text = cells.text(slot);
            if !text.is_empty() && text != target {
                text.clone_into(target);
            }
        }
        if let Some(code) = countries::code_of(cells.text(&c.country)) {
            code.clone_into(&mut draft.country);
        }
        if let Some(currency) = cells.currency(&c.currency) {
            draft.currency = currency;
        }
        self.tax_id(cells, &mut draft);
        let limit = cells.number(&c.credit_limit, self.ctx.base_currency.exponent());
        match limit {
            Some(limit) if limit < 0 => {
                let text = cells.string(&c.credit_limit);
                cells.fail(&c.credit_limit, "field.out_of_range", &text);
            }
            Some(limit) => draft.credit_limit = Some(limit),
            None => {}
        }
        if let Some(day) = cells.number(&c.cut_off_day, 0) {
            draft.cut_off_day = day;
        }
        let terms = cells.text(&c.terms);
        match self
            .terms
            .iter()
            .find(|t| t.code == terms || t.name == terms)
        {
            Some(found) => draft.terms = found.id,
            None if terms.is_empty() => {}
            None => cells.fail(&c.terms, "imports.unknown_terms", terms),
        }
        self.address(cells, &mut draft);
        self.contact(cells, &mut draft);
        draft
    }

    /// Normalised; a Chinese one with a wrong character or check digit fails, as no special invoice could
    /// be made out to it (china.md §1.2).
    fn tax_id(&self, cells: &mut Cells<'_>, draft: &mut CustomerDraft) {
        let slot = &self.columns.tax_id;
        let given = cells.string(slot);
        if given.is_empty() || !matches!(draft.country.as_str(), "" | "CN") {
            return;
        }
        let checked = check_tax_id(&given);
        let wrong = checked
            .findings
            .iter()
            .find(|f| f.severity(Purpose::SpecialInvoice) == Severity::Error);
        match wrong {
            Some(finding) => cells.fail_with(slot, finding.code(), &given, finding.facts()),
            None => draft.tax_id = checked.text,
        }
    }

    fn address(&self, cells: &mut Cells<'_>, draft: &mut CustomerDraft) {
        let c = &self.columns;
        let parts: Vec<&str> = [
            &c.address,
            &c.address2,
            &c.city,
            &c.state,
            &c.postal_code,
            &c.country,
        ]
        .into_iter()
        .map(|slot| cells.text(slot))
        .filter(|t| !t.is_empty())
        .collect();
        // A country alone is no address.
        if parts.is_empty() || !(c.address.given() || c.city.given()) {
            return;
        }
        let address = parts.join(", ");
        match draft.addresses.iter_mut().find(|a| a.kind == "delivery") {
            Some(known) => known.address = address,
            None => draft.addresses.push(CustomerAddress {
                kind: "delivery".to_owned(),
                recipient: String::new(),
                phone: String::new(),
                address,
                is_default: true,
            }),
        }
    }

    fn contact(&self, cells: &mut Cells<'_>, draft: &mut CustomerDraft) {
        let name = cells.string(&self.columns.contact);
        let phone = cells.string(&self.columns.phone);
        if name.is_empty() && phone.is_empty() {
            return;
        }
        match draft.contacts.first_mut() {
            Some(known) => {
                if !name.is_empty() {
                    known.name = name;
                }
                if !phone.is_empty() {
                    known.phone = phone;
                }
            }
            None => draft.contacts.push(CustomerContact {
                name: if name.is_empty() {
                    draft.name.clone()
                } else {
                    name
                },
                title: String::new(),
                phone,
                email: String::new(),
                duty: String::new(),
            }),
        }
    }

    fn blank(&self) -> CustomerDraft {
        CustomerDraft {
            currency: self.ctx.base_currency,
            terms: self.default_terms,
            owner: self.ctx.actor.raw(),
            ..CustomerDraft::named(String::new())
        }
    }
}

/// Fields whose values differ.
fn differences(before: &CustomerDraft, after: &CustomerDraft, exponent: u8) -> Vec<Change> {
    let money = |limit: Option<i64>| {
        limit
            .map(|l| format_scaled(l, exponent))
            .unwrap_or_default()
    };
    let address = |d: &CustomerDraft| {
        d.addresses
            .iter()
            .map(|a| a.address.clone())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let contact = |d: &CustomerDraft| {
        d.contacts
            .iter()
            .map(|c| format!("{} {}", c.name, c.phone))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let fields = |d: &CustomerDraft| {
        [
            ("name", d.name.clone()),
            ("name_en", d.name_en.clone()),
            ("invoice_title", d.invoice_title.clone()),
            ("tax_id", d.tax_id.clone()),
            ("tax_address", d.tax_address.clone()),
            ("tax_phone", d.tax_phone.clone()),
            ("tax_bank", d.tax_bank.clone()),
            ("tax_account", d.tax_account.clone()),
            ("invoice_email", d.invoice_email.clone()),
            ("country", d.country.clone()),
            ("region", d.region.clone()),
            ("channel", d.channel.clone()),
            ("currency", d.currency.code().to_owned()),
            ("terms", d.terms.to_string()),
            ("credit_limit", money(d.credit_limit)),
            ("cut_off_day", d.cut_off_day.to_string()),
            ("note", d.note.clone()),
            ("address", address(d)),
            ("contact", contact(d)),
        ]
    };
    fields(before)
        .into_iter()
        .zip(fields(after))
        .filter(|((_, a), (_, b))| a != b)
        .map(|((field, before), (_, after))| Change {
            field,
            before,
            after,
        })
        .collect()
}
