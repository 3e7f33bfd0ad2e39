//! A company to measure in: its first user, products and customers, made through the commands.

use crate::Outcome;
use crate::scratch::Place;
use jieqing_domain::access::Scope;
use jieqing_domain::admin::NewCompany;
use jieqing_domain::admin::auth::{HashCost, Hasher, Setup, make_setup_token, run_setup};
use jieqing_domain::catalog::{CreateProduct, ProductDraft};
use jieqing_domain::customers::{CreateCustomer, CustomerDraft};
use jieqing_domain::settings::query::{bank_accounts, terms};
use jieqing_domain::{Command, Jieqing, wire};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::tax::TaxTreatment;
use jieqing_ledger::AccountingStandard;

/// Name and password of the user everything is done as.
pub(crate) const LOGIN: &str = "bench";
pub(crate) const PASSWORD: &str = "zu-Fuss-nach-Wuhan-47";
/// Products on offer, with the codes `P000` and up.
pub(crate) const PRODUCTS: i64 = 200;

/// The company.
pub(crate) struct World {
    pub(crate) app: Jieqing,
    pub(crate) ctx: Ctx,
    pub(crate) bank: Id<wire::BankAccount>,
    pub(crate) terms: Id<wire::Terms>,
}

pub(crate) fn sku(n: i64) -> String {
    format!("P{n:03}")
}

pub(crate) fn customer_code(n: i64) -> String {
    format!("C{n:05}")
}

impl World {
    /// Founds it with its products, in the books of `place`.
    pub(crate) fn found(place: &Place) -> Outcome<Self> {
        let app = Jieqing::new(place.db.clone(), Clock::System, 1);
        let password_hash = Hasher::try_new(HashCost::STANDARD)?.hash(PASSWORD)?;
        let (clock, ids) = (app.clock.clone(), app.ids.clone());
        let ctx = place.db.write(move |tx| {
            let token = make_setup_token(tx, clock.now())?.ok_or(Error::NotFound)?;
            let setup = Setup {
                token,
                company: NewCompany {
                    code: "BENCH".to_owned(),
                    name: "量衡贸易有限公司".to_owned(),
                    uscc: String::new(),
                    currency: Currency::CNY,
                    standard: AccountingStandard::Enterprise,
                    utc_offset_minutes: 480,
                },
                login: LOGIN.to_owned(),
                name: "测量员".to_owned(),
                password_hash: password_hash.clone(),
                request_id: "bench".to_owned(),
            };
            let (ctx, _) = run_setup(tx, &clock, &ids, &setup)?;
            for n in 0..PRODUCTS {
                product(n).run(tx, &ctx, &Scope::Company)?;
            }
            Ok(ctx)
        })?;
        let (bank, terms) = place.db.read(|tx| {
            let bank = bank_accounts(tx, &ctx)?.first().map(|bank| bank.id);
            let terms = terms(tx, &ctx)?
                .into_iter()
                .find(|terms| terms.code == "NET30")
                .map(|terms| terms.id);
            Ok::<_, Error>((bank.ok_or(Error::NotFound)?, terms.ok_or(Error::NotFound)?))
        })?;
        Ok(Self {
            app,
            ctx,
            bank,
            terms,
        })
    }

    /// Customers with the codes `from..to`, in one transaction.
    pub(crate) fn customers(&self, from: i64, to: i64) -> Result<Vec<Id<wire::Customer>>> {
        let (ctx, terms) = (self.ctx.clone(), self.terms);
        self.app.db.write(move |tx| {
            (from..to)
                .map(|n| {
                    let draft = CustomerDraft {
                        code: Some(customer_code(n)),
                        tax_id: "91330100799655058B".to_owned(),
                        terms,
                        ..CustomerDraft::named(format!("客户{n:05}有限公司"))
                    };
                    CreateCustomer { draft }.run(tx, &ctx, &Scope::Company)
                })
                .collect()
        })
    }
}

fn product(n: i64) -> CreateProduct {
    let price_e8 = (1_000 + n * 37) * 1_000_000;
    CreateProduct {
        draft: ProductDraft {
            sku: sku(n),
            name: format!("深沟球轴承 {n:03}"),
            spec: "6204-2RS".to_owned(),
            unit: "套".to_owned(),
            category: "轴承".to_owned(),
            tax_code: "1090521010000000000".to_owned(),
            cost_e8: Some(price_e8 / 2),
            floor_e8: None,
            pack_e6: 0,
            active: true,
            note: String::new(),
        },
        tax_rate: TaxTreatment::Taxed(130_000_000),
        price: Some((Currency::CNY, price_e8)),
        from: date::parse("2020-01-01"),
    }
}
