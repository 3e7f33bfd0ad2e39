//! SQL of customers at a glance.

use jieqing_db::sql;

sql!(
    pub(in crate::insight) OWNER,
    "select owner_id, department_id from customers where company_id = $1 and id = $2"
);
