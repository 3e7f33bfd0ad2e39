//! API tokens and the setup token.

use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::actor::{Company, User};
use jieqing_kernel::clock::Micros;
use jieqing_kernel::id::Id;

row! {
    /// A live token with its user.
    pub(in crate::admin) struct Found {
        pub(in crate::admin) id: Id<wire::Token>,
        pub(in crate::admin) user: Id<User>,
        pub(in crate::admin) company: Id<Company>,
        pub(in crate::admin) scopes: String,
        pub(in crate::admin) last_used: Micros,
        pub(in crate::admin) must_change_password: bool,
    }
}

row! {
    /// A token in its owner's list; never its secret.
    pub struct TokenRow {
        /// Id.
        pub id: Id<wire::Token>,
        /// What it is for.
        pub name: String,
        /// Permissions it is limited to, separated by spaces.
        pub scopes: String,
        /// Made, µs.
        pub created_at: Micros,
        /// Ends, µs.
        pub expires_at: Micros,
        /// Last used (to the minute), µs; 0 for never.
        pub last_used: Micros,
        /// Revoked, µs.
        pub revoked_at: Option<Micros>,
    }
}

sql!(
    pub(in crate::admin) FIND,
    "select t.id, t.user_id, t.company_id, t.scopes, t.last_used_us, u.must_change_password
     from api_tokens t join users u on u.id = t.user_id and u.active
     where t.token_hash = $1 and t.expires_at_us > $2 and t.revoked_at_us is null
       and exists (select 1 from role_assignments a
         where a.company_id = t.company_id and a.user_id = t.user_id)"
);
sql!(
    pub(in crate::admin) INSERT,
    "insert into api_tokens (company_id, id, user_id, name, token_hash, scopes, created_at_us,
       expires_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);
sql!(
    pub(in crate::admin) TOUCH,
    "update api_tokens set last_used_us = $2 where id = $1 and last_used_us < $2"
);
sql!(
    pub(in crate::admin) REVOKE,
    "update api_tokens set revoked_at_us = $4
     where company_id = $1 and id = $2 and user_id = $3 and revoked_at_us is null"
);
sql!(
    pub(in crate::admin) REVOKE_ALL,
    "update api_tokens set revoked_at_us = $2 where user_id = $1 and revoked_at_us is null"
);
sql!(
    pub(in crate::admin) LIST,
    "select id, name, scopes, created_at_us, expires_at_us, last_used_us, revoked_at_us
     from api_tokens where company_id = $1 and user_id = $2 order by id desc"
);
sql!(
    pub(in crate::admin) LIVE,
    "select cast(count(*) as bigint) from api_tokens
     where company_id = $1 and user_id = $2 and revoked_at_us is null and expires_at_us > $3"
);
sql!(pub(in crate::admin) CLEAR_SETUP, "delete from setup_tokens");
sql!(
    pub(in crate::admin) INSERT_SETUP,
    "insert into setup_tokens (token_hash, expires_at_us) values ($1, $2)"
);
sql!(
    pub(in crate::admin) FIND_SETUP,
    "select expires_at_us from setup_tokens
     where token_hash = $1 and expires_at_us > $2 and used_at_us is null"
);
sql!(
    pub(in crate::admin) USE_SETUP,
    "update setup_tokens set used_at_us = $2
     where token_hash = $1 and expires_at_us > $2 and used_at_us is null"
);
