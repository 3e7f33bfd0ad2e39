//! Saved views.

use jieqing_db::sql;

sql!(
    pub(in crate::admin) COUNT,
    "select cast(count(*) as bigint) from saved_views where company_id = $1 and user_id = $2"
);
sql!(
    pub(in crate::admin) INSERT,
    "insert into saved_views (company_id, id, user_id, list, name, query, shared, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);
sql!(
    pub(in crate::admin) REMOVE,
    "delete from saved_views where company_id = $1 and id = $2 and user_id = $3"
);
sql!(
    pub(in crate::admin) LIST,
    "select id, list, name, query, shared, user_id from saved_views
     where company_id = $1 and (user_id = $2 or shared) and list = $3 order by name, id"
);
