//! What a statement is, which period may follow which, and its fingerprint. Pure.

use super::agreement::Agreement;
use super::error::StatementRefusal;
use crate::wire;
use jieqing_db::row;
use jieqing_kernel::currency::Currency;
use jieqing_kernel::date::Date;
use jieqing_kernel::error::{Error, FieldError, Result};
use jieqing_kernel::id::Id;
use jieqing_kernel::money::{add, sub};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

jieqing_db::text_enum! {
    /// Where a statement stands.
    pub enum StatementStatus {
        /// The one that counts.
        Issued = "issued",
        /// Made again for the same period.
        Superseded = "superseded",
        /// Taken back.
        Void = "void",
    }
}

/// The basis of statements made from the control account.
pub(super) const LEDGER: &str = "ledger";

/// A party as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Code, empty for us.
    pub code: String,
    /// Full name.
    pub name: String,
    /// 统一社会信用代码 / tax id.
    pub tax_id: String,
    /// Address.
    pub address: String,
    /// Phone.
    pub phone: String,
    /// Bank.
    pub bank: String,
    /// Account.
    pub account: String,
    /// Person to talk to.
    pub contact: String,
}

/// Money or a credit that is not joined to a debt yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unapplied {
    /// Number of the document.
    pub no: String,
    /// Its date.
    pub on: String,
    /// What is open of it, positive minor units.
    pub open: i64,
}

/// What is kept beside the lines, so that printing needs nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementFacts {
    /// We.
    pub company: Party,
    /// They.
    pub customer: Party,
    /// Payment terms by name.
    pub terms: String,
    /// Day it was made.
    pub made_on: String,
    /// Printed in English.
    pub english: bool,
    /// Open and invoiced at the end, minor units.
    pub billed: i64,
    /// Open and not invoiced at the end.
    pub unbilled: i64,
    /// Credits not applied at the end, oldest first.
    pub unapplied: Vec<Unapplied>,
    /// How far the closing balance is from the control account; 0 unless something was posted into
    /// the time before the first statement.
    pub difference: i64,
}

/// A bucket of the closing balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementBucket {
    /// Lowest day overdue; `None` for what is not due.
    pub from: Option<i64>,
    /// Highest day overdue; `None` for the last.
    pub to: Option<i64>,
    /// Open, minor units.
    pub amount: i64,
}

/// Ageing of the closing balance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementAging {
    /// Buckets in order.
    pub buckets: Vec<StatementBucket>,
    /// Credits not applied, zero or negative.
    pub credits: i64,
}

row! {
    /// A movement of the control account with what it refers to.
    pub(super) struct Movement {
        pub(super) entry_id: i64,
        pub(super) line_no: i64,
        pub(super) doc_on: Date,
        pub(super) doc_type: String,
        pub(super) doc_id: i64,
        pub(super) doc_no: String,
        pub(super) memo: String,
        pub(super) debit: i64,
        pub(super) credit: i64,
        pub(super) order_no: String,
        pub(super) customer_po: String,
        pub(super) bank_ref: String,
        pub(super) bureau_no: String,
    }
}

impl Movement {
    /// Order, the customer's order, the bank's or the bureau's number, our invoices.
    pub(super) fn reference(&self, invoices: &[String]) -> String {
        let mut parts: Vec<&str> = [
            &self.order_no,
            &self.customer_po,
            &self.bank_ref,
            &self.bureau_no,
        ]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
        parts.extend(invoices.iter().take(3).map(String::as_str));
        parts.join(" / ")
    }
}

row! {
    /// A live statement of the same customer and currency.
    pub(super) struct Live {
        pub(super) id: Id<wire::Statement>,
        pub(super) number: String,
        pub(super) from: Date,
        pub(super) to: Date,
        pub(super) closing: i64,
        pub(super) digest: String,
        pub(super) agreement: Agreement,
    }
}

/// Where a new statement stands among the live ones.
#[derive(Debug, Default)]
pub(super) struct Place<'a> {
    /// The one it replaces.
    pub(super) replaces: Option<&'a Live>,
    /// The one it continues.
    pub(super) previous: Option<&'a Live>,
    /// First day of the first live one, if there is one before it.
    pub(super) chain_from: Option<Date>,
}

/// Finds the place of `from..=to`; `live` is in order of period.
///
/// # Errors
/// `statements.overlap`, `statements.later_exists`.
pub(super) fn place(live: &[Live], from: Date, to: Date) -> Result<Place<'_>> {
    let Some((last, before)) = live.split_last() else {
        return Ok(Place::default());
    };
    let first = |chain: &[Live]| chain.first().map(|l| l.from);
    if from > last.to {
        return Ok(Place {
            replaces: None,
            previous: Some(last),
            chain_from: first(live),
        });
    }
    if from == last.from && to == last.to {
        return Ok(Place {
            replaces: Some(last),
            previous: before.last(),
            chain_from: first(before),
        });
    }
    if let Some(same) = before.iter().find(|l| l.from == from && l.to == to) {
        return Err(StatementRefusal::LaterExists {
            number: same.number.clone(),
            later: last.number.clone(),
        }
        .into());
    }
    let hit = live.iter().find(|l| from <= l.to && l.from <= to);
    let hit = hit.unwrap_or(last);
    Err(StatementRefusal::Overlap {
        number: hit.number.clone(),
        from: hit.from.to_string(),
        to: hit.to.to_string(),
    }
    .into())
}

/// The period asked for.
///
/// # Errors
/// [`Error::Invalid`].
pub(super) fn check_period(from: Date, to: Date, today: Date) -> Result<()> {
    let mut errors = Vec::new();
    if to < from {
        errors
            .push(FieldError::new("to", "field.out_of_range").with("allowed", format!("≥ {from}")));
    }
    if to > today {
        errors.push(
            FieldError::new("to", "field.out_of_range").with("allowed", format!("≤ {today}")),
        );
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

/// A line with the balance after it.
#[derive(Debug, Clone)]
pub(super) struct StatementLine {
    pub(super) movement: Movement,
    pub(super) reference: String,
    pub(super) balance: i64,
}

/// Header figures, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) opening: i64,
    pub(super) debit: i64,
    pub(super) credit: i64,
    pub(super) closing: i64,
}

/// Runs the balance through the lines.
///
/// # Errors
/// [`Error::Bug`] on overflow.
pub(super) fn run_balance(
    opening: i64,
    movements: Vec<(Movement, String)>,
) -> Result<(Sums, Vec<StatementLine>)> {
    let mut sums = Sums {
        opening,
        debit: 0,
        credit: 0,
        closing: opening,
    };
    let mut lines = Vec::with_capacity(movements.len());
    for (movement, reference) in movements {
        sums.debit = add(sums.debit, movement.debit)?;
        sums.credit = add(sums.credit, movement.credit)?;
        sums.closing = sub(add(sums.closing, movement.debit)?, movement.credit)?;
        lines.push(StatementLine {
            balance: sums.closing,
            movement,
            reference,
        });
    }
    Ok((sums, lines))
}

/// SHA-256 over the length-prefixed content: period, sums, every line.
pub(super) fn digest(
    customer: Id<wire::Customer>,
    currency: Currency,
    (from, to): (Date, Date),
    sums: Sums,
    lines: &[StatementLine],
) -> String {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    field(b"jieqing.statement.1");
    field(&customer.raw().to_be_bytes());
    for text in [LEDGER, currency.code(), &from.to_string(), &to.to_string()] {
        field(text.as_bytes());
    }
    for number in [sums.opening, sums.debit, sums.credit, sums.closing] {
        field(&number.to_be_bytes());
    }
    for line in lines {
        let m = &line.movement;
        for number in [
            m.entry_id,
            m.line_no,
            m.doc_id,
            m.debit,
            m.credit,
            line.balance,
        ] {
            field(&number.to_be_bytes());
        }
        for text in [
            &m.doc_on.to_string(),
            &m.doc_type,
            &m.doc_no,
            &line.reference,
            &m.memo,
        ] {
            field(text.as_bytes());
        }
    }
    crate::blobs::hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        jieqing_kernel::date::parse(text).expect("day")
    }

    fn live(no: &str, from: &str, to: &str) -> Live {
        Live {
            id: Id::from_raw(1),
            number: no.to_owned(),
            from: day(from),
            to: day(to),
            closing: 0,
            digest: String::new(),
            agreement: Agreement::Unsent,
        }
    }

    #[test]
    fn a_period_follows_replaces_or_is_refused() {
        let chain = [
            live("ST-1", "2026-08-01", "2026-08-31"),
            live("ST-2", "2026-09-01", "2026-09-30"),
        ];
        let at = |from, to| place(&chain, day(from), day(to));
        let next = at("2026-10-01", "2026-10-31").expect("next");
        assert_eq!(next.previous.map(|l| l.number.as_str()), Some("ST-2"));
        assert_eq!(next.chain_from, Some(day("2026-08-01")));
        let gap = at("2026-11-01", "2026-11-30").expect("a gap is bridged");
        assert!(gap.replaces.is_none());
        let again = at("2026-09-01", "2026-09-30").expect("again");
        assert_eq!(again.replaces.map(|l| l.number.as_str()), Some("ST-2"));
        assert_eq!(again.previous.map(|l| l.number.as_str()), Some("ST-1"));
        let code = |out: Result<Place<'_>>| match out {
            Err(Error::Refused(r)) => r.code,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            code(at("2026-08-01", "2026-08-31")),
            "statements.later_exists"
        );
        assert_eq!(code(at("2026-09-15", "2026-10-15")), "statements.overlap");
        assert_eq!(code(at("2026-07-01", "2026-07-31")), "statements.overlap");
        assert!(
            place(&[], day("2026-01-01"), day("2026-01-31"))
                .expect("first")
                .previous
                .is_none()
        );
    }
}
