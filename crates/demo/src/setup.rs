//! Founds the demo company and lets eighteen months pass.

use crate::agenda::{Act, Agenda, workday};
use crate::engine::{Buyer, Engine};
use crate::hiring::{Hired, hire};
use crate::world::{DemoCustomer, DemoProduct, customers, products};
use chrono::{Datelike, Days, Months};
use fastrand::Rng;
use jieqing_db::WriteTx;
use jieqing_domain::access::Scope;
use jieqing_domain::admin::NewCompany;
use jieqing_domain::admin::auth::{Setup, make_setup_token, run_setup};
use jieqing_domain::catalog::{CreateProduct, ProductDraft};
use jieqing_domain::customers::{
    CreateCustomer, CustomerAddress, CustomerBankAccount, CustomerContact, CustomerDraft,
};
use jieqing_domain::rates::SetRate;
use jieqing_domain::settings::CreateBankAccount;
use jieqing_domain::{Command, Jieqing};
use jieqing_kernel::actor::{Actor, Ctx, Department};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{Date, month_end, month_start, period_of};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::TaxTreatment;
use jieqing_ledger::AccountingStandard;
use std::collections::BTreeMap;

/// Password of every demo user.
pub const DEMO_PASSWORD: &str = "demo-jieqing-2026";

/// Months of business that the product's own demo shows.
pub const DEMO_MONTHS: u32 = 18;
const MORNING_US: i64 = 3_600_000_000;
/// Months of which statements are made.
const STATED_MONTHS: u32 = 4;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoReport {
    /// Days worked through.
    pub days: u64,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Founds the company `months` before `today` and lets time pass until then. `jieqing` must stand
/// on a manual clock, which is moved along. `progress` hears (days done, days in all).
///
/// # Errors
/// The database must be empty; anything a command refuses that the demo did not expect.
pub fn build(
    jieqing: &Jieqing,
    today: Date,
    months: u32,
    seed: u64,
    password_hash: String,
    progress: impl Fn(u64, u64),
) -> Result<DemoReport> {
    let from = today
        .checked_sub_months(Months::new(months))
        .unwrap_or(today);
    set_day(&jieqing.clock, from);
    let mut engine = {
        let (clock, inner) = (jieqing.clock.clone(), jieqing.clone());
        jieqing
            .db
            .write(move |tx| found(tx, &inner, &clock, from, today, seed, &password_hash))?
    };
    engine = {
        let mut slot = Some(engine);
        jieqing.db.write(move |tx| {
            let mut engine = slot.take().ok_or_else(|| Error::bug("opened twice"))?;
            engine.open_books(tx, from)?;
            Ok(engine)
        })?
    };
    plan(&mut engine, from, today);
    plan_purchases(&mut engine, from, today);
    plan_statements(&mut engine, from, today);
    let days = u64::try_from((today - from).num_days()).unwrap_or(0);
    for n in 0..=days {
        let Some(day) = from.checked_add_days(Days::new(n)) else {
            break;
        };
        set_day(&jieqing.clock, day);
        let mut slot = Some(engine);
        engine = jieqing.db.write(move |tx| {
            let mut engine = slot.take().ok_or_else(|| Error::bug("a day ran twice"))?;
            engine.day(tx, day)?;
            Ok(engine)
        })?;
        progress(n, days);
    }
    Ok(DemoReport {
        days,
        from,
        to: today,
    })
}

/// Nine in the morning in Beijing.
fn set_day(clock: &Clock, day: Date) {
    let midnight = day
        .and_time(chrono::NaiveTime::MIN)
        .and_utc()
        .timestamp_micros();
    clock.set(midnight + MORNING_US);
}

/// Every buyer orders at their own pace; months are closed six weeks after they end.
fn plan(engine: &mut Engine, from: Date, today: Date) {
    let mut rng = engine.rng.fork();
    for (who, buyer) in engine.buyers.iter().enumerate() {
        let gap = 300 / u64::from(buyer.is.orders_tenths.max(1));
        let mut day = from
            .checked_add_days(Days::new(rng.u64(0..20)))
            .unwrap_or(from);
        while day <= today {
            engine.agenda.on(workday(day).min(today), Act::Order(who));
            let next = rng.u64(gap / 2..=gap + gap / 2).max(1);
            match day.checked_add_days(Days::new(next)) {
                Some(later) => day = later,
                None => break,
            }
        }
    }
    let mut month = month_end(from);
    while let Some(at) = month
        .checked_add_days(Days::new(45))
        .filter(|at| *at <= today)
    {
        engine
            .agenda
            .on(workday(at).min(today), Act::Close(period_of(month)));
        match month.checked_add_days(Days::new(1)) {
            Some(next) => month = month_end(next),
            None => break,
        }
    }
}

/// The last months are stated on the fifth of the month after.
fn plan_statements(engine: &mut Engine, from: Date, today: Date) {
    for back in 0..STATED_MONTHS {
        let fifth = month_start(today)
            .checked_sub_months(Months::new(back))
            .and_then(|first| first.with_day(5));
        if let Some(day) = fifth.filter(|day| month_start(*day) > from && workday(*day) <= today) {
            engine.agenda.on(day, Act::State);
        }
    }
}

/// Goods are bought in the middle and at the end of a month, wages and taxes paid on the twelfth.
fn plan_purchases(engine: &mut Engine, from: Date, today: Date) {
    let mut day = from;
    while day <= today {
        match (day.day(), day == month_end(day)) {
            (12, _) => engine.agenda.on(day, Act::PayRunning),
            (15, _) | (_, true) => engine.agenda.on(day, Act::Purchase),
            _ => {}
        }
        match day.succ_opt() {
            Some(next) => day = next,
            None => break,
        }
    }
}

fn found(
    tx: &mut WriteTx<'_>,
    jieqing: &Jieqing,
    clock: &Clock,
    from: Date,
    today: Date,
    seed: u64,
    password_hash: &str,
) -> Result<Engine> {
    let company = NewCompany {
        code: "DEMO".to_owned(),
        name: "杭州汇联电气贸易有限公司".to_owned(),
        uscc: "91330106MA2KXQ7H3Y".to_owned(),
        currency: Currency::CNY,
        standard: AccountingStandard::Enterprise,
        utc_offset_minutes: 480,
    };
    let token = make_setup_token(tx, clock.now())?.ok_or_else(|| Error::bug("not empty"))?;
    let setup = Setup {
        token,
        company,
        login: "admin".to_owned(),
        name: "周敏".to_owned(),
        password_hash: password_hash.to_owned(),
        request_id: "demo".to_owned(),
    };
    let (mut ctx, admin) = run_setup(tx, clock, &jieqing.ids, &setup)?;
    ctx.actor = Actor::System;
    let Hired {
        staff,
        sellers,
        sales,
    } = hire(tx, &ctx, admin, password_hash)?;
    set_rates(tx, &ctx, from, today)?;
    let products = products();
    stock(tx, &ctx, &products, from)?;
    let mut rng = Rng::with_seed(seed);
    let mut buyers = Vec::new();
    for (n, is) in customers(&mut rng).into_iter().enumerate() {
        let seller = sellers
            .get(n % sellers.len().max(1))
            .copied()
            .unwrap_or(Actor::System);
        let id = CreateCustomer {
            draft: draft(tx, &ctx, &is, seller, sales)?,
        }
        .run(tx, &ctx, &Scope::Company)?;
        let likes = (0..rng.usize(8..30))
            .map(|_| rng.usize(0..products.len()))
            .collect();
        buyers.push(Buyer {
            id,
            is,
            seller,
            likes,
        });
    }
    for (code, name) in [("USD", "美元户"), ("EUR", "欧元户"), ("HKD", "港币户")] {
        let command = CreateBankAccount {
            code: code.to_owned(),
            name: name.to_owned(),
            bank: "中国银行杭州分行".to_owned(),
            account: String::new(),
            currency: code.parse().map_err(|_| Error::bug("currency"))?,
            method: "bank".to_owned(),
        };
        command.run(tx, &ctx, &Scope::Company)?;
    }
    let banks = jieqing_domain::settings::query::bank_accounts(tx, &ctx)?
        .into_iter()
        .map(|account| (account.currency, account.id))
        .collect();
    Ok(Engine {
        ctx,
        staff,
        buyers,
        products,
        banks,
        agenda: Agenda::default(),
        rng,
        today,
        unbilled: BTreeMap::new(),
        disputed: BTreeMap::new(),
        invoice_no: 0,
        bills: 0,
        refused: Vec::new(),
    })
}

fn stock(tx: &mut WriteTx<'_>, ctx: &Ctx, products: &[DemoProduct], from: Date) -> Result<()> {
    for p in products {
        let command = CreateProduct {
            draft: ProductDraft {
                sku: p.sku.clone(),
                name: p.name.clone(),
                spec: p.spec.clone(),
                unit: p.unit.to_owned(),
                category: p.category.to_owned(),
                tax_code: p.tax_code.to_owned(),
                cost_e8: Some(p.cost_e8),
                floor_e8: Some(p.floor_e8),
                pack_e6: 0,
                active: true,
                note: String::new(),
            },
            tax_rate: TaxTreatment::Taxed(130_000_000),
            price: Some((Currency::CNY, p.price_e8)),
            from: Some(from),
        };
        command.run(tx, ctx, &Scope::Company)?;
    }
    Ok(())
}

fn draft(
    tx: &mut WriteTx<'_>,
    ctx: &Ctx,
    is: &DemoCustomer,
    seller: Actor,
    sales: Id<Department>,
) -> Result<CustomerDraft> {
    let terms = jieqing_domain::settings::query::terms(tx, ctx)?
        .into_iter()
        .find(|terms| terms.code == is.terms)
        .map(|terms| terms.id)
        .ok_or_else(|| Error::bug("a company starts with these terms"))?;
    Ok(CustomerDraft {
        code: Some(is.code.clone()),
        name_en: is.name_en.clone(),
        invoice_title: is.name.clone(),
        tax_id: is.tax_id.clone(),
        tax_address: is.address.clone(),
        tax_phone: is.phone.clone(),
        tax_bank: is.bank.clone(),
        tax_account: is.account.clone(),
        region: is.region.to_owned(),
        channel: is.channel.to_owned(),
        country: if is.currency == "CNY" { "CN" } else { "" }.to_owned(),
        currency: is.currency.parse().map_err(|_| Error::bug("currency"))?,
        terms,
        credit_limit: is.limit_yuan.map(|yuan| yuan * 100),
        owner: seller.raw(),
        department: sales.raw(),
        addresses: vec![CustomerAddress {
            kind: "delivery".to_owned(),
            recipient: is.contact.clone(),
            phone: is.phone.clone(),
            address: is.address.clone(),
            is_default: true,
        }],
        contacts: vec![CustomerContact {
            name: is.contact.clone(),
            title: "采购主管".to_owned(),
            phone: is.phone.clone(),
            email: String::new(),
            duty: "settlement".to_owned(),
        }],
        bank_accounts: vec![CustomerBankAccount {
            bank: is.bank.clone(),
            account: is.account.clone(),
            holder: String::new(),
        }],
        ..CustomerDraft::named(is.name.clone())
    })
}

/// Monthly rates that wander a little around their usual level.
fn set_rates(tx: &mut WriteTx<'_>, ctx: &Ctx, from: Date, today: Date) -> Result<()> {
    for (code, level) in [
        ("USD", 7_180_000_000_i64),
        ("EUR", 7_850_000_000),
        ("HKD", 920_000_000),
    ] {
        let currency = code.parse().map_err(|_| Error::bug("currency"))?;
        let mut day = jieqing_kernel::date::month_start(from);
        let mut step = 0_i64;
        while day <= today {
            let drift = (step * 37 % 21 - 10) * level / 1_000;
            SetRate {
                currency,
                valid_on: day,
                rate_e9: level + drift,
            }
            .run(tx, ctx, &Scope::Company)?;
            step += 1;
            match month_end(day).succ_opt() {
                Some(next) => day = next,
                None => break,
            }
        }
    }
    Ok(())
}
