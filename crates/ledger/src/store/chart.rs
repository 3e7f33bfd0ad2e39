//! SQL of the chart of accounts.

use jieqing_db::sql;

sql!(
    pub(crate) INSERT_ACCOUNT,
    "insert into accounts (company_id, code, name, name_en, side, role) values ($1, $2, $3, $4, $5, $6)"
);
