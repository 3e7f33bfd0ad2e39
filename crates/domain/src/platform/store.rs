//! SQL of the platform.

use super::mail::MailState;
use jieqing_db::{row, sql};

row! {
    /// A company, for what is done to each.
    pub struct CompanyRow {
        /// Raw id.
        pub id: i64,
        /// Short code.
        pub code: String,
        /// Minutes east of UTC.
        pub utc_offset_minutes: i64,
    }
}

sql!(
    pub(super) COMPANIES,
    "select id, code, utc_offset_minutes from companies order by id"
);
sql!(
    pub(super) OWNER_CUSTOMER,
    "select owner_id, department_id from customers where company_id = $1 and id = $2"
);
sql!(
    pub(super) OWNER_ORDER,
    "select owner_id, department_id from sales_orders where company_id = $1 and id = $2"
);
sql!(
    pub(super) OWNER_DELIVERY,
    "select owner_id, department_id from deliveries where company_id = $1 and id = $2"
);
sql!(
    pub(super) OWNER_RETURN,
    "select owner_id, department_id from returns where company_id = $1 and id = $2"
);
sql!(
    pub(super) OWNER_INVOICE,
    "select owner_id, department_id from invoices where company_id = $1 and id = $2"
);
sql!(
    pub(super) OWNER_RECEIPT,
    "select owner_id, department_id from receipts where company_id = $1 and id = $2"
);
sql!(
    pub(super) OWNER_BILL,
    "select owner_id, department_id from bills where company_id = $1 and id = $2"
);
sql!(
    pub(super) OWNER_STATEMENT,
    "select owner_id, department_id from statements where company_id = $1 and id = $2"
);
sql!(
    pub(super) OWNER_PRODUCT,
    "select cast(-1 as bigint), cast(-1 as bigint) from products where company_id = $1 and id = $2"
);

row! {
    /// What of an event is told to screens.
    pub struct Change {
        /// Position in the company's log.
        pub seq: i64,
        /// Kind of document.
        pub subject_type: String,
        /// Document.
        pub subject_id: i64,
        /// What happened.
        pub kind: String,
    }
}
sql!(
    pub(super) CHANGES,
    "select seq, subject_type, subject_id, kind from event_log
     where company_id = $1 and seq > $2 order by seq limit $3"
);
sql!(
    pub(super) HEAD,
    "select seq from chain_heads where company_id = $1"
);

row! {
    /// A file attached to a document.
    pub struct Attachment {
        /// Raw id.
        pub id: i64,
        /// Kind of document.
        pub subject_type: String,
        /// Document.
        pub subject_id: i64,
        /// What for, e.g. `proof_of_delivery`.
        pub purpose: String,
        /// Name as uploaded, cleaned.
        pub file_name: String,
        /// Type found in its content.
        pub media_type: String,
        /// Bytes.
        pub size: i64,
        /// Name in the blob store.
        pub sha256: String,
        /// Who attached it.
        pub created_by: i64,
        /// When, µs.
        pub created_at_us: i64,
    }
}
sql!(
    pub(super) INSERT_ATTACHMENT,
    "insert into attachments (company_id, id, subject_type, subject_id, purpose, file_name,
       media_type, size, sha256, created_by, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
);
sql!(
    pub(super) GET_ATTACHMENT,
    "select id, subject_type, subject_id, purpose, file_name, media_type, size, sha256, created_by,
       created_at_us
     from attachments where company_id = $1 and id = $2"
);
sql!(
    pub(super) ATTACHMENTS_OF,
    "select id, subject_type, subject_id, purpose, file_name, media_type, size, sha256, created_by,
       created_at_us
     from attachments where company_id = $1 and subject_type = $2 and subject_id = $3 order by id"
);

row! {
    /// A mail to be sent.
    pub struct Mail {
        /// Raw id.
        pub id: i64,
        /// `Message-ID`, the same for ever.
        pub message_id: String,
        /// Address.
        pub recipient: String,
        /// Subject line.
        pub subject: String,
        /// Plain text.
        pub body: String,
        /// Where it stands.
        pub state: MailState,
    }
}
sql!(
    pub(super) INSERT_MAIL,
    "insert into outgoing_mail (company_id, id, message_id, recipient, subject, body, subject_type,
       subject_id, state, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
);
sql!(
    pub(super) LOCK_MAIL,
    "select id, message_id, recipient, subject, body, state from outgoing_mail
     where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) UNSENT,
    "select id from outgoing_mail where company_id = $1 and state = 'no_smtp' order by id limit 500"
);
sql!(
    pub(super) SET_MAIL,
    "update outgoing_mail set state = $3, error = $4, sent_at_us = $5
     where company_id = $1 and id = $2"
);

row! {
    /// Work that comes back.
    pub(super) struct Schedule {
        pub(super) kind: String,
        pub(super) every_minutes: i64,
        pub(super) at_minute_of_day: i64,
        pub(super) last_run_us: i64,
    }
}
sql!(
    pub(super) SCHEDULES,
    "select kind, every_minutes, at_minute_of_day, last_run_us from schedules
     where company_id = $1 and active"
);
sql!(
    pub(super) ADD_SCHEDULE,
    "insert into schedules (company_id, kind, every_minutes, at_minute_of_day, last_run_us)
     values ($1, $2, $3, $4, $5) on conflict (company_id, kind) do nothing"
);
sql!(
    pub(super) MOVE_SCHEDULE,
    "update schedules set last_run_us = $4 where company_id = $1 and kind = $2 and last_run_us = $3"
);
sql!(
    pub(super) PURGE_SESSIONS,
    "delete from sessions where expires_at_us < $1"
);
sql!(
    pub(super) LAST_EVENT,
    "select coalesce(max(at_us), 0) from event_log e
     join chain_heads h on h.company_id = e.company_id and h.seq = e.seq"
);
