//! SQL of disputes.

use crate::receivables::dispute::DisputeStatus;
use crate::wire;
use jieqing_db::{row, sql};
use jieqing_kernel::id::Id;

row! {
    /// A dispute as commands need it.
    pub(in crate::receivables) struct Known {
        pub(in crate::receivables) item_id: Id<wire::OpenItem>,
        pub(in crate::receivables) amount_minor: i64,
        pub(in crate::receivables) status: DisputeStatus,
        pub(in crate::receivables) resolved_on: Option<String>,
        pub(in crate::receivables) owner_id: i64,
        pub(in crate::receivables) department_id: i64,
        pub(in crate::receivables) version: i64,
    }
}

sql!(
    pub(in crate::receivables) INSERT,
    "insert into disputes (company_id, id, item_id, customer_id, currency, amount_minor, base_minor, reason,
       note, status, raised_on, raised_by, raised_at_us, owner_id, department_id, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12, $13, $14, 1)"
);
sql!(
    pub(in crate::receivables) BY_ID,
    "select item_id, amount_minor, status, resolved_on, owner_id, department_id, version
     from disputes where company_id = $1 and id = $2 for update"
);
sql!(
    pub(in crate::receivables) RESOLVE,
    "update disputes set status = 'resolved', resolution = $4, resolution_note = $5, resolved_on = $6,
       resolved_by = $7, version = version + 1
     where company_id = $1 and id = $2 and version = $3 and status = 'open'"
);
sql!(
    pub(in crate::receivables) OF_ITEM,
    "select cast(coalesce(sum(amount_minor), 0) as bigint), cast(coalesce(sum(base_minor), 0) as bigint)
     from disputes where company_id = $1 and item_id = $2 and status = 'open'"
);
sql!(
    pub(in crate::receivables) MARK_ITEM,
    "update open_items set disputed_minor = $4, base_disputed_minor = $5, version = version + 1
     where company_id = $1 and id = $2 and version = $3"
);
sql!(
    pub(in crate::receivables) BAD_DISPUTES,
    "select i.doc_no from open_items i
     left join (select item_id, sum(amount_minor) a, sum(base_minor) b from disputes
       where company_id = $1 and status = 'open' group by item_id) d on d.item_id = i.id
     where i.company_id = $1 and (coalesce(d.a, 0) <> i.disputed_minor or coalesce(d.b, 0) <> i.base_disputed_minor)
     limit 20"
);
