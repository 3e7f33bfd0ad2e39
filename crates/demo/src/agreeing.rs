//! Statements of the month before: made for everybody, sent, looked at, confirmed or objected to.

use crate::agenda::Act;
use crate::engine::{Engine, SCOPE};
use jieqing_db::WriteTx;
use jieqing_domain::Command;
use jieqing_domain::statements::agreement::{
    AnswerDraft, AnswerStatement, MarkSeen, ObjectionDraft, ObjectionReason, SendLink, Signer,
    Verdict, link_secret,
};
use jieqing_domain::statements::{RunStatements, query};
use jieqing_domain::wire;
use jieqing_kernel::actor::{Actor, Link};
use jieqing_kernel::date::{Date, month_end, month_start};
use jieqing_kernel::error::{Error, Result};
use jieqing_kernel::id::Id;

/// What a buyer does with the link to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    Look,
    Confirm,
    Object,
}

impl Engine {
    /// Makes the statements of the month before `day` and sends most of them. Those of the last month
    /// are in every state; older ones are confirmed.
    pub(crate) fn state(&mut self, tx: &mut WriteTx<'_>, day: Date) -> Result<()> {
        let to = month_start(day)
            .pred_opt()
            .ok_or_else(|| Error::bug("no month before"))?;
        let run = RunStatements {
            from: month_start(to),
            to,
            customers: Vec::new(),
        };
        let clerk = self.as_(self.staff.clerk);
        let made = run.run(tx, &clerk, &SCOPE)?.made;
        let last = month_end(day) >= self.today;
        for (turn, (statement, _)) in made.into_iter().enumerate() {
            let reply = match (turn % 7, last) {
                (0, true) => continue,
                (1, true) => None,
                (2, true) => Some(Reply::Look),
                (3, true) => Some(Reply::Object),
                _ => Some(Reply::Confirm),
            };
            let link = SendLink {
                id: clerk.new_id(),
                statement: statement.id,
                recipient: "对账会计".to_owned(),
                days: 30,
                // Nobody keeps the secret: this link was for a buyer who does not exist.
                hash: link_secret()?.hash,
            };
            let link = link.run(tx, &clerk, &SCOPE)?;
            if let Some(reply) = reply {
                let wait = self.rng.u64(1..8);
                self.agenda
                    .after(day, wait, Act::Reply(statement.id, link, reply));
            }
        }
        Ok(())
    }

    /// The buyer looks at a statement and, mostly, answers.
    pub(crate) fn reply(
        &mut self,
        tx: &mut WriteTx<'_>,
        statement: Id<wire::Statement>,
        link: Id<Link>,
        reply: Reply,
    ) -> Result<()> {
        let buyer = self.as_(Actor::Link(link));
        MarkSeen.run(tx, &buyer, &SCOPE)?;
        let shown = query::get(tx, &self.ctx, &SCOPE, statement)?;
        let objections = match (reply, shown.lines.first()) {
            (Reply::Confirm, _) => Vec::new(),
            (Reply::Object, Some(line)) => vec![ObjectionDraft {
                line_no: Some(line.line_no),
                reason: ObjectionReason::Price,
                their_amount: Some((line.debit - line.credit) / 100 * 97),
                note: "与合同单价不符，请核对".to_owned(),
            }],
            (Reply::Look | Reply::Object, _) => return Ok(()),
        };
        let verdict = if objections.is_empty() {
            Verdict::Confirm
        } else {
            Verdict::Object
        };
        let answer = AnswerStatement {
            draft: AnswerDraft {
                digest: shown.row.digest,
                verdict,
                signer: Signer {
                    name: "周敏".to_owned(),
                    title: "会计".to_owned(),
                    phone: String::new(),
                },
                note: String::new(),
                their_balance: None,
                objections,
            },
            address: "203.0.113.7".to_owned(),
            agent: "Mozilla/5.0".to_owned(),
        };
        answer.run(tx, &buyer, &SCOPE)?;
        Ok(())
    }
}
