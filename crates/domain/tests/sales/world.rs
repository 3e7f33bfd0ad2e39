//! A small company with customers and confirmed orders, for stories of fulfilment and invoicing.

use jieqing_db::{Db, params, sql};
use jieqing_domain::admin::{NewCompany, create_company};
use jieqing_domain::customers::{CreateCustomer, CustomerDraft};
use jieqing_domain::receivables::{self, BalanceDelta, adjust_balance};
use jieqing_domain::{Command, Jieqing, wire};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{Money, to_base};
use jieqing_kernel::tax::split_inclusive;
use jieqing_ledger::AccountingStandard;

/// 2026-11-24 10:00 in China.
const NOW: i64 = 1_795_485_600_000_000;
pub(crate) const ONE: i64 = 1_000_000;
pub(crate) const VAT: i64 = 130_000_000;

pub(crate) struct World {
    pub(crate) app: Jieqing,
    pub(crate) ctx: Ctx,
}

/// A line to order: quantity (units), total, rate e9, cost e8.
#[derive(Clone, Copy)]
pub(crate) struct Line(
    pub(crate) i64,
    pub(crate) i64,
    pub(crate) i64,
    pub(crate) Option<i64>,
);

pub(crate) struct Ordered {
    pub(crate) id: Id<wire::Order>,
    pub(crate) lines: Vec<Id<wire::OrderLine>>,
}

sql!(
    TERMS,
    "select id from payment_terms where company_id = $1 and code = $2"
);
sql!(
    INSERT_TERMS,
    "insert into payment_terms (company_id, id, code, name, rule, version) values ($1, $2, $3, $3, $3, 1)"
);
sql!(
    SET_POLICY,
    "update companies set receivable_on = $2, over_tolerance_e9 = $3, under_tolerance_e9 = $4 where id = $1"
);
sql!(
    INSERT_ORDER,
    "insert into sales_orders (company_id, id, number, customer_id, status, delivery_state,
       billing_state, ordered_on, currency, rate_e9, terms_id, tax_inclusive, ship_to, net_minor, tax_minor,
       total_minor, base_total_minor, undelivered_minor, owner_id, department_id, confirmed_on,
       created_by, created_at_us, version)
     values ($1, $2, $3, $4, 'confirmed', 'none', 'none', '2026-11-01', $5, $6, $7, true, '杭州', $8, $9, $10,
       $11, $10, 0, 0, '2026-11-01', 0, 0, 1)"
);
sql!(
    INSERT_LINE,
    "insert into sales_order_lines (company_id, order_id, customer_id, line_no, id, product_id, sku, name, unit,
       qty_e6, price_e8, tax_rate_e9, net_minor, tax_minor, total_minor, cost_e8)
     values ($1, $2, $11, $3, $4, 1, 'P-1', '轴承', '件', $5, 0, $6, $7, $8, $9, $10)"
);
sql!(
    ORDER_STATE,
    "select status || ' ' || delivery_state || ' ' || billing_state, undelivered_minor from sales_orders
     where company_id = $1 and id = $2"
);
sql!(
    ITEMS,
    "select source_type || ' ' || doc_no, open_minor from open_items where company_id = $1 order by id"
);
sql!(
    COUNTS,
    "select cast((select count(*) from event_log) as bigint), cast((select count(*) from ledger_entries) as bigint),
       cast((select count(*) from item_changes) as bigint), cast((select coalesce(sum(last), 0) from number_series) as bigint)"
);

pub(crate) fn day(text: &str) -> Date {
    date::parse(text).expect("a day")
}

pub(crate) fn world(db: &Db) -> World {
    let app = Jieqing::new(db.clone(), Clock::manual(NOW), 1);
    let new = NewCompany {
        code: "JQ".to_owned(),
        name: "结清贸易".to_owned(),
        uscc: String::new(),
        currency: Currency::CNY,
        standard: AccountingStandard::Enterprise,
        utc_offset_minutes: 480,
    };
    let (clock, ids) = (app.clock.clone(), app.ids.clone());
    let ctx = db
        .write(move |tx| create_company(tx, &clock, &ids, Actor::System, &new))
        .expect("a company");
    World { app, ctx }
}

impl World {
    pub(crate) fn run<C: Command>(&self, command: C) -> Result<C::Out> {
        self.app.execute(&self.ctx, command)
    }

    pub(crate) fn policy(&self, receivable_on: &'static str, over_e9: i64, under_e9: i64) {
        let company = self.ctx.company;
        self.app
            .db
            .write(move |tx| {
                Ok(tx.exec_one(
                    &SET_POLICY,
                    params![company, receivable_on, over_e9, under_e9],
                )?)
            })
            .expect("policy");
    }

    pub(crate) fn terms(&self, code: &'static str) -> Id<wire::Terms> {
        let company = self.ctx.company;
        self.app
            .db
            .read(|tx| {
                Ok::<_, Error>(
                    tx.one::<(Id<wire::Terms>,)>(&TERMS, params![company, code])?
                        .0,
                )
            })
            .expect("terms")
    }

    /// Payment terms by their rule.
    pub(crate) fn add_terms(&self, rule: &'static str) -> Id<wire::Terms> {
        let ctx = self.ctx.clone();
        let made = self.app.db.write(move |tx| {
            let id: Id<wire::Terms> = ctx.new_id();
            tx.exec_one(&INSERT_TERMS, params![ctx.company, id, rule])?;
            Ok(id)
        });
        made.expect("terms")
    }

    pub(crate) fn customer(&self, name: &str) -> Id<wire::Customer> {
        self.customer_with(name, "91330100799655058B")
    }

    pub(crate) fn customer_with(&self, name: &str, tax_id: &str) -> Id<wire::Customer> {
        let draft = self.customer_draft(name, tax_id);
        self.run(CreateCustomer { draft }).expect("a customer")
    }

    pub(crate) fn customer_draft(&self, name: &str, tax_id: &str) -> CustomerDraft {
        CustomerDraft {
            code: None,
            name: name.to_owned(),
            name_en: String::new(),
            invoice_title: String::new(),
            tax_id: tax_id.to_owned(),
            tax_address: "杭州市滨江区网商路699号".to_owned(),
            tax_phone: "0571-85022088".to_owned(),
            tax_bank: "招商银行杭州分行".to_owned(),
            tax_account: "571900000000001".to_owned(),
            invoice_email: String::new(),
            country: "CN".to_owned(),
            region: String::new(),
            channel: String::new(),
            currency: Currency::CNY,
            terms: self.terms("NET30"),
            credit_limit: None,
            owner: 0,
            department: 0,
            cut_off_day: 31,
            note: String::new(),
            addresses: Vec::new(),
            contacts: Vec::new(),
            bank_accounts: Vec::new(),
            aliases: Vec::new(),
        }
    }

    pub(crate) fn order(&self, customer: Id<wire::Customer>, lines: &[Line]) -> Ordered {
        self.order_in(customer, Currency::CNY, 1_000_000_000, "NET30", lines)
    }

    pub(crate) fn order_in(
        &self,
        customer: Id<wire::Customer>,
        currency: Currency,
        rate_e9: i64,
        terms: &'static str,
        lines: &[Line],
    ) -> Ordered {
        let ctx = self.ctx.clone();
        let terms = self.terms(terms);
        let lines = lines.to_vec();
        let made = self.app.db.write(move |tx| {
            let id: Id<wire::Order> = ctx.new_id();
            let splits: Vec<_> = lines
                .iter()
                .map(|l| split_inclusive(l.1, l.2).expect("fits"))
                .collect();
            let sum = |f: fn(&jieqing_kernel::tax::Split) -> i64| splits.iter().map(f).sum::<i64>();
            let total = sum(|s| s.total);
            let base = to_base(Money::new(total, currency), rate_e9, ctx.base_currency)?;
            let number = format!("SO-{}", id.raw());
            tx.exec_one(
                &INSERT_ORDER,
                params![
                    ctx.company,
                    id,
                    number,
                    customer,
                    currency,
                    rate_e9,
                    terms,
                    sum(|s| s.net),
                    sum(|s| s.tax),
                    total,
                    base
                ],
            )?;
            let mut ids = Vec::new();
            for (no, (line, split)) in (1_i64..).zip(lines.iter().zip(&splits)) {
                let line_id: Id<wire::OrderLine> = ctx.new_id();
                tx.exec_one(
                    &INSERT_LINE,
                    params![
                        ctx.company,
                        id,
                        no,
                        line_id,
                        line.0 * ONE,
                        line.2,
                        split.net,
                        split.tax,
                        split.total,
                        line.3,
                        customer
                    ],
                )?;
                ids.push(line_id);
            }
            let delta = BalanceDelta {
                undelivered: total,
                base,
                ..BalanceDelta::default()
            };
            adjust_balance(tx, &ctx, customer.raw(), currency, delta)?;
            Ok((id, ids))
        });
        let (id, lines) = made.expect("an order");
        Ordered { id, lines }
    }

    pub(crate) fn read<T>(&self, f: impl FnOnce(&mut jieqing_db::ReadTx<'_>) -> Result<T>) -> T {
        self.app.db.read(f).expect("reads")
    }

    /// Status, delivery and billing state; undelivered value.
    pub(crate) fn state(&self, order: &Ordered) -> (String, i64) {
        self.read(|tx| Ok(tx.one(&ORDER_STATE, params![self.ctx.company, order.id])?))
    }

    /// Open amounts by kind of document, in order of origin.
    pub(crate) fn open(&self) -> Vec<(String, i64)> {
        let rows = self.read(|tx| Ok(tx.all::<(String, i64)>(&ITEMS, params![self.ctx.company])?));
        rows.into_iter()
            .map(|(doc, open)| {
                let kind = doc.split(' ').next().unwrap_or("").to_owned();
                (kind, open)
            })
            .collect()
    }

    /// Closing balance of every account that moved, debit positive.
    pub(crate) fn trial(&self) -> Vec<(String, i64)> {
        let company = self.ctx.company.raw();
        self.read(|tx| jieqing_ledger::trial_balance(tx, company, "2000-01", "2099-12"))
            .into_iter()
            .map(|r| (r.account, r.opening + r.debit - r.credit))
            .filter(|(_, closing)| *closing != 0)
            .collect()
    }

    /// Events, entries, item changes, numbers taken: to see that a refusal left nothing.
    pub(crate) fn counts(&self) -> (i64, i64, i64, i64) {
        self.read(|tx| Ok(tx.one(&COUNTS, &[])?))
    }

    /// Everything that can be proved.
    pub(crate) fn verify(&self) {
        let company = self.ctx.company.raw();
        let bad = self.read(|tx| {
            let mut bad = jieqing_ledger::verify_entries(tx, company)?;
            bad.extend(jieqing_ledger::verify_balances(tx, company)?);
            for on in ["2026-11-10", "2026-11-24", "2099-12-31"] {
                bad.extend(receivables::verify(tx, company, day(on))?);
            }
            let all = jieqing_domain::books::verify_company(tx, company)?;
            bad.extend(all.into_iter().map(|p| p.what));
            Ok(bad)
        });
        assert!(bad.is_empty(), "{bad:#?}");
    }
}

/// The code of a refusal.
pub(crate) fn code<T: std::fmt::Debug>(out: Result<T>) -> &'static str {
    match out {
        Err(Error::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

/// Paths and codes of field errors.
pub(crate) fn fields<T: std::fmt::Debug>(out: Result<T>) -> Vec<(String, &'static str)> {
    match out {
        Err(Error::Invalid(errors)) => errors
            .into_iter()
            .map(|e| (e.path.into_owned(), e.code))
            .collect(),
        other => panic!("not invalid: {other:?}"),
    }
}

pub(crate) fn named(rows: &[(&str, i64)]) -> Vec<(String, i64)> {
    rows.iter().map(|(a, v)| ((*a).to_owned(), *v)).collect()
}
