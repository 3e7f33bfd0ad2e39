//! SQL of exchange rates.

use jieqing_db::sql;

sql!(
    pub(super) RATE,
    "select rate_e9 from exchange_rates
     where company_id = $1 and currency = $2 and valid_on <= $3
     order by valid_on desc limit 1"
);
sql!(
    pub(super) PUT,
    "insert into exchange_rates (company_id, currency, valid_on, rate_e9) values ($1, $2, $3, $4)
     on conflict (company_id, currency, valid_on) do update set rate_e9 = excluded.rate_e9"
);
