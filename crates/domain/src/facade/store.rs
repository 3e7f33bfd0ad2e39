//! SQL of this room.

use jieqing_db::sql;

sql!(
    pub(super) FIND_KEY,
    "select request_hash, status, answer from idempotency_keys
     where company_id = $1 and principal = $2 and method = $3 and path = $4 and key = $5"
);
sql!(
    pub(super) KEEP_KEY,
    "insert into idempotency_keys (company_id, principal, method, path, key, request_hash, status, answer, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
);
