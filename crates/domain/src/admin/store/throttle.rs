//! Counts of wrong passwords.

use jieqing_db::sql;

sql!(
    pub(in crate::admin) FIND,
    "select failed, last_us, locked_until_us from login_failures where key_hash = $1"
);
sql!(
    pub(in crate::admin) COUNT,
    "insert into login_failures (key_hash, failed, last_us, locked_until_us) values ($1, $2, $3, $4)
     on conflict (key_hash) do update set failed = excluded.failed, last_us = excluded.last_us,
       locked_until_us = excluded.locked_until_us"
);
sql!(pub(in crate::admin) FORGET, "delete from login_failures where key_hash = $1");
sql!(pub(in crate::admin) FORGET_OLD, "delete from login_failures where last_us < $1");
