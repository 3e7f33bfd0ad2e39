//! `Ntry` into an entry with the payments of its batch.

use rust_decimal::Decimal;

use super::{date, signed};
use crate::bank::identity::reference;
use crate::bank::model::{Detail, Draft, Entry, EntryKind, account, field, join};
use crate::bank::money;
use crate::bank::xml::Element;

/// Most payments of one batch that are kept.
const MAX_DETAILS: usize = 20_000;

/// Reads an entry; `None` when it is not booked or unreadable (told).
pub(super) fn read(e: &Element, draft: &mut Draft) -> Option<Entry> {
    let place = format!("line {} Ntry", e.line);
    let status = e
        .find("Sts/Cd")
        .or_else(|| e.find("Sts"))
        .or_else(|| e.find("Sts/Prtry"))
        .unwrap_or("BOOK");
    let amount = signed(e, draft)?;
    if matches!(status, "PDNG" | "INFO" | "FUTR") {
        draft.problem(
            place,
            "entry.not_booked",
            format!("status {status}: {amount} is announced and not booked, left out"),
        );
        return None;
    }
    let booked_on = date(e.child("BookgDt"));
    let value_on = date(e.child("ValDt"));
    if booked_on.is_none() && e.child("BookgDt").is_some() {
        draft.problem(place.as_str(), "date.unreadable", "BookgDt");
    }
    let transactions: Vec<&Element> = e
        .all("NtryDtls")
        .flat_map(|d| d.all("TxDtls"))
        .take(MAX_DETAILS)
        .collect();
    let income = !amount.is_sign_negative();
    let currency = e.child("Amt").and_then(|a| a.attribute("Ccy"));
    let details: Vec<Detail> = transactions
        .iter()
        .map(|tx| detail(tx, income, currency))
        .collect();
    // One payment names the other side; of several, none does.
    let only = match details.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    let additional = e.find("AddtlNtryInf").unwrap_or_default();
    let text = join(
        details
            .iter()
            .take(200)
            .map(|d| d.text.as_str())
            .chain([additional]),
    );
    let reversal = matches!(e.find("RvslInd"), Some("true" | "1"));
    let batch_sum = batch_sum(&details);
    if let Some(sum) = batch_sum
        && sum != amount
        && details.len() > 1
    {
        draft.problem(
            place.as_str(),
            "batch.does_not_add_up",
            format!("{} payments of {sum} in a batch of {amount}", details.len()),
        );
    }
    Some(Entry {
        booked_on: booked_on.or(value_on),
        value_on,
        amount,
        currency: currency.and_then(money::currency_code),
        counterparty: only.and_then(|d| d.counterparty.clone()),
        counterparty_account: only.and_then(|d| d.counterparty_account.clone()),
        text,
        bank_ref: e
            .find("AcctSvcrRef")
            .or_else(|| e.find("NtryRef"))
            .or_else(|| {
                transactions
                    .first()
                    .and_then(|t| t.find("Refs/AcctSvcrRef"))
            })
            .and_then(reference),
        reversal,
        kind: kind(e, reversal),
        details: if details.len() > 1 {
            details
        } else {
            Vec::new()
        },
        place,
        ..Entry::default()
    })
}

fn batch_sum(details: &[Detail]) -> Option<Decimal> {
    details
        .iter()
        .try_fold(Decimal::ZERO, |sum, d| sum.checked_add(d.amount?))
}

fn detail(tx: &Element, entry_income: bool, currency: Option<&str>) -> Detail {
    let income = match tx.find("CdtDbtInd") {
        Some("CRDT") => true,
        Some("DBIT") => false,
        _ => entry_income,
    };
    // An amount in another currency than the entry's says nothing about the entry.
    let stated = ["Amt", "AmtDtls/TxAmt/Amt"]
        .into_iter()
        .filter_map(|path| tx.at(path))
        .find(|a| match (a.attribute("Ccy"), currency) {
            (Some(own), Some(of_entry)) => own.trim() == of_entry.trim(),
            _ => true,
        })
        .and_then(|a| money::written(&a.text))
        .map(|amount| if income { amount } else { -amount });
    // Money in: the debtor pays us. Money out: we pay the creditor.
    let (side, side_account, ultimate) = if income {
        ("Dbtr", "DbtrAcct", "UltmtDbtr")
    } else {
        ("Cdtr", "CdtrAcct", "UltmtCdtr")
    };
    let parties = tx.child("RltdPties");
    let name = |role: &str| {
        let party = parties?.child(role)?;
        ["Nm", "Pty/Nm", "Agt/FinInstnId/Nm"]
            .iter()
            .find_map(|path| party.find(path))
    };
    let number = parties.and_then(|p| p.child(side_account)).and_then(|a| {
        a.find("Id/IBAN")
            .or_else(|| a.find("Id/Othr/Id"))
            .or_else(|| a.find("Id/PrtryAcct/Id"))
            .or_else(|| a.find("Id/BBAN"))
    });
    let mut texts = Vec::new();
    if let Some(remittance) = tx.child("RmtInf") {
        for name in ["Ustrd", "Ref", "Nb", "AddtlRmtInf"] {
            remittance.texts(name, &mut texts);
        }
    }
    let reference_of = |path: &str| tx.find(path).and_then(reference);
    let end_to_end = reference_of("Refs/EndToEndId");
    if let Some(end_to_end) = &end_to_end {
        texts.push(end_to_end);
    }
    if let Some(returned) = tx.child("RtrInf") {
        returned.texts("AddtlInf", &mut texts);
    }
    if let Some(more) = tx.find("AddtlTxInf") {
        texts.push(more);
    }
    let text = join(texts);
    Detail {
        amount: stated,
        counterparty: name(side).or_else(|| name(ultimate)).and_then(field),
        counterparty_account: number.and_then(account),
        reference: end_to_end.or_else(|| reference_of("Refs/InstrId")),
        text,
    }
}

/// What the bank transaction code says, where it says something.
fn kind(e: &Element, reversal: bool) -> EntryKind {
    let code = e.find("BkTxCd/Domn/Fmly/SubFmlyCd").unwrap_or_default();
    match code {
        "INTR" => EntryKind::Interest,
        "CHRG" | "COMM" | "FEES" => EntryKind::Fee,
        "TAXE" | "TAXS" => EntryKind::Tax,
        "RRTN" | "RPCR" | "RRJT" if !reversal => EntryKind::Refund,
        _ => EntryKind::Payment,
    }
}
