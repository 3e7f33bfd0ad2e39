//! What a customer says to a statement: links, confirmation, objections, paper.

use crate::seed::{World, day, refusal};
use jieqing_db::db_test;
use jieqing_domain::Command;
use jieqing_domain::access::Permission;
use jieqing_domain::admin::auth::hash_secret;
use jieqing_domain::books::verify_company;
use jieqing_domain::insight::{Work, WorkKind, worklist};
use jieqing_domain::platform::attachments::{AddAttachment, Checked};
use jieqing_domain::statements::agreement::query::{AgreementDetail, agreement};
use jieqing_domain::statements::agreement::{
    Agreement, AnswerDraft, AnswerStatement, LinkFound, MarkSeen, ObjectionDraft, ObjectionReason,
    ObjectionState, RecordPaper, RevokeLink, SendLink, SettleObjection, Signer, Verdict, find_link,
};
use jieqing_domain::statements::{MakeStatement, VoidStatement, query};
use jieqing_domain::wire;
use jieqing_kernel::actor::{Actor, Ctx, Link};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

const DAY: i64 = 86_400_000_000;

struct Stated {
    w: World,
    customer: Id<wire::Customer>,
    id: Id<wire::Statement>,
    digest: String,
}

impl Stated {
    /// October of a customer with two movements.
    fn new(db: &jieqing_db::Db) -> Self {
        let w = World::new(db);
        let customer = w.customer("A");
        w.invoice(customer, "IN-1", "2026-10-10", "2026-11-10", 10_000);
        w.receive(customer, "2026-10-20", 4_000);
        let mut stated = Self {
            w,
            customer,
            id: Id::from_raw(0),
            digest: String::new(),
        };
        stated.id = stated.make().expect("october");
        stated.digest = stated.statement().row.digest;
        stated
    }

    fn make(&self) -> Result<Id<wire::Statement>> {
        let (from, to) = (day("2026-10-01"), day("2026-10-31"));
        let command = MakeStatement {
            customer: self.customer,
            currency: Currency::CNY,
            from,
            to,
        };
        self.w.j.execute(&self.w.ctx, command).map(|made| made.id)
    }

    fn statement(&self) -> query::StatementDetail {
        let read =
            |tx: &mut jieqing_domain::ReadTx<'_>, ctx: &Ctx, s: &_| query::get(tx, ctx, s, self.id);
        self.w
            .j
            .read(&self.w.ctx, Permission::StatementsRead, read)
            .expect("statement")
    }

    fn so_far(&self) -> AgreementDetail {
        let read =
            |tx: &mut jieqing_domain::ReadTx<'_>, ctx: &Ctx, s: &_| agreement(tx, ctx, s, self.id);
        self.w
            .j
            .read(&self.w.ctx, Permission::StatementsRead, read)
            .expect("agreement")
    }

    fn send(&self, secret: &str, days: i64) -> Result<Id<Link>> {
        let command = SendLink {
            id: self.w.ctx.new_id(),
            statement: self.id,
            recipient: "王会计".to_owned(),
            days,
            hash: hash_secret(secret),
        };
        self.w.j.execute(&self.w.ctx, command)
    }

    /// The context of who holds a link.
    fn holder(&self, link: Id<Link>) -> Ctx {
        Ctx {
            actor: Actor::Link(link),
            ..self.w.ctx.clone()
        }
    }

    fn answer(&self, verdict: Verdict, objections: Vec<ObjectionDraft>) -> AnswerStatement {
        AnswerStatement {
            draft: AnswerDraft {
                digest: self.digest.clone(),
                verdict,
                signer: Signer {
                    name: "王会计".to_owned(),
                    title: "财务经理".to_owned(),
                    phone: String::new(),
                },
                note: String::new(),
                their_balance: None,
                objections,
            },
            address: "203.0.113.7".to_owned(),
            agent: "test".to_owned(),
        }
    }

    fn run<C: Command>(&self, link: Id<Link>, command: C) -> Result<C::Out> {
        self.w.j.execute(&self.holder(link), command)
    }

    /// What the statement asks of the staff.
    fn waits(&self) -> Vec<WorkKind> {
        let list = self
            .w
            .j
            .read(&self.w.ctx, Permission::ReportsRead, |tx, ctx, _| {
                worklist(tx, ctx)
            });
        let of = |w: Work| (w.subject_id == self.id.raw()).then_some(w.kind);
        list.expect("worklist")
            .items
            .into_iter()
            .filter_map(of)
            .collect()
    }

    fn assert_clean(&self) {
        let company = self.w.ctx.company.raw();
        assert_eq!(
            self.w
                .j
                .db
                .read(|tx| verify_company(tx, company))
                .expect("verify"),
            []
        );
    }
}

fn price(line: i64) -> ObjectionDraft {
    ObjectionDraft {
        line_no: Some(line),
        reason: ObjectionReason::Price,
        their_amount: Some(9_000),
        note: "合同价 90".to_owned(),
    }
}

db_test! { sent_seen_objected_settled_confirmed, |db| {
    let s = Stated::new(db);
    assert_eq!(s.statement().row.agreement, Agreement::Unsent);
    let link = s.send("secret", 14).expect("link");
    assert_eq!(s.statement().row.agreement, Agreement::Sent);
    assert_eq!(s.waits(), [WorkKind::ChaseConfirmation]);
    let version = s.statement().row.version;
    for _ in 0..2 {
        s.run(link, MarkSeen).expect("seen");
    }
    let seen = s.statement().row;
    assert_eq!((seen.agreement, seen.version), (Agreement::Viewed, version), "looking changes no version");
    let wrong = AnswerStatement { draft: AnswerDraft { digest: "0".repeat(64), ..s.answer(Verdict::Confirm, vec![]).draft }, ..s.answer(Verdict::Confirm, vec![]) };
    assert_eq!(refusal(s.run(link, wrong)).0, "statements.changed");
    s.run(link, s.answer(Verdict::Object, vec![price(1)])).expect("objects");
    let so_far = s.so_far();
    assert_eq!(so_far.agreement, Agreement::Differing);
    let o = &so_far.objections[0];
    assert_eq!((o.line_no, o.doc_no.as_str(), o.our_amount, o.their_amount, o.state), (Some(1), "IN-1", Some(10_000), Some(9_000), ObjectionState::Open));
    s.assert_clean();
    assert_eq!(s.waits(), [WorkKind::AnswerObjection]);
    let settle = |version, accepted, reply: &str| SettleObjection { statement: s.id, id: o.id, version, accepted, reply: reply.to_owned() };
    assert!(matches!(s.w.j.execute(&s.w.ctx, settle(1, false, " ")), Err(Error::Invalid(_))));
    assert!(matches!(s.w.j.execute(&s.w.ctx, settle(2, true, "")), Err(Error::Stale { current: 1 })));
    s.w.j.execute(&s.w.ctx, settle(1, false, "合同第 3 条是 100")).expect("settled");
    assert_eq!(refusal(s.w.j.execute(&s.w.ctx, settle(2, true, ""))).0, "statements.objection_settled");
    assert_eq!(s.so_far().agreement, Agreement::Differing, "only the customer ends it");
    let first = s.run(link, s.answer(Verdict::Confirm, vec![])).expect("confirms");
    let again = s.run(link, s.answer(Verdict::Confirm, vec![])).expect("again");
    assert_eq!((first.id, first.repeated, again.repeated), (again.id, false, true));
    let (code, facts) = refusal(s.run(link, s.answer(Verdict::Object, vec![price(1)])));
    assert_eq!((code, facts[1].1.as_str()), ("statements.already_confirmed", "王会计"));
    let end = s.so_far();
    assert_eq!((end.agreement, end.answers.len(), end.objections[0].state), (Agreement::Confirmed, 2, ObjectionState::Rejected));
    assert_eq!((end.answers[1].address.as_str(), end.answers[1].answered_on), ("203.0.113.7", s.w.today()));
    s.assert_clean();
} }

db_test! { what_was_confirmed_is_not_replaced, |db| {
    let s = Stated::new(db);
    let link = s.send("secret", 14).expect("link");
    s.run(link, s.answer(Verdict::Object, vec![price(1), price(2)])).expect("objects");
    s.run(link, s.answer(Verdict::Confirm, vec![])).expect("confirms");
    assert!(s.so_far().objections.iter().all(|o| o.state == ObjectionState::Withdrawn));
    assert_eq!(s.make().expect("nothing changed"), s.id);
    s.w.receive(s.customer, "2026-10-25", 500);
    let (code, facts) = refusal(s.make());
    assert_eq!((code, facts[1].1.as_str(), facts[2].1.as_str()), ("statements.confirmed", "60.00 CNY", "55.00 CNY"));
    let version = s.statement().row.version;
    s.w.j.execute(&s.w.ctx, VoidStatement { id: s.id, version, reason: "漏记收款".to_owned() }).expect("void");
    assert_eq!(refusal(s.run(link, s.answer(Verdict::Confirm, vec![]))).0, "statements.link_gone");
    s.make().expect("again");
    s.assert_clean();
} }

db_test! { a_link_opens_one_statement_until_it_ends, |db| {
    let s = Stated::new(db);
    let found = |secret: &str, now: i64| s.w.j.db.read(|tx| find_link(tx, &hash_secret(secret), now)).expect("lookup");
    let now = s.w.ctx.now();
    for days in [0, 91] {
        assert!(matches!(s.send("x", days), Err(Error::Invalid(_))));
    }
    let link = s.send("secret", 14).expect("link");
    assert!(matches!(found("secret", now), LinkFound::Live(l) if l.id == link && l.statement == s.id));
    assert!(matches!(found("Secret", now), LinkFound::Unknown));
    assert!(matches!(found("secret", now + 14 * DAY - 1), LinkFound::Live(_)));
    assert!(matches!(found("secret", now + 14 * DAY), LinkFound::Gone));
    // A link is nobody: it may answer its own statement and nothing else.
    let make = MakeStatement { customer: s.customer, currency: Currency::CNY, from: day("2026-09-01"), to: day("2026-09-30") };
    assert!(matches!(s.run(link, make), Err(Error::Forbidden { .. })));
    assert!(matches!(s.run(link, VoidStatement { id: s.id, version: 1, reason: "x".to_owned() }), Err(Error::Forbidden { .. })));
    let listed = s.w.j.read(&s.holder(link), Permission::CustomersRead, |_, _, _| Ok(()));
    assert!(matches!(listed, Err(Error::Forbidden { .. })));
    // And staff don't answer for the customer, nor does a link of nobody.
    assert!(matches!(s.w.j.execute(&s.w.ctx, s.answer(Verdict::Confirm, vec![])), Err(Error::NotFound)));
    assert_eq!(refusal(s.run(Id::from_raw(77), s.answer(Verdict::Confirm, vec![]))).0, "statements.link_gone");
    s.w.j.execute(&s.w.ctx, RevokeLink { statement: s.id, link }).expect("revoked");
    assert!(matches!(found("secret", now), LinkFound::Gone));
    assert!(matches!(s.w.j.execute(&s.w.ctx, RevokeLink { statement: s.id, link }), Err(Error::NotFound)));
    assert_eq!(refusal(s.run(link, MarkSeen)).0, "statements.link_gone");
    // A new version of the period ends the links of the old one.
    let other = s.send("other", 14).expect("another");
    s.w.receive(s.customer, "2026-10-25", 500);
    s.make().expect("second version");
    assert!(matches!(found("other", now), LinkFound::Gone));
    assert_eq!(refusal(s.run(other, s.answer(Verdict::Confirm, vec![]))).0, "statements.link_gone");
    s.assert_clean();
} }

db_test! { twenty_at_once_give_one_confirmation, |db| {
    let s = Stated::new(db);
    let link = s.send("secret", 14).expect("link");
    let (mut firsts, mut late, mut objected) = (0, 0, 0);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..20).map(|n| {
            let s = &s;
            scope.spawn(move || loop {
                let (verdict, objections) = if n % 2 == 0 { (Verdict::Confirm, vec![]) } else { (Verdict::Object, vec![price(1)]) };
                match s.run(link, s.answer(verdict, objections)) {
                    Err(Error::Busy(_)) => {}
                    other => return other,
                }
            })
        }).collect();
        for one in all {
            match one.join().expect("thread") {
                Ok(a) if a.verdict == Verdict::Confirm => firsts += i32::from(!a.repeated),
                Ok(_) => objected += 1,
                Err(Error::Refused(r)) if r.code == "statements.already_confirmed" => late += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
    });
    assert_eq!((firsts, objected + late), (1, 10));
    let end = s.so_far();
    assert_eq!((end.agreement, end.answers.len()), (Agreement::Confirmed, objected + 1));
    s.assert_clean();
} }

db_test! { paper_needs_a_scan_and_somebody_else, |db| {
    let s = Stated::new(db);
    let paper = |scan: i64, on: &str, version| RecordPaper {
        statement: s.id,
        version,
        signer: Signer { name: "王会计".to_owned(), ..Signer::default() },
        signed_on: day(on),
        scan: Id::from_raw(scan),
        note: "盖章回传".to_owned(),
    };
    let version = s.statement().row.version;
    assert!(matches!(s.w.j.execute(&s.w.ctx, paper(5, "2026-11-20", version)), Err(Error::Invalid(_))), "no scan");
    let file = Checked { file_name: "scan.pdf".to_owned(), media_type: "application/pdf" };
    let attach = |subject_type: &str, subject_id: String| AddAttachment {
        subject_type: subject_type.to_owned(),
        subject_id,
        purpose: "confirmation".to_owned(),
        file: file.clone(),
        size: 9,
        sha256: "0".repeat(64),
    };
    let elsewhere = s.w.j.execute(&s.w.ctx, attach("customer", s.customer.to_string())).expect("attached");
    assert!(matches!(s.w.j.execute(&s.w.ctx, paper(elsewhere.id, "2026-11-20", version)), Err(Error::Invalid(_))), "the scan of another document");
    let scan = s.w.j.execute(&s.w.ctx, attach("statement", s.id.to_string())).expect("attached").id;
    assert!(matches!(s.w.j.execute(&s.w.ctx, paper(scan, "2026-11-25", version)), Err(Error::Invalid(_))), "tomorrow");
    assert!(matches!(s.w.j.execute(&s.w.ctx, paper(scan, "2026-11-20", version + 1)), Err(Error::Stale { .. })));
    s.w.j.execute(&s.w.ctx, paper(scan, "2026-11-20", version)).expect("recorded");
    let end = s.so_far();
    assert_eq!((end.agreement, end.answers[0].answered_on, end.answers[0].attachment_id), (Agreement::Confirmed, day("2026-11-20"), Some(Id::from_raw(scan))));
    s.assert_clean();
} }
