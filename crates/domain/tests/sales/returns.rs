//! Goods come back, before and after they were invoiced.

use crate::invoices::{deliver, get as invoice_of, invoice, red_terms};
use crate::world::{Line, ONE, VAT, World, code, day, fields, named, world};
use jieqing_db::db_test;
use jieqing_domain::access::Scope;
use jieqing_domain::invoicing::{CreditInvoice, CreditLine, InvoiceDelivered, RedReason, RedTerms};
use jieqing_domain::returns::{
    CreateReturn, CreditReturn, NewReturn, ReturnLineDraft, ReturnStatus, query,
};
use jieqing_domain::wire;
use jieqing_kernel::error::Result;
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;

fn give_back(w: &World, lines: &[(Id<wire::DeliveryLine>, i64)]) -> Result<Id<wire::Return>> {
    w.run(CreateReturn {
        goods: NewReturn {
            order: None,
            lines: lines
                .iter()
                .map(|(line, qty)| ReturnLineDraft {
                    delivery_line: *line,
                    qty_e6: qty * ONE,
                })
                .collect(),
            returned_on: Some(day("2026-11-12")),
            reason: "质量问题".to_owned(),
            note: String::new(),
        },
    })
}

fn get(w: &World, id: Id<wire::Return>) -> (query::ReturnRow, Vec<query::ReturnLineRow>) {
    w.read(|tx| query::get(tx, &w.ctx, &Scope::Company, id))
}

fn flush(w: &World, id: Id<wire::Return>) -> Result<Vec<Id<wire::Invoice>>> {
    let version = get(w, id).0.version;
    w.run(CreditReturn {
        id,
        version,
        invoice: None,
        terms: red_terms(),
    })
}

db_test! { before_invoicing_the_delivery_shrinks, |db| {
    let w = world(db);
    let customer = w.customer("杭州远见");
    let order = w.order(customer, &[Line(10, 113_000, VAT, Some(7_000_000_000))]);
    let lines = deliver(&w, &order, &[10]);
    let before = w.counts();
    assert_eq!(code(give_back(&w, &[(lines[0], 11)])), "returns.over_returned");
    assert_eq!(fields(give_back(&w, &[(Id::from_raw(1), 1)])), [("lines".to_owned(), "field.unknown_reference")]);
    assert_eq!(w.counts(), before);
    let id = give_back(&w, &[(lines[0], 2)]).expect("back");
    let (head, parts) = get(&w, id);
    assert_eq!((head.number.as_str(), head.status, head.total_minor, head.billed_minor), ("RT-202611-0001", ReturnStatus::Settled, 22_600, 0));
    assert_eq!(parts.iter().map(|l| (l.qty_e6, l.billed, l.net_minor, l.tax_minor)).collect::<Vec<_>>(), [(2 * ONE, false, 20_000, 2600)]);
    // The quantity is to be delivered again.
    assert_eq!(w.state(&order), ("confirmed partial none".to_owned(), 22_600));
    assert_eq!(w.open(), named(&[("delivery", 90_400)]));
    assert_eq!(w.trial(), named(&[("1122", 90_400), ("1405", -56_000), ("222102", -10_400), ("6001", -80_000), ("6401", 56_000)]));
    assert_eq!(code(flush(&w, id)), "returns.nothing_to_credit");
    deliver(&w, &order, &[2]);
    assert_eq!(w.state(&order), ("confirmed delivered none".to_owned(), 0));
    w.run(InvoiceDelivered::order(order.id, None)).expect("issued");
    assert_eq!(w.open(), named(&[("delivery", 0), ("delivery", 0), ("invoice", 113_000)]));
    assert_eq!(w.trial(), named(&[("1122", 113_000), ("1405", -70_000), ("222101", -13_000), ("6001", -100_000), ("6401", 70_000)]));
    w.verify();
}}

db_test! { after_invoicing_a_credit_then_a_red_invoice, |db| {
    let w = world(db);
    let customer = w.customer("杭州远见");
    let order = w.order(customer, &[Line(10, 113_000, VAT, Some(7_000_000_000))]);
    let lines = deliver(&w, &order, &[10]);
    let first = invoice(&w, &[(lines[0], 4)]).expect("issued");
    let second = invoice(&w, &[(lines[0], 5)]).expect("issued");
    // Seven back: one not invoiced, five of the second invoice, one of the first.
    let id = give_back(&w, &[(lines[0], 7)]).expect("back");
    let (head, parts) = get(&w, id);
    assert_eq!((head.status, head.total_minor, head.billed_minor, head.credited_minor), (ReturnStatus::Received, 79_100, 67_800, 0));
    assert_eq!(parts.iter().map(|l| (l.qty_e6 / ONE, l.billed, l.invoice_id)).collect::<Vec<_>>(), [(1, false, None), (5, true, Some(second)), (1, true, Some(first))]);
    assert_eq!(w.open(), named(&[("delivery", 0), ("invoice", 45_200), ("invoice", 56_500), ("return", -67_800)]));
    // Output tax stays until the red invoices are issued.
    assert_eq!(w.trial(), named(&[("1122", 33_900), ("1405", -21_000), ("222101", -11_700), ("222102", 7800), ("6001", -30_000), ("6401", 21_000)]));
    assert_eq!(w.state(&order), ("confirmed partial partial".to_owned(), 79_100));
    w.verify();
    let numbered = CreditReturn { id, version: 1, invoice: None, terms: RedTerms { bureau_number: Some("26332000000358032546".to_owned()), ..red_terms() } };
    assert_eq!(code(w.run(numbered)), "returns.several_invoices");
    let reds = flush(&w, id).expect("flushed");
    assert_eq!(reds.iter().map(|red| invoice_of(&w, *red).0.total_minor).collect::<Vec<_>>(), [-11_300, -56_500]);
    assert_eq!(w.open(), named(&[("delivery", 0), ("invoice", 33_900), ("invoice", 0), ("return", 0)]));
    assert_eq!(w.trial(), named(&[("1122", 33_900), ("1405", -21_000), ("222101", -3900), ("6001", -30_000), ("6401", 21_000)]));
    let (head, parts) = get(&w, id);
    assert_eq!((head.status, head.credited_minor), (ReturnStatus::Settled, 67_800));
    assert_eq!(parts.iter().filter(|l| l.red_no.is_some()).count(), 2);
    assert_eq!(code(flush(&w, id)), "returns.nothing_to_credit");
    let list = w.read(|tx| query::list(tx, &w.ctx, &Scope::Company, &query::ReturnFilter { status: Some(ReturnStatus::Settled), customer: Some(customer), order: Some(order.id), search: Some("rt-".to_owned()), ..Default::default() }, &PageRequest { after: None, limit: 5 }));
    assert_eq!(list.items.iter().map(|r| r.id).collect::<Vec<_>>(), [id]);
    w.verify();
}}

db_test! { what_was_credited_without_goods_is_not_credited_again, |db| {
    let w = world(db);
    let order = w.order(w.customer("杭州远见"), &[Line(10, 113_000, VAT, None)]);
    let lines = deliver(&w, &order, &[10]);
    let blue = invoice(&w, &[(lines[0], 10)]).expect("issued");
    let (head, printed) = invoice_of(&w, blue);
    let part = CreditLine { line: printed[0].id, qty_e6: Some(8 * ONE), total_minor: None };
    w.run(CreditInvoice { id: blue, version: head.version, reason: RedReason::GoodsReturned, lines: vec![part], terms: red_terms() }).expect("credited");
    let before = w.counts();
    assert_eq!(code(give_back(&w, &[(lines[0], 3)])), "invoicing.already_credited");
    assert_eq!(w.counts(), before);
    let id = give_back(&w, &[(lines[0], 2)]).expect("back");
    flush(&w, id).expect("flushed");
    assert_eq!(w.trial(), Vec::new());
    assert_eq!(w.open().iter().map(|(_, v)| *v).collect::<Vec<_>>(), [0; 4]);
    w.verify();
}}

db_test! { foreign_currency_ends_at_zero, |db| {
    let w = world(db);
    let usd = "USD".parse().expect("known");
    let order = w.order_in(w.customer("Acme"), usd, 7_123_456_789, "NET30", &[Line(7, 10_001, VAT, Some(123_456_789))]);
    let lines = deliver(&w, &order, &[7]);
    invoice(&w, &[(lines[0], 2)]).expect("issued");
    invoice(&w, &[(lines[0], 3)]).expect("issued");
    for qty in [1, 3, 2, 1] {
        let id = give_back(&w, &[(lines[0], qty)]).expect("back");
        if get(&w, id).0.billed_minor > 0 {
            flush(&w, id).expect("flushed");
        }
        w.verify();
    }
    assert!(w.open().iter().all(|(_, v)| *v == 0), "{:?}", w.open());
    let trial = w.trial();
    assert!(trial.iter().all(|(account, v)| *v == 0 || (account.starts_with('6') && v.abs() <= 2)), "{trial:?}");
}}
