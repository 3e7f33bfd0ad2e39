//! The result for scripts. Amounts are decimal strings, theirs in our sign; a key is the row's
//! document number, else its row number.

use super::input::Refusal;
use crate::failure::{Failure, Outcome};
use jieqing_reconcile::amount::text;
use jieqing_reconcile::book::Report;
use jieqing_reconcile::file::Loaded;
use jieqing_reconcile::{Group, Party, Side, Single};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;

#[derive(Serialize)]
struct Total {
    rows: usize,
    total: String,
}

#[derive(Serialize)]
struct Pair {
    ours: Vec<String>,
    theirs: Vec<String>,
    ours_amount: String,
    theirs_amount: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
}

fn keys(side: &Side, rows: &[u32]) -> Vec<String> {
    rows.iter().map(|r| side.key(*r as usize)).collect()
}

fn pair(r: &Report<'_>, group: &Group) -> Pair {
    Pair {
        ours: keys(&r.ours.side, &group.ours),
        theirs: keys(&r.theirs.side, &group.theirs),
        ours_amount: text(group.ours_amount),
        theirs_amount: text(group.theirs_amount),
        cause: group.cause.map(jieqing_reconcile::Cause::code),
    }
}

/// A list written row by row, so that a million of them need no second copy.
fn list<T: Serialize>(
    out: &mut impl Write,
    name: &str,
    rows: impl Iterator<Item = T>,
) -> std::io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (at, row) in rows.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &row)?;
    }
    out.write_all(b"]")
}

/// Writes the object to standard output.
pub(super) fn print(r: &Report<'_>, millis: u128, details: bool) -> Outcome {
    let mut out = std::io::BufWriter::with_capacity(1 << 18, std::io::stdout().lock());
    match write(&mut out, r, millis, details).and_then(|()| out.flush()) {
        // Who reads only the beginning has what he wants.
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::from(e)),
        _ => Ok(()),
    }
}

fn write(out: &mut impl Write, r: &Report<'_>, millis: u128, details: bool) -> std::io::Result<()> {
    let total = |loaded: &Loaded, amount: i64| Total {
        rows: loaded.side.rows().len(),
        total: text(amount),
    };
    out.write_all(b"{\"ours\":")?;
    serde_json::to_writer(&mut *out, &total(r.ours, r.balance.ours))?;
    out.write_all(b",\n\"theirs\":")?;
    serde_json::to_writer(&mut *out, &total(r.theirs, r.balance.theirs))?;
    let o = r.outcome;
    list(out, "matched", o.matched.iter().map(|g| pair(r, g)))?;
    list(out, "differs", o.differs.iter().map(|g| pair(r, g)))?;
    let alone = |side: &Side, list: &[Single]| -> Vec<String> {
        list.iter().map(|s| side.key(s.row as usize)).collect()
    };
    list(
        out,
        "only_ours",
        alone(&r.ours.side, &o.only_ours).into_iter(),
    )?;
    list(
        out,
        "only_theirs",
        alone(&r.theirs.side, &o.only_theirs).into_iter(),
    )?;
    let copies = o.duplicates.iter().map(|d| {
        let own = d.party == Party::Ours;
        let (side, nothing) = if own {
            (&r.ours.side, Vec::new())
        } else {
            (&r.theirs.side, Vec::new())
        };
        let key = vec![side.key(d.row as usize)];
        Pair {
            ours: if own { key.clone() } else { nothing.clone() },
            theirs: if own { nothing } else { key },
            ours_amount: text(if own { d.amount } else { 0 }),
            theirs_amount: text(if own { 0 } else { d.amount }),
            cause: None,
        }
    });
    list(out, "duplicates", copies)?;
    if details {
        let more = more(r);
        for (name, value) in more.as_object().into_iter().flatten() {
            write!(out, ",\n\"{name}\":{value}")?;
        }
    }
    writeln!(
        out,
        ",\n\"seconds\":{}.{:03}}}",
        millis / 1000,
        millis % 1000
    )
}

/// What --details adds.
fn more(r: &Report<'_>) -> Value {
    let alone = |side: &Side, other: &Side, list: &[Single]| -> Vec<Value> {
        list.iter()
            .map(|s| {
                json!({
                    "key": side.key(s.row as usize),
                    "row": side.rows().get(s.row as usize).map(|r| r.number),
                    "amount": text(s.amount),
                    "cause": s.cause.code(),
                    "maybe": s.maybe.map(|m| other.key(m as usize)),
                })
            })
            .collect()
    };
    let b = r.balance;
    json!({
        "turned": r.outcome.turned,
        "adjusted": {
            "ours": text(b.ours), "theirs": text(b.theirs),
            "adjustments": b.adjustments.iter().map(|a| json!({
                "side": if a.party == Party::Ours { "ours" } else { "theirs" },
                "cause": a.cause.map_or("tax_shown_by_one_side", jieqing_reconcile::Cause::code),
                "count": a.count, "amount": text(a.amount),
            })).collect::<Vec<_>>(),
            "ours_adjusted": text(b.ours_adjusted),
            "theirs_adjusted": text(b.theirs_adjusted),
            "unexplained": text(b.unexplained),
        },
        "only_ours_causes": alone(&r.ours.side, &r.theirs.side, &r.outcome.only_ours),
        "only_theirs_causes": alone(&r.theirs.side, &r.ours.side, &r.outcome.only_theirs),
        "files": [file(r.our_name, r.ours), file(r.their_name, r.theirs)],
    })
}

fn file(name: &str, loaded: &Loaded) -> Value {
    json!({
        "name": name,
        "header_row": loaded.header_row,
        "columns": loaded.columns.iter().map(|c| json!({
            "role": c.role.word(), "column": c.column + 1, "name": c.name, "confidence": c.confidence,
        })).collect::<Vec<_>>(),
        "left_out": loaded.left_out.iter().map(|l| json!({
            "sheet": loaded.sheets.get(usize::from(l.sheet)), "row": l.row, "why": l.why.code(), "text": l.text,
        })).collect::<Vec<_>>(),
        "problems": loaded.problems.iter().map(|p| json!({
            "sheet": loaded.sheets.get(usize::from(p.sheet)), "row": p.row, "code": p.code, "text": p.text,
        })).collect::<Vec<_>>(),
        "stated": loaded.stated.map(text),
    })
}

/// A refused file.
pub(super) fn refusal(refusal: &Refusal) -> Value {
    json!({ "refused": { "file": refusal.file, "code": refusal.code, "message": refusal.message } })
}
