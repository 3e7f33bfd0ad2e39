//! The access log.

use jieqing_db::sql;

sql!(
    pub(in crate::admin) INSERT,
    "insert into access_log (id, at_us, company_id, user_id, kind, detail, request_id, address)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);
