//! A company with customers, and invoices made straight through the sub-ledger.

use jieqing_db::{Db, params, sql};
use jieqing_domain::admin::{NewCompany, create_company};
use jieqing_domain::customers::{CreateCustomer, CustomerDraft};
use jieqing_domain::receipts::{EnterReceipt, Entered, ReceiptDraft};
use jieqing_domain::receivables::{ItemKind, NewItem, open_item, verify};
use jieqing_domain::{Jieqing, wire};
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::{Id, IdSource};
use jieqing_kernel::money::{Money, to_base};
use jieqing_ledger::{AccountRole, AccountingStandard, Draft, DraftLine};

/// 2026-11-24 10:00 in China.
pub(crate) const NOW: i64 = 1_795_485_600_000_000;

pub(crate) fn day(text: &str) -> Date {
    date::parse(text).expect("a day")
}

pub(crate) fn usd() -> Currency {
    "USD".parse().expect("known")
}

sql!(
    BANK,
    "select id from bank_accounts where company_id = $1 and code = $2"
);
sql!(
    TERMS,
    "select id from payment_terms where company_id = $1 and code = 'NET30'"
);
sql!(
    NEW_BANK,
    "insert into bank_accounts (company_id, id, code, name, currency, method, version)
     values ($1, $2, $3, $3, $4, $5, 1)"
);
sql!(
    NEW_RATE,
    "insert into exchange_rates (company_id, currency, valid_on, rate_e9) values ($1, $2, $3, $4)"
);
sql!(
    COUNTS,
    "select (select count(*) from event_log), (select count(*) from ledger_entries),
  (select count(*) from item_changes), (select count(*) from receipts)"
);

pub(crate) struct World {
    pub(crate) j: Jieqing,
    pub(crate) ctx: Ctx,
    pub(crate) bank: Id<wire::BankAccount>,
    terms: Id<wire::Terms>,
}

impl World {
    pub(crate) fn new(db: &Db) -> Self {
        let j = Jieqing::new(db.clone(), Clock::manual(NOW), 1);
        let ids = IdSource::new(j.clock.clone(), 2);
        let clock = j.clock.clone();
        let new = NewCompany {
            code: "T".to_owned(),
            name: "上海结清贸易有限公司".to_owned(),
            uscc: "91310000MA1FL4CW3X".to_owned(),
            currency: Currency::CNY,
            standard: AccountingStandard::Enterprise,
            utc_offset_minutes: 480,
        };
        let ctx = db
            .write(move |tx| create_company(tx, &clock, &ids, Actor::System, &new))
            .expect("company");
        let company = ctx.company;
        let (bank, terms) = db
            .read(|tx| {
                let bank = tx
                    .one::<(Id<wire::BankAccount>,)>(&BANK, params![company, "BANK"])?
                    .0;
                let terms = tx.one::<(Id<wire::Terms>,)>(&TERMS, params![company])?.0;
                Ok::<_, Error>((bank, terms))
            })
            .expect("master data");
        Self {
            j,
            ctx,
            bank,
            terms,
        }
    }

    pub(crate) fn today(&self) -> Date {
        self.ctx.today()
    }

    pub(crate) fn customer(&self, code: &str) -> Id<wire::Customer> {
        let draft = CustomerDraft {
            code: Some(code.to_owned()),
            name: format!("客户{code}有限公司"),
            name_en: String::new(),
            invoice_title: String::new(),
            tax_id: String::new(),
            tax_address: String::new(),
            tax_phone: String::new(),
            tax_bank: String::new(),
            tax_account: String::new(),
            invoice_email: String::new(),
            country: "CN".to_owned(),
            region: String::new(),
            channel: String::new(),
            currency: Currency::CNY,
            terms: self.terms,
            credit_limit: None,
            owner: 0,
            department: 0,
            cut_off_day: 31,
            note: String::new(),
            addresses: vec![],
            contacts: vec![],
            bank_accounts: vec![],
            aliases: vec![],
        };
        self.j
            .execute(&self.ctx, CreateCustomer { draft })
            .expect("customer")
    }

    pub(crate) fn account(
        &self,
        code: &'static str,
        currency: Currency,
        method: &'static str,
    ) -> Id<wire::BankAccount> {
        let id = self.ctx.new_id::<wire::BankAccount>();
        let company = self.ctx.company;
        self.write(move |tx, _| {
            Ok(tx.exec_one(&NEW_BANK, params![company, id, code, currency, method])?)
        });
        id
    }

    pub(crate) fn rate(&self, currency: Currency, on: Date, rate_e9: i64) {
        let company = self.ctx.company;
        self.write(move |tx, _| {
            Ok(tx.exec_one(&NEW_RATE, params![company, currency, on, rate_e9])?)
        });
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        f: impl Fn(&mut jieqing_db::WriteTx<'_>, &Ctx) -> Result<T> + Send + 'static,
    ) -> T {
        let ctx = self.ctx.clone();
        self.j.db.write(move |tx| f(tx, &ctx)).expect("write")
    }

    /// An invoice of `amount` at `rate_e9`: Dr receivable / Cr revenue, and its item.
    pub(crate) fn invoice_at(
        &self,
        customer: Id<wire::Customer>,
        no: &str,
        (on, due): (Date, Date),
        amount: Money,
        rate_e9: i64,
    ) -> Id<wire::OpenItem> {
        let no = no.to_owned();
        self.write(move |tx, ctx| {
            let id = ctx.ids.next_raw();
            let base = to_base(amount, rate_e9, ctx.base_currency)?;
            let line = |role: AccountRole, customer, sign: i64| DraftLine {
                account: role.into(),
                customer,
                department: 0,
                currency: amount.currency,
                amount: sign * amount.minor,
                base: sign * base,
            };
            let entry = Draft::new(
                "invoice.issued",
                ("invoice", id, &no),
                on,
                format!("发票 {no}"),
            )
            .line(line(AccountRole::Receivable, customer.raw(), 1))
            .line(line(AccountRole::Revenue, 0, -1));
            let posted = jieqing_ledger::post(tx, ctx, &entry)?;
            let kind = if amount.minor > 0 {
                ItemKind::Invoice
            } else {
                ItemKind::Credit
            };
            let item = NewItem {
                customer,
                kind,
                billed: true,
                source_type: "invoice",
                source_id: id,
                instalment: 0,
                doc_no: no.clone(),
                doc_on: on,
                effective_on: posted.posted_on,
                raw_due_on: due,
                due_on: due,
                currency: amount.currency,
                rate_e9,
                amount: amount.minor,
                base,
                owner: 0,
                department: 0,
                entry: Some(posted.id),
            };
            open_item(tx, ctx, &item)
        })
    }

    /// A domestic invoice of `fen`.
    pub(crate) fn invoice(
        &self,
        customer: Id<wire::Customer>,
        no: &str,
        on: &str,
        due: &str,
        fen: i64,
    ) -> Id<wire::OpenItem> {
        let days = (day(on), day(due));
        self.invoice_at(
            customer,
            no,
            days,
            Money::new(fen, Currency::CNY),
            1_000_000_000,
        )
    }

    pub(crate) fn draft(
        &self,
        customer: Option<Id<wire::Customer>>,
        on: &str,
        fen: i64,
    ) -> ReceiptDraft {
        ReceiptDraft {
            customer,
            payer: "付款人".to_owned(),
            payer_account: String::new(),
            bank_account: self.bank,
            bank_ref: None,
            received_on: day(on),
            amount: Money::new(fen, Currency::CNY),
            fee: 0,
            text: String::new(),
        }
    }

    pub(crate) fn receive(&self, customer: Id<wire::Customer>, on: &str, fen: i64) -> Entered {
        let draft = self.draft(Some(customer), on, fen);
        self.j
            .execute(&self.ctx, EnterReceipt { draft })
            .expect("receipt")
    }

    /// Events, entries, item changes, receipts: equal before and after a refusal.
    pub(crate) fn counts(&self) -> (i64, i64, i64, i64) {
        self.j
            .db
            .read(|tx| Ok::<_, Error>(tx.one(&COUNTS, &[])?))
            .expect("counts")
    }

    /// The sub-ledger holds and ties to the control account on `on`.
    pub(crate) fn assert_sound(&self, on: Date) {
        let company = self.ctx.company.raw();
        let bad = self
            .j
            .db
            .read(|tx| verify(tx, company, on))
            .expect("verify");
        assert_eq!(bad, Vec::<String>::new());
    }
}

pub(crate) fn refusal<T: std::fmt::Debug>(
    out: Result<T>,
) -> (&'static str, Vec<(&'static str, String)>) {
    match out {
        Err(Error::Refused(r)) => (r.code, r.facts),
        other => panic!("expected a refusal, got {other:?}"),
    }
}
