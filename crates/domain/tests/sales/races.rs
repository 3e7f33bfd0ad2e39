//! Eight clients at once: never more invoiced than signed (N6), never more credited than invoiced
//! (N7), numbers without gaps.

use crate::invoices::{deliver, get, invoice, red_terms};
use crate::world::{Line, ONE, VAT, named, world};
use jieqing_db::db_test;
use jieqing_domain::invoicing::{
    CreditInvoice, CreditLine, DraftInvoice, InvoiceDraft, InvoiceLineDraft, IssueInvoice,
    RedReason,
};
use jieqing_kernel::error::Error;

db_test! { invoices_never_pass_what_is_signed, |db| {
    let w = world(db);
    let order = w.order(w.customer("杭州远见"), &[Line(10, 113_000, VAT, None)]);
    let lines = deliver(&w, &order, &[10]);
    let drafts: Vec<_> = (0..8).map(|_| {
        let line = InvoiceLineDraft { delivery_line: lines[0], qty_e6: Some(3 * ONE) };
        w.run(DraftInvoice { draft: InvoiceDraft { lines: vec![line], ..InvoiceDraft::default() } }).expect("drafted")
    }).collect();
    let outs: Vec<_> = std::thread::scope(|s| {
        let threads: Vec<_> = drafts.iter().map(|id| {
            let w = &w;
            s.spawn(move || w.run(IssueInvoice { id: *id, version: 1, issued_on: None, bureau_number: None }))
        }).collect();
        threads.into_iter().map(|t| t.join().expect("no panic")).collect()
    });
    let issued = outs.iter().filter(|o| o.is_ok()).count();
    assert_eq!(issued, 3, "{outs:?}");
    for out in outs.iter().filter(|o| o.is_err()) {
        assert!(matches!(out, Err(Error::Refused(r)) if r.code == "invoicing.over_billed"), "{out:?}");
    }
    assert_eq!(w.open(), named(&[("delivery", 11_300), ("invoice", 33_900), ("invoice", 33_900), ("invoice", 33_900)]));
    let mut numbers: Vec<_> = outs.iter().flatten().filter_map(|id| get(&w, *id).0.number().map(str::to_owned)).collect();
    numbers.sort();
    assert_eq!(numbers, ["IN-202611-0001", "IN-202611-0002", "IN-202611-0003"]);
    w.verify();
}}

db_test! { credits_never_pass_the_invoice, |db| {
    let w = world(db);
    let order = w.order(w.customer("杭州远见"), &[Line(10, 113_000, VAT, None)]);
    let lines = deliver(&w, &order, &[10]);
    let blue = invoice(&w, &[(lines[0], 10)]).expect("issued");
    let line = get(&w, blue).1[0].id;
    let outs: Vec<_> = std::thread::scope(|s| {
        let threads: Vec<_> = (0..8).map(|_| {
            let w = &w;
            s.spawn(move || loop {
                // Everybody retries with the version that is now stored, as a person would.
                let version = get(w, blue).0.version;
                let part = CreditLine { line, qty_e6: Some(4 * ONE), total_minor: None };
                let out = w.run(CreditInvoice { id: blue, version, reason: RedReason::Allowance, lines: vec![part], terms: red_terms() });
                if !matches!(out, Err(Error::Stale { .. })) {
                    return out;
                }
            })
        }).collect();
        threads.into_iter().map(|t| t.join().expect("no panic")).collect()
    });
    assert_eq!(outs.iter().filter(|o| o.is_ok()).count(), 2, "{outs:?}");
    for out in outs.iter().filter(|o| o.is_err()) {
        assert!(matches!(out, Err(Error::Refused(r)) if r.code == "invoicing.over_credited"), "{out:?}");
    }
    assert_eq!(get(&w, blue).0.open_minor, 22_600);
    w.verify();
}}
