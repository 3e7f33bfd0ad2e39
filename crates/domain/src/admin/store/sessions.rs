//! Sessions and who stands behind them.

use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::actor::{Company, User};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::id::Id;

row! {
    /// A live session with its user.
    pub(in crate::admin) struct Found {
        pub(in crate::admin) id: Id<wire::Session>,
        pub(in crate::admin) user: Id<User>,
        pub(in crate::admin) company: Id<Company>,
        pub(in crate::admin) csrf: String,
        pub(in crate::admin) seen_at: Micros,
        pub(in crate::admin) must_change_password: bool,
    }
}

row! {
    /// A session of mine.
    pub struct SessionRow {
        /// Id.
        pub id: Id<wire::Session>,
        /// Company worked in.
        pub company: Id<Company>,
        /// Signed in, µs.
        pub created_at: Micros,
        /// Last used (to the minute), µs.
        pub seen_at: Micros,
        /// Ends at the latest, µs.
        pub expires_at: Micros,
        /// Browser.
        pub agent: String,
        /// Network address.
        pub address: String,
    }
}

sql!(
    pub(in crate::admin) FIND,
    "select s.id, s.user_id, s.company_id, s.csrf, s.seen_at_us, u.must_change_password
     from sessions s join users u on u.id = s.user_id and u.active
     where s.token_hash = $1 and s.expires_at_us > $2 and s.seen_at_us > $3
       and exists (select 1 from role_assignments a
         where a.company_id = s.company_id and a.user_id = s.user_id)"
);
sql!(
    pub(in crate::admin) INSERT,
    "insert into sessions (token_hash, id, user_id, company_id, csrf, created_at_us, seen_at_us,
       expires_at_us, agent, address)
     values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9)"
);
sql!(
    pub(in crate::admin) TOUCH,
    "update sessions set seen_at_us = $2 where id = $1 and seen_at_us < $2"
);
sql!(
    pub(in crate::admin) SWITCH,
    "update sessions set company_id = $3 where id = $1 and user_id = $2"
);
sql!(pub(in crate::admin) END_BY_HASH, "delete from sessions where token_hash = $1");
sql!(pub(in crate::admin) END_ONE, "delete from sessions where id = $1 and user_id = $2");
sql!(pub(in crate::admin) END_OTHERS, "delete from sessions where user_id = $1 and id <> $2");
sql!(
    pub(in crate::admin) FORGET_DEAD,
    "delete from sessions where expires_at_us <= $1 or seen_at_us <= $2"
);
sql!(
    pub(in crate::admin) LIST,
    "select id, company_id, created_at_us, seen_at_us, expires_at_us, agent, address
     from sessions where user_id = $1 and expires_at_us > $2 and seen_at_us > $3
     order by seen_at_us desc, id desc"
);
