//! An order from entry to confirmation, and what may go wrong on the way.

#![expect(clippy::expect_used, reason = "helpers of tests")]

use jieqing_db::testkit::TestDb;
use jieqing_db::{ReadTx, db_test, params, sql};
use jieqing_domain::Jieqing;
use jieqing_domain::access::Scope;
use jieqing_domain::admin::{NewCompany, create_company};
use jieqing_domain::customers::{CreateCustomer, CustomerDraft};
use jieqing_domain::orders::query::{self, OrderFilter, OrderSort};
use jieqing_domain::orders::*;
use jieqing_domain::receivables::exposure;
use jieqing_domain::wire;
use jieqing_kernel::actor::{Actor, Ctx};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;
use jieqing_kernel::tax::Discount;
use jieqing_ledger::AccountingStandard;

/// 2026-11-24T08:00:00+08:00
const NOW: i64 = 1_795_478_400_000_000;
const E8: i64 = 100_000_000;
const ONE: i64 = 1_000_000;

sql!(
    TERMS,
    "select id from payment_terms where company_id = $1 and code = 'NET30'"
);
sql!(
    PRODUCT,
    "insert into products (company_id, id, sku, name, spec, unit, floor_price_e8, created_at_us, version)
     values ($1, $2, $3, $3, '标准', '个', $4, 0, 1)"
);
sql!(
    TAX,
    "insert into product_tax_rates (company_id, product_id, valid_from, rate_e9) values ($1, $2, '2020-01-01', 130000000)"
);
sql!(
    PRICE,
    "insert into product_prices (company_id, product_id, currency, valid_from, price_e8) values ($1, $2, 'CNY', '2020-01-01', $3)"
);
sql!(
    USER,
    "insert into users (id, login, name, password_hash, created_at_us, version) values ($1, $2, $2, 'x', 0, 1)"
);
sql!(
    ROLE,
    "insert into role_assignments (company_id, user_id, role, scope) values ($1, $2, $3, 'company')"
);
sql!(
    STATUS,
    "update customers set status = $3, hold_reason = 'late' where company_id = $1 and id = $2"
);
sql!(
    COUNTS,
    "select (select count(*) from sales_orders where company_id = $1),
       (select count(*) from sales_order_lines where company_id = $1),
       (select count(*) from event_log where company_id = $1),
       (select coalesce(max(last), 0) from number_series where company_id = $1 and kind = 'SO')"
);
sql!(
    TAMPER,
    "update sales_order_lines set price_e8 = price_e8 - 1 where company_id = $1 and order_id = $2"
);

struct World {
    jieqing: Jieqing,
    ctx: Ctx,
    terms: Id<wire::Terms>,
}

impl World {
    fn new(test: &TestDb) -> Self {
        let jieqing = Jieqing::new(test.db.clone(), Clock::manual(NOW), 1);
        let (clock, ids) = (jieqing.clock.clone(), jieqing.ids.clone());
        let (ctx, terms) = test
            .db
            .write(move |tx| {
                let company = NewCompany {
                    code: "A".into(),
                    name: "杭州云栖贸易有限公司".into(),
                    uscc: String::new(),
                    currency: Currency::CNY,
                    standard: AccountingStandard::Enterprise,
                    utc_offset_minutes: 480,
                };
                let ctx = create_company(tx, &clock, &ids, Actor::System, &company)?;
                for (sku, price, floor) in [("A", 100, 80), ("B", 25, 20)] {
                    let id = ids.next_raw();
                    tx.exec_one(&PRODUCT, params![ctx.company, id, sku, floor * E8])?;
                    tx.exec_one(&TAX, params![ctx.company, id])?;
                    tx.exec_one(&PRICE, params![ctx.company, id, price * E8])?;
                }
                let (terms,) = tx.one(&TERMS, params![ctx.company])?;
                Ok::<_, Error>((ctx, terms))
            })
            .expect("company");
        Self {
            jieqing,
            ctx,
            terms,
        }
    }

    fn customer(&self, name: &str, limit: Option<i64>) -> Id<wire::Customer> {
        let draft = CustomerDraft {
            currency: Currency::CNY,
            terms: self.terms,
            credit_limit: limit,
            tax_id: "91330100799655058B".into(),
            ..CustomerDraft::named(name.to_owned())
        };
        self.jieqing
            .execute(&self.ctx, CreateCustomer { draft })
            .expect("customer")
    }

    fn user(&self, login: &'static str, role: &'static str) -> Ctx {
        let id = self.jieqing.ids.next_raw();
        let company = self.ctx.company;
        self.jieqing
            .db
            .write(move |tx| {
                tx.exec_one(&USER, params![id, login])?;
                tx.exec_one(&ROLE, params![company, id, role])?;
                Ok::<_, Error>(())
            })
            .expect("user");
        Ctx {
            actor: Actor::User(Id::from_raw(id)),
            ..self.ctx.clone()
        }
    }

    fn draft(&self, customer: Id<wire::Customer>, lines: &[(&str, i64)]) -> OrderDraft {
        let lines = lines
            .iter()
            .map(|(sku, qty)| LineDraft::of(ProductRef::Sku((*sku).to_owned()), qty * ONE))
            .collect();
        OrderDraft::new(customer, self.ctx.today(), lines)
    }

    fn create(&self, draft: OrderDraft, submit: bool) -> Result<OrderDone> {
        let command = CreateOrder {
            draft,
            submit,
            accept_warnings: false,
        };
        self.jieqing.execute(&self.ctx, command)
    }

    fn confirm(&self, order: &OrderDone) -> Result<OrderDone> {
        let command = ConfirmOrder {
            id: order.id,
            version: order.version,
        };
        self.jieqing.execute(&self.ctx, command)
    }

    fn read<T>(&self, f: impl FnOnce(&mut ReadTx<'_>, &Ctx) -> Result<T>) -> T {
        self.jieqing.db.read(|tx| f(tx, &self.ctx)).expect("read")
    }

    fn document(&self, id: Id<wire::Order>) -> query::OrderDocument {
        self.read(|tx, ctx| query::get(tx, ctx, &Scope::Company, id))
    }

    /// Orders, lines, events, last number.
    fn counts(&self) -> (i64, i64, i64, i64) {
        self.read(|tx, ctx| Ok(tx.one(&COUNTS, params![ctx.company])?))
    }

    /// Undelivered and base exposure of a customer.
    fn exposed(&self, customer: Id<wire::Customer>) -> (i64, i64) {
        let all = self.read(|tx, ctx| exposure(tx, ctx, customer));
        (
            all.iter().map(|e| e.undelivered).sum(),
            all.iter().map(|e| e.base).sum(),
        )
    }
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.code,
        Err(Error::Stale { .. }) => "stale",
        Err(Error::NotFound) => "not_found",
        Err(Error::Forbidden { permission }) => permission,
        other => panic!("not refused: {other:?}"),
    }
}

fn keys(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(Finding::key).collect()
}

db_test! { an_order_goes_from_entry_to_confirmation, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("甲公司", Some(1_000_000));
    let mut draft = w.draft(customer, &[("A", 3), ("B", 8)]);
    draft.discount_minor = 5_000;
    draft.lines[1].discount = Discount::Rate(100_000_000);
    let order = w.create(draft, false).expect("created");
    assert_eq!((order.number.as_str(), order.status, order.version), ("SO-202611-0001", OrderStatus::Draft, 1));
    assert_eq!(keys(&order.findings), Vec::<String>::new());
    // 300.00 + 180.00 − 50.00
    let doc = w.document(order.id);
    assert_eq!((doc.head.total_minor, doc.head.net_minor + doc.head.tax_minor), (43_000, 43_000));
    assert_eq!(doc.lines.iter().map(|l| l.order_discount_minor).collect::<Vec<_>>(), [3_125, 1_875]);
    assert_eq!(doc.lines.iter().map(|l| l.price_source.as_str()).collect::<Vec<_>>(), ["list", "list"]);
    assert_eq!(w.exposed(customer), (0, 0));

    let submit = |order: &OrderDone| w.jieqing.execute(&w.ctx, SubmitOrder {
        id: order.id, version: order.version, accept_warnings: false,
    });
    assert_eq!(code(w.confirm(&order)), "orders.not_confirmable");
    let submitted = submit(&order).expect("submitted");
    assert_eq!(code(submit(&order)), "stale");
    let confirmed = w.confirm(&submitted).expect("confirmed");
    assert_eq!((confirmed.status, confirmed.version), (OrderStatus::Confirmed, 3));
    assert_eq!(w.exposed(customer), (43_000, 43_000));
    assert_eq!(code(w.confirm(&confirmed)), "orders.not_confirmable");

    let page = w.read(|tx, ctx| query::list(tx, ctx, &Scope::Company, &OrderFilter {
        search: Some("甲".into()), status: Some(OrderStatus::Confirmed), ..OrderFilter::default()
    }, OrderSort::LatestFirst, &PageRequest::default()));
    assert_eq!(page.items.len(), 1);
    assert_eq!((page.items[0].total_minor, page.items[0].undelivered_minor, page.items[0].open_findings), (43_000, 43_000, 0));
    let deals = w.read(|tx, ctx| query::last_deals(tx, ctx, &Scope::Company, customer, doc.lines[0].product));
    assert_eq!(deals.len(), 1);

    let closed = w.jieqing.execute(&w.ctx, CloseOrder {
        id: order.id, version: confirmed.version, reason: "客户不要了".into(),
    }).expect("closed");
    assert_eq!(closed.status, OrderStatus::Closed);
    assert_eq!(w.exposed(customer), (0, 0));
    assert_eq!(w.document(order.id).head.closed_reason, "客户不要了");
}}

db_test! { progress_moves_exposure_and_completes, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("乙公司", None);
    let order = w.create(w.draft(customer, &[("A", 3)]), true).expect("submitted");
    let order = w.confirm(&order).expect("confirmed");
    let line = w.document(order.id).lines[0].id;
    let apply = |step: LineProgress| {
        let (ctx, id) = (w.ctx.clone(), order.id);
        w.jieqing.db.write(move |tx| {
            let locked = lock_order(tx, &ctx, &Scope::Company, id)?;
            apply_progress(tx, &ctx, &locked, &[step])
        }).expect("applied")
    };
    let sent = apply(LineProgress { dispatched_e6: ONE, ..LineProgress::of(line) });
    assert_eq!((sent.delivery_state, sent.undelivered_minor), (DeliveryState::Partial, 30_000));
    // Cancelling is refused with the figures once something left the warehouse.
    let before = w.counts();
    let Err(Error::Refused(refusal)) = w.jieqing.execute(&w.ctx, CancelOrder {
        id: order.id, version: sent.version, reason: "x".into(),
    }) else { panic!("cancelled") };
    assert_eq!(refusal.code, "orders.already_dispatched");
    assert_eq!(refusal.facts, [
        ("number", "SO-202611-0001".to_owned()), ("dispatched", "1".to_owned()), ("ordered", "3".to_owned()),
    ]);
    assert_eq!(code(w.jieqing.execute(&w.ctx, CloseOrder {
        id: order.id, version: sent.version, reason: "x".into(),
    })), "orders.goods_on_their_way");
    assert_eq!(w.counts(), before);
    let signed = apply(LineProgress { signed_e6: ONE, signed_total_minor: 10_000, ..LineProgress::of(line) });
    assert_eq!(signed.undelivered_minor, 20_000);
    assert_eq!(w.exposed(customer), (20_000, 20_000));
    let rest = apply(LineProgress { dispatched_e6: 2 * ONE, signed_e6: 2 * ONE, signed_total_minor: 20_000, ..LineProgress::of(line) });
    assert_eq!((rest.status, rest.delivery_state, rest.billing_state), (OrderStatus::Confirmed, DeliveryState::Delivered, BillingState::None));
    let billed = apply(LineProgress { invoiced_e6: 3 * ONE, invoiced_total_minor: 30_000, ..LineProgress::of(line) });
    assert_eq!((billed.status, billed.billing_state), (OrderStatus::Completed, BillingState::Invoiced));
    assert_eq!(w.exposed(customer), (0, 0));
    let back = apply(LineProgress { returned_e6: ONE, signed_total_minor: -10_000, ..LineProgress::of(line) });
    assert_eq!((back.status, back.undelivered_minor), (OrderStatus::Confirmed, 10_000));
    assert_eq!(w.read(|tx, ctx| prove(tx, ctx.company.raw())), Vec::<String>::new());
    assert_eq!(w.exposed(customer), (10_000, 10_000));
}}

db_test! { findings_wait_for_somebody_else, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("丙公司", None);
    let clerk = w.user("clerk", "clerk");
    let manager = w.user("manager", "sales_manager");
    let mut draft = w.draft(customer, &[("A", 1)]);
    draft.lines[0].price_e8 = Some(79 * E8);
    let create = CreateOrder { draft: draft.clone(), submit: true, accept_warnings: false };
    let order = w.jieqing.execute(&manager, create).expect("submitted");
    assert_eq!(keys(&order.findings), ["1:price_differs", "1:below_floor"]);
    let before = w.counts();
    let Err(Error::Refused(refusal)) = w.confirm(&order) else { panic!("confirmed") };
    assert_eq!(refusal.code, "orders.findings_open");
    assert_eq!(refusal.facts[1..], [
        ("count", "2".to_owned()), ("findings", "1:price_differs, 1:below_floor".to_owned()),
    ]);
    assert_eq!(w.counts(), before);
    let release = |ctx: &Ctx, version, rule| w.jieqing.execute(ctx, ReleaseFinding {
        id: order.id, version, line_no: 1, rule, reason: "样品".into(),
    });
    assert_eq!(code(release(&clerk, order.version, Rule::BelowFloor)), "orders.release");
    assert_eq!(code(release(&manager, order.version, Rule::BelowFloor)), "orders.release_by_requester");
    let other = w.user("other", "sales_manager");
    assert_eq!(code(release(&other, order.version, Rule::TaxRateDiffers)), "orders.finding_unknown");
    assert_eq!(code(release(&other, 9, Rule::BelowFloor)), "stale");
    let one = release(&other, order.version, Rule::BelowFloor).expect("released");
    assert_eq!(code(w.confirm(&one)), "orders.findings_open");
    let both = release(&other, one.version, Rule::PriceDiffers).expect("released");
    // An edit voids the releases.
    let changed = w.jieqing.execute(&w.ctx, ChangeOrder { id: order.id, version: both.version, draft: draft.clone() }).expect("changed");
    assert_eq!(changed.status, OrderStatus::Draft);
    assert!(w.document(order.id).findings.iter().all(|f| f.released_by.is_none()));
    let again = w.jieqing.execute(&w.ctx, SubmitOrder { id: order.id, version: changed.version, accept_warnings: false }).expect("submitted");
    assert_eq!(code(w.confirm(&again)), "orders.findings_open");
    let one = release(&other, again.version, Rule::BelowFloor).expect("released");
    let both = release(&other, one.version, Rule::PriceDiffers).expect("released");
    let confirmed = w.confirm(&both).expect("confirmed");
    assert_eq!(w.document(order.id).findings.iter().map(|f| f.released_by.clone()).collect::<Vec<_>>(), [Some("other".to_owned()), Some("other".to_owned())]);
    assert_eq!(confirmed.status, OrderStatus::Confirmed);
    assert_eq!(code(w.jieqing.execute(&w.ctx, ChangeOrder { id: order.id, version: confirmed.version, draft })), "orders.not_changeable");
}}

db_test! { a_customer_po_is_used_once_unless_seen, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("丁公司", None);
    let with_po = |po: &str| OrderDraft { customer_po: po.into(), ..w.draft(customer, &[("A", 1)]) };
    w.create(with_po("PO-0077/1"), true).expect("first");
    let before = w.counts();
    let Err(Error::Refused(refusal)) = w.create(with_po("po 0077 1"), true) else { panic!("accepted") };
    assert_eq!(refusal.code, "orders.warnings_open");
    assert_eq!(w.counts(), before);
    let second = w.create(with_po("po 0077 1"), false).expect("draft");
    assert_eq!(second.findings[0].facts["other"], "SO-202611-0001");
    let submit = SubmitOrder { id: second.id, version: second.version, accept_warnings: true };
    let second = w.jieqing.execute(&w.ctx, submit).expect("seen");
    assert_eq!(w.confirm(&second).expect("confirmed").status, OrderStatus::Confirmed);
    // Another customer may use the same number.
    let other = w.customer("戊公司", None);
    let third = w.create(OrderDraft { customer: other, ..with_po("PO-0077/1") }, true).expect("third");
    assert_eq!(keys(&third.findings), Vec::<String>::new());
}}

db_test! { of_eight_orders_as_many_are_confirmed_as_fit_the_limit, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("己公司", Some(50_000));
    let orders: Vec<_> = (0..8).map(|_| w.create(w.draft(customer, &[("A", 1)]), true).expect("submitted")).collect();
    let results: Vec<_> = std::thread::scope(|s| {
        let threads: Vec<_> = orders.iter().map(|o| s.spawn(|| w.confirm(o))).collect();
        threads.into_iter().map(|t| t.join().expect("thread")).collect()
    });
    let (passed, refused): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(passed.len(), 5);
    for r in refused {
        assert_eq!(code(r), "orders.findings_open");
    }
    assert_eq!(w.exposed(customer), (50_000, 50_000));
}}

db_test! { customers_on_hold_and_changed_rows_are_refused, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("庚公司", None);
    let order = w.create(w.draft(customer, &[("A", 1)]), true).expect("submitted");
    let other = w.create(w.draft(customer, &[("A", 1)]), true).expect("submitted");
    let company = w.ctx.company;
    let set = |status: &'static str| w.jieqing.db.write(move |tx| Ok::<_, Error>(tx.exec_one(&STATUS, params![company, customer, status])?)).expect("set");
    set("stop");
    assert_eq!(code(w.confirm(&order)), "orders.findings_open");
    set("normal");
    let id = order.id;
    w.jieqing.db.write(move |tx| Ok::<_, Error>(tx.exec_one(&TAMPER, params![company, id])?)).expect("set");
    assert_eq!(code(w.confirm(&order)), "orders.digest_mismatch");
    assert_eq!(w.confirm(&other).expect("confirmed").status, OrderStatus::Confirmed);
    assert_eq!(code(w.jieqing.execute(&w.ctx, CancelOrder { id, version: order.version, reason: " ".into() })), "orders.reason_missing");
    let cancelled = w.jieqing.execute(&w.ctx, CancelOrder { id, version: order.version, reason: "重复".into() }).expect("cancelled");
    assert_eq!(cancelled.status, OrderStatus::Cancelled);
    assert_eq!(w.exposed(customer), (10_000, 10_000));
}}

db_test! { wrong_fields_are_told_at_once_and_a_rate_is_needed, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("辛公司", None);
    let before = w.counts();
    let mut draft = w.draft(customer, &[("A", 1), ("nope", 1), ("nada", 1)]);
    let Err(Error::Invalid(errors)) = w.create(draft.clone(), false) else { panic!("accepted") };
    assert_eq!(errors.iter().map(|e| e.path.to_string()).collect::<Vec<_>>(), ["lines[1].product", "lines[2].product"]);
    let seen = w.read(|tx, ctx| query::verify(tx, ctx, &Scope::Company, &draft, None));
    assert_eq!(keys(&seen.findings), ["2:product_unknown", "3:product_unknown"]);
    assert_eq!((seen.sum.total, seen.lines.len()), (10_000, 1));
    draft.lines.truncate(1);
    draft.lines[0].price_e8 = Some(10 * E8);
    draft.currency = Some("USD".parse().expect("known"));
    assert_eq!(code(w.create(draft, false)), "orders.rate_missing");
    assert_eq!(w.counts(), before);
    let found = w.read(|tx, ctx| query::suggest_lines(tx, ctx, &Scope::Company, (customer, None), &["A", "B", "C"], Date::from_ymd_opt(2026, 11, 24).expect("day"), true));
    let mut prices: Vec<_> = found.iter().map(|s| (s.sku.as_str(), s.price)).collect();
    prices.sort_unstable();
    assert_eq!(prices, [("A", Some((100 * E8, PriceSource::List))), ("B", Some((25 * E8, PriceSource::List)))]);
}}

fn imported(source_no: &str, target: ImportTarget, sku: &str, price: i64) -> ImportOrder {
    let line = LineDraft {
        price_e8: Some(price * E8),
        ..LineDraft::of(ProductRef::Sku(sku.to_owned()), 2 * ONE)
    };
    let on = Date::from_ymd_opt(2026, 3, 5).expect("day");
    ImportOrder {
        source_no: source_no.to_owned(),
        customer_code: "KH-202611-0001".into(),
        target,
        draft: OrderDraft::new(Id::from_raw(0), on, vec![line]),
    }
}

db_test! { an_import_adds_once_and_tells_what_is_wrong, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("壬公司", Some(1));
    let run = |orders: Vec<ImportOrder>| {
        let ctx = w.ctx.clone();
        let outcomes = w.jieqing.db.write(move |tx| import_orders(tx, &ctx, &Scope::Company, orders.clone())).expect("imported");
        outcomes.into_iter().map(|o| match o {
            ImportedOrder::Added { number, .. } => format!("added {number}"),
            ImportedOrder::Changed { number, .. } => format!("changed {number}"),
            ImportedOrder::Unchanged { number, .. } => format!("unchanged {number}"),
            ImportedOrder::Failed(Error::Invalid(e)) => format!("{} {}", e[0].path, e[0].code),
            ImportedOrder::Failed(Error::Refused(r)) => r.code.to_owned(),
            ImportedOrder::Failed(e) => panic!("{e}"),
        }).collect::<Vec<_>>()
    };
    let file = || vec![
        imported("X-1", ImportTarget::Confirmed, "A", 10),
        imported("X-2", ImportTarget::Draft, "B", 7),
        imported("X-3", ImportTarget::Cancelled, "B", 7),
        imported("X-4", ImportTarget::Confirmed, "nope", 7),
        imported("X-1", ImportTarget::Confirmed, "A", 10),
        ImportOrder { customer_code: "?".into(), ..imported("X-5", ImportTarget::Draft, "A", 1) },
    ];
    assert_eq!(run(file()), [
        "added SO-202603-0001", "added SO-202603-0002", "added SO-202603-0003",
        "lines[0].product field.unknown_reference", "source_no field.duplicate", "customer field.unknown_reference",
    ]);
    assert_eq!(w.exposed(customer), (2_000, 2_000));
    let before = w.counts();
    assert_eq!(run(file())[..3], ["unchanged SO-202603-0001", "unchanged SO-202603-0002", "unchanged SO-202603-0003"]);
    assert_eq!(w.counts(), before);
    assert_eq!(run(vec![
        imported("X-1", ImportTarget::Confirmed, "A", 11), imported("X-2", ImportTarget::Draft, "B", 8),
    ]), ["orders.source_taken", "changed SO-202603-0002"]);
    assert_eq!(w.exposed(customer), (2_000, 2_000));
    let totals = w.read(|tx, ctx| query::totals(tx, ctx, &Scope::Company, &OrderFilter::default()));
    assert_eq!((totals[0].count, totals[0].total_minor), (3, 2_000 + 1_600 + 1_400));
    assert_eq!(w.read(|tx, ctx| prove(tx, ctx.company.raw())), Vec::<String>::new());
    let chain = w.read(|tx, ctx| Ok(jieqing_db::events::verify(tx, ctx.company.raw())?));
    assert!(chain.is_ok(), "{chain:?}");
}}

db_test! { lists_page_through_every_order_once, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("癸公司", None);
    for qty in [5, 1, 4, 2, 3] {
        w.create(w.draft(customer, &[("A", qty)]), false).expect("created");
    }
    for sort in OrderSort::ALL {
        let mut numbers = Vec::new();
        let mut page = PageRequest { after: None, limit: 2 };
        loop {
            let got = w.read(|tx, ctx| query::list(tx, ctx, &Scope::Company, &OrderFilter::default(), *sort, &page));
            numbers.extend(got.items.iter().map(|o| (o.total_minor / 10_000, o.number.clone())));
            match got.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        let sizes: Vec<i64> = numbers.iter().map(|(size, _)| *size).collect();
        let want = match sort {
            OrderSort::LatestFirst | OrderSort::NumberDown => [3, 2, 4, 1, 5],
            OrderSort::EarliestFirst | OrderSort::NumberUp => [5, 1, 4, 2, 3],
            OrderSort::LargestFirst => [5, 4, 3, 2, 1],
            OrderSort::SmallestFirst => [1, 2, 3, 4, 5],
        };
        assert_eq!(sizes, want, "{sort:?}");
    }
    let nobody = w.read(|tx, ctx| query::list(tx, ctx, &Scope::own(7), &OrderFilter::default(), OrderSort::LatestFirst, &PageRequest::default()));
    assert_eq!(nobody.items.len(), 0);
}}

db_test! { a_finding_that_arose_after_submitting_is_released_too, |test: TestDb| {
    let w = World::new(test);
    let customer = w.customer("己公司", Some(15_000));
    let other = w.user("other", "sales_manager");
    let first = w.create(w.draft(customer, &[("A", 1)]), true).expect("first");
    let second = w.create(w.draft(customer, &[("A", 1)]), true).expect("second");
    assert_eq!(keys(&second.findings), Vec::<String>::new(), "each alone is within the limit");
    let release = |version| w.jieqing.execute(&other, ReleaseFinding {
        id: second.id, version, line_no: 0, rule: Rule::CreditExceeded, reason: "已与财务沟通".into(),
    });
    assert_eq!(code(release(second.version)), "orders.finding_unknown", "nothing to release yet");
    w.confirm(&first).expect("confirmed");
    assert_eq!(code(w.confirm(&second)), "orders.findings_open");
    let released = release(second.version).expect("released");
    assert_eq!(keys(&released.findings), ["0:credit_exceeded"]);
    w.confirm(&released).expect("confirmed");
    assert_eq!(w.exposed(customer), (20_000, 20_000));
}}
