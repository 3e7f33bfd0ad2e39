//! Eight clients at once: never more invoiced than signed (N6), never more credited than invoiced
//! (N7), numbers without gaps.

use crate::invoices::{deliver, get, invoice, red_terms};
use crate::world::{Line, ONE, VAT, named, world};
use jieqing_db::{WriteTx, db_test, sql};
use jieqing_domain::access::{Permission, Scope};
use jieqing_domain::customers::{CreateCustomer, CustomerDraft};
use jieqing_domain::invoicing::{
    CreditInvoice, CreditLine, DraftInvoice, InvoiceDraft, InvoiceLineDraft, IssueInvoice,
    RedReason,
};
use jieqing_domain::{Command, Jieqing, wire};
use jieqing_kernel::actor::Ctx;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

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

sql!(
    CODES,
    "select id, code from customers where company_id > 0 order by code"
);

/// Enters a customer, and during that has somebody else do the same.
struct Meanwhile {
    app: Jieqing,
    own: CustomerDraft,
    theirs: CustomerDraft,
}

impl Command for Meanwhile {
    type Out = Id<wire::Customer>;
    const PERMISSION: Permission = Permission::CustomersWrite;
    fn run(&self, tx: &mut WriteTx<'_>, ctx: &Ctx, scope: &Scope) -> Result<Self::Out> {
        let draft = self.own.clone();
        CreateCustomer { draft }.run(tx, ctx, scope)?;
        let (app, other) = (self.app.clone(), ctx.clone());
        let draft = self.theirs.clone();
        let command = CreateCustomer { draft };
        std::thread::spawn(move || app.execute(&other, command))
            .join()
            .expect("no panic")
    }
}

db_test! { a_long_preview_takes_no_number_and_keeps_nobody_waiting, |db| {
    let w = world(db);
    let draft = |name| w.customer_draft(name, "91330100799655058B");
    let long = Meanwhile { app: w.app.clone(), own: draft("预演"), theirs: draft("真实") };
    let other = w.app.preview_apart(&w.ctx, &long).expect("previewed");
    let next = w.customer("下一个");
    let codes = db.read(|tx| tx.all::<(Id<wire::Customer>, String)>(&CODES, &[])).expect("codes");
    assert_eq!(codes, [(other, "KH-202611-0001".to_owned()), (next, "KH-202611-0002".to_owned())]);
    w.verify();
}}
