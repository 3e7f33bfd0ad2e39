//! Who came in, who was refused, who took data out. Beside the event log, because most of it belongs
//! to no document; never a secret in it.

use super::store::access as store;
use jieqing_db::{DbResult, WriteTx, params};
use jieqing_kernel::clock::Clock;
use jieqing_kernel::id::IdSource;

jieqing_db::text_enum! {
    /// What is noted.
    pub enum AccessKind {
        /// Signed in.
        Login = "login",
        /// Wrong password, or no such account.
        LoginFailed = "login_failed",
        /// Signed out.
        Logout = "logout",
        /// A session was ended from another one.
        SessionEnded = "session_ended",
        /// Went to another company.
        CompanySwitched = "company_switched",
        /// A permission was missing.
        Denied = "denied",
        /// Data left as a file.
        Export = "export",
    }
}

/// A line of the access log.
#[derive(Debug, Clone)]
pub struct AccessNote {
    /// Company (raw id), 0 when none is known.
    pub company: i64,
    /// User (raw id), 0 when none is known.
    pub user: i64,
    /// What happened.
    pub kind: AccessKind,
    /// With what: a permission, a list, a login.
    pub detail: String,
    /// Request id.
    pub request_id: String,
    /// Network address.
    pub address: String,
}

/// Most characters of a detail that are kept.
const DETAIL_MAX: usize = 200;

/// Writes a line of the access log.
///
/// # Errors
/// [`DbError`](jieqing_db::DbError).
pub fn note_access(
    tx: &mut WriteTx<'_>,
    clock: &Clock,
    ids: &IdSource,
    note: &AccessNote,
) -> DbResult<()> {
    let detail: String = note.detail.chars().take(DETAIL_MAX).collect();
    tx.exec_one(
        &store::INSERT,
        params![
            ids.next_raw(),
            clock.now(),
            note.company,
            note.user,
            note.kind,
            detail,
            note.request_id,
            note.address
        ],
    )
}
