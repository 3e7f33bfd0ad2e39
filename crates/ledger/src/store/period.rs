//! SQL of periods.

use jieqing_db::sql;

sql!(
    pub(crate) ENSURE,
    "insert into periods (company_id, period, status, version) values ($1, $2, 'open', 1)
     on conflict (company_id, period) do nothing"
);
sql!(
    pub(crate) LOCK,
    "select status from periods where company_id = $1 and period = $2 for share"
);
sql!(
    pub(crate) LOCK_FULL,
    "select status, version from periods where company_id = $1 and period = $2 for update"
);
sql!(
    pub(crate) LIST,
    "select period, status, closed_by, closed_at_us, digest, version from periods
     where company_id = $1 order by period desc"
);
sql!(
    pub(crate) EARLIER_OPEN,
    "select min(period) from periods where company_id = $1 and period < $2 and status = 'open'"
);
sql!(
    pub(crate) LATER_CLOSED,
    "select max(period) from periods where company_id = $1 and period > $2 and status = 'closed'"
);
sql!(
    pub(crate) SET,
    "update periods set status = $3, closed_by = $4, closed_at_us = $5, digest = $6, version = version + 1
     where company_id = $1 and period = $2"
);
