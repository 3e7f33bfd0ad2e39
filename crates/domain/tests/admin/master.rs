//! Products and customers.

use crate::support::{World, code, user};
use jieqing_db::db_test;
use jieqing_domain::access::{Permission, Role, Scope};
use jieqing_domain::admin::query::timeline;
use jieqing_domain::admin::{CreateView, GrantScope, RemoveView};
use jieqing_domain::catalog::{
    ChangeProduct, CreateProduct, ProductDraft, SetProductPrice, SetProductTaxRate, TaxTreatment,
    query as products,
};
use jieqing_domain::customers::query::{PayerMatch, agreed_prices, get, resolve_payer, warnings};
use jieqing_domain::customers::{
    ChangeCustomer, CreateCustomer, CustomerBankAccount, CustomerDraft, CustomerStatus,
    RemoveAgreedPrice, SetAgreedPrice, SetCreditLimit, SetCustomerStatus,
};
use jieqing_domain::wire;
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::{self, Date};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;

fn day(text: &str) -> Date {
    date::parse(text).expect("day")
}

fn bearing() -> ProductDraft {
    ProductDraft {
        sku: "BRG-6204".to_owned(),
        name: "深沟球轴承".to_owned(),
        spec: "6204-2RS".to_owned(),
        unit: "套".to_owned(),
        category: "轴承".to_owned(),
        tax_code: "1090122010000000000".to_owned(),
        cost_e8: Some(820_000_000),
        floor_e8: Some(1_000_000_000),
        pack_e6: 0,
        active: true,
        note: String::new(),
    }
}

fn product(world: &World) -> Id<wire::Product> {
    let command = CreateProduct {
        draft: bearing(),
        tax_rate: TaxTreatment::Taxed(130_000_000),
        price: Some((Currency::CNY, 1_250_000_000)),
        from: Some(day("2026-01-01")),
    };
    world
        .jieqing
        .execute(&world.boss, command)
        .expect("created")
}

db_test! { prices_and_rates_hold_from_their_day, |test: TestDb| {
    let world = World::new(test);
    let id = product(&world);
    let now = || world.jieqing.db.read(|tx| products::get(tx, &world.boss, id)).expect("product");
    assert_eq!((now().product.price_e8, now().product.tax_rate_e9), (Some(1_250_000_000), Some(130_000_000)));
    let price = SetProductPrice { id, version: 1, currency: Currency::CNY, from: day("2026-11-25"), price_e8: 1_300_000_000 };
    world.jieqing.execute(&world.boss, price).expect("from tomorrow");
    assert_eq!(now().product.price_e8, Some(1_250_000_000));
    assert_eq!(code(world.jieqing.execute(&world.boss, price)), "stale 2");
    let today = SetProductPrice { version: 2, from: day("2026-11-24"), ..price };
    world.jieqing.execute(&world.boss, today).expect("from today");
    assert_eq!(now().product.price_e8, Some(1_300_000_000));
    let rate = SetProductTaxRate { id, version: 3, from: day("2026-11-01"), tax_rate: TaxTreatment::Exempt };
    world.jieqing.execute(&world.boss, rate).expect("rate");
    assert_eq!(now().product.tax_rate_e9, Some(0));
    assert_eq!(now().prices.len(), 3);
    assert_eq!(now().tax_rates.len(), 2);
    let twin = CreateProduct { draft: bearing(), tax_rate: TaxTreatment::Exempt, price: None, from: None };
    assert_eq!(code(world.jieqing.execute(&world.boss, twin)), "catalog.sku_taken");
} }

db_test! { products_are_found_and_cost_stays_with_those_who_may, |test: TestDb| {
    let world = World::new(test);
    let id = product(&world);
    let find = |search: &str, active| {
        let filter = products::ProductFilter { search: Some(search.to_owned()), active, ..products::ProductFilter::default() };
        let page = world.jieqing.db.read(|tx| products::list(tx, &world.boss, &filter, &PageRequest::default()));
        page.expect("list").items.len()
    };
    assert_eq!((find("brg", None), find("2rs", None), find("轴承", Some(true)), find("100%", None)), (1, 1, 1, 0));
    // finance may change products and see cost; take the cost away through a token.
    let mut limited = world.boss.clone();
    limited.token_scopes = Some(vec!["products.write".to_owned()].into());
    let draft = ProductDraft { name: "轴承".to_owned(), cost_e8: None, floor_e8: None, active: false, ..bearing() };
    world.jieqing.execute(&limited, ChangeProduct { id, version: 1, draft }).expect("changed");
    let now = world.jieqing.db.read(|tx| products::get(tx, &world.boss, id)).expect("product").product;
    assert_eq!((now.name.as_str(), now.cost_e8, now.floor_e8, now.active), ("轴承", Some(820_000_000), Some(1_000_000_000), false));
    assert_eq!((find("brg", Some(true)), find("brg", Some(false))), (0, 1));
} }

fn customer(world: &World, draft: CustomerDraft) -> Id<wire::Customer> {
    world
        .jieqing
        .execute(&world.boss, CreateCustomer { draft })
        .expect("created")
}

db_test! { credit_is_for_the_credit_controller, |test: TestDb| {
    let world = World::new(test);
    let credit = user(&world, "credit", Role::CreditController, GrantScope::Company);
    let id = customer(&world, CustomerDraft { credit_limit: Some(10_000), ..CustomerDraft::named("甲公司".to_owned()) });
    let now = || world.jieqing.db.read(|tx| get(tx, &world.boss, &Scope::Company, id)).expect("customer");
    // The boss may change customers but not their limit.
    let draft = CustomerDraft { credit_limit: None, note: "x".to_owned(), ..now().draft };
    world.jieqing.execute(&world.boss, ChangeCustomer { id, version: 1, draft }).expect("changed");
    assert_eq!((now().draft.credit_limit, now().draft.note.as_str()), (Some(10_000), "x"));
    let limit = SetCreditLimit { id, version: 2, limit: Some(50_000), grade: Some("B".to_owned()), reason: "评审".to_owned() };
    assert_eq!(code(world.jieqing.execute(&world.boss, limit.clone())), "forbidden customers.credit");
    world.jieqing.execute(&credit, limit.clone()).expect("set");
    assert_eq!(code(world.jieqing.execute(&credit, limit)), "stale 3");
    assert_eq!((now().draft.credit_limit, now().grade.as_str()), (Some(50_000), "B"));
    let hold = SetCustomerStatus { id, version: 3, status: CustomerStatus::Hold, reason: " ".to_owned() };
    assert_eq!(code(world.jieqing.execute(&credit, hold.clone())), "reason field.required");
    world.jieqing.execute(&credit, SetCustomerStatus { reason: "逾期".to_owned(), ..hold }).expect("held");
    assert_eq!((now().status, now().hold_reason.as_str()), (CustomerStatus::Hold, "逾期"));
    let release = SetCustomerStatus { id, version: 4, status: CustomerStatus::Normal, reason: "已付".to_owned() };
    world.jieqing.execute(&credit, release).expect("released");
    assert_eq!((now().status, now().hold_reason.as_str()), (CustomerStatus::Normal, ""));
    let page = world.jieqing.db.read(|tx| timeline(tx, &credit, &id.to_string(), &PageRequest::default())).expect("timeline");
    let kinds: Vec<_> = page.items.iter().map(|e| (e.kind.as_str(), e.actor_name.as_str())).collect();
    assert_eq!(kinds, [("customer.released", "credit"), ("customer.held", "credit"),
        ("customer.limit_set", "credit"), ("customer.changed", "王芳"), ("customer.created", "王芳")]);
} }

db_test! { a_timeline_is_as_private_as_its_document, |test: TestDb| {
    let world = World::new(test);
    let id = customer(&world, CustomerDraft::named("甲公司".to_owned()));
    let sales = user(&world, "sales", Role::Sales, GrantScope::Own);
    let logistics = user(&world, "logistics", Role::Logistics, GrantScope::Company);
    let seen = |ctx: &Ctx, subject: &str| {
        let page = world.jieqing.db.read(|tx| timeline(tx, ctx, subject, &PageRequest::default()));
        code(page)
    };
    assert_eq!(seen(&world.boss, &id.to_string()), "ok");
    assert_eq!(seen(&sales, &id.to_string()), "not found");
    assert_eq!(seen(&logistics, &id.to_string()), "not found", "the same answer");
    for wrong in ["cus_0000000000007", "xyz_0000000000000", "cus_", "", "cus_zz"] {
        assert_eq!(seen(&world.boss, wrong), "not found", "{wrong}");
    }
} }

db_test! { twins_and_odd_tax_ids_are_told, |test: TestDb| {
    let world = World::new(test);
    let named = |name: &str, tax_id: &str| CustomerDraft { tax_id: tax_id.to_owned(), ..CustomerDraft::named(name.to_owned()) };
    let first = customer(&world, named("杭州云栖贸易有限公司", "91330100799655058B"));
    let second = customer(&world, named("杭州云栖贸易（有限公司）", "91330100799655058B"));
    let third = customer(&world, named("别家", "91330100799655058C"));
    let codes = |id| {
        let found = world.jieqing.db.read(|tx| warnings(tx, &world.boss, id)).expect("warnings");
        found.into_iter().map(|w| w.code).collect::<Vec<_>>()
    };
    assert!(codes(second).contains(&"customers.same_tax_id"));
    assert!(codes(first).contains(&"customers.same_tax_id"));
    assert_eq!(codes(third), ["taxid.checksum"]);
    let bad = CustomerDraft { owner: 7, department: 8, terms: Id::from_raw(9), ..CustomerDraft::named("丙".to_owned()) };
    assert_eq!(
        code(world.jieqing.execute(&world.boss, CreateCustomer { draft: bad })),
        "terms_id field.unknown_reference, owner_id field.unknown_reference, department_id field.unknown_reference"
    );
} }

db_test! { a_payer_is_found_by_account_then_alias_then_name, |test: TestDb| {
    let world = World::new(test);
    let account = CustomerBankAccount { bank: "工行".to_owned(), account: "1202020209900012345".to_owned(), holder: String::new() };
    let a = customer(&world, CustomerDraft { bank_accounts: vec![account], ..CustomerDraft::named("甲公司".to_owned()) });
    let b = customer(&world, CustomerDraft { aliases: vec!["王老板".to_owned()], ..CustomerDraft::named("乙公司".to_owned()) });
    let find = |scope: &Scope, name: &str, account: &str| {
        let found = world.jieqing.db.read(|tx| resolve_payer(tx, &world.boss, scope, name, account)).expect("found");
        found.into_iter().map(|c| (c.id, c.how)).collect::<Vec<_>>()
    };
    assert_eq!(find(&Scope::Company, "王老板", "1202 0202 0990 0012 345"), [(a, PayerMatch::Account), (b, PayerMatch::Alias)]);
    assert_eq!(find(&Scope::Company, "甲公司", ""), [(a, PayerMatch::Alias)]);
    assert_eq!(find(&Scope::own(5), "甲公司", ""), []);
    assert_eq!(find(&Scope::Company, "", ""), []);
} }

db_test! { agreed_prices_come_and_go, |test: TestDb| {
    let world = World::new(test);
    let (product, customer) = (product(&world), customer(&world, CustomerDraft::named("甲公司".to_owned())));
    let price = SetAgreedPrice { customer, product, currency: Currency::CNY, from: day("2026-01-01"), to: Some(day("2025-12-31")), price_e8: 1 };
    assert_eq!(code(world.jieqing.execute(&world.boss, price)), "valid_to field.before_start");
    let price = SetAgreedPrice { to: None, price_e8: 1_180_000_000, ..price };
    world.jieqing.execute(&world.boss, price).expect("agreed");
    let rows = || world.jieqing.db.read(|tx| agreed_prices(tx, &world.boss, customer)).expect("rows");
    assert_eq!(rows().len(), 1);
    assert_eq!((rows()[0].sku.as_str(), rows()[0].price_e8, rows()[0].to), ("BRG-6204", 1_180_000_000, None));
    let gone = RemoveAgreedPrice { customer, product, currency: Currency::CNY, from: day("2026-01-01") };
    world.jieqing.execute(&world.boss, gone).expect("removed");
    assert!(rows().is_empty());
    assert_eq!(code(world.jieqing.execute(&world.boss, gone)), "not found");
} }

db_test! { views_are_mine_or_shared, |test: TestDb| {
    let world = World::new(test);
    let clerk = user(&world, "clerk", Role::Clerk, GrantScope::Company);
    let view = |shared| CreateView { list: "orders".to_owned(), name: "逾期".to_owned(), query: [("status".to_owned(), "late".to_owned())].into(), shared };
    world.jieqing.execute(&world.boss, view(false)).expect("own");
    let shared = world.jieqing.execute(&world.boss, view(true)).expect("shared");
    let seen = |ctx: &Ctx| {
        let views = world.jieqing.db.read(|tx| jieqing_domain::admin::query::views(tx, ctx, "orders")).expect("views");
        views.into_iter().map(|v| (v.shared, v.mine, v.query["status"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(seen(&world.boss).len(), 2);
    assert_eq!(seen(&clerk), [(true, false, "late".to_owned())]);
    assert_eq!(code(world.jieqing.execute(&clerk, RemoveView { id: shared })), "not found");
    world.jieqing.execute(&world.boss, RemoveView { id: shared }).expect("removed");
    assert_eq!(seen(&clerk), []);
    assert_eq!(code(world.jieqing.read(&clerk, Permission::UsersRead, |_, _, _| Ok(()))), "forbidden users.read");
} }
