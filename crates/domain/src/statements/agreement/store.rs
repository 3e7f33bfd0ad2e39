//! SQL of links, answers and objections.

use super::model::{Agreement, ObjectionState};
use crate::statements::StatementStatus;
use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::currency::Currency;
use jieqing_kernel::id::Id;

row! {
    /// A statement as the commands of this room need it.
    pub(super) struct Locked {
        pub(super) number: String,
        pub(super) customer_name: String,
        pub(super) currency: Currency,
        pub(super) status: StatementStatus,
        pub(super) agreement: Agreement,
        pub(super) digest: String,
        pub(super) closing: i64,
        pub(super) lines: i64,
        pub(super) owner: i64,
        pub(super) department: i64,
        pub(super) version: i64,
    }
}

sql!(
    pub(super) LOCK,
    "select s.number, (select c.name from customers c where c.company_id = s.company_id and c.id = s.customer_id),
       s.currency, s.status, s.agreement, s.digest, s.closing_minor,
       (select count(*) from statement_lines l where l.company_id = s.company_id and l.statement_id = s.id),
       s.owner_id, s.department_id, s.version
     from statements s where s.company_id = $1 and s.id = $2 for update"
);
sql!(
    pub(super) SET_AGREEMENT,
    "update statements set agreement = $3, version = version + $4 where company_id = $1 and id = $2"
);
sql!(
    pub(super) FIND_LINK,
    "select k.company_id, k.id, k.statement_id, s.currency, s.status, s.agreement, k.expires_at_us, k.revoked_at_us,
       k.first_seen_at_us
     from statement_links k
     join statements s on s.company_id = k.company_id and s.id = k.statement_id
     where k.token_hash = $1"
);
sql!(
    pub(super) LINK,
    "select k.company_id, k.id, k.statement_id, s.currency, s.status, s.agreement, k.expires_at_us, k.revoked_at_us,
       k.first_seen_at_us
     from statement_links k
     join statements s on s.company_id = k.company_id and s.id = k.statement_id
     where k.company_id = $1 and k.id = $2"
);
sql!(
    pub(super) LIVE_LINKS,
    "select count(*) from statement_links
     where company_id = $1 and statement_id = $2 and revoked_at_us is null and expires_at_us > $3"
);
sql!(
    pub(super) INSERT_LINK,
    "insert into statement_links (company_id, id, statement_id, token_hash, recipient, created_by,
       created_at_us, expires_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);
sql!(
    pub(super) REVOKE_LINK,
    "update statement_links set revoked_at_us = $4
     where company_id = $1 and statement_id = $2 and id = $3 and revoked_at_us is null"
);
sql!(
    pub(super) SEEN,
    "update statement_links set first_seen_at_us = $3
     where company_id = $1 and id = $2 and first_seen_at_us is null"
);
sql!(
    pub(super) INSERT_ANSWER,
    "insert into statement_answers (company_id, id, statement_id, link_id, verdict, digest, name, title,
       phone, note, their_balance_minor, address, agent, attachment_id, recorded_by, answered_on, at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
);
sql!(
    pub(super) LAST_CONFIRMATION,
    "select id, name, answered_on from statement_answers
     where company_id = $1 and statement_id = $2 and verdict = 'confirm' order by id desc limit 1"
);
sql!(
    pub(super) INSERT_OBJECTION,
    "insert into statement_objections (company_id, id, statement_id, answer_id, line_no, reason,
       their_amount_minor, note, state, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', 1)"
);
sql!(
    pub(super) WITHDRAW_OBJECTIONS,
    "update statement_objections set state = 'withdrawn', settled_at_us = $3, version = version + 1
     where company_id = $1 and statement_id = $2 and state = 'open'"
);
sql!(
    pub(super) LOCK_OBJECTION,
    "select state, line_no, note, version from statement_objections
     where company_id = $1 and statement_id = $2 and id = $3 for update"
);
sql!(
    pub(super) SETTLE_OBJECTION,
    "update statement_objections set state = $4, reply = $5, settled_by = $6, settled_at_us = $7,
       version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(super) SCAN,
    "select count(*) from attachments
     where company_id = $1 and id = $2 and subject_type = 'statement' and subject_id = $3"
);
sql!(
    pub(super) WRONG_DIGEST,
    "select s.number from statements s
     where s.company_id = $1 and s.agreement = 'confirmed' and not exists (
       select 1 from statement_answers a where a.company_id = s.company_id and a.statement_id = s.id
         and a.verdict = 'confirm' and a.digest = s.digest)
     order by s.number"
);
sql!(
    pub(super) WRONG_STATE,
    "select s.number from statements s
     where s.company_id = $1 and s.agreement <> 'confirmed' and exists (
       select 1 from statement_answers a where a.company_id = s.company_id and a.statement_id = s.id
         and (a.verdict = 'confirm' or s.agreement <> 'differing'))
     order by s.number"
);

row! {
    /// An objection as the command needs it.
    pub(super) struct LockedObjection {
        pub(super) state: ObjectionState,
        pub(super) line_no: Option<i64>,
        pub(super) note: String,
        pub(super) version: i64,
    }
}

row! {
    /// The confirmation that counts.
    pub(super) struct Confirmation {
        pub(super) id: Id<wire::StatementAnswer>,
        pub(super) name: String,
        pub(super) on: jieqing_kernel::date::Date,
    }
}
