//! SQL of imports.

use super::kind::ImportKind;
use super::report::Outcome;
use crate::wire;
use jieqing_db::{Bulk, row, sql};
use jieqing_kernel::id::Id;

row! {
    /// An import as stored.
    pub(super) struct ImportRecord {
        pub(super) id: Id<wire::Import>,
        pub(super) kind: ImportKind,
        pub(super) file_name: String,
        pub(super) sha256: String,
        pub(super) size: i64,
        pub(super) mapping: String,
        pub(super) options: String,
        pub(super) state: ImportState,
        pub(super) total: i64,
        pub(super) added: i64,
        pub(super) changed: i64,
        pub(super) unchanged: i64,
        pub(super) failed: i64,
        pub(super) ignored: i64,
        pub(super) report: String,
        pub(super) created_by: i64,
        pub(super) created_at_us: i64,
        pub(super) committed_at_us: Option<i64>,
    }
}

jieqing_db::text_enum! {
    /// Where an import stands.
    pub enum ImportState {
        /// Looked at; nothing stored.
        Previewed = "previewed",
        /// Stored.
        Committed = "committed",
    }
}

row! {
    /// A row that is told.
    pub(super) struct NoteRecord {
        pub(super) file_no: i64,
        pub(super) row_no: i64,
        pub(super) position: i64,
        pub(super) sheet: String,
        pub(super) outcome: Outcome,
        pub(super) code: String,
        pub(super) column: String,
        pub(super) facts: String,
        pub(super) raw: String,
    }
}

sql!(
    pub(super) INSERT,
    "insert into imports (company_id, id, kind, file_name, sha256, size, mapping, options, state,
       rows_total, rows_added, rows_changed, rows_unchanged, rows_failed, rows_ignored, report,
       created_by, created_at_us, committed_at_us)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     on conflict (company_id, id) do update set mapping = $7, options = $8, state = $9,
       rows_total = $10, rows_added = $11, rows_changed = $12, rows_unchanged = $13,
       rows_failed = $14, rows_ignored = $15, report = $16, committed_at_us = $19"
);
sql!(
    pub(super) GET,
    "select id, kind, file_name, sha256, size, mapping, options, state, rows_total, rows_added,
       rows_changed, rows_unchanged, rows_failed, rows_ignored, report, created_by, created_at_us,
       committed_at_us
     from imports where company_id = $1 and id = $2"
);
sql!(
    pub(super) LOCK_STATE,
    "select state, coalesce(committed_at_us, 0) from imports
     where company_id = $1 and id = $2 for update"
);
sql!(
    pub(super) COMMITTED_BEFORE,
    "select id from imports
     where company_id = $1 and kind = $2 and sha256 = $3 and state = 'committed' and id <> $4
     order by id limit 1"
);
sql!(
    pub(super) CLEAR_NOTES,
    "delete from import_rows where company_id = $1 and import_id = $2"
);
sql!(
    pub(super) REMEMBERED,
    "select mapping from import_mappings
     where company_id = $1 and kind = $2 and fingerprint = $3"
);
sql!(
    pub(super) REMEMBER,
    "insert into import_mappings (company_id, kind, fingerprint, mapping, used_at_us)
     values ($1, $2, $3, $4, $5)
     on conflict (company_id, kind, fingerprint) do update set mapping = $4, used_at_us = $5"
);

/// Rows that are told.
pub(super) const NOTES: Bulk = Bulk {
    table: "import_rows",
    columns: &[
        "company_id",
        "import_id",
        "file_no",
        "row_no",
        "position",
        "sheet",
        "outcome",
        "code",
        "column_name",
        "facts",
        "raw",
    ],
};

row! {
    /// Payment terms as files name them.
    pub(super) struct TermsRef {
        pub(super) id: Id<wire::Terms>,
        pub(super) code: String,
        pub(super) name: String,
    }
}
sql!(
    pub(super) TERMS,
    "select id, code, name from payment_terms where company_id = $1 and active order by code"
);
