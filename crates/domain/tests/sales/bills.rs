//! Bills of exchange: from the order to a part that is refused, exposure, and the bank's export.

use crate::world::{Line, Ordered, VAT, World, code, day, fields, named, world};
use jieqing_db::db_test;
use jieqing_domain::access::Scope;
use jieqing_domain::admin::query::company;
use jieqing_domain::admin::{ChangeCompany, CompanyDraft};
use jieqing_domain::bills::{
    AllocateBill, BillDraft, BillStatus, DiscountBill, DishonourBill, EndorseBill, EnterBill,
    Entered, HonourBill, PledgeBill, PresentBill, Recognition, RecourseBill, ReleaseBill,
    ReverseBill, SplitBill, TakeBackBill, query,
};
use jieqing_domain::fulfilment::{DeliverAndSign, NewDelivery};
use jieqing_domain::imports::{
    Counts, Done, ImportInput, ImportKind, ImportRequest, Mapping, Reader, SourceFile, commit,
};
use jieqing_domain::invoicing::{InvoiceDelivered, InvoiceWhat};
use jieqing_domain::receivables::query::{ItemFilter, list_items};
use jieqing_domain::receivables::{self, UndoAllocationBatch};
use jieqing_domain::settings::query::bank_accounts;
use jieqing_domain::wire;
use jieqing_kernel::error::Error;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;
use std::sync::Arc;

type Bill = Id<wire::Bill>;

const PACKAGE: &str = "510510000001220260801000012347";

fn draft(customer: Id<wire::Customer>, interval: &str) -> BillDraft {
    BillDraft {
        customer,
        package_no: PACKAGE.to_owned(),
        interval: interval.to_owned(),
        amount: None,
        issued_on: day("2026-08-01"),
        due_on: day("2026-11-20"),
        received_on: day("2026-11-08"),
        drawer: "杭州云栖贸易有限公司".to_owned(),
        drawer_account: String::new(),
        drawer_bank: String::new(),
        payee: "结清贸易".to_owned(),
        acceptor: "中国工商银行杭州分行".to_owned(),
        endorser: String::new(),
        transferable: true,
        note: String::new(),
    }
}

fn enter(w: &World, draft: BillDraft) -> Entered {
    w.run(EnterBill { draft }).expect("entered")
}

/// An invoice of `fen` on 6 November, due on 6 December.
fn invoice(w: &World, customer: Id<wire::Customer>, fen: i64) -> Ordered {
    let order = w.order(customer, &[Line(1, fen, VAT, None)]);
    let delivery = w
        .run(DeliverAndSign {
            delivery: NewDelivery {
                dispatched_on: Some(day("2026-11-05")),
                ..NewDelivery::of(order.id)
            },
            signed_on: Some(day("2026-11-06")),
            signed_by: "王五".to_owned(),
        })
        .expect("delivered");
    w.run(InvoiceDelivered {
        what: InvoiceWhat::Deliveries(vec![delivery]),
        issued_on: Some(day("2026-11-06")),
        form: None,
        terms: None,
        bureau_number: None,
        source_no: None,
        remark: String::new(),
    })
    .expect("invoiced");
    order
}

fn bank(w: &World) -> Id<wire::BankAccount> {
    let all = w.read(|tx| bank_accounts(tx, &w.ctx));
    all.iter().find(|b| b.code == "BANK").expect("a bank").id
}

fn status(w: &World, id: Bill) -> (BillStatus, i64) {
    let bill = w.read(|tx| query::get(tx, &w.ctx, &Scope::Company, id));
    (bill.status, bill.version)
}

/// What the customer's bills count for, and the whole exposure.
fn exposure(w: &World, customer: Id<wire::Customer>) -> (i64, i64) {
    let rows = w.read(|tx| receivables::exposure(tx, &w.ctx, customer));
    rows.first().map_or((0, 0), |e| (e.bills, e.base))
}

/// Invoices with something open: amount and due date.
fn owed(w: &World) -> Vec<(i64, String)> {
    let filter = ItemFilter {
        debit: Some(true),
        ..ItemFilter::default()
    };
    let page = PageRequest {
        after: None,
        limit: 100,
    };
    let items = w.read(|tx| list_items(tx, &w.ctx, &Scope::Company, &filter, &page));
    let mut rows: Vec<_> = items
        .items
        .iter()
        .map(|i| (i.open, i.due_on.to_string()))
        .collect();
    rows.sort();
    rows
}

fn present(w: &World, id: Bill) {
    let version = status(w, id).1;
    let on = day("2026-11-20");
    let reason = String::new();
    w.run(PresentBill {
        id,
        version,
        on,
        reason,
    })
    .expect("presented");
}

fn honour(id: Bill, version: i64, bank_account: Option<Id<wire::BankAccount>>) -> HonourBill {
    HonourBill {
        id,
        version,
        on: day("2026-11-23"),
        bank_account,
        reason: String::new(),
    }
}

fn dishonour(id: Bill, version: i64, bank_account: Option<Id<wire::BankAccount>>) -> DishonourBill {
    DishonourBill {
        id,
        version,
        on: day("2026-11-23"),
        bank_account,
        reason: "承兑人账户余额不足".to_owned(),
    }
}

fn discount(w: &World, id: Bill, version: i64) -> DiscountBill {
    DiscountBill {
        id,
        version,
        on: day("2026-11-10"),
        bank: "招商银行杭州分行".to_owned(),
        bank_account: bank(w),
        net: None,
        rate_e9: Some(18_000_000),
        extra_days: 0,
        recognition: None,
        reason: String::new(),
    }
}

// Order → invoice → bill → allocated → split → one part discounted, one honoured, one refused → what
// that part had paid is open again, due when it always was.
db_test! { a_bill_from_the_order_to_a_refused_part, |db| {
    let w = world(db);
    let c = w.customer("杭州云栖贸易有限公司");
    invoice(&w, c, 6_000_000);
    invoice(&w, c, 5_000_000);
    assert_eq!(owed(&w), [(5_000_000, "2026-12-06".to_owned()), (6_000_000, "2026-12-06".to_owned())]);
    let bill = enter(&w, draft(c, "1-10000000"));
    assert_eq!((bill.number.as_str(), bill.amount), ("BL-202611-0001", 10_000_000));
    assert_eq!(exposure(&w, c), (10_000_000, 11_000_000), "the debt is settled, the exposure is not");
    let used = w.run(AllocateBill { id: bill.id }).expect("allocated").expect("something");
    assert_eq!((used.lines, used.amount), (2, 10_000_000));
    assert_eq!(owed(&w).iter().map(|o| o.0).sum::<i64>(), 1_000_000);
    assert_eq!(exposure(&w, c), (10_000_000, 11_000_000));
    w.verify();

    let parts = vec![4_000_000, 3_500_000, 2_500_000];
    let split = SplitBill { id: bill.id, version: 1, on: day("2026-11-09"), parts };
    let parts = w.run(split).expect("split").parts;
    let family = w.read(|tx| query::family(tx, &w.ctx, &Scope::Company, bill.id));
    let intervals: Vec<_> = family.iter().map(|b| b.interval().to_string()).collect();
    assert_eq!(intervals, ["1-10000000", "1-4000000", "4000001-7500000", "7500001-10000000"]);
    assert_eq!(family[3].number, "BL-202611-0001-3");
    assert_eq!(status(&w, bill.id), (BillStatus::Split, 2));
    assert_eq!(exposure(&w, c), (10_000_000, 11_000_000));

    let done = w.run(discount(&w, parts[0], 1)).expect("discounted");
    // 40,000 × 1.8 % × 10 ÷ 360
    let lines: Vec<_> = done.lines.iter().map(|(role, amount)| (role.as_str(), *amount)).collect();
    assert_eq!(lines, [("bank", 3_998_000), ("discount_interest", 2_000), ("notes_receivable", -4_000_000)]);
    for part in &parts[1..] {
        present(&w, *part);
    }
    w.run(honour(parts[1], 2, Some(bank(&w)))).expect("honoured");
    assert_eq!(exposure(&w, c), (6_500_000, 7_500_000), "the discounted part counts until it is paid");
    let refused = w.run(dishonour(parts[2], 2, None)).expect("refused");
    assert_eq!(refused.exposure, -2_500_000);
    assert_eq!(refused.reopened.len(), 1, "{refused:?}");
    assert_eq!(owed(&w).iter().map(|o| o.0).sum::<i64>(), 3_500_000);
    assert!(owed(&w).iter().all(|o| o.1 == "2026-12-06"), "due when it always was");
    assert_eq!(exposure(&w, c), (4_000_000, 7_500_000));
    w.verify();

    w.run(honour(parts[0], 2, None)).expect("the bank was paid");
    assert_eq!(exposure(&w, c), (0, 3_500_000));
    let recourse = RecourseBill { id: parts[2], version: 3, on: day("2026-11-24"),
        against: "出票人 杭州云栖".to_owned(), reason: String::new() };
    w.run(recourse).expect("recourse");
    assert_eq!(w.trial(), named(&[
        ("1002", 7_498_000), ("1122", 3_500_000), ("222101", -1_265_486), ("6001", -9_734_514),
        ("660303", 2_000),
    ]));
    w.verify();
} }

db_test! { a_bill_is_entered_once_and_moves_only_as_the_table_says, |db| {
    let w = world(db);
    let c = w.customer("甲公司");
    let bill = enter(&w, draft(c, "1001-5000"));
    let before = w.counts();
    for interval in ["1-1001", "5000-6000", "2000-3000", "0"] {
        let mut again = draft(c, interval);
        again.amount = (interval == "0").then_some(5);
        assert_eq!(code(w.run(EnterBill { draft: again })), "bills.overlap");
    }
    let version = 1;
    assert_eq!(code(w.run(honour(bill.id, version, Some(bank(&w))))), "bills.state");
    let early = PresentBill { id: bill.id, version, on: day("2026-11-19"), reason: "急".to_owned() };
    assert_eq!(code(w.run(early)), "bills.too_early");
    let split = |parts| SplitBill { id: bill.id, version, on: day("2026-11-09"), parts };
    assert_eq!(code(w.run(split(vec![1_000, 2_999]))), "bills.parts_differ");
    assert_eq!(code(w.run(split(vec![4_000]))), "bills.part_count");
    let mut dear = discount(&w, bill.id, version);
    dear.net = Some(4_001);
    assert_eq!(code(w.run(dear.clone())), "bills.net_out_of_range");
    dear.net = None;
    dear.rate_e9 = None;
    dear.on = day("2026-11-25");
    assert_eq!(fields(w.run(dear)), [("on".to_owned(), "field.out_of_range")]);
    let stale = SplitBill { version: 9, ..split(vec![2_000, 2_000]) };
    assert!(matches!(w.run(stale), Err(Error::Stale { current: 1 })));
    assert_eq!(w.counts(), before, "a refusal leaves nothing");
    enter(&w, draft(c, "1-1000"));
    w.verify();
} }

db_test! { steps_are_taken_back_exactly, |db| {
    let w = world(db);
    let c = w.customer("甲公司");
    let mut weak = draft(c, "1-100000");
    weak.acceptor = "某某农村商业银行".to_owned();
    let bill = enter(&w, weak);
    let (start, exposed) = (w.trial(), exposure(&w, c));
    let endorse = |version| EndorseBill { id: bill.id, version, on: day("2026-11-10"),
        endorsee: "绍兴布料厂".to_owned(), recognition: None, reason: String::new() };
    let back = |version| TakeBackBill { id: bill.id, version, reason: "对方拒收".to_owned() };
    w.run(endorse(1)).expect("endorsed");
    assert_eq!(w.trial(), named(&[("1121", 100_000), ("1122", -100_000), ("2202", 100_000), ("2245", -100_000)]));
    w.verify();
    w.run(back(2)).expect("taken back");
    assert_eq!((w.trial(), exposure(&w, c)), (start, exposed));
    w.verify();
    // From now on the day of the last step is today: steps go forward in time.
    assert_eq!(fields(w.run(endorse(3))), [("on".to_owned(), "field.out_of_range")]);
    let today = EndorseBill { on: day("2026-11-24"), recognition: Some(Recognition::Derecognised), ..endorse(3) };
    w.run(today).expect("endorsed again");
    assert_eq!(w.trial(), named(&[("1122", -100_000), ("2202", 100_000)]));
    w.verify();
    let mut late = dishonour(bill.id, 4, None);
    late.on = day("2026-11-24");
    assert_eq!(fields(w.run(late.clone())), [("bank_account_id".to_owned(), "field.required")]);
    late.bank_account = Some(bank(&w));
    w.run(late).expect("refused");
    assert_eq!(w.trial(), named(&[("1002", -100_000), ("2202", 100_000)]));
    assert_eq!(exposure(&w, c), (0, 0));
    w.verify();
} }

db_test! { pledge_release_and_a_wrong_entry, |db| {
    let w = world(db);
    let c = w.customer("甲公司");
    invoice(&w, c, 50_000);
    let bill = enter(&w, draft(c, "1-100000"));
    let on = day("2026-11-10");
    w.run(PledgeBill { id: bill.id, version: 1, on, pledgee: "招商银行".to_owned(), reason: "开立银承".to_owned() }).expect("pledged");
    let reverse = |version| ReverseBill { id: bill.id, version, reason: "录错".to_owned() };
    assert_eq!(code(w.run(reverse(2))), "bills.state");
    w.run(ReleaseBill { id: bill.id, version: 2, on, reason: String::new() }).expect("released");
    let used = w.run(AllocateBill { id: bill.id }).expect("allocated").expect("something");
    assert_eq!(code(w.run(reverse(3))), "bills.allocated");
    w.run(UndoAllocationBatch { batch: used.batch }).expect("undone");
    w.run(reverse(3)).expect("reversed");
    assert_eq!(status(&w, bill.id).0, BillStatus::Reversed);
    assert_eq!(exposure(&w, c), (0, 50_000));
    w.verify();
    enter(&w, draft(c, "1-100000"));
    w.verify();
} }

db_test! { a_refused_part_takes_the_unapplied_credit_first, |db| {
    let w = world(db);
    let c = w.customer("甲公司");
    invoice(&w, c, 60_000);
    let bill = enter(&w, draft(c, "1-100000"));
    let used = w.run(AllocateBill { id: bill.id }).expect("allocated").expect("something");
    assert_eq!(used.amount, 60_000);
    let split = SplitBill { id: bill.id, version: 1, on: day("2026-11-09"), parts: vec![30_000, 70_000] };
    let parts = w.run(split).expect("split").parts;
    for part in &parts {
        present(&w, *part);
    }
    let first = w.run(dishonour(parts[0], 2, None)).expect("refused");
    assert!(first.reopened.is_empty());
    assert_eq!(owed(&w), []);
    let second = w.run(dishonour(parts[1], 2, None)).expect("refused");
    assert_eq!(second.reopened.len(), 1);
    assert_eq!(owed(&w), [(60_000, "2026-12-06".to_owned())]);
    // The batch was undone with it.
    assert_eq!(code(w.run(UndoAllocationBatch { batch: used.batch })), "receivables.already_undone");
    w.verify();
} }

db_test! { the_company_decides_what_a_bill_counts_for, |db| {
    let w = world(db);
    let c = w.customer("甲公司");
    enter(&w, draft(c, "1-100001"));
    assert_eq!(exposure(&w, c), (100_001, 0));
    let now = w.read(|tx| company(tx, &w.ctx));
    let draft_of = |weight| CompanyDraft {
        name: now.name.clone(), name_en: String::new(), uscc: now.uscc.clone(), address: String::new(),
        phone: String::new(), bank_name: String::new(), bank_account: String::new(),
        receivable_on: now.receivable_on, credit_check: now.credit_check,
        count_undelivered: now.count_undelivered, over_tolerance_e9: 0, under_tolerance_e9: 0,
        write_off_limit: 0, bill_weight_e9: weight,
    };
    w.run(ChangeCompany { version: now.version, draft: draft_of(500_000_000) }).expect("half");
    assert_eq!(exposure(&w, c), (50_001, -50_000), "half up");
    w.verify();
    let mut next = draft(c, "200001-200003");
    next.received_on = day("2026-11-24");
    enter(&w, next);
    assert_eq!(exposure(&w, c).0, 50_003);
    w.run(ChangeCompany { version: now.version + 1, draft: draft_of(0) }).expect("nothing");
    assert_eq!(exposure(&w, c).0, 0);
    w.verify();
} }

const EXPORT: &str = "票据包号,子票区间,票据金额,出票日,到期日,出票人,承兑人,前手,签收日期,能否转让,状态\n\
    510510000001220260801000012347,1-100000,\"1,000.00\",2026-08-01,2027-01-31,甲公司,中国建设银行,甲公司,2026-11-20,可转让,在手\n\
    210510000001220260801000012348,0,500.00,2026-08-01,2027-01-31,甲公司,乙公司,甲公司,2026-11-21,不得转让,在手\n\
    610510000001220260801000012349,1-100,2.00,2026-08-01,2027-01-31,甲公司,乙公司,甲公司,2026-11-21,可转让,在手\n\
    610510000001220260801000012350,1-100,1.00,2026-08-01,2027-01-31,丙公司,丙公司,丙公司,2026-11-21,可转让,在手\n";

fn import(w: &World, text: &str) -> Done {
    let request = ImportRequest {
        kind: ImportKind::Bills,
        files: vec![SourceFile {
            name: "在手票据.csv".to_owned(),
            bytes: text.into(),
        }],
        mapping: Mapping::default(),
        options: Default::default(),
    };
    let mut input = ImportInput::read(&Reader::Here, &request).expect("read");
    input.map(&request.mapping, &[]).expect("mapped");
    commit(&w.app, &w.ctx, None, &Arc::new(input)).expect("done")
}

fn counts(total: i64, added: i64, unchanged: i64, failed: i64) -> Counts {
    Counts {
        total,
        added,
        changed: 0,
        unchanged,
        failed,
        ignored: 0,
    }
}

db_test! { the_banks_export_is_imported_once, |db| {
    let w = world(db);
    let c = w.customer("甲公司");
    let done = import(&w, EXPORT);
    assert!(!done.committed, "all rows or none");
    assert_eq!(done.report.counts, counts(4, 2, 0, 2));
    let codes: Vec<_> = done.report.notes.iter().flat_map(|n| n.problems.iter().map(|p| p.code)).collect();
    assert_eq!(codes, ["bills.face_differs", "imports.unknown_customer"]);
    let good: String = EXPORT.lines().take(3).map(|l| format!("{l}\n")).collect();
    let done = import(&w, &good);
    assert!(done.committed);
    assert_eq!(done.report.counts, counts(2, 2, 0, 0));
    assert_eq!(exposure(&w, c), (150_000, 0));
    let again = import(&w, &good);
    assert_eq!(again.report.counts, counts(2, 0, 2, 0));
    let page = PageRequest { after: None, limit: 10 };
    let filter = query::BillFilter::default();
    let bills = w.read(|tx| query::list(tx, &w.ctx, &Scope::Company, &filter, &page));
    let facts: Vec<_> = bills.items.iter().map(|b| (b.amount, b.transferable)).collect();
    assert_eq!(facts, [(100_000, true), (50_000, false)]);
    let endorse = EndorseBill { id: bills.items[1].id, version: 1, on: day("2026-11-22"),
        endorsee: "丁公司".to_owned(), recognition: None, reason: String::new() };
    assert_eq!(code(w.run(endorse)), "bills.not_transferable");
    w.verify();
} }
