//! SQL of this room.

use jieqing_db::sql;

sql!(
    pub(super) NEXT,
    "insert into number_series (company_id, kind, period, last) values ($1, $2, $3, 1)
     on conflict (company_id, kind, period) do update set last = number_series.last + 1
     returning last"
);
sql!(
    pub(super) NEXT_MANY,
    "insert into number_series (company_id, kind, period, last) values ($1, $2, $3, $4)
     on conflict (company_id, kind, period) do update set last = number_series.last + excluded.last
     returning last"
);
