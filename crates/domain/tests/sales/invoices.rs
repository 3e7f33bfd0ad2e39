//! From signed deliveries to invoices, instalments and red invoices.

use crate::world::{Line, ONE, Ordered, VAT, World, code, day, fields, named, world};
use jieqing_db::db_test;
use jieqing_domain::access::Scope;
use jieqing_domain::fulfilment::{
    DeliverAndSign, DeliveryLineDraft, NewDelivery, query as deliveries,
};
use jieqing_domain::invoicing::{
    BuyerChange, ChangeDraft, CreditInvoice, CreditLine, DeleteDraft, DraftInvoice,
    InvoiceDelivered, InvoiceDraft, InvoiceForm, InvoiceKind, InvoiceLineDraft, InvoiceStatus,
    InvoiceWhat, IssueInvoice, RecordBureauNumber, RedReason, RedTerms, query,
};
use jieqing_domain::wire;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::page::PageRequest;

type DeliveryLine = Id<wire::DeliveryLine>;

/// Delivers quantities (units) of the order's lines; gives the delivery lines.
pub(crate) fn deliver(w: &World, order: &Ordered, qty: &[i64]) -> Vec<DeliveryLine> {
    let lines = order.lines.iter().zip(qty).filter(|(_, q)| **q != 0);
    let id = w
        .run(DeliverAndSign {
            delivery: NewDelivery {
                lines: lines
                    .map(|(line, qty)| DeliveryLineDraft {
                        order_line: *line,
                        qty_e6: qty * ONE,
                    })
                    .collect(),
                dispatched_on: Some(day("2026-11-05")),
                ..NewDelivery::of(order.id)
            },
            signed_on: Some(day("2026-11-06")),
            signed_by: "王五".to_owned(),
        })
        .expect("delivered");
    let (_, lines) = w.read(|tx| deliveries::get(tx, &w.ctx, &Scope::Company, id));
    lines.iter().map(|l| l.id).collect()
}

fn draft(lines: &[(DeliveryLine, i64)]) -> InvoiceDraft {
    InvoiceDraft {
        lines: lines
            .iter()
            .map(|(line, qty)| InvoiceLineDraft {
                delivery_line: *line,
                qty_e6: (*qty != 0).then_some(qty * ONE),
            })
            .collect(),
        ..InvoiceDraft::default()
    }
}

pub(crate) fn get(
    w: &World,
    id: Id<wire::Invoice>,
) -> (query::InvoiceRow, Vec<query::InvoiceLineRow>) {
    let (head, lines, _) = w.read(|tx| query::get(tx, &w.ctx, &Scope::Company, id));
    (head, lines)
}

pub(crate) fn invoice(w: &World, lines: &[(DeliveryLine, i64)]) -> Result<Id<wire::Invoice>> {
    let id = w.run(DraftInvoice {
        draft: draft(lines),
    })?;
    w.run(IssueInvoice {
        id,
        version: 1,
        issued_on: Some(day("2026-11-10")),
        bureau_number: None,
    })
}

pub(crate) fn red_terms() -> RedTerms {
    RedTerms {
        issued_on: Some(day("2026-11-15")),
        bureau_number: None,
        source_no: None,
        remark: String::new(),
    }
}

fn credit(
    w: &World,
    id: Id<wire::Invoice>,
    reason: RedReason,
    lines: Vec<CreditLine>,
) -> Result<Id<wire::Invoice>> {
    let version = get(w, id).0.version;
    w.run(CreditInvoice {
        id,
        version,
        reason,
        lines,
        terms: red_terms(),
    })
}

fn rest(w: &World, id: Id<wire::Invoice>) -> i64 {
    get(w, id).0.open_minor
}

db_test! { two_invoices_over_one_delivery, |db| {
    let w = world(db);
    let customer = w.customer("杭州远见");
    let order = w.order(customer, &[Line(3, 10_000, VAT, Some(2_000_000_000)), Line(7, 77_777, VAT, None)]);
    let lines = deliver(&w, &order, &[3, 7]);
    let billable = w.read(|tx| query::billable_customers(tx, &w.ctx, &Scope::Company, &Default::default()));
    assert_eq!(billable.iter().map(|c| (c.customer_id, c.lines, c.total_minor)).collect::<Vec<_>>(), [(customer, 2, 87_777)]);

    let first = w.run(DraftInvoice { draft: draft(&[(lines[0], 1), (lines[1], 2)]) }).expect("drafted");
    let (head, _) = get(&w, first);
    assert_eq!((head.number(), head.status, head.form), (None, InvoiceStatus::Draft, InvoiceForm::Special));
    let open = w.read(|tx| query::billable_lines(tx, &w.ctx, &Scope::Company, &query::BillableFilter { customer: Some(customer), orders: vec![order.id], signed_to: None }, &PageRequest { after: None, limit: 10 })).items;
    assert_eq!(open.iter().map(|l| (l.billable_e6(), l.drafted_e6, l.total_minor)).collect::<Vec<_>>(), [(3 * ONE, ONE, 10_000), (7 * ONE, 2 * ONE, 77_777)]);
    w.run(IssueInvoice { id: first, version: 1, issued_on: Some(day("2026-11-10")), bureau_number: Some("26332000000358032546".to_owned()) }).expect("issued");
    let (head, printed) = get(&w, first);
    assert_eq!(head.number(), Some("IN-202611-0001"));
    assert_eq!((head.net_minor, head.tax_minor, head.total_minor), (22_615, 2940, 25_555));
    assert_eq!(head.total_upper().as_deref(), Some("贰佰伍拾伍圆伍角伍分"));
    assert_eq!((head.due_on, head.open_minor), (Some(day("2026-12-10")), 25_555));
    assert_eq!(head.buyer_address, "杭州市滨江区网商路699号 0571-85022088");
    assert_eq!(printed.iter().map(|l| (l.qty_e6, l.price_e8, l.net_minor)).collect::<Vec<_>>(), [(ONE, 2_950_000_000, 2950), (2 * ONE, 9_832_500_000, 19_665)]);
    assert_eq!(w.state(&order).0, "confirmed delivered partial");

    let second = w.run(InvoiceDelivered { source_no: Some("INV-9".to_owned()), ..InvoiceDelivered::order(order.id, Some(day("2026-11-12"))) }).expect("issued");
    let (last, _) = get(&w, second);
    assert_eq!((last.total_minor, last.number()), (62_222, Some("IN-202611-0002")));
    assert_eq!(w.state(&order), ("completed delivered invoiced".to_owned(), 0));
    assert_eq!(w.open(), named(&[("delivery", 0), ("invoice", 25_555), ("invoice", 62_222)]));
    assert_eq!(code(w.run(InvoiceDelivered::order(order.id, None))), "invoicing.nothing_to_invoice");
    assert_eq!(code(w.run(InvoiceDelivered { source_no: Some("INV-9".to_owned()), ..InvoiceDelivered::order(order.id, None) })), "invoicing.source_taken");
    // Deferred tax is gone; what the two invoices rounded otherwise went to revenue.
    let tax = head.tax_minor + last.tax_minor;
    assert_eq!(w.trial(), named(&[("1122", 87_777), ("1405", -6000), ("222101", -tax), ("6001", tax - 87_777), ("6401", 6000)]));
    let totals = w.read(|tx| query::totals(tx, &w.ctx, &Scope::Company, &query::InvoiceFilter { customer: Some(customer), kind: Some(InvoiceKind::Blue), from: Some(day("2026-11-10")), to: Some(day("2026-11-12")), ..Default::default() }));
    assert_eq!(totals.iter().map(|t| (t.count, t.tax_minor, t.total_minor)).collect::<Vec<_>>(), [(2, tax, 87_777)]);
    let found = w.read(|tx| query::list(tx, &w.ctx, &Scope::Company, &query::InvoiceFilter { search: Some("2633200".to_owned()), status: Some(InvoiceStatus::Issued), order: Some(order.id), has_bureau_number: Some(true), ..Default::default() }, &PageRequest { after: None, limit: 10 }));
    assert_eq!(found.items.iter().map(|i| i.id).collect::<Vec<_>>(), [first]);
    w.verify();
}}

db_test! { drafts_have_no_effect_and_are_checked, |db| {
    let w = world(db);
    let customer = w.customer("杭州远见");
    let order = w.order(customer, &[Line(10, 113_000, VAT, None)]);
    let lines = deliver(&w, &order, &[10]);
    let other = w.order(w.customer("宁波海通"), &[Line(1, 113, VAT, None)]);
    let others = deliver(&w, &other, &[1]);
    let before = w.counts();
    assert_eq!(code(w.run(DraftInvoice { draft: draft(&[(lines[0], 11)]) })), "invoicing.over_billed");
    assert_eq!(code(w.run(DraftInvoice { draft: draft(&[(lines[0], 1), (others[0], 1)]) })), "invoicing.other_customer");
    assert_eq!(fields(w.run(DraftInvoice { draft: draft(&[(Id::from_raw(4), 1)]) })), [("lines".to_owned(), "field.unknown_reference")]);
    assert_eq!(fields(w.run(DraftInvoice { draft: draft(&[]) })), [("lines".to_owned(), "field.required")]);
    assert_eq!(w.counts(), before);
    let id = w.run(DraftInvoice { draft: draft(&[(lines[0], 10)]) }).expect("drafted");
    let same = w.run(DraftInvoice { draft: draft(&[(lines[0], 4)]) }).expect("drafts reserve nothing");
    w.run(ChangeDraft { id, version: 1, lines: Some(draft(&[(lines[0], 7)]).lines), form: Some(InvoiceForm::Ordinary), terms: None, remark: Some("分批".to_owned()), buyer: BuyerChange { bank: Some("工行".to_owned()), ..Default::default() } }).expect("changed");
    let (head, _) = get(&w, id);
    assert_eq!((head.total_minor, head.form, head.remark.as_str(), head.version), (79_100, InvoiceForm::Ordinary, "分批", 2));
    let issue = |id, version, on: &str| w.run(IssueInvoice { id, version, issued_on: Some(day(on)), bureau_number: None });
    assert!(matches!(issue(id, 1, "2026-11-10"), Err(Error::Stale { current: 2 })));
    assert_eq!(code(issue(id, 2, "2026-11-05")), "invoicing.before_signoff");
    assert_eq!(fields(issue(id, 2, "2026-11-25")), [("issued_on".to_owned(), "field.out_of_range")]);
    issue(id, 2, "2026-11-10").expect("issued");
    assert_eq!(code(issue(same, 1, "2026-11-10")), "invoicing.over_billed");
    assert_eq!(code(w.run(DeleteDraft { id, version: 3 })), "invoicing.not_draft");
    w.run(DeleteDraft { id: same, version: 1 }).expect("deleted");
    let bureau = |id, version, number: &str| w.run(RecordBureauNumber { id, version, bureau_number: number.to_owned() });
    assert_eq!(fields(bureau(id, 3, "25332000000358032546")), [("bureau_number".to_owned(), "fapiao.number_year")]);
    bureau(id, 3, "26332000000358032546").expect("recorded");
    assert_eq!(code(bureau(id, 4, "26332000000358032547")), "invoicing.bureau_number_kept");
    let rest = invoice(&w, &[(lines[0], 3)]).expect("issued");
    assert_eq!(code(bureau(rest, 2, "26332000000358032546")), "invoicing.bureau_number_taken");
    assert_eq!(get(&w, rest).0.number(), Some("IN-202611-0002"));
    w.verify();
}}

db_test! { special_invoices_need_right_tax_data, |db| {
    let w = world(db);
    let wrong = w.customer_with("无税号个体", "91330100799655058C");
    let order = w.order(wrong, &[Line(1, 11_300, VAT, None)]);
    deliver(&w, &order, &[1]);
    let special = InvoiceDelivered { form: Some(InvoiceForm::Special), ..InvoiceDelivered::order(order.id, None) };
    let before = w.counts();
    assert_eq!(code(w.run(special)), "invoicing.buyer_tax_data");
    assert_eq!(w.counts(), before);
    let id = w.run(InvoiceDelivered::order(order.id, None)).expect("ordinary");
    assert_eq!(get(&w, id).0.form, InvoiceForm::Ordinary);
    w.verify();
}}

db_test! { one_invoice_over_two_orders_with_instalments_in_foreign_currency, |db| {
    let w = world(db);
    let usd: Currency = "USD".parse().expect("known");
    let customer = w.customer("Acme");
    let a = w.order_in(customer, usd, 7_123_456_789, "NET30", &[Line(3, 10_001, 0, Some(100_000_000))]);
    let b = w.order_in(customer, usd, 7_200_000_001, "NET60", &[Line(7, 20_003, VAT, None)]);
    let mut lines = deliver(&w, &a, &[3]);
    lines.extend(deliver(&w, &b, &[7]));
    let both = draft(&[(lines[0], 0), (lines[1], 0)]);
    assert_eq!(code(w.run(DraftInvoice { draft: both.clone() })), "invoicing.terms_differ");
    let terms = w.add_terms("on_signoff:0.3+net_30:0.3+net_60:rest");
    let id = w.run(DraftInvoice { draft: InvoiceDraft { terms: Some(terms), ..both } }).expect("drafted");
    w.run(IssueInvoice { id, version: 1, issued_on: Some(day("2026-11-10")), bureau_number: None }).expect("issued");
    assert_eq!(w.open(), named(&[("delivery", 0), ("delivery", 0), ("invoice", 9001), ("invoice", 9001), ("invoice", 12_002)]));
    let (head, _) = get(&w, id);
    assert_eq!((head.total_minor, head.base_total_minor), (30_004, 71_242 + 144_022));
    assert_eq!((head.base_on, head.due_on), (Some(day("2026-11-06")), Some(day("2027-01-09"))));
    w.verify();
    // A full red gives back every cent of both currencies and is settled at once.
    credit(&w, id, RedReason::ServiceStopped, Vec::new()).expect("credited");
    assert_eq!(w.open().iter().map(|(_, v)| *v).collect::<Vec<_>>(), [0; 6]);
    assert_eq!(w.trial(), named(&[("1405", -300), ("6401", 300)]));
    w.verify();
}}

db_test! { full_and_partial_credit, |db| {
    let w = world(db);
    let order = w.order(w.customer("杭州远见"), &[Line(3, 10_000, VAT, None), Line(1, 11_300, VAT, None)]);
    let lines = deliver(&w, &order, &[3, 1]);
    let id = invoice(&w, &[(lines[0], 3), (lines[1], 1)]).expect("issued");
    let (_, blue) = get(&w, id);
    let line = |at: usize, qty: Option<i64>, total: Option<i64>| CreditLine {
        line: blue[at].id, qty_e6: qty.map(|q| q * ONE), total_minor: total,
    };
    let before = w.counts();
    assert_eq!(code(credit(&w, id, RedReason::Wrong, vec![line(0, Some(1), None)])), "invoicing.full_only");
    assert_eq!(code(credit(&w, id, RedReason::Allowance, vec![line(0, Some(4), None)])), "invoicing.over_credited");
    assert_eq!(code(credit(&w, id, RedReason::Allowance, vec![line(1, None, Some(11_301))])), "invoicing.over_credited");
    assert_eq!(fields(credit(&w, id, RedReason::Allowance, vec![line(1, Some(1), Some(5)), line(1, None, None)])), [
        ("lines[0].qty".to_owned(), "invoicing.one_of"), ("lines[1].line_id".to_owned(), "field.duplicate"), ("lines[1].qty".to_owned(), "invoicing.one_of"),
    ]);
    assert_eq!(w.counts(), before);

    // 折让 of a value: the quantity stays, the blue invoice is paid that much less.
    let red = credit(&w, id, RedReason::Allowance, vec![line(1, None, Some(1_130))]).expect("credited");
    let (head, printed) = get(&w, red);
    assert_eq!((head.kind, head.number(), head.net_minor, head.tax_minor, head.total_minor), (InvoiceKind::Red, Some("IN-202611-0002"), -1000, -130, -1130));
    assert_eq!(head.blue_no.as_deref(), Some("IN-202611-0001"));
    assert_eq!(head.total_upper().as_deref(), Some("（负数）壹拾壹圆叁角整"));
    assert_eq!(printed.iter().map(|l| (l.qty_e6, l.total_minor)).collect::<Vec<_>>(), [(0, -1130)]);
    assert_eq!((rest(&w, id), head.open_minor), (20_170, 0));
    // Thirds by quantity, the last takes the rest.
    let mut taken = Vec::new();
    for _ in 0..3 {
        let red = credit(&w, id, RedReason::GoodsReturned, vec![line(0, Some(1), None)]).expect("credited");
        let (head, _) = get(&w, red);
        taken.push((head.tax_minor, head.total_minor));
    }
    assert_eq!(taken, [(-383, -3333), (-384, -3334), (-383, -3333)]);
    assert_eq!(code(credit(&w, id, RedReason::Allowance, vec![line(0, Some(1), None)])), "invoicing.over_credited");
    let rest_red = credit(&w, id, RedReason::GoodsReturned, Vec::new()).expect("the rest");
    assert_eq!(get(&w, rest_red).0.total_minor, -10_170);
    assert_eq!(code(credit(&w, id, RedReason::Allowance, Vec::new())), "invoicing.fully_credited");
    assert_eq!(code(credit(&w, red, RedReason::Allowance, Vec::new())), "invoicing.not_blue");
    assert_eq!((rest(&w, id), w.trial()), (0, Vec::new()));
    let (_, _, reds) = w.read(|tx| query::get(tx, &w.ctx, &Scope::Company, id));
    assert_eq!(reds.len(), 5);
    w.verify();
}}

db_test! { wrongly_issued_is_flushed_and_issued_anew, |db| {
    let w = world(db);
    let order = w.order(w.customer("杭州远见"), &[Line(3, 10_000, VAT, None), Line(7, 77_777, VAT, None)]);
    let lines = deliver(&w, &order, &[3, 7]);
    let id = invoice(&w, &[(lines[0], 2), (lines[1], 7)]).expect("issued");
    let before = w.trial();
    let red = credit(&w, id, RedReason::Wrong, Vec::new()).expect("flushed");
    assert_eq!(get(&w, red).0.total_minor, -get(&w, id).0.total_minor);
    assert_eq!(w.state(&order).0, "confirmed delivered none");
    assert_eq!(w.open(), named(&[("delivery", 87_777), ("invoice", 0), ("invoice", 0)]));
    assert_eq!(w.trial(), named(&[("1122", 87_777), ("222102", -10_098), ("6001", -77_679)]));
    w.verify();
    let again = w.run(InvoiceDelivered { what: InvoiceWhat::Order(order.id), ..InvoiceDelivered::order(order.id, None) }).expect("issued anew");
    assert_eq!(get(&w, again).0.total_minor, 87_777);
    assert_eq!(w.open(), named(&[("delivery", 0), ("invoice", 0), ("invoice", 0), ("invoice", 87_777)]));
    assert_ne!(w.trial(), before);
    w.verify();
}}
