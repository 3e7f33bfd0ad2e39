//! SQL of this room.

use jieqing_db::{Shadow, sql};

sql!(
    pub(super) FIND_KEY,
    "select request_hash, status, answer from idempotency_keys
     where company_id = $1 and principal = $2 and method = $3 and path = $4 and key = $5"
);
sql!(
    pub(super) KEEP_KEY,
    "insert into idempotency_keys (company_id, principal, method, path, key, request_hash, status, answer, created_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
);

/// Rows that nearly every command writes. Numbers of a preview are far from real ones, so that it
/// takes none away and waits for nobody's.
pub(super) const SHADOWS: &[Shadow] = &[
    Shadow {
        table: "number_series",
        // Also those that nobody has begun this month, wherever in the world.
        rows: "select company_id, kind, period, last + 1000000000 as last from number_series
          union all
          select c.id, s.kind, p.period, 1000000000
          from companies c
          cross join (values ('KH'), ('SO'), ('DN'), ('RT'), ('IN'), ('RC'), ('BL'), ('WO'), ('ST'), ('voucher')) s (kind)
          cross join (select distinct to_char(now() + d.days * interval '1 day', f.form) as period
            from (values (-1), (1)) d (days) cross join (values ('YYYYMM'), ('YYYY-MM')) f (form)) p
          where not exists (select 1 from number_series n
            where n.company_id = c.id and n.kind = s.kind and n.period = p.period)",
    },
    Shadow {
        table: "chain_heads",
        rows: "select company_id, seq + 1000000000000 as seq, hash from chain_heads",
    },
    Shadow {
        table: "customer_balances",
        rows: "select * from customer_balances",
    },
    Shadow {
        table: "ledger_balances",
        rows: "select * from ledger_balances",
    },
];

#[cfg(test)]
mod tests {
    use super::SHADOWS;
    use crate::numbering::Series;

    #[test]
    fn every_series_is_far_away_in_a_preview() {
        let numbers = SHADOWS.iter().find(|s| s.table == "number_series");
        let rows = numbers.map_or("", |s| s.rows);
        for series in Series::ALL {
            assert!(
                rows.contains(&format!("('{}')", series.as_str())),
                "{series:?}"
            );
        }
    }
}
