//! SQL of exchange rates.

use jieqing_db::sql;

sql!(
    pub(super) RATE,
    "select rate_e9 from exchange_rates
     where company_id = $1 and currency = $2 and valid_on <= $3
     order by valid_on desc limit 1"
);
