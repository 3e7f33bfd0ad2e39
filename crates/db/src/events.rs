//! The event log: audit trail, outbox and timeline in one, hash-chained per company.
//!
//! `h(n) = SHA-256(domain, version, every column of row n, h(n-1))` over length-prefixed fields
//! (reliability.md §5.9). The head is a locked row, so the chain is sealed in the transaction that
//! writes the row. **Take it last**: it serialises the writers of one company.

use crate::bulk::Bulk;
use crate::error::DbResult;
use crate::tx::{ReadTx, WriteTx};
use crate::value::V;
use crate::{params, row, sql};
use sha2::{Digest, Sha256};

/// Version of the record layout under the hash.
pub const LAYOUT: i64 = 1;

/// What happened.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// Company (raw id).
    pub company: i64,
    /// When, µs.
    pub at_us: i64,
    /// Acting user (raw id), 0 for the system.
    pub actor: i64,
    /// Request id.
    pub request_id: &'a str,
    /// Kind of document, e.g. `order`.
    pub subject_type: &'static str,
    /// Document (raw id).
    pub subject_id: i64,
    /// Past tense, e.g. `order.confirmed`.
    pub kind: &'static str,
    /// Business day it belongs to, `YYYY-MM-DD`.
    pub business_date: String,
    /// JSON facts.
    pub payload: String,
}

row! {
    /// A row of the log.
    pub struct EventRow {
        /// Position in the company's chain, from 1 without gaps.
        pub seq: i64,
        /// When, µs.
        pub at_us: i64,
        /// Acting user, 0 for the system.
        pub actor: i64,
        /// Request id.
        pub request_id: String,
        /// Kind of document.
        pub subject_type: String,
        /// Document.
        pub subject_id: i64,
        /// What happened.
        pub kind: String,
        /// Layout version.
        pub layout: i64,
        /// Business day.
        pub business_date: String,
        /// JSON facts.
        pub payload: String,
        /// Link of the chain.
        pub hash: Vec<u8>,
    }
}

sql!(
    HEAD,
    "select seq, hash from chain_heads where company_id = $1 for update"
);
sql!(
    NEW_HEAD,
    "insert into chain_heads (company_id, seq, hash) values ($1, 0, $2)"
);
sql!(
    MOVE_HEAD,
    "update chain_heads set seq = $2, hash = $3 where company_id = $1"
);
sql!(
    INSERT,
    "insert into event_log (company_id, seq, at_us, actor_id, request_id, subject_type, subject_id,
       kind, layout, business_date, payload, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
);
sql!(
    AFTER,
    "select seq, at_us, actor_id, request_id, subject_type, subject_id, kind, layout,
       business_date, payload, hash
     from event_log where company_id = $1 and seq > $2 order by seq limit $3"
);

const INTO: Bulk = Bulk {
    table: "event_log",
    columns: &[
        "company_id",
        "seq",
        "at_us",
        "actor_id",
        "request_id",
        "subject_type",
        "subject_id",
        "kind",
        "layout",
        "business_date",
        "payload",
        "hash",
    ],
};

/// Starts the chain of a new company.
///
/// # Errors
/// [`DbError`](crate::DbError).
pub fn start_chain(tx: &mut WriteTx<'_>, company: i64) -> DbResult<()> {
    let genesis: [u8; 32] = Sha256::digest(format!("jieqing:{company}")).into();
    tx.exec_one(&NEW_HEAD, params![company, genesis[..]])
}

/// Appends an event and moves the chain's head. Gives its sequence number.
///
/// # Errors
/// [`DbError`](crate::DbError).
pub fn append(tx: &mut WriteTx<'_>, event: &NewEvent<'_>) -> DbResult<i64> {
    let (last, head) = tx.one::<(i64, Vec<u8>)>(&HEAD, params![event.company])?;
    let row = chained(event, last, &head);
    tx.exec_one(
        &INSERT,
        params![
            event.company,
            row.seq,
            row.at_us,
            row.actor,
            row.request_id,
            row.subject_type,
            row.subject_id,
            row.kind,
            row.layout,
            row.business_date,
            row.payload,
            row.hash
        ],
    )?;
    tx.exec_one(&MOVE_HEAD, params![event.company, row.seq, row.hash])?;
    tx.touch(event.company);
    Ok(row.seq)
}

/// Appends many events of one company: the head is read and moved once.
///
/// # Errors
/// [`DbError`](crate::DbError).
pub fn append_all(tx: &mut WriteTx<'_>, company: i64, events: &[NewEvent<'_>]) -> DbResult<()> {
    let (mut last, mut head) = tx.one::<(i64, Vec<u8>)>(&HEAD, params![company])?;
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let row = chained(event, last, &head);
        last = row.seq;
        head.clone_from(&row.hash);
        rows.push(vec![
            V::Int(company),
            V::Int(row.seq),
            V::Int(row.at_us),
            V::Int(row.actor),
            V::Text(row.request_id.into()),
            V::Text(row.subject_type.into()),
            V::Int(row.subject_id),
            V::Text(row.kind.into()),
            V::Int(row.layout),
            V::Text(row.business_date.into()),
            V::Text(row.payload.into()),
            V::Bytes(row.hash.into()),
        ]);
    }
    tx.bulk(INTO, rows)?;
    tx.exec_one(&MOVE_HEAD, params![company, last, head])?;
    tx.touch(company);
    Ok(())
}

/// The row of `event` after the head `(last, previous)`.
fn chained(event: &NewEvent<'_>, last: i64, previous: &[u8]) -> EventRow {
    let mut row = EventRow {
        seq: last.saturating_add(1),
        at_us: event.at_us,
        actor: event.actor,
        request_id: event.request_id.to_owned(),
        subject_type: event.subject_type.to_owned(),
        subject_id: event.subject_id,
        kind: event.kind.to_owned(),
        layout: LAYOUT,
        business_date: event.business_date.clone(),
        payload: event.payload.clone(),
        hash: Vec::new(),
    };
    row.hash = link(event.company, &row, previous).to_vec();
    row
}

/// Events after `seq`, oldest first.
///
/// # Errors
/// [`DbError`](crate::DbError).
pub fn after(tx: &mut ReadTx<'_>, company: i64, seq: i64, limit: i64) -> DbResult<Vec<EventRow>> {
    tx.all(&AFTER, params![company, seq, limit])
}

fn link(company: i64, row: &EventRow, previous: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    field(b"jieqing.event");
    field(previous);
    for number in [
        row.layout,
        company,
        row.seq,
        row.at_us,
        row.actor,
        row.subject_id,
    ] {
        field(&number.to_be_bytes());
    }
    for text in [
        &row.request_id,
        &row.subject_type,
        &row.kind,
        &row.business_date,
        &row.payload,
    ] {
        field(text.as_bytes());
    }
    hash.finalize().into()
}

/// Recomputes a company's chain. `Ok(Err(why))` says where it breaks.
///
/// # Errors
/// [`DbError`](crate::DbError) when it can't be read.
pub fn verify(tx: &mut ReadTx<'_>, company: i64) -> DbResult<Result<i64, String>> {
    sql!(
        HEAD_NOW,
        "select seq, hash from chain_heads where company_id = $1"
    );
    let Some((last, head)) = tx.opt::<(i64, Vec<u8>)>(&HEAD_NOW, params![company])? else {
        return Ok(Err("the chain has no head".into()));
    };
    let genesis: [u8; 32] = Sha256::digest(format!("jieqing:{company}")).into();
    let mut previous = genesis.to_vec();
    let mut seq = 0;
    loop {
        let rows = after(tx, company, seq, 5_000)?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if row.seq != seq + 1 {
                return Ok(Err(format!("event {} is missing", seq + 1)));
            }
            if link(company, &row, &previous)[..] != row.hash[..] {
                return Ok(Err(format!("event {} was changed", row.seq)));
            }
            seq = row.seq;
            previous = row.hash;
        }
    }
    if seq != last || previous != head {
        return Ok(Err(format!(
            "the chain ends at {seq}, its head says {last}"
        )));
    }
    Ok(Ok(last))
}
